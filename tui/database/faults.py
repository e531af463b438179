"""What SQLite and the file system complain about, in our own errors."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tui.database.kind import Words
from tui.errors import DurchwahlError

# SQLite's primary result codes (sqlite.org, "Result and Error Codes").
_LOCKED = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_NO_ACCESS = (
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_AUTH,
)
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def primary_code(error: sqlite3.Error) -> int:
    """SQLite's result code without its extension; 0 if the error is the Python module's own."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def is_locked(error: sqlite3.Error) -> bool:
    return primary_code(error) in _LOCKED


def translated(error: sqlite3.Error | OSError, path: Path, words: Words) -> DurchwahlError:
    """The error in our words. `path` is the database's file."""
    if isinstance(error, OSError):
        key = words.full if error.errno in (errno.ENOSPC, errno.EDQUOT) else words.no_access
        return DurchwahlError(key, path=path, reason=error.strerror or type(error).__name__)
    return DurchwahlError(_key(primary_code(error), words), path=path, reason=str(error))


def _key(code: int, words: Words) -> str:
    if code in _LOCKED:
        return words.locked
    if code == sqlite3.SQLITE_FULL:
        return words.full
    if code in _NO_ACCESS:
        return words.no_access
    return words.damaged if code in _DAMAGED else words.failed


@contextmanager
def translating(path: Path, words: Words) -> Iterator[None]:
    """Within it the complaints of SQLite and the file system come out as `DurchwahlError`."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise translated(error, path, words) from error
