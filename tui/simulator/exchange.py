"""The exchange: connects the ends of calls by number, and knows nothing of HTTP or vendors."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from tui.simulator.call import (
    ELSEWHERE,
    Answer,
    Attempt,
    Endpoint,
    EndReason,
    Identity,
    Leg,
    LegState,
    Notice,
)
from tui.simulator.codes import canonical, is_outside, parse_code
from tui.simulator.features import Features

_MAX_HOPS = 5


class Exchange:
    """Calls between endpoints. All methods are synchronous; routing happens in the next turn of the loop.

    `call_ids` makes a SIP Call-ID. `ring_seconds`: after that long the exchange gives up.
    `announce_seconds`: how long it confirms a feature code. `hides_hold`: it plays music itself, so the
    other phone sees no hold.
    `unknown` makes an endpoint for a number that nobody has, or None: no such number.
    """

    def __init__(
        self,
        *,
        call_ids: Callable[[], str],
        host: str = "pbx.example",
        outside_prefix: str = "0",
        ring_seconds: float = 60.0,
        hides_hold: bool = False,
        announce_seconds: float = 0.5,
        unknown: Callable[[str], Endpoint | None] = lambda number: None,
    ) -> None:
        self.host = host
        self.outside_prefix = outside_prefix
        self.ring_seconds = ring_seconds
        self.hides_hold = hides_hold
        self.announce_seconds = announce_seconds
        self.unknown = unknown
        self.parked: dict[str, Leg] = {}
        self.forwards: dict[
            str, dict[str, str]
        ] = {}  # own number → always|busy|no-answer|not-registered → target
        self.forward_seconds: dict[str, float] = {}  # own number → how long it rings before "no-answer"
        self.last_caller: dict[str, str] = {}
        self.last_dialled: dict[str, str] = {}
        self._features = Features(self)
        self._call_ids = call_ids
        self._numbers: dict[str, list[Endpoint]] = {}
        self._groups: set[str] = set()
        self._timers: dict[Attempt, asyncio.TimerHandle] = {}

    def attach(self, endpoint: Endpoint, *numbers: str) -> None:
        """Let `endpoint` be reached by `numbers`. Several at one number ring together."""
        for number in numbers:
            self._numbers.setdefault(canonical(number), []).append(endpoint)

    def group(self, number: str, members: list[Endpoint]) -> None:
        """Let all `members` ring when `number` is called; their own forwards are ignored."""
        self.attach_all(number, members)
        self._groups.add(canonical(number))

    def attach_all(self, number: str, members: list[Endpoint]) -> None:
        for member in members:
            self.attach(member, number)

    def find(self, number: str) -> tuple[str, list[Endpoint]]:
        """The canonical number and who has it, with and without the outside prefix."""
        plain = canonical(number)
        prefix = self.outside_prefix
        candidates = [plain]
        if prefix and plain.startswith(prefix):
            candidates.append(canonical(plain[len(prefix) :]))
        for candidate in candidates:
            if candidate in self._numbers:
                return candidate, self._numbers[candidate]
        # Nobody has it: the outside prefix was dialled if a national number remains without it.
        return next((one for one in reversed(candidates) if one.startswith("0")), plain), []

    def ringing(self) -> list[Attempt]:
        """The calls that are on their way."""
        return list(self._timers)

    # --- what an endpoint does -------------------------------------------------------------

    def dial(self, owner: Endpoint, number: str, *, line: str = "", shown: Identity | None = None) -> Leg:
        """`owner` calls `number` on its own number `line`; the other side is shown `shown`."""
        local = line or owner.number
        leg = Leg(
            owner=owner,
            incoming=False,
            local=local,
            remote=Identity(number, host=self.host),
            call_id=self._call_ids(),
            state=LegState.DIALING,
            dialled=number,
        )
        identity = shown or Identity(local, owner.display_name, self.host)
        attempt = Attempt(leg, number, identity)
        leg.attempt = attempt
        asyncio.get_running_loop().call_soon(self._start, attempt)
        return leg

    def answer(self, leg: Leg) -> None:
        """Take a ringing call. The other members of a group get a CANCEL with a Reason."""
        attempt = leg.attempt
        if leg.state is not LegState.RINGING or attempt is None:
            return
        self.finish(attempt)
        others = [other for other in attempt.ringing if other is not leg]
        self.connect(attempt.caller, leg)
        for other in others:
            other.sip_reason = ELSEWHERE
            self.end(other, EndReason.ELSEWHERE)

    def connect(self, caller: Leg, leg: Leg) -> None:
        """Join two ends; the one that was waiting is told."""
        leg.state = LegState.TALKING
        leg.attempt = caller.attempt = None
        leg.peer, caller.peer = caller, leg
        leg.answered = True
        if caller.state is LegState.DIALING:
            caller.state = LegState.TALKING
            caller.answered = True
            caller.owner.notice(caller, Notice.ANSWERED)
            return
        caller.remote = Identity(leg.local, leg.owner.display_name, self.host)
        caller.owner.notice(caller, Notice.REMOTE_CHANGED)

    def hang_up(self, leg: Leg, reason: EndReason = EndReason.LOCAL) -> None:
        """End this leg as its state asks: refuse, give up, or hang up."""
        if leg.state is LegState.RINGING:
            self.reject(leg)
        elif leg.state is LegState.DIALING:
            self._cancel(leg)
            self.end(leg, EndReason.CANCELLED if reason is EndReason.LOCAL else reason)
        elif leg.state is LegState.TALKING:
            self._cancel(leg)
            peer = leg.peer
            self.end(leg, reason)
            if peer is not None:
                self.end(peer, EndReason.REMOTE)

    def reject(self, leg: Leg) -> None:
        """Refuse a ringing call. The caller hears busy when nobody else rings."""
        attempt = leg.attempt
        if leg.state is not LegState.RINGING or attempt is None:
            return
        attempt.ringing.remove(leg)
        attempt.refused = True
        self.end(leg, EndReason.REJECTED)
        self._settle(attempt)

    def redirect(self, leg: Leg, target: str) -> None:
        """Send a ringing call on to `target` (forwarding when nobody answers)."""
        attempt = leg.attempt
        if leg.state is not LegState.RINGING or attempt is None:
            return
        attempt.ringing.remove(leg)
        self.end(leg, EndReason.FORWARDED)
        self._route(attempt, target)
        self._settle(attempt)

    def hold(self, leg: Leg, on: bool) -> None:
        """Hold or resume; the other side is told unless the exchange hides it."""
        if leg.state is not LegState.TALKING or leg.on_hold is on:
            return
        leg.on_hold = on
        if leg.peer is not None:
            leg.peer.remote_hold = on
            if not self.hides_hold:
                leg.peer.owner.notice(leg.peer, Notice.HELD if on else Notice.UNHELD)

    def dtmf(self, leg: Leg, digits: str) -> None:
        """Tones into the call."""
        if leg.state is LegState.TALKING and leg.peer is not None:
            leg.peer.digits = (leg.peer.digits + digits)[-256:]
            leg.peer.owner.notice(leg.peer, Notice.DTMF)

    def blind_transfer(self, leg: Leg, target: str) -> None:
        """Send the other side of `leg` to `target`. TRANSFER_DONE once it rings there, else _FAILED."""
        peer = leg.peer
        if leg.state is not LegState.TALKING or peer is None:
            return
        attempt = Attempt(peer, target, leg.remote, transferor=leg)
        asyncio.get_running_loop().call_soon(self._start, attempt)

    def attended_transfer(self, held: Leg, consultation: Leg) -> bool:
        """Join the other sides of both legs; the consultation may still be ringing."""
        first, attempt = held.peer, consultation.attempt
        if first is None or not held.alive or not consultation.alive:
            return False
        if consultation.peer is None:  # it still rings there, or that side was itself sent on and waits
            if attempt is None or not attempt.ringing:
                return False
            attempt.caller, first.attempt = first, attempt
        second = consultation.peer
        held.owner.notice(consultation, Notice.TRANSFER_DONE)
        held.peer = consultation.peer = first.peer = consultation.attempt = None
        if second is not None:
            first.peer, second.peer = second, first
            first.remote = Identity(second.local, second.owner.display_name, self.host)
            second.remote = Identity(first.local, first.owner.display_name, self.host)
            self._unhold(second)
            second.owner.notice(second, Notice.TRANSFER_RECEIVED)
            first.owner.notice(first, Notice.REMOTE_CHANGED)
        self._unhold(first)
        self.end(consultation, EndReason.TRANSFERRED)
        self.end(held, EndReason.TRANSFERRED)
        return True

    # --- routing ---------------------------------------------------------------------------

    def _start(self, attempt: Attempt) -> None:
        if not attempt.caller.alive or attempt.done:
            return
        if attempt.transferor is not None and attempt.transferor.peer is not attempt.caller:
            return  # it was hung up or joined to another in the meantime
        code = parse_code(attempt.dialled)
        number = attempt.dialled if code is None else self._features.obey(attempt, code)
        if number is None:
            return
        if code is None and attempt.transferor is None:
            self.last_dialled[canonical(attempt.caller.local)] = number
        self._arm(attempt, self.ring_seconds)
        self._route(attempt, number)
        self._settle(attempt)

    def _arm(self, attempt: Attempt, seconds: float) -> None:
        """It may ring for so long from now on."""
        if (timer := self._timers.pop(attempt, None)) is not None:
            timer.cancel()
        loop = asyncio.get_running_loop()
        self._timers[attempt] = loop.call_later(seconds, self._give_up, attempt)

    def _route(self, attempt: Attempt, number: str) -> None:
        """Offer the call to all who have `number`, following forwards."""
        attempt.hops += 1
        if attempt.hops > _MAX_HOPS:
            return
        plain, endpoints = self.find(number)
        rules = self.forwards.get(plain, {})
        if "always" in rules:
            self._route(attempt, rules["always"])
            return
        if not endpoints:
            made = self.unknown(plain)
            endpoints = [made] if made is not None else []
        redirects: list[str] = []
        rang = absent = False
        for endpoint in [one for one in endpoints if one is not attempt.caller.owner]:
            leg = self._offer(attempt, endpoint, plain)
            verdict = endpoint.offer(leg)
            if verdict.answer is Answer.RING:
                attempt.ringing.append(leg)
                self.last_caller[leg.local] = attempt.shown.number
                rang = True
                continue
            leg.state = LegState.ENDED
            attempt.refused = True
            absent = absent or verdict.answer is Answer.ABSENT
            if verdict.answer is Answer.REDIRECT and plain not in self._groups:
                redirects.append(verdict.target)
        if endpoints and not attempt.caller.remote.name and plain == canonical(number):
            self._show_called(attempt, endpoints[0])
        for target in redirects:
            self._route(attempt, target)
        if rang and "no-answer" in rules:
            attempt.late = rules["no-answer"]
            self._arm(attempt, min(self.ring_seconds, self.forward_seconds.get(plain, self.ring_seconds)))
        elif not rang and not redirects and attempt.refused:
            why = "not-registered" if absent else "busy"
            if why in rules:
                self._route(attempt, rules[why])

    def _show_called(self, attempt: Attempt, endpoint: Endpoint) -> None:
        """Colleagues are shown with their name; the outside world is not."""
        caller = attempt.caller
        if attempt.transferor is None and not is_outside(endpoint.number):
            caller.remote = Identity(caller.remote.number, endpoint.display_name, caller.remote.host)

    def _offer(self, attempt: Attempt, endpoint: Endpoint, local: str) -> Leg:
        own = local if local not in self._groups else endpoint.number
        shown = attempt.shown
        remote = Identity(shown.number, shown.name, shown.host or self.host)
        leg = Leg(endpoint, True, own, remote, self._call_ids(), LegState.RINGING, dialled=local)
        leg.attempt = attempt
        return leg

    def _settle(self, attempt: Attempt) -> None:
        """After every change of an attempt: does it ring, or has it failed?"""
        if attempt.done:
            return
        if not attempt.ringing:
            self.fail(attempt, EndReason.BUSY if attempt.refused else EndReason.UNKNOWN)
        elif attempt.transferor is not None:
            self.hand_over(attempt)
        elif attempt.caller.state is LegState.DIALING:
            attempt.caller.owner.notice(attempt.caller, Notice.RINGS_THERE)

    def hand_over(self, attempt: Attempt) -> None:
        """A blind transfer was accepted: the one who transferred is out."""
        leg, attempt.transferor = attempt.transferor, None
        if leg is None:
            return
        leg.owner.notice(leg, Notice.TRANSFER_DONE)
        attempt.caller.peer = leg.peer = None
        if not attempt.done:
            attempt.caller.attempt = attempt
        self._unhold(attempt.caller)
        self.end(leg, EndReason.TRANSFERRED)

    def fail(self, attempt: Attempt, reason: EndReason) -> None:
        """Nobody could be reached."""
        self.finish(attempt)
        leg = attempt.transferor
        if leg is not None:
            leg.owner.notice(leg, Notice.TRANSFER_FAILED)
        elif attempt.caller.state is LegState.DIALING:
            self.end(attempt.caller, reason)
        else:
            self.end(attempt.caller, EndReason.REMOTE)

    def _give_up(self, attempt: Attempt) -> None:
        """Nobody answered for too long."""
        if attempt.done:
            return
        self.finish(attempt)
        for leg in list(attempt.ringing):
            self.end(leg, EndReason.MISSED)
        caller = attempt.caller
        target = attempt.late
        if target and caller.alive and attempt.hops <= _MAX_HOPS:
            again = Attempt(caller, target, attempt.shown, hops=attempt.hops)
            caller.attempt = again
            self._start(again)
            return
        self.end(caller, EndReason.NO_ANSWER if caller.state is LegState.DIALING else EndReason.REMOTE)

    def _cancel(self, leg: Leg) -> None:
        """The caller gives up: every phone that rings stops."""
        attempt = leg.attempt
        if attempt is None or attempt.caller is not leg:
            return
        self.finish(attempt)
        for ringing in list(attempt.ringing):
            self.end(ringing, EndReason.MISSED)

    def finish(self, attempt: Attempt) -> None:
        """The attempt is over, one way or the other."""
        attempt.done = True
        timer = self._timers.pop(attempt, None)
        if timer is not None:
            timer.cancel()

    def _unhold(self, leg: Leg) -> None:
        if leg.remote_hold:
            leg.remote_hold = False
            if not self.hides_hold:
                leg.owner.notice(leg, Notice.UNHELD)

    def end(self, leg: Leg, reason: EndReason) -> None:
        """End one leg and tell its owner."""
        if not leg.alive:
            return
        leg.state = LegState.ENDED
        leg.reason = reason
        leg.peer = leg.attempt = None
        leg.owner.notice(leg, Notice.ENDED)

    def stop(self) -> None:
        """Forget all timers."""
        for attempt in list(self._timers):
            self.finish(attempt)
