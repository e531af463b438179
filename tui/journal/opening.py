"""Opening the journal's file: created private, never touched unless it is ours."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Final

from tui.database import opening
from tui.database.kind import Kind, Words
from tui.journal import migrations, search

WORDS: Final = Words(
    foreign="journal_foreign",
    newer="journal_newer",
    damaged="journal_damaged",
    full="journal_full",
    no_access="journal_no_access",
    locked="journal_locked",
    failed="journal_failed",
    closed="journal_closed",
)
# WAL readers never wait for the writer. FULL and the fullfsync pair: a commit is on the disk, on macOS
# too, when it returns (sqlite.org, "PRAGMA synchronous"). Deleted rows are overwritten with zeros.
_SETTINGS: Final = (
    "PRAGMA synchronous = FULL",
    "PRAGMA fullfsync = ON",
    "PRAGMA checkpoint_fullfsync = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA journal_size_limit = 16777216",
)


def kind() -> Kind:
    """What makes a database a journal."""
    return Kind("journal", migrations.APPLICATION_ID, migrations.MIGRATIONS, WORDS, _SETTINGS, search.prepare)


def open_for_writing(path: Path, patience: float) -> sqlite3.Connection:
    """A connection that may write to the journal, which is made where there is none."""
    return opening.open_for_writing(path, patience, kind())


def open_for_reading(path: Path, patience: float) -> sqlite3.Connection | None:
    """A connection that cannot write; None where there is no journal yet."""
    return opening.open_for_reading(path, patience, kind())
