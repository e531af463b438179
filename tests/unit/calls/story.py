"""A phone's events told in a few words, and what the board makes of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tui.calls.board import Board
from tui.calls.events import EventKind, PhoneEvent
from tui.calls.states import Call, CallChange

START = 1_700_000_000.0
Told = tuple[float, str] | tuple[float, str, Mapping[str, object]]


def event(seq: int, told: Told, phone: str = "desk", call_id: str = "A-1234567890") -> PhoneEvent:
    """(seconds, kind, fields) as an event of call "A" with Anna at 0221471122, unless told otherwise."""
    seconds, kind, *rest = told
    fields: dict[str, object] = {
        "phone": phone,
        "call_id": call_id,
        "remote": "0221471122",
        "display_name": "Anna",
        "local": "22",
    }
    if rest:
        fields |= rest[0]
    return PhoneEvent(seq=seq, at=START + seconds, kind=EventKind(kind), **fields)  # type: ignore[arg-type]


def play(events: Iterable[PhoneEvent], board: Board | None = None, until: float | None = None) -> list[Call]:
    """Every call that the events make, in its last state, by id. `until`: seconds at which it is looked at."""
    board = board or Board()
    calls: dict[int, Call] = {}
    for happened in events:
        for change in board.apply(happened):
            if isinstance(change, CallChange):
                calls[change.call.id] = change.call
    if until is not None:
        for change in board.expire(START + until):
            if isinstance(change, CallChange):
                calls[change.call.id] = change.call
    return [calls[id] for id in sorted(calls)]


def tell(*told: Told, silent: bool = False, until: float | None = None) -> list[Call]:
    """The calls of one phone's story. `silent`: a phone that says nothing after a reject (Snom)."""
    board = Board(silent=["desk"] if silent else [])
    return play([event(seq, one) for seq, one in enumerate(told, 1)], board, until)
