"""Opening a database's file: created private, never touched unless it is ours."""

from __future__ import annotations

import os
import sqlite3
import stat
import time
from pathlib import Path
from typing import Final

from tui.database import migrations
from tui.database.faults import is_locked, primary_code, translating
from tui.database.kind import Kind
from tui.database.migrations import Standing

_RETRY = 0.02
_NO_SIDE_FILES: Final = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)


def open_for_writing(path: Path, patience: float, kind: Kind) -> sqlite3.Connection:
    """A connection that may write, to a file that exists, is ours and has the current schema.

    It commits only when told to and may be handed to another thread. It waits `patience` seconds for a
    lock that another process holds. Raises `DurchwahlError`.
    """
    with translating(path, kind.words):
        _create(path)
        connection = sqlite3.connect(path, timeout=patience, isolation_level=None, check_same_thread=False)
        try:
            _prepare(connection, path, patience, kind)
        except BaseException:
            connection.close()
            raise
    return connection


def open_for_reading(path: Path, patience: float, kind: Kind) -> sqlite3.Connection | None:
    """A connection that cannot write; None where there is no such file yet.

    A file of an older version is brought up to date first. Raises `DurchwahlError`.
    """
    with translating(path, kind.words):
        if not path.exists() or path.stat().st_size == 0:
            return None
        connection = _connect_read_only(path, patience)
        try:
            level = migrations.standing(connection, path, kind)
        except BaseException:
            connection.close()
            raise
        if level is Standing.CURRENT:
            return connection
        connection.close()
        if level is Standing.EMPTY:
            return None
    open_for_writing(path, patience, kind).close()
    with translating(path, kind.words):
        return _connect_read_only(path, patience)


def _connect_read_only(path: Path, patience: float) -> sqlite3.Connection:
    connection = _connect(path, "mode=ro", patience)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError as error:
        connection.close()
        if primary_code(error) not in _NO_SIDE_FILES or not _settled(path):
            raise
        # A folder that cannot be written: SQLite has no place for its side files, and needs none where
        # nobody writes.
        return _connect(path, "mode=ro&immutable=1", patience)
    return connection


def _connect(path: Path, options: str, patience: float) -> sqlite3.Connection:
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?{options}",
        uri=True,
        timeout=patience,
        isolation_level=None,
        check_same_thread=False,
    )


def _settled(path: Path) -> bool:
    """Whether all is in the file itself, and none of it still beside it."""
    log = path.with_name(path.name + "-wal")
    return not log.exists() or log.stat().st_size == 0


def _create(path: Path) -> None:
    """The folder 0700 and the file 0600 where they do not exist; SQLite gives its own files the same mode."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


def _prepare(connection: sqlite3.Connection, path: Path, patience: float, kind: Kind) -> None:
    level = migrations.standing(connection, path, kind)  # first of all: a foreign file is not written to
    _close_to_others(path)
    _enter_wal(connection, patience)
    for setting in kind.settings:
        connection.execute(setting)
    if level is not Standing.CURRENT:
        migrations.migrate(connection, kind)
    kind.prepare(connection)


def _close_to_others(path: Path) -> None:
    """Takes the rights of group and others from a file that was copied or restored with them."""
    mode = stat.S_IMODE(path.stat().st_mode)
    if os.name == "posix" and mode & 0o077:
        path.chmod(mode & 0o700)


def _enter_wal(connection: sqlite3.Connection, patience: float) -> None:
    """Two processes that create the file at once may meet here, where SQLite does not wait by itself."""
    deadline = time.monotonic() + patience
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if not is_locked(error) or time.monotonic() > deadline:
                raise
            time.sleep(_RETRY)
