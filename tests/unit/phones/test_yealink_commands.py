"""How a Yealink is told something: the page, the spacing, the refusals, settings and pictures."""

from __future__ import annotations

import asyncio

import pytest

from tests.unit.net.raw_phone import raw_phone, reply
from tests.unit.phones.yealink_desk import CONSENT, FORBIDDEN, OK, OLD, UNKNOWN, asked, yealink
from tui.errors import PhoneError, UsageError
from tui.net import PICTURE_LIMIT
from tui.phones.driver import Ability, Feature, Order, Wish
from tui.phones.makers.yealink import YealinkPhone
from tui.phones.pins import MemoryPins

JPEG = b"\xff\xd8\xff\xe0" + b"j" * 400_000  # more than a page may have
BMP = b"BM" + b"b" * 1000


async def press(driver: YealinkPhone, order: Order, argument: str = "", way: int = 0) -> None:
    await driver.go(driver.ways(order, "33093", argument)[way])


async def fails(driver: YealinkPhone, order: Order = Order.HOLD) -> PhoneError:
    with pytest.raises(PhoneError) as caught:
        await press(driver, order)
    assert "Geheim7" not in f"{caught.value!r} {caught.value} {caught.value.values}"
    return caught.value


async def test_the_steps_go_in_turn_with_their_pauses_and_nothing_in_between() -> None:
    async with yealink({"/servlet?key=": OK}) as (phone, driver, pauses):
        await asyncio.gather(press(driver, Order.DTMF, "1#2"), driver.dial("22"))
        assert asked(phone) == [f"/servlet?key={key}" for key in ("1", "POUND", "2", "number=22")]
        assert [count for count, _ in pauses.taken] == [1, 2]  # after the first and the second, not the last
        assert all(0.1 <= seconds <= 1 for _, seconds in pauses.taken)


async def test_the_first_refusal_ends_it() -> None:
    async with yealink({"/servlet?key=1": OK, "/servlet?key=2": FORBIDDEN}) as (phone, driver, _):
        with pytest.raises(PhoneError) as caught:
            await press(driver, Order.DTMF, "123")
        assert caught.value.cause == "allow-list"
        assert asked(phone) == ["/servlet?key=1", "/servlet?key=2"]


async def test_a_feature_goes_like_an_order() -> None:
    async with yealink({"/servlet?key=": OK}) as (phone, driver, _):
        (way,) = driver.wishes(Wish(Feature.NO_ANSWER, True, "+4922190001", 20))
        await driver.go(way)
        assert asked(phone) == ["/servlet?key=NoAnswFwdOn=%2B4922190001=18"]


async def test_provisioning_is_a_key() -> None:
    async with yealink({"/servlet?key=": OK}) as (phone, driver, _):
        await driver.provision()
        assert asked(phone) == ["/servlet?key=AutoP"]


# ---- the older page -----------------------------------------------------------------------------------------


async def test_old_firmware_is_found_once_and_remembered() -> None:
    async with yealink({OLD: OK}) as (phone, driver, _):
        await press(driver, Order.HOLD)
        assert asked(phone) == ["/servlet?key=F_HOLD", f"{OLD}key=F_HOLD"]
        await driver.dial("0221*#", "22@pbx.example")
        await press(driver, Order.ANSWER, way=1)
        assert asked(phone)[2:] == [
            f"{OLD}number=0221%2A%23&outgoing_uri=22@pbx.example",
            f"{OLD}key=ASW:33093",
        ]
        assert driver.dial_request("22") == f"GET http://127.0.0.1:{phone.port}{OLD}number=22"
        assert driver.lacks(Order.HOLD) == ""


@pytest.mark.parametrize("refusal", [FORBIDDEN, CONSENT])
async def test_old_firmware_that_refuses_is_found_all_the_same(refusal: bytes) -> None:
    async with yealink({OLD: [refusal, OK]}) as (phone, driver, _):
        assert (await fails(driver)).cause in ("allow-list", "consent")
        await press(driver, Order.HOLD)
        assert asked(phone) == ["/servlet?key=F_HOLD", f"{OLD}key=F_HOLD", f"{OLD}key=F_HOLD"]


