"""The gates besides the password: prompt, allow list, hidden tags, scheme, the family without control."""

from __future__ import annotations

import asyncio

import httpx
import pytest

from tests.simulator.conftest import OfficeMaker


async def test_prompt_loses_the_first_command(make_office: OfficeMaker, http: httpx.AsyncClient) -> None:
    office = await make_office(y={"remote_control": "prompt"})
    phone = office.phone("y")
    dial = f"{phone.url}/servlet?key=number=22"
    refused = await http.get(dial)
    assert refused.status_code == 403
    assert "Remote control forbidden" in refused.text
    assert phone.prompting
    assert (await http.get(dial)).status_code == 403
    assert [one.type for one in office.journal.entries].count("prompt") == 1
    assert phone.press("OK")
    assert not phone.prompting
    assert phone.calls == []
    assert (await http.get(dial)).status_code == 200
    assert phone.state == "dialing"


async def test_denied_prompt_asks_again(make_office: OfficeMaker, http: httpx.AsyncClient) -> None:
    office = await make_office(y={"remote_control": "prompt"})
    phone = office.phone("y")
    for _ in range(2):
        assert (await http.get(f"{phone.url}/servlet?key=OK")).status_code == 403
        assert phone.prompting
        assert phone.deny_remote_control()
        assert not phone.prompting
    assert not phone.deny_remote_control()


async def test_prompt_returns_when_the_settings_change(
    make_office: OfficeMaker, http: httpx.AsyncClient
) -> None:
    office = await make_office(y={"remote_control": "prompt"})
    phone = office.phone("y")
    await http.get(f"{phone.url}/servlet?key=OK")
    phone.allow_remote_control()
    await http.get(f"{phone.url}/servlet?phonecfg=set&features.action_uri_limit_ip=127.0.*")
    assert (await http.get(f"{phone.url}/servlet?key=OK")).status_code == 403
    assert phone.prompting


async def test_someone_presses_ok_after_a_while(make_office: OfficeMaker, http: httpx.AsyncClient) -> None:
    office = await make_office(y={"remote_control": "prompt", "prompt_after": 0.01})
    phone = office.phone("y")
    await http.get(f"{phone.url}/servlet?key=OK")
    await phone.wait_for(lambda one: not one.prompting)
    assert (await http.get(f"{phone.url}/servlet?key=OK")).status_code == 200


@pytest.mark.parametrize(
    ("allowed", "status"), [("", 403), ("192.0.2.1", 403), ("192.0.2.1, 127.0.*", 200), ("any", 200)]
)
async def test_allow_list(
    make_office: OfficeMaker, http: httpx.AsyncClient, allowed: str, status: int
) -> None:
    settings = {"features.action_uri_limit_ip": allowed}
    office = await make_office(y={"settings": settings})
    phone = office.phone("y")
    assert (await http.get(f"{phone.url}/servlet?key=OK")).status_code == status
    assert not phone.prompting


async def test_denied_comes_after_the_password(make_office: OfficeMaker, http: httpx.AsyncClient) -> None:
    office = await make_office(y={"remote_control": "denied", "password": "x"})
    url = f"{office.phone('y').url}/servlet?key=OK"
    assert (await http.get(url)).status_code == 401
    assert (await http.get(url, auth=("admin", "x"))).status_code == 403


async def test_hidden_tags_refuse_everything_with_parameters(
    make_office: OfficeMaker, http: httpx.AsyncClient
) -> None:
    office = await make_office(s={"remote_control": "hidden-tags"})
    phone = office.phone("s")
    for target in ("/command.htm?number=23", "/command.htm?key=F1", "/dummy.htm?settings=save&dnd_mode=on"):
        assert (await http.get(phone.url + target)).status_code == 403
    assert phone.calls == []
    assert not phone.device.dnd
    assert (await http.get(f"{phone.url}/info.htm")).status_code == 200


