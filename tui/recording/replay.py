"""A trace through decoding and board, as the program itself would take it. No clock, no network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tui.calls.board import Board
from tui.calls.events import PhoneEvent, RawEvent
from tui.calls.states import Change
from tui.phones.decoding import decode, knows, own
from tui.phones.registry import maker
from tui.recording.trace import Line, Opening, Own, Report
from tui.server.request import parse_line
from tui.server.traffic import Limits

_QUERY = Limits().query


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happened at that time; without `event` only time went by. `raw` is it as it came."""

    at: float
    changes: tuple[Change, ...]
    event: PhoneEvent | None = None
    raw: RawEvent | None = None


class Replay:
    """Feed it lines in their order. `board` is what they have led to."""

    def __init__(self, opening: Opening) -> None:
        silent = [name for name, vendor in opening.phones.items() if _is_silent(vendor)]
        self.board = Board(silent, opening.thorough)
        self._seq = 0

    def feed(self, lines: Iterable[Line]) -> Iterator[Step]:
        """What each line leads to; calls whose time has come meanwhile end in between, at their time."""
        for line in lines:
            yield from self._until(line.at)
            raw = as_event(line)
            if raw is None:
                continue
            seq = line.seq if isinstance(line, Report | Own) else 0
            self._seq = seq if seq > self._seq else self._seq + 1
            event = decode(raw, self._seq)
            if event is None:
                continue
            if _is_silent(raw.source):  # a trace by hand need not name its phones at the beginning
                self.board.silent |= {raw.phone}
            yield Step(raw.at, self.board.apply(event), event, raw)

    def _until(self, at: float) -> Iterator[Step]:
        while (deadline := self.board.next_deadline()) is not None and deadline <= at:
            changes = self.board.expire(deadline)
            if not changes:
                return
            yield Step(deadline, changes)


def _is_silent(vendor: str) -> bool:
    made_by = maker(vendor)
    return made_by is not None and made_by.silent_reject


def as_event(line: Line) -> RawEvent | None:
    """What the server made of a line, or we did; None where that was no event."""
    if isinstance(line, Own):
        query = own.query(line.call_id, line.remote, line.target)
        return RawEvent(line.at, line.phone, "durchwahl", line.event, query)
    if not isinstance(line, Report) or line.status != 200 or not line.phone:
        return None
    head = parse_line(line.line)
    path, _, query = head.target.partition(b"?")
    name = path.rpartition(b"/")[2].decode("latin-1")
    if head.refusal or head.method != "GET" or maker(line.vendor) is None or not knows(line.vendor, name):
        return None
    return RawEvent(line.at, line.phone, line.vendor, name, query[:_QUERY], line.peer)
