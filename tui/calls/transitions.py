"""What an event does to one call: the table, and the step that reads it.

All that decides a call's next state stands in this file. It knows no phone, no clock and no journal. The
orders of events that it expects are those of the Snom wiki ("Action URLs") and of Yealink's
administrator's guides (V80-V86); phones also lose, repeat and reorder them, so a pair that is not in
the table leaves the call as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Any

from tui.calls.events import EventKind as Kind
from tui.calls.events import PhoneEvent
from tui.calls.states import Call, CallState, Direction, Outcome

RINGING, DIALING, TALKING, HELD, ENDED = CallState


class Mark(Enum):
    """What a step changes besides the state."""

    REMOTE_HELD = auto()
    REMOTE_RESUMED = auto()
    MUTED = auto()
    UNMUTED = auto()
    TRANSFERRING = auto()
    NOT_TRANSFERRING = auto()
    GIVING_UP = auto()
    TARGET = auto()
    WITHDRAWN = auto()


@dataclass(frozen=True, slots=True)
class Step:
    """The state that a call goes to, with the outcome when that is the end."""

    state: CallState
    outcome: Outcome | None = None
    mark: Mark | None = None


def _end(outcome: Outcome) -> Step:
    return Step(ENDED, outcome)


_RINGING = {
    Kind.CONNECTED: Step(TALKING),
    Kind.HOLD: Step(HELD),  # the event that said "connected" was lost
    Kind.RESUME: Step(TALKING),
    Kind.ENDED: _end(Outcome.MISSED),
    Kind.MISSED: _end(Outcome.MISSED),
    Kind.REMOTE_CANCELLED: _end(Outcome.MISSED),
    Kind.REJECTED: _end(Outcome.REJECTED),
    Kind.FORWARDED: _end(Outcome.FORWARDED),
    Kind.TRANSFER: Step(RINGING, mark=Mark.TRANSFERRING),
    Kind.BLIND_TRANSFER: Step(RINGING, mark=Mark.TRANSFERRING),
    Kind.TRANSFER_FINISHED: _end(Outcome.TRANSFERRED),
    Kind.TRANSFER_FAILED: Step(RINGING, mark=Mark.NOT_TRANSFERRING),
    Kind.TRANSFER_SENT: Step(RINGING, mark=Mark.TARGET),
    Kind.REJECT_SENT: Step(RINGING, mark=Mark.GIVING_UP),
    Kind.HANGUP_SENT: Step(RINGING, mark=Mark.GIVING_UP),
    Kind.WITHDRAWN: Step(RINGING, mark=Mark.WITHDRAWN),
}

_DIALING = {
    Kind.CONNECTED: Step(TALKING),
    Kind.HOLD: Step(HELD),
    Kind.RESUME: Step(TALKING),
    Kind.ENDED: _end(Outcome.CANCELLED),
    Kind.CANCELLED: _end(Outcome.CANCELLED),
    Kind.REMOTE_BUSY: _end(Outcome.BUSY),
    Kind.REMOTE_CANCELLED: _end(Outcome.FAILED),
    Kind.TRANSFER: Step(DIALING, mark=Mark.TRANSFERRING),
    Kind.ATTENDED_TRANSFER: Step(DIALING, mark=Mark.TRANSFERRING),
    Kind.TRANSFER_FINISHED: _end(Outcome.TRANSFERRED),
    Kind.TRANSFER_FAILED: Step(DIALING, mark=Mark.NOT_TRANSFERRING),
    Kind.HANGUP_SENT: Step(DIALING, mark=Mark.GIVING_UP),
    Kind.REJECT_SENT: Step(DIALING, mark=Mark.GIVING_UP),
    Kind.WITHDRAWN: Step(DIALING, mark=Mark.WITHDRAWN),
}

_TALKING = {
    Kind.HOLD: Step(HELD),
    Kind.RESUME: Step(TALKING, mark=Mark.NOT_TRANSFERRING),
    Kind.REMOTE_HOLD: Step(TALKING, mark=Mark.REMOTE_HELD),
    Kind.REMOTE_RESUME: Step(TALKING, mark=Mark.REMOTE_RESUMED),
    Kind.MUTE: Step(TALKING, mark=Mark.MUTED),
    Kind.UNMUTE: Step(TALKING, mark=Mark.UNMUTED),
    Kind.ENDED: _end(Outcome.ANSWERED),
    Kind.CANCELLED: _end(Outcome.ANSWERED),
    Kind.REMOTE_CANCELLED: _end(Outcome.ANSWERED),
    Kind.TRANSFER_SENT: Step(TALKING, mark=Mark.TARGET),
    Kind.WITHDRAWN: Step(TALKING, mark=Mark.WITHDRAWN),
    Kind.TRANSFER: Step(TALKING, mark=Mark.TRANSFERRING),
    Kind.BLIND_TRANSFER: Step(TALKING, mark=Mark.TRANSFERRING),
    Kind.ATTENDED_TRANSFER: Step(TALKING, mark=Mark.TRANSFERRING),
    Kind.TRANSFER_FINISHED: _end(Outcome.TRANSFERRED),
    Kind.TRANSFER_FAILED: Step(TALKING, mark=Mark.NOT_TRANSFERRING),
}

# A held call goes back to talking by "resume", and by "connected" where the phone says that instead.
_HELD = {
    **{kind: replace(step, state=HELD) for kind, step in _TALKING.items() if step.state is TALKING},
    **{kind: step for kind, step in _TALKING.items() if step.state is not TALKING},
    Kind.RESUME: Step(TALKING, mark=Mark.NOT_TRANSFERRING),
    Kind.CONNECTED: Step(TALKING, mark=Mark.NOT_TRANSFERRING),
}

TABLE: dict[CallState, dict[Kind, Step]] = {
    RINGING: _RINGING,
    DIALING: _DIALING,
    TALKING: _TALKING,
    HELD: _HELD,
}

# A call ends once, but an event that comes late may know better how: kind → (what it corrects, to what).
LATE: dict[Kind, tuple[frozenset[Outcome], Outcome]] = {
    Kind.CONNECTED: (
        frozenset({Outcome.MISSED, Outcome.CANCELLED, Outcome.UNKNOWN}),
        Outcome.ANSWERED,
    ),
    Kind.REJECTED: (frozenset({Outcome.MISSED, Outcome.UNKNOWN}), Outcome.REJECTED),
    Kind.FORWARDED: (frozenset({Outcome.MISSED, Outcome.UNKNOWN}), Outcome.FORWARDED),
    Kind.MISSED: (frozenset({Outcome.UNKNOWN, Outcome.REJECTED}), Outcome.MISSED),
    Kind.REMOTE_CANCELLED: (frozenset({Outcome.UNKNOWN, Outcome.REJECTED}), Outcome.MISSED),
    Kind.REMOTE_BUSY: (
        frozenset({Outcome.CANCELLED, Outcome.UNKNOWN, Outcome.FAILED}),
        Outcome.BUSY,
    ),
    Kind.CANCELLED: (frozenset({Outcome.UNKNOWN}), Outcome.CANCELLED),
    Kind.TRANSFER_FINISHED: (frozenset({Outcome.ANSWERED}), Outcome.TRANSFERRED),
    # Our own note comes last where the phone had reported before it answered.
    Kind.TRANSFER_SENT: (
        frozenset({Outcome.ANSWERED, Outcome.MISSED, Outcome.FORWARDED, Outcome.UNKNOWN}),
        Outcome.TRANSFERRED,
    ),
}
# By these a phone says that a call which nobody answered is over.
_OVER = frozenset(
    {
        Kind.ENDED,
        Kind.MISSED,
        Kind.REJECTED,
        Kind.FORWARDED,
        Kind.REMOTE_CANCELLED,
        Kind.CANCELLED,
        Kind.REMOTE_BUSY,
    }
)
_DIRECTION = {
    Kind.REJECTED: Direction.IN,
    Kind.FORWARDED: Direction.IN,
    Kind.MISSED: Direction.IN,
    Kind.REMOTE_CANCELLED: Direction.IN,
    Kind.REMOTE_BUSY: Direction.OUT,
    Kind.CANCELLED: Direction.OUT,
}

# What is a transfer where the user sent the call on; a Yealink calls it "forwarded" while it still rings.
_SENT_ON = frozenset({Outcome.ANSWERED, Outcome.CANCELLED, Outcome.MISSED, Outcome.FORWARDED})

# The Reason header of RFC 3326 that a cancelled branch of a forked call carries.
_ELSEWHERE = re.compile(r"elsewhere|cause\s*=\s*200\b", re.IGNORECASE)


def step(call: Call, event: PhoneEvent) -> Call:
    """`call` after `event`; the same object where the event means nothing to it."""
    if not call.open:
        return _late(call, event)
    known = _filled(call, event)
    found = TABLE[call.state].get(event.kind)
    if found is None:
        return known if known == call else replace(known, last_event=event.at)
    if found.state is ENDED:
        if event.kind is Kind.REJECTED:
            known = replace(known, giving_up=False)  # it no longer rests on what we sent
        if event.kind is Kind.FORWARDED and known.transferred_to:
            known = replace(known, transferring=True)  # nor does this
        return end(known, event.at, _outcome(known, event, found.outcome))
    return _marked(_moved(known, event, found.state), event, found.mark)


def end(call: Call, at: float, outcome: Outcome, *, inferred: bool = False) -> Call:
    """`call`, over since `at`. A hold that was running is counted up to then."""
    at = max(at, call.started)
    return replace(
        call,
        state=ENDED,
        ended=at,
        outcome=outcome,
        last_event=max(call.last_event, at),
        hold_seconds=call.held_seconds(at),
        held_since=None,
        remote_held=False,
        inferred=inferred,
    )


def answered_elsewhere(call: Call) -> Call:
    """`call`, not missed after all: somebody answered it at another phone."""
    return replace(call, outcome=Outcome.ANSWERED, elsewhere=True)


def says_elsewhere(event: PhoneEvent) -> bool:
    """Whether the phone gave "answered elsewhere" as the reason (Snom's `$cancel_reason`)."""
    return bool(_ELSEWHERE.search(event.reason))


def _outcome(call: Call, event: PhoneEvent, planned: Outcome | None) -> Outcome:
    outcome = planned or Outcome.UNKNOWN
    on_its_way = call.transferring or bool(call.transferred_to)  # the phone said so, or was told
    if on_its_way and outcome in _SENT_ON:
        return Outcome.TRANSFERRED
    if call.giving_up and outcome is Outcome.MISSED:
        return Outcome.REJECTED
    return outcome


def _moved(call: Call, event: PhoneEvent, state: CallState) -> Call:
    """`call` in `state`, with the times that belong to the move."""
    changes: dict[str, Any] = {"state": state, "last_event": event.at}
    if state in (TALKING, HELD) and call.answered is None:
        changes |= {"answered": event.at, "giving_up": False}
    if state is HELD and call.state is not HELD:
        changes["held_since"] = event.at
    if state is not HELD and call.held_since is not None:
        changes |= {"hold_seconds": call.held_seconds(event.at), "held_since": None}
    return replace(call, **changes)


def _marked(call: Call, event: PhoneEvent, mark: Mark | None) -> Call:
    match mark:
        case Mark.REMOTE_HELD | Mark.REMOTE_RESUMED:
            return replace(call, remote_held=mark is Mark.REMOTE_HELD)
        case Mark.MUTED | Mark.UNMUTED:
            return replace(call, muted=mark is Mark.MUTED)
        case Mark.TRANSFERRING:
            return replace(call, transferring=True, transferred_to=event.target or call.transferred_to)
        case Mark.NOT_TRANSFERRING:
            return replace(call, transferring=False, transferred_to="")
        case Mark.WITHDRAWN:
            return _withdrawn(call)
        case Mark.TARGET:
            return replace(call, transferred_to=event.target or call.transferred_to)
        case Mark.GIVING_UP:
            return replace(call, giving_up=True)
        case None:
            return call


def _filled(call: Call, event: PhoneEvent) -> Call:
    """`call` with what it did not know yet and this event says."""
    told = {
        "call_id": event.call_id,
        "remote": event.remote,
        "remote_raw": event.remote_raw,
        "display_name": event.display_name,
        "own_number": event.local,
        "forwarded_to": event.target if event.kind is Kind.FORWARDED else "",
    }
    news: dict[str, Any] = {name: text for name, text in told.items() if text and not getattr(call, name)}
    return replace(call, **news) if news else call


def _withdrawn(call: Call) -> Call:
    """`call` without what we had told the phone to do with it, and without what was concluded from that.

    What the phone itself reported stays: `giving_up` was cleared when it said that it rejected the call.
    """
    outcome = call.outcome
    if outcome is Outcome.REJECTED and call.giving_up and not call.inferred:
        outcome = Outcome.MISSED
    if outcome is Outcome.TRANSFERRED and call.transferred_to and not call.transferring:
        outcome = Outcome.MISSED if call.answered is None else Outcome.ANSWERED
    kept = call.transferred_to if call.transferring else ""
    return replace(call, giving_up=False, transferred_to=kept, outcome=outcome)


def _late(call: Call, event: PhoneEvent) -> Call:
    if event.kind is Kind.WITHDRAWN:
        return _withdrawn(call)
    if _DIRECTION.get(event.kind, call.direction) is not call.direction:
        return call
    if call.inferred and event.kind in (_OVER if call.answered is None else {Kind.ENDED}):
        return _really_ended(_corrected(call, event), event)
    return _corrected(call, event)


def _corrected(call: Call, event: PhoneEvent) -> Call:
    """The ended `call` as it ended by what `event` says, if it knows better."""
    correction = LATE.get(event.kind)
    if correction is None or call.outcome not in correction[0] or call.elsewhere:
        return call
    if call.outcome is Outcome.REJECTED and (call.giving_up or not call.inferred):
        return call  # not read from silence but known
    known = _filled(call, event)
    match event.kind:
        case Kind.CONNECTED:  # "connected" overtaken by "ended": it was answered, how long is unknown
            return replace(known, outcome=correction[1], answered=call.ended)
        case Kind.TRANSFER_SENT:
            transferring = call.transferring or call.outcome is Outcome.FORWARDED  # the phone said so
            return replace(
                known, outcome=correction[1], transferred_to=event.target, transferring=transferring
            )
        case _:
            return replace(known, outcome=correction[1])


def _really_ended(call: Call, event: PhoneEvent) -> Call:
    """A call that a safety net closed, since the program was down or nothing was heard, went on until now.

    How one ended that nobody answered is not in "ended": that stays a guess.
    """
    ended, guess = max(event.at, call.ended or 0.0), event.kind is Kind.ENDED and call.answered is None
    return replace(_filled(call, event), ended=ended, last_event=event.at, inferred=guess)
