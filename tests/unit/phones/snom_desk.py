"""A Snom driver and a bare web server in the phone's place, which answers by path."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

from tests.unit.net.raw_phone import (
    DIGEST,
    PASSWORD,
    USER,
    RawPhone,
    RawRequest,
    raw_phone,
    reply,
    unauthorized,
)
from tui.phones.makers.snom import SnomPhone
from tui.phones.pins import MemoryPins

Answer = bytes | Callable[[RawRequest], bytes]
OK = reply("200 OK", b"<html></html>")
MISSING = reply("404 Not Found")
FORBIDDEN = reply("403 Forbidden", b"<TITLE>snom VoIP phone: Error</TITLE>")
MANAGER = reply("200 OK", b"<html><head><title>Phone Manager</title></head></html>")


@dataclass
class Hand:
    """The clock and the pauses: a pause passes at once and says how many requests had come before it."""

    phone: RawPhone
    now: float = 1000.0
    pauses: list[tuple[int, float]] | None = None

    async def sleep(self, seconds: float) -> None:
        self.pauses = [*(self.pauses or []), (len(self.phone.requests), seconds)]

    def clock(self) -> float:
        return self.now


@asynccontextmanager
async def snom(
    answers: Mapping[str, Answer] | None = None, *, otherwise: bytes = OK, **config: object
) -> AsyncIterator[tuple[RawPhone, SnomPhone, Hand]]:
    """`answers` by path; `otherwise` for every other path."""
    table = dict(answers or {})

    def answer(request: RawRequest) -> bytes:
        chosen = table.get(request.target.decode().partition("?")[0], otherwise)
        return chosen if isinstance(chosen, bytes) else chosen(request)

    async with raw_phone(answer) as phone:
        hand = Hand(phone)
        values = {"user": USER, "password": PASSWORD, "timeout": 2.0} | config
        driver = SnomPhone(phone.config(**values), MemoryPins(), sleep=hand.sleep, clock=hand.clock)
        try:
            yield phone, driver, hand
        finally:
            await driver.aclose()


def info(model: str = "D785", firmware: str = "10.1.169.16") -> bytes:
    """The info page of firmware 10."""
    return page(f"<pre>Hardware: {model}<br>Mac:0004137AB1CD<br>Firmware-Version: {firmware}</pre>")


def page(text: str, kind: str = "text/html") -> bytes:
    return reply("200 OK", text.encode(), b"Server: snom embedded", b"Content-Type: " + kind.encode())


def listing(**settings: str) -> bytes:
    return page("".join(f"{name}!: {value}\n" for name, value in settings.items()), "text/plain")


def guarded(answer: bytes, challenge: bytes = DIGEST) -> Answer:
    """`answer` to any login, a challenge without one."""
    return lambda request: answer if request.login else unauthorized(challenge)


def refusing(challenge: bytes = DIGEST) -> Answer:
    """A page that takes no login."""
    return unauthorized(challenge)


def asked(phone: RawPhone) -> list[str]:
    """The targets of all requests so far."""
    return [request.target.decode() for request in phone.requests]
