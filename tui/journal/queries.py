"""All SQL of the journal that is not its schema. Values are always bound, never written into the text."""

from __future__ import annotations

from typing import Final

from tui.calls.states import Outcome
from tui.journal import words
from tui.journal.filter import Filter

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
_NOTED = "coalesce(notes.note, ''), coalesce(notes.tags, '[]')"
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
SAVE = (
    f"INSERT INTO calls ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))}) "  # noqa: S608
    f"ON CONFLICT (id) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in COLUMNS[1:])}"
)
GET = f"{_RECORDS} WHERE calls.id = ?"
OPEN_CALLS = f"{_RECORDS} WHERE calls.state != 'ended' ORDER BY calls.id"
DELETE_CALLS_FROM = "DELETE FROM calls WHERE id >= ?"

# notes
NOTE_OF = "SELECT note, tags FROM notes WHERE id = ?"
SET_NOTE = "INSERT INTO notes (id, note) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET note = excluded.note"
SET_TAGS = "INSERT INTO notes (id, tags) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET tags = excluded.tags"
DELETE_EMPTY_NOTE = "DELETE FROM notes WHERE id = ? AND note = '' AND tags = '[]'"

# search
WORDS_OF = "SELECT words FROM call_words WHERE id = ?"
SET_WORDS = (
    "INSERT INTO call_words (id, words) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET words = excluded.words"
)
STRAY_WORDS = "SELECT id, words FROM call_words WHERE id NOT IN (SELECT id FROM calls)"
DELETE_WORDS = "DELETE FROM call_words WHERE id = ?"
INDEX_WORDS = "INSERT INTO call_search (rowid, words) VALUES (?, ?)"
UNINDEX_WORDS = "INSERT INTO call_search (call_search, rowid, words) VALUES ('delete', ?, ?)"
CREATE_INDEX = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS call_search USING fts5"
    "(words, content = 'call_words', content_rowid = 'id', tokenize = 'ascii', detail = 'none')"
)
REBUILD_INDEX = "INSERT INTO call_search (call_search) VALUES ('rebuild')"
OPTIMIZE_INDEX = "INSERT INTO call_search (call_search) VALUES ('optimize')"
TRY_INDEX = "SELECT 1 FROM call_search LIMIT 0"

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
PURGE_NOTES = f"DELETE FROM notes WHERE id IN (SELECT id FROM calls WHERE {_OVER})"  # noqa: S608
PURGE_CALLS = f"DELETE FROM calls WHERE {_OVER}"  # noqa: S608
# The events of a call that is kept stay whole, or a rebuild would lose that call.
PURGE_EVENTS = (
    "DELETE FROM events WHERE at < :before "
    "AND seq < coalesce((SELECT min(id) FROM calls WHERE started < :before), :ever)"
)
# A note without a call belongs to one that a rebuild did not find again; it goes when that one's event goes.
PURGE_STRAY_NOTES = (
    "DELETE FROM notes WHERE id NOT IN (SELECT id FROM calls) AND id NOT IN (SELECT seq FROM events)"
)


def count(wanted: Filter, indexed: bool) -> tuple[str, list[object]]:
    """The query for the number of calls. `indexed`: the full-text index may be used."""
    where, values = _where(wanted, indexed)
    return f"SELECT count(*) FROM calls {where}", values  # noqa: S608


def page(wanted: Filter, offset: int, limit: int, indexed: bool) -> tuple[str, list[object]]:
    """The query for a page of calls, newest first. The ids are found first: skipped rows cost little."""
    where, values = _where(wanted, indexed)
    ids = f"SELECT id FROM calls {where} ORDER BY started DESC, id DESC LIMIT ? OFFSET ?"  # noqa: S608
    query = f"{_RECORDS} WHERE calls.id IN ({ids}) ORDER BY calls.started DESC, calls.id DESC"
    return query, [*values, *(min(max(0, bound), LAST_SEQ_EVER) for bound in (limit, offset))]


def _where(wanted: Filter, indexed: bool) -> tuple[str, list[object]]:
    clauses: list[str] = []
    values: list[object] = []
    for clause, value in (
        ("calls.started >= ?", wanted.since),
        ("calls.started < ?", wanted.until),
        ("calls.direction = ?", wanted.direction),
        ("calls.outcome = ?", wanted.outcome),
        ("calls.phone = ?", wanted.phone),
        ("calls.number = ?", wanted.number),
        ("calls.contact_id = ?", wanted.contact),
    ):
        if value is not None:
            clauses.append(clause)
            values.append(words.storable(value) if isinstance(value, str) else value)
    if wanted.missed:
        clauses.append(f"calls.outcome = '{Outcome.MISSED}'")  # as text: the partial index asks for it
    if wanted.with_note:
        clauses.append("calls.id IN (SELECT id FROM notes)")  # an empty note is not stored
    for clause, bound in _text(wanted.text, indexed):
        clauses.append(clause)
        values += bound
    return ("WHERE " + " AND ".join(clauses) if clauses else "", values)


def _text(query: str, indexed: bool) -> list[tuple[str, list[object]]]:
    """Either all words are found, or the query is part of the number."""
    found: list[str] = []
    values: list[object] = []
    terms = words.terms(query)
    if terms:
        found.append(_matching(terms, values) if indexed else _like(terms, values))
    digits = words.digits(query)
    if digits:
        found.append("calls.number LIKE ? OR calls.remote LIKE ?")
        values += [f"%{digits}%"] * 2
    return [("(" + " OR ".join(found) + ")", values)] if found else []


def _matching(terms: tuple[tuple[str, ...], ...], values: list[object]) -> str:
    # A term is letters and digits only, so that the quotes hold it.
    values.append(" AND ".join("(" + " OR ".join(f'"{word}"*' for word in term) + ")" for term in terms))
    return "calls.id IN (SELECT rowid FROM call_search WHERE call_search MATCH ?)"


def _like(terms: tuple[tuple[str, ...], ...], values: list[object]) -> str:
    each = []
    for term in terms:
        each.append("(" + " OR ".join(["' ' || words LIKE ?"] * len(term)) + ")")
        values += [f"% {word}%" for word in term]
    return f"calls.id IN (SELECT id FROM call_words WHERE {' AND '.join(each)})"  # noqa: S608
