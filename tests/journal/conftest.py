"""A journal in a folder of its own, opened and closed around each test."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tui.journal.store import Journal


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the journal will be: neither the file nor its folder exists yet."""
    return tmp_path / "data" / "journal.db"


@pytest.fixture
async def journal(path: Path) -> AsyncIterator[Journal]:
    opened = await Journal.open(path, patience=5.0)
    yield opened
    await opened.close()
