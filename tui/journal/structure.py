"""What the fourth and fifth step of the schema are made of.

A party is whoever was at the other end, as the calls show it: number, contact and names. A journal has many
calls with few parties, so that words are looked for among the parties, and their calls are found by an index.
The tallies hold how many calls there are of each kind, in every week, and with every party in every
half-year. Triggers keep them, whatever writes. A filter's count is a sum of them, and the place of a page is
found through them without walking over all that lies before it.
"""

from __future__ import annotations

import sqlite3
from typing import Final

from tui.journal import words

WEEK: Final = 604_800  # seconds
SEASON: Final = 26 * WEEK

_KEY: Final = "number, contact_id, contact_name, contact_company, display_name, remote"
_KEY_OF_CALL: Final = (
    "coalesce(calls.number, ''), coalesce(calls.contact_id, -1), calls.contact_name, calls.contact_company, "
    "calls.display_name, calls.remote"
)
_KIND: Final = "phone, own_number, direction, outcome"


def _stretch(row: str, seconds: int) -> str:
    return f"CAST(max({row}.started, 0) AS INTEGER) / {seconds}"


def _add(row: str, sign: str) -> str:
    """One call more, or one less, in both tallies."""
    kind = f"{row}.phone, {row}.own_number, {row}.direction, coalesce({row}.outcome, '')"
    tallies = (
        ("week_tally", "week", _stretch(row, WEEK)),
        ("party_tally", "party, season", f"{row}.party, {_stretch(row, SEASON)}"),
    )
    statements = [
        f"INSERT INTO {table} ({columns}, {_KIND}, n) VALUES ({values}, {kind}, {sign}1) "  # noqa: S608
        f"ON CONFLICT DO UPDATE SET n = n {sign} 1;"
        for table, columns, values in tallies
    ]
    if sign == "-":
        names = ("phone", "own_number", "direction")
        same = " AND ".join(f"{name} = {row}.{name}" for name in names)
        same += f" AND outcome = coalesce({row}.outcome, '') AND n <= 0"
        statements += [
            f"DELETE FROM {table} WHERE ({columns}) = ({values}) AND {same};"  # noqa: S608
            for table, columns, values in tallies
        ]
    return " ".join(statements)


_CHANGED: Final = " OR ".join(
    f"OLD.{name} IS NOT NEW.{name}"
    for name in ("started", "party", "phone", "own_number", "direction", "outcome")
)


def _table(name: str, *columns: str) -> str:
    keys = "".join(f"{column} INTEGER NOT NULL, " for column in columns)
    return (
        f"CREATE TABLE {name} ({keys}phone TEXT NOT NULL, own_number TEXT NOT NULL, "
        "direction TEXT NOT NULL, outcome TEXT NOT NULL, n INTEGER NOT NULL, "
        f"PRIMARY KEY ({', '.join(columns)}, {_KIND})) WITHOUT ROWID"
    )


def _counted(name: str, columns: str, values: str) -> str:
    kind = "phone, own_number, direction, coalesce(outcome, '')"
    return (
        f"INSERT INTO {name} ({columns}, {_KIND}, n) "  # noqa: S608
        f"SELECT {values}, {kind}, count(*) FROM calls GROUP BY {values}, {kind}"
    )


