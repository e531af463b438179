"""Why a phone was not reached: exactly one cause, with the remedy that fits."""

from __future__ import annotations

import asyncio
import errno
import socket
import ssl
from collections.abc import Iterator
from contextlib import AsyncExitStack, ExitStack, contextmanager
from dataclasses import replace
from typing import cast

import pytest
import trustme

from tests.contract.desk import desk
from tests.unit.net.raw_phone import RawPhone, Talk, raw_phone, reply
from tui.config.model import PhoneConfig
from tui.errors import PhoneError
from tui.phones import doors as door_module
from tui.phones import probing
from tui.phones.answer import failed
from tui.phones.doors import Door, doors, knock
from tui.phones.driver import CAUSES, PhoneDriver, Probe
from tui.phones.pins import MemoryPins
from tui.phones.probing import examine
from tui.phones.registry import make_driver

SNOM = reply("401 Unauthorized", b"<title>snom D785</title>", b"Server: snom embedded")
YEALINK = reply("200 OK", b"<title>Yealink SIP-T46U Phone</title>", b"Server: yealink embed httpd")
PRINTER = reply("200 OK", b"<title>Laser</title>", b"Server: Virata-EmWeb")
LOOPBACK = "127.0.0.1"


class Failing:
    """A driver whose probe failed that way; everything else of it is not to be used."""

    name = "desk"
    vendor = "snom"

    def __init__(self, cause: str) -> None:
        self.result = failed(PhoneError("phone_closed", cause=cause, phone="desk"))
        self.probes = 0

    async def probe(self) -> Probe:
        self.probes += 1
        return self.result


@pytest.fixture(scope="module")
def encrypted() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("snom.invalid", key_type=trustme.KeyType.RSA).configure_cert(context)
    return context


@contextmanager
def closed_port() -> Iterator[int]:
    """A port that is taken, but where nobody listens."""
    with socket.socket() as unused:
        unused.bind((LOOPBACK, 0))
        yield int(unused.getsockname()[1])


@contextmanager
def silent_port() -> Iterator[int]:
    """A port that answers nothing: its queue of connections is full and nobody takes one out."""
    with ExitStack() as stack:
        full = stack.enter_context(socket.socket())
        full.bind((LOOPBACK, 0))
        full.listen(0)
        for _ in range(4):
            client = stack.enter_context(socket.socket())
            client.setblocking(False)
            client.connect_ex(full.getsockname())
        yield int(full.getsockname()[1])


