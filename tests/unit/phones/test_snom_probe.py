"""What a Snom says of itself, why it may not obey, and that it never gets a password too many."""

from __future__ import annotations

import pytest

from tests.unit.net.raw_phone import BASIC, DIGEST, PASSWORD, TOKEN, RawRequest, reply, unauthorized
from tests.unit.phones.snom_desk import (
    FORBIDDEN,
    MANAGER,
    MISSING,
    OK,
    asked,
    guarded,
    info,
    listing,
    page,
    refusing,
    snom,
)
from tui.calls.facts import Forwarding, Identity, PhoneFacts
from tui.errors import PhoneError
from tui.phones.driver import Ability, Feature, Order, Probe

EVERYTHING = (*Order, *Feature, *Ability)
SETTINGS = {
    "user_name1": "22",
    "user_host1": "pbx.example",
    "user_realname1": "Anna",
    "dnd_mode": "off",
    "fwd_all_enabled": "on",
    "fwd_all_target": "0815",
    "use_hidden_tags": "off",
}
CHALLENGES = pytest.mark.parametrize("challenge", [BASIC, DIGEST])


async def test_all_that_a_phone_says() -> None:
    async with snom({"/info.htm": info(), "/settings.htm": listing(**SETTINGS)}) as (phone, driver, _hand):
        probe = await driver.probe()
        assert asked(phone) == ["/info.htm", "/settings.htm"]
    facts = PhoneFacts(
        "D785",
        "10.1.169.16",
        "0004137ab1cd",
        (Identity(1, "22@pbx.example", "Anna"),),
        dnd=False,
        forwards={"always": Forwarding(True, "0815")},
    )
    assert probe == Probe(True, "D785", "10.1.169.16", "0004137ab1cd", facts=facts)


@pytest.mark.parametrize(
    "settings",
    [
        MISSING,
        FORBIDDEN,
        OK,
        page("<title>snom</title>"),
        reply("302 Found", b"", b"Location: index.htm"),
        reply("500 No"),
        b"220 mail\r\n\r\n",
    ],
)
async def test_a_phone_that_does_not_show_its_settings_is_a_good_phone(settings: bytes) -> None:
    async with snom({"/info.htm": info(), "/settings.htm": settings}) as (_phone, driver, _hand):
        probe = await driver.probe()
        await driver.dial("22")
    assert probe == Probe(
        True, "D785", "10.1.169.16", "0004137ab1cd", facts=PhoneFacts("D785", "10.1.169.16", "0004137ab1cd")
    )


@pytest.mark.parametrize("name", ["use_hidden_tags", "restrict_uri_queries"])
async def test_hidden_tags_are_seen_without_a_command(name: str) -> None:
    pages = {"/info.htm": info(), "/settings.htm": listing(**(SETTINGS | {name: "on"}))}
    async with snom(pages) as (phone, driver, _hand):
        probe = await driver.probe()
        assert asked(phone) == ["/info.htm", "/settings.htm"]
        assert (probe.ok, probe.cause, probe.model) == (False, "hidden-tags", "D785")
        assert "use_hidden_tags" in probe.text
        assert probe.facts.identities == (Identity(1, "22@pbx.example", "Anna"),)
        assert {
            driver.lacks(what) for what in (Order.HOLD, Feature.DND, Ability.DIAL, Ability.CONFIGURE)
        } == {"snom_hidden_tags"}
        assert driver.lacks(Ability.SETTINGS) == driver.lacks(Ability.PICTURE) == ""
        await driver.dial("22")  # somebody switched them off meanwhile
        assert driver.lacks(Order.HOLD) == ""


async def test_hidden_tags_that_a_command_met_are_forgotten_with_the_next_probe() -> None:
    async with snom({"/command.htm": FORBIDDEN, "/info.htm": info(), "/settings.htm": MISSING}) as at:
        _phone, driver, _hand = at
        with pytest.raises(PhoneError) as caught:
            await driver.dial("22")
        assert caught.value.cause == "hidden-tags"
        assert driver.lacks(Order.HOLD) == "snom_hidden_tags"
        assert (await driver.probe()).ok
        assert driver.lacks(Order.HOLD) == ""


@pytest.mark.parametrize(
    ("model", "key"),
    [
        ("D862", "snom_no_remote_control"),
        ("D812", "snom_no_remote_control"),
        ("M900", "snom_dect"),
        ("C620", "snom_dect"),
    ],
)
async def test_models_without_remote_control(model: str, key: str) -> None:
    async with snom({"/info.htm": info(model)}) as (phone, driver, _hand):
        assert driver.lacks(Order.HOLD) == ""
        probe = await driver.probe()
        assert (probe.ok, probe.cause, probe.model, probe.mac) == (
            False, "no-remote-control", model, "0004137ab1cd",
        )  # fmt: skip
        assert {driver.lacks(what) for what in EVERYTHING} == {key}
        assert all(driver.ways(order, argument="22") == () for order in Order)
        assert asked(phone) == ["/info.htm"]