PARTIES: Final = (
    f"""CREATE TABLE parties (
        id INTEGER PRIMARY KEY,
        number TEXT NOT NULL,
        contact_id INTEGER NOT NULL,
        contact_name TEXT NOT NULL,
        contact_company TEXT NOT NULL,
        display_name TEXT NOT NULL,
        remote TEXT NOT NULL,
        words TEXT NOT NULL DEFAULT '',
        UNIQUE ({_KEY})
    )""",
    "CREATE INDEX parties_contact ON parties (contact_id)",
    "ALTER TABLE calls ADD COLUMN party INTEGER NOT NULL DEFAULT 0",
    f"INSERT INTO parties ({_KEY}) SELECT DISTINCT {_KEY_OF_CALL} FROM calls",  # noqa: S608
    f"UPDATE calls SET party = (SELECT id FROM parties WHERE ({_KEY}) = ({_KEY_OF_CALL}))",  # noqa: S608
    "DROP INDEX calls_newest",
    "DROP INDEX calls_number",
    "DROP INDEX calls_phone",
    "DROP INDEX calls_contact",
    "DROP INDEX calls_missed",
    f"CREATE INDEX calls_time ON calls (started, id, party, {_KIND})",
    "CREATE INDEX calls_party ON calls (party, started)",
    "CREATE INDEX calls_unseen ON calls (id) WHERE outcome = 'missed'",
    "CREATE INDEX calls_unseen_of ON calls (party, id) WHERE outcome = 'missed'",
    _table("week_tally", "week"),
    _table("party_tally", "party", "season"),
    _counted("week_tally", "week", _stretch("calls", WEEK)),
    _counted("party_tally", "party, season", f"party, {_stretch('calls', SEASON)}"),
    f"CREATE TRIGGER calls_added AFTER INSERT ON calls BEGIN {_add('NEW', '+')} END",
    f"CREATE TRIGGER calls_removed AFTER DELETE ON calls BEGIN {_add('OLD', '-')} END",
    f"CREATE TRIGGER calls_changed AFTER UPDATE ON calls WHEN {_CHANGED} "
    f"BEGIN {_add('OLD', '-')} {_add('NEW', '+')} END",
    # What was written to a call is looked for with the words of its party; all other words are the parties'.
    "DELETE FROM call_words WHERE id NOT IN (SELECT id FROM notes)",
    "INSERT OR REPLACE INTO meta (key, value) VALUES ('search_stale', '1')",
)


def word_parties(connection: sqlite3.Connection) -> None:
    """Gives the parties of an older journal the words by which they are found."""
    for id, *texts in connection.execute(
        "SELECT id, display_name, contact_name, contact_company, number, remote FROM parties"
    ).fetchall():
        connection.execute("UPDATE parties SET words = ? WHERE id = ?", (words.indexed(texts), id))


FOLLOW_UPS: Final = (
    "ALTER TABLE notes ADD COLUMN reference TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE notes ADD COLUMN due TEXT",
    "ALTER TABLE notes ADD COLUMN asked REAL",
    "ALTER TABLE notes ADD COLUMN done REAL",
    "ALTER TABLE notes ADD COLUMN done_by INTEGER",
    "CREATE INDEX notes_open ON notes (due) WHERE due IS NOT NULL AND done IS NULL",
    "CREATE INDEX notes_reference ON notes (reference) WHERE reference != ''",
    "CREATE TABLE tags (tag TEXT NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (tag, id)) WITHOUT ROWID",
    "CREATE INDEX tags_call ON tags (id)",
    "INSERT OR IGNORE INTO tags SELECT each.value, notes.id FROM notes, json_each(notes.tags) AS each",
    "CREATE TRIGGER notes_tagged AFTER INSERT ON notes WHEN NEW.tags != '[]' BEGIN "
    "INSERT OR IGNORE INTO tags SELECT value, NEW.id FROM json_each(NEW.tags); END",
    "CREATE TRIGGER notes_retagged AFTER UPDATE OF tags ON notes BEGIN DELETE FROM tags WHERE id = OLD.id; "
    "INSERT OR IGNORE INTO tags SELECT value, NEW.id FROM json_each(NEW.tags); END",
    "CREATE TRIGGER notes_removed AFTER DELETE ON notes BEGIN DELETE FROM tags WHERE id = OLD.id; END",
    # A missed call is unseen until it is in here, or was there before anybody marked any.
    "CREATE TABLE seen (id INTEGER PRIMARY KEY)",
    "INSERT INTO meta (key, value) SELECT 'seen_upto', coalesce(max(id), 0) FROM calls",
    """CREATE TABLE gaps (
        id INTEGER PRIMARY KEY,
        began REAL NOT NULL,
        ended REAL,
        phone TEXT NOT NULL,
        reason TEXT NOT NULL
    )""",
)
