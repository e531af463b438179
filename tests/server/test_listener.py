"""The server over real sockets: reports in, answers out."""

from __future__ import annotations

import asyncio
import logging
import socket
import struct
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.server.wire import NOW, OTHER, TOKEN, Exchange, get, running, until
from tui.calls.events import EventKind, RawEvent
from tui.errors import DurchwahlError
from tui.phones.decoding import decode
from tui.server.listener import EventServer
from tui.server.traffic import Limits


async def test_a_report_is_recorded_and_answered_with_nothing() -> None:
    async with running() as x:
        answer = await x.once(
            get(f"/{TOKEN}/incoming?call_id=5&remote=22@pbx", "User-Agent: snom320-SIP 8.4.18")
        )
        assert (answer.status, answer.body) == (200, b"")
        assert answer.headers == {"content-length": "0"}
        (raw,) = x.received
        assert raw == RawEvent(NOW, "desk", "snom", "incoming", b"call_id=5&remote=22@pbx", "127.0.0.1")
        assert x.server.stats.accepted == 1


async def test_each_token_is_its_phone() -> None:
    async with running() as x:
        await x.once(get(f"/{OTHER}/incoming_call"))
        assert [(raw.phone, raw.source, raw.query) for raw in x.received] == [("lab", "yealink", b"")]


@pytest.mark.parametrize(
    "query",
    [
        "name=Anna Müller & Söhne".encode(),
        "name=Anna Müller".encode("latin-1"),
        b'name="A" <sip:22@pbx>|\\^`{}[]',
        b"name=100% %41 %zz %",
        b"name=a+b?c#d",
        b"name=see HTTP/1.1 there",
        b"name=\x00\x01\x7f\xff\r\t",
        b"reason=SIP;cause=200;text=\"Call completed elsewhere\"&name= ",
    ],
)  # fmt: skip
async def test_the_query_arrives_byte_for_byte(query: bytes) -> None:
    async with running() as x:
        answer = await x.once(get(f"/{TOKEN}/connected?".encode() + query))
        assert answer.status == 200
        assert x.received[0].query == query


async def test_written_byte_by_byte_it_is_the_same() -> None:
    async with running() as x, x.wire() as wire:
        for byte in get(f"/{TOKEN}/incoming?remote=02214710122@pbx&name=Jürgen Groß"):
            await wire.send(bytes([byte]))
            await asyncio.sleep(0)
        assert (await wire.answer()).status == 200
        event = decode(x.received[0], 1)
        assert event is not None
        assert (event.kind, event.remote, event.display_name) == (
            EventKind.INCOMING,
            "02214710122",
            "Jürgen Groß",
        )


async def test_one_connection_carries_many_reports() -> None:
    async with running() as x, x.wire() as wire:
        for number in range(5):
            answer = await wire.ask(get(f"/{TOKEN}/hold?call_id={number} ü"))
            assert answer.status == 200
        assert [raw.query for raw in x.received] == [f"call_id={number} ü".encode() for number in range(5)]


async def test_pipelined_reports_are_answered_in_their_order() -> None:
    async with running() as x, x.wire() as wire:
        one = [get(f"/{TOKEN}/hold?call_id={number}") for number in range(100)]
        one[50] = get("/nowhere")
        await wire.send(b"".join(one))
        statuses = [(await wire.answer()).status for _ in one]
        assert statuses == [200] * 50 + [404] + [200] * 49
        assert [raw.query for raw in x.received] == [f"call_id={n}".encode() for n in range(100) if n != 50]


async def test_no_more_is_taken_than_the_limit_while_the_disk_is_slow() -> None:
    gate = asyncio.Event()
    entered = asyncio.Event()
    taken: list[RawEvent] = []

    async def receive(raw: RawEvent) -> None:
        entered.set()
        await gate.wait()
        taken.append(raw)

    server = EventServer(receive, {TOKEN: ("desk", "snom")}, lambda: NOW, Limits(pipelined=4))
    port = await server.start("127.0.0.1", 0)
    x = Exchange(server, port, taken, [])
    async with x.wire() as wire:
        await wire.send(b"".join(get(f"/{TOKEN}/hold?call_id={number}") for number in range(50)))
        await entered.wait()
        assert server._traffic.pending <= 5
        gate.set()
        assert [(await wire.answer()).status for _ in range(50)] == [200] * 50
    assert len(taken) == 50
    await server.stop()


