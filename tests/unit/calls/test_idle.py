"""A phone says that it has no call left: which of its calls that ends, whatever else was lost or overtaken."""

from __future__ import annotations

import pytest

from tests.unit.calls.story import START, Told, tell
from tui.calls.states import CallState, Outcome


def test_idle_that_a_new_call_overtook_spares_it() -> None:
    other = {"call_id": "B-1234567890", "remote": "069900091"}
    first, second = tell(
        (0, "incoming"),
        (4, "connected"),
        (24, "incoming", other),
        (25, "idle", {"call_id": "", "remote": ""}),
    )
    assert first.outcome is Outcome.ANSWERED
    assert second.state is CallState.RINGING


IDLE = {"call_id": "", "remote": "", "ongoing": 0}


@pytest.mark.parametrize("idle", ["idle", "on-hook"])
def test_a_young_call_is_over_too_when_nothing_else_can_be_meant(idle: str) -> None:
    """Rejected at once, at a phone that does not report it or whose report was lost."""
    (call,) = tell((0, "incoming"), (1, idle, IDLE))
    assert (call.state, call.ringing_seconds(START)) == (CallState.ENDED, 1.0)


def test_a_young_call_is_spared_where_another_ended_just_before() -> None:
    other = {"call_id": "B-1234567890", "remote": "069900091"}
    first, second = tell((0, "incoming"), (1, "missed"), (1.5, "incoming", other), (2, "idle", IDLE))
    assert (first.outcome, second.state) == (Outcome.MISSED, CallState.RINGING)


def test_a_young_call_that_came_during_another_ends_with_it() -> None:
    """The phone was never idle between the two: it waited, and was rejected after the other one's end."""
    other = {"call_id": "B-1234567890", "remote": "069900091"}
    first, second = tell(
        (0, "incoming"), (1, "connected"), (20, "incoming", other), (21.5, "ended"), (22, "idle", IDLE)
    )
    assert (first.outcome, second.state) == (Outcome.ANSWERED, CallState.ENDED)


@pytest.mark.parametrize(
    ("young", "over"),
    [
        ([(20, "outgoing"), (20.4, "connected")], True),  # a conference, of which both ends were lost
        ([(20, "outgoing"), (22, "connected")], False),  # the phone may have been idle before it
        ([(20, "outgoing")], False),
        ([(21.9, "hold")], True),  # met in the middle: nobody holds a call that has just begun
        ([(21.9, "connected")], True),
    ],
)
def test_a_young_conversation_is_over_with_an_old_call_that_ended_unheard(
    young: list[Told], over: bool
) -> None:
    """One that was closed too early is put right by its end; one that is kept would stay open for hours."""
    other = {"call_id": "B-1234567890", "remote": "23"}
    first, second = tell(
        (0, "incoming"), (4, "connected"), *[(*one, other) for one in young], (22.5, "idle", IDLE)
    )
    assert (first.outcome, second.open) == (Outcome.ANSWERED, not over)
    assert second.outcome is (Outcome.ANSWERED if over else None)


def test_a_held_call_met_in_the_middle_is_over_when_the_phone_is_idle_after_another_one() -> None:
    """The waiting call ended first, that was reported; the held one is known since it was held."""
    other = {"call_id": "B-1234567890", "remote": "24"}
    _, held = tell((5, "incoming", other), (7.8, "hold"), (8, "ended", other), (8.3, "idle", IDLE))
    assert (held.outcome, held.ended) == (Outcome.ANSWERED, START + 8.3)
