"""Every test of the contract runs for every maker."""

from __future__ import annotations

import pytest

from tui.phones.vendors import vendors


@pytest.fixture(params=vendors())
def vendor(request: pytest.FixtureRequest) -> str:
    return str(request.param)
