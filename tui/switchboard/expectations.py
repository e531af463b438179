"""Waiting for the phone to report what it was told to do."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection
from dataclasses import dataclass

from tui.calls.states import Call, CallChange, CallState, Direction
from tui.phones.driver import Order
from tui.switchboard.aims import Aim

Fits = Callable[[CallChange], bool]
# No phone reports these: that it took the request is all that can be known.
NEVER_REPORTED = frozenset({Order.DTMF, Order.LOUDER, Order.QUIETER})


@dataclass(slots=True, eq=False)
class Expectation:
    """A change that has to come, and the future that it fulfils."""

    fits: Fits
    met: asyncio.Future[Call]

    @property
    def call(self) -> Call | None:
        """The call as the change left it; None while none came."""
        return self.met.result() if self.met.done() and not self.met.cancelled() else None

    @property
    def reported(self) -> bool:
        """Whether the change came from the phone, and was not read from its silence."""
        return self.call is not None and not self.call.inferred


class Expectations:
    """Expectations are made before the request is sent: the event may be quicker than the answer."""

    def __init__(self) -> None:
        self._waiting: list[Expectation] = []

    def expect(self, fits: Fits) -> Expectation:
        """Begins to watch for a change that `fits`. `drop` must follow."""
        expectation = Expectation(fits, asyncio.get_running_loop().create_future())
        self._waiting.append(expectation)
        return expectation

    def seen(self, change: CallChange) -> None:
        """A change happened."""
        for expectation in [one for one in self._waiting if one.fits(change)]:
            self._waiting.remove(expectation)
            if not expectation.met.done():
                expectation.met.set_result(change.call)

    def drop(self, *expectations: Expectation) -> None:
        """Nobody waits for them any more."""
        for expectation in expectations:
            if expectation in self._waiting:
                self._waiting.remove(expectation)
            expectation.met.cancel()

    async def wait(self, expectations: Collection[Expectation], seconds: float) -> None:
        """Until one of them is met, at most so many seconds. They may be waited for again."""
        if seconds > 0:
            futures = {expectation.met for expectation in expectations}
            await asyncio.wait(futures, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)


def fulfils(order: Order, aim: Aim) -> Fits:
    """What the phone reports once it has done `order`: whether a change is that."""
    ids = {call.id for call in aim.calls}
    if order is Order.CONSULT:
        return new_call(aim.call.phone)
    return lambda change: change.call.id in ids and _is_done(order, aim, change.call)


def new_call(phone: str) -> Fits:
    """A call that begins at that phone and goes out."""
    return lambda change: (
        change.call.phone == phone and change.call.direction is Direction.OUT and change.before is None
    )


def _is_done(order: Order, aim: Aim, call: Call) -> bool:
    """`call` is one of the aim's, after a change."""
    match order:
        case Order.ANSWER:
            return call.answered is not None
        case Order.REJECT | Order.HANGUP:
            return not call.open
        case Order.RETURN:
            return call.id == aim.call.id and not call.open
        case Order.HOLD:
            return call.state is CallState.HELD
        case Order.RESUME:
            return call.state is CallState.TALKING
        case Order.SWAP:
            return call.id == aim.call.id and call.state is CallState.TALKING
        case Order.CONFERENCE:
            return call.id != aim.call.id and call.state is CallState.TALKING
        case Order.MUTE | Order.UNMUTE:
            return call.muted is (order is Order.MUTE)
        case Order.TRANSFER | Order.COMPLETE | Order.DEFLECT:
            return call.transferring or not call.open
        case _:
            return False
