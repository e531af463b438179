"""What the exchange does when a feature code is dialled."""

from __future__ import annotations

import asyncio
from typing import Protocol

from tui.simulator.call import ELSEWHERE, Attempt, Endpoint, EndReason, Identity, Leg, LegState, Notice
from tui.simulator.codes import Code, CodeKind, canonical


class Switching(Protocol):
    """The parts of the exchange that feature codes need."""

    host: str
    announce_seconds: float
    parked: dict[str, Leg]
    forwards: dict[str, dict[str, str]]

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

    def obey(self, attempt: Attempt, code: Code) -> bool:
        """Feature codes of the PBX. True: done with; False: go on and route `code.target`."""
        if code.kind is CodeKind.WITHHOLD:
            attempt.shown = Identity("anonymous", "Anonymous", "anonymous.invalid")
            return False
        if code.kind is CodeKind.PARK:
            return self._park(attempt, code.target)
        if code.kind is CodeKind.RETRIEVE:
            parked = self._exchange.parked.pop(code.target, None)
            if parked is None or not parked.alive:
                self._exchange.fail(attempt, EndReason.UNKNOWN)
            else:
                self._pick(attempt.caller, parked)
            return True
        if code.kind is CodeKind.PICK_UP:
            self._pick_up(attempt, code.target)
            return True
        own = self._exchange.forwards.setdefault(canonical(attempt.caller.local), {})
        if code.target:
            own[code.detail] = code.target
        elif code.detail:
            own.pop(code.detail, None)
        else:
            own.clear()
        self._announce(attempt)
        return True

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

    def _park(self, attempt: Attempt, slot: str) -> bool:
        """Only a call that is transferred to the code can be parked."""
        leg = attempt.transferor
        if leg is None or (slot in self._exchange.parked and self._exchange.parked[slot].alive):
            self._exchange.fail(attempt, EndReason.BUSY)
            return True
        self._exchange.parked[slot] = attempt.caller
        self._exchange.finish(attempt)
        self._exchange.hand_over(attempt)
        return True

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
