"""Reading and writing a phone's settings, and making it fetch them."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.contract.desk import desk, refusal
from tests.simulator.files import FileServer
from tui.errors import UsageError
from tui.phones.driver import Ability
from tui.phones.registry import maker

BASE = "http://192.168.1.20:8080/6Qm0Zc2hN1pV8xYt"
# What must arrive to the letter: what a URL is made of, and what a query would take apart.
VALUES = (
    "http://192.168.1.20:8080/t/incoming?mac=$mac&call_id=$call-id&name=$display_remote",
    "http://h/a?x=1&y=a=b#c;d",
    "http://h/%20%41?q=50%&r=%zz",
    "http://h/ä ö+ü?s=\u20ac",
    "http://h/\"<&amp;>'?$remote&$sip_header(X-Y)",
    "",
)
SETTING = {"snom": "action_hold", "yealink": "action_url.hold"}


@pytest.fixture
async def server() -> AsyncIterator[FileServer]:
    one = FileServer()
    await one.start()
    yield one
    one.stop()


@pytest.mark.parametrize("value", VALUES)
async def test_what_is_written_arrives_to_the_letter_and_survives_a_restart(vendor: str, value: str) -> None:
    async with desk(vendor) as at:
        await at.driver.configure({SETTING[vendor]: value})
        assert at.phone.settings.get(SETTING[vendor]) == value
        at.phone.reboot()
        await at.phone.wait_for(lambda phone: phone.device.up)
        assert at.phone.settings.get(SETTING[vendor]) == value


async def test_all_action_urls_at_once_in_requests_of_a_fair_length(vendor: str) -> None:
    made = maker(vendor)
    assert made is not None
    wanted = {one.setting: one.url for one in made.action_urls(BASE)}
    async with desk(vendor) as at:
        await at.driver.configure(wanted)
        assert {name: at.phone.settings.get(name) for name in wanted} == wanted
        assert 1 < len(at.phone.requests) < 40
        assert max(len(one.target) for one in at.phone.requests) < 2000


async def test_a_name_that_is_none_never_leaves(vendor: str) -> None:
    async with desk(vendor) as at:
        for name in ("a&b", "a=b", "a b", "", "ä", "[x]", "x" * 300, "a\r\nb"):
            with pytest.raises((ValueError, UsageError)):
                await at.driver.configure({name: "x"})
        assert at.phone.requests == []


async def test_a_locked_setting_is_passed_over_in_silence(vendor: str) -> None:
    """Accepted is not written."""
    async with desk(vendor, locked_settings=(SETTING[vendor],)) as at:
        await at.driver.configure({SETTING[vendor]: BASE})
        assert at.phone.settings.get(SETTING[vendor]) == ""


async def test_reading(vendor: str) -> None:
    async with desk(vendor, settings={SETTING[vendor]: 'http://h/<a>?x="1"&y=\u00e4'}, lines=("23",)) as at:
        if at.driver.lacks(Ability.SETTINGS):
            error = await refusal(at.driver.settings(["x"]))
            assert error.key == at.driver.lacks(Ability.SETTINGS)
            return
        read = await at.driver.settings([SETTING[vendor], "user_name2", "user_host1", "no_such", "http_pass"])
        assert read[SETTING[vendor]] == 'http://h/<a>?x="1"&y=\u00e4'
        assert (read["user_name2"], read["user_host1"]) == ("23", "pbx.example")
        assert "no_such" not in read
        assert read["http_pass"] == ""  # the phone never shows it


async def test_written_by_one_and_overwritten_by_the_provider(vendor: str) -> None:
    theirs = "http://10.0.0.5/theirs"
    async with desk(vendor, provisioned_settings={SETTING[vendor]: theirs}) as at:
        await at.driver.configure({SETTING[vendor]: BASE})
        assert at.phone.settings.get(SETTING[vendor]) == BASE
        at.phone.reboot()
        await at.phone.wait_for(lambda phone: phone.settings.get(SETTING[vendor]) == theirs)


async def test_a_yealink_without_phonecfg_says_so() -> None:
    async with desk("yealink", phonecfg=False) as at:
        error = await refusal(at.driver.configure({"action_url.hold": BASE}))
        assert error.cause == "no-remote-control"
        assert at.phone.settings.get("action_url.hold") == ""


async def test_a_phone_that_lets_nobody_in_is_not_written_to(vendor: str) -> None:
    control = "hidden-tags" if vendor == "snom" else "denied"
    async with desk(vendor, remote_control=control) as at:
        error = await refusal(at.driver.configure({SETTING[vendor]: BASE}))
        assert error.cause == {"snom": "hidden-tags", "yealink": "allow-list"}[vendor]
        assert at.phone.settings.get(SETTING[vendor]) == ""


async def test_provisioning(vendor: str, server: FileServer) -> None:
    """A Yealink fetches what the maker's file format says; a Snom cannot be told to."""
    made = maker(vendor)
    assert made is not None
    urls = made.action_urls(BASE)
    async with desk(vendor) as at:
        if at.driver.lacks(Ability.PROVISION):
            assert (await refusal(at.driver.provision())).key == at.driver.lacks(Ability.PROVISION)
            return
        server.files[f"/prov/{at.phone.profile.mac_address}.cfg"] = made.as_file(urls)
        at.phone.settings.put("static.auto_provision.server.url", f"{server.base}/prov", store=True)
        await at.driver.provision()
        await at.phone.wait_for_event("setup_autop_finish")
        assert {one.setting: at.phone.settings.get(one.setting) for one in urls} == {
            one.setting: one.url for one in urls
        }


async def test_provisioning_needs_consent_like_every_command() -> None:
    async with desk("yealink", remote_control="prompt") as at:
        assert (await refusal(at.driver.provision())).cause == "consent"
        assert at.phone.prompting
