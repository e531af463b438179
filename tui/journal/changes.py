"""What is written to the journal: each function is one job for the writer, within its transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Final

from tui.calls.events import RawEvent
from tui.calls.states import Direction
from tui.errors import NotFoundError
from tui.journal import queries, rows, search, words
from tui.journal.record import CallRecord
from tui.untrusted import clean

PURGED: Final = "purged_before"  # meta: what was over before then is gone, or cannot be derived again
LENT: Final = 2**53  # numbers from here on are lent to events until the journal gives them one
_TAKEN: Final = "spool_taken"
_NOTE_LINES = 200
_NOTE_LINE = 2000
_NOTE = 10_000
_TAGS = 20
_TAG = 40
_REFERENCE = 80


def append(connection: sqlite3.Connection, raw: RawEvent) -> int:
    seq = connection.execute(queries.APPEND, rows.event_values(raw)).lastrowid
    assert seq is not None  # an INSERT always has one
    return seq


def take_in(
    connection: sqlite3.Connection, batch: str, events: Sequence[tuple[int, RawEvent]]
) -> dict[int, int]:
    """Stores events that were kept elsewhere, in their order.

    `batch` names where they were kept: what was taken from there before is not taken twice. Returns,
    by the number that was lent to each, the one that it has now.
    """
    row = connection.execute(queries.META, (_TAKEN,)).fetchone()
    before, _, count = row[0].partition(" ") if row is not None else ("", "", "")
    done = int(count) if before == batch else 0
    numbers = {seq: append(connection, raw) for seq, raw in events[done:]}
    set_meta(connection, _TAKEN, f"{batch} {max(done, len(events))}")
    return numbers


def save(
    connection: sqlite3.Connection, records: Iterable[CallRecord], applied: tuple[str, int] | None = None
) -> None:
    """Stores calls, new or changed; what was written to them stays."""
    for record in records:
        party = _party(connection, record)
        connection.execute(queries.SAVE, (*rows.values_of(record), party))
        _index(connection, record)
        if record.call.direction is Direction.OUT:
            _called_back(connection, record)
    if applied is not None:
        set_meta(connection, applied[0], str(applied[1]))


def set_note(connection: sqlite3.Connection, call_id: int, text: str) -> str:
    """Gives back the note as it is kept."""
    find(connection, call_id)
    lines = [clean(line, _NOTE_LINE) for line in text.splitlines()[:_NOTE_LINES]]
    note = "\n".join(lines).strip()[:_NOTE]
    connection.execute(queries.SET_NOTE, (call_id, note))
    _noted(connection, call_id)
    return note


def set_tags(connection: sqlite3.Connection, call_id: int, tags: Sequence[str]) -> tuple[str, ...]:
    """Gives back the tags as they are kept."""
    find(connection, call_id)
    tidy = [tag for tag in dict.fromkeys(clean(tag, _TAG) for tag in tags) if tag][:_TAGS]
    connection.execute(queries.SET_TAGS, (call_id, rows.tags_text(tidy)))
    _noted(connection, call_id)
    return tuple(tidy)


def set_reference(connection: sqlite3.Connection, call_id: int, text: str) -> str:
    """Gives back the reference as it is kept."""
    find(connection, call_id)
    reference = clean(text, _REFERENCE)
    connection.execute(queries.SET_REFERENCE, (call_id, reference))
    _noted(connection, call_id)
    return reference


def set_follow_up(connection: sqlite3.Connection, call_id: int, due: str | None, now: float) -> None:
    """By which day to call back ("2026-12-01"); None takes the wish away."""
    find(connection, call_id)
    connection.execute(queries.SET_FOLLOW_UP, (call_id, due, now if due is not None else None))
    _noted(connection, call_id)


def finish_follow_up(connection: sqlite3.Connection, call_id: int, now: float) -> bool:
    """False when none was open."""
    find(connection, call_id)
    return connection.execute(queries.FINISH_FOLLOW_UP, (now, None, call_id)).rowcount > 0


def see(connection: sqlite3.Connection, ids: Iterable[int]) -> None:
    connection.executemany(queries.SEE, [(id,) for id in ids])


def see_all(connection: sqlite3.Connection) -> None:
    connection.execute(queries.SEE_ALL)
    connection.execute(queries.FORGET_SEEN)


def add_gap(
    connection: sqlite3.Connection, began: float, ended: float | None, phone: str, reason: str
) -> int:
    id = connection.execute(queries.ADD_GAP, (began, ended, phone, reason)).lastrowid
    assert id is not None
    return id


def end_gap(connection: sqlite3.Connection, id: int, ended: float) -> None:
    connection.execute(queries.END_GAP, (ended, id))


def end_gaps(connection: sqlite3.Connection, ended: float) -> None:
    connection.execute(queries.END_GAPS, (ended,))


def set_meta(connection: sqlite3.Connection, key: str, value: str | None) -> None:
    if value is None:
        connection.execute(queries.DELETE_META, (key,))
    else:
        connection.execute(queries.SET_META, (key, value))


def replace_calls(
    connection: sqlite3.Connection, from_id: int, records: Iterable[CallRecord], as_of: int | None
) -> bool:
    """Puts `records` in the place of all calls from `from_id` on; notes stay.

    With `as_of`, the last event that the records know of: False, and nothing done, if there are later
    ones. A purged call does not come back through events that were kept for another call's sake, and one
    that is kept longer than its events is left alone.
    """
    last: int = connection.execute(queries.LAST_SEQ).fetchone()[0]
    if as_of is not None and last > as_of:
        return False
    purged = purged_before(connection)
    connection.execute(queries.DELETE_CALLS_FROM, (from_id, purged))
    save(connection, (each for each in records if each.call.open or not _over(each) < purged))
    search.forget_strays(connection)
    return True


def purged_before(connection: sqlite3.Connection) -> float:
    row = connection.execute(queries.META, (PURGED,)).fetchone()
    return float(row[0]) if row is not None else float("-inf")


def find(connection: sqlite3.Connection, call_id: int) -> CallRecord:
    """Raises `NotFoundError`."""
    held = 0 < call_id <= queries.LAST_SEQ_EVER  # typed by a user: perhaps more than SQLite can hold
    row = connection.execute(queries.GET, (call_id,)).fetchone() if held else None
    if row is None:
        raise NotFoundError("journal_no_such_call", id=call_id)
    return rows.record_of(row)


def _over(record: CallRecord) -> float:
    return max(record.call.started, record.call.last_event, record.call.ended or 0.0)


def _party(connection: sqlite3.Connection, record: CallRecord) -> int:
    """The row of the call's party, made where it is new."""
    party = rows.party_of(record)
    row = connection.execute(queries.PARTY, party).fetchone()
    if row is not None:
        return int(row[0])
    number, _, name, company, display_name, remote = map(str, party)
    found_by = words.indexed((display_name, name, company, number, remote))
    id = connection.execute(queries.ADD_PARTY, (*party, found_by)).lastrowid
    assert id is not None
    search.add_party(connection, id, found_by)
    return id


