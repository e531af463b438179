"""One way after the other, until the phone reports that it did what it was told.

Where the sources disagree about a phone, its driver knows several ways. The one that worked last with this
model and firmware goes first; the next one is tried only while nothing at all has happened.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Final

from tui.calls.states import Call
from tui.errors import PhoneError
from tui.phones.driver import Order, Way
from tui.switchboard.aims import ENDING
from tui.switchboard.expectations import Expectation, Expectations
from tui.switchboard.notices import PhoneStatus

# Done twice these would be done twice: there is no second way for them.
ONCE: Final = frozenset(
    {Order.DTMF, Order.LOUDER, Order.QUIETER, Order.REDIAL, Order.CONFERENCE, Order.MUTE, Order.UNMUTE}
)
# A second way would dial the target once more: it has to be certain that the first did nothing.
_SLOW: Final = frozenset({Order.TRANSFER, Order.CONSULT, Order.DEFLECT, Order.COMPLETE})


_UNKNOWN: Final = "no-remote-control"  # of one key it says that this model or firmware has none such
_LATE: Final = "late"  # it was not sent


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds until the next way is tried, and after the last one until nothing is expected any more."""

    next: float
    last: float

    def for_order(self, order: Order) -> Patience:
        return Patience(self.last if order in _SLOW else min(self.next, self.last), self.last)


@dataclass(frozen=True, slots=True)
class Pursued:
    """What came of it. `call` is the one that the phone reported, None where it reported nothing.

    `tried` are the names of the ways that the phone took, `way` the one that worked. `ended` is the call
    where it ended meanwhile in another way than it was meant to.
    """

    call: Call | None
    tried: tuple[str, ...]
    way: Way | None = None
    ended: Call | None = None


def phone_kind(status: PhoneStatus) -> str:
    """Under which name it is remembered what works: phones of one model and firmware are alike.

    "" while the model is not known: then nothing is remembered.
    """
    return " ".join((status.vendor, status.model, status.firmware)) if status.model else ""


def arranged(ways: Sequence[Way], remembered: str, several: bool) -> list[Way]:
    """The ways in the order in which they are tried.

    Where the phone has `several` calls, those that name the call go before those that act on whichever is
    selected.
    """
    return sorted(ways, key=lambda way: (several and way.selected, way.name != remembered))


def may_follow(way: Way, order: Order, alone: bool) -> bool:
    """Whether `way` may be tried after another that the phone took, and that may have worked unreported.

    A toggle would undo it. Where it has ended the call, a key would reach the next one: so only while the
    phone is `alone` with this call.
    """
    if order in ONCE or way.toggles:
        return False
    return alone or not way.selected or order not in ENDING


@dataclass(frozen=True, slots=True)
class Chain:
    """The ways of one order, tried in turn. `send` raises `PhoneError` when the phone refuses.

    `met` is the phone's report, `over` the end of the call. `untouched` tells whether all calls of the order
    are still as they were when it was given: if they are not, a way has begun to work, or somebody at the
    phone does something, and no other way may interfere. `lacking` tells whether the phone turned out not to
    be able to do it in any way; else a key that it does not know has done nothing, and the next way is free.
    """

    order: Order
    ways: Sequence[Way]
    expectations: Expectations
    met: Expectation
    over: Expectation
    send: Callable[[Way], Awaitable[None]]
    untouched: Callable[[], bool]
    alone: Callable[[], bool]
    lacking: Callable[[], bool]

    async def pursue(self, patience: Patience) -> Pursued:
        """Tries the ways until the report comes, the call is over, or none is left."""
        tried: list[str] = []
        taken: Way | None = None
        unknown: PhoneError | None = None
        for at, way in enumerate(self.ways):
            if tried and not may_follow(way, self.order, self.alone()):
                continue
            try:
                await self.send(way)
            except PhoneError as error:
                if error.cause == _LATE and (tried or any(one.reported for one in self._watched)):
                    break  # what was sent before it works, or it is not needed any more
                if not self.met.reported:
                    if error.cause != _UNKNOWN or self.lacking():
                        raise
                    unknown = error
                    continue
            taken = way
            tried.append(way.name)
            more = any(may_follow(other, self.order, self.alone()) for other in self.ways[at + 1 :])
            await self._wait(patience.next if more else patience.last)
            if more and not self._settled and not self.untouched():
                await self._wait(patience.last - patience.next)
                more = False
            if self._settled or not more:
                return self._pursued(tried, way)
        if unknown is not None and not tried:
            raise unknown
        await self._wait(patience.last - patience.next)
        return self._pursued(tried, taken)

    async def _wait(self, seconds: float) -> None:
        if not self._settled:
            await self.expectations.wait(self._watched, seconds)

    @property
    def _watched(self) -> Collection[Expectation]:
        return (self.met, self.over)

    @property
    def _settled(self) -> bool:
        return any(one.call is not None for one in self._watched)

    def _pursued(self, tried: list[str], way: Way | None) -> Pursued:
        call = self.met.call
        return Pursued(call, tuple(tried), way if call else None, None if call else self.over.call)
