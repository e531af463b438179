"""The reader of request heads, without a network."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.server.request import Head, Reader, parse_line
from tui.server.traffic import Limits


def heads(*pieces: bytes, limits: Limits | None = None) -> list[Head]:
    reader = Reader(limits or Limits())
    found = []
    for piece in pieces:
        reader.feed(piece)
        while (head := reader.next()) is not None:
            found.append(head)
            if head.refusal:
                return found
    return found


@pytest.mark.parametrize(
    ("line", "target"),
    [
        (b"GET /t/incoming?name=A HTTP/1.1", b"/t/incoming?name=A"),
        (b"GET /?name=Anna M\xfcller & \"S\xc3\xb6hne\" <x> | \\ ^ ` { HTTP/1.1",
         b"/?name=Anna M\xfcller & \"S\xc3\xb6hne\" <x> | \\ ^ ` {"),
        (b"GET /?name=100% HTTP/1.0", b"/?name=100%"),
        (b"GET /?name=%41%zz HTTP/1.1", b"/?name=%41%zz"),
        (b"GET /?name=see HTTP/1.1 there HTTP/1.1", b"/?name=see HTTP/1.1 there"),
        (b"GET   /x  HTTP/1.1  ", b"/x "),
        (b"GET http://192.168.1.20:8080/x HTTP/1.1", b"http://192.168.1.20:8080/x"),
        (b"HEAD / HTTP/1.1", b"/"),
        (b"GET /?a#b?c HTTP/1.1", b"/?a#b?c"),
        (b"GET /?a\x00\x1b\rb HTTP/1.1", b"/?a\x00\x1b\rb"),
    ],
)  # fmt: skip
def test_the_target_is_kept_as_it_is(line: bytes, target: bytes) -> None:
    head = parse_line(line)
    assert (head.refusal, head.target) == (0, target)


@pytest.mark.parametrize(
    ("line", "refusal"),
    [
        (b"GET /x", 400),
        (b"GET /x HTTP/0.9", 400),
        (b"GET /x HTTP/2.0", 400),
        (b"PRI * HTTP/2.0", 400),
        (b"GET /x HTTP/1.10", 400),
        (b"GET /x HTTP/1.1 and more", 400),
        (b"GET HTTP/1.1", 400),
        (b"GET  HTTP/1.1", 400),
        (b"GET", 400),
        (b"", 400),
        (b"get /x HTTP/1.1", 400),
        (b"\x16\x03\x01\x02\x00 HTTP/1.1", 400),
        (b"POST /x HTTP/1.1", 405),
        (b"OPTIONS * HTTP/1.1", 405),
        (b"M-SEARCH * HTTP/1.1", 405),
    ],
)
def test_lines_that_are_refused(line: bytes, refusal: int) -> None:
    assert parse_line(line).refusal == refusal


@pytest.mark.parametrize(
    ("version", "header", "keep", "old"),
    [
        (b"1.1", b"", True, False),
        (b"1.1", b"Connection: close\r\n", False, False),
        (b"1.1", b"connection:  Upgrade, CLOSE\r\n", False, False),
        (b"1.0", b"", False, True),
        (b"1.0", b"Connection: Keep-Alive\r\n", True, True),
    ],
)
def test_keep_alive(version: bytes, header: bytes, keep: bool, old: bool) -> None:
    (head,) = heads(b"GET / HTTP/" + version + b"\r\n" + header + b"\r\n")
    assert (head.keep_alive, head.old) == (keep, old)


@pytest.mark.parametrize(
    ("header", "refusal"),
    [
        (b"Content-Length: 0", 0),
        (b"Content-Length: 000", 0),
        (b"Content-Length: 5", 413),
        (b"content-length : 5", 413),
        (b"Content-Length: -1", 400),
        (b"Content-Length: x", 400),
        (b"Transfer-Encoding: chunked", 413),
        (b"Expect: 100-continue", 0),
        (b"no colon at all", 0),
        (b" folded", 0),
        (b"X-\xff: \x80", 0),
    ],
)
def test_headers(header: bytes, refusal: int) -> None:
    (head,) = heads(b"GET / HTTP/1.1\r\n" + header + b"\r\n\r\n")
    assert head.refusal == refusal


def test_a_second_content_length_does_not_hide_a_body() -> None:
    (head,) = heads(b"GET / HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 0\r\n\r\nhello")
    assert head.refusal == 413


def test_the_user_agent_is_cleaned() -> None:
    (head,) = heads(b"GET / HTTP/1.1\r\nUser-Agent: snom320-SIP\x1b[2J 8.4\xfc\r\n\r\n")
    assert head.agent == "snom320-SIP[2J 8.4ü"


def test_line_ends_of_every_kind_and_empty_lines_before() -> None:
    found = heads(
        b"\r\n\nGET /a HTTP/1.1\nHost: x\n\nGET /b HTTP/1.1\r\nHost: x\n\r\nGET /c HTTP/1.1\r\n\r\n"
    )
    assert [head.target for head in found] == [b"/a", b"/b", b"/c"]


@pytest.mark.parametrize("step", [1, 2, 3, 7, 1000, 100_000])
@pytest.mark.parametrize(
    ("request_bytes", "refusal"),
    [
        (b"GET /" + b"x" * 4070 + b" HTTP/1.1\r\n\r\n", 0),
        (b"GET /" + b"x" * 4096 + b" HTTP/1.1\r\n\r\n", 414),
        (b"GET /" + b"x" * 40_000 + b" HTTP/1.1\r\nA: b\r\n\r\n", 414),
        (b"GET / HTTP/1.1\r\nA: " + b"x" * 8000 + b"\r\n\r\n", 0),
        (b"GET / HTTP/1.1\r\nA: " + b"x" * 13_000 + b"\r\n\r\n", 431),
        (b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * 64 + b"\r\n", 0),
        (b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * 65 + b"\r\n", 431),
    ],
)
def test_sizes_are_bounded_however_the_bytes_come(request_bytes: bytes, refusal: int, step: int) -> None:
    pieces = (request_bytes[at : at + step] for at in range(0, len(request_bytes), step))
    found = heads(*pieces, limits=Limits(request_line=4096))
    assert [head.refusal for head in found] == [refusal]


def test_an_endless_line_is_answered_at_last_and_not_kept() -> None:
    reader = Reader(Limits(request_line=4096))
    sent = 0
    while (head := reader.next()) is None and sent < 2_000_000:
        assert len(reader._buffer) <= 12_288
        reader.feed(b"x" * 10_000)
        sent += 10_000
    assert head == Head(refusal=414)


def test_endless_headers_are_answered_at_last() -> None:
    reader = Reader(Limits())
    reader.feed(b"GET / HTTP/1.1\r\n")
    for _ in range(200):
        reader.feed(b"A: b\r\n" * 2000)
        head = reader.next()
        if head is not None:
            break
    assert head == Head(refusal=431)


@given(
    names=st.lists(st.binary(max_size=40).filter(lambda b: b"\n" not in b), max_size=4),
    cuts=st.lists(st.integers(0, 400), max_size=12),
)
def test_where_the_pieces_are_cut_makes_no_difference(names: list[bytes], cuts: list[int]) -> None:
    stream = b"".join(b"GET /t/e?name=" + name + b" HTTP/1.1\r\nA: b\r\n\r\n" for name in names)
    edges = [0, *sorted(cuts), len(stream)]
    pieces = [stream[a:b] for a, b in pairwise(edges)]
    found = heads(*pieces)
    assert found == heads(stream)
    assert [head.target for head in found] == [b"/t/e?name=" + name for name in names]


@given(st.lists(st.binary(max_size=300), max_size=10))
def test_any_bytes_are_survived(pieces: list[bytes]) -> None:
    for head in heads(*pieces, limits=Limits(request_line=64, header=128, header_fields=3)):
        assert head.refusal in (0, 400, 405, 413, 414, 431)
