"""Outside parties: people with a telephone but without remote control, and how they behave."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from tui.simulator.activity import Journal
from tui.simulator.call import ENGAGED, RING, Identity, Leg, LegState, Notice, Verdict
from tui.simulator.exchange import Exchange

ANONYMOUS = Identity("anonymous", "Anonymous", "anonymous.invalid")  # RFC 3323, section 4.1.1.3


class Behaviour(StrEnum):
    """What somebody in the public network does with a call."""

    ANSWERS = "answers"
    BUSY = "busy"
    NEVER = "never"  # rings for ever
    REJECTS = "rejects"
    NOBODY = "nobody"  # there is no such number


@dataclass(frozen=True, slots=True)
class PartyPlan:
    """What a party does when it is called. Times in seconds; `hangs_up_after` counts from the answer."""

    behaviour: Behaviour = Behaviour.ANSWERS
    after: float = 2.0
    hangs_up_after: float | None = None
    display_name: str = ""


class Party:
    """An outside number. `plan` may be changed at any time."""

    def __init__(self, number: str, plan: PartyPlan, exchange: Exchange, journal: Journal) -> None:
        self._number = number
        self.plan = plan
        self.legs: list[Leg] = []
        self._exchange = exchange
        self._journal = journal
        self._timers: set[asyncio.TimerHandle] = set()

    @property
    def number(self) -> str:
        return self._number

    @property
    def display_name(self) -> str:
        return self.plan.display_name

    @property
    def leg(self) -> Leg | None:
        """The latest call that is not over."""
        return next((leg for leg in reversed(self.legs) if leg.alive), None)

    @property
    def state(self) -> str:
        """idle, dialing, ringing, talking, or held (the other side holds us)."""
        leg = self.leg
        if leg is None:
            return "idle"
        return "held" if leg.remote_hold else leg.state.value

    def call(
        self, number: str, *, display_name: str | None = None, shown_as: str = "", anonymous: bool = False
    ) -> Leg:
        """Call `number`. The called phone shows `display_name` and `shown_as` (a form of the number)."""
        name = self.display_name if display_name is None else display_name
        shown = ANONYMOUS if anonymous else Identity(shown_as or self._number, name)
        leg = self._exchange.dial(self, number, shown=shown)
        self._keep(leg)
        return leg

    def answer(self) -> None:
        """Take the call that rings."""
        for leg in self.legs:
            if leg.state is LegState.RINGING:
                self._answer(leg)
                return

    def hang_up(self) -> None:
        """End the latest call, or refuse it while it rings."""
        if (leg := self.leg) is not None:
            self._exchange.hang_up(leg)

    reject = hang_up

    def hold(self, on: bool = True) -> None:
        """Hold or resume the latest call."""
        if (leg := self.leg) is not None:
            self._exchange.hold(leg, on)

    def dtmf(self, digits: str) -> None:
        """Press keys during the call."""
        if (leg := self.leg) is not None:
            self._exchange.dtmf(leg, digits)

    async def wait_for(self, state: str, within: float = 5.0) -> None:
        """Until `state` is what it says."""
        await self._journal.watch.until(
            lambda: self.state == state, within, f"party {self._number} {state} (is {self.state})"
        )

    def stop(self) -> None:
        for timer in self._timers:
            timer.cancel()
        self._timers.clear()

    # --- the exchange speaks ---------------------------------------------------------------

    def offer(self, leg: Leg) -> Verdict:
        """A call comes in: busy, or it rings and is dealt with as planned."""
        behaviour = self.plan.behaviour
        if behaviour in (Behaviour.BUSY, Behaviour.NOBODY) or len([x for x in self.legs if x.alive]) >= 4:
            return ENGAGED
        self._keep(leg)
        if behaviour is Behaviour.ANSWERS:
            self._after(self.plan.after, lambda: self._answer(leg))
        elif behaviour is Behaviour.REJECTS:
            self._after(self.plan.after, lambda: self._exchange.reject(leg))
        return RING

    def notice(self, leg: Leg, what: Notice) -> None:
        if what is Notice.ANSWERED:
            self._after(self.plan.hangs_up_after, lambda: self._exchange.hang_up(leg))
        self._told(leg, what)

    def _answer(self, leg: Leg) -> None:
        if leg.state is LegState.RINGING:
            self._exchange.answer(leg)
            self._told(leg)
            self._after(self.plan.hangs_up_after, lambda: self._exchange.hang_up(leg))

    def _keep(self, leg: Leg) -> None:
        self.legs = [*[old for old in self.legs if old.alive][-8:], leg]
        self._told(leg)

    def _told(self, leg: Leg, what: Notice | None = None) -> None:
        details = {"state": leg.state.value, "remote": leg.remote.number}
        if what is not None:
            details["notice"] = what.value
        self._journal.note("party", self._number, **details)

    def _after(self, seconds: float | None, act: Callable[[], None]) -> None:
        if seconds is None:
            return

        def run() -> None:
            self._timers.discard(timer)
            act()

        timer = asyncio.get_running_loop().call_later(seconds, run)
        self._timers.add(timer)
