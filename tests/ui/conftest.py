"""What all tests of the screens share."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest

from tests.ui.stage import Stage, stage
from tui.switchboard.features import Patience


@pytest.fixture(autouse=True)
def short_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """A phone that reports nothing is given up soon."""
    monkeypatch.setattr("tui.switchboard.orders.EVENT_WAIT", 0.05)
    monkeypatch.setattr("tui.switchboard.features.Patience", lambda: Patience(0.02, 0.02, 0.05))


@pytest.fixture(autouse=True)
def no_home(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Whatever would be looked up in the user's home is looked up elsewhere, and is not there."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(home / name.lower()))
    yield
    assert list(home.iterdir()) == [], "a test wrote into the home directory"


@pytest.fixture
async def on() -> AsyncIterator[Stage]:
    """The app at rest, in English, 120x36, with the calls of the last days."""
    async with stage() as built:
        yield built
