"""Whether each phone is there and obeys: asked at the start, after a silence, and again while it does not.

Every phone has its own loop, so that one which hangs delays no other.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from random import random
from typing import Final

from tui.calls.board import Board
from tui.calls.events import EventKind, PhoneEvent
from tui.calls.states import Change
from tui.config.model import Config
from tui.errors import PhoneError
from tui.i18n import say
from tui.phones.driver import PhoneDriver, Probe
from tui.switchboard.notices import Notice, PhoneNotice, PhoneStatus
from tui.switchboard.pauses import AWAY, SILENCE, pause

_SOON: Final = 10.0  # seconds between two askings of a phone that is away but reports
_SETTLE: Final = 1.0  # … from a report of a forward to the question which: there may come several at once
_SPREAD: Final = 0.1  # by so much of itself a pause may be longer, so that phones are not asked all at once
_UNTRIED: Final = float("-inf")
# What a command may find out. Other failures are of that command, not of the phone.
_TELLING: Final = AWAY | {"password", "locked", "consent", "allow-list", "hidden-tags", "certificate"}
_SORE: Final = frozenset({"password", "locked"})  # asking could lock the phone, or keep it locked
_FORWARDS: Final = (EventKind.FORWARD_ON, EventKind.FORWARD_OFF)
_log = logging.getLogger(__name__)

Pause = Callable[[asyncio.Event, float | None], Awaitable[None]]


async def until_stirred(stirred: asyncio.Event, seconds: float | None) -> None:
    """Waits for `stirred`, at most so many seconds where they are given."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await stirred.wait()


@dataclass(slots=True)
class _Watch:
    """One phone. Times are in epoch seconds."""

    status: PhoneStatus
    asked: float = _UNTRIED
    heard: float = _UNTRIED  # the last other sign of life: a report, or a command that it took
    booted: float = _UNTRIED
    tries: int = 0  # askings in a row that ended in the same cause
    due: float | None = None  # by itself; None: not before the user wants it
    wanted: float | None = _UNTRIED  # there is a reason to ask earlier
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    stirred: asyncio.Event = field(default_factory=asyncio.Event)
    checking: bool = False


