"""A call as the journal keeps it, and as JSON shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from tui.calls.events import RawEvent
from tui.calls.states import Call


@dataclass(frozen=True, slots=True)
class ContactRef:
    """Who the number belonged to when the call was made: a snapshot that outlives the contact."""

    id: int
    name: str
    company: str = ""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Somebody is to be called back by the day `due` ("2026-12-01").

    `done` is when that was settled (epoch seconds), None while it is open; `done_by` the call that settled
    it, None where the user did.
    """

    due: str
    done: float | None = None
    done_by: int | None = None

    @property
    def open(self) -> bool:
        return self.done is None


@dataclass(frozen=True, slots=True)
class CallRecord:
    """A call with what was found out about it and what the user wrote to it.

    `number` is E.164 where it can be, else the digits as dialled inside the PBX, else None (withheld).
    `note`, `tags`, `reference` (a project, a case) and `follow_up` are filled on reading; saving a record
    leaves the stored ones as they are.
    """

    call: Call
    number: str | None = None
    contact: ContactRef | None = None
    note: str = ""
    tags: tuple[str, ...] = ()
    reference: str = ""
    follow_up: FollowUp | None = None


def as_json(record: CallRecord, now: float) -> dict[str, object]:
    """The Call object of the command line and the stream. `now` (epoch seconds) dates a call still open."""
    call, contact = record.call, record.contact
    return {
        "id": call.id,
        "phone": call.phone,
        "direction": call.direction.value,
        "state": call.state.value,
        "outcome": call.outcome.value if call.outcome is not None else None,
        "started": local_time(call.started),
        "answered": _when(call.answered),
        "ended": _when(call.ended),
        "ringing_seconds": round(float(call.ringing_seconds(now)), 1),
        "talk_seconds": round(float(call.talk_seconds(now)), 1),
        "hold_seconds": round(float(call.held_seconds(now)), 1),
        "number": record.number,
        "number_raw": call.remote_raw,
        "display_name": call.display_name,
        "own_number": call.own_number,
        "contact": None
        if contact is None
        else {"id": contact.id, "name": contact.name, "company": contact.company},
        "forwarded_to": call.forwarded_to or None,
        "transferred_to": call.transferred_to or None,
        "note": record.note,
        "tags": list(record.tags),
        "call_id": call.call_id,
        "answered_elsewhere": call.elsewhere,
        "reference": record.reference,
        "follow_up": _follow_up(record.follow_up),
    }


def event_json(seq: int, raw: RawEvent) -> dict[str, object]:
    """A report of a phone, as it came."""
    return {
        "seq": seq,
        "at": local_time(raw.at),
        "phone": raw.phone,
        "source": raw.source,
        "name": raw.name,
        "query": raw.query.decode("utf-8", "backslashreplace"),
        "peer": raw.peer,
    }


def _follow_up(follow_up: FollowUp | None) -> dict[str, object] | None:
    if follow_up is None:
        return None
    return {"due": follow_up.due, "done": _when(follow_up.done), "done_by": follow_up.done_by}


def local_time(at: float) -> str:
    """Epoch seconds as ISO 8601 in local time, with milliseconds and the offset of that day."""
    return datetime.fromtimestamp(at, UTC).astimezone().isoformat(timespec="milliseconds")


def _when(at: float | None) -> str | None:
    return None if at is None else local_time(at)
