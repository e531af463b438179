"""One case for every scenario that the protocol notes describe, and for every way it goes wrong."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests.unit.calls.story import START, Told, event, play, tell
from tui.calls.board import Board
from tui.calls.states import CallState, Direction, Outcome

IN, OUT = Direction.IN, Direction.OUT
NO_ID = {"call_id": ""}


@dataclass(frozen=True)
class Case:
    """A story of one call and its end: outcome, ringing, talk and hold seconds."""

    name: str
    told: tuple[Told, ...]
    direction: Direction
    outcome: Outcome
    ringing: float = 0.0
    talk: float = 0.0
    hold: float = 0.0
    silent: bool = False
    until: float | None = None


def case(name: str, *told: Told, **end: object) -> Case:
    return Case(name, told, **end)  # type: ignore[arg-type]


ANSWERED_IN = {"direction": IN, "outcome": Outcome.ANSWERED, "ringing": 4.0, "talk": 20.0}
MISSED = {"direction": IN, "outcome": Outcome.MISSED, "ringing": 15.0}

CASES = [
    # both makers
    case("incoming answered", (0, "incoming"), (4, "connected"), (24, "ended"), **ANSWERED_IN),
    case("outgoing answered", (0, "outgoing"), (4, "connected"), (24, "ended"), **ANSWERED_IN | {"direction": OUT}),
    case(
        "handset lifted and replaced around the call",
        (0, "incoming"), (4, "off-hook"), (4, "connected"), (24, "on-hook"), (24, "ended"),
        **ANSWERED_IN,
    ),
    case(
        "held and resumed twice",
        (0, "incoming"), (4, "connected"), (6, "hold"), (8, "resume"), (10, "hold"), (13, "resume"), (24, "ended"),
        **ANSWERED_IN, hold=5.0,
    ),
    case("hung up while on hold", (0, "incoming"), (4, "connected"), (20, "hold"), (24, "ended"), **ANSWERED_IN, hold=4.0),
    case(
        "held by the other side",
        (0, "incoming"), (4, "connected"), (6, "remote-hold"), (8, "remote-resume"), (24, "ended"),
        **ANSWERED_IN,
    ),
    case("missed", (0, "incoming"), (15, "missed"), **MISSED),
    # Snom
    case("snom: missed, then disconnected too", (0, "incoming"), (15, "missed"), (15.2, "ended"), **MISSED),
    case("snom: disconnected, then missed", (0, "incoming"), (15, "ended"), (15.2, "missed"), **MISSED),
    case(
        "snom: rejected on the phone, nothing more is heard",
        (0, "incoming"),
        direction=IN, outcome=Outcome.REJECTED, silent=True, until=200,
    ),
    case(
        "snom: rejected by us, nothing more is heard",
        (0, "incoming"), (5, "reject-sent"),
        direction=IN, outcome=Outcome.REJECTED, ringing=5.0, silent=True, until=9,
    ),
    case(
        "snom: rejected by us, and the phone says missed",
        (0, "incoming"), (5, "reject-sent"), (5.5, "missed"),
        direction=IN, outcome=Outcome.REJECTED, ringing=5.5, silent=True,
    ),
    case(
        "snom: the end of a call is lost, the next event counts no calls",
        (0, "incoming"), (4, "connected"), (24, "on-hook", {"call_id": "", "remote": "", "ongoing": 0}),
        **ANSWERED_IN, silent=True,
    ),
    case(
        "snom: answered elsewhere",
        (0, "incoming"), (6, "missed", {"reason": 'SIP;cause=200;text="Call completed elsewhere"'}),
        direction=IN, outcome=Outcome.ANSWERED, ringing=6.0,
    ),
    case("snom: outgoing given up", (0, "outgoing"), (9, "ended"), direction=OUT, outcome=Outcome.CANCELLED, ringing=9.0),
    case(
        "snom: blind transfer",
        (0, "incoming"), (4, "connected"), (20, "blind-transfer"), (24, "ended"),
        **ANSWERED_IN | {"outcome": Outcome.TRANSFERRED},
    ),
    case("duplicate incoming for one call id", (0, "incoming"), (0.2, "incoming", {"local": "23"}), (15, "missed"), **MISSED),
    # Yealink
    case(
        "yealink: answered with all the trimmings",
        (0, "busy"), (0, "incoming"), (4, "connected"), (4, "connected"), (24, "ended"), (24, "idle"),
        **ANSWERED_IN,
    ),
    case("yealink: the caller gives up", (0, "incoming"), (15, "remote-cancelled"), (15.1, "missed"), **MISSED),
    case("yealink: old firmware says only missed", (0, "incoming"), (15, "missed"), (15.1, "idle"), **MISSED),
    case("yealink: rejected", (0, "incoming"), (5, "rejected"), direction=IN, outcome=Outcome.REJECTED, ringing=5.0),
    case(
        "yealink: terminated, then rejected",
        (0, "incoming"), (5, "ended"), (5.1, "rejected"),
        direction=IN, outcome=Outcome.REJECTED, ringing=5.0,
    ),
    case("yealink: forwarded", (0, "incoming"), (5, "forwarded"), direction=IN, outcome=Outcome.FORWARDED, ringing=5.0),
    case("yealink: own call given up", (0, "outgoing"), (9, "cancelled"), direction=OUT, outcome=Outcome.CANCELLED, ringing=9.0),
    case("yealink: the other side is busy", (0, "outgoing"), (2, "remote-busy"), direction=OUT, outcome=Outcome.BUSY, ringing=2.0),
    case(
        "yealink: terminated, then busy",
        (0, "outgoing"), (2, "ended"), (2.1, "remote-busy"),
        direction=OUT, outcome=Outcome.BUSY, ringing=2.0,
    ),
    case(
        "yealink: old firmware, own call given up, only idle is heard",
        (0, "outgoing"), (9, "idle", {"call_id": "", "remote": ""}),
        direction=OUT, outcome=Outcome.CANCELLED, ringing=9.0,
    ),
    case(
        "yealink: the end is lost, idle is heard",
        (0, "incoming"), (4, "connected"), (24, "idle", {"call_id": "", "remote": ""}),
        **ANSWERED_IN,
    ),
    case(
        "yealink: blind transfer that fails",
        (0, "incoming"), (4, "connected"), (10, "blind-transfer"), (12, "transfer-failed"), (24, "ended"),
        **ANSWERED_IN,
    ),
    case(
        "yealink: blind transfer that succeeds",
        (0, "incoming"), (4, "connected"), (23, "blind-transfer"), (24, "transfer-finished"), (24.1, "ended"),
        **ANSWERED_IN | {"outcome": Outcome.TRANSFERRED},
    ),
    # lost, late, without id
    case("incoming is lost", (4, "connected"), (24, "ended"), direction=IN, outcome=Outcome.ANSWERED, talk=20.0),
    case(
        "outgoing is lost, but we had dialled",
        (0, "dial-sent"), (4, "connected"), (24, "ended"),
        direction=OUT, outcome=Outcome.ANSWERED, talk=20.0,
    ),
    case("only missed arrives", (15, "missed"), direction=IN, outcome=Outcome.MISSED),
    case("connected is lost", (0, "incoming"), (4, "hold"), (8, "resume"), (24, "ended"), **ANSWERED_IN, hold=4.0),
    case(
        "connected overtakes incoming",
        (4, "connected"), (4.1, "incoming"), (24, "ended"),
        direction=IN, outcome=Outcome.ANSWERED, talk=20.0,
    ),
    case(
        "outgoing after connected turns the guess",
        (4, "connected"), (4.1, "outgoing"), (24, "ended"),
        direction=OUT, outcome=Outcome.ANSWERED, talk=20.0,
    ),
    case("ended overtakes connected", (0, "incoming"), (4, "ended"), (4.1, "connected"), direction=IN, outcome=Outcome.ANSWERED, ringing=4.0),
    case("everything twice", *[(t, k) for t, k in ((0, "incoming"), (4, "connected"), (24, "ended")) for _ in "ab"], **ANSWERED_IN),
    case("no call ids at all", (0, "incoming", NO_ID), (4, "connected", NO_ID), (24, "ended", NO_ID), **ANSWERED_IN),
    case("the id comes later", (0, "incoming", NO_ID), (4, "connected"), (24, "ended"), **ANSWERED_IN),
    case("the phone boots in mid-call", (0, "incoming"), (4, "connected"), (24, "booted", NO_ID), **ANSWERED_IN),
    case("the phone boots while it rings", (0, "incoming"), (15, "booted", NO_ID), direction=IN, outcome=Outcome.UNKNOWN, ringing=15.0, silent=True),
    case("nothing more is heard while it rings", (0, "incoming"), direction=IN, outcome=Outcome.UNKNOWN, until=181),
    case("nothing more is heard of our call", (0, "outgoing"), direction=OUT, outcome=Outcome.UNKNOWN, until=181),
    case("we hang up our call, nothing is heard", (0, "outgoing"), (9, "hangup-sent"), direction=OUT, outcome=Outcome.CANCELLED, ringing=9.0, until=15),
    case("silence is corrected by a late missed", (0, "incoming"), (181, "missed"), direction=IN, outcome=Outcome.MISSED, ringing=181.0, silent=True),
    case("nothing is heard for half a day", (0, "incoming"), (4, "connected"), (24, "hold"), (24, "resume"), **ANSWERED_IN, until=50_000),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_one_call(case: Case) -> None:
    calls = tell(*case.told, silent=case.silent, until=case.until)
    assert len(calls) == 1, calls
    call = calls[0]
    now = START + 100_000
    assert (call.state, call.direction, call.outcome) == (CallState.ENDED, case.direction, case.outcome)
    assert call.ringing_seconds(now) == pytest.approx(case.ringing)
    assert call.talk_seconds(now) == pytest.approx(case.talk)
    assert call.held_seconds(now) == pytest.approx(case.hold)
    assert call.remote == "0221471122"


THOROUGH = ["desk", "hall"]


@pytest.mark.parametrize(
    ("told", "outcome"),
    [
        (((6, "ended"),), Outcome.UNKNOWN),  # answered, and that report lost? it would say if it was missed
        (((6, "ended"), (6.1, "missed")), Outcome.MISSED),
        (((6, "ended"), (6.1, "rejected")), Outcome.REJECTED),
        (((6, "ended"), (6.1, "connected")), Outcome.ANSWERED),
        (((6, "missed"), (6.1, "ended")), Outcome.MISSED),
        (((5, "reject-sent"), (6, "ended")), Outcome.REJECTED),
        (((6, "ended", {"reason": "SIP;cause=200"}),), Outcome.ANSWERED),
    ],
)
def test_a_phone_that_reports_missed_calls_is_not_taken_to_mean_one(
    told: tuple[Told, ...], outcome: Outcome
) -> None:
    story = [event(at, one) for at, one in enumerate(((0, "incoming"), *told), 1)]
    (call,) = play(story, Board(thorough=THOROUGH))
    assert (call.outcome, call.answered is None) == (
        outcome,
        call.elsewhere or outcome is not Outcome.ANSWERED,
    )


def test_who_only_reports_the_end_of_a_call_answered_elsewhere_has_not_missed_it() -> None:
    story = [event(1, (0, "incoming")), event(2, (0, "incoming"), phone="hall", call_id="B-1234567890")]
    ends = [event(3, (6, "ended"), phone="hall", call_id="B-1234567890"), event(4, (6.1, "connected"))]
    _, hall = play([*story, *ends], Board(thorough=THOROUGH))
    assert (hall.outcome, hall.elsewhere) == (Outcome.ANSWERED, True)


@pytest.mark.parametrize("end", ["forwarded", "ended", "missed"])
def test_a_ringing_call_that_was_sent_on_from_here_is_transferred(end: str) -> None:
    """Whatever the maker calls it: a Yealink says that it was forwarded, a Snom only that it is over."""
    (call,) = tell((0, "incoming"), (2, "transfer-sent", {"target": "24"}), (3, end))
    assert (call.outcome, call.transferred_to) == (Outcome.TRANSFERRED, "24")


def test_a_ringing_call_that_the_phone_passed_on_was_not_rejected() -> None:
    """Its end was lost; where to is not in the reports."""
    (call,) = tell((0, "incoming"), (5, "transfer"), (6, "idle", {"call_id": "", "remote": ""}), silent=True)
    assert (call.outcome, call.ringing_seconds(START)) == (Outcome.TRANSFERRED, 6.0)


def test_a_dialled_call_that_the_phone_transferred_was_not_given_up() -> None:
    """A half attended transfer, or one of which "connected" was lost; its end was lost, too."""
    (call,) = tell((0, "outgoing"), (5, "attended-transfer"), (6, "idle", {"call_id": "", "remote": ""}))
    assert call.outcome is Outcome.TRANSFERRED


def test_answered_elsewhere_is_marked() -> None:
    (call,) = tell((0, "incoming"), (6, "missed", {"reason": "SIP;cause=200"}))
    assert call.elsewhere
    assert call.answered is None
    assert call.talk_seconds(START + 100) == 0.0


def test_a_late_missed_does_not_undo_a_reject_of_ours() -> None:
    (call,) = tell((0, "incoming"), (5, "reject-sent"), (9, "missed"), silent=True)
    assert call.outcome is Outcome.REJECTED


@pytest.mark.parametrize("missed_first", [True, False])
def test_a_colleagues_phone_of_ours_took_the_call(missed_first: bool) -> None:
    """Two phones ring for one caller; who is answered at one of them has not been missed at the other."""
    story = [event(1, (0, "incoming")), event(2, (0, "incoming"), phone="hall", call_id="B-1234567890")]
    ends = [event(3, (6, "missed"), phone="hall", call_id="B-1234567890"), event(4, (6.1, "connected"))]
    desk, hall = play([*story, *(ends if missed_first else reversed(ends)), event(5, (20, "ended"))])
    assert (desk.outcome, desk.elsewhere) == (Outcome.ANSWERED, False)
    assert (hall.outcome, hall.elsewhere) == (Outcome.ANSWERED, True)


def test_two_missed_calls_of_one_caller_at_two_phones_stay_missed() -> None:
    story = [event(1, (0, "incoming")), event(2, (0, "incoming"), phone="hall", call_id="B-1234567890")]
    ends = [event(3, (6, "missed")), event(4, (6, "missed"), phone="hall", call_id="B-1234567890")]
    assert [call.outcome for call in play([*story, *ends])] == [Outcome.MISSED, Outcome.MISSED]


def test_call_waiting_and_toggling() -> None:
    other = {"call_id": "B-1234567890", "remote": "069900091"}
    first, second = tell(
        (0, "incoming"),
        (4, "connected"),
        (10, "incoming", other),
        (12, "hold"),
        (12.1, "connected", other),
        (20, "hold", other),
        (20.1, "resume"),
        (30, "ended"),
        (30.5, "resume", other),
        (40, "ended", other),
    )
    now = START + 100
    assert (first.outcome, second.outcome) == (Outcome.ANSWERED, Outcome.ANSWERED)
    assert first.talk_seconds(now) == pytest.approx(26.0)
    assert first.held_seconds(now) == pytest.approx(8.1)
    assert second.talk_seconds(now) == pytest.approx(27.9)
    assert second.held_seconds(now) == pytest.approx(10.5)


def test_call_waiting_without_ids_is_told_apart_by_party() -> None:
    other = {"call_id": "", "remote": "069900091"}
    first, second = tell(
        (0, "incoming", NO_ID),
        (4, "connected", NO_ID),
        (10, "incoming", other),
        (25, "missed", other),
        (30, "ended", NO_ID),
    )
    assert (first.outcome, second.outcome) == (Outcome.ANSWERED, Outcome.MISSED)


def test_attended_transfer_takes_both_legs() -> None:
    other = {"call_id": "B-1234567890", "remote": "23"}
    first, second = tell(
        (0, "incoming"),
        (4, "connected"),
        (10, "hold"),
        (11, "outgoing", other),
        (14, "connected", other),
        (20, "attended-transfer", other),
        (21, "transfer-finished", other),
        (21.1, "ended"),
        (21.2, "idle", {"call_id": "", "remote": ""}),
    )
    assert (first.outcome, second.outcome) == (Outcome.TRANSFERRED, Outcome.TRANSFERRED)


def test_an_attended_transfer_takes_no_call_with_it_whose_end_was_lost() -> None:
    lost, held = {"call_id": "L-1234567890", "remote": "23"}, {"call_id": "B-1234567890", "remote": "21"}
    unheard, first, second = tell(
        (0, "incoming", lost), (2, "connected", lost),
        (10, "outgoing", held), (12, "connected", held), (13, "hold", held), (13, "outgoing"), (15, "connected"),
        (16, "resume", held), (18, "resume"),
        (20, "attended-transfer", held), (20.1, "ended"), (20.2, "transfer-finished", held),
        (20.3, "idle", {"call_id": "", "remote": ""}),
    )  # fmt: skip
    assert unheard.outcome is Outcome.ANSWERED
    assert {first.outcome, second.outcome} == {Outcome.TRANSFERRED}


def test_a_failed_attended_transfer_leaves_both_legs() -> None:
    other = {"call_id": "B-1234567890", "remote": "23"}
    first, second = tell(
        (0, "incoming"), (4, "connected"), (10, "hold"), (11, "outgoing", other), (14, "connected", other),
        (20, "attended-transfer", other), (21, "transfer-failed", other), (30, "ended", other), (40, "ended"),
    )  # fmt: skip
    assert (first.outcome, second.outcome) == (Outcome.ANSWERED, Outcome.ANSWERED)


def test_a_small_id_reused_after_an_unseen_reboot_is_a_new_call() -> None:
    small = {"call_id": "32769"}
    calls = tell(
        (0, "incoming", small),
        (4, "connected", small),
        (500, "incoming", {"call_id": "32769", "remote": "069900091"}),
        (510, "missed", {"call_id": "32769", "remote": "069900091"}),
    )
    assert [call.outcome for call in calls] == [Outcome.ANSWERED, Outcome.MISSED]


def test_a_small_id_reused_after_a_reboot_is_a_new_call_even_at_once() -> None:
    small = {"call_id": "32769"}
    calls = tell((0, "incoming", small), (4, "missed", small), (5, "booted", NO_ID), (6, "incoming", small))
    assert [call.state for call in calls] == [CallState.ENDED, CallState.RINGING]


def test_a_late_repetition_of_incoming_opens_nothing() -> None:
    assert len(tell((0, "incoming"), (4, "missed"), (300, "incoming"))) == 1  # a SIP Call-ID is unique
    assert len(tell((0, "incoming", {"call_id": "32769"}), (4, "missed", {"call_id": "32769"}), (9, "incoming", {"call_id": "32769"}))) == 1  # fmt: skip


@pytest.mark.parametrize(
    ("end", "outcome"),
    [("ended", Outcome.CANCELLED), ("cancelled", Outcome.CANCELLED), ("remote-busy", Outcome.BUSY)],
)
def test_a_call_that_the_phone_did_not_give_up_ended_when_it_says_so(end: str, outcome: Outcome) -> None:
    """The key was lost; nothing was heard of it for too long, and then of its end."""
    (call,) = tell((0, "outgoing"), (0.1, "hangup-sent"), (12.7, end))
    assert call.outcome is outcome
    assert call.ringing_seconds(START) == pytest.approx(12.7)
    (late,) = tell((0, "incoming"), (2, "reject-sent"), (9, "ended"), (9.1, "missed"), silent=True)
    assert late.outcome is Outcome.REJECTED
    assert late.ringing_seconds(START) == pytest.approx(9.1)


def test_a_call_closed_too_early_goes_on_as_another() -> None:
    first, second = tell(
        (0, "incoming"), (10, "idle", {"call_id": "", "remote": ""}), (12, "connected"), (30, "ended")
    )
    assert (first.outcome, first.inferred) == (Outcome.UNKNOWN, True)
    assert (second.outcome, second.direction, second.talk_seconds(START)) == (Outcome.ANSWERED, IN, 18.0)


def test_the_program_comes_up_anew() -> None:
    board = Board(silent=["desk"])
    story = [event(1, (0, "incoming")), event(2, (4, "connected")), event(3, (9, "incoming"), phone="hall")]
    started = event(4, (3600, "started", {"phone": "", "call_id": "", "remote": "", "display_name": ""}))
    desk, hall = play([*story, started], board)
    assert (desk.outcome, desk.talk_seconds(START), hall.outcome) == (Outcome.ANSWERED, 0.0, Outcome.UNKNOWN)
    assert not board.calls()


def test_a_conversation_that_outlives_a_restart_ends_when_the_phone_says_so() -> None:
    program = {"phone": "", "call_id": "", "remote": "", "display_name": ""}
    (call,) = tell((0, "incoming"), (4, "connected"), (60, "started", program), (1804, "ended"))
    assert (call.outcome, call.talk_seconds(START), call.inferred) == (Outcome.ANSWERED, 1800.0, False)


def test_what_was_dialled_and_reported_does_not_turn_the_next_call_round() -> None:
    """The report of a dialled call is often quicker than the phone's answer to the command."""
    other = {"call_id": "B-2", "remote": "0228998877"}
    for first, second in (("outgoing", "dial-sent"), ("dial-sent", "outgoing")):
        dialled, met = tell(
            (0, first),
            (0.2, second),
            (4, "connected"),
            (20, "ended"),
            (60, "connected", other),
            (70, "ended", other),
        )
        assert (dialled.direction, met.direction) == (OUT, IN)


def test_the_next_deadline_is_when_expire_has_work() -> None:
    board = Board()
    assert board.next_deadline() is None
    board.apply(event(1, (0, "incoming")))
    deadline = board.next_deadline()
    assert deadline is not None
    assert board.expire(deadline - 0.1) == ()
    assert len(board.expire(deadline)) == 1
    assert board.next_deadline() is None


def test_the_phone_says_what_it_is() -> None:
    board = Board()
    for seq, told in enumerate(
        [(0.0, "dnd-on"), (1.0, "registered"), (2.0, "forward-on", {"feature": "busy", "target": "23"}), (3.0, "off-hook")], 1
    ):  # fmt: skip
        board.apply(event(seq, told))  # type: ignore[arg-type]
    state = board.phone("desk")
    assert (state.dnd, state.registered, state.forwards, state.off_hook) == (True, True, {"busy": "23"}, True)
    board.apply(event(5, (4, "forward-off", {"feature": "busy"})))
    board.apply(event(6, (5, "unregistered")))
    assert (board.phone("desk").forwards, board.phone("desk").registered) == ({}, False)
