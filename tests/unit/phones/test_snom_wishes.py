"""Do not disturb and forwarding in a Snom, and the writing of settings."""

from __future__ import annotations

from urllib.parse import parse_qsl, unquote

import pytest
from hypothesis import given
from hypothesis import settings as run
from hypothesis import strategies as st

from tests.unit.phones.snom_desk import FORBIDDEN, MISSING, asked, info, listing, snom
from tui.config.model import PhoneConfig
from tui.errors import PhoneError, UsageError
from tui.phones.driver import Feature, Way, Wish
from tui.phones.makers.snom import SnomPhone, _saving
from tui.phones.pins import MemoryPins

SAVE = "/dummy.htm?settings=save&store_settings=save"


def driver() -> SnomPhone:
    return SnomPhone(PhoneConfig("desk", "snom", "192.168.1.50"), MemoryPins())


def written(way: Way) -> str:
    (step,) = way.steps
    assert step.target.startswith(SAVE)
    return step.target.removeprefix(SAVE)


@pytest.mark.parametrize(
    ("wish", "settings"),
    [
        (Wish(Feature.DND, True), "&dnd_mode=on"),
        (Wish(Feature.DND, False), "&dnd_mode=off"),
        (Wish(Feature.ALWAYS, True, "+49#*1"), "&fwd_all_target=%2B49%23%2A1&fwd_all_enabled=on"),
        (Wish(Feature.ALWAYS, False, "22"), "&fwd_all_enabled=off"),
        (Wish(Feature.BUSY, True, "22"), "&fwd_busy_target=22&fwd_busy_enabled=on"),
        (Wish(Feature.BUSY, False), "&fwd_busy_enabled=off"),
        (Wish(Feature.NO_ANSWER, True, "22"), "&fwd_time_target=22&fwd_time_enabled=on"),
        (Wish(Feature.NO_ANSWER, True, "22", 20), "&fwd_time_target=22&fwd_time_secs=20&fwd_time_enabled=on"),
        (Wish(Feature.NO_ANSWER, False, "", 20), "&fwd_time_enabled=off"),
        (Wish(Feature.ALWAYS, True, "22", 20), "&fwd_all_target=22&fwd_all_enabled=on"),
    ],
)
def test_what_is_written(wish: Wish, settings: str) -> None:
    best = driver().wishes(wish)[0]
    assert written(best) == settings
    assert not best.toggles


def test_the_key_comes_last_and_toggles() -> None:
    ways = driver().wishes(Wish(Feature.DND, True))
    assert [way.name for way in ways] == ["dnd_mode", "dnd_mode{index}", "DND"]
    assert [way.toggles for way in ways] == [False, False, True]
    assert ways[-1].steps[0].target == "/command.htm?key=DND"


def test_a_forward_of_an_unread_phone_is_tried_in_both_forms() -> None:
    ways = driver().wishes(Wish(Feature.BUSY, True, "22"))
    assert [written(way) for way in ways] == [
        "&fwd_busy_target=22&fwd_busy_enabled=on",
        "&fwd_busy_target1=22&fwd_busy_enabled1=on",
    ]


async def test_settings_of_each_identity_are_written_for_all_in_use() -> None:
    settings = {"dnd_mode": "off", "user_name1": "22", "user_host1": "pbx", "user_active1": "on"}
    settings |= {
        "user_name2": "1",
        "user_host2": "1",
        "user_active2": "off",
        "user_name3": "23",
        "user_host3": "pbx",
    }
    settings |= {f"fwd_all_enabled{index}": "off" for index in range(1, 5)}
    async with snom({"/info.htm": info(), "/settings.htm": listing(**settings)}) as (_phone, driver, _hand):
        await driver.probe()
        ways = driver.wishes(Wish(Feature.ALWAYS, True, "0815"))
        dnd = driver.wishes(Wish(Feature.DND, True))
    assert [written(way) for way in ways] == [
        "&fwd_all_target1=0815&fwd_all_enabled1=on&fwd_all_target3=0815&fwd_all_enabled3=on"
    ]
    assert [way.name for way in ways] == ["fwd_all_enabled{index}"]
    assert [way.name for way in dnd] == ["dnd_mode", "DND"]