@pytest.mark.parametrize("ending", [b"\n", b"\r\n"])
async def test_line_ends(ending: bytes) -> None:
    async with running() as x:
        plain = get(f"/{TOKEN}/onhook").replace(b"\r\n", ending)
        assert (await x.once(plain)).status == 200


async def test_http_1_0_is_closed_unless_it_asks_otherwise() -> None:
    async with running() as x:
        async with x.wire() as wire:
            answer = await wire.ask(get(f"/{TOKEN}/onhook", version="1.0"))
            assert (answer.status, answer.headers["connection"]) == (200, "close")
            assert await wire.closed() == b""
        async with x.wire() as wire:
            for _ in range(2):
                answer = await wire.ask(get(f"/{TOKEN}/onhook", "Connection: keep-alive", version="1.0"))
                assert (answer.status, answer.headers["connection"]) == (200, "keep-alive")


async def test_connection_close_is_heard() -> None:
    async with running() as x, x.wire() as wire:
        answer = await wire.ask(get(f"/{TOKEN}/onhook", "Connection: close") + get(f"/{TOKEN}/offhook"))
        assert answer.headers["connection"] == "close"
        assert await wire.closed() == b""
        assert [raw.name for raw in x.received] == ["onhook"]


async def test_who_stops_writing_still_gets_the_answers() -> None:
    async with running() as x, x.wire() as wire:
        await wire.send(get(f"/{TOKEN}/onhook") + get(f"/{TOKEN}/offhook"))
        wire.writer.write_eof()
        assert [(await wire.answer()).status for _ in range(2)] == [200, 200]
        assert await wire.closed() == b""


@pytest.mark.parametrize("target", ["/", "/?x=1", "http://192.168.1.20:8080/", "http://192.168.1.20:8080"])
async def test_the_greeting(target: str) -> None:
    async with running() as x, x.wire() as wire:
        answer = await wire.ask(get(target))
        assert (answer.status, answer.body) == (200, b"<TAPI>Receive OK</TAPI>")
        assert answer.headers == {"content-type": "text/plain; charset=utf-8", "content-length": "23"}
        await wire.send(get(target, method="HEAD"))
        head = await wire.answer(bodiless=True)
        assert (head.status, head.headers) == (200, answer.headers)
        assert (await wire.ask(get(target))).body == answer.body
        assert x.received == []
        assert x.server.stats.greeted == 3


async def test_head_of_a_report_records_nothing() -> None:
    async with running() as x, x.wire() as wire:
        await wire.send(get(f"/{TOKEN}/incoming?remote=22", method="HEAD"))
        assert (await wire.answer(bodiless=True)).status == 200
        assert x.received == []


@pytest.mark.parametrize(
    ("target", "counted"),
    [
        (f"/{TOKEN[:-1]}/incoming", "wrong_token"),
        (f"/{TOKEN}x/incoming", "wrong_token"),
        ("//incoming", "wrong_token"),
        (f"/{TOKEN}/incoming_call", "unknown_event"),
        (f"/{TOKEN}/", "unknown_event"),
        (f"/{TOKEN}/started", "unknown_event"),
        (f"/{TOKEN}/incoming/", "not_found"),
        (f"/{TOKEN}", "not_found"),
        (f"{TOKEN}/incoming", "not_found"),
        ("/favicon.ico", "not_found"),
        ("/../../etc/passwd", "not_found"),
        ("*", "not_found"),
        ("/ä/ö", "wrong_token"),
    ],
)
async def test_what_is_not_there(target: str, counted: str) -> None:
    async with running() as x, x.wire() as wire:
        answer = await wire.ask(get(target))
        assert (answer.status, answer.body, answer.headers) == (404, b"", {"content-length": "0"})
        assert getattr(x.server.stats, counted) == 1
        assert x.received == []
        assert (await wire.ask(get("/"))).status == 200  # the connection is as good as before


