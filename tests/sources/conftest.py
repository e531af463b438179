"""Numbers and places that all tests of sources use."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.dialing.number import DialPlan, Number
from tui.dialing.reading import read_typed
from tui.paths import Paths

PLAN = DialPlan(country="DE", area_code="221", company_number="4711", outside_prefix="0")


def number(text: str) -> Number:
    """A number as somebody types it at the test's site."""
    return read_typed(text, PLAN)


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """A data directory of the test's own."""
    return Paths(tmp_path / "config.toml", tmp_path / "data", data_named=True)
