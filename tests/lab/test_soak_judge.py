"""The soak's own judgement: what the journal may say of a call, by what its phone could tell."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.lab.soak_health import Health, Sample, slope
from tests.lab.soak_judge import Sent, Verdict, ends_told, judge
from tests.lab.soak_plan import digest, draw
from tests.lab.soak_truth import Leg, Report, Track
from tests.lab.soak_watch import complaints

AT = 1_795_000_000.0
MAKERS = {"p1": "snom", "p2": "yealink"}
ANSWERED = ("incoming", "connected", "ended")


@pytest.fixture(autouse=True)
def _installed() -> None:
    """Nothing of the lab runs here."""


def leg(phone: str, *told: str, lost: tuple[str, ...] = (), **more: Any) -> Leg:
    """A call that began at `AT`, was answered after 2 s if it was, and lasted 10 s; with these reports."""
    answered = more.pop("answered", "connected" in (*told, *lost))
    found = Leg(phone, 0, 1, "outgoing" not in (*told, *lost), AT, "abc@lab", {"0221471101"}, "End", **more)
    found.connected = AT + 2 if answered else None
    found.ended = AT + 10
    for serial, word in enumerate((*told, *lost)):
        at = AT + {"incoming": 0, "outgoing": 0, "connected": 2}.get(word, 10)
        report = Report(serial, word, word, at, lost=word in lost)
        if word in told:
            report.sent, report.begun = [at], [at]
        found.reports.append(report)
    return found


def call(
    phone: str, outcome: str, answered: float | None = 2, ended: float = 10, **more: Any
) -> dict[str, Any]:
    """The journal's call that fits `leg`."""
    return {
        "id": 1, "phone": phone, "direction": "in", "state": "ended", "outcome": outcome, "started": moment(0),
        "answered": None if answered is None else moment(answered), "ended": moment(ended), "hold_seconds": 0.0,
        "number": "+49221471101", "transferred_to": None, "call_id": "abc" if phone == "p1" else "32769",
    } | more  # fmt: skip


def moment(seconds: float) -> str:
    return datetime.fromtimestamp(AT + seconds, UTC).isoformat()


def found(legs: list[Leg], calls: list[dict[str, Any]], sent: list[Sent] | None = None) -> Verdict:
    return judge(legs, calls, MAKERS, sent or [])


@pytest.mark.parametrize("phone", MAKERS)
def test_what_is_right_passes(phone: str) -> None:
    verdict = found([leg(phone, *ANSWERED)], [call(phone, "answered")])
    assert (verdict.findings, verdict.exact, verdict.durations) == ([], 1, 3)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"outcome": "missed", "answered": None}, "was answered, and not so"),
        ({"outcome": "transferred"}, "transferred in the journal"),
        ({"outcome": "unknown"}, "unknown in the journal"),
        ({"direction": "out"}, "goes out"),
        ({"number": "+49221471102"}, "is with +49221471102"),
        ({"answered": moment(3)}, "rang 2.00 s, 3.00 in the journal"),
        ({"ended": moment(11)}, "talked 8.00 s, 9.00 in the journal"),
        ({"hold_seconds": 1.0}, "was held 0.00 s"),
        ({"state": "talking", "outcome": None, "ended": None}, "talking for ever"),
        ({"call_id": "other"}, "was never there"),
    ],
)
@pytest.mark.parametrize("phone", MAKERS)
def test_what_is_wrong_does_not(phone: str, wrong: dict[str, Any], told: str) -> None:
    verdict = found([leg(phone, *ANSWERED)], [call(phone, "answered") | wrong])
    assert any(told in finding.what for finding in verdict.findings), verdict.findings


def test_a_call_is_there_once() -> None:
    both = [call("p1", "answered"), call("p1", "answered", id=2)]
    assert "2 times" in found([leg("p1", *ANSWERED)], both).findings[0].what
    assert "is not in the journal" in found([leg("p1", "incoming", lost=("connected",))], []).findings[0].what
    assert not found([leg("p1", lost=ANSWERED)], []).findings  # nobody told of it


