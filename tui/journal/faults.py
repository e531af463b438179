"""What SQLite and the file system complain about, in our own errors."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tui.errors import DurchwahlError

# SQLite's primary result codes (sqlite.org, "Result and Error Codes").
_KEYS = {
    sqlite3.SQLITE_BUSY: "journal_locked",
    sqlite3.SQLITE_LOCKED: "journal_locked",
    sqlite3.SQLITE_FULL: "journal_full",
    sqlite3.SQLITE_PERM: "journal_no_access",
    sqlite3.SQLITE_READONLY: "journal_no_access",
    sqlite3.SQLITE_CANTOPEN: "journal_no_access",
    sqlite3.SQLITE_AUTH: "journal_no_access",
    sqlite3.SQLITE_CORRUPT: "journal_damaged",
    sqlite3.SQLITE_NOTADB: "journal_damaged",
}


def primary_code(error: sqlite3.Error) -> int:
    """SQLite's result code without its extension; 0 if the error is the Python module's own."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def is_locked(error: sqlite3.Error) -> bool:
    return _KEYS.get(primary_code(error)) == "journal_locked"


def translated(error: sqlite3.Error | OSError, path: Path) -> DurchwahlError:
    """The error in our words. `path` is the journal's file."""
    if isinstance(error, OSError):
        key = "journal_full" if error.errno in (errno.ENOSPC, errno.EDQUOT) else "journal_no_access"
        return DurchwahlError(key, path=path, reason=error.strerror or type(error).__name__)
    key = _KEYS.get(primary_code(error), "journal_failed")
    return DurchwahlError(key, path=path, reason=str(error))


@contextmanager
def translating(path: Path) -> Iterator[None]:
    """Within it the complaints of SQLite and the file system come out as `DurchwahlError`."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise translated(error, path) from error
