"""What is written down of real requests over HTTP, both ways."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import aclosing, asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from tests.server.wire import get
from tui.calls.events import RawEvent
from tui.config.model import PhoneConfig
from tui.dialing.number import DialPlan
from tui.errors import DurchwahlError, PhoneError
from tui.net import PhoneLink
from tui.phones.decoding import decode
from tui.phones.pins import MemoryPins
from tui.phones.registry import make_driver
from tui.phones.watching import watched
from tui.recording.reading import TraceReader
from tui.recording.recorder import Recorder
from tui.recording.trace import About, Command, Ending, Line, Opening, Own, Report
from tui.recording.writer import create
from tui.server.listener import EventServer
from tui.simulator.office import Office, OfficePlan
from tui.simulator.profile import PhoneProfile

TOKEN = "aB3dE6gH9jK2mN5p"
PASSWORD = "Geheim7"
NOW = 1_795_432_500.123456
VENDORS = {"desk": "snom", "side": "yealink"}


class Recording:
    """A recorder and its file."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "trace.jsonl"
        self.ended: list[DurchwahlError] = []
        self.recorder = Recorder(self.path, create(self.path), lambda: NOW, self.ended.append)
        self.recorder.open("durchwahl 1", DialPlan(), VENDORS)
        self.recorder.keep_out(TOKEN)

    def lines(self) -> list[Line]:
        """What was written between the first and the last line."""
        self.recorder.close()
        reader = TraceReader(self.path)
        first, *lines, last = list(reader)
        assert isinstance(first, Opening)
        assert isinstance(last, Ending)
        assert (first.program, dict(first.phones), first.masked) == ("durchwahl 1", VENDORS, False)
        assert reader.damaged == []
        assert self.ended == []
        text = self.path.read_bytes()
        assert TOKEN.encode() not in text
        assert PASSWORD.encode() not in text
        return lines


@pytest.fixture
def recording(tmp_path: Path) -> Recording:
    return Recording(tmp_path)


async def asked(recording: Recording, *requests: bytes) -> list[Report]:
    """The reports that these requests, each on its own connection, become."""
    seq = 0

    async def receive(raw: RawEvent) -> None:
        nonlocal seq
        if b"lost" in raw.query:
            raise OSError
        seq += 1
        event = decode(raw, seq)
        assert event is not None
        recording.recorder.noted(event, raw.source, raw.name)

    server = EventServer(receive, {TOKEN: ("desk", "snom")}, lambda: NOW)
    server.on_received = recording.recorder.received
    port = await server.start("127.0.0.1", 0)
    try:
        for request in requests:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(request)
            await reader.read()
            writer.close()
            await writer.wait_closed()
    finally:
        await server.stop()
    lines = recording.lines()
    assert all(isinstance(line, Report) for line in lines)
    return [line for line in lines if isinstance(line, Report)]


async def test_a_report_byte_for_byte_but_for_the_token(recording: Recording) -> None:
    target = f"/{TOKEN}/incoming?remote=22@pbx&name=".encode() + b'M\xfcller "x" <y>\x01 %C3%BC'
    agent = "User-Agent: Mozilla/4.0 (compatible; snom710-SIP 8.7.5.35)"
    request = (
        b"GET "
        + target
        + f" HTTP/1.0\r\n{agent}\r\nCookie: a=b\r\nAuthorization: Basic eDp5\r\n\r\n".encode()
    )
    (report,) = await asked(recording, request)
    assert report.line == b"GET " + target.replace(TOKEN.encode(), b"TOKEN") + b" HTTP/1.0"
    assert (report.phone, report.vendor, report.method, report.status, report.seq) == (
        "desk",
        "snom",
        "GET",
        200,
        1,
    )
    assert (report.at, report.peer) == (NOW, "127.0.0.1")
    assert dict(report.headers) == {"user-agent": agent.partition(": ")[2].encode()}


async def test_what_became_of_each_request(recording: Recording) -> None:
    close = ("Connection: close",)
    reports = await asked(
        recording,
        get(f"/{TOKEN}/incoming?call_id=1", *close),
        get(f"/{TOKEN}/connected?lost", *close),
        get(f"/{TOKEN}/no_event?x", *close),
        get(f"/{TOKEN}/incoming", *close, method="HEAD"),
        get(f"/{TOKEN}/incoming", *close, method="POST"),
        get("/aB3dE6gH9jK2mN5q/incoming?remote=22", *close),
        get("/%61B3dE6gH9jK2mN5p/disconnected?call_id=1", *close),
        get(f"http://192.168.1.20:8080/{TOKEN}/missed", *close),
        b"\x16\x03\x01 secret words\r\n\r\n",
        get("/", *close),
    )  # fmt: skip
    assert [(one.phone, one.method, one.status, one.seq) for one in reports] == [
        ("desk", "GET", 200, 1),
        ("desk", "GET", 503, 0),
        ("desk", "GET", 404, 0),
        ("desk", "HEAD", 200, 0),
        ("", "", 405, 0),
        ("", "GET", 404, 0),
        ("desk", "GET", 200, 2),
        ("desk", "GET", 200, 3),
        ("", "", 400, 0),
        ("", "GET", 200, 0),
    ]
    assert [one.line for one in reports] == [
        b"GET /TOKEN/incoming?call_id=1 HTTP/1.1",
        b"GET /TOKEN/connected?lost HTTP/1.1",
        b"GET /***/***?x HTTP/1.1",
        b"HEAD /TOKEN/incoming HTTP/1.1",
        b"POST /***/incoming HTTP/1.1",
        b"GET /***/incoming?remote=22 HTTP/1.1",
        b"GET /TOKEN/disconnected?call_id=1 HTTP/1.1",
        b"GET /TOKEN/missed HTTP/1.1",
        b"\x16\x03\x01 ****** *****",
        b"GET / HTTP/1.1",
    ]


