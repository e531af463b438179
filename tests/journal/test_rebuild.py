"""The replay loop, against a board that is small enough to see through."""

from __future__ import annotations

import dataclasses
from collections.abc import AsyncIterator

import pytest

from tests.journal.samples import ANNA, NOON, event
from tui.calls.events import EventKind, PhoneEvent, RawEvent
from tui.calls.states import Call, CallChange, CallState, Change, Direction, Outcome, PhoneChange, PhoneState
from tui.errors import DurchwahlError
from tui.journal import rebuild as rebuilding
from tui.journal.rebuild import derive, rebuild
from tui.journal.record import CallRecord
from tui.journal.store import Journal

LIMIT = 180.0
_KINDS = {"incoming": EventKind.INCOMING, "missed": EventKind.MISSED, "ended": EventKind.ENDED}


class FakeBoard:
    """A call per id of the phone: opened by "incoming", ended by "ended" or silence, then perhaps corrected."""

    def __init__(self) -> None:
        self.calls: dict[str, Call] = {}

    def apply(self, event: PhoneEvent) -> tuple[Change, ...]:
        before = self.calls.get(event.call_id)
        if event.kind is EventKind.INCOMING:
            ringing = CallState.RINGING
            call = Call(event.seq, event.phone, Direction.IN, ringing, event.at, event.at, event.call_id)
        elif before is None:
            return (PhoneChange(PhoneState(event.phone), PhoneState(event.phone)),)
        else:
            outcome = Outcome.MISSED if event.kind is EventKind.MISSED else Outcome.CANCELLED
            call = dataclasses.replace(
                before, state=CallState.ENDED, ended=event.at, last_event=event.at, outcome=outcome
            )
        self.calls[event.call_id] = call
        return (CallChange(call, before),)

    def expire(self, now: float) -> tuple[Change, ...]:
        changes = []
        for key, call in self.calls.items():
            if call.open and call.last_event + LIMIT <= now:
                ended = call.last_event
                closed = dataclasses.replace(call, state=CallState.ENDED, ended=ended, inferred=True)
                self.calls[key] = closed
                changes.append(CallChange(closed, call))
        return tuple(changes)


def decode(raw: RawEvent, seq: int) -> PhoneEvent | None:
    kind = _KINDS.get(raw.name)
    if kind is None:
        return None
    return PhoneEvent(seq=seq, at=raw.at, phone=raw.phone, kind=kind, call_id=raw.query.decode())


def fill(call: Call) -> CallRecord:
    return CallRecord(call, "+492214710122", ANNA)


def _raw(name: str, at: float, call_id: str) -> RawEvent:
    return event(name, NOON + at, query=call_id.encode())


STORY = [
    _raw("incoming", 0, "a"),
    _raw("nonsense", 1, "a"),
    _raw("incoming", 2, "b"),
    _raw("ended", 5, "a"),
    _raw("missed", 6, "a"),  # a call is corrected after its end
    _raw("ended", 7, "unknown"),
    _raw("incoming", 10, "c"),
]


def _told(calls: list[Call]) -> list[tuple[int, str, float | None, Outcome | None, bool]]:
    return [(each.id, each.call_id, each.ended, each.outcome, each.inferred) for each in calls]


def test_the_last_state_of_each_call_counts() -> None:
    assert _told(list(derive(enumerate(STORY, 1), decode, FakeBoard()))) == [
        (1, "a", NOON + 6, Outcome.MISSED, False),
        (3, "b", None, None, False),
        (7, "c", None, None, False),
    ]


def test_time_runs_on_to_now_if_told() -> None:
    calls = list(derive(enumerate(STORY, 1), decode, FakeBoard(), now=NOON + 2 + LIMIT))
    assert [(each.id, each.open, each.inferred) for each in calls] == [
        (1, False, False),
        (3, False, True),
        (7, True, False),
    ]


def test_time_runs_with_the_events_even_those_that_say_nothing() -> None:
    story = [_raw("incoming", 0, "a"), _raw("nonsense", LIMIT, ""), _raw("incoming", LIMIT, "b")]
    [first, _second] = derive(enumerate(story, 1), decode, FakeBoard())
    assert (first.open, first.inferred) == (False, True)


def test_nothing_comes_of_nothing() -> None:
    assert list(derive([], decode, FakeBoard(), now=NOON)) == []


async def test_a_rebuild_puts_the_stored_calls_right_and_keeps_the_notes(journal: Journal) -> None:
    for raw in STORY:
        await journal.append(raw)
    wrong = Call(3, "desk", Direction.OUT, CallState.RINGING, NOON, NOON)
    await journal.save([CallRecord(wrong), CallRecord(dataclasses.replace(wrong, id=2))])
    await journal.set_note(3, "bleibt")
    assert await rebuild(journal, decode, FakeBoard(), fill, now=NOON + 10) == 3
    calls = await journal.page()
    assert [(each.call.id, each.note, each.contact) for each in calls] == [
        (7, "", ANNA),
        (3, "bleibt", ANNA),
        (1, "", ANNA),
    ]
    assert calls[1].call.direction is Direction.IN


async def test_a_rebuild_of_many_events_is_the_same_as_a_replay(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rebuilding, "_CHUNK", 3)
    story = [
        _raw(name, index, str(index // 4)) for index, name in enumerate(("incoming", "x", "ended", "y") * 25)
    ]
    for raw in story:
        await journal.append(raw)
    assert await rebuild(journal, decode, FakeBoard(), fill, now=NOON) == 25
    rebuilt = [each.call for each in await journal.page()]
    assert rebuilt[::-1] == list(derive(enumerate(story, 1), decode, FakeBoard(), now=NOON))


async def test_without_events_the_stored_calls_stay(journal: Journal) -> None:
    await journal.save([fill(Call(3, "desk", Direction.IN, CallState.ENDED, NOON, NOON))])
    assert await rebuild(journal, decode, FakeBoard(), fill, now=NOON) == 0
    assert await journal.count() == 1


class Interrupted(Journal):
    """While it is read for a rebuild, another event comes in, `times` times."""

    times = 0

    async def events(self, first: int = 1, last: int | None = None) -> AsyncIterator[tuple[int, RawEvent]]:
        async for pair in super().events(first, last):
            yield pair
        if self.times:
            self.times -= 1
            await self.append(_raw("incoming", 20 + self.times, f"late{self.times}"))


@pytest.fixture
async def interrupted(journal: Journal) -> AsyncIterator[Interrupted]:
    for raw in STORY:
        await journal.append(raw)
    opened = await Interrupted.open(journal.path)
    yield opened
    await opened.close()


async def test_events_that_come_in_meanwhile_are_taken_in(interrupted: Interrupted) -> None:
    interrupted.times = 2
    assert await rebuild(interrupted, decode, FakeBoard(), fill, now=NOON + 30) == 5
    assert {each.call.call_id for each in await interrupted.page()} == {"a", "b", "c", "late0", "late1"}


async def test_events_that_never_pause_leave_all_as_it_was(interrupted: Interrupted) -> None:
    interrupted.times = 1000
    await interrupted.save([fill(Call(3, "desk", Direction.IN, CallState.ENDED, NOON, NOON))])
    with pytest.raises(DurchwahlError) as caught:
        await rebuild(interrupted, decode, FakeBoard(), fill, now=NOON + 30)
    assert caught.value.key == "journal_rebuild_busy"
    assert await interrupted.count() == 1
