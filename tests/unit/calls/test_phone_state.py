"""What a phone says of itself, by events and when it is asked, and which of both is believed."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.calls.board import Board
from tui.calls.events import OURS, EventKind, PhoneEvent
from tui.calls.facts import Forwarding, Identity, PhoneFacts
from tui.calls.phone_state import after, observed
from tui.calls.states import PhoneState

ON, OFF = EventKind.FORWARD_ON, EventKind.FORWARD_OFF


def event(kind: EventKind, at: float = 10.0, **fields: Any) -> PhoneEvent:
    return PhoneEvent(1, at, "desk", kind, **fields)


def state(*forwards: str, told: tuple[str, ...] | None = None) -> PhoneState:
    """A phone with forwards to 22; all that it may have are told unless `told` says otherwise."""
    known = ("always", "busy", "no-answer") if told is None else told
    return PhoneState("desk", forwards=dict.fromkeys(forwards, "22"), told=frozenset(known))


@pytest.mark.parametrize(
    ("before", "what", "forwards", "told"),
    [
        # a Yealink names the forward
        (state(told=()), event(ON, feature="busy", target="23"), {"busy": "23"}, {"busy"}),
        (state(told=()), event(OFF, feature="busy"), {}, {"busy"}),
        (
            state("always", told=("always",)),
            event(ON, feature="busy"),
            {"always": "22", "busy": ""},
            {"always", "busy"},
        ),
        (state("busy"), event(OFF, feature="busy"), {}, {"always", "busy", "no-answer"}),
        # a Snom does not: what is left open is not claimed
        (state(), event(ON, target="23"), {"": "23"}, set()),
        (state("busy"), event(ON, target="23"), {"busy": "22", "": "23"}, {"busy"}),
        (state(""), event(ON, target="23"), {"": "23"}, set()),
        (state("busy"), event(OFF), {}, {"always", "busy", "no-answer"}),
        (state("", told=()), event(OFF), {}, set()),
        (state("always", "busy"), event(OFF), {"always": "22", "busy": "22"}, {"no-answer"}),
        (state("busy", ""), event(OFF), {"busy": "22"}, {"always", "no-answer"}),
        (state(), event(OFF), {}, {"always", "busy", "no-answer"}),
    ],
)
def test_a_forward_is_switched(
    before: PhoneState, what: PhoneEvent, forwards: dict[str, str], told: set[str]
) -> None:
    now = after(before, what)
    assert (now.forwards, set(now.told), now.features_at) == (forwards, told, 10.0)


def test_the_seconds_are_unknown_again_once_the_forward_was_touched() -> None:
    before = observed(
        PhoneState("desk"), PhoneFacts(forwards={"no-answer": Forwarding(True, "22", 24)}), asked_at=1.0
    )
    assert before.no_answer_seconds == 24
    assert after(before, event(ON, feature="busy")).no_answer_seconds == 24
    assert after(before, event(ON, feature="no-answer")).no_answer_seconds is None


def test_an_answer_is_believed_unless_an_event_came_after_the_question() -> None:
    facts = PhoneFacts(dnd=False, forwards={"always": Forwarding(False), "busy": Forwarding(True, "22")})
    reported = after(PhoneState("desk"), event(EventKind.DND_ON, at=10.0))
    assert observed(reported, facts, asked_at=9.9) == reported
    now = observed(reported, facts, asked_at=10.0)
    assert (now.dnd, now.forwards, set(now.told)) == (False, {"busy": "22"}, {"always", "busy"})


def test_an_answer_settles_which_forward_it_was() -> None:
    unclear = after(state(), event(ON, target="23"))
    facts = PhoneFacts(forwards={"always": Forwarding(False), "no-answer": Forwarding(True, "23", 20)})
    now = observed(unclear, facts, asked_at=11.0)
    assert (now.forwards, set(now.told), now.no_answer_seconds) == (
        {"no-answer": "23"},
        {"always", "no-answer"},
        20,
    )


def test_what_it_does_not_say_stays_as_it_was() -> None:
    before = after(state("busy"), event(EventKind.DND_ON))
    assert observed(before, PhoneFacts(model="D785"), asked_at=11.0) == before


def test_lines_keep_what_events_said_of_them() -> None:
    lines = (Identity(1, "22@pbx.example"), Identity(2, "23@pbx.example"))
    now = observed(PhoneState("desk"), PhoneFacts(identities=lines), asked_at=1.0)
    assert now.registered is None
    now = after(now, event(EventKind.UNREGISTERED, local="23"))
    assert (now.registered, now.identities[1].registered) == (False, False)
    again = observed(now, PhoneFacts(identities=lines), asked_at=20.0)
    assert again.identities[1].registered is False
    now = after(
        after(again, event(EventKind.REGISTERED, local="22")), event(EventKind.REGISTERED, local="23")
    )
    assert now.registered is True
    one_down = (Identity(1, "22@pbx.example", registered=True), Identity(2, "23@p", registered=False))
    assert observed(now, PhoneFacts(identities=one_down), asked_at=30.0).registered is False


def test_our_own_doing_says_nothing_of_the_phone() -> None:
    for kind in OURS:
        assert after(PhoneState("desk"), event(kind)) == PhoneState("desk")


EVENTS = st.builds(
    event,
    st.sampled_from([ON, OFF]),
    feature=st.sampled_from(["", "always", "busy", "no-answer"]),
    target=st.sampled_from(["", "22", "23"]),
)


@given(st.lists(EVENTS, max_size=12))
def test_a_forward_that_is_told_off_is_in_no_list_of_those_that_are_on(events: list[PhoneEvent]) -> None:
    now = PhoneState("desk")
    for one in events:
        now = after(now, one)
        if one.feature:  # what was just said is known
            assert one.feature in now.told
            assert (one.feature in now.forwards) == (one.kind is ON)
        assert "" not in now.told


@given(st.lists(EVENTS, max_size=6))
def test_after_an_answer_nothing_is_left_open(events: list[PhoneEvent]) -> None:
    board = Board()
    for one in events:
        board.apply(one)
    facts = PhoneFacts(forwards={kind: Forwarding(False) for kind in ("always", "busy", "no-answer")})
    board.observe("desk", facts, 11.0)
    assert board.phone("desk").forwards == {}
    assert board.phone("desk").told == {"always", "busy", "no-answer"}
