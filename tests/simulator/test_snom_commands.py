"""What command.htm of the simulated Snom takes, what it refuses, and what it does."""

from __future__ import annotations

import httpx
import pytest

from tests.simulator.conftest import OfficeMaker
from tui.simulator.office import Office


@pytest.mark.parametrize(
    "query",
    [
        "key=F1",
        "key=P12",
        "key=EK0",
        "key=F_HOLD",
        "key=ENTER,,1000",
        "key=1,100,100;2,100,100;%23",
        "key=*;%2A;0",
        "key_dtmf=12%23*",
        "RELEASE_ALL_CALLS",
        "LOGOFFALL",
        "REREGISTER=1",
        "key=F_CONFERENCE",
    ],
)
async def test_documented_command_is_200_even_without_effect(
    office: Office, http: httpx.AsyncClient, query: str
) -> None:
    answer = await http.get(f"{office.phone('s').url}/command.htm?{query}")
    assert answer.status_code == 200
    assert office.phone("s").requests[-1].outcome in ("accepted", "ignored")
    assert answer.headers["server"] == "snom embedded"


@pytest.mark.parametrize(
    "query",
    [
        "key=ANSWER",
        "key=enter",
        "key=HOLD",
        "key=P0",
        "key=P99",
        "key=",
        "key=ENTER;",
        "key=ENTER;NOPE",
        "key=ENTER,x",
        "key=ENTER&number=23",
        "KEY=ENTER",
        "ENTER",
        "RELEASE_ALL_CALLS=1",
        "number=",
        "number=23 x/y",
        "number=23&line=1",
        "outgoing_uri=22@pbx.example&number=23",
        "number=23&outgoing_uri=sip:22@pbx.example",
        "key_dtmf=",
        "key_dtmf=xyz",
        "REREGISTER=13",
        "",
    ],
)
async def test_undocumented_command_is_refused_and_told(
    office: Office, http: httpx.AsyncClient, query: str
) -> None:
    phone = office.phone("s")
    answer = await http.get(f"{phone.url}/command.htm?{query}")
    assert answer.status_code == 400
    assert phone.requests[-1].outcome == "refused"
    assert [one.type for one in office.journal.entries if one.phone == "s"] == ["refused"]
    assert not phone.calls


async def test_firmware_keys_may_have_no_effect(make_office: OfficeMaker, http: httpx.AsyncClient) -> None:
    """There is no result code: a key that the firmware does not know by remote control is 200 as well."""
    office = await make_office(s={"firmware_keys": False})
    phone = office.phone("s")
    for key, outcome in (("F_DND", "ignored"), ("DND", "accepted")):
        assert (await http.get(f"{phone.url}/command.htm?key={key}")).status_code == 200
        assert phone.requests[-1].outcome == outcome
    assert phone.happened == ["dnd_on"]


async def test_dialling_redirects_to_the_index(office: Office, http: httpx.AsyncClient) -> None:
    phone = office.phone("s")
    answer = await http.get(f"{phone.url}/command.htm?number=23&outgoing_uri=22@pbx.example")
    assert (answer.status_code, answer.headers["location"]) == (302, "/index.htm")
    await office.phone("y").wait_for("ringing")
    assert phone.state == "dialing"


async def test_a_raw_plus_is_a_blank(office: Office, http: httpx.AsyncClient) -> None:
    phone = office.phone("s")
    assert (await http.get(f"{phone.url}/command.htm?number=+492214710001")).status_code == 400
    assert (await http.get(f"{phone.url}/command.htm?number=%2B492214710001")).status_code == 302
    assert phone.calls[0].dialled == "+492214710001"


async def test_outgoing_identity(make_office: OfficeMaker, http: httpx.AsyncClient) -> None:
    office = await make_office(s={"lines": ("26",)})
    url = f"{office.phone('s').url}/command.htm"
    await http.get(f"{url}?number=23&outgoing_uri=26@pbx.example")
    await office.phone("y").wait_for("ringing")
    assert office.phone("y").calls[0].remote.number == "26"
    await http.get(f"{url}?key=CANCEL")
    await office.phone("y").wait_for("idle")
    await http.get(f"{url}?number=23&outgoing_uri=99@pbx.example")
    await office.phone("y").wait_for("ringing")
    assert office.phone("y").calls[0].remote.number == "22"


async def test_keys_dial_answer_and_hang_up(office: Office, http: httpx.AsyncClient) -> None:
    url, other = office.phone("s").url, office.phone("t")
    await http.get(f"{url}/command.htm?key=2;4;ENTER")
    await other.wait_for("ringing")
    await http.get(f"{other.url}/command.htm?key=ENTER")
    await office.phone("s").wait_for("talking")
    await http.post(f"{url}/command.htm?key=CANCEL")
    await other.wait_for("idle")


async def test_the_hold_key_toggles(office: Office, http: httpx.AsyncClient) -> None:
    phone = office.phone("s")
    office.party("02214710001").call("22")
    await phone.wait_for("ringing")
    phone.answer()
    states = []
    for _ in range(3):
        await http.get(f"{phone.url}/command.htm?key=F_HOLD")
        states.append(phone.state)
    assert states == ["held", "talking", "held"]


async def test_pauses_between_keys_do_not_hold_the_answer(office: Office, http: httpx.AsyncClient) -> None:
    phone = office.phone("s")
    office.party("02214710001").call("22")
    await phone.wait_for("ringing")
    answer = await http.get(f"{phone.url}/command.htm?key=ENTER,,150;CANCEL")
    assert answer.status_code == 200
    assert phone.state == "talking"
    await phone.wait_for("idle")


