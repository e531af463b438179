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

from tests.unit.switchboard.core import Core, running, until
from tui.control import client as client_module
from tui.control.client import ControlClient
from tui.control.protocol import LINE_LIMIT, RemoteError
from tui.control.server import ControlServer
from tui.errors import DurchwahlError, PhoneError
from tui.i18n import say, speaking
from tui.phones.driver import Order
from tui.switchboard.offers import Offer, Source

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


async def test_an_offer_is_shown_by_whoever_has_a_screen() -> None:
    seen: list[Offer] = []
    async with controlled() as (core, _, path), connected(path) as client:
        assert await client.ask("offer", numbers=["+4930123456"], source="link") == {"shown": False}

        def look(offer: Offer) -> bool:
            seen.append(offer)
            return False

        core.switchboard.offers.attend(look)
        assert await client.ask("offer", numbers=["1"], source="link") == {"shown": False}
        core.switchboard.offers.attend(lambda offer: True)
        assert await client.ask("offer", numbers=["22", "23"], source="marked") == {"shown": True}
        assert seen == [Offer(("1",), Source.LINK), Offer(("22", "23"), Source.MARKED)]
        for wrong in (
            {"numbers": [], "source": "link"},
            {"numbers": ["1"] * 21, "source": "link"},
            {"numbers": ["1" * 65], "source": "link"},
            {"numbers": [22], "source": "link"},
            {"numbers": "22", "source": "link"},
            {"numbers": ["22"], "source": "elsewhere"},
        ):
            with pytest.raises(RemoteError) as caught:
                await client.ask("offer", **wrong)
            assert caught.value.exit_code == 2
        assert (await client.ask("state"))["able"] is True
        assert len(seen) == 2


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
        ({"do": ["dial"]}, 2),
        ({"do": "dial"}, 2),
        ({"do": "dial", "text": 112}, 2),
        ({"do": "dial", "text": "1" * 257}, 2),
        ({"do": "dial", "text": "112", "suppress": "yes"}, 2),
        ({"do": "dial", "text": "112", "identity": 7}, 2),
        ({"do": "order", "order": "hold", "call": "1"}, 2),
        ({"do": "order", "order": "hold", "call": True}, 2),
        ({"do": "order", "order": "hold", "call": -1}, 2),
        ({"do": "order", "order": "hold", "call": 2**70}, 2),
        ({"do": "order", "order": ["hold"]}, 2),
        ({"do": "order", "order": "transfer", "argument": {}}, 2),
        ({"do": "park", "slot": "x"}, 2),
        ({"do": "park", "slot": "3"}, 4),
        ({"do": "retrieve"}, 2),
        ({"do": "pickup", "text": "Niemand"}, 4),
        ({"do": "confer", "text": "22"}, 4),
        ({"do": "reported", "phone": "desk", "seconds": "soon"}, 2),
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


# ---- orders ------------------------------------------------------------------------------------------------


async def test_every_word_reaches_the_phone() -> None:
    async with controlled() as (core, _, path), connected(path) as client:
        first = await core.desk.ring(ANNA)
        await core.desk.report("connect", first)
        answer = await client.ask("order", order="dtmf", argument="1#", phone="desk")
        assert (answer["tried"], answer["advice"], answer["confirmed"]) == (["dtmf"], "", False)
        await client.ask("order", order="consult", argument="22", call=answer["call"]["id"], phone="desk")
        await client.ask("order", order="return", phone="desk")
        await client.ask("order", order="resume", phone="desk")
        parked = await client.ask("park", slot="3", call=answer["call"]["id"], phone=None)
        assert parked["call"]["transferred_to"] == "*97*3"
        await client.ask("retrieve", slot="3", phone="side")
        await client.ask("pickup", text="22", phone="desk")
        await client.ask("dial", text="30", phone="desk", identity="23@pbx.example", suppress=False)
        second = list(core.desk.states)[1]
        assert core.desk.sent == [
            f"dtmf {first} 1#",
            f"consult {first} 22",
            f"return {second}",
            f"resume {first}",
            f"transfer {first} *97*3",
            "dial *99*22",
            "dial 30 23@pbx.example",
        ]
        assert core.side.sent == ["dial *98*3"]


async def test_the_advice_is_in_the_askers_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.switchboard.orders.EVENT_WAIT", 0.02)
    async with controlled() as (core, _, path), connected(path) as client:
        await core.desk.ring(ANNA)
        core.desk.obeys = False
        answer = await client.ask("order", order="answer", lang="de")
        assert "Nehmen Sie den Hörer ab" in answer["advice"]
        assert answer["tried"] == ["answer"]


