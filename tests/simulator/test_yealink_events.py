"""Which action URLs a simulated Yealink sends in each scenario, in what order, with which values."""

from __future__ import annotations

import httpx
import pytest

from tests.simulator.conftest import OfficeMaker
from tests.simulator.sink import Sink
from tui.simulator.office import Office
from tui.simulator.party import Behaviour, PartyPlan

IN = ["idle_to_busy", "incoming_call"]
TAKEN = [*IN, "off_hook", "answer_new_incoming_call", "call_established"]
OUT = ["off_hook", "idle_to_busy", "outgoing_call"]
OVER = ["on_hook", "busy_to_idle"]


async def ring(office: Office, caller: str = "02214710001", **how: object) -> None:
    """An outside call rings at phone y."""
    office.party(caller).call("23", **how)  # type: ignore[arg-type]
    await office.phone("y").wait_for("ringing")


async def test_incoming_answered(office: Office, sink: Sink) -> None:
    await ring(office)
    office.phone("y").press("OK")
    office.party("02214710001").hang_up()
    await office.settled()
    assert sink.events("y") == [*TAKEN, "call_terminated", *OVER]


@pytest.mark.parametrize(
    ("old", "then"), [(False, ["call_remote_canceled", "missed_call"]), (True, ["missed_call"])]
)
async def test_missed(make_office: OfficeMaker, sink: Sink, old: bool, then: list[str]) -> None:
    office = await make_office(y={"old_firmware": old})
    await ring(office)
    office.party("02214710001").hang_up()
    await office.settled()
    assert sink.events("y") == [*IN, *then, "busy_to_idle"]


@pytest.mark.parametrize("more", [False, True])
async def test_rejected(make_office: OfficeMaker, sink: Sink, more: bool) -> None:
    office = await make_office(y={"terminated_after_reject": more})
    await ring(office)
    office.phone("y").press("X")
    await office.settled()
    then = ["call_terminated"] if more else []
    assert sink.events("y") == [*IN, "reject_incoming_call", *then, "busy_to_idle"]


@pytest.mark.parametrize(
    ("behaviour", "old", "then"),
    [
        (Behaviour.BUSY, False, ["remote_busy"]),
        (Behaviour.REJECTS, False, ["remote_busy"]),
        (Behaviour.BUSY, True, []),
        (Behaviour.ANSWERS, False, ["call_established", "call_terminated"]),
        (Behaviour.ANSWERS, True, ["call_established", "call_terminated"]),
    ],
)
async def test_outgoing(
    make_office: OfficeMaker, sink: Sink, behaviour: Behaviour, old: bool, then: list[str]
) -> None:
    office = await make_office(y={"old_firmware": old})
    office.party("02214710001", PartyPlan(behaviour, after=0.0, hangs_up_after=0.0))
    office.phone("y").dial("02214710001")
    await office.phone("y").wait_for("idle")
    await office.settled()
    assert sink.events("y") == [*OUT, *then, *OVER]


@pytest.mark.parametrize(("old", "then"), [(False, ["cancel_callout"]), (True, [])])
async def test_outgoing_cancelled(make_office: OfficeMaker, sink: Sink, old: bool, then: list[str]) -> None:
    office = await make_office(y={"old_firmware": old})
    office.party("02214710001", PartyPlan(Behaviour.NEVER))
    office.phone("y").dial("02214710001")
    await office.party("02214710001").wait_for("ringing")
    office.phone("y").press("CANCEL")
    await office.settled()
    assert sink.events("y") == [*OUT, *then, *OVER]


async def test_the_exchange_gives_up(make_office: OfficeMaker, sink: Sink) -> None:
    office = await make_office(ring_seconds=0.05)
    office.phone("y").dial("25")
    await office.phone("z").wait_for("ringing")
    await office.phone("y").wait_for("idle")
    await office.settled()
    assert sink.events("y") == [*OUT, "call_terminated", *OVER]
    assert sink.events("z") == [*IN, "call_remote_canceled", "missed_call", "busy_to_idle"]


@pytest.mark.parametrize("hidden", [False, True])
async def test_hold_is_seen_by_the_other_side(make_office: OfficeMaker, sink: Sink, hidden: bool) -> None:
    office = await make_office(hides_hold=hidden)
    y, z = office.phone("y"), office.phone("z")
    y.dial("25")
    await z.wait_for("ringing")
    z.answer()
    y.press("F_HOLD")
    y.press("F_HOLD")
    await office.settled()
    assert sink.events("y") == [*OUT, "call_established", "hold", "unhold"]
    assert sink.events("z") == [*TAKEN, *([] if hidden else ["held", "unheld"])]


async def test_old_firmware_lacks_events_and_has_old_names(make_office: OfficeMaker, sink: Sink) -> None:
    office = await make_office(y={"old_firmware": True, "boot_seconds": 0.0})
    await ring(office)
    office.phone("y").answer()
    office.party("02214710001").hold()
    office.phone("y").reboot()
    await office.phone("y").wait_for_event("log_on")
    await office.settled()
    assert "held" not in office.phone("y").happened
    assert sink.events("y")[-2:] == ["setup_completed", "log_on"]


