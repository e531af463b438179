"""What a phone's configuration becomes: by AutoP, at each boot, and against the provider's."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
import pytest

from tests.simulator.conftest import OfficeMaker
from tests.simulator.files import FileServer
from tui.simulator.office import Office
from tui.simulator.phone import SimulatedPhone
from tui.simulator.provisioning import parse_boot, parse_configuration

HEAD = "#!version:1.0.0.1\n"
HOLD = "http://127.0.0.1:9/h?x=$call_id"
SERVER = "static.auto_provision.server.url"


@pytest.fixture
async def server() -> AsyncIterator[FileServer]:
    one = FileServer()
    await one.start()
    yield one
    one.stop()


def told(office: Office, type_: str) -> list[dict[str, object]]:
    return [one.details for one in office.journal.entries if one.type == type_]


async def provision(phone: SimulatedPhone, http: httpx.AsyncClient, base: str) -> None:
    phone.settings.put(SERVER, base, store=True)
    assert (await http.get(f"{phone.url}/servlet?key=AutoP")).status_code == 200


async def test_autop_fetches_boot_then_common_then_own(
    office: Office, http: httpx.AsyncClient, server: FileServer
) -> None:
    phone = office.phone("y")
    mac = phone.profile.mac_address
    server.files[f"/prov/{mac}.cfg"] = f"{HEAD}# note\naction_url.hold = {HOLD}\nfoo.bar = 1\n"
    server.files["/prov/y000000000108.cfg"] = (
        f"{HEAD}action_url.hold = http://x/\naction_url.unhold = {HOLD}\n"
    )
    await provision(phone, http, f"{server.base}/prov")
    await phone.wait_for_event("setup_autop_finish")
    assert server.paths == [f"/prov/{mac}.boot", "/prov/y000000000108.cfg", f"/prov/{mac}.cfg"]
    assert "User-Agent: Yealink SIP-T46U 108." in server.asked[0]
    assert phone.settings.get("action_url.hold") == phone.settings.get("action_url.unhold") == HOLD
    assert "foo.bar" not in phone.settings.running


async def test_a_boot_file_names_the_others(
    office: Office, http: httpx.AsyncClient, server: FileServer
) -> None:
    phone = office.phone("y")
    boot = f'{HEAD}include:config "a b.cfg"\ninclude:config <{server.base}/c.cfg>\noverwrite_mode = 1\n'
    server.files[f"/{phone.profile.mac_address}.boot"] = boot
    server.files["/a%20b.cfg"] = f"{HEAD}action_url.hold = {HOLD}\n"
    server.files["/c.cfg"] = f"{HEAD}action_url.mute = {HOLD}\n"
    await provision(phone, http, server.base)
    await phone.wait_for_event("setup_autop_finish")
    assert server.paths[1:] == ["/a%20b.cfg", "/c.cfg"]
    assert phone.settings.get("action_url.hold") == phone.settings.get("action_url.mute") == HOLD


@pytest.mark.parametrize("file", [None, "action_url.hold = http://x/\n", ""])
async def test_a_file_without_its_header_or_none_at_all_changes_nothing(
    office: Office, http: httpx.AsyncClient, server: FileServer, file: str | None
) -> None:
    phone = office.phone("y")
    if file is not None:
        server.files[f"/{phone.profile.mac_address}.cfg"] = file
    before = phone.settings.get("action_url.hold")
    await provision(phone, http, server.base)
    await office.wait_for(lambda: bool(told(office, "provisioning")))
    assert told(office, "provisioning")[0]["problem"]
    assert phone.settings.get("action_url.hold") == before
    assert phone.happened == []


@pytest.mark.parametrize("url", ["", "https://127.0.0.1:9/", "http://127.0.0.1:9/", "x"])
async def test_autop_without_a_server(office: Office, http: httpx.AsyncClient, url: str) -> None:
    phone = office.phone("y")
    await provision(phone, http, url)
    await office.wait_for(lambda: bool(told(office, "provisioning")))
    assert phone.happened == []


def test_files_are_read_line_by_line() -> None:
    text = f"{HEAD}a.b=1\n  c_d = x = y \n#e = 2\n\nno row\na.b = 3\r\n"
    assert parse_configuration(text) == {"a.b": "3", "c_d": "x = y"}
    assert parse_boot(HEAD + 'include:config "x.cfg"\n#include:config "y.cfg"\n') == ["x.cfg"]
    for wrong in ("", "a = 1", "#!version:1.0.0.2\na = 1"):
        with pytest.raises(ValueError, match="first row"):
            parse_configuration(wrong)


OURS, THEIRS = "http://127.0.0.1:9/ours", "http://127.0.0.1:9/theirs"
SETTING = {"s": "action_incoming_url", "y": "action_url.incoming_call"}
WRITE = {
    "s": "/dummy.htm?settings=save&store_settings=save&action_incoming_url=" + OURS,
    "y": "/servlet?phonecfg=set&action_url.incoming_call=" + OURS,
}


@pytest.mark.parametrize("name", ["s", "y"])
async def test_the_provider_overwrites_ours_at_the_next_boot(
    make_office: OfficeMaker, http: httpx.AsyncClient, name: str
) -> None:
    setting = SETTING[name]
    office = await make_office(**{name: {"provisioned_settings": {setting: THEIRS}}})
    phone = office.phone(name)
    await http.get(phone.url + WRITE[name])
    assert phone.settings.get(setting) == OURS
    phone.reboot()
    await phone.wait_for_event("setup" if name == "s" else "setup_completed")
    assert phone.settings.get(setting) == THEIRS
    assert told(office, "provisioned") == [{"written": [setting], "ignored": []}]


async def test_a_yealink_protects_what_was_set_by_hand(
    make_office: OfficeMaker, http: httpx.AsyncClient, server: FileServer
) -> None:
    theirs = {SETTING["y"]: THEIRS, "action_url.hold": THEIRS}
    own = {"static.auto_provision.custom.protect": "1", SERVER: server.base}
    office = await make_office(y={"provisioned_settings": theirs, "settings": own})
    phone = office.phone("y")
    server.files[f"/{phone.profile.mac_address}.cfg"] = f"{HEAD}{SETTING['y']} = {THEIRS}\n"
    await http.get(phone.url + WRITE["y"])
    phone.reboot()
    await phone.wait_for_event("setup_autop_finish")  # it also fetches its file when it starts
    assert phone.settings.get(SETTING["y"]) == OURS
    assert phone.settings.get("action_url.hold") == THEIRS


@pytest.mark.parametrize("name", ["s", "y"])
async def test_what_is_locked_is_not_written_and_not_told(
    make_office: OfficeMaker, http: httpx.AsyncClient, name: str
) -> None:
    setting = SETTING[name]
    office = await make_office(
        **{name: {"locked_settings": (setting,), "provisioned_settings": {setting: THEIRS}}}
    )
    phone = office.phone(name)
    before = phone.settings.get(setting)
    assert (await http.get(phone.url + WRITE[name])).status_code == 200
    assert phone.settings.get(setting) == before
    phone.reboot()
    await phone.wait_for(lambda one: one.settings.get(setting) == THEIRS)  # the provider may


async def test_a_snom_is_set_as_its_memory_says_after_a_boot(
    make_office: OfficeMaker, http: httpx.AsyncClient
) -> None:
    office = await make_office(
        s={"settings": {"fwd_busy_enabled": "on", "fwd_busy_target": "24", "fwd_time_secs": "12"}}
    )
    phone = office.phone("s")
    switches = phone.device.switches
    assert (switches.forwards["busy"].on, switches.forwards["no-answer"].seconds) == (True, 12.0)
    save = f"{phone.url}/dummy.htm?settings=save"
    await http.get(f"{save}&dnd_mode=on&fwd_all_enabled=on&fwd_all_target=24")
    await http.get(f"{save}&store_settings=save&fwd_busy_enabled=off")
    assert (phone.device.dnd, switches.forwards["always"].on) == (True, True)
    phone.reboot()
    await phone.wait_for_event("setup")
    assert (phone.device.dnd, switches.forwards["always"].on) == (False, False)  # were not stored
    assert not switches.forwards["busy"].on  # was
    assert phone.press("DND")
    phone.reboot()
    await phone.wait_for_event("setup", 2)
    assert phone.device.dnd  # a key is remembered
