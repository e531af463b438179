"""What is found out about a Yealink by asking it, and how one is recognised without a login."""

from __future__ import annotations

import pytest

from tests.unit.net.raw_phone import reply, unauthorized
from tests.unit.phones.yealink_desk import (
    BRACKETS,
    CONSENT,
    FORBIDDEN,
    OK,
    STATUS,
    UNKNOWN,
    asked,
    titled,
    told,
    yealink,
)
from tui.calls.facts import Identity
from tui.errors import PhoneError
from tui.phones.driver import Ability, Feature, Order, Wish
from tui.phones.maker import Greeting
from tui.phones.makers.yealink import MAKER

ACCOUNT = b"Account0=Enabled|Anna|22|22|Off|22@pbx.example|\n[DND]\nState=On\n"
SERVER = b"Server: yealink embed httpd"


async def test_all_that_it_says_is_in_the_facts() -> None:
    async with yealink({STATUS: told("28.83.0.120", ACCOUNT)}) as (phone, driver, _):
        probe = await driver.probe()
        assert (probe.ok, probe.cause, probe.text, probe.wait) == (True, "", "", None)
        assert (
            (probe.model, probe.firmware)
            == (probe.facts.model, probe.facts.firmware)
            == ("T46G", "28.83.0.120")
        )
        assert probe.facts.identities == (Identity(1, "22@pbx.example", "Anna"),)
        assert probe.facts.dnd is True
        assert asked(phone) == [STATUS]  # the firmware tells the model


@pytest.mark.parametrize(
    "first", [UNKNOWN, reply("400 Bad Request"), reply("405 No"), told("1")[:-11] + b"[Other]    "]
)
async def test_firmware_that_wants_the_brackets(first: bytes) -> None:
    answers = {STATUS: first, BRACKETS: told("28.83.0.120", ACCOUNT)}
    async with yealink(answers) as (phone, driver, _):
        probe = await driver.probe()
        assert probe.facts.identities == (Identity(1, "22@pbx.example", "Anna"),)
        assert asked(phone) == [STATUS, BRACKETS]
        await driver.probe()
        assert asked(phone)[2:] == [BRACKETS]  # learnt


async def test_what_the_first_question_gave_is_kept_when_the_second_gives_nothing() -> None:
    status = reply("200 OK", b"[Status]\nFirmwareVersion=28.83.0.120\nMACAddress=00:15:65:5E:16:7C\n")
    async with yealink({STATUS: status, BRACKETS: UNKNOWN}) as (_phone, driver, _):
        probe = await driver.probe()
        assert (probe.ok, probe.model, probe.mac, probe.facts.identities) == (
            True,
            "T46G",
            "0015655e167c",
            None,
        )


@pytest.mark.parametrize(
    ("firmware", "page", "model"),
    [
        ("108.86.0.20", titled("Yealink SIP-T46U Phone"), "T46U"),
        ("96.86.0.70", titled("Yealink T57W"), "T57W"),
        ("96.86.0.70", titled("Phone"), "T5xW"),
        ("66.86.0.15", reply("302 Found"), "T4xS"),
        ("66.86.0.15", reply("200 OK", b'<script>var g_phonetype = "SIP-T48S";</script>'), "T48S"),
        ("2.71.14.4", titled("Yealink SIP-T22P Phone"), "T22P"),
        ("2.71.14.4", UNKNOWN, ""),
        ("78.86.0.15", titled("Yealink CP960"), "CP920"),  # the firmware's number is sure
        ("evil", titled("Yealink <b>"), ""),
    ],
)
async def test_the_model(firmware: str, page: bytes, model: str) -> None:
    async with yealink({STATUS: told(firmware), "/": page}) as (_phone, driver, _):
        probe = await driver.probe()
        assert (probe.ok, probe.model, probe.facts.model) == (True, model, model)


