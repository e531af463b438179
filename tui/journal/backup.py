"""A copy of the journal while it is in use, the way back, and whether it is whole."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from tui.database import migrations
from tui.database.faults import translating
from tui.database.migrations import Standing
from tui.errors import DurchwahlError
from tui.journal import search
from tui.journal.opening import WORDS, kind, open_for_reading

_PAGES: Final = 1000  # of one step of the copy, between which others may write
_PATIENCE: Final = 15.0
_SIDE_FILES: Final = ("-wal", "-shm")
_TALLIES: Final = ("week_tally", "party_tally")


def back_up(journal: Path, target: Path) -> int:
    """Copies the journal to `target` (mode 0600), checks the copy, and returns how many bytes it has.

    A file of that name is replaced, but only by a copy that is whole. Raises `DurchwahlError`.
    """
    source = open_for_reading(journal, _PATIENCE)
    if source is None:
        raise DurchwahlError("journal_nothing_there", path=journal)
    part = target.with_name(target.name + ".part")
    with closing(source), translating(target, WORDS):
        part.unlink(missing_ok=True)
        os.close(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        try:
            with closing(sqlite3.connect(part)) as copy:
                source.backup(copy, pages=_PAGES, sleep=0.001)
                copy.execute("PRAGMA journal_mode = DELETE")  # one file, which needs no others beside it
            _require_whole(part)
            _synced(part)
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    return target.stat().st_size


def restore(journal: Path, source: Path, stamp: str) -> Path | None:
    """Puts a copy of the backup `source` in the journal's place; nobody may have the journal open.

    What was there is kept beside it, with `stamp` in its name: that file is returned, None where there was
    none. Raises `DurchwahlError`, and then nothing has changed.
    """
    if not source.is_file():
        raise DurchwahlError("journal_no_backup", path=source)
    part = journal.with_name(journal.name + ".part")
    with translating(source, WORDS):
        _require_whole(source)
    with translating(journal, WORDS):
        journal.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        os.close(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        try:
            with closing(_connect(source)) as backup, closing(sqlite3.connect(part)) as copy:
                backup.backup(copy)
            _synced(part)
            kept = _set_aside(journal, stamp)
            part.replace(journal)
        finally:
            part.unlink(missing_ok=True)
    return kept


def problems(journal: Path) -> list[str]:
    """What is wrong with the journal, in SQLite's words and ours; nothing where it is whole.

    Reads all of it, which takes a while. Raises `DurchwahlError` for what cannot even be opened.
    """
    connection = open_for_reading(journal, _PATIENCE)
    if connection is None:
        return []
    found: list[str] = []
    with closing(connection):
        try:
            told = connection.execute("PRAGMA integrity_check(20)").fetchall()
            found += [str(line) for (line,) in told if line != "ok"]
            found += _miscounted(connection)
            if not search.usable(connection):
                found.append("full-text index: absent or stale")
        except sqlite3.DatabaseError as error:
            found.append(str(error))
    return found


def _miscounted(connection: sqlite3.Connection) -> list[str]:
    calls = connection.execute("SELECT count(*) FROM calls").fetchone()[0]
    counts = {
        table: connection.execute(f"SELECT coalesce(sum(n), 0) FROM {table}").fetchone()[0]  # noqa: S608
        for table in _TALLIES
    }
    return [f"{name}: {number} of {calls} calls" for name, number in counts.items() if number != calls]


def _require_whole(path: Path) -> None:
    with closing(_connect(path)) as connection:
        if migrations.standing(connection, path, kind()) is Standing.EMPTY:
            raise DurchwahlError("journal_foreign", path=path)
        told = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        if told != "ok":
            raise DurchwahlError("journal_damaged", path=path)


def _connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=_PATIENCE)


def _set_aside(journal: Path, stamp: str) -> Path | None:
    if not journal.exists():
        return None
    kept = journal.with_name(f"{journal.stem}-{stamp}{journal.suffix}")
    journal.replace(kept)
    for side in _SIDE_FILES:
        beside = journal.with_name(journal.name + side)
        if beside.exists():
            beside.replace(kept.with_name(kept.name + side))
    return kept


def _synced(path: Path) -> None:
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
