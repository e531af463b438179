"""The control socket: who may use it, what it answers, and what becomes of it."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import stat
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from tests.unit.switchboard.core import Core, running
from tui.control import client as client_module
from tui.control.client import ControlClient
from tui.control.protocol import LINE_LIMIT, RemoteError
from tui.control.server import ControlServer
from tui.errors import DurchwahlError

ANNA = "02214710501"


@asynccontextmanager
async def controlled() -> AsyncIterator[tuple[Core, ControlServer, Path]]:
    """A running switchboard with its socket, in a folder with a short name."""
    with TemporaryDirectory(prefix="dw-") as folder:
        async with running(Path(folder)) as core:
            path = core.switchboard.paths.socket
            server = ControlServer(core.switchboard, path)
            await server.start()
            try:
                yield core, server, path
            finally:
                await server.stop()


@asynccontextmanager
async def connected(path: Path) -> AsyncIterator[ControlClient]:
    client = await ControlClient.connect(path)
    assert client is not None
    try:
        yield client
    finally:
        await client.close()


async def test_it_is_private_and_gone_afterwards() -> None:
    async with controlled() as (_, server, path):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        async with connected(path) as client:
            assert client.pid == os.getpid()
            await server.stop()
        assert not path.exists()
        assert await ControlClient.connect(path) is None


async def test_an_order_is_done_and_told() -> None:
    async with controlled() as (core, _, path), connected(path) as client:
        await core.desk.ring(ANNA)
        answer = await client.ask("order", order="answer", call=None, phone=None)
        assert (answer["phone"], answer["confirmed"], answer["call"]["state"]) == ("desk", True, "talking")
        assert (await client.ask("state"))["url"] == core.switchboard.url
        assert [phone["phone"] for phone in (await client.ask("phones"))["phones"]] == ["desk", "side"]


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        ({"do": "order", "order": "hold"}, 4),
        ({"do": "order", "order": "hold", "phone": "attic"}, 4),
        ({"do": "order", "order": "dance"}, 2),
        ({"do": "dial", "text": "+49112"}, 2),
        ({"do": "dial", "text": "Niemand"}, 4),
        ({"do": "dial", "text": "112", "phone": ["desk"]}, 2),
        ({"do": "dance"}, 2),
    ],
    ids=str,
)
async def test_what_cannot_be_done_comes_with_its_exit_status(request_: dict[str, Any], status: int) -> None:
    async with controlled() as (core, _, path), connected(path) as client:
        with pytest.raises(RemoteError) as told:
            await client.ask(**request_)
        assert told.value.exit_code == status
        assert core.desk.sent == []


@pytest.mark.parametrize("line", [b"nonsense\n", b"[]\n", b"\xff\xfe\n", b"1" * (LINE_LIMIT + 10) + b"\n"])
async def test_who_talks_nonsense_is_shown_out(line: bytes) -> None:
    async with controlled() as (_, _, path):
        reader, writer = await asyncio.open_unix_connection(str(path))
        assert "durchwahl" in json.loads(await reader.readline())
        writer.write(line)
        async with asyncio.timeout(5):
            with suppress(ConnectionError):  # a line that is not read to its end is reset
                assert await reader.read() == b""
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()
        async with connected(path) as client:
            assert await client.ask("state")


async def test_the_stream_follows_and_ends_with_the_instance() -> None:
    async with controlled() as (core, server, path), connected(path) as client:
        lines = client.watch()
        assert (await anext(lines))["type"] == "ready"
        await core.desk.ring(ANNA)
        seen: list[str] = []
        while "call" not in seen:
            seen.append((await anext(lines))["type"])
        assert "event" in seen
        await server.stop()
        assert "ready" not in [line["type"] async for line in lines]


async def test_what_a_crash_left_is_replaced() -> None:
    with TemporaryDirectory(prefix="dw-") as folder:
        core = Core(Path(folder))
        path = core.switchboard.paths.socket
        path.parent.mkdir(mode=0o700)
        with socket.socket(socket.AF_UNIX) as dead:
            dead.bind(str(path))
        server = ControlServer(core.switchboard, path)
        await server.start()
        async with connected(path) as client:
            assert client.pid == os.getpid()
        await server.stop()


async def test_a_second_instance_is_refused() -> None:
    async with controlled() as (core, _, path):
        with pytest.raises(DurchwahlError) as told:
            await ControlServer(core.switchboard, path).start()
        assert told.value.key == "already_running"
        async with connected(path) as client:
            assert await client.ask("state")


@pytest.mark.parametrize(
    ("greeting", "key"),
    [(b"", "control_silent"), (b'{"durchwahl": "9.9", "protocol": 99}\n', "control_refused")],
)
async def test_one_that_does_not_answer_and_one_of_another_version(
    greeting: bytes, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client_module, "_GREETING", 0.1)
    with TemporaryDirectory(prefix="dw-") as folder, socket.socket(socket.AF_UNIX) as other:
        path = Path(folder) / "control.sock"
        other.bind(str(path))
        other.listen()
        waiting = asyncio.ensure_future(ControlClient.connect(path))
        other.setblocking(False)
        accepted, _ = await asyncio.get_running_loop().sock_accept(other)
        with accepted:
            accepted.send(greeting)
            with pytest.raises(DurchwahlError) as told:
                await waiting
        assert told.value.key == key


async def test_a_place_without_sockets_is_named(tmp_path: Path) -> None:
    core = Core(tmp_path)
    path = tmp_path / ("long" * 40) / "control.sock"
    with pytest.raises(DurchwahlError) as told:
        await ControlServer(core.switchboard, path).start()
    assert told.value.key == "control_not_made"
    assert "control.sock" in str(told.value)