@pytest.mark.parametrize("first", [OK, FORBIDDEN, CONSENT])
async def test_a_page_that_has_answered_is_the_right_one(first: bytes) -> None:
    """A 404 for one key means that the phone lacks the key."""
    async with yealink({"/servlet?key=F_HOLD": first, OLD: OK}) as (phone, driver, _):
        if first is OK:
            await press(driver, Order.HOLD)
        else:
            await fails(driver)
        error = await fails(driver, Order.REDIAL)
        assert (error.key, error.cause) == ("yealink_no_such_key", "no-remote-control")
        assert asked(phone) == ["/servlet?key=F_HOLD", "/servlet?key=RD"]
        assert driver.lacks(Order.HOLD) == ""


@pytest.mark.parametrize("status", ["400 Bad Request", "405 Method Not Allowed"])
async def test_only_a_404_sends_to_the_older_page(status: str) -> None:
    """Of the others nobody knows whether the command was carried out."""
    async with yealink({OLD: OK}, otherwise=reply(status)) as (phone, driver, _):
        assert (await fails(driver)).key == "yealink_no_remote_control"
        assert len(phone.requests) == 1


async def test_a_phone_without_either_page_says_so_until_forgiven() -> None:
    answers = {OLD: [UNKNOWN, OK]}
    async with yealink(answers) as (_phone, driver, _):
        assert (await fails(driver)).key == "yealink_no_remote_control"
        for what in (Order.HOLD, Ability.DIAL, Ability.PROVISION, Feature.DND):
            assert driver.lacks(what) == "yealink_no_remote_control"
        assert driver.ways(Order.HOLD) == ()
        assert driver.wishes(Wish(Feature.DND, True)) == ()
        assert driver.lacks(Ability.PICTURE) == ""
        driver.forgive()
        await press(driver, Order.HOLD)
        assert driver.lacks(Ability.DIAL) == ""


async def test_a_password_is_refused_once_on_the_older_page_too() -> None:
    denied = reply("401 Unauthorized", b"", b'WWW-Authenticate: Basic realm="x"')
    async with yealink({OLD: denied}) as (phone, driver, _):
        assert (await fails(driver)).key == "phone_wrong_password"
        assert (await fails(driver)).key == "phone_password_paused"
        assert len(phone.requests) == 2


# ---- refusals -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "cause", "key"),
    [
        (CONSENT, "consent", "yealink_consent"),
        (reply("200 OK", b"<p>Remote Control Forbidden</p>"), "consent", "yealink_consent"),
        (FORBIDDEN, "allow-list", "yealink_forbidden"),
        (
            reply("403 Forbidden", b"x" * 5000 + b"remote control forbidden"),
            "allow-list",
            "yealink_forbidden",
        ),
        (reply("500 Internal Server Error"), "not-a-phone", "phone_unexpected"),
        (reply("302 Found", b"", b"Location: https://127.0.0.1/"), "wrong-scheme", "phone_wrong_scheme"),
    ],
)
async def test_why_it_refused(answer: bytes, cause: str, key: str) -> None:
    async with yealink({}, otherwise=answer) as (phone, driver, _):
        error = await fails(driver)
        assert (error.cause, error.key) == (cause, key)
        assert len(phone.requests) == 1


async def test_the_text_of_a_pending_question_says_what_to_do_now() -> None:
    async with yealink({}, otherwise=CONSENT) as (_phone, driver, _):
        text = str(await fails(driver))
    assert text.index("press OK") < text.index("Action URI") < text.index("allowed addresses")


# ---- settings -----------------------------------------------------------------------------------------------


async def test_settings_are_written_with_brackets_and_quoted() -> None:
    values = {
        "account.1.enable": "1",
        "action_url.hold": "http://192.168.1.20:8080/t/hold?mac=$mac&id=$call_id",
        "action_url.unhold": "",
        "phone_setting.label": "Büro [1] 50% + #",
    }
    async with yealink({"/servlet?phonecfg=set": OK}) as (phone, driver, _):
        await driver.configure(values)
        assert asked(phone) == [
            "/servlet?phonecfg=set[&account.1.enable=1]"
            "[&action_url.hold=http://192.168.1.20:8080/t/hold%3Fmac%3D$mac%26id%3D$call_id]"
            "[&action_url.unhold=]"
            "[&phone_setting.label=B%C3%BCro%20%5B1%5D%2050%25%20%2B%20%23]"
        ]


