"""The exchange: connects the ends of calls by number, and knows nothing of HTTP or vendors."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from tui.simulator.call import (
    Answer,
    Attempt,
    Endpoint,
    EndReason,
    Identity,
    Leg,
    LegState,
    Notice,
)
from tui.simulator.codes import Code, CodeKind, parse_code

ELSEWHERE = 'SIP;cause=200;text="Call completed elsewhere"'  # RFC 3326, section 3.1
_MAX_HOPS = 5


def canonical(number: str) -> str:
    """A number without separators and in national form, so that its spellings meet."""
    digits = "".join(char for char in number if char.isdigit() or char in "+*#")
    for prefix in ("+49", "0049"):
        if digits.startswith(prefix):
            return "0" + digits[len(prefix) :]
    return "00" + digits[1:] if digits.startswith("+") else digits


class Exchange:
    """Calls between endpoints. All methods are synchronous; routing happens in the next turn of the loop.

    `call_ids` makes a SIP Call-ID. `ring_seconds`: after that long the exchange gives up.
    `hides_hold`: it plays music itself, so the other phone sees no hold. `unknown` makes an endpoint
    for a number that nobody has, or None: no such number.
    """

    def __init__(
        self,
        *,
        call_ids: Callable[[], str],
        host: str = "pbx.example",
        outside_prefix: str = "0",
        ring_seconds: float = 60.0,
        hides_hold: bool = False,
        unknown: Callable[[str], Endpoint | None] = lambda number: None,
    ) -> None:
        self.host = host
        self.outside_prefix = outside_prefix
        self.ring_seconds = ring_seconds
        self.hides_hold = hides_hold
        self.unknown = unknown
        self.parked: dict[str, Leg] = {}
        self.forwards: dict[str, dict[str, str]] = {}  # own number → always|busy|no-answer → target
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
        return candidates[-1], []

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
        self._finish(attempt)
        others = [other for other in attempt.ringing if other is not leg]
        self.connect(attempt.caller, leg)
        for other in others:
            other.sip_reason = ELSEWHERE
            self._end(other, EndReason.ELSEWHERE)

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
            self._end(leg, EndReason.CANCELLED if reason is EndReason.LOCAL else reason)
        elif leg.state is LegState.TALKING:
            self._cancel(leg)
            peer = leg.peer
            self._end(leg, reason)
            if peer is not None:
                self._end(peer, EndReason.REMOTE)

    def reject(self, leg: Leg) -> None:
        """Refuse a ringing call. The caller hears busy when nobody else rings."""
        attempt = leg.attempt
        if leg.state is not LegState.RINGING or attempt is None:
            return
        attempt.ringing.remove(leg)
        attempt.refused = True
        self._end(leg, EndReason.REJECTED)
        self._settle(attempt)

    def redirect(self, leg: Leg, target: str) -> None:
        """Send a ringing call on to `target` (forwarding when nobody answers)."""
        attempt = leg.attempt
        if leg.state is not LegState.RINGING or attempt is None:
            return
        attempt.ringing.remove(leg)
        self._end(leg, EndReason.FORWARDED)
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
        first = held.peer
        if first is None or not held.alive or not consultation.alive:
            return False
        if consultation.state is LegState.DIALING:
            attempt = consultation.attempt
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
        self._end(consultation, EndReason.TRANSFERRED)
        self._end(held, EndReason.TRANSFERRED)
        return True

    # --- routing ---------------------------------------------------------------------------

    def _start(self, attempt: Attempt) -> None:
        if not attempt.caller.alive or attempt.done:
            return
        if attempt.transferor is not None and attempt.transferor.state is not LegState.TALKING:
            return
        code = parse_code(attempt.dialled)
        if code is not None and self._obey(attempt, code):
            return
        self._route(attempt, code.target if code is not None else attempt.dialled)
        loop = asyncio.get_running_loop()
        self._timers[attempt] = loop.call_later(self.ring_seconds, self._give_up, attempt)
        self._settle(attempt)

    def _obey(self, attempt: Attempt, code: Code) -> bool:
        """Feature codes of the PBX. True: done with; False: go on and route `code.target`."""
        if code.kind is CodeKind.WITHHOLD:
            attempt.shown = Identity("anonymous", "Anonymous", "anonymous.invalid")
            return False
        if code.kind is CodeKind.PARK:
            return self._park(attempt, code.target)
        if code.kind is CodeKind.RETRIEVE:
            parked = self.parked.pop(code.target, None)
            if parked is None or not parked.alive:
                self._fail(attempt, EndReason.UNKNOWN)
            else:
                self._pick(attempt.caller, parked)
            return True
        if code.kind is CodeKind.PICK_UP:
            self._pick_up(attempt, code.target)
            return True
        own = self.forwards.setdefault(canonical(attempt.caller.local), {})
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
        self._finish(attempt)
        caller.attempt = None
        caller.state = LegState.TALKING
        caller.answered = True
        caller.owner.notice(caller, Notice.ANSWERED)
        asyncio.get_running_loop().call_later(0.5, self._end, caller, EndReason.REMOTE)

    def _park(self, attempt: Attempt, slot: str) -> bool:
        """Only a call that is transferred to the code can be parked."""
        leg = attempt.transferor
        if leg is None or (slot in self.parked and self.parked[slot].alive):
            self._fail(attempt, EndReason.BUSY)
            return True
        self.parked[slot] = attempt.caller
        self._finish(attempt)
        self._hand_over(attempt)
        return True

    def _pick_up(self, attempt: Attempt, target: str) -> None:
        """Take a call that rings at another number."""
        _, endpoints = self.find(target)
        for timer_attempt in list(self._timers):
            for leg in timer_attempt.ringing:
                if leg.owner in endpoints and timer_attempt is not attempt:
                    caller = timer_attempt.caller
                    self._finish(timer_attempt)
                    self._pick(attempt.caller, caller)
                    for ringing in timer_attempt.ringing:
                        ringing.sip_reason = ELSEWHERE
                        self._end(ringing, EndReason.ELSEWHERE)
                    return
        self._fail(attempt, EndReason.UNKNOWN)

    def _pick(self, taker: Leg, waiting: Leg) -> None:
        """Join one who dialled a code to one who was waiting."""
        taker.remote = Identity(waiting.local, waiting.owner.display_name, self.host)
        taker.attempt = waiting.attempt = None
        taker.peer, waiting.peer = waiting, taker
        for leg in (taker, waiting):
            was = leg.state
            leg.state, leg.answered = LegState.TALKING, True
            changed = Notice.ANSWERED if was is LegState.DIALING else Notice.REMOTE_CHANGED
            leg.owner.notice(leg, changed)

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
        rang = False
        for endpoint in [one for one in endpoints if one is not attempt.caller.owner]:
            leg = self._offer(attempt, endpoint, plain)
            verdict = endpoint.offer(leg)
            if verdict.answer is Answer.RING:
                attempt.ringing.append(leg)
                rang = True
            else:
                leg.state = LegState.ENDED
                attempt.refused = True
                if verdict.answer is Answer.REDIRECT and plain not in self._groups:
                    redirects.append(verdict.target)
        if endpoints and not attempt.caller.remote.name and plain == canonical(number):
            self._show_called(attempt, endpoints[0])
        for target in redirects:
            self._route(attempt, target)
        if not rang and not redirects and attempt.refused and "busy" in rules:
            self._route(attempt, rules["busy"])

    def _show_called(self, attempt: Attempt, endpoint: Endpoint) -> None:
        """Colleagues are shown with their name; the outside world is not."""
        caller = attempt.caller
        if attempt.transferor is None and len(canonical(endpoint.number)) <= 4:
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
            self._fail(attempt, EndReason.BUSY if attempt.refused else EndReason.UNKNOWN)
        elif attempt.transferor is not None:
            self._hand_over(attempt)
        elif attempt.caller.state is LegState.DIALING:
            attempt.caller.owner.notice(attempt.caller, Notice.RINGS_THERE)

    def _hand_over(self, attempt: Attempt) -> None:
        """A blind transfer was accepted: the one who transferred is out."""
        leg, attempt.transferor = attempt.transferor, None
        if leg is None:
            return
        leg.owner.notice(leg, Notice.TRANSFER_DONE)
        attempt.caller.peer = leg.peer = None
        if not attempt.done:
            attempt.caller.attempt = attempt
        self._unhold(attempt.caller)
        self._end(leg, EndReason.TRANSFERRED)

    def _fail(self, attempt: Attempt, reason: EndReason) -> None:
        self._finish(attempt)
        leg = attempt.transferor
        if leg is not None:
            leg.owner.notice(leg, Notice.TRANSFER_FAILED)
        elif attempt.caller.state is LegState.DIALING:
            self._end(attempt.caller, reason)
        else:
            self._end(attempt.caller, EndReason.REMOTE)

    def _give_up(self, attempt: Attempt) -> None:
        """Nobody answered for too long."""
        if attempt.done:
            return
        self._finish(attempt)
        for leg in list(attempt.ringing):
            self._end(leg, EndReason.MISSED)
        caller = attempt.caller
        target = self.forwards.get(canonical(attempt.dialled), {}).get("no-answer")
        if target and caller.alive and attempt.hops <= _MAX_HOPS:
            again = Attempt(caller, target, attempt.shown, hops=attempt.hops)
            caller.attempt = again
            self._start(again)
            return
        self._end(caller, EndReason.NO_ANSWER if caller.state is LegState.DIALING else EndReason.REMOTE)

    def _cancel(self, leg: Leg) -> None:
        """The caller gives up: every phone that rings stops."""
        attempt = leg.attempt
        if attempt is None or attempt.caller is not leg:
            return
        self._finish(attempt)
        for ringing in list(attempt.ringing):
            self._end(ringing, EndReason.MISSED)

    def _finish(self, attempt: Attempt) -> None:
        attempt.done = True
        timer = self._timers.pop(attempt, None)
        if timer is not None:
            timer.cancel()

    def _unhold(self, leg: Leg) -> None:
        if leg.remote_hold:
            leg.remote_hold = False
            if not self.hides_hold:
                leg.owner.notice(leg, Notice.UNHELD)

    def _end(self, leg: Leg, reason: EndReason) -> None:
        if not leg.alive:
            return
        leg.state = LegState.ENDED
        leg.reason = reason
        leg.peer = leg.attempt = None
        leg.owner.notice(leg, Notice.ENDED)

    def stop(self) -> None:
        """Forget all timers."""
        for attempt in list(self._timers):
            self._finish(attempt)