async def test_dtmf_reaches_the_other_side(office: Office, http: httpx.AsyncClient) -> None:
    phone, party = office.phone("s"), office.party("02214710001")
    party.call("22")
    await phone.wait_for("ringing")
    phone.answer()
    await http.get(f"{phone.url}/command.htm?key_dtmf=12%23")
    await http.get(f"{phone.url}/command.htm?key=3;*")
    assert party.leg is not None
    assert party.leg.digits == "12#3*"


async def test_release_all_calls(office: Office, http: httpx.AsyncClient) -> None:
    phone = office.phone("s")
    office.party("02214710001").call("22")
    await phone.wait_for("ringing")
    phone.answer()
    office.party("02214710002").call("22")
    await phone.wait_for("ringing")
    await http.get(f"{phone.url}/command.htm?RELEASE_ALL_CALLS")
    assert phone.calls == []


async def test_dnd_by_setting_and_by_key(office: Office, http: httpx.AsyncClient) -> None:
    phone = office.phone("s")
    for query, on in (
        ("settings=save&dnd_mode=on", True),
        ("settings=save&dnd_mode=on", True),
        ("settings=save&dnd_mode=off", False),
    ):
        assert (await http.get(f"{phone.url}/dummy.htm?{query}")).status_code == 200
        assert phone.device.dnd is on
    await http.get(f"{phone.url}/command.htm?key=DND")
    assert phone.device.dnd
    assert "dnd_mode!: on" in (await http.get(f"{phone.url}/settings.htm")).text
    assert phone.happened == ["dnd_on", "dnd_off", "dnd_on"]


async def test_forward_by_settings(office: Office, http: httpx.AsyncClient) -> None:
    phone = office.phone("s")
    await http.get(f"{phone.url}/dummy.htm?settings=save&fwd_all_target=24&fwd_all_enabled=on")
    assert phone.happened == ["redirection_on"]
    office.party("02214710001").call("22")
    await office.phone("t").wait_for("ringing")
    assert phone.calls == []


async def test_features_once_per_identity(make_office: OfficeMaker, http: httpx.AsyncClient) -> None:
    office = await make_office(s={"numbered_settings": True, "lines": ("26",)})
    phone = office.phone("s")
    save = f"{phone.url}/dummy.htm?settings=save&store_settings=save"
    await http.get(f"{save}&dnd_mode=on&fwd_all_target=24&fwd_all_enabled=on&dnd_mode3=on")
    await http.get(f"{save}&dnd_mode2=on")
    assert not phone.device.dnd
    page = (await http.get(f"{phone.url}/settings.htm")).text
    assert "dnd_mode1!: off" in page
    assert "dnd_mode2!: on" in page
    assert "dnd_mode3" not in page
    assert "dnd_mode!" not in page
    await http.get(f"{save}&dnd_mode1=on&fwd_all_target1=24&fwd_all_enabled1=on")
    assert phone.happened == ["dnd_on", "redirection_on"]
    phone.reboot()
    await phone.wait_for_event("setup")
    assert phone.device.switches.forwards["always"].target == "24"
    assert phone.press("DND")
    assert "dnd_mode1!: off" in (await http.get(f"{phone.url}/settings.htm")).text


async def test_unstored_settings_are_lost_at_reboot(
    make_office: OfficeMaker, http: httpx.AsyncClient
) -> None:
    office = await make_office(s={"boot_seconds": 0.0, "locked_settings": ("action_missed_url",)})
    phone = office.phone("s")
    kept, lost = "http://127.0.0.1:9/kept%3Fr%3D$remote%26x%3D1", "http://127.0.0.1:9/lost"
    save = f"{phone.url}/dummy.htm?settings=save"
    await http.get(f"{save}&store_settings=save&action_incoming_url={kept}")
    await http.get(f"{save}&action_hold={lost}&action_hold_url={lost}&no_such_setting=1")
    await http.get(f"{save}&store_settings=save&action_missed_url={lost}")
    page = (await http.get(f"{phone.url}/settings.htm")).text
    assert "action_incoming_url!: http://127.0.0.1:9/kept?r=$remote&amp;x=1" in page
    assert "action_hold!: http://127.0.0.1:9/lost" in page
    assert "action_hold_url" not in page
    assert "no_such_setting" not in page
    assert "action_missed_url&amp;: http://127.0.0.1:9/lost" not in page
    assert (await http.get(f"{phone.url}/advanced_update.htm?reboot=Reboot")).status_code == 200
    await phone.wait_for_event("setup")
    page = (await http.get(f"{phone.url}/settings.htm")).text
    assert "/kept" in page
    assert "/lost" not in page


@pytest.mark.parametrize(
    ("model", "expected"),
    [("D785", ["Hardware: D785", "Mac:000413"]), ("370", ["Firmware-Version: snom370-SIP 8.7"])],
)
async def test_info_page(
    make_office: OfficeMaker, http: httpx.AsyncClient, model: str, expected: list[str]
) -> None:
    office = await make_office(s={"model": model})
    page = (await http.get(f"{office.phone('s').url}/info.htm")).text
    assert [part for part in expected if part not in page] == []
    picture = await http.get(f"{office.phone('s').url}/screen.bmp")
    assert picture.content[:2] == b"BM"
    assert int.from_bytes(picture.content[2:6], "little") == len(picture.content)
