"""A simulated phone, a caller outside, and the driver under test on the phone's desk."""

from __future__ import annotations

import asyncio
import inspect
import traceback
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any

import pytest

from tui.config.model import PhoneConfig
from tui.errors import PhoneError
from tui.phones.driver import Order, PhoneDriver
from tui.phones.pins import MemoryPins
from tui.phones.registry import make_driver
from tui.simulator.office import Office, OfficePlan
from tui.simulator.party import Party, PartyPlan
from tui.simulator.phone import SimulatedPhone
from tui.simulator.profile import PhoneProfile

USER, PASSWORD, WRONG = "admin", "Geheim7", "Falsch8"
OUTSIDE = "022147110"  # the caller's number
OWN = "22"
ARGUMENTS = {Order.TRANSFER: OUTSIDE, Order.CONSULT: OUTSIDE, Order.DEFLECT: OUTSIDE, Order.DTMF: "12#"}


@dataclass(frozen=True)
class Desk:
    office: Office
    phone: SimulatedPhone
    driver: PhoneDriver
    config: PhoneConfig
    caller: Party

    @property
    def commands(self) -> list[str]:
        """The targets that the phone obeyed or knowingly ignored, in order."""
        return [one.target for one in self.phone.requests if one.outcome in ("accepted", "ignored")]

    @property
    def judged(self) -> int:
        """How many passwords the phone has looked at: requests with a login of the kind it wants."""
        return sum(one.auth == self.phone.profile.auth_scheme for one in self.phone.requests)

    async def order(self, order: Order, call_id: str = "", argument: str | None = None) -> None:
        """Goes the best way. Without an `argument` it is one that fits."""
        fitting = ARGUMENTS.get(order, "") if argument is None else argument
        await self.driver.go(self.driver.ways(order, call_id, fitting)[0])

    async def rings(self) -> str:
        """Lets the caller ring; the id of the call as the phone's events give it."""
        self.caller.call(OWN)
        await self.phone.wait_for("ringing")
        return self.phone.call_id(self.phone.calls[-1])

    async def talks(self) -> str:
        """A call that was answered by hand."""
        call_id = await self.rings()
        self.phone.answer()
        await self.phone.wait_for("talking")
        return call_id


@asynccontextmanager
async def desk(
    vendor: str,
    *,
    typed: str = PASSWORD,
    user: str = USER,
    timeout: float = 3.0,  # noqa: ASYNC109 - it is the phone's setting
    identity: str = "",
    **profile: object,
) -> AsyncIterator[Desk]:
    """`user` and `typed` are the configured login; the phone's own is that of `profile`, else `PASSWORD`."""
    plain = PhoneProfile(vendor, number=OWN, user=USER, password=PASSWORD, think_seconds=0.001)
    sample = replace(plain, **profile)  # type: ignore[arg-type]
    plan = OfficePlan(phones={"desk": sample}, parties={OUTSIDE: PartyPlan(after=0.0)}, outside_prefix="")
    async with Office(plan) as office:
        phone = office.phone("desk")
        host = phone.url.removeprefix("http://")
        config = PhoneConfig("desk", vendor, host, user, typed, identity, timeout)
        driver = await driver_with(config, sleep=_at_once)
        try:
            yield Desk(office, phone, driver, config, office.party(OUTSIDE))
        finally:
            await driver.aclose()


async def driver_with(config: PhoneConfig, **times: object) -> PhoneDriver:
    """The maker's driver with another `sleep` or `clock`, as far as it takes one."""
    made = make_driver(config)
    await made.aclose()
    maker: Any = type(made)
    wanted = inspect.signature(maker).parameters
    driver: PhoneDriver = maker(
        config, MemoryPins(), **{name: one for name, one in times.items() if name in wanted}
    )
    return driver


async def _at_once(seconds: float) -> None:
    """No pause: this desk's phone needs none (see `pace` for one that does)."""
    await asyncio.sleep(0)


async def refusal(work: Awaitable[object]) -> PhoneError:
    """The error that `work` must raise, looked through for secrets."""
    with pytest.raises(PhoneError) as caught:
        await work
    assert_no_secret(caught.value)
    return caught.value


def assert_no_secret(error: BaseException) -> None:
    """Neither the error nor its traceback, with the locals of every frame, shows the password."""
    trace = traceback.TracebackException.from_exception(error, capture_locals=True)
    values = getattr(error, "values", "")
    shown = f"{error!r} {error} {values!r} {''.join(trace.format())}"
    # Frames of the tests hold it on purpose; those of the program must not.
    parts = shown.split('  File "')
    program = "".join(part for part in parts if "/tests/" not in part.partition('"')[0])
    for secret in (PASSWORD, WRONG, "YWRtaW46R2VoZWltNw==", "YWRtaW46RmFsc2NoOA=="):
        assert secret not in program
