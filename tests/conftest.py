"""What holds for all tests."""

from __future__ import annotations

import pytest
from hypothesis import settings

from tui import i18n

# How long one example takes says more of what else the machine does than of the code; pytest has a time limit.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


@pytest.fixture(autouse=True)
def _english() -> None:
    """Whatever language the test before spoke."""
    i18n.use("en")
