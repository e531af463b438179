"""A Yealink driver and a bare web server in the phone's place, which answers by path."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from tests.unit.net.raw_phone import PASSWORD, USER, RawPhone, RawRequest, raw_phone, reply
from tui.phones.makers.yealink import YealinkPhone
from tui.phones.pins import MemoryPins

Answers = Mapping[str, bytes | list[bytes]]
OK = reply("200 OK")
UNKNOWN = reply("404 Not Found")
FORBIDDEN = reply("403 Forbidden", b"Forbidden")
CONSENT = reply("403 Forbidden", b"<html><body>Remote control forbidden</body></html>")
STATUS = "/servlet?phonecfg=get&accounts=1&dnd=1&fw=1"
BRACKETS = "/servlet?phonecfg=get[&accounts=1][&dnd=1][&fw=1]"
OLD = "/cgi-bin/ConfigManApp.com?"


class Pauses:
    """Stands in for `asyncio.sleep`: how many requests had arrived before each pause, and its length."""

    def __init__(self) -> None:
        self.taken: list[tuple[int, float]] = []
        self.phone: RawPhone | None = None

    async def __call__(self, seconds: float) -> None:
        assert self.phone is not None
        self.taken.append((len(self.phone.requests), seconds))


@asynccontextmanager
async def yealink(
    answers: Answers, *, otherwise: bytes = UNKNOWN, **config: object
) -> AsyncIterator[tuple[RawPhone, YealinkPhone, Pauses]]:
    """`answers` by the beginning of the target, the longest that fits; a list is answered in turn, its last
    one again and again."""

    def answer(request: RawRequest) -> bytes:
        target = request.target.decode()
        fitting = max((start for start in answers if target.startswith(start)), key=len, default=None)
        if fitting is None:
            return otherwise
        chosen = answers[fitting]
        if isinstance(chosen, list):
            return chosen.pop(0) if len(chosen) > 1 else chosen[0]
        return chosen

    pauses = Pauses()
    async with raw_phone(answer) as phone:
        pauses.phone = phone
        values = {"vendor": "yealink", "user": USER, "password": PASSWORD, "timeout": 2.0} | config
        driver = YealinkPhone(phone.config(**values), MemoryPins(), sleep=pauses)
        try:
            yield phone, driver, pauses
        finally:
            await driver.aclose()


def told(firmware: str, more: bytes = b"") -> bytes:
    """A status page of that firmware."""
    return reply("200 OK", f"[Status]\nFirmwareVersion={firmware}\n[Accounts]\n".encode() + more)


def titled(title: str, *headers: bytes) -> bytes:
    """A front page with that title."""
    return reply("200 OK", f"<html><head><title>{title}</title></head></html>".encode(), *headers)


def asked(phone: RawPhone) -> list[str]:
    """The targets of all requests so far."""
    return [request.target.decode() for request in phone.requests]
