"""The SQL of the journal that is neither its schema nor a filter. Values are bound, never written into it."""

from __future__ import annotations

from typing import Final

from tui.journal.conditions import UNSEEN

# In the order of `rows.values_of` and `rows.record_of`.
COLUMNS: Final = (
    "id",
    "phone",
    "direction",
    "state",
    "started",
    "last_event",
    "call_id",
    "remote",
    "remote_raw",
    "display_name",
    "own_number",
    "answered",
    "ended",
    "outcome",
    "held_since",
    "hold_seconds",
    "remote_held",
    "muted",
    "giving_up",
    "transferring",
    "elsewhere",
    "inferred",
    "forwarded_to",
    "transferred_to",
    "number",
    "contact_id",
    "contact_name",
    "contact_company",
)

# ruff's S608 is about values pasted into SQL; what is pasted below are the fixed names above.
_FIELDS = ", ".join(f"calls.{name}" for name in COLUMNS)
_NOTED = (
    "coalesce(notes.note, ''), coalesce(notes.tags, '[]'), coalesce(notes.reference, ''), "
    "notes.due, notes.done, notes.done_by"
)
_RECORDS = f"SELECT {_FIELDS}, {_NOTED} FROM calls LEFT JOIN notes ON notes.id = calls.id"  # noqa: S608

# events
APPEND = "INSERT INTO events (at, phone, source, name, query, peer) VALUES (?, ?, ?, ?, ?, ?)"
EVENTS = (
    "SELECT seq, at, phone, source, name, query, peer FROM events "
    "WHERE seq >= ? AND seq <= ? ORDER BY seq LIMIT ?"
)
FIRST_SEQ = "SELECT coalesce(min(seq), 0) FROM events"
LAST_SEQ = "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'events'"
# Among the newest hundred thousand: a phone that is not among them has been silent for long.
LAST_REPORT = (
    "SELECT at FROM events WHERE phone = ? AND source != 'durchwahl' "
    "AND seq > (SELECT coalesce(max(seq), 0) FROM events) - 100000 ORDER BY seq DESC LIMIT 1"
)
LAST_SEQ_EVER: Final = 2**63 - 1

# calls
_STORED = (*COLUMNS, "party")
SAVE = (
    f"INSERT INTO calls ({', '.join(_STORED)}) VALUES ({', '.join('?' * len(_STORED))}) "  # noqa: S608
    f"ON CONFLICT (id) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in _STORED[1:])}"
)
THESE = (
    f"{_RECORDS} WHERE calls.id IN (SELECT value FROM json_each(?)) "  # noqa: S608
    "ORDER BY calls.started DESC, calls.id DESC"
)
GET = f"{_RECORDS} WHERE calls.id = ?"
OPEN_CALLS = f"{_RECORDS} WHERE calls.state != 'ended' ORDER BY calls.id"
# What is older than the events that are kept cannot be derived from them again.
DELETE_CALLS_FROM = (
    "DELETE FROM calls WHERE id >= ? "
    "AND NOT (max(started, last_event, coalesce(ended, 0)) < ? AND state = 'ended')"
)

# parties
PARTY = (
    "SELECT id FROM parties WHERE number = ? AND contact_id = ? AND contact_name = ? AND contact_company = ? "
    "AND display_name = ? AND remote = ?"
)
ADD_PARTY = (
    "INSERT INTO parties (number, contact_id, contact_name, contact_company, display_name, remote, words) "
    "VALUES (?, ?, ?, ?, ?, ?, ?)"
)
STRAY_PARTIES = "SELECT id, words FROM parties WHERE id NOT IN (SELECT party FROM party_tally)"
DELETE_PARTY = "DELETE FROM parties WHERE id = ?"

FREQUENT = (
    "SELECT contact_id, count(*) FROM calls WHERE contact_id IS NOT NULL AND started >= ? "
    "GROUP BY contact_id HAVING count(*) >= ? ORDER BY count(*) DESC, contact_id LIMIT ?"
)

# notes
NOTE_OF = "SELECT note, tags, reference FROM notes WHERE id = ?"
SET_NOTE = "INSERT INTO notes (id, note) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET note = excluded.note"
SET_TAGS = "INSERT INTO notes (id, tags) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET tags = excluded.tags"
SET_REFERENCE = (
    "INSERT INTO notes (id, reference) VALUES (?, ?) "
    "ON CONFLICT (id) DO UPDATE SET reference = excluded.reference"
)
SET_FOLLOW_UP = (
    "INSERT INTO notes (id, due, asked) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE "
    "SET due = excluded.due, asked = excluded.asked, done = NULL, done_by = NULL"
)
FINISH_FOLLOW_UP = "UPDATE notes SET done = ?, done_by = ? WHERE id = ? AND due IS NOT NULL AND done IS NULL"
DELETE_EMPTY_NOTE = (
    "DELETE FROM notes WHERE id = ? AND note = '' AND tags = '[]' AND reference = '' AND due IS NULL"
)
# Open call-backs that a call of ours to the same number or contact does away with.
CALLED_BACK = (
    "SELECT notes.id FROM notes INDEXED BY notes_open JOIN calls ON calls.id = notes.id "
    "WHERE notes.due IS NOT NULL AND notes.done IS NULL AND notes.asked < ? AND notes.id != ? "
    "AND (calls.number = ? OR calls.contact_id = ?)"
)
OPEN_FOLLOW_UPS = (
    f"{_RECORDS} WHERE calls.id IN (SELECT id FROM notes WHERE due IS NOT NULL AND done IS NULL) "  # noqa: S608
    "ORDER BY notes.due, calls.id LIMIT ?"
)
TAGS = "SELECT tag, count(*) FROM tags GROUP BY tag ORDER BY count(*) DESC, tag LIMIT ?"
REFERENCES = (
    "SELECT reference, count(*) FROM notes WHERE reference != '' GROUP BY reference "
    "ORDER BY count(*) DESC, reference LIMIT ?"
)

