"""The configuration files that phones fetch from the server, below their own token."""

from __future__ import annotations

import logging

import pytest

from tests.server.wire import NOW, OTHER, TOKEN, get, running
from tui.server.listener import Asked

MAC = "805ec0a1b2c3"
CONTENT = f"#!version:1.0.0.1\naction_url.hold = http://10.0.0.1/{OTHER}/hold\n".encode()
FILE = f"/{OTHER}/{MAC}.cfg"
AGENT = "User-Agent: Yealink SIP-T46U 108.86.0.90 80:5e:c0:a1:b2:c3"


async def own_file(phone: str, name: str) -> bytes | None:
    assert phone == "lab"
    return CONTENT if name.lower() == f"{MAC}.cfg" else None


async def test_a_phone_gets_its_file_as_text() -> None:
    async with running(files=own_file) as x:
        answer = await x.once(get(FILE, AGENT))
        assert (answer.status, answer.body) == (200, CONTENT)
        assert answer.headers["content-type"] == "text/plain; charset=utf-8"
        assert x.received == []  # it is no report
        assert (x.server.stats.served, x.server.stats.accepted) == (1, 0)
        assert x.asked == [
            Asked(NOW, "127.0.0.1", AGENT.partition(": ")[2], "lab", "", 200, "GET", f"{MAC}.cfg")
        ]


async def test_head_tells_the_length_and_is_no_fetch() -> None:
    async with running(files=own_file) as x, x.wire() as wire:
        await wire.send(get(FILE, method="HEAD"))
        answer = await wire.answer(bodiless=True)
        assert (answer.status, answer.headers["content-length"]) == (200, str(len(CONTENT)))
        assert (await wire.ask(get(f"/{OTHER}/hold"))).status == 200  # nothing came after the head
        assert x.server.stats.served == 0
        assert [(one.method, one.file) for one in x.asked] == [("HEAD", f"{MAC}.cfg"), ("GET", "")]


@pytest.mark.parametrize(
    "name", [f"{MAC}.boot", "y000000000000.boot", "y000000000108.cfg", "805ec0000000.cfg"]
)
async def test_a_file_that_is_not_there_is_no_fault(name: str) -> None:
    async with running(files=own_file) as x:
        answer = await x.once(get(f"/{OTHER}/{name}"))
        assert (answer.status, answer.body, answer.headers["content-length"]) == (404, b"", "0")
        assert (x.server.stats.no_file, x.server.stats.unknown_event, x.server.stats.wrong_token) == (1, 0, 0)
        assert [(one.phone, one.status, one.file) for one in x.asked] == [("lab", 404, name)]


@pytest.mark.parametrize(
    "path",
    [
        f"/{MAC}.cfg",
        f"/wrong/{MAC}.cfg",
        f"/{TOKEN}/{MAC}.cfg",  # a maker whose phones fetch nothing
        f"/{OTHER}/x/{MAC}.cfg",
        f"/{OTHER}/../{OTHER}/{MAC}.cfg",
        f"/{OTHER}/{MAC}.cfg/",
        f"/{OTHER}/{MAC}.xml",
        f"/{OTHER}/{MAC}-local.cfg",
        f"/{OTHER}/config.cfg",
        f"/{OTHER}/..%2f{MAC}.cfg",
        f"/{OTHER}/{MAC}.cfg%00",
    ],
)
async def test_nothing_else_leads_to_a_file(path: str) -> None:
    async with running(files=own_file) as x:
        answer = await x.once(get(path))
        assert (answer.status, answer.body) == (404, b"")
        assert x.server.stats.served == 0


async def test_a_query_and_capitals_are_taken() -> None:
    async with running(files=own_file) as x:
        assert (await x.once(get(f"/{OTHER}/{MAC.upper()}.cfg?x=1"))).body == CONTENT


async def test_without_files_there_is_none() -> None:
    async with running() as x:
        assert (await x.once(get(FILE))).status == 404


async def test_what_cannot_be_made_answers_503_and_tells_no_secret(caplog: pytest.LogCaptureFixture) -> None:
    async def broken(phone: str, name: str) -> bytes | None:
        raise RuntimeError(CONTENT.decode())

    with caplog.at_level(logging.DEBUG):
        async with running(files=broken) as x:
            assert (await x.once(get(FILE))).status == 503
            assert x.server.stats.failed == 1
    assert OTHER not in caplog.text


async def test_a_fetch_leaves_no_token_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        async with running(files=own_file) as x:
            await x.once(get(FILE))
            await x.once(get(f"/{OTHER}/{MAC}.boot"))
            await x.once(get(f"/{OTHER}/nonsense.cfg"))
    assert OTHER not in caplog.text


async def test_what_changes_is_served_as_it_is_now() -> None:
    contents = [b"first", b"second"]

    async def changing(phone: str, name: str) -> bytes | None:
        return contents.pop(0)

    async with running(files=changing) as x, x.wire() as wire:
        assert [(await wire.ask(get(FILE))).body for _ in range(2)] == [b"first", b"second"]


async def test_fetching_counts_against_the_peers_share() -> None:
    from tui.server.traffic import Limits

    limits = Limits(requests_per_second=0.001, burst=2)
    async with running(limits, own_file) as x:
        assert [(await x.once(get(FILE))).status for _ in range(3)] == [200, 200, 429]
