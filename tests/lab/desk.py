"""What a desk phone makes of a SIP user agent: lines, a selected call, hold, transfer, forwards.

It knows neither HTTP nor makers. What happens is told in neutral words (`Word`); a front turns them into the
action URLs of its maker.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from tests.lab.leg import Forward, Leg, Word
from tests.lab.linphone import BUSY, Happened, SipCall, UserAgent

_MOST_CALLS = 4
_TONE_PACE = 0.15  # seconds from one digit to the next
_BUSY_CODES = (486, 600, 603)

Tell = Callable[[Word, Leg | None, str], None]


@dataclass(slots=True)
class Desk:
    """One phone. `tell` gets every word with the call it is about and a detail (kind of forward, target)."""

    extension: str
    tell: Tell
    agent: UserAgent | None = None
    legs: list[Leg] = field(default_factory=list)  # oldest first
    dnd: bool = False
    call_waiting: bool = True
    forwards: dict[str, Forward] = field(
        default_factory=lambda: {kind: Forward() for kind in ("always", "busy", "no-answer")}
    )
    last_dialled: str = ""
    chosen: Leg | None = None  # with the arrow keys
    heard: str = ""  # DTMF from the far end
    lifted: bool = False  # the handset; who presses keys talks handsfree
    _joined: list[Leg] = field(default_factory=list)  # in a conference
    _turned: set[int] = field(default_factory=set)  # calls of which nobody here noticed anything
    _timers: set[asyncio.TimerHandle] = field(default_factory=set)
    _registered: Word | None = None

    @property
    def sip(self) -> UserAgent:
        assert self.agent is not None
        return self.agent

    # which call

    def _last(self, fits: Callable[[Leg], bool]) -> Leg | None:
        return next((leg for leg in reversed(self.legs) if fits(leg)), None)

    @property
    def ringing(self) -> Leg | None:
        return next((leg for leg in self.legs if leg.ringing), None)

    @property
    def dialling(self) -> Leg | None:
        return self._last(lambda leg: leg.dialling)

    @property
    def active(self) -> Leg | None:
        return self._last(lambda leg: leg.connected and not leg.held)

    @property
    def held(self) -> Leg | None:
        return self._last(lambda leg: leg.held)

    @property
    def selected(self) -> Leg | None:
        """What the display shows: a ringing call takes it."""
        return self.ringing or self.dialling or self.active or self.held

    # what the user or a key does

    def lift(self) -> bool:
        if not self.lifted:
            self.lifted = True
            self.tell(Word.OFF_HOOK, self.selected, "")
        return True

    def put_down(self) -> None:
        if self.lifted:
            self.lifted = False
            self.tell(Word.ON_HOOK, None, "")

    def dial(self, number: str) -> bool:
        number = re.sub(r"[^0-9+*#A-Za-z]", "", number)
        if not number or len(self.legs) >= _MOST_CALLS:
            return False
        self.chosen = None
        if self.active is not None:
            self.hold(self.active)
        self.last_dialled = number
        return self.sip.dial(number) is not None

    def answer(self, leg: Leg | None = None) -> bool:
        leg = leg or self.ringing
        if leg is None or not leg.ringing:
            return False
        self.chosen = None
        if self.active is not None:
            self.hold(self.active)
        return self.sip.answer(leg.sip)

    def reject(self, leg: Leg | None = None) -> bool:
        leg = leg or self.ringing
        if leg is None or not leg.ringing:
            return False
        leg.refused = True
        return self.sip.decline(leg.sip, BUSY)

    def hang_up(self, leg: Leg | None = None) -> bool:
        leg = leg or self.dialling or self.active or self.held
        if leg is None or leg.ringing:
            return False
        if leg in self._joined:
            done = [self.sip.hang_up(one.sip) for one in list(self._joined)]
            return all(done)
        leg.given_up = leg.dialling
        return self.sip.hang_up(leg.sip)

    def clear(self) -> None:
        """All calls."""
        for leg in list(self.legs):
            self.reject(leg) or self.hang_up(leg)

    def hold(self, leg: Leg | None = None) -> bool:
        leg = leg or self.active
        return leg is not None and leg.connected and not leg.held and self.sip.hold(leg.sip)

    def resume(self, leg: Leg | None = None) -> bool:
        leg = leg or self.held
        if leg is None or not leg.held:
            return False
        self.chosen = None
        if self.active is not None:
            self.hold(self.active)
        return self.sip.resume(leg.sip)

    def toggle_hold(self) -> bool:
        """The hold key: takes the chosen call back if it is held, else holds the running one."""
        chosen = self.chosen if self.chosen in self.legs else None
        if chosen is not None and chosen.held:
            return self.resume(chosen)
        active = self.active
        if active is None:
            return self.resume()
        self.chosen = active  # the display stays with it
        return self.hold(active)

    def choose(self, step: int) -> bool:
        """The arrow keys: the call before or after the one that the display shows."""
        shown = self.chosen if self.chosen in self.legs else self.selected
        if shown is None or len(self.legs) < 2:
            return False
        self.chosen = self.legs[(self.legs.index(shown) + step) % len(self.legs)]
        return True

    def swap(self) -> bool:
        return self.resume() if self.active is not None and self.held is not None else False

    def transfer(self, number: str, leg: Leg | None = None) -> bool:
        """Blind. A ringing call is passed on without being answered."""
        leg = leg or self.active or self.held or self.ringing
        if leg is None:
            return False
        self.tell(Word.TRANSFER, leg, number)
        if leg.ringing:
            leg.silent = True
            return self.sip.redirect(leg.sip, number)
        leg.transferred = True
        self.tell(Word.BLIND, leg, number)
        return self.sip.transfer(leg.sip, number)

    def join(self) -> bool:
        """Completes the attended transfer: held call and the other one, also while that one still rings."""
        held, other = self.held, self.dialling or self.active
        if held is None or other is None:
            return False
        held.transferred = other.transferred = True
        self.tell(Word.TRANSFER, held, other.number)
        self.tell(Word.ATTENDED, held, other.number)
        if not other.dialling:
            return self.sip.transfer_to(held.sip, other.sip)
        other.given_up = True  # nobody is there to be replaced: called once more, by the other one
        return self.sip.hang_up(other.sip) and self.sip.transfer(held.sip, other.number)

    def conference(self) -> bool:
        held, active = self.held, self.active
        if held is None or active is None or not self.sip.conference([held.sip, active.sip]):
            return False
        self._joined = [held, active]
        return True

    def mute(self) -> bool:
        leg = self.active
        if leg is None:
            return False
        leg.muted = not leg.muted
        self.sip.mute(leg.sip, on=leg.muted)
        self.tell(Word.MUTE if leg.muted else Word.UNMUTE, leg, "")
        return True

    def dtmf(self, digits: str) -> bool:
        leg = self.active
        if leg is None:
            return False
        for place, digit in enumerate(digits):
            self._later(_TONE_PACE * place, partial(self.sip.dtmf, leg.sip, digit))
        return True

    def redial(self) -> bool:
        return bool(self.last_dialled) and self.dial(self.last_dialled)

    def set_dnd(self, on: bool) -> bool:
        if on is self.dnd:
            return False
        self.dnd = on
        self.tell(Word.DND_ON if on else Word.DND_OFF, None, "")
        return True

    def set_forward(self, kind: str, on: bool, target: str = "", seconds: float | None = None) -> bool:
        forward = self.forwards[kind]
        before = (forward.on, forward.on and forward.target)
        forward.on, forward.target = on, target or forward.target
        forward.seconds = seconds or forward.seconds
        if before != (forward.on, forward.on and forward.target):
            self.tell(Word.FORWARD_ON if on else Word.FORWARD_OFF, None, kind)
        return True

    # what SIP says

    def happened(self, what: Happened) -> None:
        match what.what:
            case "registration":
                self._registration(what.detail)
            case "dtmf":
                self.heard += what.detail
            case "transfer" if what.call is not None:
                self._transfer(what.detail, what.call)
            case "call" if what.call is not None:
                self._call(what.detail, what.call)

    def _registration(self, state: str) -> None:
        words = {"ok": Word.REGISTERED, "failed": Word.REGISTER_FAILED, "cleared": Word.UNREGISTERED}
        word = words.get(state)
        if word is not None and word is not self._registered:
            self._registered = word
            self.tell(word, None, "")

    def _transfer(self, state: str, call: SipCall) -> None:
        leg = self._leg(call)
        if leg is None or not leg.transferred:
            return
        if state in ("Connected", "StreamsRunning"):
            leg.transferred = False  # told once
            self.tell(Word.TRANSFER_OK, leg, "")
            self._later(0.05, lambda: self.sip.hang_up(call))
        elif state == "Error":
            leg.transferred = False
            self.tell(Word.TRANSFER_FAILED, leg, "")

    def _leg(self, call: SipCall) -> Leg | None:
        return next((leg for leg in self.legs if leg.sip is call), None)

    def _call(self, state: str, call: SipCall) -> None:
        leg = self._leg(call)
        if leg is None:
            if call.number in self._turned or state in ("End", "Error", "Released"):
                return
            leg = Leg(call)
            if call.incoming and self._turned_away(leg):
                self._turned.add(call.number)
                return
            self._begins(leg)
        match state:
            case "OutgoingProgress":
                self.tell(Word.OUTGOING, leg, "")
            case "StreamsRunning":
                self._runs(leg)
            case "Paused" if not leg.held:
                leg.held = True
                self.tell(Word.HOLD, leg, "")
            case "PausedByRemote":
                self._waits(leg)
            case "End" | "Error":
                self._ends(leg)

    def _begins(self, leg: Leg) -> None:
        if not self.legs:
            self.tell(Word.BUSY, None, "")
        self.legs.append(leg)
        if leg.sip.incoming:
            self.tell(Word.INCOMING, leg, "")
            late = self.forwards["no-answer"]
            if late.on:
                self._later(late.seconds, lambda: self._not_answered(leg))

    def _turned_away(self, leg: Leg) -> bool:
        """Forwarded or refused before it rings."""
        always, busy = self.forwards["always"], self.forwards["busy"]
        engaged = self.dnd or (bool(self.legs) and not self.call_waiting)
        call = leg.sip
        target = always.target if always.on else busy.target if engaged and busy.on else ""
        if target:
            self._later(0, lambda: self.sip.redirect(call, target))
            self.tell(Word.FORWARDED, leg, target)
        elif engaged:
            self._later(0, lambda: self.sip.decline(call, BUSY))
        return bool(target) or engaged

    def _not_answered(self, leg: Leg) -> None:
        if leg in self.legs and leg.ringing:
            leg.silent = True
            target = self.forwards["no-answer"].target
            self.tell(Word.FORWARDED, leg, target)
            self.sip.redirect(leg.sip, target)

    def _waits(self, leg: Leg) -> None:
        """They hold us, perhaps since before we took the call back."""
        if leg.held:
            leg.held = False
            self.tell(Word.RESUME, leg, "")
        if not leg.held_by_them:
            leg.held_by_them = True
            self.tell(Word.REMOTE_HOLD, leg, "")

    def _runs(self, leg: Leg) -> None:
        if not leg.connected:
            leg.connected = True
            if leg.sip.incoming and len(self.legs) > 1:
                self.tell(Word.WAITING_TAKEN, leg, "")
            self.tell(Word.CONNECTED, leg, "")
            return
        if leg.held:
            leg.held = False
            self.tell(Word.RESUME, leg, "")
        if leg.held_by_them:
            leg.held_by_them = False
            self.tell(Word.REMOTE_RESUME, leg, "")

    def _ends(self, leg: Leg) -> None:
        if leg.told_end:
            return
        leg.told_end = True
        self.legs.remove(leg)
        self._joined = [one for one in self._joined if one is not leg]
        if self.chosen is leg:
            self.chosen = None
        self._tell_end(leg)
        if not self.legs:
            self.put_down()
            self.tell(Word.IDLE, None, "")

    def _tell_end(self, leg: Leg) -> None:
        if leg.connected:
            self.tell(Word.ENDED, leg, "")
        elif leg.sip.incoming:
            self._unanswered(leg)
        elif leg.given_up:
            self.tell(Word.CANCELLED, leg, "")
        elif leg.sip.code in _BUSY_CODES:
            self.tell(Word.REMOTE_BUSY, leg, "")
        else:
            self.tell(Word.ENDED, leg, "")

    def _unanswered(self, leg: Leg) -> None:
        if leg.refused:
            self.tell(Word.REJECTED, leg, "")
        elif leg.silent:
            self.tell(Word.ENDED, leg, "")
        elif leg.sip.ended_as == "elsewhere":
            self.tell(Word.REMOTE_CANCELLED, leg, "elsewhere")
        else:
            self.tell(Word.REMOTE_CANCELLED, leg, "")
            self.tell(Word.MISSED, leg, "")

    def _later(self, seconds: float, act: Callable[[], object]) -> None:
        def run() -> None:
            self._timers.discard(timer)
            act()

        timer = asyncio.get_running_loop().call_later(seconds, run)
        self._timers.add(timer)

    def close(self) -> None:
        for timer in self._timers:
            timer.cancel()
        self._timers.clear()