async def test_https_only_redirects(make_office: OfficeMaker, http: httpx.AsyncClient) -> None:
    office = await make_office(s={"https_only": True})
    answer = await http.get(f"{office.phone('s').url}/command.htm?number=23")
    assert answer.status_code == 307
    assert answer.headers["location"] == "https://127.0.0.1/command.htm?number=23"


async def test_d8xx_has_no_remote_control_but_sends_events(
    make_office: OfficeMaker, http: httpx.AsyncClient
) -> None:
    office = await make_office(s={"model": "D865"})
    phone = office.phone("s")
    assert "<TITLE>Phone Manager</TITLE>" in (await http.get(phone.url)).text
    assert (await http.get(f"{phone.url}/command.htm?number=23")).status_code == 404
    office.party("02214710001").call("22")
    await phone.wait_for_event("incoming")
    assert phone.sent[-1].status == 200


async def test_snom_breaks_overlapping_requests(make_office: OfficeMaker, http: httpx.AsyncClient) -> None:
    office = await make_office(s={"think_seconds": 0.05})
    phone = office.phone("s")
    asked = [http.get(f"{phone.url}/command.htm?key=DND") for _ in range(6)]
    answers = await asyncio.gather(*asked, return_exceptions=True)
    good = [one for one in answers if isinstance(one, httpx.Response)]
    broken = [one for one in answers if isinstance(one, httpx.RemoteProtocolError)]
    assert len(good) >= 1
    assert len(broken) == 6 - len(good) >= 1
    assert phone.happened.count("dnd_on") + phone.happened.count("dnd_off") == len(good)
    assert [one.outcome for one in phone.requests].count("overlapped") == len(broken)


async def test_yealink_serves_one_after_the_other(make_office: OfficeMaker, http: httpx.AsyncClient) -> None:
    office = await make_office(y={"think_seconds": 0.01})
    phone = office.phone("y")
    answers = await asyncio.gather(*(http.get(f"{phone.url}/servlet?key=DNDOn") for _ in range(4)))
    assert [one.status_code for one in answers] == [200] * 4
    assert phone.happened == ["dnd_on"]


async def test_empty_reply_without_keep_alive(make_office: OfficeMaker, http: httpx.AsyncClient) -> None:
    office = await make_office(s={"keep_alive_only": True})
    url = f"{office.phone('s').url}/command.htm?key=F1"
    assert (await http.get(url, headers={"Connection": "keep-alive"})).status_code == 200
    with pytest.raises(httpx.RemoteProtocolError):
        await http.get(url, headers={"Connection": "close"})


async def test_two_pages_for_two_reasons(make_office: OfficeMaker, http: httpx.AsyncClient) -> None:
    """Someone may press OK, or nobody can."""
    texts = []
    for word in ("prompt", "denied"):
        office = await make_office(y={"remote_control": word})
        answer = await http.get(f"{office.phone('y').url}/servlet?key=OK")
        assert answer.status_code == 403
        texts.append("Remote control forbidden" in answer.text)
        await office.stop()
    assert texts == [True, False]


async def test_the_page_may_come_as_if_all_were_well(
    make_office: OfficeMaker, http: httpx.AsyncClient
) -> None:
    office = await make_office(
        y={"remote_control": "prompt", "forbidden_status": 200},
        s={"remote_control": "hidden-tags", "hidden_tags_status": 200},
    )
    y, s = office.phone("y"), office.phone("s")
    answer = await http.get(f"{y.url}/servlet?key=number=22")
    assert (answer.status_code, "Remote control forbidden" in answer.text) == (200, True)
    assert (await http.get(f"{s.url}/command.htm?number=23")).status_code == 200
    assert s.calls == y.calls == []
    assert "use_hidden_tags!: on" in (await http.get(f"{s.url}/settings.htm")).text