async def test_the_front_page_is_looked_at_once_per_firmware_and_without_the_login() -> None:
    statuses = [told("108.86.0.20"), told("108.86.0.20"), told("108.86.0.90")]
    async with yealink({STATUS: statuses, "/": titled("Yealink SIP-T46U Phone")}) as (phone, driver, _):
        models = [(await driver.probe()).model for _ in range(3)]
        assert models == ["T46U"] * 3
        assert asked(phone) == [STATUS, "/", STATUS, STATUS, "/"]
        assert [request.login is None for request in phone.requests if request.target == b"/"] == [True, True]


async def test_a_front_page_that_never_comes_costs_only_the_model() -> None:
    async with yealink({STATUS: told("108.86.0.20"), "/": b""}, timeout=0.3) as (_phone, driver, _):
        probe = await driver.probe()
        assert (probe.ok, probe.model) == (True, "T4xU")


# ---- firmware that does not know the question -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "model"),
    [
        ({"/servlet": reply("404 Not Found", b"", SERVER)}, ""),
        ({"/servlet": UNKNOWN, "/": titled("Yealink SIP-T22P Phone")}, "T22P"),
        ({"/servlet": reply("400 Bad Request"), "/": titled("Login", SERVER)}, ""),
        ({"/servlet": OK, "/": reply("200 OK", b"var g_phonetype='T28P'")}, "T28P"),
    ],
)
async def test_a_yealink_that_says_little_is_one(answers: dict[str, bytes], model: str) -> None:
    async with yealink(answers) as (_phone, driver, _):
        probe = await driver.probe()
        assert (probe.ok, probe.model, probe.facts.identities) == (True, model, None)


@pytest.mark.parametrize(
    "page", [titled("FRITZ!Box"), UNKNOWN, reply("200 OK", b"we sell Yealink phones"), b""]
)
async def test_something_else_is_none(page: bytes) -> None:
    async with yealink({"/servlet": UNKNOWN, "/": page}, timeout=0.5) as (_phone, driver, _):
        probe = await driver.probe()
        assert (probe.ok, probe.cause) == (False, "not-a-phone")


async def test_a_probe_that_learns_nothing_leaves_alone_what_is_known() -> None:
    """A phone without the pages for commands does not get them by being asked for its status in vain."""
    async with yealink({STATUS: reply("404 Not Found", b"", SERVER)}) as (_phone, driver, _):
        with pytest.raises(PhoneError):
            await driver.go(driver.ways(Order.HOLD)[0])
        assert (await driver.probe()).ok
        assert driver.lacks(Order.HOLD) == "yealink_no_remote_control"


async def test_a_page_that_tells_the_status_lacks_a_key_at_most() -> None:
    async with yealink({STATUS: told("28.83.0.120")}, otherwise=reply("400 Bad Request")) as (
        phone,
        driver,
        _,
    ):
        await driver.probe()
        with pytest.raises(PhoneError) as caught:
            await driver.go(driver.ways(Order.REDIAL)[0])
        assert caught.value.key == "yealink_no_such_key"
        assert driver.lacks(Order.HOLD) == ""
        assert asked(phone)[-1] == "/servlet?key=RD"


# ---- refusals -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "cause"),
    [
        (CONSENT, "consent"),
        (FORBIDDEN, "allow-list"),
        (unauthorized(b'Basic realm="x"'), "password"),
        (reply("302 Found", b"", b"Location: https://127.0.0.1/"), "wrong-scheme"),
        (reply("502 Bad Gateway"), "not-a-phone"),
    ],
)
async def test_a_refusal_ends_it_at_once(answer: bytes, cause: str) -> None:
    async with yealink({}, otherwise=answer) as (phone, driver, _):
        probe = await driver.probe()
        assert (probe.ok, probe.cause, probe.wait) == (False, cause, None)
        assert len(phone.requests) == 1
        assert "Geheim7" not in probe.text


async def test_a_wrong_password_may_be_a_lock_and_the_text_says_so() -> None:
    async with yealink({}, otherwise=unauthorized(b'Basic realm="x"')) as (phone, driver, _):
        first, again = await driver.probe(), await driver.probe()
        assert len(phone.requests) == 1
    assert "three minutes" in first.text
    assert "three minutes" not in again.text  # the second says that nothing was sent