# what was seen
UNSEEN_OF = f"SELECT id FROM calls INDEXED BY calls_unseen WHERE {UNSEEN}"  # noqa: S608
SEE = "INSERT OR IGNORE INTO seen (id) VALUES (?)"
SEE_PARTY = (
    "INSERT OR IGNORE INTO seen (id) SELECT id FROM calls INDEXED BY calls_unseen_of "  # noqa: S608
    f"WHERE party IN (SELECT id FROM parties WHERE number = ? OR contact_id = ?) AND {UNSEEN} AND id < ?"
)
SEE_ALL = (
    "INSERT INTO meta (key, value) SELECT 'seen_upto', coalesce(max(id), 0) FROM calls WHERE 1 "
    "ON CONFLICT (key) DO UPDATE SET value = excluded.value"
)
FORGET_SEEN = "DELETE FROM seen WHERE id <= (SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'seen_upto')"

# gaps
ADD_GAP = "INSERT INTO gaps (began, ended, phone, reason) VALUES (?, ?, ?, ?)"
END_GAP = "UPDATE gaps SET ended = ? WHERE id = ? AND ended IS NULL"
END_GAPS = "UPDATE gaps SET ended = ? WHERE ended IS NULL"
GAPS = (
    "SELECT id, began, ended, phone, reason FROM gaps "
    "WHERE began < ? AND coalesce(ended, 9e15) > ? ORDER BY began DESC, id DESC LIMIT ?"
)
PURGE_GAPS = "DELETE FROM gaps WHERE ended < ?"

# search
WORDS_OF = "SELECT words FROM call_words WHERE id = ?"
SET_WORDS = (
    "INSERT INTO call_words (id, words) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET words = excluded.words"
)
STRAY_WORDS = "SELECT id, words FROM call_words WHERE id NOT IN (SELECT id FROM calls)"
DELETE_WORDS = "DELETE FROM call_words WHERE id = ?"
INDEX_WORDS = "INSERT INTO {index} (rowid, words) VALUES (?, ?)"
UNINDEX_WORDS = "INSERT INTO {index} ({index}, rowid, words) VALUES ('delete', ?, ?)"
CREATE_INDEX = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS {index} USING fts5"
    "(words, content = '{source}', content_rowid = 'id', tokenize = 'ascii', detail = 'none')"
)
REBUILD_INDEX = "INSERT INTO {index} ({index}) VALUES ('rebuild')"
OPTIMIZE_INDEX = "INSERT INTO {index} ({index}) VALUES ('optimize')"
TRY_INDEX = "SELECT 1 FROM {index} LIMIT 0"

# meta
META = "SELECT value FROM meta WHERE key = ?"
SET_META = (
    "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"
)
DELETE_META = "DELETE FROM meta WHERE key = ?"

# Data protection. A call is over when it has ended, or when nothing was heard of it for a day.
_OVER = (
    "max(started, last_event, coalesce(ended, 0)) < :before "
    "AND (state = 'ended' OR last_event < :before - 86400)"
)
_CLASSES = {
    "every": "1",
    "noted": "id IN (SELECT id FROM notes)",
    "internal": "id NOT IN (SELECT id FROM notes) AND number NOT LIKE '+%'",
    "other": "id NOT IN (SELECT id FROM notes) AND (number IS NULL OR number LIKE '+%')",
}
# Which calls of a class are over, the oldest first, so many at a time.
EXPIRED = {
    name: f"SELECT id FROM calls WHERE started < :before AND {_OVER} AND {clause} "  # noqa: S608
    "ORDER BY started LIMIT :most"
    for name, clause in _CLASSES.items()
}
DELETE_CALL = "DELETE FROM calls WHERE id = ?"
DELETE_NOTE = "DELETE FROM notes WHERE id = ?"
DELETE_SEEN = "DELETE FROM seen WHERE id = ?"
# The events of a call that is not over stay whole, or a rebuild would lose that call. One that is kept
# longer than its events for the sake of its note stays as it is, in a rebuild too.
PURGE_EVENTS = (
    "DELETE FROM events WHERE seq IN (SELECT seq FROM events WHERE at < :before AND seq < "  # noqa: S608
    f"coalesce((SELECT min(id) FROM calls WHERE started < :before AND NOT ({_OVER})), :ever) "
    "LIMIT :most)"
)
# A note without a call belongs to one that a rebuild did not find again; it goes when that one's event goes.
PURGE_STRAY_NOTES = (
    "DELETE FROM notes WHERE id NOT IN (SELECT id FROM calls) AND id NOT IN (SELECT seq FROM events)"
)
PURGE_STRAY_SEEN = "DELETE FROM seen WHERE id NOT IN (SELECT id FROM calls)"
