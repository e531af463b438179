"""What we had told the phone and took back: it must leave no trace in how a call ended."""

from __future__ import annotations

import pytest

from tests.unit.calls.story import Told, tell
from tui.calls.states import Outcome

IN: Told = (0, "incoming")
TO = {"target": "31"}


@pytest.mark.parametrize(
    ("story", "silent", "outcome", "target"),
    [
        # a reject that the phone refused
        ([IN, (2, "reject-sent"), (2.1, "withdrawn"), (20, "missed")], False, Outcome.MISSED, ""),
        ([IN, (2, "reject-sent"), (2.1, "withdrawn"), (20, "missed")], True, Outcome.MISSED, ""),
        ([IN, (2, "reject-sent"), (2.1, "withdrawn"), (20, "ended")], False, Outcome.MISSED, ""),
        (
            [IN, (2, "reject-sent"), (2.1, "withdrawn"), (9, "connected"), (20, "ended")],
            True,
            Outcome.ANSWERED,
            "",
        ),
        ([IN, (2, "reject-sent"), (2.1, "withdrawn"), (9, "rejected")], False, Outcome.REJECTED, ""),
        # the end came while the request was under way
        ([IN, (2, "reject-sent"), (2.5, "missed"), (3, "withdrawn")], False, Outcome.MISSED, ""),
        ([IN, (2, "reject-sent"), (2.5, "rejected"), (3, "withdrawn")], False, Outcome.REJECTED, ""),
        # one that was taken
        ([IN, (2, "reject-sent"), (2.1, "missed")], False, Outcome.REJECTED, ""),
        ([IN, (2, "reject-sent")], True, Outcome.REJECTED, ""),
        # a second try that was taken
        (
            [IN, (2, "reject-sent"), (2.1, "withdrawn"), (5, "reject-sent"), (6, "ended")],
            False,
            Outcome.REJECTED,
            "",
        ),
        # transfers
        ([IN, (4, "connected"), (9, "transfer-sent", TO), (10, "ended")], False, Outcome.TRANSFERRED, "31"),
        (
            [IN, (4, "connected"), (9, "transfer-sent", TO), (14, "withdrawn"), (60, "ended")],
            False,
            Outcome.ANSWERED,
            "",
        ),
        (
            [IN, (4, "connected"), (9, "transfer-sent", TO), (10, "ended"), (11, "withdrawn")],
            False,
            Outcome.ANSWERED,
            "",
        ),
        (
            [
                IN,
                (4, "connected"),
                (9, "transfer-sent", TO),
                (9.5, "blind-transfer"),
                (11, "withdrawn"),
                (12, "ended"),
            ],
            False,
            Outcome.TRANSFERRED,
            "31",
        ),
        (
            [IN, (4, "connected"), (9, "transfer-sent", TO), (9.5, "transfer-failed"), (60, "ended")],
            False,
            Outcome.ANSWERED,
            "",
        ),
        ([IN, (3, "transfer-sent", TO), (4, "ended")], False, Outcome.TRANSFERRED, "31"),
        ([IN, (3, "transfer-sent", TO), (3.1, "withdrawn"), (20, "ended")], False, Outcome.MISSED, ""),
        ([IN, (3, "transfer-sent", TO), (3.5, "missed"), (4, "withdrawn")], False, Outcome.MISSED, ""),
        # the phone had reported it before it answered the request
        ([IN, (3, "forwarded"), (3.1, "transfer-sent", TO)], False, Outcome.TRANSFERRED, "31"),
        ([IN, (3, "ended"), (3.1, "transfer-sent", TO)], False, Outcome.TRANSFERRED, "31"),
        ([IN, (3, "missed"), (3.1, "transfer-sent", TO), (4, "withdrawn")], False, Outcome.MISSED, ""),
        ([IN, (4, "connected"), (9, "ended"), (9.1, "transfer-sent", TO)], False, Outcome.TRANSFERRED, "31"),
        # that it was sent on is in the phone's own words
        (
            [IN, (2, "transfer-sent", TO), (3, "forwarded"), (7, "withdrawn")],
            False,
            Outcome.TRANSFERRED,
            "31",
        ),
        (
            [IN, (3, "forwarded"), (3.1, "transfer-sent", TO), (7, "withdrawn")],
            False,
            Outcome.TRANSFERRED,
            "31",
        ),
        # somebody did it by hand after the phone had refused
        ([IN, (2, "transfer-sent", TO), (3, "withdrawn"), (4, "forwarded")], False, Outcome.FORWARDED, ""),
        # held calls too
        (
            [IN, (4, "connected"), (8, "hold"), (9, "transfer-sent", TO), (9.1, "withdrawn"), (60, "ended")],
            False,
            Outcome.ANSWERED,
            "",
        ),
    ],
)
def test_how_the_call_ended(story: list[Told], silent: bool, outcome: Outcome, target: str) -> None:
    (call,) = tell(*story, silent=silent, until=400)
    assert (call.outcome, call.transferred_to) == (outcome, target)


def test_a_ringing_call_does_not_vanish_because_of_a_reject_that_was_refused() -> None:
    """After a reject a Snom says nothing, so the board closes the call; not if there was none."""
    (call,) = tell(IN, (2, "reject-sent"), (2.1, "withdrawn"), silent=True, until=30)
    assert call.open
