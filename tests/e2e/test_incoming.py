"""Calls that come in, from the phone's ringing to the journal, for both makers."""

from __future__ import annotations

import pytest

from tests.e2e.office import CALLER, GROUP, KAETHE, OTHER, OWN, SECOND, VENDOR, Call, Office
from tests.e2e.shape import check_call, check_line

_CONTROLS = {
    "snom": {
        "answer": "/command.htm?key=ENTER",
        "hold": "/command.htm?key=F_HOLD",
        "resume": "/command.htm?key=F_HOLD",
        "hangup": "/command.htm?key=CANCEL",
        "reject": "/command.htm?key=CANCEL",
    },
    "yealink": {
        "answer": "/servlet?key=OK",
        "hold": "/servlet?key=F_HOLD",
        "resume": "/servlet?key=F_HOLD",
        "hangup": "/servlet?key=CALLEND",
        "reject": "/servlet?key=CANCEL:{call_id}",
    },
}


def pressed(phone: str, call: Call, *orders: str) -> list[str]:
    """The requests by which these orders are to reach the phone."""
    return [_CONTROLS[VENDOR[phone]][order].format(call_id=call["call_id"]) for order in orders]


def test_answered_held_resumed_and_ended(office: Office, phone: str) -> None:
    before = office.phones.mark()
    call = office.rings(phone, KAETHE, "K. Muehlenbach")
    office.lasts(call, "ringing_seconds", 0.8)
    office.order("answer", phone)
    office.becomes(call, "talking")
    office.order("hold", phone)
    office.lasts(call, "hold_seconds", 0.8)
    assert office.journal(call)["state"] == "held"
    office.order("resume", phone)
    office.order("hangup", phone)
    kept = office.ended(call)

    assert (kept["direction"], kept["outcome"]) == ("in", "answered")
    assert kept["number"] == "+493023125110"
    assert kept["own_number"] == OWN[phone]
    assert kept["display_name"] == "K. Muehlenbach"
    assert kept["contact"]["name"] == "Käthe Mühlenbach"
    assert kept["contact"]["company"] == "Muster GmbH"
    names = ("ringing", "connected", "hold", "resume", "ended")
    rang, talked, held, resumed, ended = (office.moment(call, name) for name in names)
    assert kept["ringing_seconds"] == pytest.approx(talked - rang, abs=0.5)
    assert kept["talk_seconds"] == pytest.approx(ended - talked, abs=0.5)
    assert kept["hold_seconds"] == pytest.approx(resumed - held, abs=0.5)
    assert resumed - held > 0.7
    assert office.obeyed(phone, before) == pressed(phone, call, "answer", "hold", "resume", "hangup")


def test_missed_because_the_caller_gave_up(office: Office, phone: str) -> None:
    before = office.phones.mark()
    call = office.rings(phone)
    office.hand(CALLER, "hang-up")
    kept = office.ended(call)
    assert (kept["outcome"], kept["answered"], kept["talk_seconds"]) == ("missed", None, 0.0)
    assert kept["contact"]["name"] == "Jürgen Lindner"
    assert kept in office.calls("--missed")
    assert office.obeyed(phone, before) == []


def test_rejected(office: Office, phone: str) -> None:
    before = office.phones.mark()
    call = office.rings(phone)
    office.order("reject", phone)
    kept = office.ended(call)
    assert (kept["outcome"], kept["answered"]) == ("rejected", None)
    assert kept["ringing_seconds"] == pytest.approx(
        office.moment(call, "ended") - office.moment(call, "ringing"), abs=0.5
    )
    assert kept not in office.calls("--missed")
    assert office.obeyed(phone, before) == pressed(phone, call, "reject")


def test_rejected_by_hand(office: Office, phone: str) -> None:
    """A Snom says nothing of it: the next event that counts its calls closes the old one."""
    call = office.rings(phone)
    if VENDOR[phone] == "snom":
        office.lasts(call, "ringing_seconds", 3.1)
    office.hand(phone, "reject")
    office.moment(call, "ended")
    if VENDOR[phone] == "snom":
        later = office.rings(phone, SECOND)
        office.hand(SECOND, "hang-up")
        assert office.ended(later)["outcome"] == "missed"
    kept = office.ended(call)
    assert kept["outcome"] == "rejected"


