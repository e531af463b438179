"""Looking on at the requests that go to the phones, for a recording of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from tui.net import Reply


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request of ours on the wire and what came back, for those who write it down.

    `login` is the scheme by which the login was sent, "" where it was not. `reply` None: there was none, and
    `fault` is the cause of the `PhoneError`, or "cancelled".
    """

    phone: str
    target: str
    login: str
    seconds: float
    reply: Reply | None
    fault: str = ""


class Watcher(Protocol):
    """Is told of every request of a `PhoneLink`, and first of the password, so that it can keep it out.

    Neither method may wait or raise.
    """

    def keep_out(self, *secrets: str) -> None: ...
    def exchanged(self, exchange: Exchange) -> None: ...


_watcher: ContextVar[Watcher | None] = ContextVar("watcher", default=None)


@contextmanager
def watched(watcher: Watcher | None) -> Iterator[None]:
    """The links that are made inside tell `watcher` of all their requests, whichever maker's driver it is
    that makes them."""
    before = _watcher.set(watcher)
    try:
        yield
    finally:
        _watcher.reset(before)


def current() -> Watcher | None:
    """Who looks on at the links that are made now."""
    return _watcher.get()