async def test_a_refusal_leaves_the_model_alone() -> None:
    async with yealink({STATUS: [told("146.85.0.20"), FORBIDDEN]}) as (_phone, driver, _):
        await driver.probe()
        assert (await driver.probe()).cause == "allow-list"
        assert driver.lacks(Ability.DIAL) == "yealink_dect"


# ---- what follows from the model ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "has"),
    [("T46U", True), ("T48S", True), ("CP920", True), ("T57W", False), ("CP925", False), ("CP935W", False)],
)
async def test_models_without_the_ok_key(title: str, has: bool) -> None:
    async with yealink({STATUS: told("1.86"), "/": titled(f"Yealink {title}")}) as (_phone, driver, _):
        assert (await driver.probe()).model == title
        names = [way.name for way in driver.ways(Order.ANSWER, "33093")]
        assert names == (["OK"] if has else []) + ["ASW:{id}", "ANSWER", "ASW"]


@pytest.mark.parametrize(
    ("firmware", "title", "chain"),
    [
        ("28.83", "", True),  # T46G
        ("108.86", "SIP-T46U", True),
        ("96.86", "T53W", True),
        ("35.83", "", False),  # T48G
        ("66.86", "SIP-T48S", False),
        ("1.2", "SIP-T49G", False),
        ("96.86", "T57W", False),
        ("108.86", "", False),  # a family with a touch screen in it
        ("1.2", "", False),
    ],
)
async def test_touch_models_take_no_chains(firmware: str, title: str, chain: bool) -> None:
    page = titled(f"Yealink {title} Phone" if title else "")
    async with yealink({STATUS: told(firmware), "/": page, "/servlet?key=": OK}) as (phone, driver, _):
        await driver.probe()
        ways = driver.ways(Order.DTMF, "", "1#")
        assert ("{digit};{digit}" in [way.name for way in ways]) is chain
        if chain:
            await driver.go(ways[1])
            assert asked(phone)[-1] == "/servlet?key=1;POUND"


@pytest.mark.parametrize(("firmware", "title"), [("146.85.0.20", "W70B"), ("77.83.0.10", "W60B")])
async def test_a_dect_base_is_not_driven(firmware: str, title: str) -> None:
    async with yealink({STATUS: told(firmware), "/": titled(f"Yealink {title}")}) as (_phone, driver, _):
        assert (await driver.probe()).ok
        for what in (*Order, Feature.DND, Feature.ALWAYS, Ability.DIAL, Ability.PICTURE):
            assert driver.lacks(what) == "yealink_dect"
        assert driver.ways(Order.ANSWER, "33093") == ()
        assert driver.ways(Order.DTMF, "", "1") == ()
        assert driver.wishes(Wish(Feature.DND, True)) == ()


# ---- without a login ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("server", "text", "model"),
    [
        ("yealink embed httpd", "", ""),
        ("Yealink Embed Httpd", "<title>Login</title>", ""),
        ("", "<TITLE>Yealink SIP-T46U Phone</TITLE>", "T46U"),
        ("", "<title>Yealink SIP-T21P_E2 Phone</title>", "T21P E2"),
        ("", "<title>Yealink SIP-T23(P/G) Phone</title>", "T23"),
        ("", "<title>Yealink W70B</title>", "W70B"),
        ("", "<title>Yealink</title><script>var g_phonetype = 'CP935W';</script>", "CP935W"),
        ("", '{"g_phonetype":"T54W"}', "T54W"),
        ("", "var g_phonetype = '<b>T4</b>';", ""),
        ("", "<title>Yealink " + "T" * 5000 + "</title>", ""),
        ("Yealink\x1b[31m", "<title>\x1b]0;Yealink SIP-T46U\x07</title>", "T46U"),
        ("nginx", "<title>Provisioning</title> for Snom and Yealink SIP-T46U", None),
        ("snom embedded", "<title>snom D785</title>", None),
        ("", "", None),
        ("", "<title>" * 40000, None),
        ("", "g_phonetype" + " " * 40000, None),
    ],
)
def test_a_greeting(server: str, text: str, model: str | None) -> None:
    assert MAKER.recognise(Greeting(200, {"server": server}, text)) == model