async def test_settings_page_shows_what_stands_in_the_way_and_the_identities(
    make_office: OfficeMaker, http: httpx.AsyncClient
) -> None:
    office = await make_office(s={"settings": {"restrict_uri_queries": "on"}, "lines": ("26",)})
    page = (await http.get(f"{office.phone('s').url}/settings.htm")).text
    wanted = ["use_hidden_tags!: off", "restrict_uri_queries!: on", "dnd_mode!: off", "user_name1!: 22"]
    wanted += ["user_host1!: pbx.example", "user_name2!: 26", "fwd_all_enabled!: off", "fwd_time_secs!: 24"]
    assert [row for row in wanted if row not in page.splitlines()] == []
    assert "sip-secret" not in page


async def test_changing_nothing_asks_nobody_again(make_office: OfficeMaker, http: httpx.AsyncClient) -> None:
    office = await make_office(y={"remote_control": "prompt"})
    phone = office.phone("y")
    await http.get(f"{phone.url}/servlet?key=OK")
    phone.allow_remote_control()
    await http.get(f"{phone.url}/servlet?phonecfg=set&features.action_uri_limit_ip=any")
    assert (await http.get(f"{phone.url}/servlet?key=OK")).status_code == 200


async def test_firmware_that_takes_commands_at_the_old_place_only(
    make_office: OfficeMaker, http: httpx.AsyncClient
) -> None:
    office = await make_office(y={"old_paths_only": True, "old_firmware": True, "model": "T20P"})
    phone = office.phone("y")
    for path in ("/servlet?key=number=22", "/cgi-bin/cgiServer.exx?number=22", "/servlet?phonecfg=get"):
        assert (await http.get(phone.url + path)).status_code == 404
    assert (await http.get(f"{phone.url}/screencapture")).status_code == 404
    assert (await http.get(f"{phone.url}/cgi-bin/ConfigManApp.com?number=22")).status_code == 200
    await office.phone("s").wait_for("ringing")


async def test_firmware_without_phonecfg(make_office: OfficeMaker, http: httpx.AsyncClient) -> None:
    office = await make_office(y={"phonecfg": False})
    url = f"{office.phone('y').url}/servlet"
    assert (await http.get(f"{url}?phonecfg=get&dnd=1")).status_code == 404
    assert (await http.get(f"{url}?phonecfg=set&action_url.hold=http://x/")).status_code == 404
    assert (await http.get(f"{url}?key=DNDOn")).status_code == 200


async def test_features_of_single_accounts_do_not_obey(
    make_office: OfficeMaker, http: httpx.AsyncClient
) -> None:
    office = await make_office(y={"feature_mode": "account"})
    phone = office.phone("y")
    for key in ("DNDOn", "AlwaysFwdOn=24", "NoAnswFwdOn=24=12"):
        assert (await http.get(f"{phone.url}/servlet?key={key}")).status_code == 200
        assert phone.requests[-1].outcome == "ignored"
    assert phone.happened == []


@pytest.mark.parametrize(
    ("model", "settings", "firmware"),
    [
        ("T46U", {}, "108.86.0.90"),
        ("T53W", {}, "96.86.0.70"),
        ("T46G", {"old_firmware": True}, "28.73.0.50"),
        ("T42S", {}, "66.86.0.15"),
        ("T46S", {"firmware": "66.85.0.5"}, "66.85.0.5"),
    ],
)
async def test_the_firmware_says_which_hardware(
    make_office: OfficeMaker,
    http: httpx.AsyncClient,
    model: str,
    settings: dict[str, object],
    firmware: str,
) -> None:
    office = await make_office(y={"model": model, **settings})
    phone = office.phone("y")
    text = (await http.get(f"{phone.url}/servlet?phonecfg=get[&accounts=1][&fw=1]")).text
    assert f"FirmwareVersion={firmware}\r\n" in text
    assert ("MACAddress=" in text) is not phone.profile.old_firmware
    assert "[Forward_noanswer]\r\nRingtimes=-6\r\nState=Off\r\nTarget=\r\n" in text
    assert f'g_phonetype="{model}"' in (await http.get(phone.url)).text