async def test_blind_transfer(office: Office, sink: Sink, http: httpx.AsyncClient) -> None:
    y = office.phone("y")
    await ring(office)
    y.answer()
    await http.get(f"{y.url}/servlet?key=BTrans=25")
    await office.phone("z").wait_for("ringing")
    await y.wait_for("idle")
    office.phone("z").answer()
    await office.settled()
    then = ["blind_transfer_call", "transfer_finished", "call_terminated"]
    assert sink.events("y") == [*TAKEN, *then, *OVER]
    assert sink.last("z", "incoming_call").value("remote") == "sip:02214710001@pbx.example"
    assert office.party("02214710001").state == "talking"


async def test_blind_transfer_fails_and_the_call_stays(office: Office, sink: Sink) -> None:
    y = office.phone("y")
    office.phone("z").device.set_dnd(True)
    await ring(office)
    y.answer()
    y.device.blind_transfer("25")
    await y.wait_for_event("transfer_failed")
    assert sink.events("y") == [*TAKEN, "blind_transfer_call", "transfer_failed"]
    assert y.state == "talking"
    assert office.party("02214710001").state == "talking"


@pytest.mark.parametrize("answered", [True, False])
async def test_attended_transfer(office: Office, sink: Sink, http: httpx.AsyncClient, answered: bool) -> None:
    y, z = office.phone("y"), office.phone("z")
    await ring(office)
    y.answer()
    await http.get(f"{y.url}/servlet?key=ATrans=25")
    await z.wait_for("ringing")
    if answered:
        z.answer()
        await y.wait_for("talking")
    await http.get(f"{y.url}/servlet?key=F_TRANSFER")
    await y.wait_for("idle")
    if not answered:
        z.answer()
    await office.settled()
    middle = ["hold", "outgoing_call", *(["call_established"] if answered else [])]
    end = ["attended_transfer_call", "transfer_finished", "call_terminated", "call_terminated"]
    assert sink.events("y") == [*TAKEN, *middle, *end, *OVER]
    assert office.party("02214710001").state == "talking"
    z.hang_up()
    assert office.party("02214710001").state == "idle"


async def test_cancelled_consultation_leaves_the_first_on_hold(
    office: Office, http: httpx.AsyncClient
) -> None:
    y = office.phone("y")
    await ring(office)
    y.answer()
    await http.get(f"{y.url}/servlet?key=ATrans=25")
    await office.phone("z").wait_for("ringing")
    await http.get(f"{y.url}/servlet?key=CANCEL")
    assert y.state == "held"
    assert y.happened[-1] == "cancel_callout"
    assert office.phone("z").state == "idle"


async def test_conference_takes_two_presses(office: Office, http: httpx.AsyncClient) -> None:
    y = office.phone("y")
    for caller in ("02214710001", "02214710002"):
        await ring(office, caller)
        y.answer()
    await http.get(f"{y.url}/servlet?key=F_CONFERENCE")
    assert [leg.on_hold for leg in y.calls] == [True, False]
    await http.get(f"{y.url}/servlet?key=F_CONFERENCE")
    assert [leg.on_hold for leg in y.calls] == [False, False]
    assert all(leg.conference for leg in y.calls)


@pytest.mark.parametrize("kind", ["always", "busy", "no-answer"])
async def test_forwards(office: Office, sink: Sink, kind: str) -> None:
    y, z = office.phone("y"), office.phone("z")
    y.device.set_forward(kind, True, "25", 0.05)
    if kind == "busy":
        y.device.set_dnd(True)
    await office.settled()
    sink.arrived.clear()
    office.party("02214710001").call("23")
    await z.wait_for("ringing")
    await office.settled()
    whole = [*IN, "forward_incoming_call", "busy_to_idle"]
    assert sink.events("y") == (whole if kind == "no-answer" else ["incoming_call", "forward_incoming_call"])
    assert y.calls == []
    z.answer()
    await office.party("02214710001").wait_for("talking")


async def test_values_in_the_form_of_the_vendor(office: Office, sink: Sink) -> None:
    await ring(office, display_name="Groß, Käthe", shown_as="+492214710001")
    await office.settled()
    one = sink.last("y", "incoming_call")
    assert one.value("remote") == "sip:+492214710001@pbx.example"
    assert one.value("local") == "sip:23@pbx.example"
    assert one.value("call_id") == "32769"
    assert one.value("user") == "23"
    assert one.value("called") == "$calledNumber"
    assert one.value("name") == "Groß, Käthe"
    assert b"User-Agent: Yealink SIP-T46U 108." in one.head
    assert sink.last("y", "idle_to_busy").value("remote") == "$remote"


async def test_dialled_number(office: Office, sink: Sink) -> None:
    office.phone("y").dial("002214710001")
    await office.party("02214710001").wait_for("ringing")
    await office.settled()
    assert sink.last("y", "outgoing_call").value("called") == "002214710001"
    assert sink.last("y", "outgoing_call").value("remote") == "sip:002214710001@pbx.example"


async def test_speaker_and_headset_keys(office: Office, sink: Sink) -> None:
    y = office.phone("y")
    y.press("SPEAKER")
    y.press("SPEAKER")
    await ring(office)
    y.press("HEADSET")
    await office.settled()
    assert sink.events("y") == [
        *("handfree", "off_hook", "handfree", "on_hook", *IN, "headset"),
        *("off_hook", "answer_new_incoming_call", "call_established"),
    ]
