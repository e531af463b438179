"""A desk phone's calls: what its keys and its user do to them. It knows neither HTTP nor vendors."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from tui.simulator.call import (
    ABSENT,
    ENGAGED,
    RING,
    Answer,
    EndReason,
    Leg,
    LegState,
    Notice,
    Verdict,
)
from tui.simulator.codes import is_outside
from tui.simulator.exchange import Exchange
from tui.simulator.happening import Happening, Report
from tui.simulator.switches import Switches


class Device:
    """The calls of one phone. `numbers`: its identities, the first is the default.

    `report` is told what happened, in order; detail is the hook's means, a forward's kind or a number.
    `attended_outside`: a call can also be joined to one with an outside number.
    """

    def __init__(
        self,
        numbers: list[str],
        exchange: Exchange,
        report: Report,
        *,
        display_name: str = "",
        max_calls: int = 4,
        call_waiting: bool = True,
        attended_outside: bool = True,
    ) -> None:
        self.numbers = numbers
        self.legs: list[Leg] = []
        self.muted = False
        self.switches = Switches(numbers, report, call_waiting=call_waiting)
        self.set_dnd = self.switches.set_dnd
        self.set_forward = self.switches.set_forward
        self.hook = ""  # "" on hook, else "handset", "speaker" or "headset"
        self.up = True
        self.max_calls = max_calls
        self.attended_outside = attended_outside
        self._display_name = display_name
        self._exchange = exchange
        self._report = report
        self._selected: Leg | None = None
        self._timers: dict[Leg, asyncio.TimerHandle] = {}

    @property
    def number(self) -> str:
        return self.numbers[0]

    @property
    def display_name(self) -> str:
        return self._display_name

    @property
    def dnd(self) -> bool:
        return self.switches.dnd

    @property
    def exchange(self) -> Exchange:
        return self._exchange

    # --- looking ---------------------------------------------------------------------------

    def find(self, condition: Callable[[Leg], bool]) -> Leg | None:
        """The selected call if it fits, else the latest that fits."""
        if self._selected is not None and self._selected.alive and condition(self._selected):
            return self._selected
        return next((leg for leg in reversed(self.legs) if condition(leg)), None)

    @property
    def ringing(self) -> Leg | None:
        return self.find(lambda leg: leg.state is LegState.RINGING)

    @property
    def dialing(self) -> Leg | None:
        return self.find(lambda leg: leg.state is LegState.DIALING)

    @property
    def active(self) -> Leg | None:
        """The call that is heard."""
        return self.find(self._heard)

    @property
    def held(self) -> Leg | None:
        return self.find(lambda leg: leg.state is LegState.TALKING and leg.on_hold)

    @property
    def selected(self) -> Leg | None:
        """The call that the screen shows and keys act on: a ringing one takes the screen."""
        if self._selected is not None and self._selected.alive:
            return self._selected
        return self.ringing or self.dialing or self.active or self.held

    def select(self, leg: Leg) -> None:
        if leg in self.legs:
            self._selected = leg

    def _heard(self, leg: Leg) -> bool:
        return leg.state is LegState.TALKING and not leg.on_hold

    # --- acting ----------------------------------------------------------------------------

    def dial(self, number: str, line: str = "", means: str = "speaker") -> Leg | None:
        """Start a call; the active one is put on hold. None when every line is taken or not registered."""
        line = line if line in self.numbers else self.number
        if not number or not self.up or len(self.legs) >= self.max_calls:
            return None
        if line not in self.switches.registered:
            return None
        if (active := self.active) is not None:
            self.hold(active)
        if (dialing := self.dialing) is not None:
            self.hang_up(dialing)
        self.lift(means)
        leg = self._exchange.dial(self, number, line=line)
        self._add(leg, Happening.DIALLED)
        return leg

    def answer(self, leg: Leg | None = None, means: str = "speaker") -> bool:
        """Take a ringing call; the active one is put on hold."""
        leg = leg or self.ringing
        if leg is None or leg.state is not LegState.RINGING:
            return False
        if (active := self.active) is not None:
            self.hold(active)
        self._stop_timer(leg)
        self.lift(means)
        self._report(Happening.TAKEN, leg, "")
        self._exchange.answer(leg)
        self._selected = leg
        self._report(Happening.CONNECTED, leg, "")
        return True

    def reject(self, leg: Leg | None = None) -> bool:
        leg = leg or self.ringing
        if leg is None or leg.state is not LegState.RINGING:
            return False
        self._exchange.reject(leg)
        return True

    def hang_up(self, leg: Leg | None = None) -> bool:
        """End a call; a conference ends whole."""
        leg = leg or self.active or self.dialing or self.held
        if leg is None or not leg.alive:
            return False
        together = [one for one in self.legs if one.conference] if leg.conference else [leg]
        for one in together:
            self._exchange.hang_up(one)
        return True

    def hold(self, leg: Leg | None = None) -> bool:
        """Puts a talk, or a whole conference, on hold; False where there is none."""
        leg = leg or self.active
        if leg is None or leg.state is not LegState.TALKING or leg.on_hold:
            return False
        for one in [one for one in self.legs if one.conference] if leg.conference else [leg]:
            self._exchange.hold(one, True)
            self._report(Happening.HOLD, one, "")
        return True

    def resume(self, leg: Leg | None = None) -> bool:
        """Resume a held call; the active one is put on hold in its place."""
        leg = leg or self.held
        if leg is None or leg.state is not LegState.TALKING or not leg.on_hold:
            return False
        if (active := self.active) is not None and not (active.conference and leg.conference):
            self.hold(active)
        for one in [one for one in self.legs if one.conference] if leg.conference else [leg]:
            self._exchange.hold(one, False)
            self._report(Happening.RESUME, one, "")
        self._selected = leg
        return True

    def toggle_hold(self) -> bool:
        """The hold key: resumes the selected call if it is held, else holds the active one, else resumes."""
        selected = self._selected
        if selected is not None and selected.alive and selected.on_hold:
            return self.resume(selected)
        return self.hold() if self.active is not None else self.resume()

    def swap(self) -> bool:
        """Active on hold, held active."""
        held = self.held
        return held is not None and self.active is not None and self.resume(held)

    def blind_transfer(self, target: str, leg: Leg | None = None) -> bool:
        """Send the other side to `target`; whether it worked is told later."""
        leg = leg or self.active or self.held
        if leg is None or leg.state is not LegState.TALKING or not target:
            return False
        self._report(Happening.BLIND, leg, target)
        self._exchange.blind_transfer(leg, target)
        return True

    def deflect(self, target: str, leg: Leg | None = None) -> bool:
        """Send a ringing call on to `target` without taking it."""
        leg = leg or self.ringing
        if leg is None or leg.state is not LegState.RINGING or not target:
            return False
        self._stop_timer(leg)
        self._report(Happening.DIVERTED, leg, target)
        self._exchange.redirect(leg, target)
        return True

    def consult(self, target: str) -> Leg | None:
        """Hold the call and ask `target` first."""
        if self.active is None and self.held is None:
            return None
        return self.dial(target, means=self.hook or "speaker")

    def complete_transfer(self) -> bool:
        """Join the held call and the other one, talking or still ringing there."""
        other = self.active or self.dialing
        held = next((leg for leg in reversed(self.legs) if leg.on_hold and leg is not other), None)
        if other is None or held is None:
            return False
        self._report(Happening.ATTENDED, held, other.remote.number)
        refused = not self.attended_outside and is_outside(other.remote.number)
        if refused or not self._exchange.attended_transfer(held, other):
            self._report(Happening.TRANSFER_FAILED, held, "")
            return False
        return True

    def conference(self) -> bool:
        """Join the active and the held calls."""
        talking = [leg for leg in self.legs if leg.state is LegState.TALKING]
        if len(talking) < 2:
            return False
        for leg in talking:
            leg.conference = True
        for leg in talking:
            if leg.on_hold:
                self._exchange.hold(leg, False)
                self._report(Happening.RESUME, leg, "")
        return True

    def split(self) -> bool:
        """A conference falls apart: the first goes on hold, the last stays."""
        joined = [leg for leg in self.legs if leg.conference]
        for leg in joined:
            leg.conference = False
        for leg in joined[:-1]:
            self.hold(leg)
        return bool(joined)

    def dtmf(self, digits: str) -> bool:
        active = self.active
        if active is None:
            return False
        self._exchange.dtmf(active, digits)
        return True

    def mute(self) -> bool:
        """The mute key, a toggle that only works in a call."""
        if self.active is None:
            return False
        self.muted = not self.muted
        self._report(Happening.MUTED if self.muted else Happening.UNMUTED, self.active, "")
        return True

    # --- the hook --------------------------------------------------------------------------

    def lift(self, means: str) -> None:
        """Off hook by handset, speaker or headset, if not already."""
        if not self.hook:
            self.hook = means
            self._report(Happening.OFF_HOOK, None, means)
        elif means == "handset":
            self.hook = means

    def put_down(self) -> None:
        """The handset goes back: on hook, and what was heard ends."""
        if not self.hook:
            return
        means, self.hook = self.hook, ""
        self._report(Happening.ON_HOOK, None, means)
        if self.active is not None or self.dialing is not None:
            self.hang_up(self.active or self.dialing)

    # --- the exchange speaks ---------------------------------------------------------------

    def offer(self, leg: Leg) -> Verdict:
        """A call comes in: forwarded, turned away as busy, or it rings."""
        forwards = self.switches.forwards
        always, busy = forwards["always"], forwards["busy"]
        if not self.up or leg.local not in self.switches.registered:
            return ABSENT
        if always.on:
            self._divert(leg, always.target)
            return Verdict(Answer.REDIRECT, always.target)
        engaged = bool(self.legs) and not self.switches.call_waiting
        if self.dnd or engaged or len(self.legs) >= self.max_calls:
            if busy.on:
                self._divert(leg, busy.target)
                return Verdict(Answer.REDIRECT, busy.target)
            return ENGAGED
        self._add(leg, Happening.RINGING)
        late = forwards["no-answer"]
        if late.on:
            loop = asyncio.get_running_loop()
            self._timers[leg] = loop.call_later(late.seconds, self._unanswered, leg, late.target)
        return RING

    def _divert(self, leg: Leg, target: str) -> None:
        self._report(Happening.RINGING, leg, "diverted")
        self._report(Happening.DIVERTED, leg, target)

    def _unanswered(self, leg: Leg, target: str) -> None:
        self._timers.pop(leg, None)
        self.deflect(target, leg)

    def notice(self, leg: Leg, what: Notice) -> None:
        """The other end of a call did something: the phone follows and reports it."""
        if leg not in self.legs or not self.up:
            return
        if what is Notice.ENDED:
            self._remove(leg)
        elif what is Notice.ANSWERED:
            if (other := self.find(lambda one: one is not leg and self._heard(one))) is not None:
                self.hold(other)  # a held call was resumed while this one was still ringing there
            self._report(Happening.CONNECTED, leg, "")
        elif what in _PASSED_ON:
            self._report(_PASSED_ON[what], leg, "")

    def _add(self, leg: Leg, what: Happening) -> None:
        first = not self.legs
        self.legs.append(leg)
        self._selected = leg
        if first:
            self._report(Happening.BUSY, leg, "")
        self._report(what, leg, "")

    def _remove(self, leg: Leg) -> None:
        self._stop_timer(leg)
        self.legs.remove(leg)
        if self._selected is leg:
            self._selected = None
        rest = [one for one in self.legs if one.conference]
        if len(rest) == 1:
            rest[0].conference = False
        self._report(Happening.ENDED, leg, "")
        if self.legs:
            return
        self.muted = False
        if self.hook and self.hook != "handset":
            means, self.hook = self.hook, ""
            self._report(Happening.ON_HOOK, None, means)
        self._report(Happening.IDLE, leg, "")

    def _stop_timer(self, leg: Leg) -> None:
        if (timer := self._timers.pop(leg, None)) is not None:
            timer.cancel()

    # --- power -----------------------------------------------------------------------------

    def power_off(self) -> None:
        """Everything is gone at once and nobody is told by this phone; the others hear silence."""
        self.up = False
        for leg in list(self.legs):
            self._stop_timer(leg)
            self._exchange.hang_up(leg, EndReason.LOST)
        self.legs.clear()
        self._selected = None
        self.muted = False
        self.hook = ""

    def power_on(self) -> None:
        """Boot finished: the phone says so and registers its identities."""
        self.up = True
        self._report(Happening.BOOTED, None, "")
        self.switches.register()


_PASSED_ON = {
    Notice.HELD: Happening.HELD,
    Notice.UNHELD: Happening.UNHELD,
    Notice.TRANSFER_DONE: Happening.TRANSFER_DONE,
    Notice.TRANSFER_FAILED: Happening.TRANSFER_FAILED,
    Notice.TRANSFER_RECEIVED: Happening.TRANSFER_RECEIVED,
}
