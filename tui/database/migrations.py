"""Takes a database through the steps that led to its structure.

The names of the steps that a file has been through are recorded in it, each in the transaction of its step.
"""

from __future__ import annotations

import sqlite3
from enum import Enum, auto
from pathlib import Path

from tui.database.kind import Kind
from tui.errors import DurchwahlError

_REGISTER = "CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID"
_RECORD = "INSERT INTO migrations (name, at) VALUES (?, CAST(strftime('%s', 'now') AS INTEGER))"


class Standing(Enum):
    """How far a file has come."""

    EMPTY = auto()
    OLDER = auto()
    CURRENT = auto()


def standing(connection: sqlite3.Connection, path: Path, kind: Kind) -> Standing:
    """How far the file has come, without changing it.

    Raises `DurchwahlError` for the file of another program or of a newer version, `sqlite3.Error` for
    what is no database.
    """
    connection.execute("BEGIN")  # one look: another process may be making the tables right now
    try:
        owner = connection.execute("PRAGMA application_id").fetchone()[0]
        tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        done = _done(connection) if owner == kind.application_id else set()
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
    if owner == kind.application_id:
        known = {migration.name for migration in kind.migrations}
        if done - known:
            raise DurchwahlError(kind.words.newer, path=path)
        return Standing.CURRENT if done == known else Standing.OLDER
    if owner or tables:
        raise DurchwahlError(kind.words.foreign, path=path)
    return Standing.EMPTY


def migrate(connection: sqlite3.Connection, kind: Kind) -> None:
    """Takes the steps that are missing. Two processes may try at once: the second finds nothing to do."""
    for migration in kind.migrations:
        connection.execute("BEGIN IMMEDIATE")
        try:
            connection.execute(f"PRAGMA application_id = {kind.application_id}")
            connection.execute(_REGISTER)
            if migration.name not in _done(connection):
                for statement in migration.statements:
                    connection.execute(statement)
                if migration.then is not None:
                    migration.then(connection)
                connection.execute(_RECORD, (migration.name,))
            connection.execute("COMMIT")
        except sqlite3.Error:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def _done(connection: sqlite3.Connection) -> set[str]:
    return {name for (name,) in connection.execute("SELECT name FROM migrations")}
