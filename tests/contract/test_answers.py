"""Answers that the simulated phone never gives: other firmware, other devices, and hostile ones."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from tests.contract.desk import refusal
from tests.unit.net.raw_phone import RawPhone, raw_phone, reply
from tui.phones.driver import Order, PhoneDriver
from tui.phones.registry import make_driver

SNOM_HTML = b"""<HTML><HEAD><TITLE>snom D785</TITLE></HEAD><BODY><TABLE>
<TR><TD>Hardware:</TD><TD>D785</TD></TR><TR><TD>Mac:0004137AB1CD</TD></TR>
<TR><TD>Firmware-Version:</TD><TD>snomD785-SIP 10.1.169.16</TD></TR></TABLE></BODY></HTML>"""
YEALINK_OLD = b"""[Status]\r\nFirmwareVersion=2.71.14.4\r\n[Accounts]\r\nAccount0=Enabled|101|101|101|Off|101@pbx|\r
Account5=Disabled|||Disable|Off|\r\n[DND]\r\nState=Off\r\n[Forward_always]\r\nState=Off\r\nTarget=\r\n"""
YEALINK_NEW = b"[Status]\nFirmwareVersion=28.83.0.120\nMACAddress=00:15:65:5E:16:7C\n"


@asynccontextmanager
async def answering(vendor: str, *answers: bytes) -> AsyncIterator[tuple[RawPhone, PhoneDriver]]:
    """A driver and a web server that gives `answers` in turn, the last one again and again."""
    left = list(answers)
    async with raw_phone(lambda request: left.pop(0) if len(left) > 1 else left[0]) as phone:
        driver = make_driver(phone.config(vendor=vendor, timeout=2.0))
        try:
            yield phone, driver
        finally:
            await driver.aclose()


def _to(location: str, status: str = "302 Found") -> bytes:
    return reply(status, b"", b"Location: " + location.encode())


@pytest.mark.parametrize(
    ("vendor", "order", "target"),
    [
        ("snom", Order.ANSWER, "/command.htm?key=ENTER"),
        ("snom", Order.REJECT, "/command.htm?key=CANCEL"),
        ("snom", Order.HANGUP, "/command.htm?key=CANCEL"),
        ("snom", Order.HOLD, "/command.htm?key=F_HOLD"),
        ("snom", Order.RESUME, "/command.htm?key=F_HOLD"),
        ("yealink", Order.ANSWER, "/servlet?key=OK"),
        ("yealink", Order.REJECT, "/servlet?key=X"),
        ("yealink", Order.HANGUP, "/servlet?key=CALLEND"),
        ("yealink", Order.HOLD, "/servlet?key=F_HOLD"),
        ("yealink", Order.RESUME, "/servlet?key=F_HOLD"),
    ],
)
async def test_the_request_line_of_each_order(vendor: str, order: Order, target: str) -> None:
    async with answering(vendor, reply("200 OK")) as (phone, driver):
        await driver.go(driver.ways(order)[0])
    assert [request.line for request in phone.requests] == [f"GET {target} HTTP/1.1".encode()]


@pytest.mark.parametrize(
    ("vendor", "target"),
    [
        ("snom", "/command.htm?number=%2B49%2A%23&outgoing_uri=22@pbx.example"),
        ("yealink", "/servlet?key=number=%2B49%2A%23&outgoing_uri=22@pbx.example"),
    ],
)
async def test_the_request_line_of_dialling(vendor: str, target: str) -> None:
    async with answering(vendor, reply("200 OK")) as (phone, driver):
        await driver.dial("+49*#", "22@pbx.example")
    assert phone.requests[0].target == target.encode()


@pytest.mark.parametrize(
    ("vendor", "answer"),
    [
        ("snom", reply("200 OK", b"<html></html>")),
        ("snom", reply("204 No Content")),
        ("snom", _to("index.htm")),
        ("snom", _to("/index.htm", "303 See Other")),
        ("snom", reply("302 Found")),
        ("yealink", reply("200 OK")),
        ("yealink", reply("204 No Content")),
    ],
)
async def test_accepted(vendor: str, answer: bytes) -> None:
    async with answering(vendor, answer) as (phone, driver):
        await driver.dial("22")
    assert len(phone.requests) == 1


REFUSED = [
    ("snom", _to("/login.htm"), "password", "phone_login_page"),
    ("snom", _to("http://127.0.0.1/cgi?p=login&next=x"), "password", "phone_login_page"),
    ("snom", _to("https://127.0.0.1/index.htm"), "wrong-scheme", "phone_wrong_scheme"),
    ("snom", reply("307 Temporary Redirect"), "wrong-scheme", "phone_wrong_scheme"),
    ("snom", reply("404 Not Found"), "no-remote-control", "snom_no_remote_control"),
    (
        "snom",
        reply("200 OK", b"<Title> Phone Manager</Title>"),
        "no-remote-control",
        "snom_no_remote_control",
    ),
    ("snom", reply("403 Forbidden"), "locked", "snom_locked"),
    ("snom", reply("500 Internal Server Error"), "not-a-phone", "phone_unexpected"),
    ("snom", reply("999 What"), "not-a-phone", "phone_unexpected"),
    ("snom", b"220 mail.example ESMTP\r\n\r\n", "not-a-phone", "phone_garbage"),
    ("yealink", _to("/servlet?m=mod_listener&p=login&q=loginForm"), "password", "phone_login_page"),
    ("yealink", _to("https://127.0.0.1/"), "wrong-scheme", "phone_wrong_scheme"),
    ("yealink", _to("/index.htm"), "not-a-phone", "phone_unexpected"),
    ("yealink", reply("403 Forbidden"), "allow-list", "yealink_forbidden"),
    ("yealink", reply("200 OK", b"<p>Remote Control Forbidden</p>"), "consent", "yealink_consent"),
    ("yealink", reply("404 Not Found"), "no-remote-control", "yealink_no_remote_control"),
    ("yealink", reply("405 Method Not Allowed"), "no-remote-control", "yealink_no_remote_control"),
    ("yealink", reply("503 Busy"), "not-a-phone", "phone_unexpected"),
    ("yealink", b"220 mail.example ESMTP\r\n\r\n", "not-a-phone", "phone_garbage"),
]


@pytest.mark.parametrize(("vendor", "answer", "cause", "key"), REFUSED)
async def test_refused(vendor: str, answer: bytes, cause: str, key: str) -> None:
    async with answering(vendor, answer) as (_phone, driver):
        error = await refusal(driver.go(driver.ways(Order.HOLD)[0]))
    assert (error.cause, error.key) == (cause, key)
    assert str(error).startswith("desk") or "desk" in str(error)


async def test_a_403_with_an_open_info_page_is_no_lock() -> None:
    async with answering("snom", reply("403 Forbidden"), reply("200 OK", SNOM_HTML)) as (phone, driver):
        assert (await refusal(driver.go(driver.ways(Order.HOLD)[0]))).cause == "hidden-tags"
    assert [request.target for request in phone.requests] == [b"/command.htm?key=F_HOLD", b"/info.htm"]


async def test_https_is_named_with_its_port() -> None:
    async with answering("snom", _to("https://127.0.0.1:8443/")) as (_phone, driver):
        error = await refusal(driver.dial("22"))
    assert error.values["other"] == "https://127.0.0.1:8443"


@pytest.mark.parametrize(
    ("vendor", "page", "model", "firmware", "mac"),
    [
        ("snom", SNOM_HTML, "D785", "10.1.169.16", "0004137ab1cd"),
        ("snom", b"Firmware-Version: snom370-SIP 8.7.5.35<br>", "370", "8.7.5.35", ""),
        ("snom", b"Hardware: snom 320\nMAC-Address: 00-04-13-26-05-0A", "320", "", "00041326050a"),
        ("yealink", YEALINK_OLD, "", "2.71.14.4", ""),
        ("yealink", YEALINK_NEW, "T46G", "28.83.0.120", "0015655e167c"),
    ],
)
async def test_what_a_page_says(vendor: str, page: bytes, model: str, firmware: str, mac: str) -> None:
    async with answering(vendor, reply("200 OK", page)) as (_phone, driver):
        probe = await driver.probe()
    assert (probe.ok, probe.model, probe.firmware, probe.mac) == (True, model, firmware, mac)


@pytest.mark.parametrize(
    ("vendor", "answer", "model"),
    [
        ("snom", reply("200 OK", b"<title>snom D785</title>", b"Server: snom embedded"), ""),
        ("yealink", reply("404 Not Found", b"", b"Server: yealink embed httpd"), ""),
        ("yealink", reply("400 Bad Request", b"<title>Yealink SIP-T46U Phone</title>"), "T46U"),
    ],
)
async def test_a_phone_that_says_little_is_still_a_phone(vendor: str, answer: bytes, model: str) -> None:
    async with answering(vendor, answer) as (_phone, driver):
        probe = await driver.probe()
    assert (probe.ok, probe.model, probe.mac) == (True, model, "")


@pytest.mark.parametrize(
    "answer",
    [
        reply("200 OK", b"<title>FRITZ!Box</title>"),
        reply("404 Not Found", b"<title>nginx</title>"),
        reply("502 Bad Gateway"),
        b"220 mail.example ESMTP\r\n\r\n",
    ],
)
async def test_something_else_at_the_address(vendor: str, answer: bytes) -> None:
    async with answering(vendor, answer) as (_phone, driver):
        probe = await driver.probe()
    assert (probe.ok, probe.cause) == (False, "not-a-phone")


async def test_a_d8xx_that_shows_its_model() -> None:
    page = b"Hardware: D865<br>Mac:000413AABBCC"
    async with answering("snom", reply("200 OK", page)) as (_phone, driver):
        probe = await driver.probe()
    assert (probe.ok, probe.cause, probe.model, probe.mac) == (
        False,
        "no-remote-control",
        "D865",
        "000413aabbcc",
    )


async def test_hostile_pages_are_cleaned(vendor: str) -> None:
    """No escape sequence, no markup and no novel gets from a phone onto the screen."""
    hostile = b"Hardware: D7\x1b[31m85\nFirmware-Version: 10\x1b]0;x\x07[red]" + b"9" * 9000
    hostile += b"\n[Status]\nFirmwareVersion=96.1\x1b[2J\xe2\x80\xae" + b"8" * 9000 + b"\nMACAddress=<b>\x00"
    async with answering(vendor, reply("200 OK", hostile)) as (_phone, driver):
        probe = await driver.probe()
    shown = probe.model + probe.firmware + probe.mac
    assert shown.isprintable()
    assert "\u202e" not in shown
    assert len(shown) <= 120
    assert probe.mac == ""
