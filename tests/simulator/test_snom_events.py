"""Which action URLs a simulated Snom sends in each scenario, in what order, with which values."""

from __future__ import annotations

import re

import httpx
import pytest

from tests.simulator.clock import Clock
from tests.simulator.conftest import OfficeMaker
from tests.simulator.sink import Sink
from tui.simulator.office import Office
from tui.simulator.party import Behaviour, PartyPlan


async def ring(office: Office, caller: str = "02214710001", **how: object) -> None:
    """An outside call rings at phone s."""
    office.party(caller).call("22", **how)  # type: ignore[arg-type]
    await office.phone("s").wait_for("ringing")


async def test_incoming_answered(office: Office, sink: Sink) -> None:
    await ring(office)
    office.phone("s").answer()
    office.party("02214710001").hang_up()
    await office.settled()
    assert sink.events("s") == ["incoming", "connected", "disconnected"]


async def test_incoming_answered_with_the_handset(office: Office, sink: Sink) -> None:
    await ring(office)
    office.phone("s").pick_up()
    office.phone("s").put_down()
    await office.settled()
    assert sink.events("s") == ["incoming", "offhook", "connected", "onhook", "disconnected"]


async def test_far_end_hangs_up_before_the_handset_is_down(office: Office, sink: Sink) -> None:
    await ring(office)
    office.phone("s").pick_up()
    office.party("02214710001").hang_up()
    office.phone("s").put_down()
    await office.settled()
    assert sink.events("s") == ["incoming", "offhook", "connected", "disconnected", "onhook"]


@pytest.mark.parametrize("way", ["CANCEL", "hand"])
async def test_reject_is_silent(office: Office, sink: Sink, http: httpx.AsyncClient, way: str) -> None:
    phone = office.phone("s")
    await ring(office)
    if way == "hand":
        phone.reject()
    else:
        await http.get(f"{phone.url}/command.htm?key=CANCEL")
    await phone.wait_for("idle")
    await office.settled()
    assert sink.events("s") == ["incoming"]
    assert office.party("02214710001").state == "idle"


@pytest.mark.parametrize("twice", [False, True])
async def test_missed(make_office: OfficeMaker, sink: Sink, twice: bool) -> None:
    office = await make_office(s={"disconnected_after_missed": twice})
    await ring(office)
    office.party("02214710001").hang_up()
    await office.settled()
    assert sink.events("s") == ["incoming", "missed", "disconnected"][: 3 if twice else 2]
    assert sink.last("s", "missed").value("reason") == "$cancel_reason"
    assert sink.last("s", "missed").value("ongoing") == "0"


@pytest.mark.parametrize(
    ("behaviour", "then"),
    [
        (Behaviour.BUSY, ["disconnected"]),
        (Behaviour.REJECTS, ["disconnected"]),
        (Behaviour.ANSWERS, ["connected", "disconnected"]),
    ],
)
async def test_outgoing(office: Office, sink: Sink, behaviour: Behaviour, then: list[str]) -> None:
    office.party("02214710001", PartyPlan(behaviour, after=0.0, hangs_up_after=0.0))
    office.phone("s").dial("02214710001")
    await office.phone("s").wait_for("idle")
    await office.settled()
    assert sink.events("s") == ["outgoing", *then]


async def test_outgoing_cancelled(office: Office, sink: Sink) -> None:
    office.party("02214710001", PartyPlan(Behaviour.NEVER))
    office.phone("s").dial("02214710001")
    await office.party("02214710001").wait_for("ringing")
    office.phone("s").press("CANCEL")
    await office.party("02214710001").wait_for("idle")
    await office.settled()
    assert sink.events("s") == ["outgoing", "disconnected"]


async def test_no_such_number(make_office: OfficeMaker, sink: Sink) -> None:
    office = await make_office(unknown=PartyPlan(Behaviour.NOBODY))
    office.phone("s").dial("02214710099")
    await office.phone("s").wait_for("idle")
    await office.settled()
    assert sink.events("s") == ["outgoing", "disconnected"]


async def test_waiting_call_answered_puts_the_first_on_hold(office: Office, sink: Sink) -> None:
    phone = office.phone("s")
    await ring(office)
    phone.answer()
    await ring(office, "02214710002")
    phone.answer()
    phone.press("F_HOLD")
    await office.settled()
    assert sink.events("s") == ["incoming", "connected", "incoming", "hold", "connected", "hold"]
    remotes = [one.value("remote").partition("@")[0][-1] for one in sink.arrived if one.phone == "s"]
    assert remotes == ["1", "1", "2", "1", "2", "2"]
    assert sink.last("s", "hold").value("ongoing") == "2"
    phone.press("F_HOLD")
    await office.settled()
    assert sink.events("s")[-1] == "unhold"


async def test_values_in_the_form_of_the_vendor(office: Office, sink: Sink) -> None:
    await ring(office, display_name='Käthe "K." Groß & Co', shown_as="+492214710001")
    await office.settled()
    one = sink.last("s", "incoming")
    assert one.target.endswith('&name=Käthe "K." Groß & Co'.encode())
    assert one.value("remote") == "+492214710001@pbx.example"
    assert one.value("local") == "22@pbx.example"
    assert re.fullmatch(r"000413[0-9a-f]{6}", one.value("mac"))
    assert b"User-Agent: Mozilla/4.0 (compatible; snomD785-SIP" in one.head
    assert b"Connection: close" in one.head


async def test_anonymous(office: Office, sink: Sink) -> None:
    await ring(office, anonymous=True)
    await office.settled()
    assert sink.last("s", "incoming").value("remote") == "anonymous@anonymous.invalid"
    assert sink.last("s", "incoming").value("name") == "Anonymous"


