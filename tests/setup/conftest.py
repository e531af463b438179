"""A set-up in a folder of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.paths import Paths
from tui.setup.workshop import NoHost, Workshop


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(tmp_path / "config.toml", tmp_path / "data", True, True)


@pytest.fixture
def workshop(paths: Paths) -> Workshop:
    """Nothing runs, and nothing is configured yet."""
    return Workshop(paths, NoHost(), browse=lambda _: False)