def _called_back(connection: sqlite3.Connection, record: CallRecord) -> None:
    """We call somebody: that they called in vain is seen; once they have answered, they are called back."""
    call, number = record.call, record.number
    contact = record.contact.id if record.contact is not None else None
    connection.execute(queries.SEE_PARTY, (number, contact, call.id))
    if call.answered is None:
        return
    for (id,) in connection.execute(queries.CALLED_BACK, (call.started, call.id, number, contact)).fetchall():
        connection.execute(queries.FINISH_FOLLOW_UP, (call.answered, call.id, id))


def _noted(connection: sqlite3.Connection, call_id: int) -> None:
    connection.execute(queries.DELETE_EMPTY_NOTE, (call_id,))
    _index(connection, find(connection, call_id))


def _index(connection: sqlite3.Connection, record: CallRecord) -> None:
    """A call with a note is found by it and by its party together; every other by its party alone."""
    call, contact = record.call, record.contact
    row = connection.execute(queries.NOTE_OF, (call.id,)).fetchone()
    if row is None:
        search.note(connection, call.id, "")
        return
    note, tags, reference = row[0], rows.tags_of(row[1]), row[2]
    names = (contact.name, contact.company) if contact is not None else ()
    texts = (call.display_name, *names, record.number or "", call.remote, note, *tags, reference)
    search.note(connection, call.id, words.indexed(texts))
