"""The schema, as the steps that led to it.

A step that was released never changes; a new one is added below.
"""

from __future__ import annotations

from typing import Final

from tui.database.kind import Migration
from tui.journal import structure

APPLICATION_ID: Final = 0x44755761  # "DuWa", in the header of the file (sqlite.org, "PRAGMA application_id")

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