class Presence:
    """Asks the phones and keeps what is known of them.

    `changed` is told what an answer changed on the board, and publishes it. The rest is published here.

    `examine` asks, and finds out why a phone does not answer. `idle` waits, and `jitter` draws from 0 to 1:
    both are arguments for tests.
    """

    def __init__(
        self,
        config: Config,
        board: Board,
        drivers: Mapping[str, PhoneDriver],
        changed: Callable[[tuple[Change, ...]], None],
        publish: Callable[[Notice], None],
        now: Callable[[], float],
        examine: Callable[[PhoneDriver], Awaitable[Probe]],
        *,
        idle: Pause = until_stirred,
        jitter: Callable[[], float] = random,
    ) -> None:
        self._board = board
        self._drivers = drivers
        self._changed = changed
        self._publish = publish
        self._now = now
        self._examine = examine
        self._idle = idle
        self._jitter = jitter
        self._watches = {
            name: _Watch(PhoneStatus(name, phone.vendor, board.phone(name)))
            for name, phone in config.phones.items()
        }

    def status(self, phone: str) -> PhoneStatus:
        """What is known of a configured phone."""
        return replace(self._watches[phone].status, state=self._board.phone(phone))

    # asking

    async def keep(self, phone: str) -> None:
        """Asks the phone now and whenever it is time again. Runs until it is cancelled."""
        watch = self._watches[phone]
        while True:
            watch.stirred.clear()
            if self._left(watch) != 0:
                await self._idle(watch.stirred, self._left(watch))
                continue
            async with watch.turn:
                if self._left(watch) == 0:  # nobody else has asked meanwhile
                    await self._ask(phone, watch)

    async def ask(self, phone: str) -> Probe:
        """Asks the phone once more, now or as soon as the asking that is under way has ended."""
        watch = self._watches[phone]
        async with watch.turn:
            probe = await self._ask(phone, watch)
        watch.stirred.set()
        return probe

    async def check(self, phone: str) -> None:
        """The user wants the phone asked: a login that was refused may be tried once more."""
        watch = self._watches.get(phone)
        if watch is None or watch.checking or phone not in self._drivers:
            return
        watch.checking = True
        try:
            self._drivers[phone].forgive()
            await self.ask(phone)
        finally:
            watch.checking = False

    # what is learnt otherwise

    def broken(self, phone: str, problem: str) -> None:
        """There is no driver: the sentence says why."""
        watch = self._watches[phone]
        watch.status = replace(watch.status, problem=problem)
        self._tell(watch)

    def heard(self, event: PhoneEvent) -> None:
        """The phone reported something, so it is there. Where asking it may help, it is asked at once."""
        watch = self._watches.get(event.phone)
        if watch is None:
            return
        now = self._now()
        watch.heard = now
        cause = watch.status.cause
        if event.kind is EventKind.BOOTED and cause not in _SORE:  # provisioning may have changed anything
            watch.tries = 0
            self._want(watch, max(now, watch.booted + _SOON))
            watch.booted = now
        elif cause in AWAY:
            watch.tries = 0
            self._want(watch, max(now, watch.asked + _SOON))
        elif event.kind in _FORWARDS and not cause:  # a Snom does not say which, a Yealink not where to
            self._want(watch, now + _SETTLE)

    def obeyed(self, phone: str) -> None:
        """The phone took a command: whatever was in the way is not any more."""
        watch = self._watches.get(phone)
        if watch is None:
            return
        watch.heard = self._now()
        if watch.status.problem:
            watch.tries = 0
            self._well(watch)
            self._tell(watch)
            self._want(watch, watch.heard)

    def lost(self, phone: str, error: PhoneError) -> None:
        """A command failed. Where that tells of the phone, its state is what the command has found."""
        watch = self._watches.get(phone)
        if watch is None or error.cause not in _TELLING:
            return
        if _alike(error.cause, watch.status.cause):  # that is known, and puts nothing off
            return
        self._trouble(watch, error.cause, str(error), None)
        self._tell(watch)
        watch.stirred.set()

    # inside

    async def _ask(self, phone: str, watch: _Watch) -> Probe:
        asked_at = watch.asked = self._now()
        watch.wanted = None
        try:
            probe = await self._examine(self._drivers[phone])
        except Exception:  # an outer wall: what a phone says may trip its driver, but not end the asking
            _log.exception("%s could not be asked", phone)
            probe = Probe(False, cause="not-a-phone", text=say("presence_garbled", phone=phone))
        self._take(phone, watch, probe, asked_at)
        return probe

    def _take(self, phone: str, watch: _Watch, probe: Probe, asked_at: float) -> None:
        before = watch.status
        watch.status = replace(
            before,
            model=probe.model or before.model,
            firmware=probe.firmware or before.firmware,
            mac=probe.mac or before.mac,
            certificate=probe.certificate or before.certificate,
        )
        if probe.cause in ("busy", "closed"):  # says nothing of the phone
            self._later(watch, probe.cause, None)
        elif probe.ok:
            watch.tries = 0
            self._later(watch, "", None)
            self._well(watch)
        else:
            self._trouble(watch, probe.cause or "not-a-phone", probe.text, probe.wait)
        changes = self._board.observe(phone, probe.facts, asked_at)
        if changes:
            self._changed(changes)  # which tells of the status, too
        elif watch.status != before:
            self._tell(watch)

    def _well(self, watch: _Watch) -> None:
        watch.status = replace(watch.status, reachable=True, cause="", problem="", retry_at=None)

    def _trouble(self, watch: _Watch, cause: str, text: str, wait: float | None) -> None:
        watch.tries = watch.tries + 1 if _alike(cause, watch.status.cause) else 1
        self._later(watch, cause, wait)
        reachable = cause not in ("unreachable", "timeout")
        watch.status = replace(
            watch.status, reachable=reachable, cause=cause, problem=text, retry_at=watch.due
        )

    def _later(self, watch: _Watch, cause: str, wait: float | None) -> None:
        seconds = pause(cause, max(1, watch.tries), wait)
        spread = 1.0 + _SPREAD * self._jitter()
        watch.due = None if seconds is None else self._now() + seconds * spread

    def _left(self, watch: _Watch) -> float | None:
        """Seconds until the phone is to be asked; None: for no reason that is known now."""
        due = watch.due
        if due is not None and not watch.status.cause and watch.asked < watch.heard:
            due = max(due, watch.heard + SILENCE)  # it gave a sign of life after it was asked
        times = [at for at in (due, watch.wanted) if at is not None]
        return max(0.0, min(times) - self._now()) if times else None

    def _want(self, watch: _Watch, at: float) -> None:
        if watch.wanted is None or at < watch.wanted:
            watch.wanted = at
            watch.stirred.set()

    def _tell(self, watch: _Watch) -> None:
        self._publish(PhoneNotice(self.status(watch.status.name)))


def _alike(cause: str, before: str) -> bool:
    """Whether a pause goes on growing: a phone that starts up hangs now and refuses then."""
    return cause == before or (cause in AWAY and before in AWAY)