async def test_a_conference_says_what_it_waits_for() -> None:
    async with controlled() as (core, _, path), connected(path) as client:
        call = await core.desk.ring(ANNA)
        await core.desk.report("connect", call)
        told: list[str] = []
        asking = asyncio.ensure_future(client.ask("confer", told=told.append, text="22"))
        await until(lambda: len(core.desk.states) == 2)
        await core.desk.report("connect", list(core.desk.states)[1])
        assert (await asking)["confirmed"]
        assert told == [say("confer_waits", party="22")]


def consent(core: Core) -> None:
    core.switchboard.desk.consents._every = 0.01
    core.side.error = PhoneError("phone_cannot", cause="consent", phone="side")


async def test_who_waits_for_consent_is_told_in_the_own_language() -> None:
    async with controlled() as (core, _, path), connected(path) as client:
        consent(core)
        told: list[str] = []
        asking = asyncio.ensure_future(
            client.ask("dial", told=told.append, text="22", phone="side", lang="de")
        )
        await until(lambda: bool(told))
        with speaking("de"):
            assert told == [say("consent_asked", phone="side")]
        core.side.error = None
        assert (await asking)["confirmed"]
        assert core.side.sent == ["dial 22"]


async def test_another_client_is_not_told_and_not_kept_waiting() -> None:
    async with controlled() as (core, _, path), connected(path) as client, connected(path) as other:
        consent(core)
        told: list[str] = []
        core.desk.obeys = False
        call = await core.desk.ring(ANNA)
        answering = asyncio.ensure_future(other.ask("order", told=told.append, order="answer"))
        await until(lambda: bool(core.desk.sent))
        asking = asyncio.ensure_future(client.ask("dial", text="22", phone="side"))
        await until(lambda: core.switchboard.orders.waiting("side"))
        await core.desk.report("connect", call)
        assert (await answering)["confirmed"]
        assert told == []
        core.side.error = None
        await asking


async def test_who_hangs_up_while_the_phone_asks_has_given_up() -> None:
    async with controlled() as (core, _, path):
        consent(core)
        reader, writer = await asyncio.open_unix_connection(str(path))
        await reader.readline()
        writer.write(b'{"id": 1, "do": "dial", "text": "22", "phone": "side"}\n')
        assert "wait" in json.loads(await reader.readline())
        writer.close()
        await writer.wait_closed()
        await until(lambda: not core.switchboard.orders.waiting("side"))
        core.side.error = None
        assert core.side.sent == []


async def test_who_has_hung_up_before_the_phone_asks_does_not_make_it_ask_for_ever() -> None:
    async with controlled() as (core, _, path):
        consent(core)
        took = asyncio.Event()
        dial = core.side.dial

        async def slow(number: str, identity: str = "", *, urgent: bool = False) -> None:
            await took.wait()
            await dial(number, identity)

        core.side.dial = slow  # type: ignore[method-assign]
        reader, writer = await asyncio.open_unix_connection(str(path))
        await reader.readline()
        writer.write(b'{"id": 1, "do": "dial", "text": "22", "phone": "side"}\n')
        writer.write_eof()
        await asyncio.sleep(0)
        took.set()
        answers = [json.loads(line) async for line in reader]
        assert answers[-1]["error"]["text"] == say("consent_given_up", phone="side")
        assert not core.switchboard.orders.waiting("side")
        writer.close()


async def test_who_hangs_up_in_the_middle_of_an_order_leaves_it_done() -> None:
    """Half a sequence of keys would be worse than all of it."""
    async with controlled() as (core, _, path):
        call = await core.desk.ring(ANNA)
        reader, writer = await asyncio.open_unix_connection(str(path))
        await reader.readline()
        writer.write(b'{"id": 1, "do": "order", "order": "answer"}\n')
        await writer.drain()
        writer.close()
        await until(lambda: core.desk.states[call] == "talking")
        assert not core.switchboard.orders.under_way(Order.HOLD, 1)


async def test_requests_in_one_go_are_answered_in_turn() -> None:
    async with controlled() as (core, _, path):
        await core.desk.ring(ANNA)
        reader, writer = await asyncio.open_unix_connection(str(path))
        await reader.readline()
        writer.write(
            b'{"id": 1, "do": "state"}\n{"id": 2, "do": "order", "order": "answer"}\n{"id": 3, "do": "phones"}\n'
        )
        answers = [json.loads(await reader.readline()) for _ in range(3)]
        assert [answer["id"] for answer in answers] == [1, 2, 3]
        assert answers[1]["ok"]["confirmed"]
        writer.close()
