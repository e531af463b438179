"""Samples, the dial plan of the invented site, and English texts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tui import i18n
from tui.dialing.number import DialPlan

_SAMPLES = Path(__file__).with_name("samples")


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    before = i18n.language()
    i18n.use("en")
    yield
    i18n.use(before)


@pytest.fixture
def plan() -> DialPlan:
    return DialPlan(
        country="DE", area_code="221", company_number="4710", extension_digits=(2, 3), outside_prefix="0"
    )


@pytest.fixture
def sample() -> Callable[[str], bytes]:
    return lambda name: (_SAMPLES / name).read_bytes()
