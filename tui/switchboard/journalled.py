"""What we told a phone, in the journal before the phone can report what became of it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

from tui.calls.events import EventKind
from tui.calls.states import Call
from tui.errors import PhoneError
from tui.phones.driver import Order

_UNCERTAIN: Final = frozenset({"timeout", "unreachable"})  # the phone may have done it all the same
_KINDS: Final = {
    Order.REJECT: EventKind.REJECT_SENT,
    Order.HANGUP: EventKind.HANGUP_SENT,
    Order.RETURN: EventKind.HANGUP_SENT,
    Order.TRANSFER: EventKind.TRANSFER_SENT,
    Order.DEFLECT: EventKind.TRANSFER_SENT,
    Order.COMPLETE: EventKind.TRANSFER_SENT,
}
# After these the board takes a phone's silence for an answer (`Board.expire`): not while it has not heard us.
_COUNTED: Final = frozenset({EventKind.REJECT_SENT, EventKind.HANGUP_SENT})
_AGAIN: Final = 1.0  # seconds after which such a note is written anew

Write = Callable[[EventKind, Call, str], Awaitable[None]]


class Journalled:
    """One order about one call, and whether the journal says that it was sent.

    The call's end may be reported before the phone answers the request, and it depends on what was sent
    whether that end was a reject, a transfer or a missed call: so it is written first. What the phone then
    refuses is withdrawn, or a call that nobody rejected would count as rejected. So is what got no answer,
    unless the call's report came: without our word a call is missed or ended as the phone says, and a
    missed one that shows as missed does less harm than one that does not show.

    The board gives a phone a few seconds to report what it was told. They count from the moment when it was:
    one that is slow to take the request still rings, so the note is written anew until it has answered.

    While a command is repeated because the phone asks its user, it is written once the phone has taken it.
    """

    def __init__(
        self, write: Write, order: Order, call: Call, target: str, happened: Callable[[], bool]
    ) -> None:
        """`happened`: whether the phone has reported that the order is done."""
        self._write = write
        self._kind = _KINDS.get(order)
        self._call = call
        self._target = target
        self._happened = happened
        self._written = False
        self._refused = False

    async def attempt(self, send: Callable[[], Awaitable[None]]) -> None:
        """`send`, journalled. Raises its `PhoneError`."""
        first = not self._written and not self._refused
        if first:
            await self._tell()
        try:
            await self._noted_anew(send)
        except asyncio.CancelledError:  # the program ends; that it may have been sent does less harm
            if first:
                await self.withdraw()
            raise
        except PhoneError as error:
            if first and not (error.cause in _UNCERTAIN and self._happened()):
                await self.withdraw()
            self._refused = True
            raise
        await self._tell()

    async def _noted_anew(self, send: Callable[[], Awaitable[None]]) -> None:
        """`send`, and its note once more for every second that it takes."""
        if self._kind is None or self._kind not in _COUNTED or not self._written:
            await send()
            return
        sending, again = asyncio.ensure_future(send()), False
        try:
            while not (await asyncio.wait([sending], timeout=_AGAIN))[0]:
                again = True
                await self._write(self._kind, self._call, self._target)
        finally:
            sending.cancel()
            await asyncio.gather(sending, return_exceptions=True)
        sending.result()
        if again:
            await self._write(self._kind, self._call, self._target)

    async def done(self, confirmed: bool) -> None:
        """Nothing more is sent. A transfer that nothing came of is none."""
        if not confirmed and self._kind is EventKind.TRANSFER_SENT:
            await self.withdraw()

    async def withdraw(self) -> None:
        """It did not happen."""
        if self._written:
            self._written = False
            await self._write(EventKind.WITHDRAWN, self._call, "")

    async def _tell(self) -> None:
        if self._kind is not None and not self._written:
            self._written = True
            await self._write(self._kind, self._call, self._target)
