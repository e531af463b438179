"""A third maker is one file: dropped into `tui/phones/makers`, the whole program drives its phones."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from tests.e2e.office import free_port
from tests.e2e.program import ROOT, environment
from tests.unit.net.raw_phone import BASIC, TOKEN, RawPhone, RawRequest, raw_phone, reply, unauthorized

THIRD = Path(__file__).with_name("third")
# As if the file stood among the makers. The rules of the configuration are made when they are imported.
BEGIN = (
    "import sys; from tui.phones import makers; makers.__path__.append(sys.argv.pop(1));"
    "from tui.cli import main; sys.exit(main(sys.argv[1:]))"
)
NUMBER = "03023125110"


@dataclass
class Toyfon:
    """The simulated phone: it answers, keeps its settings and reports what happens to the URLs it was given."""

    settings: dict[str, str] = field(default_factory=lambda: {"dnd": "off"})
    commands: list[str] = field(default_factory=list)
    tasks: set[asyncio.Task[None]] = field(default_factory=set)
    calls: int = 0
    remote: str = ""

    def answer(self, request: RawRequest) -> bytes:
        server = b"Server: toyfon/1"
        if request.login != b"Basic " + TOKEN:
            return unauthorized(BASIC)
        where = urlsplit(request.target.decode())
        asked = dict(parse_qsl(where.query))
        match where.path:
            case "/about":
                about = {"model": "T1", "version": "1.2", "mac": "02aabb000001"}
                return reply("200 OK", json.dumps(about).encode(), server)
            case "/settings":
                lines = "\n".join(f"{name}={value}" for name, value in self.settings.items())
                return reply("200 OK", lines.encode(), server)
            case "/set":
                self.settings |= asked
            case "/dial":
                self.calls, self.remote = self.calls + 1, asked["to"]
                self._report("dialling", "talking")
            case "/press" if asked["key"] == "hangup":
                self._report("over")
            case _:
                return reply("404 Not Found", b"", server)
        self.commands.append(request.target.decode())
        return reply("200 OK", b"", server)

    def _report(self, *events: str) -> None:
        task = asyncio.create_task(self._send(events))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def _send(self, events: tuple[str, ...]) -> None:
        for event in events:
            url = self.settings[f"url_{event}"]
            for name, value in {"id": str(self.calls), "number": self.remote, "name": "Käthe"}.items():
                url = url.replace(f"[{name}]", value)
            where = urlsplit(url)
            reader, writer = await asyncio.open_connection(where.hostname, where.port)
            writer.write(f"GET {where.path}?{where.query} HTTP/1.0\r\n\r\n".encode())
            await reader.read()
            writer.close()


@dataclass
class Desk:
    toyfon: Toyfon
    raw: RawPhone
    folder: Path

    def __post_init__(self) -> None:
        host = f"127.0.0.1:{self.raw.port}"
        (self.folder / "config.toml").write_text(
            f'[events]\nhost = "127.0.0.1"\nport = {free_port()}\nadvertise = "127.0.0.1"\n'
            '[dialing]\narea_code = "221"\noutside_prefix = "0"\n'
            f'[phone.desk]\nvendor = "toyfon"\nhost = "{host}"\nuser = "admin"\npassword = "Geheim7"\n'
        )

    def begin(self, *words: str) -> subprocess.Popen[bytes]:
        files = ("--config", str(self.folder / "config.toml"), "--data-dir", str(self.folder / "data"))
        return subprocess.Popen(
            [sys.executable, "-c", BEGIN, str(THIRD), *words, *files],
            cwd=ROOT,
            env=environment(self.folder / "home"),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    async def cli(self, *words: str) -> tuple[int, str, str]:
        process = self.begin(*words)
        out, err = await asyncio.to_thread(process.communicate, timeout=30)
        return process.returncode, out.decode(), err.decode()

    async def json(self, *words: str) -> Any:
        status, out, err = await self.cli(*words, "--json")
        assert (status, err) == (0, "")
        return json.loads(out)


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    toyfon = Toyfon()
    async with raw_phone(toyfon.answer) as raw:
        yield Desk(toyfon, raw, tmp_path)
        await asyncio.gather(*toyfon.tasks)


@asynccontextmanager
async def serving(desk: Desk) -> AsyncIterator[None]:
    """`serve`, from when it is ready until it has ended."""
    process = desk.begin("serve", "--json")
    assert process.stdout is not None
    rest: asyncio.Future[tuple[bytes, bytes]] | None = None
    try:
        first = await asyncio.to_thread(process.stdout.readline)
        assert json.loads(first)["type"] == "ready"
        rest = asyncio.ensure_future(asyncio.to_thread(process.communicate, timeout=60))
        yield
    finally:
        process.terminate()
        _, err = await rest if rest is not None else process.communicate(timeout=20)
        assert (process.returncode, err) == (0, b"")


async def test_the_configuration_knows_it_and_the_others(desk: Desk) -> None:
    (listed,) = (await desk.json("phone", "list"))["phones"]
    assert listed["vendor"] == "toyfon"
    config = desk.folder / "config.toml"
    config.write_text(config.read_text().replace('"toyfon"', '"toyfons"'))
    status, _, err = await desk.cli("phone", "list")
    assert status == 2
    assert "Did you mean toyfon?" in err
    config.write_text(config.read_text().replace('"toyfons"', '"q"'))
    assert "must be one of: snom, toyfon, yealink" in (await desk.cli("phone", "list"))[2]


async def test_it_is_tested_and_told_from_others(desk: Desk) -> None:
    assert (await desk.cli("phone", "test"))[:2] == (0, "desk: OK T1 1.2 02aabb000001\n")
    config = desk.folder / "config.toml"
    config.write_text(config.read_text().replace('"Geheim7"', '"falsch"'))
    status, out, _ = await desk.cli("phone", "test")
    assert status == 3
    assert "refused the user name or password" in out
    config.write_text(config.read_text().replace('"toyfon"', '"snom"').replace('"falsch"', '"Geheim7"'))
    assert (await desk.cli("phone", "test"))[0] == 3


async def test_its_urls_are_written_in_its_own_format(desk: Desk) -> None:
    document = await desk.json("phone", "urls")
    assert document["vendor"] == "toyfon"
    assert [url["event"] for url in document["urls"]] == ["ringing", "dialling", "talking", "over"]
    _, out, _ = await desk.cli("phone", "urls", "--format", "toy")
    assert out.splitlines()[0] == f"url_ringing: {document['urls'][0]['url']}"
    status, _, err = await desk.cli("phone", "urls", "--format", "xml")
    assert (status, "Toyfon" in err, "--format toy" in err) == (2, True, True)
    assert (await desk.cli("phone", "urls", "--vendor", "toyfon"))[0] == 0


async def test_the_whole_way_of_a_call(desk: Desk) -> None:
    """URLs into the phone, a number dialled, its reports understood, the end by key, the journal, DND."""
    async with serving(desk):
        status, out, err = await desk.cli("phone", "install-urls")
        assert (status, err) == (0, ""), out
        assert set(desk.toyfon.settings) == {"dnd", "url_ringing", "url_dialling", "url_talking", "url_over"}
        called = await desk.json("dial", NUMBER)
        assert (called["confirmed"], called["call"]["number"]) == (True, f"+49{NUMBER[1:]}")
        await asyncio.gather(*desk.toyfon.tasks)
        assert (await desk.json("call", "hangup"))["confirmed"]
        status, _, err = await desk.cli("call", "hold")
        assert status == 4, err
        assert (await desk.json("phone", "dnd", "on"))["confirmed"]
        assert desk.toyfon.settings["dnd"] == "on"
        (call,) = (await desk.json("calls"))["calls"]
    assert (call["phone"], call["outcome"], call["display_name"]) == ("desk", "answered", "Käthe")
    assert [one for one in desk.toyfon.commands if not one.startswith("/set?url")] == [
        f"/dial?to=0{NUMBER}",
        "/press?key=hangup",
        "/set?dnd=on",
    ]


async def test_what_it_lacks_is_said(desk: Desk) -> None:
    for words in (("call", "conference"), ("phone", "screen", "--save", str(desk.folder / "a.png"))):
        status, _, err = await desk.cli(*words)
        assert (status, err) == (
            3,
            "durchwahl: desk cannot do that by remote control. Do it on the phone itself.\n",
        )