@pytest.mark.parametrize("model", ["D785", "D385", "320", "870", "D120", "MP", "720"])
async def test_models_with_remote_control(model: str) -> None:
    async with snom({"/info.htm": info(model), "/settings.htm": listing(**SETTINGS)}) as (
        _phone,
        driver,
        _hand,
    ):
        assert (await driver.probe()).model == model
        lacking = {what: key for what in EVERYTHING if (key := driver.lacks(what))}
        assert all(driver.ways(order, argument="22") for order in Order)
    assert lacking == {
        Feature.NOT_REGISTERED: "phone_not_registered_in_pbx",
        Ability.PROVISION: "snom_no_provision",
    }


async def test_a_d715_cannot_transfer_blind() -> None:
    async with snom({"/info.htm": info("D715")}) as (_phone, driver, _hand):
        await driver.probe()
        assert driver.lacks(Order.TRANSFER) == "snom_no_blind_transfer"
        assert driver.ways(Order.TRANSFER, argument="") == ()
        assert driver.lacks(Order.CONSULT) == driver.lacks(Order.COMPLETE) == ""


@pytest.mark.parametrize("pages", [{"/info.htm": MANAGER}, {"/info.htm": MISSING, "/": MANAGER}])
async def test_a_phone_manager(pages: dict[str, bytes]) -> None:
    async with snom(pages) as (_phone, driver, _hand):
        probe = await driver.probe()
        assert (probe.ok, probe.cause) == (False, "no-remote-control")
        assert driver.lacks(Order.HOLD) == driver.lacks(Ability.DIAL) == "snom_no_remote_control"


async def test_a_command_that_meets_the_phone_manager() -> None:
    async with snom({"/command.htm": MANAGER, "/info.htm": info(), "/settings.htm": MISSING}) as at:
        _phone, driver, _hand = at
        with pytest.raises(PhoneError) as caught:
            await driver.go(driver.ways(Order.HOLD)[0])
        assert caught.value.cause == "no-remote-control"
        assert {driver.lacks(what) for what in EVERYTHING} == {"snom_no_remote_control"}
        assert (await driver.probe()).ok  # another phone took its address
        assert driver.lacks(Order.HOLD) == ""


async def test_no_phone_there_at_all() -> None:
    async with snom(otherwise=reply("200 OK", b"<title>FRITZ!Box</title>")) as (_phone, driver, _hand):
        assert (await driver.probe()).cause == "not-a-phone"
    async with snom(otherwise=MISSING) as (_phone, driver, _hand):
        assert (await driver.probe()).cause == "not-a-phone"


async def test_the_other_scheme() -> None:
    moved = reply("307 Temporary Redirect", b"", b"Location: https://127.0.0.1/info.htm")
    async with snom({"/info.htm": moved}) as (_phone, driver, _hand):
        probe = await driver.probe()
    assert probe.cause == "wrong-scheme"
    assert "https://127.0.0.1" in probe.text


# ---- the password -----------------------------------------------------------------------------------------


@CHALLENGES
async def test_settings_that_want_another_login_cost_the_phone_nothing_else(challenge: bytes) -> None:
    """The info page has just taken the login, so it is right; for the settings it is tried once only."""
    table = {
        "/info.htm": guarded(info(), challenge),
        "/settings.htm": refusing(challenge),
        "/command.htm": guarded(OK, challenge),
    }
    async with snom(table) as (phone, driver, _hand):
        assert (await driver.probe()).ok
        assert driver.lacks(Ability.SETTINGS) == "snom_settings_login"
        await driver.dial("22")
        assert (await driver.probe()).ok
        with pytest.raises(PhoneError) as caught:
            await driver.settings(["dnd_mode"])
        assert caught.value.key == "snom_settings_login"
        assert (
            sum(
                request.target == b"/settings.htm" and request.login is not None for request in phone.requests
            )
            == 1
        )
        driver.forgive()
        assert driver.lacks(Ability.SETTINGS) == ""


@CHALLENGES
async def test_a_wrong_password_that_only_the_settings_ask_for(challenge: bytes) -> None:
    async with snom({"/info.htm": info(), "/settings.htm": refusing(challenge)}) as (phone, driver, _hand):
        probe = await driver.probe()
        assert (probe.ok, probe.cause, probe.model) == (False, "password", "D785")
        assert len(phone.logins) == 1
        assert (await driver.probe()).cause == "password"
        with pytest.raises(PhoneError):
            await driver.dial("22")
        assert len(phone.logins) == 1