def test_withheld_number(office: Office, phone: str) -> None:
    call = office.new_call(phone, lambda: office.hand(SECOND, "anonymous", OWN[phone]))
    office.hand(SECOND, "hang-up")
    kept = office.ended(call)
    assert (kept["number"], kept["contact"], kept["outcome"]) == (None, None, "missed")
    assert kept["display_name"] == ""


def test_a_colleague_calls(office: Office, phone: str) -> None:
    call = office.new_call(phone, lambda: office.remote_control(f"number={OWN[phone]}"))
    assert (call["number"], call["display_name"]) == ("31", "Bernd Jäger")
    office.order("answer", phone)
    office.phone_did(lambda line: line["phone"] == "colleague" and line.get("what") == "connected")
    office.remote_control("key=CANCEL")
    kept = office.ended(call)
    assert (kept["direction"], kept["outcome"], kept["number"]) == ("in", "answered", "31")


def test_call_waiting(office: Office, phone: str) -> None:
    """The one that talks goes on hold when the other is taken, and ends as it was answered."""
    first = office.rings(phone)
    office.order("answer", phone)
    second = office.rings(phone, SECOND)
    assert {one["state"] for one in office.calls() if not one["outcome"]} == {"talking", "ringing"}
    office.order("answer", phone)
    office.becomes(first, "held")
    office.becomes(second, "talking")
    office.order("hangup", phone, "--call", str(second["id"]))
    assert office.ended(second)["outcome"] == "answered"
    office.order("resume", phone)
    office.order("hangup", phone)
    kept = office.ended(first)
    assert kept["outcome"] == "answered"
    assert kept["hold_seconds"] == pytest.approx(
        office.moment(first, "resume") - office.moment(first, "hold"), abs=0.5
    )


def test_a_second_caller_is_rejected_and_the_first_talks_on(office: Office, phone: str) -> None:
    first = office.rings(phone)
    office.order("answer", phone)
    second = office.rings(phone, SECOND)
    office.order("reject", phone)
    assert office.ended(second)["outcome"] == "rejected"
    assert office.journal(first)["state"] == "talking"
    office.order("hangup", phone)
    assert office.ended(first)["outcome"] == "answered"


def test_answered_at_the_other_phone(office: Office, phone: str) -> None:
    """Both ring for one caller. The phone that stops ringing may say so before the other says why."""
    since = office.serve.mark()
    here = office.new_call(phone, lambda: office.hand(CALLER, "call", GROUP))
    there = office.call_line(
        lambda call: call["phone"] == OTHER[phone] and call["number"] == here["number"], since
    )
    office.order("answer", phone)
    office.becomes(here, "talking")
    office.call_line(lambda now: now["id"] == there["id"] and now["answered_elsewhere"])
    elsewhere = office.ended(there)
    office.order("hangup", phone)
    taken = office.ended(here)
    assert (taken["outcome"], taken["answered_elsewhere"]) == ("answered", False)
    assert (elsewhere["outcome"], elsewhere["answered_elsewhere"]) == ("answered", True)
    assert (elsewhere["answered"], elsewhere["talk_seconds"]) == (None, 0.0)
    assert elsewhere not in office.calls("--missed")


def test_every_line_and_every_call_keeps_the_contract(office: Office, phone: str) -> None:
    call = office.rings(phone)
    check_call(office.journal(call))
    office.order("answer", phone)
    check_call(office.journal(call))
    office.order("hangup", phone)
    office.ended(call)
    for kept in office.calls("--limit", "0"):
        check_call(kept)
    lines = office.serve.lines
    for line in lines[1:]:
        check_line(line)
    assert {line["type"] for line in lines} >= {"ready", "event", "call", "phone"}
    assert [line["seq"] for line in lines if line["type"] == "event"] == sorted(
        {line["seq"] for line in lines if line["type"] == "event"}
    )
