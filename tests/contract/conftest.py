"""Every test of the contract runs for every maker."""

from __future__ import annotations

import pytest

from tui.config.model import VENDORS


@pytest.fixture(params=VENDORS)
def vendor(request: pytest.FixtureRequest) -> str:
    return str(request.param)