async def test_strangers_do_not_fill_the_file(recording: Recording) -> None:
    request = get("/" + "x" * 60_000, "Connection: close")
    server = EventServer(lambda raw: asyncio.sleep(0), {}, lambda: NOW)
    server.on_received = recording.recorder.received
    port = await server.start("127.0.0.1", 0)
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(get("/" + "x" * 100) * 299 + request)
        await reader.read()
        writer.close()
        await writer.wait_closed()
    finally:
        await server.stop()
    assert len(recording.lines()) <= 200
    assert recording.path.stat().st_size < 100_000


@asynccontextmanager
async def phone(recording: Recording, name: str, **profile: object) -> AsyncIterator[PhoneConfig]:
    """A simulated phone, and how it is configured."""
    plain = PhoneProfile(VENDORS[name], "22", password=PASSWORD, think_seconds=0.001)
    plan = OfficePlan(phones={name: replace(plain, **profile)}, outside_prefix="")  # type: ignore[arg-type]
    async with Office(plan) as office:
        host = office.phone(name).url.removeprefix("http://")
        yield PhoneConfig(name, VENDORS[name], host, "admin", PASSWORD, timeout=2.0)


def commands(recording: Recording) -> list[Command]:
    return [line for line in recording.lines() if isinstance(line, Command)]


@pytest.mark.parametrize("name", list(VENDORS))
async def test_every_request_of_a_driver_with_its_answer(recording: Recording, name: str) -> None:
    async with phone(recording, name) as config:
        with watched(recording.recorder):
            driver = make_driver(config)
        async with aclosing(driver):
            assert (await driver.probe()).ok
            await driver.dial("0221471101")
    found = commands(recording)
    assert {one.phone for one in found} == {name}
    dialled = found[-1]
    assert b"number=0221471101" in dialled.target
    assert dialled.status in (200, 302)
    assert dialled.login
    assert dialled.at <= NOW
    assert any(b"snom" in one.body.lower() or b"FirmwareVersion" in one.body for one in found)
    if name == "snom":
        assert any(one.status == 401 and "www-authenticate" in dict(one.headers) for one in found)


async def test_a_picture_is_not_kept(recording: Recording) -> None:
    async with phone(recording, "desk") as config:
        with watched(recording.recorder):
            driver = make_driver(config)
        async with aclosing(driver):
            picture = await driver.picture()
    last = commands(recording)[-1]
    assert (last.body, last.size) == (b"", len(picture))


@pytest.mark.parametrize(
    ("change", "cause"),
    [({"host": "127.0.0.1:9"}, "unreachable"), ({"password": "falsch"}, "")],
)
async def test_a_request_that_fails_is_a_line_too(
    recording: Recording, change: Mapping[str, str], cause: str
) -> None:
    async with phone(recording, "desk") as config:
        with watched(recording.recorder):
            link = PhoneLink(replace(config, **change), MemoryPins())  # type: ignore[arg-type]
        async with aclosing(link):
            with pytest.raises(PhoneError):
                await link.get("/info.htm")
    last = commands(recording)[-1]
    assert (last.fault, last.status) == (cause, 0 if cause else 401)


async def test_a_request_that_is_given_up_is_told(recording: Recording) -> None:
    over = asyncio.Event()

    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()
        over.set()

    server = await asyncio.start_server(silent, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        with watched(recording.recorder):
            link = PhoneLink(PhoneConfig("desk", "snom", f"127.0.0.1:{port}", timeout=0.05), MemoryPins())
        async with aclosing(link):
            with pytest.raises(PhoneError) as error:
                await link.get("/")
            await over.wait()
    assert error.value.cause == "timeout"
    (only,) = commands(recording)
    assert (only.fault, only.status) == ("cancelled", 0)
    assert only.seconds >= 0.04


async def test_links_made_outside_are_not_watched(recording: Recording) -> None:
    async with phone(recording, "desk") as config:
        with watched(recording.recorder):
            pass
        link = PhoneLink(config, MemoryPins())
        async with aclosing(link):
            await link.get("/")
    assert commands(recording) == []


def test_our_own_doing_and_what_is_known_of_a_phone(recording: Recording) -> None:
    raw = RawEvent(NOW, "desk", "durchwahl", "transfer-sent", b"call_id=a%26b&remote=22&target=%2B4922147")
    event = decode(raw, 17)
    assert event is not None
    recording.recorder.noted(event, "durchwahl", raw.name)
    for _ in range(2):
        recording.recorder.about("desk", "snom", "D785", "10.1.169.16")
    recording.recorder.about("side", "yealink", "", "")
    own, about = recording.lines()
    assert own == Own(NOW, "desk", "transfer-sent", "a&b", "22", "+4922147", 17)
    assert about == About(NOW, "desk", "snom", "D785", "10.1.169.16")
