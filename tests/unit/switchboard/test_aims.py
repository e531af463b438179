"""Which call is meant, and which one a key would hit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.calls.states import Call, CallState, Direction
from tui.phones.driver import Order
from tui.switchboard.aims import APPLICABLE, Aim, aim_at, aims, choose, consultation, in_the_way

R, D, T, H, _ = CallState
IN, OUT = Direction
TWO = {Order.SWAP, Order.COMPLETE, Order.RETURN, Order.CONFERENCE}


def call(id: int, state: CallState, way: Direction = IN, phone: str = "desk", **more: object) -> Call:
    """A call that began at second `id` and was answered half a second later, unless it still rings."""
    answered = id + 0.5 if state in (T, H) else None
    values = {"answered": answered, "held_since": id + 1.0 if state is H else None} | more
    return Call(id, phone, way, state, float(id), float(id), **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("order", "calls", "meant"),
    [
        (Order.ANSWER, [call(1, T), call(2, R), call(3, R)], 2),
        (Order.ANSWER, [call(1, T)], None),
        (Order.HANGUP, [call(1, H), call(2, R), call(3, T)], 3),
        (Order.HANGUP, [call(1, H), call(2, D, OUT)], 2),
        (Order.HANGUP, [call(1, R)], 1),
        (Order.RESUME, [call(1, T), call(2, H)], 2),
        (Order.SWAP, [call(1, T), call(2, H)], 2),
        (Order.SWAP, [call(1, H), call(2, H), call(3, T)], 2),  # the one that was held last
        (Order.SWAP, [call(1, T), call(2, H, phone="side")], None),
        (Order.SWAP, [call(1, T)], None),
        (Order.CONFERENCE, [call(1, H), call(2, T)], 2),
        (Order.CONFERENCE, [call(1, H), call(2, D, OUT)], None),
        (Order.COMPLETE, [call(1, H), call(2, T, OUT)], 1),
        (Order.COMPLETE, [call(1, H), call(2, D, OUT)], 1),  # while it still rings there
        (Order.COMPLETE, [call(1, T), call(2, H, OUT)], 1),  # switched back meanwhile
        (Order.COMPLETE, [call(1, H), call(2, T)], None),  # a second caller, no consultation
        (Order.COMPLETE, [call(1, H)], None),
        (Order.COMPLETE, [call(1, H, phone="side"), call(2, T, OUT)], None),
        (Order.RETURN, [call(1, H), call(2, T, OUT)], 2),
        (Order.RETURN, [call(1, H), call(2, D, OUT)], 2),
        (Order.RETURN, [call(1, T), call(2, H, OUT)], None),  # the key would drop the caller
        (Order.MUTE, [call(1, T, muted=True), call(2, T, phone="side")], 2),
        (Order.UNMUTE, [call(1, T), call(2, T, phone="side", muted=True)], 2),
        (Order.DTMF, [call(1, H), call(2, R)], None),
        (Order.TRANSFER, [call(1, H), call(2, T)], 2),
        (Order.TRANSFER, [call(1, H)], 1),
        (Order.DEFLECT, [call(1, T), call(2, R)], 2),
        (Order.REDIAL, [call(1, T)], None),
    ],
)
def test_the_call_that_is_meant(order: Order, calls: list[Call], meant: int | None) -> None:
    chosen = choose(calls, order)
    assert (chosen.id if chosen else None) == meant


@pytest.mark.parametrize(
    ("order", "calls", "hit"),
    [
        (Order.HANGUP, [call(1, T), call(2, R)], 2),  # the X key would reject the second caller
        (Order.HANGUP, [call(1, H), call(2, T)], None),
        (Order.HOLD, [call(1, T), call(2, R)], 2),
        (Order.RESUME, [call(1, T), call(2, H)], 1),
        (Order.SWAP, [call(1, T), call(2, H)], None),
        (Order.SWAP, [call(1, T), call(2, H), call(3, R)], 3),
        (Order.REJECT, [call(1, R), call(2, T)], None),
        (Order.REJECT, [call(1, R), call(2, R)], 2),  # nobody knows which of them is selected
        (Order.ANSWER, [call(1, R), call(2, R)], None),  # either is a call that wants to be answered
        (Order.DEFLECT, [call(1, R), call(2, R)], 2),
        (Order.TRANSFER, [call(1, T), call(2, R)], 2),
        (Order.CONSULT, [call(1, T), call(2, H)], None),
        (Order.COMPLETE, [call(1, H), call(2, D, OUT)], None),
        (Order.RETURN, [call(1, H), call(2, D, OUT), call(3, R)], 3),
        (Order.HANGUP, [call(1, T), call(2, T)], None),  # a conference ends as a whole
        (Order.MUTE, [call(1, T), call(2, R)], None),  # sound is with the running call
        (Order.DTMF, [call(1, T), call(2, R)], None),
        (Order.LOUDER, [call(1, T), call(2, R)], None),
    ],
)
def test_the_call_that_a_key_would_hit_instead(order: Order, calls: list[Call], hit: int | None) -> None:
    other = in_the_way(calls, order, aims(calls, order)[0])
    assert (other.id if other else None) == hit


some_calls = st.lists(
    st.builds(
        lambda state, way, phone, muted: (state, way, phone, muted),
        st.sampled_from([R, D, T, H]),
        st.sampled_from([IN, OUT]),
        st.sampled_from(["desk", "side"]),
        st.booleans(),
    ),
    max_size=6,
).map(lambda found: [call(id, s, w, p, muted=m) for id, (s, w, p, m) in enumerate(found, 1)])


@given(some_calls, st.sampled_from(list(Order)))
def test_an_aim_is_at_calls_of_one_phone_in_states_in_which_it_makes_sense(
    calls: list[Call], order: Order
) -> None:
    for aim in aims(calls, order):
        assert len({one.phone for one in aim.calls}) == 1
        assert all(one in calls for one in aim.calls)
        assert aim.call.state in APPLICABLE[order]
        assert (aim.other is not None) is (order in TWO)
        assert aim_at(calls, order, aim.call.id) is not None
        other = in_the_way([one for one in calls if one.phone == aim.call.phone], order, aim)
        assert other is None or other not in aim.calls


@given(some_calls, st.sampled_from(list(Order)))
def test_alone_at_its_phone_a_call_is_always_the_one_that_is_hit(calls: list[Call], order: Order) -> None:
    for aim in aims(calls, order):
        assert in_the_way(list(aim.calls), order, aim) is None


@given(some_calls)
def test_a_consultation_has_one_call_on_hold_and_was_begun_here(calls: list[Call]) -> None:
    for phone in ("desk", "side"):
        found = consultation([one for one in calls if one.phone == phone])
        if found is not None:
            assert found.asked.direction is OUT
            assert [found.waiting.state, found.asked.state].count(H) == 1
            assert found.waiting.id < found.asked.id


def test_a_call_that_is_over_is_nobodys_aim() -> None:
    ended = call(1, CallState.ENDED)
    assert all(aims([ended], order) == [] for order in Order)
    assert in_the_way([ended], Order.HOLD, Aim(ended)) is None