@pytest.mark.parametrize(
    ("phone", "told", "lost", "outcome", "may"),
    [
        ("p2", ("incoming", "ended"), ("connected",), "unknown", True),
        ("p2", ("incoming", "ended"), ("connected",), "missed", False),
        ("p1", ("incoming", "ended"), ("connected",), "missed", False),
        ("p1", ("incoming",), ("missed",), "rejected", True),  # a Snom's silence is a reject
        ("p2", ("incoming",), ("remote-cancelled", "missed"), "rejected", False),
        ("p2", ("incoming",), ("remote-cancelled", "missed"), "unknown", True),
        ("p2", ("incoming", "missed"), ("remote-cancelled",), "missed", True),
        ("p2", ("incoming", "missed"), ("remote-cancelled",), "answered", False),
        ("p1", ("outgoing", "ended"), ("connected",), "cancelled", True),  # so does one that nobody answers
        ("p1", ("outgoing", "ended"), ("connected",), "busy", True),
        ("p1", ("outgoing", "ended"), ("connected",), "transferred", False),
    ],
)
def test_what_the_journal_may_say_where_reports_were_lost(
    phone: str, told: tuple[str, ...], lost: tuple[str, ...], outcome: str, may: bool
) -> None:
    way = "out" if "outgoing" in told else "in"
    claim = call(phone, outcome, None if outcome != "answered" else 2, direction=way)
    verdict = found([leg(phone, *told, lost=lost)], [claim])
    assert (not verdict.findings) is may, verdict.findings


def test_the_program_may_believe_that_the_phone_did_what_it_was_told() -> None:
    one, claim = leg("p1", "incoming", "ended", lost=("connected",)), call("p1", "rejected", None)
    assert found([one], [claim]).findings
    assert not found([one], [claim], [Sent(AT + 3, "p1", "hangup-sent", "abc")]).findings
    told = leg("p1", *ANSWERED)
    assert found([told], [claim], [Sent(AT + 3, "p1", "hangup-sent", "abc")]).findings


@pytest.mark.parametrize(
    ("phone", "told", "notes", "outcome"),
    [
        ("p2", ("incoming", "forwarded"), (), "forwarded"),  # somebody pressed the keys
        ("p1", ("incoming", "transfer", "ended"), (), "transferred"),
        ("p2", ("incoming", "forwarded"), ((9, "transfer-sent"),), "transferred"),
        ("p1", ("incoming", "transfer", "ended"), ((9, "transfer-sent"),), "transferred"),
        ("p2", ("incoming", "forwarded"), ((10.2, "transfer-sent"),), "transferred"),  # the note came last
        (
            "p2",
            ("incoming", "forwarded"),
            ((3, "transfer-sent"), (8, "withdrawn")),
            "forwarded",
        ),  # then by hand
        ("p2", ("incoming", "forwarded"), ((9, "transfer-sent"), (14, "withdrawn")), "transferred"),
    ],
)
def test_a_ringing_call_is_transferred_by_whom_the_program_told_to_and_else_as_the_phone_says(
    phone: str, told: tuple[str, ...], notes: tuple[tuple[float, str], ...], outcome: str
) -> None:
    one = leg(phone, *told, code=302)
    sent = [Sent(AT + at, phone, what, "abc" if phone == "p1" else "32769") for at, what in notes]
    other = {"forwarded": "transferred", "transferred": "forwarded"}[outcome]
    assert not found([one], [call(phone, outcome, None)], sent).findings
    assert found([one], [call(phone, other, None)], sent).findings
    assert found([one], [call(phone, "missed", None)], sent).findings


def test_one_caller_at_two_phones_may_be_one_call() -> None:
    missed, elsewhere = leg("p1", "incoming", "missed"), call("p1", "answered", None)
    assert found([missed], [elsewhere]).findings
    taken = leg("p2", *ANSWERED)
    assert not found([missed, taken], [elsewhere, call("p2", "answered", id=2)]).findings
    taken.remotes = {"24"}
    assert found([missed, taken], [elsewhere, call("p2", "answered", id=2, number="24")]).findings


