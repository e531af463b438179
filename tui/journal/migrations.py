"""The schema, as the steps that led to it.

A step that was released never changes; a new one is added below. The names of the steps that a file
has been through are recorded in it, each in the transaction of its step.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import Final

from tui.errors import DurchwahlError
from tui.journal import structure

APPLICATION_ID: Final = 0x44755761  # "DuWa", in the header of the file (sqlite.org, "PRAGMA application_id")


@dataclass(frozen=True, slots=True)
class Migration:
    """One step of the journal's structure. Its name is recorded once its statements have run.

    `then` does what SQL alone cannot, after the statements and in the same transaction.
    """

    name: str
    statements: tuple[str, ...]
    then: Callable[[sqlite3.Connection], None] | None = None


MIGRATIONS: Final = (
    Migration(
        "001 events",
        (
            """CREATE TABLE events (
                seq INTEGER PRIMARY KEY AUTOINCREMENT,
                at REAL NOT NULL,
                phone TEXT NOT NULL,
                source TEXT NOT NULL,
                name TEXT NOT NULL,
                query BLOB NOT NULL DEFAULT x'',
                peer TEXT NOT NULL DEFAULT ''
            )""",
            "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
        ),
    ),
    Migration(
        "002 calls",
        (
            """CREATE TABLE calls (
                id INTEGER PRIMARY KEY,
                phone TEXT NOT NULL,
                direction TEXT NOT NULL,
                state TEXT NOT NULL,
                started REAL NOT NULL,
                last_event REAL NOT NULL,
                call_id TEXT NOT NULL,
                remote TEXT NOT NULL,
                remote_raw TEXT NOT NULL,
                display_name TEXT NOT NULL,
                own_number TEXT NOT NULL,
                answered REAL,
                ended REAL,
                outcome TEXT,
                held_since REAL,
                hold_seconds REAL NOT NULL,
                remote_held INTEGER NOT NULL,
                muted INTEGER NOT NULL,
                giving_up INTEGER NOT NULL,
                transferring INTEGER NOT NULL,
                elsewhere INTEGER NOT NULL,
                inferred INTEGER NOT NULL,
                forwarded_to TEXT NOT NULL,
                transferred_to TEXT NOT NULL,
                number TEXT,
                contact_id INTEGER,
                contact_name TEXT NOT NULL,
                contact_company TEXT NOT NULL
            )""",
            "CREATE INDEX calls_newest ON calls (started)",
            "CREATE INDEX calls_number ON calls (number, started)",
            "CREATE INDEX calls_phone ON calls (phone, started)",
            "CREATE INDEX calls_contact ON calls (contact_id, started) WHERE contact_id IS NOT NULL",
            "CREATE INDEX calls_missed ON calls (started) WHERE outcome = 'missed'",
            "CREATE INDEX calls_open ON calls (id) WHERE state != 'ended'",
        ),
    ),
    Migration(
        "003 notes and search",
        (
            """CREATE TABLE notes (
                id INTEGER PRIMARY KEY,
                note TEXT NOT NULL DEFAULT '',
                tags TEXT NOT NULL DEFAULT '[]'
            )""",
            "CREATE TABLE call_words (id INTEGER PRIMARY KEY, words TEXT NOT NULL)",
        ),
    ),
    Migration("004 parties and tallies", structure.PARTIES, structure.word_parties),
    Migration("005 follow-ups, tags, what was seen, gaps", structure.FOLLOW_UPS),
)


_REGISTER = "CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID"
_RECORD = "INSERT INTO migrations (name, at) VALUES (?, CAST(strftime('%s', 'now') AS INTEGER))"


class Standing(Enum):
    """How far a file has come."""

    EMPTY = auto()
    OLDER = auto()
    CURRENT = auto()


def standing(connection: sqlite3.Connection, path: Path) -> Standing:
    """How far the file has come, without changing it.

    Raises `DurchwahlError` for the file of another program or of a newer version, `sqlite3.Error` for
    what is no database.
    """
    connection.execute("BEGIN")  # one look: another process may be making the tables right now
    try:
        owner = connection.execute("PRAGMA application_id").fetchone()[0]
        tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        done = _done(connection) if owner == APPLICATION_ID else set()
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
    if owner == APPLICATION_ID:
        known = {migration.name for migration in MIGRATIONS}
        if done - known:
            raise DurchwahlError("journal_newer", path=path)
        return Standing.CURRENT if done == known else Standing.OLDER
    if owner or tables:
        raise DurchwahlError("journal_foreign", path=path)
    return Standing.EMPTY


def migrate(connection: sqlite3.Connection) -> None:
    """Takes the steps that are missing. Two processes may try at once: the second finds nothing to do."""
    for migration in MIGRATIONS:
        connection.execute("BEGIN IMMEDIATE")
        try:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
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
