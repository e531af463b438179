"""Basic, Digest, and a refused password that is never tried again."""

from __future__ import annotations

import asyncio
import logging
import traceback

import pytest

from tests.unit.net.raw_phone import (
    BASIC,
    DIGEST,
    OK,
    TOKEN,
    RawPhone,
    RawRequest,
    linked,
    refused,
    unauthorized,
)
from tui.config.model import PhoneConfig
from tui.errors import UsageError
from tui.net import PhoneLink
from tui.phones.pins import MemoryPins


def _asks(challenge: bytes) -> RawPhone:
    """A phone that wants a login and takes any."""
    return RawPhone(answer=lambda request: OK if request.login else unauthorized(challenge))


async def test_a_phone_without_a_password_is_told_none() -> None:
    async with linked() as (phone, to):
        await to.get("/")
    assert phone.logins == []


async def test_basic_when_asked_for_and_then_at_once() -> None:
    asks = _asks(BASIC)
    async with linked(asks.answer) as (phone, to):
        assert (await to.get("/a")).status == 200
        assert (await to.get("/b")).status == 200
    sent = [(request.target, request.login) for request in phone.requests]
    assert sent == [(b"/a", None), (b"/a", b"Basic " + TOKEN), (b"/b", b"Basic " + TOKEN)]


async def test_digest_to_a_fresh_challenge_each_time() -> None:
    asks = _asks(DIGEST)
    async with linked(asks.answer) as (phone, to):
        await to.get("/a?x=%2B")
        await to.get("/b")
    assert [request.login is None for request in phone.requests] == [True, False, True, False]
    assert b'uri="/a?x=%2B"' in phone.logins[0]
    assert b'uri="/b"' in phone.logins[1]
    assert TOKEN not in b"".join(request.head for request in phone.requests)


async def test_digest_is_chosen_where_both_are_offered() -> None:
    answer = unauthorized(BASIC, DIGEST)
    async with linked(lambda request: OK if request.login else answer) as (phone, to):
        await to.get("/")
    assert phone.logins[0].startswith(b"Digest ")


async def test_basic_first_saves_the_question() -> None:
    asks = _asks(BASIC)
    async with linked(asks.answer, basic_first=True) as (phone, to):
        await to.get("/")
    assert [request.login for request in phone.requests] == [b"Basic " + TOKEN]


async def test_basic_first_follows_a_phone_that_wants_digest() -> None:
    def answer(request: RawRequest) -> bytes:
        return OK if (request.login or b"").startswith(b"Digest") else unauthorized(DIGEST)

    async with linked(answer, basic_first=True) as (phone, to):
        await to.get("/a")
        await to.get("/b")
    kinds = [(request.login or b"-").split()[0] for request in phone.requests]
    assert kinds == [b"Basic", b"Digest", b"-", b"Digest"]  # the password goes in clear no more


@pytest.mark.parametrize("challenge", [BASIC, DIGEST])
@pytest.mark.parametrize("basic_first", [False, True])
async def test_a_wrong_password_is_sent_once(challenge: bytes, basic_first: bool) -> None:
    async with linked(lambda request: unauthorized(challenge), basic_first=basic_first) as (phone, to):
        error = await refused(to, "/first")
        count = len(phone.requests)
        later = [await refused(to, "/later") for _ in range(10)]
    assert (error.cause, error.key) == ("password", "phone_wrong_password")
    assert {one.key for one in later} == {"phone_password_paused"}
    assert {one.cause for one in later} == {"password"}
    assert len(phone.requests) == count
    judged = [login for login in phone.logins if login.startswith(challenge.split()[0])]
    assert len(judged) == 1


async def test_ten_at_once_with_a_wrong_password_send_it_once() -> None:
    async with linked(lambda request: unauthorized(BASIC), basic_first=True) as (phone, to):
        errors = await asyncio.gather(*(refused(to) for _ in range(10)))
    assert {error.cause for error in errors} == {"password"}
    assert len(phone.requests) == 1


async def test_forgiven_it_is_tried_once_more() -> None:
    async with linked(lambda request: unauthorized(BASIC), basic_first=True) as (phone, to):
        await refused(to)
        to.forgive()
        assert (await refused(to)).key == "phone_wrong_password"
        assert (await refused(to)).key == "phone_password_paused"
    assert len(phone.logins) == 2


async def test_no_login_configured() -> None:
    async with linked(lambda request: unauthorized(BASIC), basic_first=True, user="", password="") as (
        phone,
        to,
    ):
        assert (await refused(to)).key == "phone_login_missing"
        assert (await refused(to)).key == "phone_password_paused"
    assert len(phone.requests) == 1
    assert phone.logins == []


async def test_a_kind_of_login_that_nobody_here_speaks() -> None:
    async with linked(lambda request: unauthorized(b"Negotiate")) as (phone, to):
        error = await refused(to)
    assert (error.cause, error.key) == ("password", "phone_login_unknown")
    assert phone.logins == []


async def test_a_stale_nonce_is_no_wrong_password() -> None:
    answers = iter([unauthorized(DIGEST), unauthorized(DIGEST + b", stale=true"), OK])
    async with linked(lambda request: next(answers)) as (phone, to):
        assert (await to.get("/")).status == 200
    assert len(phone.logins) == 2


async def test_a_phone_that_calls_every_nonce_stale_is_not_fed_for_ever() -> None:
    stale = unauthorized(DIGEST + b", stale=true")
    async with linked(lambda request: stale) as (phone, to):
        assert (await refused(to)).key == "phone_wrong_password"
    assert len(phone.logins) == 2


async def test_after_digest_nobody_gets_the_password_in_clear() -> None:
    answers = iter([unauthorized(DIGEST), unauthorized(BASIC + b", stale=true")])
    async with linked(lambda request: next(answers)) as (phone, to):
        assert (await refused(to)).key == "phone_wrong_password"
    assert len(phone.logins) == 1
    assert phone.logins[0].startswith(b"Digest ")


@pytest.mark.parametrize(
    ("user", "password"), [("a:b", "x"), ("a\r\nX: y", "x"), ("a", "x\x00"), ("a", "\udc80")]
)
def test_a_login_that_no_header_can_carry(user: str, password: str) -> None:
    with pytest.raises(UsageError) as caught:
        PhoneLink(PhoneConfig("desk", "snom", "192.168.1.50", user, password), MemoryPins())
    assert caught.value.key == "phone_login_form"
    assert (user + password) not in str(caught.value)


@pytest.mark.parametrize("basic_first", [False, True])
@pytest.mark.parametrize("fault", [b"", b"garbage\r\n\r\n", unauthorized(BASIC), unauthorized(DIGEST), None])
async def test_no_secret_in_errors_tracebacks_or_logs(
    basic_first: bool, fault: bytes | None, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        if fault is None and b"Authorization" in head:
            await reader.read()
        writer.write(unauthorized(BASIC) if b"Authorization" not in head else fault or b"")
        await writer.drain()

    async with linked(talk=talk, basic_first=basic_first, timeout=0.3) as (_phone, to):
        error = await refused(to, "/command.htm?number=022147110")
        # With the locals of every frame, as rich and Textual print them.
        shown = traceback.TracebackException.from_exception(error, capture_locals=True)
        text = "".join(shown.format()) + f"{error!r}{error}{error.values}{to!r}{caplog.text}"
    assert "Geheim7" not in text
    assert TOKEN.decode() not in text
    assert "022147110" not in caplog.text  # whom somebody calls is nobody's business either
