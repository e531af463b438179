"""What the Action URI of the simulated Yealink takes, what it refuses, and what it does."""

from __future__ import annotations

import httpx
import pytest

from tests.simulator.conftest import OfficeMaker
from tui.simulator.office import Office
from tui.simulator.phone import SimulatedPhone


async def ring(office: Office, phone: SimulatedPhone, caller: str = "02214710001") -> None:
    """An outside call rings at `phone`."""
    office.party(caller).call(phone.number)
    await phone.wait_for("ringing")


@pytest.mark.parametrize(
    "target",
    [
        "/servlet?key=OK",
        "/servlet?key=1;2;POUND;*",
        "/servlet?key=%23",
        "/servlet?key=L2",
        "/servlet?key=D10",
        "/servlet?key=CALLEND",
        "/servlet?key=CallEnd",
        "/servlet?key=ASW:33093",
        "/servlet?key=HOLD:33093",
        "/servlet?key=CallWaitingOff",
        "/servlet?key=NoAnswFwdOn=1001=24",
        "/servlet?key=NoAnswFwdOn=1002",
        "/servlet?key=AlwaysFwdOff",
        "/servlet?key=BTrans=25",
        "/servlet?Key=12&Duration=100",
        "/servlet?phonecfg=get[&accounts=1]",
        "/servlet?phonecfg=get&accounts=1&dnd=1&fw=1",
        "/cgi-bin/ConfigManApp.com?key=X",
        "/cgi-bin/cgiServer.exx?key=X",
    ],
)
async def test_documented_command_is_200_even_without_effect(
    office: Office, http: httpx.AsyncClient, target: str
) -> None:
    phone = office.phone("y")
    answer = await http.get(phone.url + target)
    assert answer.status_code == 200
    assert phone.requests[-1].outcome != "refused"


@pytest.mark.parametrize(
    "target",
    [
        "/servlet?key=OK&",
        "/servlet?x=1&key=OK",
        "/servlet?key=ok",
        "/servlet?key=Reject",
        "/servlet?key=HELD",
        "/servlet?key=L30",
        "/servlet?key=ASW:abc",
        "/servlet?key=dndon",
        "/servlet?key=NoAnswFwdOn=1001=25",
        "/servlet?key=AlwaysFwdOn=1001=24",
        "/servlet?key=AlwaysFwdOn=",
        "/servlet?key=BTrans=",
        "/servlet?key=Reset",
        "/servlet?key=OK&number=23",
        "/servlet?key=number=",
        "/servlet?key=number=23&x=1",
        "/servlet?key=",
        "/servlet?phonecfg=get&log=1",
        "/servlet",
    ],
)
async def test_undocumented_command_is_refused(office: Office, http: httpx.AsyncClient, target: str) -> None:
    phone = office.phone("y")
    answer = await http.get(phone.url + target)
    assert answer.status_code == 400
    assert phone.requests[-1].outcome == "refused"
    assert not phone.calls


async def test_unknown_path(office: Office, http: httpx.AsyncClient) -> None:
    assert (await http.get(f"{office.phone('y').url}/command.htm?key=OK")).status_code == 404


@pytest.mark.parametrize(
    "target",
    [
        "/servlet?key=number=22&outgoing_uri=23@pbx.example",
        "/servlet?key=number=22&outgoing_uri=URI",
        "/servlet?number=22",
        "/cgi-bin/ConfigManApp.com?number=22&outgoing_uri=23%40pbx.example",
    ],
)
async def test_dialling(office: Office, http: httpx.AsyncClient, target: str) -> None:
    phone = office.phone("y")
    assert (await http.get(phone.url + target)).status_code == 200
    await office.phone("s").wait_for("ringing")
    assert office.phone("s").calls[0].remote.number == "23"


@pytest.mark.parametrize("model", ["T48U", "T49G", "T57W"])
async def test_touch_models_take_no_chains(
    make_office: OfficeMaker, http: httpx.AsyncClient, model: str
) -> None:
    office = await make_office(y={"model": model})
    url = f"{office.phone('y').url}/servlet"
    assert (await http.get(f"{url}?key=1;2")).status_code == 400
    assert (await http.get(f"{url}?key=1")).status_code == 200


@pytest.mark.parametrize(
    ("model", "key", "answers"),
    [
        ("T46U", "OK", True),
        ("T46U", "ANSWER", True),
        ("T46U", "ENTER", True),
        ("T46U", "ASW", True),
        ("T53W", "OK", True),
        ("T53W", "ANSWER", False),
        ("T53W", "ENTER", False),
        ("T53W", "ASW", True),
        ("T57W", "OK", False),
        ("T57W", "ASW", True),
        ("CP925", "OK", False),
    ],
)
async def test_which_key_answers(
    make_office: OfficeMaker, http: httpx.AsyncClient, model: str, key: str, answers: bool
) -> None:
    office = await make_office(y={"model": model})
    phone = office.phone("y")
    await ring(office, phone)
    assert (await http.get(f"{phone.url}/servlet?key={key}")).status_code == 200
    assert phone.state == ("talking" if answers else "ringing")


