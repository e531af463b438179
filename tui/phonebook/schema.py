"""The phone book's tables, as the steps that led to them, and its file.

A step that was released never changes; a new one is added below.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from tui.database import opening
from tui.database.faults import translating
from tui.database.kind import Kind, Migration, Words
from tui.database.transaction import transaction

APPLICATION_ID: Final = 0x44755762  # "DuWb"
PATIENCE: Final = 15.0  # seconds to wait for another process
# Beginnings of so many letters, the one that tells the kind included, have lists of their own: without, FTS5
# puts the lists of all words together that begin so, before it gives the first (sqlite.org, "FTS5 prefix").
PREFIXES: Final = (2, 3, 4, 5, 6)

MIGRATIONS: Final = (
    Migration(
        "001 contacts",
        (
            """CREATE TABLE contacts (
                id INTEGER PRIMARY KEY,
                place INTEGER NOT NULL UNIQUE,
                name TEXT NOT NULL,
                given TEXT NOT NULL,
                family TEXT NOT NULL,
                company TEXT NOT NULL,
                title TEXT NOT NULL,
                department TEXT NOT NULL,
                address TEXT NOT NULL,
                url TEXT NOT NULL,
                note TEXT NOT NULL,
                source TEXT NOT NULL,
                uid TEXT NOT NULL,
                favourite INTEGER NOT NULL,
                firm INTEGER NOT NULL,
                aliases TEXT NOT NULL
            )""",
            """CREATE TABLE numbers (
                contact INTEGER NOT NULL,
                at INTEGER NOT NULL,
                raw TEXT NOT NULL,
                type TEXT NOT NULL,
                e164 TEXT,
                key TEXT,
                main TEXT,
                firm INTEGER NOT NULL,
                PRIMARY KEY (contact, at)
            ) WITHOUT ROWID""",
            "CREATE INDEX numbers_key ON numbers (key, firm) WHERE key IS NOT NULL",
            "CREATE INDEX numbers_main ON numbers (main, firm) WHERE main IS NOT NULL",
            """CREATE TABLE emails (
                contact INTEGER NOT NULL,
                at INTEGER NOT NULL,
                address TEXT NOT NULL COLLATE NOCASE,
                PRIMARY KEY (contact, at)
            ) WITHOUT ROWID""",
            "CREATE INDEX emails_address ON emails (address)",
            """CREATE TABLE memberships (
                contact INTEGER NOT NULL,
                at INTEGER NOT NULL,
                name TEXT NOT NULL,
                PRIMARY KEY (contact, at)
            ) WITHOUT ROWID""",
            "CREATE INDEX memberships_name ON memberships (name)",
            """CREATE TABLE origins (
                source TEXT NOT NULL,
                key TEXT NOT NULL,
                contact INTEGER,
                digest TEXT NOT NULL,
                base TEXT,
                PRIMARY KEY (source, key)
            ) WITHOUT ROWID""",
            "CREATE INDEX origins_contact ON origins (contact)",
            "CREATE INDEX origins_key ON origins (key)",
            "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
        ),
    ),
    Migration(
        "002 search",
        (
            f"""CREATE VIRTUAL TABLE contact_search USING fts5 (
                words, detail = 'none', columnsize = 0, tokenize = 'ascii',
                prefix = '{" ".join(map(str, PREFIXES))}'
            )""",
            "CREATE TABLE vocabulary (word TEXT PRIMARY KEY, keyed TEXT) WITHOUT ROWID",
            "CREATE INDEX vocabulary_keyed ON vocabulary (keyed) WHERE keyed IS NOT NULL",
        ),
    ),
    Migration(
        "003 what the user told and does",
        (
            """CREATE TABLE speed_dials (
                slot INTEGER PRIMARY KEY, contact INTEGER NOT NULL, raw TEXT NOT NULL
            )""",
            "CREATE TABLE choices (key TEXT PRIMARY KEY, contact INTEGER NOT NULL) WITHOUT ROWID",
            "CREATE TABLE frequent (contact INTEGER PRIMARY KEY, calls REAL NOT NULL)",
            """CREATE TABLE files (
                path TEXT PRIMARY KEY, source TEXT NOT NULL, stamp TEXT NOT NULL
            ) WITHOUT ROWID""",
        ),
    ),
)

WORDS: Final = Words(
    foreign="book_foreign",
    newer="book_newer",
    damaged="book_damaged",
    full="book_full",
    no_access="book_no_access",
    locked="book_locked",
    failed="book_failed",
    closed="book_closed",
)
# NORMAL: what is taken from a file may be taken again after a power cut, and need not wait for the disk at
# each commit (sqlite.org, "PRAGMA synchronous"). What the user did may not be lost: `durable`.
_SETTINGS: Final = (
    "PRAGMA synchronous = NORMAL",
    "PRAGMA fullfsync = ON",
    "PRAGMA checkpoint_fullfsync = ON",
    "PRAGMA secure_delete = FAST",
    "PRAGMA journal_size_limit = 67108864",
    "PRAGMA wal_autocheckpoint = 4000",
    "PRAGMA cache_size = -32768",
)
KIND: Final = Kind("book", APPLICATION_ID, MIGRATIONS, WORDS, _SETTINGS)


def open_for_writing(path: Path, patience: float = PATIENCE) -> sqlite3.Connection:
    """A connection that may write to the phone book, which is made where there is none."""
    return opening.open_for_writing(path, patience, KIND)


def durable(connection: sqlite3.Connection) -> sqlite3.Connection:
    """From now on a commit is on the disk when it returns."""
    connection.execute("PRAGMA synchronous = FULL")
    return connection


def open_for_reading(path: Path, patience: float = PATIENCE) -> sqlite3.Connection | None:
    """A connection that cannot write; None where there is no phone book yet."""
    return opening.open_for_reading(path, patience, KIND)


@contextmanager
def changing(path: Path) -> Iterator[sqlite3.Connection]:
    """One change to the phone book at `path`, done whole or not at all. Raises `DurchwahlError`."""
    with (
        closing(open_for_writing(path)) as connection,
        translating(path, WORDS),
        transaction(durable(connection)),
    ):
        yield connection
