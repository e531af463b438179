"""An office per test: "s" and "t" are Snoms (22, 24), "y" and "z" Yealinks (23, 25); events go to a sink."""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import httpx
import pytest

from tests.simulator.sink import Sink
from tui.simulator.office import Office, OfficePlan
from tui.simulator.profile import PhoneProfile

NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
OfficeMaker = Callable[..., Awaitable[Office]]


@pytest.fixture
async def sink() -> AsyncIterator[Sink]:
    one = Sink()
    await one.start()
    yield one
    await one.stop()


@pytest.fixture
async def make_office(sink: Sink) -> AsyncIterator[OfficeMaker]:
    """Makes and starts an office; keywords named s, t, y, z change those phones, the others the plan."""
    made: list[Office] = []

    async def make(*, now: Callable[[], float] | None = None, **changes: Any) -> Office:
        phones = {}
        for name, vendor, number in (
            ("s", "snom", "22"),
            ("t", "snom", "24"),
            ("y", "yealink", "23"),
            ("z", "yealink", "25"),
        ):
            settings = {
                "vendor": vendor,
                "number": number,
                "name": name,
                "display_name": f"Phone {name}",
                "events_base": f"{sink.base}/{name}",
                "think_seconds": 0.0,
                **changes.pop(name, {}),
            }
            phones[name] = PhoneProfile(**settings)
        plan = OfficePlan(phones=phones, **changes)
        office = Office(plan, now=now) if now is not None else Office(plan)
        made.append(office)
        await office.start()
        return office

    yield make
    for office in made:
        await office.stop()


@pytest.fixture
async def office(make_office: OfficeMaker) -> Office:
    return await make_office()


@pytest.fixture
async def http() -> AsyncIterator[httpx.AsyncClient]:
    # Loopback without TLS: loading the trusted certificates for every test would take most of its time.
    async with httpx.AsyncClient(trust_env=False, timeout=5.0, verify=NO_TLS) as client:
        yield client
