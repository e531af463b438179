"""One lab for each test: it takes half a second, and nothing is left over from the test before."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Protocol

import pytest

from tests.lab.laboratory import DeskPhone, Laboratory, missing
from tests.lab.product import Product

VENDORS = ("snom", "yealink")
OUTSIDE = "0221471101"  # kept free for fiction, as all numbers here
REQUIRED = "DURCHWAHL_LAB"  # set where the lab has to run: then what is missing is a failure


@pytest.fixture(autouse=True)
def _installed() -> None:
    lacking = missing()
    if not lacking:
        return
    told = f"the lab needs these of Debian's packages: {' '.join(lacking)} (make lab installs them)"
    if os.environ.get(REQUIRED):
        pytest.fail(told)
    pytest.skip(told)


@pytest.fixture(params=VENDORS)
def vendor(request: pytest.FixtureRequest) -> str:
    """The maker of the phone on the user's desk."""
    return str(request.param)


@pytest.fixture
def net() -> int:
    """A network of its own for each worker of pytest."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
    return 70 + int(worker)


@pytest.fixture
async def lab(net: int) -> AsyncIterator[Laboratory]:
    async with Laboratory(net) as laboratory:
        yield laboratory


class Office(Protocol):
    """Starts the program for some phones of the lab."""

    def __call__(self, more: str = "", **phones: DeskPhone) -> Any: ...


@pytest.fixture
def office(lab: Laboratory, tmp_path: Path) -> Office:
    """`async with office(desk=phone) as product`."""

    @asynccontextmanager
    async def opened(more: str = "", **phones: DeskPhone) -> AsyncIterator[Product]:
        async with Product(tmp_path, f"127.0.{lab.net}.2", phones, more) as product:
            yield product

    return opened
