"""Every call of every phone, right now: events go in, changes come out.

No clock, no I/O: the time is in the events. Whatever order they come in, a call never stays open for
ever and ends once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import Enum, auto

from tui.calls.events import OF_A_CALL, PhoneEvent
from tui.calls.events import EventKind as Kind
from tui.calls.facts import PhoneFacts
from tui.calls.memory import Memory
from tui.calls.phone_state import after, observed
from tui.calls.search import best_fit, is_repeat
from tui.calls.states import Call, CallChange, CallState, Change, Direction, Outcome, PhoneChange, PhoneState
from tui.calls.transitions import answered_elsewhere, end, says_elsewhere, step

RING_LIMIT = 180.0  # no network lets a phone ring longer; the event that ended it was lost
TALK_LIMIT = 12 * 3600.0
REJECT_WAIT = 3.0  # after our reject, for a phone that says nothing about it
GIVE_UP_WAIT = 5.0  # after we gave up our own call, for a phone that says nothing about it
SPARED = 3.0  # "idle" may have been overtaken by a call as young as this, if another one ended just before
OVERTAKEN = 1.0  # seconds by which reports of one phone overtake each other
MEMORY = 600.0  # how long an ended call is remembered for events that come late

# What tells of a call although its first event was lost, and which way that call went.
_ORPHANS = {
    Kind.MISSED: Direction.IN,
    Kind.REJECTED: Direction.IN,
    Kind.FORWARDED: Direction.IN,
    Kind.REMOTE_CANCELLED: Direction.IN,
    Kind.CANCELLED: Direction.OUT,
    Kind.REMOTE_BUSY: Direction.OUT,
}
_PROOF_OF_TALK = frozenset({Kind.CONNECTED, Kind.HOLD, Kind.RESUME})
_COUNTS_CALLS = frozenset({Kind.ENDED, Kind.MISSED, Kind.ON_HOOK})


class Net(Enum):
    """What caught a call whose end nobody reported."""

    IDLE = auto()  # the phone says that it has no call
    SILENCE = auto()  # nothing was heard of it for too long
    RESTART = auto()  # the phone or the program came up anew


class Board:
    """Applies events and yields changes. `silent` names the phones that say nothing after a reject (Snom).

    `thorough` are those that report a missed call as missed, as they have our action URLs: where such a phone
    only says that a ringing call has ended, it may just as well have been answered and that report lost.
    """

    def __init__(self, silent: Iterable[str] = (), thorough: Iterable[str] = ()) -> None:
        self.silent = frozenset(silent)
        self.thorough = frozenset(thorough)
        self._open: dict[int, Call] = {}
        self._ended = Memory()
        self._phones: dict[str, PhoneState] = {}
        self._dialled: dict[str, float] = {}

    # what is there

    def calls(self, phone: str | None = None) -> list[Call]:
        """The open calls, oldest first."""
        return [call for call in self._open.values() if phone is None or call.phone == phone]

    def call(self, id: int) -> Call | None:
        """The open call with that id."""
        return self._open.get(id)

    def phone(self, name: str) -> PhoneState:
        """What the phone last said of itself."""
        return self._phones.get(name) or PhoneState(name)

    def next_deadline(self) -> float | None:
        """When `expire` has something to do, if nothing happens before."""
        return min((self._deadline(call) for call in self._open.values()), default=None)

    # what happens

    def apply(self, event: PhoneEvent) -> tuple[Change, ...]:
        """Takes one event in and tells what it changed. Never raises, whatever the event says."""
        changes: list[Change] = list(self.expire(event.at))
        changes += self._phone_changes(event)
        if event.kind in OF_A_CALL:
            changes += self._call_changes(event)
        changes += self._nets(event)
        return tuple(changes)

    def observe(self, phone: str, facts: PhoneFacts, asked_at: float) -> tuple[Change, ...]:
        """Takes in what a phone answered to a question of the time `asked_at`."""
        before = self.phone(phone)
        now = self._phones[phone] = observed(before, facts, asked_at)
        return () if now == before else (PhoneChange(now, before),)

    def expire(self, now: float) -> tuple[Change, ...]:
        """Closes the calls about which nothing has been heard for too long."""
        changes: list[Change] = []
        for call in [call for call in self._open.values() if self._deadline(call) <= now]:
            changes.append(self._close(call, call.last_event, Net.SILENCE))
        while (oldest := self._ended.oldest()) is not None and _forgettable(oldest, now):
            self._ended.forget_oldest()
        return tuple(changes)

    # one call

    def _call_changes(self, event: PhoneEvent) -> Iterator[Change]:
        if event.kind in (Kind.INCOMING, Kind.OUTGOING):
            yield from self._first(event)
            return
        call = self._find(event)
        if call is not None and not call.open and call.inferred and event.kind in _PROOF_OF_TALK:
            yield self._opened(event, call.direction, like=call)
        elif call is not None:
            yield from self._step(call, event)
        elif event.kind in _PROOF_OF_TALK:
            yield self._opened(event, self._guess(event))
        elif event.kind in _ORPHANS:
            yield from self._orphan(event)

    def _first(self, event: PhoneEvent) -> Iterator[Change]:
        """Incoming or outgoing: a new call, a known one once more, or one that we met in the middle."""
        direction = Direction.IN if event.kind is Kind.INCOMING else Direction.OUT
        known = self._find(event)
        if known is not None and is_repeat(known, event):
            met = known.open and known.answered is not None  # which way it went was a guess until now
            if known.open:
                turned = replace(known, direction=direction) if met else known
                yield from self._step(turned, event, before=known)
            return
        if known is not None and known.open:  # the id is in use again: the phone was restarted meanwhile
            yield self._close(known, event.at, Net.RESTART)
        yield self._opened(event, direction)

    def _step(self, call: Call, event: PhoneEvent, before: Call | None = None) -> Iterator[Change]:
        before = before or call
        after = step(call, event)
        if after.outcome is Outcome.MISSED and (says_elsewhere(event) or self._taken(after, event.at)):
            after = answered_elsewhere(after)
        elif (
            call.open
            and after.outcome is Outcome.MISSED
            and event.kind is Kind.ENDED
            and call.phone in self.thorough
        ):
            after = replace(after, outcome=Outcome.UNKNOWN)  # "missed" may still follow
        if after == before:
            return
        self._put(after)
        yield CallChange(after, before)
        if after.answered is not None and before.answered is None:
            yield from self._not_missed(after)
        if event.kind in (Kind.ATTENDED_TRANSFER, Kind.TRANSFER_FAILED):
            yield from self._both_legs(after, event.kind is Kind.ATTENDED_TRANSFER)

    def _both_legs(self, call: Call, transferring: bool) -> Iterator[Change]:
        """An attended transfer takes two calls with it, the consultation and the one on hold.

        They are `call` and the one of which was heard last. Another that seems to be there may have ended
        unheard.
        """
        others = [
            other for other in self.calls(call.phone) if other.answered is not None and other.id != call.id
        ]
        if transferring:
            others = [max(others, key=lambda other: other.last_event)] if others else []
        for other in others:
            if other.transferring is not transferring:
                marked = replace(other, transferring=transferring)
                self._put(marked)
                yield CallChange(marked, other)

    def _opened(self, event: PhoneEvent, direction: Direction, like: Call | None = None) -> CallChange:
        state = CallState.RINGING if direction is Direction.IN else CallState.DIALING
        fresh = Call(
            id=event.seq,
            phone=event.phone,
            direction=direction,
            state=state,
            started=event.at,
            last_event=event.at,
            call_id=event.call_id,
            remote=event.remote or (like.remote if like else ""),
            remote_raw=event.remote_raw or (like.remote_raw if like else ""),
            display_name=event.display_name or (like.display_name if like else ""),
            own_number=event.local or (like.own_number if like else ""),
        )
        call = fresh if event.kind in (Kind.INCOMING, Kind.OUTGOING) else step(fresh, event)
        self._put(call)
        return CallChange(call, None)

    def _orphan(self, event: PhoneEvent) -> Iterator[Change]:
        opened = self._opened(event, _ORPHANS[event.kind])
        if opened.call.outcome is Outcome.MISSED and (
            says_elsewhere(event) or self._taken(opened.call, event.at)
        ):
            call = answered_elsewhere(opened.call)
            self._put(call)
            opened = CallChange(call, None)
        yield opened

    def _guess(self, event: PhoneEvent) -> Direction:
        """Which way a call went that was met in the middle: out if we have just dialled."""
        dialled = self._dialled.pop(event.phone, None)
        if dialled is None or event.at - dialled >= RING_LIMIT:
            return Direction.IN
        known = any(  # what we dialled was reported, perhaps before the phone's answer was there
            call.phone == event.phone and call.direction is Direction.OUT and call.started > dialled - SPARED
            for call in (*self._open.values(), *self._ended.recent())
        )
        return Direction.IN if known else Direction.OUT

    def _find(self, event: PhoneEvent) -> Call | None:
        return (
            best_fit(self.calls(event.phone), event)
            or self._ended.named(event.phone, event.call_id)
            or best_fit(self._ended.recent(event.phone), event)
        )

    def _put(self, call: Call) -> None:
        if call.open:
            self._open[call.id] = call
            return
        self._open.pop(call.id, None)
        self._ended.put(call)

    # answered at another of our phones

    def _taken(self, call: Call, at: float) -> bool:
        """Whether another of our phones took this caller while `call` was ringing."""
        return bool(call.remote) and any(
            other.phone != call.phone
            and other.remote == call.remote
            and other.direction is Direction.IN
            and other.answered is not None
            and not other.elsewhere
            and call.started - 2.0 <= other.answered <= at + 2.0
            for other in (*self._open.values(), *self._ended.recent())
        )

    def _not_missed(self, answered: Call) -> Iterator[Change]:
        """The other phones that have just reported `answered`'s caller as missed or gone were too quick."""
        if len(self._phones) < 2:
            return
        for call in self._ended.recent():
            if (
                call.outcome in (Outcome.MISSED, Outcome.UNKNOWN)
                and call.direction is Direction.IN
                and call.answered is None
                and call.phone != answered.phone
                and (call.ended or 0.0) > answered.last_event - 2.0
                and self._taken(call, call.ended or 0.0)
            ):
                corrected = answered_elsewhere(call)
                self._put(corrected)
                yield CallChange(corrected, call)

    # safety nets

    def _nets(self, event: PhoneEvent) -> Iterator[Change]:
        if event.kind is Kind.DIAL_SENT:
            self._dialled[event.phone] = event.at
        if event.kind in (Kind.BOOTED, Kind.STARTED):
            for call in self.calls(event.phone or None):
                at = event.at if event.kind is Kind.BOOTED else call.last_event
                yield self._close(call, at, Net.RESTART)
            if event.kind is Kind.BOOTED:  # its ids start anew
                self._ended.forget_phone(event.phone)
        elif event.kind is Kind.IDLE or (event.ongoing == 0 and event.kind in _COUNTS_CALLS):
            calls = self.calls(event.phone)
            old = [call for call in calls if call.started <= event.at - SPARED]
            young = [call for call in calls if call not in old]
            for call in (*old, *[call for call in young if not self._overtook(call, event.at, bool(old))]):
                yield self._close(call, event.at, Net.IDLE)

    def _overtook(self, call: Call, at: float, unheard: bool) -> bool:
        """Whether the young `call` may have begun after the "idle" that came at `at`, which was then that of
        another call. Nobody rejects so fast that the phone would be busy with nothing else before.

        `unheard`: there is an older one that has ended unheard, nobody knows when. A conversation is not kept
        for that: one that is closed too early is put right by its end, one that is kept stays open for hours.
        """
        if call.answered == call.started:  # met in the middle: it is older than it looks
            return False
        if unheard:
            return call.answered is None or call.answered > at - OVERTAKEN
        return any(
            other.id != call.id and at - SPARED <= (other.ended or 0.0) <= call.started + OVERTAKEN
            for other in self._ended.recent(call.phone)
        )

    def _close(self, call: Call, at: float, net: Net) -> CallChange:
        """Ends a call of which no event said how it ended."""
        silent = call.phone in self.silent and net is not Net.RESTART
        match call.state:
            case CallState.RINGING | CallState.DIALING if call.transferring or call.transferred_to:
                outcome = Outcome.TRANSFERRED
            case CallState.RINGING if call.giving_up or silent:
                outcome = Outcome.REJECTED
            case CallState.DIALING if call.giving_up or net is Net.IDLE:
                outcome = Outcome.CANCELLED
            case CallState.TALKING | CallState.HELD:
                on_its_way = call.transferring or call.transferred_to
                outcome = Outcome.TRANSFERRED if on_its_way else Outcome.ANSWERED
            case _:
                outcome = Outcome.UNKNOWN
        closed = end(call, at, outcome, inferred=True)
        self._put(closed)
        return CallChange(closed, call)

    def _deadline(self, call: Call) -> float:
        if call.answered is not None:
            return call.last_event + TALK_LIMIT
        if call.giving_up and call.state is CallState.DIALING:
            return call.last_event + GIVE_UP_WAIT
        if call.giving_up and call.phone in self.silent:
            return call.last_event + REJECT_WAIT
        return call.last_event + RING_LIMIT

    # the phone

    def _phone_changes(self, event: PhoneEvent) -> Iterator[Change]:
        if not event.phone:
            return
        before = self.phone(event.phone)
        now = after(before, event)
        self._phones[event.phone] = now
        if event.kind in OF_A_CALL:
            return  # it says nothing of the phone but that it is there
        if replace(now, last_event=before.last_event) != before:
            yield PhoneChange(now, before)


def _forgettable(call: Call, now: float) -> bool:
    """Whether nothing more can come about an ended call. A conversation that a restart closed may go on."""
    goes_on = call.inferred and call.answered is not None
    return (call.ended or 0.0) < now - (TALK_LIMIT if goes_on else MEMORY)
