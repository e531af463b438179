"""What one peer, or all of them, may take."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, suppress

import pytest

from tests.server.wire import TOKEN, get, running, until
from tui.server import listener
from tui.server.traffic import Limits


async def test_too_many_requests_are_told_so_and_counted() -> None:
    async with running(Limits(requests_per_second=0.001, burst=3)) as x:
        async with x.wire() as wire:
            for _ in range(3):
                assert (await wire.ask(get(f"/{TOKEN}/hold"))).status == 200
            answer = await wire.ask(get(f"/{TOKEN}/hold"))
            assert (answer.status, answer.headers["retry-after"], answer.headers["connection"]) == (
                429,
                "1",
                "close",
            )
            assert await wire.closed() == b""
        assert (await x.once(get("/"))).status == 429  # another connection is no way round
        assert len(x.received) == 3
        assert x.server.stats.limited == 2


async def test_too_many_connections_are_refused() -> None:
    async with running(Limits(connections_per_peer=3)) as x, AsyncExitStack() as stack:
        wires = [await stack.enter_async_context(x.wire()) for _ in range(3)]
        for wire in wires:
            await wire.send(b"GET /")
        await until(lambda: x.server._traffic.crowds("127.0.0.1"))
        async with x.wire() as surplus:
            assert (await surplus.closed()).startswith(b"HTTP/1.1 503 ")
        assert x.server.stats.crowded == 1
        for wire in wires:  # those inside are served
            assert (await wire.ask(f"{TOKEN}/hold HTTP/1.1\r\n\r\n".encode())).status == 200
        wires[0].writer.transport.abort()
        await until(lambda: not x.server._traffic.crowds("127.0.0.1"))
        assert (await x.once(get("/"))).status == 200


async def test_the_connections_are_limited_in_all() -> None:
    async with running(Limits(connections=1)) as x, x.wire() as wire:
        await wire.send(b"GET")
        await until(x.server._traffic._connections.total)
        async with x.wire() as surplus:
            assert (await surplus.closed()).startswith(b"HTTP/1.1 503 ")


async def test_idle_connections_make_room() -> None:
    """A phone that opens a connection for each report and keeps it must not lock itself out."""
    async with running(Limits(connections_per_peer=3)) as x, AsyncExitStack() as stack:
        wires = []
        for number in range(8):
            wire = await stack.enter_async_context(x.wire())
            wires.append(wire)
            assert (await wire.ask(get(f"/{TOKEN}/hold?call_id={number}"))).status == 200
        for wire in wires[:5]:
            assert await wire.closed() == b""
        for wire in wires[5:]:
            assert (await wire.ask(get("/"))).status == 200
        assert len(x.received) == 8
        assert x.server.stats.crowded == 0


async def test_a_head_that_never_ends_is_cut_off_while_others_are_served() -> None:
    async with running(Limits(header_seconds=0.2)) as x, x.wire() as slow, x.wire() as silent:
        await slow.send(b"GET /")

        async def drip() -> None:
            try:
                while True:
                    await slow.send(b"x")
                    await asyncio.sleep(0.02)
            except ConnectionError:
                return

        dripping = asyncio.create_task(drip())
        assert (await x.once(get(f"/{TOKEN}/hold"))).status == 200
        with suppress(ConnectionResetError):
            assert await slow.closed() == b""
        assert await silent.closed() == b""
        await dripping
        assert x.server.stats.timed_out == 2


async def test_an_idle_connection_ends_and_is_no_fault() -> None:
    async with running(Limits(idle_seconds=0.1)) as x, x.wire() as wire:
        assert (await wire.ask(get("/"))).status == 200
        assert await wire.closed() == b""
        assert x.server.stats.timed_out == 0


async def test_who_does_not_read_its_answers_is_cut_off() -> None:
    limits = Limits(idle_seconds=0.2, answer_seconds=0.2, requests_per_second=1e9, burst=10**9)
    async with running(limits) as x, x.wire() as wire:
        wire.writer.transport.pause_reading()  # type: ignore[attr-defined] # only on sockets
        with suppress(ConnectionError):
            while True:
                await wire.send(get("/") * 500)
        assert x.server.stats.timed_out == 1
        assert (await x.once(get("/"))).status == 200


async def test_stop_does_not_wait_for_ever_for_who_takes_no_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listener, "_STOP_SECONDS", 0.2)
    async with running(Limits(requests_per_second=1e9, burst=10**9)) as x, x.wire() as wire:
        wire.writer.transport.pause_reading()  # type: ignore[attr-defined] # only on sockets
        assert x.server._web is not None
        await until(lambda: x.server._web and x.server._web.connections)
        (connection,) = x.server._web.connections

        async def flood() -> None:
            with suppress(ConnectionError):
                while True:
                    await wire.send(get("/") * 500)

        flooding = asyncio.create_task(flood())
        await until(lambda: connection.writing_paused)
        async with asyncio.timeout(5):
            await x.server.stop()
            await flooding
        assert x.server._traffic._connections.total() == 0