async def test_many_settings_go_in_several_requests_in_one_turn() -> None:
    values = {f"action_url.event_{index}": "http://192.168.1.20/" + "x" * 480 for index in range(40)}
    async with yealink({"/servlet?": OK}) as (phone, driver, _):
        await asyncio.gather(driver.configure(values), driver.dial("22"))
        requests = asked(phone)
        assert all(len(target) < 2000 for target in requests)
        assert requests[-1] == "/servlet?key=number=22"
        for name in values:
            assert sum(f"[&{name}=http" in target for target in requests) == 1


@pytest.mark.parametrize(
    "values",
    [
        {"a]b": "1"},
        {"a&b": "1"},
        {"": "1"},
        {"a b": "1"},
        {"a": "1\nb = 2"},
        {"a": "\x00"},
        {"a": "\x7f"},
        {"ä": "1"},
    ],
)
async def test_what_is_no_setting_is_not_sent(values: dict[str, str]) -> None:
    async with yealink({"/servlet?": OK}) as (phone, driver, _):
        with pytest.raises(UsageError):
            await driver.configure({"account.1.enable": "1"} | values)
        assert phone.requests == []


async def test_firmware_that_does_not_take_settings() -> None:
    async with yealink({}) as (phone, driver, _):
        with pytest.raises(PhoneError) as caught:
            await driver.configure({"account.1.enable": "1"})
        assert (caught.value.key, len(phone.requests)) == ("yealink_no_writing", 1)
        assert driver.lacks(Ability.CONFIGURE) == ""
        assert driver.lacks(Order.HOLD) == ""


async def test_settings_need_the_same_permission() -> None:
    async with yealink({}, otherwise=CONSENT) as (_phone, driver, _):
        with pytest.raises(PhoneError) as caught:
            await driver.configure({"account.1.enable": "1"})
        assert caught.value.cause == "consent"


async def test_settings_cannot_be_read() -> None:
    async with yealink({}) as (phone, driver, _):
        with pytest.raises(PhoneError) as caught:
            await driver.settings(["account.1.enable"])
        assert caught.value.key == driver.lacks(Ability.SETTINGS) == "yealink_no_settings"
        assert phone.requests == []


# ---- the picture --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("picture", [JPEG, BMP])
async def test_the_picture(picture: bytes) -> None:
    async with yealink({"/screencapture": reply("200 OK", picture)}) as (phone, driver, _):
        assert await driver.picture() == picture
        assert asked(phone) == ["/screencapture"]


@pytest.mark.parametrize(
    "first", [UNKNOWN, OK, reply("200 OK", b"<html>"), reply("302 Found"), reply("500 Oops")]
)
async def test_the_picture_at_its_other_place(first: bytes) -> None:
    answers = {"/screencapture": first, "/screencapture/download": reply("200 OK", JPEG)}
    async with yealink(answers) as (phone, driver, _):
        assert await driver.picture() == JPEG
        assert asked(phone) == ["/screencapture", "/screencapture/download"]


@pytest.mark.parametrize(
    ("answer", "key", "requests"),
    [
        (UNKNOWN, "yealink_no_picture", 2),
        (reply("200 OK", b"<html>BM</html>"), "yealink_no_picture", 2),
        (CONSENT, "yealink_consent", 1),
        (FORBIDDEN, "yealink_forbidden", 1),
        (reply("200 OK", b"BM" + b"b" * PICTURE_LIMIT), "phone_picture_broken", 1),
    ],
)
async def test_no_picture(answer: bytes, key: str, requests: int) -> None:
    async with yealink({}, otherwise=answer) as (phone, driver, _):
        with pytest.raises(PhoneError) as caught:
            await driver.picture()
        assert (caught.value.key, len(phone.requests)) == (key, requests)


async def test_half_a_picture_is_none() -> None:
    async def half(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\nBMrest")
        await writer.drain()

    async with raw_phone(talk=half) as phone:
        driver = YealinkPhone(phone.config(vendor="yealink"), MemoryPins())
        with pytest.raises(PhoneError) as caught:
            await driver.picture()
        await driver.aclose()
    assert caught.value.key == "phone_picture_broken"
