"""A phone that asks its user whether it may be controlled: the command is repeated until somebody says yes.

A Yealink refuses the command meanwhile and forgets it ("Yealink administrator's guide", Action URI), so the
very same one has to be sent again.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Final

from tui.errors import DurchwahlError, PhoneError
from tui.i18n import say
from tui.switchboard.notices import ConsentNotice

EVERY: Final = 3.0  # seconds between two tries: whoever pressed OK on the phone does not wait long
FOR: Final = 60.0  # seconds after which nobody seems to sit at the phone
# The phone asks, or it may be asking: from its answer alone the two cannot always be told apart.
CAUSES: Final = frozenset({"consent", "allow-list"})


@dataclass(slots=True, eq=False)
class _Waiting:
    """A command that is repeated. `verdict` is the key of the text that says why it is not any more."""

    cause: str
    urgent: bool
    verdict: str = ""
    stirred: asyncio.Event = field(default_factory=asyncio.Event)


def consent_text(phone: str, cause: str) -> str:
    """What to do at the phone, in the current language."""
    if cause == "allow-list":
        return say("consent_perhaps", phone=phone)
    return say("consent_asked", phone=phone)


class Consents:
    """The commands that wait, one for each phone: a newer command takes the place of an older one.

    Whatever is asked of a phone last is what happens, and nothing that was asked before comes after it. Only
    an emergency call (`urgent`) waits on, whatever is asked meanwhile.
    """

    def __init__(
        self,
        publish: Callable[[ConsentNotice], None],
        now: Callable[[], float] = time.monotonic,
        every: float = EVERY,
        patience: float = FOR,
    ) -> None:
        """`now` counts seconds; `every` and `patience` are arguments for tests."""
        self._publish = publish
        self._now = now
        self._every = every
        self._patience = patience
        self._waiting: dict[str, _Waiting] = {}

    def waiting(self, phone: str) -> bool:
        """Whether a command for the phone waits for somebody to press OK on it."""
        return phone in self._waiting

    def give_up(self, phone: str) -> None:
        """The user does not want it any more. What does not wait is not touched."""
        self._end(phone, "consent_given_up")

    def stir(self, phone: str) -> None:
        """Something changed: a command that waits looks at once whether it still makes sense."""
        if phone in self._waiting:
            self._waiting[phone].stirred.set()

    async def insist(
        self,
        phone: str,
        send: Callable[[], Awaitable[None]],
        sensible: Callable[[], bool],
        *,
        urgent: bool = False,
    ) -> None:
        """`send`, and again while the phone asks its user, as long as it is `sensible`.

        Raises `PhoneError` for every other refusal at once, and for this one when nobody consents in time;
        `DurchwahlError` when it was given up, overtaken, or makes no sense any more.
        """
        self._overtake(phone)
        try:
            await send()
        except PhoneError as error:
            if error.cause not in CAUSES or (self._holds(phone) and not urgent):
                raise
            refusal = error
        else:
            self._overtake(phone)  # it may have begun to wait while this one was under way
            return
        waiting = self._begin(phone, refusal.cause, urgent)
        try:
            await self._repeat(phone, waiting, refusal, send, sensible)
        finally:
            if self._waiting.get(phone) is waiting:
                self._end(phone)

    async def _repeat(
        self,
        phone: str,
        waiting: _Waiting,
        refusal: PhoneError,
        send: Callable[[], Awaitable[None]],
        sensible: Callable[[], bool],
    ) -> None:
        until = self._now() + self._patience
        while (left := until - self._now()) > 0:
            await self._pause(waiting, min(self._every, left))
            if waiting.verdict:
                raise DurchwahlError(waiting.verdict, phone=phone)
            if not sensible():
                raise DurchwahlError("consent_needless", phone=phone)
            try:
                await send()
            except PhoneError as error:
                if error.cause not in CAUSES:
                    raise
                refusal = error
            else:
                return
        raise refusal

    async def _pause(self, waiting: _Waiting, seconds: float) -> None:
        """A while, or until there is something to look at."""
        waiting.stirred.clear()
        if waiting.verdict:
            return
        try:
            async with asyncio.timeout(seconds):
                await waiting.stirred.wait()
        except TimeoutError:
            pass

    def _holds(self, phone: str) -> bool:
        """Whether an emergency call waits."""
        return phone in self._waiting and self._waiting[phone].urgent

    def _overtake(self, phone: str) -> None:
        if not self._holds(phone):
            self._end(phone, "consent_overtaken")

    def _begin(self, phone: str, cause: str, urgent: bool) -> _Waiting:
        self._end(phone, "consent_overtaken")
        waiting = self._waiting[phone] = _Waiting(cause, urgent)
        self._publish(ConsentNotice(phone, consent_text(phone, cause), True, cause))
        return waiting

    def _end(self, phone: str, verdict: str = "") -> None:
        """Told at once, so that the end of one is not taken for the end of the next."""
        waiting = self._waiting.pop(phone, None)
        if waiting is None:
            return
        waiting.verdict = verdict
        waiting.stirred.set()
        self._publish(ConsentNotice(phone, consent_text(phone, waiting.cause), False, waiting.cause))
