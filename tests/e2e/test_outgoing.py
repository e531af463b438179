"""Calls that go out, and what would go out: from the word on the command line to the journal."""

from __future__ import annotations

import pytest

from tests.e2e.office import BUSY, CALLER, COLLEAGUE, KAETHE, LOOPBACK, NEVER, OTHER, OWN, VENDOR, Office

_DIAL = {"snom": "/command.htm?number=", "yealink": "/servlet?key=number="}


def test_answered(office: Office, phone: str) -> None:
    before = office.phones.mark()
    call = office.new_call(phone, lambda: office.cli("dial", "030/23125-110", "--phone", phone))
    assert (call["state"], call["direction"]) == ("dialing", "out")
    office.becomes(call, "talking")
    office.lasts(call, "talk_seconds", 0.8)
    office.order("hangup", phone)
    kept = office.ended(call)
    assert (kept["outcome"], kept["number"]) == ("answered", "+493023125110")
    assert kept["contact"]["name"] == "Käthe Mühlenbach"
    dialled, talked, ended = (office.moment(call, name) for name in ("dialled", "connected", "ended"))
    assert kept["ringing_seconds"] == pytest.approx(talked - dialled, abs=0.5)
    assert kept["talk_seconds"] == pytest.approx(ended - talked, abs=0.5)
    assert office.obeyed(phone, before)[0] == f"{_DIAL[VENDOR[phone]]}0{KAETHE}"


def test_the_answer_says_what_the_phone_reported(office: Office, phone: str) -> None:
    done = office.cli("dial", KAETHE, "--phone", phone, "--json").json()
    assert (done["phone"], done["confirmed"]) == (phone, True)
    call = done["call"]
    assert (call["state"], call["direction"], call["number"]) == ("dialing", "out", "+493023125110")
    office.becomes(call, "talking")
    office.order("hangup", phone)
    office.ended(call)


def test_busy(office: Office, phone: str) -> None:
    """Only a Yealink tells busy from not answering; a Snom says that the call is over and no more."""
    call = office.new_call(phone, lambda: office.cli("dial", BUSY, "--phone", phone))
    kept = office.ended(call)
    assert kept["outcome"] == {"yealink": "busy", "snom": "cancelled"}[VENDOR[phone]]
    assert kept["answered"] is None


def test_given_up(office: Office, phone: str) -> None:
    call = office.new_call(phone, lambda: office.cli("dial", NEVER, "--phone", phone))
    office.order("hangup", phone)
    kept = office.ended(call)
    assert (kept["outcome"], kept["answered"], kept["talk_seconds"]) == ("cancelled", None, 0.0)


def test_nobody_answers_and_nobody_is_there(office: Office, phone: str) -> None:
    """The exchange gives up both: our own call at one phone, the caller's at the other."""
    out = office.new_call(phone, lambda: office.cli("dial", NEVER, "--phone", phone))
    into = office.rings(OTHER[phone])
    not_answered, missed = office.ended(out), office.ended(into)
    assert (not_answered["outcome"], not_answered["answered"]) == ("cancelled", None)
    assert (missed["outcome"], missed["answered"]) == ("missed", None)
    for call, kept, began in ((out, not_answered, "dialled"), (into, missed, "ringing")):
        rang = office.moment(call, "ended") - office.moment(call, began)
        assert kept["ringing_seconds"] == pytest.approx(rang, abs=0.5)
        assert rang > 5.0


def test_a_contact_by_name(office: Office, phone: str) -> None:
    call = office.new_call(phone, lambda: office.cli("dial", "käthe", "mühl", "--phone", phone))
    assert call["number"] == "+493023125110"
    office.becomes(call, "talking")
    office.order("hangup", phone)
    office.ended(call)


def test_a_colleague_without_prefix(office: Office, phone: str) -> None:
    before = office.phones.mark()
    call = office.new_call(phone, lambda: office.cli("dial", COLLEAGUE, "--phone", phone))
    assert (call["number"], call["own_number"]) == (COLLEAGUE, OWN[phone])
    office.order("hangup", phone)
    office.ended(call)
    assert office.obeyed(phone, before)[0] == f"{_DIAL[VENDOR[phone]]}{COLLEAGUE}"


@pytest.mark.parametrize("written", ["112", "110", "1 1 2"])
def test_an_emergency_number_is_never_prefixed(office: Office, phone: str, written: str) -> None:
    digits = written.replace(" ", "")
    plan = office.cli("dial", written, "--phone", phone, "--dry-run", "--json").json()
    host = f"http://{LOOPBACK}:{office.phone_ports[phone]}"
    assert plan == {
        "input": written,
        "e164": None,
        "kind": "emergency",
        "dialled": digits,
        "phone": phone,
        "request": f"GET {host}{_DIAL[VENDOR[phone]]}{digits}",
    }


def test_an_emergency_call_reaches_the_phone_as_typed(office: Office, phone: str) -> None:
    """Also with the own number suppressed: nothing may stand in front."""
    before = office.phones.mark()
    call = office.new_call(phone, lambda: office.cli("dial", "112", "--suppress", "--phone", phone))
    office.order("hangup", phone)
    office.ended(call)
    assert office.obeyed(phone, before)[0] == f"{_DIAL[VENDOR[phone]]}112"


def test_a_dry_run_sends_nothing(office: Office, phone: str) -> None:
    before, since = office.phones.mark(), office.serve.mark()
    plan = office.cli("dial", "0221 4710-31", "--phone", phone, "--dry-run", "--json").json()
    assert (plan["e164"], plan["dialled"]) == ("+49221471031", "00221471031")
    assert plan["request"].endswith(f"{_DIAL[VENDOR[phone]]}00221471031")
    outside = office.cli("dial", "+49 30 23125-110", "--phone", phone, "--dry-run", "--json").json()
    assert (outside["kind"], outside["dialled"]) == ("fixed_line", f"0{KAETHE}")
    call = office.rings(phone)  # had anything been sent, it would show before this call
    office.hand(CALLER, "hang-up")
    office.ended(call)
    orders = [target for target in office.obeyed(phone, before) if "number=" in target]
    assert orders == []
    assert all(line["event"] != "dial-sent" for line in office.serve.lines[since:] if line["type"] == "event")