def only_http(front: bytes) -> Talk:
    """Like a web server that reads a line and finds that it is no HTTP."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if await reader.readexactly(1) == b"G":
            await reader.readuntil(b"\r\n\r\n")
            writer.write(front)
        else:
            writer.write(reply("400 Bad Request"))
        await writer.drain()

    return talk


async def examined(
    host: str, cause: str, places: tuple[tuple[str, int], ...], pins: MemoryPins | None = None
) -> Probe:
    driver = Failing(cause)
    config = PhoneConfig("desk", "snom", host)
    probe = await examine(cast("PhoneDriver", driver), config, pins or MemoryPins(), places)
    assert driver.probes == 1
    if not probe.ok:
        assert probe.cause in CAUSES
        assert probe.text.endswith(".")
    return probe


@pytest.mark.parametrize(
    "cause",
    ["password", "locked", "consent", "allow-list", "hidden-tags", "no-remote-control", "certificate"],
)
async def test_a_phone_that_answered_is_not_asked_again(cause: str) -> None:
    async with raw_phone() as phone:
        probe = await examined(f"{LOOPBACK}:{phone.port}", cause, (("http", phone.port),))
        assert phone.connections == 0
    expected = Failing(cause).result
    if cause in ("consent", "allow-list"):
        expected = replace(expected, text=f"{expected.text} The phone sees this computer as {LOOPBACK}.")
    assert probe == expected


@pytest.mark.parametrize("cause", ["unreachable", "timeout"])
async def test_a_host_without_a_web_server(cause: str) -> None:
    with closed_port() as one, closed_port() as other:
        probe = await examined(f"{LOOPBACK}:{one}", cause, (("http", other),))
    assert probe.cause == "web-off"
    assert f"http://{LOOPBACK}:{one}" in probe.text


async def test_one_port_that_refuses_says_that_somebody_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(probing, "_SECONDS", 0.2)
    with silent_port() as silent, closed_port() as closed:
        assert (await examined(f"{LOOPBACK}:{silent}", "timeout", (("http", closed),))).cause == "web-off"


async def test_nobody_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(probing, "_SECONDS", 0.2)
    with silent_port() as one, silent_port() as other:
        probe = await examined(f"{LOOPBACK}:{one}", "timeout", (("https", other),))
    assert probe.cause == "unreachable"
    assert "durchwahl phone discover" in probe.text


@pytest.mark.parametrize("place", ["http", "https"])
async def test_the_web_server_at_another_port(place: str, encrypted: ssl.SSLContext) -> None:
    tls = encrypted if place == "https" else None
    async with raw_phone(lambda request: SNOM, tls=tls) as phone:
        with closed_port() as closed:
            probe = await examined(f"{LOOPBACK}:{closed}", "unreachable", ((place, phone.port),))
    assert probe.cause == "wrong-port"
    assert f"{place}://{LOOPBACK}:{phone.port}" in probe.text
    assert phone.logins == []
    assert len(phone.requests) == 1


async def test_of_several_the_scheme_that_is_configured_comes_first(encrypted: ssl.SSLContext) -> None:
    async with AsyncExitStack() as stack:
        secure = await stack.enter_async_context(raw_phone(lambda request: SNOM, tls=encrypted))
        plain = await stack.enter_async_context(raw_phone(lambda request: SNOM))
        places = (("https", secure.port), ("http", plain.port))
        closed = stack.enter_context(closed_port())
        probe = await examined(f"{LOOPBACK}:{closed}", "unreachable", places)
        assert f"http://{LOOPBACK}:{plain.port}" in probe.text
        probe = await examined(f"https://{LOOPBACK}:{closed}", "unreachable", places)
        assert f"https://{LOOPBACK}:{secure.port}" in probe.text


async def test_http_to_a_port_of_https(encrypted: ssl.SSLContext) -> None:
    async with raw_phone(lambda request: SNOM, tls=encrypted) as phone:
        probe = await examined(f"{LOOPBACK}:{phone.port}", "unreachable", ())
    assert probe.cause == "wrong-scheme"
    assert f"https://{LOOPBACK}:{phone.port}" in probe.text


@pytest.mark.parametrize("answer", [SNOM, PRINTER])
async def test_https_to_a_port_of_http(answer: bytes) -> None:
    async with raw_phone(talk=only_http(answer)) as phone:
        probe = await examined(f"https://{LOOPBACK}:{phone.port}", "wrong-scheme", ())
    assert probe.cause == "wrong-scheme"
    assert f"http://{LOOPBACK}:{phone.port}" in probe.text


@pytest.mark.parametrize("header", [b"Location: https://x/", b"X: y"])
async def test_a_phone_that_only_sends_on_to_https(header: bytes, encrypted: ssl.SSLContext) -> None:
    away = reply("307 Temporary Redirect", b"", b"Server: snom embedded", header)
    async with (
        raw_phone(talk=only_http(away)) as plain,
        raw_phone(lambda request: SNOM, tls=encrypted) as secure,
    ):
        places = (("https", secure.port),)
        probe = await examined(f"{LOOPBACK}:{plain.port}", "wrong-scheme", places)
    assert probe.cause == "wrong-scheme"
    assert f"https://{LOOPBACK}:{secure.port}" in probe.text


async def test_another_makers_phone() -> None:
    async with raw_phone(lambda request: YEALINK) as phone:
        probe = await examined(f"{LOOPBACK}:{phone.port}", "not-a-phone", ())
    assert probe.cause == "not-a-phone"
    assert "Yealink" in probe.text
    assert "yealink" in probe.text


async def test_a_stranger_at_another_port() -> None:
    async with raw_phone(lambda request: PRINTER) as printer:
        with closed_port() as closed:
            probe = await examined(f"{LOOPBACK}:{closed}", "unreachable", (("http", printer.port),))
    assert probe.cause == "not-a-phone"
    assert f"http://{LOOPBACK}:{printer.port}" in probe.text


async def test_a_stranger_at_the_very_port_is_what_the_driver_says() -> None:
    async with raw_phone(lambda request: PRINTER) as printer:
        probe = await examined(f"{LOOPBACK}:{printer.port}", "not-a-phone", ())
    assert probe == Failing("not-a-phone").result


async def test_a_phone_that_is_only_slow_stays_a_time_out() -> None:
    async with raw_phone(lambda request: SNOM) as phone:
        probe = await examined(f"{LOOPBACK}:{phone.port}", "timeout", ())
    assert probe == Failing("timeout").result


async def test_a_phone_that_hangs_up_on_everything() -> None:
    async def hang_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)

    async with raw_phone(talk=hang_up) as phone:
        probe = await examined(f"{LOOPBACK}:{phone.port}", "unreachable", ())
    assert probe.cause == "timeout"
    assert f"http://{LOOPBACK}:{phone.port}" in probe.text


async def test_hostile_answers_end_in_one_cause() -> None:
    async def garbage(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(10)
        writer.write(b"\x00\xff\x1b[2J" * 50_000)

    location = b"Location: https://[::1" + b"x" * 5000
    for talk in (garbage, only_http(reply("302 Found", b"\x1b[2J", location))):
        async with raw_phone(talk=talk) as phone:
            probe = await examined(f"{LOOPBACK}:{phone.port}", "not-a-phone", ())
        assert probe == Failing("not-a-phone").result


async def test_a_name_that_nobody_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    async def unknown(*_: object, **__: object) -> list[object]:
        raise socket.gaierror(socket.EAI_NONAME, "not known")

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", unknown)
    probe = await examined("phone.invalid", "unreachable", (("http", 80),))
    assert probe.cause == "unreachable"
    assert "phone.invalid" in probe.text


@pytest.mark.parametrize(
    ("fault", "door"),
    [
        (ConnectionRefusedError(errno.ECONNREFUSED, ""), Door.REFUSED),
        (ConnectionResetError(errno.ECONNRESET, ""), Door.REFUSED),
        (OSError(errno.EHOSTUNREACH, ""), Door.SILENT),
        (OSError(errno.ETIMEDOUT, ""), Door.SILENT),
        (TimeoutError(), Door.SILENT),
        (OSError(errno.ENETUNREACH, ""), Door.NO_WAY),
        (PermissionError(errno.EACCES, ""), Door.NO_WAY),
        (OSError(errno.EMFILE, ""), Door.NO_WAY),
    ],
)
async def test_what_a_failed_connection_says(
    monkeypatch: pytest.MonkeyPatch, fault: OSError, door: Door
) -> None:
    async def fail(*_: object, **__: object) -> None:
        raise fault

    monkeypatch.setattr(asyncio, "open_connection", fail)
    assert await knock(LOOPBACK, 80, 1.0) is door


async def test_no_way_there(monkeypatch: pytest.MonkeyPatch) -> None:
    async def nowhere(address: str, port: int, seconds: float) -> Door:
        return Door.NO_WAY

    monkeypatch.setattr(door_module, "knock", nowhere)
    probe = await examined("192.0.2.77", "unreachable", (("http", 80),))
    assert probe.cause == "unreachable"
    assert "192.0.2.77" in probe.text


async def test_a_knock_says_nothing() -> None:
    heard = bytearray()
    over = asyncio.Event()

    async def listen(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            heard.extend(await reader.read())
        finally:
            over.set()

    async with raw_phone(talk=listen) as phone:
        with closed_port() as closed:
            states = await doors(LOOPBACK, (phone.port, closed, phone.port), 2.0)
        await asyncio.wait_for(over.wait(), 5)
    assert states == {phone.port: Door.OPEN, closed: Door.REFUSED}
    assert heard == b""


async def test_the_certificate_that_is_trusted_is_told() -> None:
    pins = MemoryPins()
    pins.pin(f"{LOOPBACK}:8443", "ab" * 32)
    assert (await examined(f"https://{LOOPBACK}:8443", "password", (), pins)).certificate == "ab" * 32
    assert (await examined(f"http://{LOOPBACK}:8443", "password", (), pins)).certificate == ""


# with the real drivers


async def _whole(phone: RawPhone, scheme: str, vendor: str, places: tuple[tuple[str, int], ...]) -> Probe:
    config = phone.config(
        vendor=vendor, host=f"{scheme}://{LOOPBACK}:{phone.port}", user="admin", password="Geheim7"
    )
    pins = MemoryPins()
    driver = make_driver(config, pins)
    try:
        return await examine(driver, config, pins, places)
    finally:
        await driver.aclose()


@pytest.mark.parametrize(("vendor", "front"), [("snom", SNOM), ("yealink", YEALINK)])
async def test_a_whole_probe_with_the_wrong_scheme(
    vendor: str, front: bytes, encrypted: ssl.SSLContext
) -> None:
    async with raw_phone(lambda request: front, tls=encrypted) as phone:
        probe = await _whole(phone, "http", vendor, ())
    assert (probe.cause, probe.certificate) == ("wrong-scheme", "")
    async with raw_phone(lambda request: front) as phone:
        phone.talk = only_http(front)
        probe = await _whole(phone, "https", vendor, ())
    assert (probe.cause, probe.certificate) == ("wrong-scheme", "")
    assert phone.logins == []


@pytest.mark.parametrize("cause", ["allow-list", "consent"])
async def test_the_remedy_names_the_address_that_belongs_into_the_phones_list(cause: str) -> None:
    remote = {"allow-list": "denied", "consent": "prompt"}[cause]
    async with desk("yealink", remote_control=remote) as at:
        probe = await examine(at.driver, at.config, MemoryPins())
    assert probe.cause == cause
    assert probe.text.endswith(" The phone sees this computer as 127.0.0.1.")
