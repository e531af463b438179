"""What holds for all tests."""

from __future__ import annotations

import pytest

from tui import i18n


@pytest.fixture(autouse=True)
def _english() -> None:
    """Whatever language the test before spoke."""
    i18n.use("en")
