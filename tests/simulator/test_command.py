"""`durchwahl simulate` as a real program."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.simulator.certificates import write_certificate
from tests.simulator.sink import Sink

RUNNER = """
import argparse, asyncio, sys
from tui.errors import DurchwahlError
from tui.simulator.command import add_arguments, run
parser = argparse.ArgumentParser()
add_arguments(parser)
try:
    sys.exit(asyncio.run(run(parser.parse_args())))
except DurchwahlError as error:
    print(error, file=sys.stderr)
    sys.exit(error.exit_code)
"""
ROOT = Path(__file__).parents[2]
Program = asyncio.subprocess.Process
Start = Callable[..., Awaitable[Program]]


@pytest.fixture
async def start() -> AsyncIterator[Start]:
    started: list[Program] = []

    async def run(*options: str) -> Program:
        pipe = asyncio.subprocess.PIPE
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
        program = await asyncio.create_subprocess_exec(
            *(sys.executable, "-W", "error", "-c", RUNNER, *options),
            stdin=pipe,
            stdout=pipe,
            stderr=pipe,
            env=environment,
        )
        started.append(program)
        return program

    yield run
    for program in started:
        if program.returncode is None:
            program.kill()
        await program.communicate()


async def line(program: Program) -> dict[str, Any]:
    assert program.stdout is not None
    text = await asyncio.wait_for(program.stdout.readline(), 10)
    assert text, (await program.communicate())[1].decode()
    found: dict[str, Any] = json.loads(text)
    return found


async def until(program: Program, **wanted: object) -> dict[str, Any]:
    while True:
        one = await line(program)
        if {key: one.get(key) for key in wanted} == wanted:
            return one


async def ended(program: Program) -> tuple[int | None, str]:
    _, errors = await asyncio.wait_for(program.communicate(), 10)
    return program.returncode, errors.decode()


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
async def test_one_phone(start: Start, sink: Sink, http: httpx.AsyncClient, stop: signal.Signals) -> None:
    program = await start(
        *("snom", "--port", "0", "--number", "22", "--user", "anna", "--password", "geheim"),
        *("--events", f"{sink.base}/p", "--display-name", "Anna Müller"),
    )
    ready = await line(program)
    assert ready["type"] == "ready"
    (phone,) = ready["phones"]
    assert (phone["name"], phone["vendor"], phone["number"]) == ("snom", "snom", "22")
    dial = f"{phone['url']}/command.htm?number=02214710001"
    assert (await http.get(dial)).status_code == 401
    assert (await http.get(dial, auth=httpx.DigestAuth("anna", "geheim"))).status_code == 302
    told = await until(program, type="event", event="outgoing")
    assert (told["phone"], told["status"]) == ("snom", 200)
    assert told["at"][10] == "T"
    assert told["at"][-6] in "+-"
    assert sink.events("p") == ["outgoing"]
    program.send_signal(stop)
    assert await ended(program) == (0, "")


async def test_an_office(start: Start, http: httpx.AsyncClient, tmp_path: Path) -> None:
    file = tmp_path / "office.toml"
    file.write_text(
        '[phone.a]\nvendor = "snom"\nport = 0\nnumber = "22"\ndisplay_name = "Anna Müller"\n'
        '[phone.b]\nvendor = "yealink"\nnumber = "23"\nremote_control = "prompt"\nprompt_after = 0.05\n',
        encoding="utf-8",
    )
    program = await start("--office", str(file))
    a, b = (await line(program))["phones"]
    assert (await http.get(f"{b['url']}/servlet?key=OK")).status_code == 403
    await until(program, type="prompt", answer="allowed")
    await http.get(f"{a['url']}/command.htm?number=23")
    ringing = await until(program, type="call", phone="b", what="ringing")
    assert ringing["name"] == "Anna Müller"
    assert (await http.get(f"{b['url']}/servlet?key=OK")).status_code == 200
    await until(program, type="call", phone="a", what="connected")
    program.terminate()
    assert await ended(program) == (0, "")


async def test_hands(start: Start) -> None:
    program = await start("yealink", "--hands")
    await line(program)
    assert program.stdin is not None
    program.stdin.write("02214710001 call 22 Jürgen Groß\n".encode())
    assert (await until(program, what="ringing"))["name"] == "Jürgen Groß"
    program.stdin.write(b"yealink press OK\n")
    await until(program, what="connected")
    program.stdin.write(b"yealink fly\n\n")
    assert (await until(program, type="hand"))["problem"] == "not understood"
    program.stdin.write(b"02214710001 hang-up\n")
    assert (await until(program, what="ended"))["reason"] == "remote-hung-up"
    program.terminate()
    assert await ended(program) == (0, "")


async def test_keys_of_an_office_file_as_options(
    start: Start, http: httpx.AsyncClient, tmp_path: Path
) -> None:
    certificate = str(write_certificate(tmp_path / "phone.pem"))
    program = await start(
        *("snom", "--certificate", certificate, "--set", "model=D715", "--set", 'lines=["26"]'),
        *("--set", "settings={restrict_uri_queries='on'}", "--hands"),
    )
    (phone,) = (await line(program))["phones"]
    assert phone["secure_url"].startswith("https://127.0.0.1:")
    page = (await http.get(f"{phone['url']}/settings.htm")).text
    assert "user_name2!: 26" in page
    assert "restrict_uri_queries!: on" in page
    assert "Hardware: D715" in (await http.get(f"{phone['url']}/info.htm")).text
    assert program.stdin is not None
    program.stdin.write(b"snom log-off\n")
    assert (await until(program, type="phone"))["what"] == "unregistered"
    program.stdin.write(b"snom web-off\nsnom reboot\n")
    await until(program, type="boot", stage="up")
    with pytest.raises(httpx.ConnectError):
        await http.get(phone["url"])
    program.terminate()
    assert await ended(program) == (0, "")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ([], "--office"),
        (["snom", "--set", "modell=D715"], "--set.modell"),
        (["snom", "--set", "max_calls=many"], "--set.max_calls"),
        (["snom", "--certificate", "no-such-file.pem"], "no-such-file.pem"),
        (["yealink", "--https-only"], "--certificate"),
        (["snom", "--https-port", "-1"], "--https-port"),
        (["snom", "--announce-pnp", "here"], "--announce-pnp"),
        (["nokia"], "nokia"),
        (["snom", "--office", "x.toml"], "--office"),
        (["--office", "no-such-file.toml"], "no-such-file.toml"),
        (["snom", "--port", "70000"], "--port"),
        (["snom", "--auth", "ntlm"], "--auth"),
        (["snom", "--number", "abc"], "--number"),
        (["snom", "--events", "localhost"], "--events"),
        (["yealink", "--remote-control", "hidden-tags"], "--remote-control"),
        (["snom", "--unknown", "sleeps"], "--unknown"),
    ],
)
async def test_wrong_options(start: Start, options: list[str], words: str) -> None:
    code, errors = await ended(await start(*options))
    assert code == 2
    assert words in errors
    assert errors.count("\n") == 1


async def test_it_goes_on_when_nobody_reads_any_more(start: Start, http: httpx.AsyncClient) -> None:
    program = await start("snom")
    url = (await line(program))["phones"][0]["url"]
    assert program.stdout is not None
    program.stdout._transport.close()  # type: ignore[attr-defined]
    for _ in range(3):
        assert (await http.get(f"{url}/command.htm?key=DND")).status_code == 200
    program.terminate()
    assert program.stderr is not None
    assert await asyncio.wait_for(program.wait(), 10) == 0
    assert await program.stderr.read() == b""


async def test_port_in_use(start: Start) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        code, errors = await ended(await start("snom", "--port", port))
    assert code == 1
    assert port in errors
    assert errors.count("\n") == 1


async def test_building_the_parser_loads_no_web_server() -> None:
    code = "import sys, tui.simulator.command; sys.exit('aiohttp' in sys.modules)"
    program = await asyncio.create_subprocess_exec(sys.executable, "-c", code, cwd=ROOT)
    assert await program.wait() == 0
