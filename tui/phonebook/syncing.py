"""Address books on the disk, brought into the book: imported once, or kept in step with their file."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import islice
from pathlib import Path

from tui.contacts.formats.problems import Problem
from tui.database.transaction import transaction
from tui.dialing.number import DialPlan
from tui.phonebook.intake import Record, Taken, forget_missing, take
from tui.phonebook.records import Records, open_records
from tui.untrusted import clean

_CHUNK = 1000  # records of one transaction
_SEEN = "CREATE TEMP TABLE IF NOT EXISTS seen (key TEXT PRIMARY KEY) WITHOUT ROWID"
_STAMP = "SELECT stamp FROM files WHERE path = ?"
_SAVE = "INSERT OR REPLACE INTO files (path, source, stamp) VALUES (?, ?, ?)"
_MOST_PROBLEMS = 2000


@dataclass(slots=True)
class FileResult:
    """What became of one file or folder."""

    path: Path
    format: str = "unknown"
    read: int = 0
    columns: str = ""  # of a CSV file: what they were taken for
    taken: Taken = field(default_factory=Taken)
    problems: list[Problem] = field(default_factory=list)


Progress = Callable[[FileResult, Records], None]


def import_path(
    connection: sqlite3.Connection,
    path: Path,
    plan: DialPlan,
    *,
    name: str = "",
    columns: Mapping[str, str] | None = None,
    restore: bool = False,
    progress: Progress | None = None,
    result: FileResult | None = None,
) -> FileResult:
    """Takes in what a file or a folder of cards holds now. What is not in it any more stays in the book.

    Every thousand records are committed: one who breaks it off keeps those, and importing again goes on.
    `result` is filled as it goes.
    """
    source = f"import:{clean(name or path.name)}"
    records = open_records(path, columns)
    result = result or FileResult(path)
    for chunk in _chunks(records, result, progress):
        with transaction(connection):
            result.taken += take(connection, source, chunk, plan, restore=restore, alone=False)
    return _ended(result, records)


def sync_files(
    connection: sqlite3.Connection,
    paths: Sequence[Path],
    plan: DialPlan,
    going: Callable[[], bool] = lambda: True,
) -> list[FileResult]:
    """Brings the book in step with `paths`: what was changed since the last time is read again, what is not
    among them any more is forgotten. A file that cannot be read changes nothing. The result are those that
    were looked at more closely. When `going` says no, it ends; the next time goes on.
    """
    results = []
    wanted = {str(path): path for path in paths}
    for (known,) in connection.execute("SELECT path FROM files").fetchall():
        if known not in wanted:
            _forget(connection, known)
    for text, path in wanted.items():
        stamp = _stamp(path)
        held = connection.execute(_STAMP, (text,)).fetchone()
        if going() and (held is None or not stamp or held[0] != stamp):
            results.append(_sync(connection, path, plan, stamp, going))
    return results


def in_step(connection: sqlite3.Connection | None, paths: Sequence[Path]) -> bool:
    """Whether `sync_files` would find nothing to do."""
    if connection is None:
        return not paths
    held = dict(connection.execute("SELECT path, stamp FROM files").fetchall())
    return held == {str(path): _stamp(path) for path in paths} and all(held.values())


def _sync(
    connection: sqlite3.Connection,
    path: Path,
    plan: DialPlan,
    stamp: str,
    going: Callable[[], bool],
) -> FileResult:
    records = open_records(path)
    result = FileResult(path)
    source = _source(path)
    connection.execute(_SEEN)
    connection.execute("DELETE FROM temp.seen")
    for chunk in _chunks(records, result, None):
        with transaction(connection):
            keys = [(record.key,) for record in chunk]
            connection.executemany("INSERT OR IGNORE INTO temp.seen (key) VALUES (?)", keys)
            result.taken += take(connection, source, chunk, plan)
        if not going():
            return _ended(result, records)
    if result.read and stamp:  # an empty or unreadable file is no reason to forget everybody
        with transaction(connection):
            result.taken.deleted = forget_missing(connection, source, "temp.seen")
            connection.execute(_SAVE, (str(path), clean(path.name), stamp))
    return _ended(result, records)


def _forget(connection: sqlite3.Connection, path: str) -> None:
    connection.execute(_SEEN)
    connection.execute("DELETE FROM temp.seen")
    with transaction(connection):
        forget_missing(connection, _source(Path(path)), "temp.seen")
        connection.execute("DELETE FROM files WHERE path = ?", (path,))


def _chunks(records: Records, result: FileResult, progress: Progress | None) -> Iterator[list[Record]]:
    found = iter(records)
    while some := list(islice(found, _CHUNK)):
        result.problems += [one for one in some if isinstance(one, Problem)]
        del result.problems[_MOST_PROBLEMS:]
        result.read = records.read
        chunk = [one for one in some if isinstance(one, Record)]
        if chunk:
            yield chunk
        if progress is not None:
            progress(result, records)


def _ended(result: FileResult, records: Records) -> FileResult:
    result.format = records.format
    result.read = records.read
    result.columns = records.columns
    return result


def _source(path: Path) -> str:
    return f"file:{path}"


def _stamp(path: Path) -> str:
    """Changes when the file does; of a folder, when one of its files does. "" where there is nothing."""
    try:
        if not path.is_dir():
            status = path.stat()
            return f"{status.st_mtime_ns}:{status.st_size}"
        seen = blake2b(digest_size=16)
        with os.scandir(path) as entries:
            for entry in sorted(entries, key=lambda one: one.name):
                status = entry.stat()
                seen.update(f"{entry.name}\0{status.st_mtime_ns}:{status.st_size}\0".encode(errors="replace"))
        return seen.hexdigest()
    except (OSError, ValueError):
        return ""
