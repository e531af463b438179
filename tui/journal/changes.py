"""What is written to the journal: each function is one job for the writer, within its transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from tui.calls.events import RawEvent
from tui.errors import NotFoundError
from tui.journal import queries, rows, search, words
from tui.journal.record import CallRecord
from tui.untrusted import clean

_PURGED: Final = "purged_before"
_NOTE_LINES = 200
_NOTE_LINE = 2000
_NOTE = 10_000
_TAGS = 20
_TAG = 40


@dataclass(frozen=True, slots=True)
class Purged:
    """How much was deleted."""

    calls: int
    events: int


def append(connection: sqlite3.Connection, raw: RawEvent) -> int:
    seq = connection.execute(queries.APPEND, rows.event_values(raw)).lastrowid
    assert seq is not None  # an INSERT always has one
    return seq


def save(
    connection: sqlite3.Connection, records: Iterable[CallRecord], applied: tuple[str, int] | None = None
) -> None:
    for record in records:
        connection.execute(queries.SAVE, rows.values_of(record))
        _index(connection, record)
    if applied is not None:
        set_meta(connection, applied[0], str(applied[1]))


def set_note(connection: sqlite3.Connection, call_id: int, text: str) -> str:
    """Gives back the note as it is kept."""
    _find(connection, call_id)
    lines = [clean(line, _NOTE_LINE) for line in text.splitlines()[:_NOTE_LINES]]
    note = "\n".join(lines).strip()[:_NOTE]
    connection.execute(queries.SET_NOTE, (call_id, note))
    _noted(connection, call_id)
    return note


def set_tags(connection: sqlite3.Connection, call_id: int, tags: Sequence[str]) -> None:
    _find(connection, call_id)
    tidy = [tag for tag in dict.fromkeys(clean(tag, _TAG) for tag in tags) if tag][:_TAGS]
    connection.execute(queries.SET_TAGS, (call_id, rows.tags_text(tidy)))
    _noted(connection, call_id)


def set_meta(connection: sqlite3.Connection, key: str, value: str | None) -> None:
    if value is None:
        connection.execute(queries.DELETE_META, (key,))
    else:
        connection.execute(queries.SET_META, (key, value))


def purge(connection: sqlite3.Connection, before: float) -> Purged:
    """Deletes what was over before `before`. A call that reaches beyond it is kept whole, with its events."""
    values = {"before": before, "ever": queries.LAST_SEQ_EVER}
    connection.execute(queries.PURGE_NOTES, values)
    calls = connection.execute(queries.PURGE_CALLS, values).rowcount
    events = connection.execute(queries.PURGE_EVENTS, values).rowcount
    connection.execute(queries.PURGE_STRAY_NOTES)
    search.forget_strays(connection)
    set_meta(connection, _PURGED, repr(max(before, _purged_before(connection))))
    return Purged(calls, events)


def checkpoint(connection: sqlite3.Connection) -> None:
    """Moves all from the write-ahead log to the file, so that nothing deleted lives on in it."""
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def replace_calls(
    connection: sqlite3.Connection, from_id: int, records: Iterable[CallRecord], as_of: int | None
) -> bool:
    """Puts `records` in the place of all calls from `from_id` on; notes stay.

    With `as_of`, the last event that the records know of: False, and nothing done, if there are later
    ones. A purged call does not come back through events that were kept for another call's sake.
    """
    last: int = connection.execute(queries.LAST_SEQ).fetchone()[0]
    if as_of is not None and last > as_of:
        return False
    purged = _purged_before(connection)
    connection.execute(queries.DELETE_CALLS_FROM, (from_id,))
    save(connection, (each for each in records if each.call.open or not _over(each) < purged))
    search.forget_strays(connection)
    return True


def _over(record: CallRecord) -> float:
    return max(record.call.started, record.call.last_event, record.call.ended or 0.0)


def _purged_before(connection: sqlite3.Connection) -> float:
    row = connection.execute(queries.META, (_PURGED,)).fetchone()
    return float(row[0]) if row is not None else float("-inf")


def _find(connection: sqlite3.Connection, call_id: int) -> CallRecord:
    held = 0 < call_id <= queries.LAST_SEQ_EVER  # typed by a user: perhaps more than SQLite can hold
    row = connection.execute(queries.GET, (call_id,)).fetchone() if held else None
    if row is None:
        raise NotFoundError("journal_no_such_call", id=call_id)
    return rows.record_of(row)


def _noted(connection: sqlite3.Connection, call_id: int) -> None:
    connection.execute(queries.DELETE_EMPTY_NOTE, (call_id,))
    _index(connection, _find(connection, call_id))


def _index(connection: sqlite3.Connection, record: CallRecord) -> None:
    call, contact = record.call, record.contact
    row = connection.execute(queries.NOTE_OF, (call.id,)).fetchone()
    note, tags = (row[0], rows.tags_of(row[1])) if row is not None else ("", ())
    names = (contact.name, contact.company) if contact is not None else ()
    texts = (call.display_name, *names, record.number or "", call.remote, note, *tags)
    search.update(connection, call.id, words.indexed(texts))