@CHALLENGES
async def test_a_password_changed_at_the_phone_is_tried_once(challenge: bytes) -> None:
    right = True

    def door(request: RawRequest) -> bytes:
        return info() if request.login and right else unauthorized(challenge)

    async with snom({"/info.htm": door, "/settings.htm": door, "/command.htm": door}) as (
        phone,
        driver,
        _hand,
    ):
        assert (await driver.probe()).ok
        right = False
        before = len(phone.logins)
        assert (await driver.probe()).cause == "password"
        assert (await driver.probe()).cause == "password"
        with pytest.raises(PhoneError):
            await driver.settings(["dnd_mode"])
        assert len(phone.logins) == before + 1


async def test_a_login_page_instead_of_the_settings() -> None:
    login = reply("302 Found", b"", b"Location: /login.htm")
    async with snom({"/info.htm": info(), "/settings.htm": login}) as (_phone, driver, _hand):
        assert (await driver.probe()).cause == "password"
    async with snom({"/info.htm": guarded(info()), "/settings.htm": login}) as (_phone, driver, _hand):
        assert (await driver.probe()).ok


# ---- the lock ---------------------------------------------------------------------------------------------


async def test_a_locked_phone_is_left_alone_as_long_as_it_is_locked() -> None:
    async with snom(otherwise=FORBIDDEN) as (phone, driver, hand):
        probe = await driver.probe()
        assert (probe.ok, probe.cause, probe.wait) == (False, "locked", 60)
        arrived = len(phone.requests)
        hand.now += 20
        probe = await driver.probe()
        assert (probe.cause, probe.wait) == ("locked", 40)
        for work in (
            driver.dial("22"),
            driver.settings(["x"]),
            driver.picture(),
            driver.configure({"x": "y"}),
        ):
            with pytest.raises(PhoneError) as caught:
                await work
            assert caught.value.key == "snom_locked"
        assert len(phone.requests) == arrived
        hand.now += 40
        assert (await driver.probe()).wait == 120
        assert len(phone.requests) == arrived + 1
        driver.forgive()
        assert (await driver.probe()).wait == 60


async def test_a_lock_that_is_over_is_forgotten() -> None:
    answers = [FORBIDDEN, info(), FORBIDDEN]
    async with snom({"/info.htm": lambda _: answers.pop(0), "/settings.htm": MISSING}) as (
        _phone,
        driver,
        hand,
    ):
        assert (await driver.probe()).wait == 60
        hand.now += 60
        assert (await driver.probe()).ok
        assert (await driver.probe()).wait == 60


@CHALLENGES
async def test_a_locked_phone_never_gets_the_password_once_more(challenge: bytes) -> None:
    """By Basic the password goes with the first request of all; the look at the lock goes without."""
    locked = False

    def door(request: RawRequest) -> bytes:
        return FORBIDDEN if locked else OK if request.login else unauthorized(challenge)

    async with snom({"/command.htm": door, "/info.htm": door}) as (phone, driver, _hand):
        await driver.dial("22")
        locked = True
        before = len(phone.logins)
        for _ in range(3):
            with pytest.raises(PhoneError) as caught:
                await driver.go(driver.ways(Order.TRANSFER, argument="22")[0])
            assert caught.value.cause == "locked"
        assert len(phone.logins) <= before + 1
        assert phone.requests[-1].target == b"/info.htm"
        assert phone.requests[-1].login is None


async def test_a_403_of_a_phone_that_wants_a_login_elsewhere_is_no_lock() -> None:
    async with snom({"/command.htm": FORBIDDEN, "/info.htm": guarded(info())}) as (_phone, driver, _hand):
        with pytest.raises(PhoneError) as caught:
            await driver.dial("22")
    assert caught.value.cause == "hidden-tags"


async def test_no_error_shows_the_password() -> None:
    for answer in (
        FORBIDDEN,
        MISSING,
        MANAGER,
        unauthorized(BASIC),
        reply("500 No", PASSWORD.encode() + TOKEN),
    ):
        async with snom(otherwise=answer) as (_phone, driver, _hand):
            probe = await driver.probe()
            with pytest.raises(PhoneError) as caught:
                await driver.settings(["http_pass"])
        for shown in (repr(probe), str(caught.value), repr(caught.value.values), repr(driver)):
            assert PASSWORD not in shown
            assert TOKEN.decode() not in shown