async def test_latin1_and_control_characters(make_office: OfficeMaker, sink: Sink) -> None:
    office = await make_office(s={"encoding": "latin-1"})
    await ring(office, display_name="Jürgen\r\nX-Evil: 1")
    await office.settled()
    assert sink.last("s", "incoming").target.endswith(b"&name=J\xfcrgen  X-Evil: 1")


async def test_percent_encoding_on_demand(make_office: OfficeMaker, sink: Sink) -> None:
    office = await make_office(s={"percent_encode": True})
    await ring(office, display_name="Groß & Co")
    await office.settled()
    assert sink.last("s", "incoming").target.endswith(b"&name=Gro%C3%9F%20%26%20Co")


async def test_call_id_comes_with_and_without_host(office: Office, sink: Sink) -> None:
    for _ in range(8):
        await ring(office)
        office.phone("s").answer()
        office.phone("s").hang_up()
    await office.settled()
    ids = [one.value("call_id") for one in sink.arrived if one.phone == "s"]
    assert {"@" in one for one in ids} == {True, False}
    assert len({one.partition("@")[0] for one in ids}) == 8


async def test_runtime_variables_stay_literal_where_there_are_none(office: Office, sink: Sink) -> None:
    phone = office.phone("s")
    phone.press("DND")
    phone.device.set_forward("always", True, "24")
    phone.reboot()
    await phone.wait_for_event("log_on")
    phone.lose_registration()
    phone.lose_registration(failed=True)
    await office.settled()
    events = ["dnd_on", "redirection_on", "setup", "log_on", "log_off", "reg_failed"]
    assert [event for event in events if event not in phone.happened] == []
    for event in sink.events("s"):
        one = sink.last("s", event)
        assert one.value("remote") == "$remote"
        assert one.value("call_id") == "$call-id"
        assert one.value("mac") != "$mac"


async def test_group_answered_elsewhere(make_office: OfficeMaker, sink: Sink) -> None:
    office = await make_office(groups={"20": ("s", "t", "y")})
    office.party("02214710001").call("20")
    for name in ("s", "t", "y"):
        await office.phone(name).wait_for("ringing")
    office.phone("t").answer()
    await office.settled()
    assert sink.events("s") == ["incoming", "missed"]
    assert sink.events("t") == ["incoming", "connected"]
    assert sink.events("y") == ["idle_to_busy", "incoming_call", "call_remote_canceled", "busy_to_idle"]
    reason = sink.last("s", "missed").value("reason")
    assert reason == 'SIP;cause=200;text="Call completed elsewhere"'


async def test_blind_transfer_by_key(office: Office, sink: Sink, http: httpx.AsyncClient) -> None:
    phone = office.phone("s")
    await ring(office)
    phone.answer()
    await http.get(f"{phone.url}/command.htm?key=TRANSFER")
    await http.get(f"{phone.url}/command.htm?number=24")
    await office.phone("t").wait_for("ringing")
    office.phone("t").answer()
    await office.settled()
    assert sink.events("s") == ["incoming", "connected", "transfer", "blind_transfer", "disconnected"]
    assert sink.events("t") == ["incoming", "connected"]
    assert sink.last("t", "incoming").value("remote") == "02214710001@pbx.example"
    assert office.party("02214710001").state == "talking"


async def test_attended_transfer_by_key(office: Office, sink: Sink, http: httpx.AsyncClient) -> None:
    phone = office.phone("s")
    await ring(office)
    phone.answer()
    url = f"{phone.url}/command.htm"
    await http.get(f"{url}?key=F_HOLD")
    await http.get(f"{url}?number=24")
    await office.phone("t").wait_for("ringing")
    office.phone("t").answer()
    await http.get(f"{url}?key=TRANSFER")
    await http.get(f"{url}?key=ENTER")
    await phone.wait_for("idle")
    await office.settled()
    assert sink.events("s") == [
        *("incoming", "connected", "hold", "outgoing", "connected"),
        *("transfer", "attended_transfer", "disconnected", "disconnected"),
    ]
    assert sink.events("t") == ["incoming", "connected", "received_attended_transfer"]
    assert sink.last("t", "received_attended_transfer").value("remote") == "02214710001@pbx.example"
    office.phone("t").hang_up()
    assert office.party("02214710001").state == "idle"


async def test_keys_during_the_redraw_are_lost(make_office: OfficeMaker) -> None:
    clock = Clock()
    office = await make_office(now=clock, s={"draw_seconds": 2.0})
    phone = office.phone("s")
    await ring(office)
    phone.answer()
    assert phone.press("TRANSFER")
    clock.time += 1.9
    assert not phone.dial("24")
    clock.time += 0.1
    assert phone.dial("24")
    await office.phone("t").wait_for("ringing")


async def test_conference_in_one_press(office: Office) -> None:
    phone = office.phone("s")
    await ring(office)
    phone.answer()
    await ring(office, "02214710002")
    phone.answer()
    assert phone.press("F_CONFERENCE")
    assert [leg.on_hold for leg in phone.calls] == [False, False]
    phone.press("CANCEL")
    assert phone.calls == []
    assert office.party("02214710001").state == office.party("02214710002").state == "idle"


async def test_no_url_no_event(make_office: OfficeMaker, sink: Sink) -> None:
    base = sink.base
    office = await make_office(
        s={"events_base": "", "events": {"incoming": f"{base}/s/in?n=$remote&x=$mac&", "action_hold": "bad"}}
    )
    await ring(office)
    office.phone("s").answer()
    office.phone("s").hold()
    await office.settled()
    assert sink.events("s") == ["in"]
    assert office.phone("s").happened == ["incoming", "connected", "hold"]
