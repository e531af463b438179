"""What a desk phone makes of a SIP user agent: lines, a selected call, hold, transfer, forwards.

It knows neither HTTP nor makers. What happens is told in neutral words (`Word`); a front turns them into the
action URLs of its maker.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial

from tests.lab.linphone import BUSY, Happened, SipCall, UserAgent

_TALKING = (
    "Connected",
    "StreamsRunning",
    "Pausing",
    "Resuming",
    "PausedByRemote",
    "UpdatedByRemote",
    "Updating",
)
_RINGING_OUT = ("OutgoingInit", "OutgoingProgress", "OutgoingRinging", "OutgoingEarlyMedia")


class Word(StrEnum):
    """What happened at the phone."""

    BOOTED = "booted"
    REGISTERED = "registered"
    UNREGISTERED = "unregistered"
    REGISTER_FAILED = "register-failed"
    OFF_HOOK = "off-hook"
    ON_HOOK = "on-hook"
    BUSY = "busy"
    IDLE = "idle"
    INCOMING = "incoming"
    OUTGOING = "outgoing"
    CONNECTED = "connected"
    ENDED = "ended"
    MISSED = "missed"
    REJECTED = "rejected"
    FORWARDED = "forwarded"
    CANCELLED = "cancelled"
    REMOTE_BUSY = "remote-busy"
    REMOTE_CANCELLED = "remote-cancelled"
    HOLD = "hold"
    RESUME = "resume"
    REMOTE_HOLD = "remote-hold"
    REMOTE_RESUME = "remote-resume"
    MUTE = "mute"
    UNMUTE = "unmute"
    TRANSFER = "transfer"
    BLIND = "blind"
    ATTENDED = "attended"
    TRANSFER_OK = "transfer-ok"
    TRANSFER_FAILED = "transfer-failed"
    DND_ON = "dnd-on"
    DND_OFF = "dnd-off"
    FORWARD_ON = "forward-on"
    FORWARD_OFF = "forward-off"


@dataclass(slots=True)
class Leg:
    """One call with what the phone remembers of it."""

    sip: SipCall
    connected: bool = False
    held: bool = False
    held_by_them: bool = False
    refused: bool = False  # by the user at this phone
    silent: bool = False  # turned away before anyone noticed
    given_up: bool = False
    transferred: bool = False
    muted: bool = False
    told_end: bool = False

    @property
    def number(self) -> str:
        return user_of(self.sip.remote)

    @property
    def ringing(self) -> bool:
        return self.sip.incoming and not self.connected and self.sip.state in ("IncomingReceived", "Idle")

    @property
    def dialling(self) -> bool:
        return not self.sip.incoming and self.sip.state in _RINGING_OUT


@dataclass(slots=True)
class Forward:
    """`seconds` only means something for the one on no answer."""

    on: bool = False
    target: str = ""
    seconds: float = 30.0


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

    def dial(self, number: str) -> bool:
        number = re.sub(r"[^0-9+*#A-Za-z]", "", number)
        if not number or len(self.legs) >= 4:
            return False
        if self.active is not None:
            self.hold(self.active)
        self.last_dialled = number
        if not self.legs:
            self.tell(Word.OFF_HOOK, None, "")
        return self.sip.dial(number) is not None

    def answer(self, leg: Leg | None = None) -> bool:
        leg = leg or self.ringing
        if leg is None or not leg.ringing:
            return False
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
        leg.given_up = leg.dialling
        return self.sip.hang_up(leg.sip)

    def hold(self, leg: Leg | None = None) -> bool:
        leg = leg or self.active
        return leg is not None and leg.connected and not leg.held and self.sip.hold(leg.sip)

    def resume(self, leg: Leg | None = None) -> bool:
        leg = leg or self.held
        if leg is None or not leg.held:
            return False
        if self.active is not None:
            self.hold(self.active)
        return self.sip.resume(leg.sip)

    def toggle_hold(self) -> bool:
        """The hold key: takes the chosen call back if it is held, else holds the running one."""
        chosen = self.chosen if self.chosen in self.legs else None
        if chosen is not None and chosen.held:
            return self.resume(chosen)
        return self.hold() if self.active is not None else self.resume()

    def choose(self, step: int) -> bool:
        """The arrow keys: the call before or after the one that the display shows."""
        shown = self.chosen if self.chosen in self.legs else self.selected
        if shown is None or len(self.legs) < 2:
            return False
        self.chosen = self.legs[(self.legs.index(shown) + step) % len(self.legs)]
        return True

    def swap(self) -> bool:
        return self.resume() if self.active is not None and self.held is not None else False

    def transfer(self, number: str) -> bool:
        """Blind. A ringing call is passed on without being answered."""
        if self.ringing is not None and self.active is None:
            leg = self.ringing
            leg.transferred = True
            self.tell(Word.TRANSFER, leg, number)
            return self.sip.redirect(leg.sip, number)
        found = self.active or self.held
        if found is None:
            return False
        found.transferred = True
        self.tell(Word.TRANSFER, found, number)
        self.tell(Word.BLIND, found, number)
        return self.sip.transfer(found.sip, number)

    def join(self) -> bool:
        """Completes the attended transfer: held call and the other one."""
        held, other = self.held, self.active or self.dialling
        if held is None or other is None:
            return False
        held.transferred = other.transferred = True
        self.tell(Word.TRANSFER, held, other.number)
        self.tell(Word.ATTENDED, held, other.number)
        return self.sip.transfer_to(held.sip, other.sip)

    def conference(self) -> bool:
        held, active = self.held, self.active
        return held is not None and active is not None and self.sip.conference([held.sip, active.sip])

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
            self._later(0.15 * place, partial(self.sip.dtmf, leg.sip, digit))
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
        before = (forward.on, forward.target)
        forward.on, forward.target = on, target or forward.target
        forward.seconds = seconds or forward.seconds
        if before != (forward.on, forward.target):
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
        leg = next((leg for leg in self.legs if leg.sip is call), None)
        if leg is None or not leg.transferred:
            return
        if state in ("Connected", "StreamsRunning"):
            leg.transferred = False  # told once
            self.tell(Word.TRANSFER_OK, leg, "")
            self._later(0.05, lambda: self.sip.hang_up(call))
        elif state == "Error":
            leg.transferred = False
            self.tell(Word.TRANSFER_FAILED, leg, "")

    def _call(self, state: str, call: SipCall) -> None:
        leg = next((leg for leg in self.legs if leg.sip is call), None)
        if leg is None:
            if state in ("End", "Error", "Released"):
                return
            leg = Leg(call)
            if call.incoming and self._turned_away(leg):
                return
            self._begins(leg)
        if state == "OutgoingProgress":
            self.tell(Word.OUTGOING, leg, "")
        elif state == "StreamsRunning":
            self._runs(leg)
        elif state == "Paused" and not leg.held:
            leg.held = True
            self.tell(Word.HOLD, leg, "")
        elif state == "PausedByRemote" and not leg.held_by_them:
            leg.held_by_them = True
            self.tell(Word.REMOTE_HOLD, leg, "")
        elif state in ("End", "Error"):
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
        engaged = bool(self.legs) and not self.call_waiting
        call = leg.sip
        if always.on:
            self._later(0, lambda: self.sip.redirect(call, always.target))
            self.tell(Word.FORWARDED, leg, always.target)
        elif (engaged or self.dnd) and busy.on:
            self._later(0, lambda: self.sip.redirect(call, busy.target))
            self.tell(Word.FORWARDED, leg, busy.target)
        elif engaged or self.dnd:
            self._later(0, lambda: self.sip.decline(call, BUSY))
        else:
            return False
        return True

    def _not_answered(self, leg: Leg) -> None:
        if leg in self.legs and leg.ringing:
            leg.silent = True
            target = self.forwards["no-answer"].target
            self.tell(Word.FORWARDED, leg, target)
            self.sip.redirect(leg.sip, target)

    def _runs(self, leg: Leg) -> None:
        if not leg.connected:
            leg.connected = True
            if leg.sip.incoming and len(self.legs) == 1:
                self.tell(Word.OFF_HOOK, leg, "")
            self.tell(Word.CONNECTED, leg, "")
        elif leg.held:
            leg.held = False
            self.tell(Word.RESUME, leg, "")
        elif leg.held_by_them:
            leg.held_by_them = False
            self.tell(Word.REMOTE_RESUME, leg, "")

    def _ends(self, leg: Leg) -> None:
        if leg.told_end:
            return
        leg.told_end = True
        self.legs.remove(leg)
        if self.chosen is leg:
            self.chosen = None
        if leg.connected:
            self.tell(Word.ENDED, leg, "")
        elif leg.sip.incoming:
            self._unanswered(leg)
        elif leg.given_up:
            self.tell(Word.CANCELLED, leg, "")
        elif leg.sip.code in (486, 600, 603):
            self.tell(Word.REMOTE_BUSY, leg, "")
        else:
            self.tell(Word.ENDED, leg, "")
        if not self.legs:
            self.tell(Word.ON_HOOK, None, "")
            self.tell(Word.IDLE, None, "")

    def _unanswered(self, leg: Leg) -> None:
        if leg.refused:
            self.tell(Word.REJECTED, leg, "")
        elif leg.transferred or leg.silent:
            self.tell(Word.ENDED, leg, "")
        elif leg.sip.ended_as == "elsewhere":
            self.tell(Word.ENDED, leg, "elsewhere")
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


def user_of(uri: str) -> str:
    """The user part of `"Name" <sip:user@host>`."""
    found = re.search(r"sips?:([^@;>]+)", uri)
    return found[1] if found else uri


def name_of(uri: str) -> str:
    """The display name; "" where there is none."""
    found = re.match(r'\s*"?([^"<]*?)"?\s*<', uri)
    return found[1] if found else ""


def address_of(uri: str) -> str:
    """`user@host` without parameters."""
    found = re.search(r"sips?:([^;>?]+)", uri)
    return found[1] if found else uri