async def test_commands_with_an_id(office: Office, http: httpx.AsyncClient) -> None:
    phone = office.phone("y")
    for caller in ("02214710001", "02214710002"):
        await ring(office, phone, caller)
        if caller.endswith("1"):
            phone.answer()
    first, second = phone.calls
    ids = [int(phone.call_id(leg)) for leg in (first, second)]
    assert ids == [32769, 32770]
    url = f"{phone.url}/servlet?key="
    await http.get(f"{url}ASW:{ids[1]}")
    assert (first.on_hold, second.on_hold, second.state) == (True, False, "talking")
    await http.get(f"{url}HOLD:{ids[1]}")
    await http.get(f"{url}UNHOLD:{ids[0]}")
    assert (first.on_hold, second.on_hold) == (False, True)
    await http.get(f"{url}CANCEL:{ids[1]}")
    assert phone.calls == [first]


async def test_t53w_passes_over_hold_with_id(make_office: OfficeMaker, http: httpx.AsyncClient) -> None:
    office = await make_office(y={"model": "T53W"})
    phone = office.phone("y")
    await ring(office, phone)
    phone.answer()
    await http.get(f"{phone.url}/servlet?key=HOLD:{phone.call_id(phone.calls[0])}")
    assert phone.state == "talking"
    await http.get(f"{phone.url}/servlet?key=HOLD")
    assert phone.state == "held"


@pytest.mark.parametrize("key", ["X", "CANCEL"])
async def test_x_refuses_what_rings_and_callend_does_not(
    office: Office, http: httpx.AsyncClient, key: str
) -> None:
    phone = office.phone("y")
    await ring(office, phone)
    await http.get(f"{phone.url}/servlet?key=CALLEND")
    assert phone.state == "ringing"
    await http.get(f"{phone.url}/servlet?key={key}")
    assert phone.state == "idle"


async def test_dnd_and_forwards_are_told_and_read_back(office: Office, http: httpx.AsyncClient) -> None:
    phone = office.phone("y")
    for key in ("DNDOn", "DNDOn", "AlwaysFwdOn=25", "NoAnswFwdOn=1001=30", "BusyFwdOn=24", "BusyFwdOff"):
        await http.get(f"{phone.url}/servlet?key={key}")
    assert phone.happened == ["dnd_on", "always_fwd_on", "no_answer_fwd_on", "busy_fwd_on", "busy_fwd_off"]
    text = (await http.get(f"{phone.url}/servlet?phonecfg=get&accounts=1&dnd=1&fw=1")).text
    assert "Account0=Enabled|23|23|Phone y|Off|23@pbx.example|" in text
    assert "[DND]\r\nState=On" in text
    assert "[Forward_always]\r\nState=On\r\nTarget=25" in text
    assert "[Forward_noanswer]\r\nRingtimes=30\r\nState=On\r\nTarget=1001" in text
    assert "[Forward_busy]\r\nState=Off" in text
    assert "[DND]" not in (await http.get(f"{phone.url}/servlet?phonecfg=get")).text


async def test_dnd_that_is_not_allowed_has_no_effect(
    make_office: OfficeMaker, http: httpx.AsyncClient
) -> None:
    office = await make_office(y={"dnd_allowed": False})
    phone = office.phone("y")
    assert (await http.get(f"{phone.url}/servlet?key=DNDOn")).status_code == 200
    assert not phone.device.dnd
    assert phone.requests[-1].outcome == "ignored"


async def test_reboot_cuts_the_answer_and_restarts_the_ids(office: Office, http: httpx.AsyncClient) -> None:
    phone = office.phone("y")
    await ring(office, phone)
    with pytest.raises(httpx.RemoteProtocolError):
        await http.get(f"{phone.url}/servlet?key=Reboot")
    await phone.wait_for_event("registered")
    assert phone.happened[-2:] == ["setup_completed", "registered"]
    assert phone.calls == []
    await ring(office, phone, "02214710002")
    assert phone.call_id(phone.calls[0]) == "32769"


async def test_action_urls_can_be_set_and_are_limited(office: Office, http: httpx.AsyncClient) -> None:
    phone = office.phone("y")
    short, long = "http://127.0.0.1:9/" + "x" * 100, "http://127.0.0.1:9/" + "x" * 511
    await http.get(f"{phone.url}/servlet?phonecfg=set[&action_url.hold={short}][&action_url.unhold={long}]")
    await http.get(f"{phone.url}/servlet?phonecfg=set&action_url.call_missed={short}")
    assert phone.settings.get("action_url.hold") == short
    assert phone.settings.get("action_url.unhold") != long
    assert "action_url.call_missed" not in phone.settings.running


async def test_mute_only_works_in_a_call(office: Office, http: httpx.AsyncClient) -> None:
    phone = office.phone("y")
    await http.get(f"{phone.url}/servlet?key=MUTE")
    await ring(office, phone)
    phone.answer()
    await http.get(f"{phone.url}/servlet?key=MUTE;MUTE")
    assert [event for event in phone.happened if "mute" in event] == ["mute", "unmute"]


async def test_index_page_needs_no_login(make_office: OfficeMaker, http: httpx.AsyncClient) -> None:
    office = await make_office(y={"password": "x"})
    answer = await http.get(f"{office.phone('y').url}/")
    assert answer.headers["server"] == "yealink embed httpd"
    assert "<title>Yealink SIP-T46U Phone</title>" in answer.text
    assert (await http.get(f"{office.phone('y').url}/screencapture")).status_code == 401