async def test_encoded_and_absolute_paths_are_understood() -> None:
    async with running() as x:
        assert (await x.once(get(f"/{TOKEN}/%69ncoming?name=%41"))).status == 200
        assert (await x.once(get(f"http://pc:8080/{TOKEN}/incoming?name=http://x/?y"))).status == 200
        assert [raw.query for raw in x.received] == [b"name=%41", b"name=http://x/?y"]


@pytest.mark.parametrize(
    ("data", "status", "counted"),
    [
        (get("/", method="POST"), 405, "refused"),
        (get(f"/{TOKEN}/incoming", "Content-Length: 5", method="POST") + b"hello", 413, "refused"),
        (get(f"/{TOKEN}/incoming", "Content-Length: 5") + b"hello", 413, "refused"),
        (get(f"/{TOKEN}/incoming", "Transfer-Encoding: chunked") + b"0\r\n\r\n", 413, "refused"),
        (b"GET /\r\n\r\n", 400, "bad"),
        (b"GET / HTTP/2.0\r\n\r\n", 400, "bad"),
        (b"\x16\x03\x01\x00\xa5\x01\x00\n\r\n", 400, "bad"),
        (get(f"/{TOKEN}/incoming?name=" + "A" * 66_000), 414, "refused"),
        (get("/", *["A: b"] * 65), 431, "refused"),
        (get("/", "A: " + "b" * 13000), 431, "refused"),
    ],
)
async def test_what_is_refused_closes_the_connection(data: bytes, status: int, counted: str) -> None:
    async with running() as x, x.wire() as wire:
        answer = await wire.ask(data + get(f"/{TOKEN}/onhook"))
        assert (answer.status, answer.body, answer.headers["connection"]) == (status, b"", "close")
        assert set(answer.headers) <= {"content-length", "connection", "allow"}
        assert await wire.closed() == b""
        assert getattr(x.server.stats, counted) == 1
        assert x.received == []


@pytest.mark.parametrize("name", ["A" * 10_000, "ü" * 10_000, "%C3%BC" * 10_000])
async def test_a_caller_with_a_monstrous_name_is_a_caller(name: str) -> None:
    async with running() as x:
        assert (await x.once(get(f"/{TOKEN}/incoming?remote=22@pbx&name={name}"))).status == 200
        (raw,) = x.received
        assert raw.query.startswith(b"remote=22@pbx&name=" + name.encode()[:4000])
        assert len(raw.query) == Limits().query


async def test_what_cannot_be_recorded_is_not_claimed(caplog: pytest.LogCaptureFixture) -> None:
    async def receive(raw: RawEvent) -> None:
        raise OSError(f"disk full while writing {raw.query!r}")

    server = EventServer(receive, {TOKEN: ("desk", "snom")}, lambda: NOW)
    port = await server.start("127.0.0.1", 0)
    with caplog.at_level(logging.INFO):
        answer = await Exchange(server, port, [], []).once(get(f"/{TOKEN}/incoming?remote=02214710122@pbx"))
        await Exchange(server, port, [], []).once(get("/wrongwrongwrong/incoming?remote=02214710122@pbx"))
    assert (answer.status, answer.body) == (503, b"")
    assert (server.stats.failed, server.stats.accepted) == (1, 0)
    assert "was not recorded: OSError" in caplog.text
    for secret in (TOKEN, "02214710122", "wrongwrong", "Traceback"):
        assert secret not in caplog.text
    await server.stop()


async def test_the_watcher_sees_who_asked() -> None:
    async with running() as x:
        await x.once(get("/", "User-Agent: Mozilla/5.0"))
        await x.once(get(f"/{TOKEN}/incoming", "User-Agent: snom320"))
        await x.once(get("/wrong/incoming"))
        assert [(a.peer, a.agent, a.phone, a.event, a.status) for a in x.asked] == [
            ("127.0.0.1", "Mozilla/5.0", "", "", 200),
            ("127.0.0.1", "snom320", "desk", "incoming", 200),
            ("127.0.0.1", "", "", "", 404),
        ]