def test_a_report_that_was_long_on_its_way_excuses_as_much() -> None:
    late = leg("p1", *ANSWERED)
    late.reports[1].sent = [AT + 3.5]
    assert not found([late], [call("p1", "answered", 3.5)]).findings
    assert found([late], [call("p1", "answered", 5)]).findings


def test_nobody_hears_of_a_call_that_do_not_disturb_turns_away() -> None:
    away = leg("p2", answered=False, code=486)
    assert (found([away], []).unseen, found([away], []).findings) == (1, [])
    assert found([away], [call("p2", "missed", None)]).findings


def test_the_end_is_told_by_a_phone_that_is_idle_unless_that_may_be_of_another_call() -> None:
    one = leg("p2", "incoming", lost=("connected", "ended"))
    assert not ends_told(one)
    one.nets.append(Report(9, "idle", "busy_to_idle", AT + 2, sent=[AT + 2]))
    assert ends_told(one)
    assert not ends_told(one, ghosts=True)
    assert not ends_told(one, [leg("p2", *ANSWERED, answered=True)]) or one.begun + 1.5 < AT + 10


def test_the_same_seed_makes_the_same_decisions() -> None:
    def drawn(seed: int) -> list[Any]:
        return [draw(seed, number, 6, faults=True) for number in range(60)]

    assert drawn(5) == drawn(5)
    assert digest(drawn(5)) == digest(drawn(5)) != digest(drawn(6))
    assert drawn(5)[17] == draw(5, 17, 6, faults=True)  # alone, too
    assert not any(draw(5, number, 6, faults=False).trouble for number in range(60))


def test_a_life_that_ends_in_the_middle_leaves_its_calls_cut() -> None:
    track = Track("p1")
    sip = {"what": "sip", "event": "call", "number": 1, "incoming": True, "remote": "sip:22@lab", "call_id": "a",
           "code": 0, "ended_as": ""}  # fmt: skip
    posted = {"what": "report", "fate": "posted", "serial": 1, "url": "http://x/t/incoming?a=b"}
    said = [
        {"at": AT, **sip, "detail": "IncomingReceived"},
        {"at": AT, "what": "phone", "word": "incoming", "leg": 1, "number": "22", "detail": ""},
        {"at": AT, **posted},
    ]
    track.feed(said)
    assert (track.drained, len(track.open), track.legs[0].reports[0].word) == (False, 1, "incoming")
    track.reborn(AT + 5)
    (cut,) = track.legs
    assert (cut.cut, cut.ended, cut.reports[0].lost, track.drained) == (True, AT + 5, True, True)


def test_growth_is_told_from_noise() -> None:
    def watched(kib_per_minute: float, handles: int) -> list[str]:
        health = Health(0)
        for at in range(0, 400, 10):
            noise = 200 if at % 70 == 0 else 0
            health.samples.append(
                Sample(AT + at, int(38_000 + kib_per_minute * at / 60) + noise, 0, 20, 6, 0.0)
            )
        health.rests = [Sample(AT, 38_000, 0, 20, 6, 0.0), Sample(AT + 400, 38_000, 0, handles, 6, 0.0)]
        return health.findings()

    assert watched(0, 20) == []
    assert "memory grows" in watched(500, 20)[0]
    assert "file handles" in watched(0, 21)[0]
    assert slope([(0, 0), (1, 1), (2, 2), (3, 90)]) == pytest.approx(1, abs=30)


def test_every_warning_of_the_log_is_told() -> None:
    log = "2026-11-23 08:12:09,123 INFO tui.a: well\n2026-11-23 08:12:09,123 ERROR tui.b: ill\nTraceback (most recent"
    assert complaints(log) == ["ERROR tui.b: ill", "ERROR Traceback (most recent"]
