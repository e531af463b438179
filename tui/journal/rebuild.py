"""The calls, derived anew from the events that are kept."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Final, Protocol

from tui.calls.events import PhoneEvent, RawEvent
from tui.calls.states import Call, CallChange, Change
from tui.errors import DurchwahlError
from tui.journal.record import CallRecord
from tui.journal.store import Journal

Decode = Callable[[RawEvent, int], PhoneEvent | None]
Fill = Callable[[Call], CallRecord]

_CHUNK: Final = 500  # what is done before the event loop gets its turn
_ATTEMPTS: Final = 10


class ReplayBoard(Protocol):
    """What a replay needs of the board of calls."""

    def apply(self, event: PhoneEvent) -> tuple[Change, ...]: ...
    def expire(self, now: float) -> tuple[Change, ...]: ...


class Replay:
    """Feeds events to a fresh board and keeps the last state of every call.

    `decode` understands a report, given its number; None means that it says nothing about calls.
    """

    def __init__(self, decode: Decode, board: ReplayBoard) -> None:
        self._decode = decode
        self._board = board
        self._calls: dict[int, Call] = {}

    def feed(self, events: Iterable[tuple[int, RawEvent]]) -> None:
        """Takes events in, in the order of their numbers."""
        for seq, raw in events:
            self._keep(self._board.expire(raw.at))
            event = self._decode(raw, seq)
            if event is not None:
                self._keep(self._board.apply(event))

    def expire(self, now: float) -> None:
        """Lets the time run on to `now` (epoch seconds)."""
        self._keep(self._board.expire(now))

    def calls(self) -> list[Call]:
        """Every call in its last state, in the order of the ids."""
        return [self._calls[id] for id in sorted(self._calls)]

    def _keep(self, changes: Iterable[Change]) -> None:
        for change in changes:
            if isinstance(change, CallChange):  # a call may still change after its end
                self._calls[change.call.id] = change.call


def derive(
    events: Iterable[tuple[int, RawEvent]], decode: Decode, board: ReplayBoard, now: float | None = None
) -> Iterator[Call]:
    """Replays the events and gives the last state of each call, in the order of the ids.

    With `now` the calls about which nothing was heard until then are closed as the board closes them.
    """
    replay = Replay(decode, board)
    replay.feed(events)
    if now is not None:
        replay.expire(now)
    yield from replay.calls()


async def rebuild(journal: Journal, decode: Decode, board: ReplayBoard, fill: Fill, now: float) -> int:
    """Puts what the events tell in the place of the stored calls and returns how many calls there are.

    `fill` adds number and contact to a call. Notes and tags stay with their calls. Events that come in
    meanwhile are taken in too; where they never pause, `DurchwahlError` is raised and nothing changed.
    """
    replay = Replay(decode, board)
    first, seen = await journal.first_seq(), 0
    if not first:
        return 0  # no events are left to tell of any call: what is stored is all there is
    for _ in range(_ATTEMPTS):
        seen = await _catch_up(journal, replay, seen)
        replay.expire(now)
        records = await _filled(replay.calls(), fill)
        if await journal.replace_calls(first, records, as_of=seen):
            return len(records)
    raise DurchwahlError("journal_rebuild_busy")


async def _catch_up(journal: Journal, replay: Replay, seen: int) -> int:
    """Feeds all events after number `seen`, in handy portions; returns the number of the last."""
    last = await journal.last_seq()
    chunk: list[tuple[int, RawEvent]] = []
    async for event in journal.events(seen + 1, last):
        chunk.append(event)
        if len(chunk) == _CHUNK:
            replay.feed(chunk)
            chunk.clear()
            await asyncio.sleep(0)
    replay.feed(chunk)
    return last


async def _filled(calls: Sequence[Call], fill: Fill) -> list[CallRecord]:
    records: list[CallRecord] = []
    waiting = iter(calls)
    while chunk := [fill(call) for call in islice(waiting, _CHUNK)]:
        records += chunk
        await asyncio.sleep(0)
    return records