async def test_a_failing_watcher_does_not_disturb_the_phone(caplog: pytest.LogCaptureFixture) -> None:
    async with running() as x:

        def fail(_: object) -> None:
            raise ValueError("oops")

        x.server.on_request = fail
        assert (await x.once(get(f"/{TOKEN}/onhook"))).status == 200
        assert "watcher" in caplog.text


async def test_tokens_may_change_while_it_runs() -> None:
    tokens: dict[str, tuple[str, str]] = {}
    seen: list[RawEvent] = []

    async def receive(raw: RawEvent) -> None:
        seen.append(raw)

    server = EventServer(receive, tokens, lambda: NOW)
    x = Exchange(server, await server.start("127.0.0.1", 0), seen, [])
    assert (await x.once(get(f"/{TOKEN}/onhook"))).status == 404
    tokens[TOKEN] = ("desk", "snom")
    assert (await x.once(get(f"/{TOKEN}/onhook"))).status == 200
    await server.stop()


async def test_stop_lets_pending_reports_finish() -> None:
    entered, gate = asyncio.Event(), asyncio.Event()
    taken: list[bytes] = []

    async def receive(raw: RawEvent) -> None:
        entered.set()
        await gate.wait()
        taken.append(raw.query)

    server = EventServer(receive, {TOKEN: ("desk", "snom")}, lambda: NOW)
    port = await server.start("127.0.0.1", 0)
    x = Exchange(server, port, [], [])
    async with x.wire() as wire, x.wire() as idle:
        await idle.ask(get("/"))
        await wire.send(get(f"/{TOKEN}/hold?1") + get(f"/{TOKEN}/hold?2"))
        await entered.wait()
        stopping = asyncio.create_task(server.stop())
        await until(lambda: server._listening is None)
        with pytest.raises(ConnectionRefusedError):
            await asyncio.open_connection("127.0.0.1", port)
        assert not stopping.done()
        gate.set()
        await stopping
        assert [(await wire.answer()).status for _ in range(2)] == [200, 200]
        assert await wire.closed() == b""
        assert await idle.closed() == b""
    assert taken == [b"1", b"2"]
    await server.stop()  # once more does no harm


async def test_stop_is_quick_with_idle_and_half_written_connections() -> None:
    async with running() as x, x.wire() as idle, x.wire() as half, x.wire():
        await idle.ask(get("/"))
        await half.send(b"GET /half")
        async with asyncio.timeout(2):
            await x.server.stop()
        assert await idle.closed() == b""
        with suppress(ConnectionResetError):
            assert await half.closed() == b""


async def test_it_can_be_started_again() -> None:
    async with running() as x:
        await x.once(get("/"))
        with pytest.raises(RuntimeError):
            await x.server.start("127.0.0.1", 0)
        await x.server.stop()
        x.port = await x.server.start("127.0.0.1", x.port)
        assert (await x.once(get("/"))).status == 200


async def test_a_peer_that_goes_away_in_the_middle_leaves_nothing_behind() -> None:
    gate = asyncio.Event()
    entered = asyncio.Event()

    async def receive(raw: RawEvent) -> None:
        entered.set()
        await gate.wait()

    server = EventServer(receive, {TOKEN: ("desk", "snom")}, lambda: NOW)
    x = Exchange(server, await server.start("127.0.0.1", 0), [], [])
    async with x.wire() as wire:
        await wire.send(get(f"/{TOKEN}/hold") * 5)
        await entered.wait()
        client = wire.writer.get_extra_info("socket")
        client.setsockopt(
            socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0)
        )  # a reset, no farewell
    await until(lambda: not server._traffic._connections.total())
    assert server._traffic.pending == 1
    gate.set()
    async with asyncio.timeout(2):
        await server._traffic.quiet(2)
        assert server._traffic.pending == 0
        await server.stop()
    assert server.stats.accepted == 1


