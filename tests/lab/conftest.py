"""One lab for each test: it takes half a second, and nothing is left over from the test before."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Generator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any, Protocol

import pytest

from tests.lab.desk_phone import DeskPhone
from tests.lab.laboratory import Laboratory, missing
from tests.lab.product import Product

VENDORS = ("snom", "yealink")
OUTSIDE = "0221471101"  # kept free for fiction, as all numbers here
REQUIRED = "DURCHWAHL_LAB"  # set where the lab runs: it wants the machine for itself for minutes


@pytest.fixture(autouse=True)
def _installed() -> None:
    if not os.environ.get(REQUIRED):
        pytest.skip(f"the lab runs by itself: {REQUIRED}=1 python -m pytest tests/lab")
    lacking = missing()
    if lacking:
        pytest.fail(f"the lab needs these of Debian's packages: {' '.join(lacking)}")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Function, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Puts what happened in the lab beside a failure."""
    report = yield
    laboratory = getattr(item, "funcargs", {}).get("lab")
    if report.failed and isinstance(laboratory, Laboratory):
        report.sections.append(("What happened in the lab", laboratory.chronicle()))
    return report


@pytest.fixture(params=VENDORS)
def vendor(request: pytest.FixtureRequest) -> str:
    """The maker of the phone on the user's desk."""
    return str(request.param)


@pytest.fixture
async def lab() -> AsyncIterator[Laboratory]:
    """Whatever happens in it, no phone may have had to complain of the program."""
    async with Laboratory() as laboratory:
        yield laboratory
    complaints = {name: phone.complaints for name, phone in laboratory.phones.items() if phone.complaints}
    assert not complaints


class Office(Protocol):
    """Starts the program for some phones of the lab."""

    def __call__(
        self,
        more: str = "",
        *,
        typed: bool = True,
        passwords: dict[str, str] | None = None,
        **phones: DeskPhone,
    ) -> AbstractAsyncContextManager[Product]: ...


@pytest.fixture
def office(lab: Laboratory, tmp_path: Path) -> Office:
    """`async with office(desk=phone) as program`."""

    @asynccontextmanager
    async def opened(
        more: str = "", *, typed: bool = True, passwords: dict[str, str] | None = None, **phones: Any
    ) -> AsyncIterator[Product]:
        async with Product(tmp_path, lab.computer, phones, more, typed, passwords or {}) as product:
            yield product

    return opened
