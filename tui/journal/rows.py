"""Rows of the journal to values and back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from tui.calls.events import RawEvent
from tui.calls.states import Call, CallState, Direction, Outcome
from tui.journal.record import CallRecord, ContactRef, FollowUp
from tui.journal.words import storable


def values_of(record: CallRecord) -> tuple[object, ...]:
    """The row of a call, in the order of `queries.COLUMNS`."""
    call, contact = record.call, record.contact
    return (
        call.id,
        call.phone,
        call.direction.value,
        call.state.value,
        call.started,
        call.last_event,
        call.call_id,
        call.remote,
        call.remote_raw,
        call.display_name,
        call.own_number,
        call.answered,
        call.ended,
        call.outcome.value if call.outcome is not None else None,
        call.held_since,
        call.hold_seconds,
        call.remote_held,
        call.muted,
        call.giving_up,
        call.transferring,
        call.elsewhere,
        call.inferred,
        call.forwarded_to,
        call.transferred_to,
        record.number,
        contact.id if contact is not None else None,
        contact.name if contact is not None else "",
        contact.company if contact is not None else "",
    )


def party_of(record: CallRecord) -> tuple[object, ...]:
    """What makes a party: number, contact and names as the call shows them."""
    call, contact = record.call, record.contact
    known = (-1, "", "") if contact is None else (contact.id, contact.name, contact.company)
    return (record.number or "", *known, call.display_name, call.remote)


def record_of(row: Sequence[Any]) -> CallRecord:
    """A row of `queries.COLUMNS`, and what was written to the call."""
    contact_id, contact_name, contact_company, note, tags, reference, due, done, done_by = row[25:34]
    return CallRecord(
        call=_call_of(row),
        number=row[24],
        contact=None if contact_id is None else ContactRef(contact_id, contact_name, contact_company),
        note=note,
        tags=tags_of(tags),
        reference=reference,
        follow_up=None if due is None else FollowUp(due, done, done_by),
    )


def _call_of(row: Sequence[Any]) -> Call:
    return Call(
        id=row[0],
        phone=row[1],
        direction=Direction(row[2]),
        state=CallState(row[3]),
        started=row[4],
        last_event=row[5],
        call_id=row[6],
        remote=row[7],
        remote_raw=row[8],
        display_name=row[9],
        own_number=row[10],
        answered=row[11],
        ended=row[12],
        outcome=None if row[13] is None else Outcome(row[13]),
        held_since=row[14],
        hold_seconds=row[15],
        remote_held=bool(row[16]),
        muted=bool(row[17]),
        giving_up=bool(row[18]),
        transferring=bool(row[19]),
        elsewhere=bool(row[20]),
        inferred=bool(row[21]),
        forwarded_to=row[22],
        transferred_to=row[23],
    )


def event_values(raw: RawEvent) -> tuple[object, ...]:
    """The row of an event without its number."""
    texts = (storable(text) for text in (raw.phone, raw.source, raw.name))
    return (raw.at, *texts, raw.query, storable(raw.peer))


def event_of(row: Sequence[Any]) -> tuple[int, RawEvent]:
    return row[0], RawEvent(row[1], row[2], row[3], row[4], bytes(row[5]), row[6])


def tags_text(tags: Sequence[str]) -> str:
    """Tags as they are stored: a JSON array."""
    return json.dumps(list(tags), ensure_ascii=False)


def tags_of(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text)) if text != "[]" else ()