def has_ipv6() -> bool:
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
    except OSError:
        return False
    return True


@pytest.mark.skipif(not has_ipv6(), reason="no IPv6 here")
async def test_ipv6() -> None:
    seen: list[RawEvent] = []

    async def receive(raw: RawEvent) -> None:
        seen.append(raw)

    server = EventServer(receive, {TOKEN: ("desk", "snom")}, lambda: NOW)
    port = await server.start("::1", 0)
    _, writer = await asyncio.open_connection("::1", port)
    writer.write(get(f"/{TOKEN}/onhook"))
    await until(lambda: seen)
    writer.transport.abort()
    assert seen[0].peer == "::1"
    await server.stop()


async def receive_nothing(raw: RawEvent) -> None:
    raise AssertionError(raw)


async def test_a_taken_port_is_said_in_words() -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        server = EventServer(receive_nothing, {}, lambda: NOW)
        with pytest.raises(DurchwahlError) as caught:
            await server.start("127.0.0.1", port)
    assert caught.value.key == "server_port_in_use"
    assert str(port) in str(caught.value)
    assert "[events]" in str(caught.value)
    assert await server.start("127.0.0.1", port) == port  # it is free again, and the server is not spoilt
    await server.stop()


@pytest.mark.parametrize(
    ("host", "port", "key"),
    [
        ("192.0.2.77", 0, "server_host_not_ours"),
        ("no such host", 0, "server_host_not_ours"),
        ("127.0.0.1", 70_000, "server_port_impossible"),
    ],
)
async def test_other_reasons_not_to_listen(host: str, port: int, key: str) -> None:
    with pytest.raises(DurchwahlError) as caught:
        await EventServer(receive_nothing, {}, lambda: NOW).start(host, port)
    assert caught.value.key == key
    assert "[events]" in str(caught.value)


@pytest.mark.parametrize(
    ("number", "key"),
    [(13, "server_port_forbidden"), (1, "server_port_forbidden"), (24, "server_cannot_listen")],
)
async def test_a_forbidden_port_is_said_in_words(
    monkeypatch: pytest.MonkeyPatch, number: int, key: str
) -> None:
    async def refuse(*_: object, **__: object) -> None:
        raise OSError(number, "not today")

    monkeypatch.setattr(asyncio.get_running_loop(), "create_server", refuse)
    with pytest.raises(DurchwahlError) as caught:
        await EventServer(receive_nothing, {}, lambda: NOW).start("127.0.0.1", 80)
    assert caught.value.key == key
    assert "80" in str(caught.value)


GARBAGE = st.one_of(
    st.binary(max_size=200),
    st.lists(
        st.sampled_from(
            (
                *(
                    b"GET ",
                    b"POST ",
                    b"/",
                    TOKEN.encode(),
                    b"/incoming?",
                    b" HTTP/1.1",
                    b"\r\n",
                    b"\n",
                    b"\r",
                    b"%",
                ),
                *(
                    b"Content-Length: 5\r\n",
                    b"Transfer-Encoding: chunked\r\n",
                    b"Connection: ",
                    b"Upgrade: h2c\r\n",
                ),
                *(b"\x00", b"\xff\xfe", b"A" * 5000, b":" * 100),
            )
        ),
        max_size=30,
    ).map(b"".join),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(pieces=st.lists(GARBAGE, min_size=1, max_size=4))
def test_garbage_is_survived(pieces: list[bytes]) -> None:
    async def session() -> None:
        async with running() as x:
            async with x.wire() as wire:
                try:
                    for piece in pieces:
                        await wire.send(piece)
                    wire.writer.write_eof()
                    answers = await wire.closed()
                except ConnectionError:
                    answers = b""
                assert answers == b"" or answers.startswith(b"HTTP/1.1 ")
            accepted = len(x.received)
            assert (await x.once(get(f"/{TOKEN}/onhook?name=A"))).status == 200
            assert len(x.received) == accepted + 1
            assert x.server.stats.failed == 0

    asyncio.run(session())
