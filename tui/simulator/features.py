"""What the exchange does when a feature code is dialled."""

from __future__ import annotations

import asyncio
from typing import Protocol

from tui.simulator.call import ELSEWHERE, Attempt, Endpoint, EndReason, Identity, Leg, LegState, Notice
from tui.simulator.codes import Code, CodeKind, canonical, is_outside


class Switching(Protocol):
    """The parts of the exchange that feature codes need."""

    host: str
    announce_seconds: float
    parked: dict[str, Leg]
    forwards: dict[str, dict[str, str]]
    forward_seconds: dict[str, float]
    last_caller: dict[str, str]
    last_dialled: dict[str, str]

    def find(self, number: str) -> tuple[str, list[Endpoint]]: ...

    def ringing(self) -> list[Attempt]: ...

    def finish(self, attempt: Attempt) -> None: ...

    def fail(self, attempt: Attempt, reason: EndReason) -> None: ...

    def end(self, leg: Leg, reason: EndReason) -> None: ...

    def hand_over(self, attempt: Attempt) -> None: ...


class Features:
    """Withholding the number, parking, picking up, and forwards in the exchange."""

    def __init__(self, exchange: Switching) -> None:
        self._exchange = exchange

    def obey(self, attempt: Attempt, code: Code) -> str | None:
        """Feature codes of the PBX: the number to route to, or None when that was all."""
        if code.kind is CodeKind.WITHHOLD:
            if is_outside(code.target):  # a colleague always sees who calls
                attempt.shown = Identity("anonymous", "Anonymous", "anonymous.invalid")
            return code.target
        if code.kind in (CodeKind.CALL_BACK, CodeKind.REDIAL):
            return self._again(attempt, code.kind)
        if code.kind is CodeKind.PARK:
            self._park(attempt, code.target)
        elif code.kind is CodeKind.RETRIEVE:
            self._retrieve(attempt, code.target)
        elif code.kind is CodeKind.PICK_UP:
            self._pick_up(attempt, code.target)
        else:
            self._forward(attempt, code)
        return None

    def _again(self, attempt: Attempt, kind: CodeKind) -> str | None:
        """The number of the last caller, or the last one dialled."""
        exchange, own = self._exchange, canonical(attempt.caller.local)
        known = exchange.last_caller if kind is CodeKind.CALL_BACK else exchange.last_dialled
        if own not in known:
            exchange.fail(attempt, EndReason.UNKNOWN)
            return None
        return known[own]

    def _retrieve(self, attempt: Attempt, slot: str) -> None:
        parked = self._exchange.parked.pop(slot, None)
        if parked is None or not parked.alive:
            self._exchange.fail(attempt, EndReason.UNKNOWN)
        else:
            self._pick(attempt.caller, parked)

    def _forward(self, attempt: Attempt, code: Code) -> None:
        """Switch a forward of the number that dialled, and say so."""
        number = canonical(attempt.caller.local)
        own = self._exchange.forwards.setdefault(number, {})
        if code.target:
            own[code.detail] = code.target
            if code.detail == "no-answer":
                self._exchange.forward_seconds[number] = code.seconds
        elif code.detail:
            own.pop(code.detail, None)
        else:
            own.clear()
        self._announce(attempt)

    def _announce(self, attempt: Attempt) -> None:
        """A code is confirmed by a short announcement: connected, then hung up by the exchange."""
        caller = attempt.caller
        self._exchange.finish(attempt)
        caller.attempt = None
        caller.state = LegState.TALKING
        caller.answered = True
        caller.owner.notice(caller, Notice.ANSWERED)
        asyncio.get_running_loop().call_later(
            self._exchange.announce_seconds, self._exchange.end, caller, EndReason.REMOTE
        )

    def _park(self, attempt: Attempt, slot: str) -> None:
        """Only a call that is transferred to the code can be parked."""
        leg = attempt.transferor
        if leg is None or (slot in self._exchange.parked and self._exchange.parked[slot].alive):
            self._exchange.fail(attempt, EndReason.BUSY)
            return
        self._exchange.parked[slot] = attempt.caller
        self._exchange.finish(attempt)
        self._exchange.hand_over(attempt)

    def _pick_up(self, attempt: Attempt, target: str) -> None:
        """Take a call that rings at another number."""
        _, endpoints = self._exchange.find(target)
        for other in self._exchange.ringing():
            if other is not attempt and any(leg.owner in endpoints for leg in other.ringing):
                self._exchange.finish(other)
                self._pick(attempt.caller, other.caller)
                for leg in other.ringing:
                    leg.sip_reason = ELSEWHERE
                    self._exchange.end(leg, EndReason.ELSEWHERE)
                return
        self._exchange.fail(attempt, EndReason.UNKNOWN)

    def _pick(self, taker: Leg, waiting: Leg) -> None:
        """Join one who dialled a code to one who was waiting."""
        taker.remote = Identity(waiting.local, waiting.owner.display_name, self._exchange.host)
        taker.attempt = waiting.attempt = None
        taker.peer, waiting.peer = waiting, taker
        for leg in (taker, waiting):
            was = leg.state
            leg.state, leg.answered = LegState.TALKING, True
            changed = Notice.ANSWERED if was is LegState.DIALING else Notice.REMOTE_CHANGED
            leg.owner.notice(leg, changed)
