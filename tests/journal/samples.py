"""Small events and calls for the tests of the journal."""

from __future__ import annotations

from typing import Any

from tui.calls.events import RawEvent
from tui.calls.states import Call, CallState, Direction, Outcome
from tui.journal.record import CallRecord, ContactRef

NOON = 1_795_432_500.0  # 2026-11-23T11:15:00Z
ANNA = ContactRef(12, "Anna Müller", "Muster GmbH")


def event(name: str = "incoming", at: float = NOON, **fields: Any) -> RawEvent:
    return RawEvent(at=at, phone="desk", source="snom", name=name, **fields)


def call(id: int = 1, started: float = NOON, **fields: Any) -> Call:
    """A missed call of ten seconds, unless told otherwise."""
    values: dict[str, Any] = {
        "phone": "desk",
        "direction": Direction.IN,
        "state": CallState.ENDED,
        "started": started,
        "last_event": started + 10,
        "ended": started + 10,
        "outcome": Outcome.MISSED,
    }
    return Call(id=id, **{**values, **fields})


def open_call(id: int = 1, started: float = NOON, **fields: Any) -> Call:
    """A call that rings and has not ended."""
    ringing: dict[str, Any] = {
        "state": CallState.RINGING,
        "last_event": started,
        "ended": None,
        "outcome": None,
    }
    return call(id, started, **{**ringing, **fields})


def record(id: int = 1, started: float = NOON, **fields: Any) -> CallRecord:
    return CallRecord(call(id, started, **fields), "+492214710122", ANNA)