def test_no_forward_for_a_phone_that_is_not_there() -> None:
    wish = Wish(Feature.NOT_REGISTERED, True, "22")
    assert driver().wishes(wish) == ()
    assert driver().lacks(Feature.NOT_REGISTERED) == "phone_not_registered_in_pbx"


@pytest.mark.parametrize("target", ["", "Anna", "22&dnd_mode=on", "22\r\n", "sip:22@pbx"])
def test_what_is_no_target(target: str) -> None:
    with pytest.raises(UsageError) as caught:
        driver().wishes(Wish(Feature.ALWAYS, True, target))
    assert caught.value.key == "phone_number_form"


@pytest.mark.parametrize("seconds", [-1, 601, 10**9])
def test_what_is_no_time_to_ring(seconds: int) -> None:
    with pytest.raises(UsageError) as caught:
        driver().wishes(Wish(Feature.NO_ANSWER, True, "22", seconds))
    assert caught.value.key == "phone_seconds_form"
    assert str(seconds) in str(caught.value)


VALUES = st.dictionaries(
    st.from_regex(r"[a-z][a-z0-9_]{0,20}", fullmatch=True),
    st.text(st.characters(codec="utf-8"), max_size=300),
)


@run(deadline=None)  # the machine may be busy
@given(VALUES)
def test_settings_arrive_whole_in_requests_of_a_fair_length(values: dict[str, str]) -> None:
    read: list[tuple[str, str]] = []
    for step in _saving(values.items()):
        assert step.target.isascii()
        assert step.target.isprintable()
        assert " " not in step.target
        path, _, query = step.target.partition("?")
        pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=1000)
        assert (path, pairs[:2]) == ("/dummy.htm", [("settings", "save"), ("store_settings", "save")])
        assert len(step.target) <= 1000 or len(pairs) == 3
        read += pairs[2:]
    assert read == list(values.items())


async def test_an_action_url_is_encoded_whole() -> None:
    url = "http://192.168.1.20:8080/t/incoming?mac=$mac&call_id=$call-id&remote=$remote"
    async with snom() as (phone, driver, _hand):
        await driver.configure({"action_incoming_url": url, "action_hold": ""})
        (target,) = asked(phone)
    assert target.count("&") == 3
    assert target.count("?") == 1
    assert unquote(target).endswith(f"&action_incoming_url={url}&action_hold=")


async def test_many_settings_go_in_several_short_requests() -> None:
    values = {f"action_{index}": f"http://192.168.1.20:8080/{'t' * 200}/{index}" for index in range(12)}
    async with snom() as (phone, driver, _hand):
        await driver.configure(values)
        targets = asked(phone)
    assert 2 < len(targets) < 12
    assert max(map(len, targets)) <= 1000
    assert "".join(targets).count("action_") == 12


@pytest.mark.parametrize("name", ["", "a b", "a&b", "a=b", "1a", "ä", "a" * 65])
async def test_what_is_no_setting_is_not_sent(name: str) -> None:
    async with snom() as (phone, driver, _hand):
        with pytest.raises(ValueError, match="name of a setting"):
            await driver.configure({"dnd_mode": "on", name: "x"})
        assert phone.requests == []


@pytest.mark.parametrize(("answer", "cause"), [(FORBIDDEN, "hidden-tags"), (MISSING, "no-remote-control")])
async def test_a_refused_writing_ends_at_once(answer: bytes, cause: str) -> None:
    values = {f"action_{index}": "x" * 900 for index in range(3)}
    async with snom({"/dummy.htm": answer}) as (phone, driver, _hand):
        with pytest.raises(PhoneError) as caught:
            await driver.configure(values)
        assert caught.value.cause == cause
        assert sum(target.startswith("/dummy.htm") for target in asked(phone)) == 1


async def test_no_setting_no_request() -> None:
    async with snom() as (phone, driver, _hand):
        await driver.configure({})
        assert phone.requests == []


async def test_it_cannot_be_told_to_provision() -> None:
    async with snom() as (phone, driver, _hand):
        with pytest.raises(PhoneError) as caught:
            await driver.provision()
        assert caught.value.key == "snom_no_provision"
        assert phone.requests == []
