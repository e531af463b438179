"""Whatever the phones send, in whatever order: no crash, no call open for ever, one end for every call."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from tui.calls.board import MEMORY, TALK_LIMIT, Board
from tui.calls.events import EventKind, PhoneEvent
from tui.calls.states import Call, CallChange, CallState, PhoneChange

phones = st.sampled_from(["desk", "hall"])
ids = st.sampled_from(["", "32768", "32769", "3c3b966053be-phxdiv27t9gm", "7027a58643aeb251"])
remotes = st.sampled_from(["", "22", "0221471122"])
kinds = st.sampled_from(list(EventKind))
gaps = st.one_of(st.floats(-5, 5), st.floats(0, 400), st.just(TALK_LIMIT))
single = st.tuples(
    kinds, phones, ids, remotes, st.sampled_from([None, 0, 1, 2]), st.sampled_from(["", "cause=200"]), gaps
)
stories = st.lists(single, max_size=60)


def events(story: list[tuple[EventKind, str, str, str, int | None, str, float]]) -> list[PhoneEvent]:
    at = 1_700_000_000.0
    told = []
    for seq, (kind, phone, call_id, remote, ongoing, reason, gap) in enumerate(story, 1):
        at += gap
        told.append(
            PhoneEvent(seq, at, phone, kind, call_id=call_id, remote=remote, ongoing=ongoing, reason=reason)
        )
    return told


@settings(max_examples=400, deadline=None)
@given(stories, st.booleans())
def test_every_call_ends_once_with_an_outcome(story, silent) -> None:  # type: ignore[no-untyped-def]
    board = Board(silent=["desk"] if silent else [])
    opened: Counter[int] = Counter()
    ended: Counter[int] = Counter()
    last: dict[int, Call] = {}
    told = events(story)
    changes = [change for event in told for change in board.apply(event)]
    latest = max((event.at for event in told), default=0.0)
    changes += board.expire(latest + TALK_LIMIT + MEMORY + 1)
    for change in changes:
        if isinstance(change, PhoneChange):
            continue
        assert isinstance(change, CallChange)
        if change.before is None:
            opened[change.call.id] += 1
        else:
            assert change.before == last[change.call.id]  # changes join up: nothing happens unreported
            assert change.before != change.call
        if change.ended:
            ended[change.call.id] += 1
        last[change.call.id] = change.call
    assert set(opened) == set(ended) == set(last)
    assert set(opened.values()) | set(ended.values()) <= {1}
    assert board.calls() == []
    assert board.next_deadline() is None
    for call in last.values():
        assert call.state is CallState.ENDED
        assert call.outcome is not None
        assert call.ended is not None
        assert call.ended >= call.started
        now = latest + 10 * TALK_LIMIT
        assert 0 <= call.held_seconds(now) <= call.talk_seconds(now) + 10.0  # 10: the clock may step back
        assert call.ringing_seconds(now) >= 0


@settings(max_examples=200, deadline=None)
@given(stories)
def test_a_replay_gives_the_same_calls(story) -> None:  # type: ignore[no-untyped-def]
    """A rebuild from the kept events ends in the same state, whenever `expire` was called in between."""
    plain, ticked = Board(), Board()
    seen: list[dict[int, Call]] = [{}, {}]
    for event in events(story):
        ticked_changes = [*ticked.expire(event.at - 0.001), *ticked.apply(event)]
        for calls, changes in zip(seen, (plain.apply(event), ticked_changes), strict=True):
            calls.update(
                {change.call.id: change.call for change in changes if isinstance(change, CallChange)}
            )
    assert seen[0] == seen[1]


@settings(max_examples=200, deadline=None)
@given(stories)
def test_repeating_every_event_changes_nothing(story) -> None:  # type: ignore[no-untyped-def]
    """With unique ids each event may come twice in a row without a further call."""
    once, twice = Board(), Board()
    number = [0, 0]
    for event in events(
        [(k, p, "7027a58643aeb251" + p, r, None, "", abs(g) % 4) for k, p, _, r, _, _, g in story]
    ):
        number[0] += sum(isinstance(c, CallChange) and c.before is None for c in once.apply(event))
        for _ in range(2):
            number[1] += sum(isinstance(c, CallChange) and c.before is None for c in twice.apply(event))
    assert number[0] == number[1]
