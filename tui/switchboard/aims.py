"""Which call an order is for, and which one a key of the phone would reach instead. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from tui.calls.states import Call, CallState, Direction
from tui.phones.driver import Order

RINGING, DIALING, TALKING, HELD, _ = CallState

# The states in which an order makes sense, the most fitting first. The board's word counts: hold and
# resume are one toggling key on a Snom, pressed in the wrong state it does the opposite.
APPLICABLE: Final[dict[Order, tuple[CallState, ...]]] = {
    Order.ANSWER: (RINGING,),
    Order.REJECT: (RINGING,),
    Order.HANGUP: (TALKING, DIALING, HELD, RINGING),
    Order.HOLD: (TALKING,),
    Order.RESUME: (HELD,),
    Order.SWAP: (HELD, TALKING),
    Order.MUTE: (TALKING,),
    Order.UNMUTE: (TALKING,),
    Order.TRANSFER: (TALKING, HELD),
    Order.CONSULT: (TALKING,),
    Order.COMPLETE: (HELD, TALKING, DIALING),
    Order.RETURN: (TALKING, DIALING, HELD),
    Order.DEFLECT: (RINGING,),
    Order.CONFERENCE: (TALKING, HELD),
    Order.DTMF: (TALKING,),
    Order.LOUDER: (TALKING, DIALING, RINGING, HELD),
    Order.QUIETER: (TALKING, DIALING, RINGING, HELD),
    Order.REDIAL: (),  # is for no call
}
_KEY_REACHES: Final = (RINGING, DIALING, TALKING, HELD)  # what a key acts on where there are several calls
_SOUND: Final = frozenset({Order.MUTE, Order.UNMUTE, Order.DTMF, Order.LOUDER, Order.QUIETER})
# After these the call is gone: the wrong one must not be hit, not even where two are alike.
ENDING: Final = frozenset(
    {Order.REJECT, Order.HANGUP, Order.TRANSFER, Order.DEFLECT, Order.COMPLETE, Order.RETURN}
)


@dataclass(frozen=True, slots=True)
class Aim:
    """The call that an order is for; `other` is the second one where an order is for two."""

    call: Call
    other: Call | None = None

    @property
    def calls(self) -> tuple[Call, ...]:
        return (self.call,) if self.other is None else (self.call, self.other)


@dataclass(frozen=True, slots=True)
class Consultation:
    """`asked` was called while `waiting` waits, whichever of the two is being talked to now."""

    waiting: Call
    asked: Call


def consultation(calls: Sequence[Call]) -> Consultation | None:
    """The consultation that goes on at a phone, read off its open calls; the newest if there are several.

    It is a call that was begun here after the other one had been answered, and one of the two is on hold. It
    does not matter who began it: the user at the phone may have done so.
    """
    for asked in sorted(calls, key=lambda call: call.started, reverse=True):
        if asked.direction is not Direction.OUT:
            continue
        for waiting in calls:
            if waiting.id == asked.id or waiting.answered is None or asked.started < waiting.answered:
                continue
            if waiting.phone == asked.phone and {waiting.state, asked.state} in (
                {HELD, TALKING},
                {HELD, DIALING},
            ):
                return Consultation(waiting, asked)
    return None


def aims(calls: Iterable[Call], order: Order) -> list[Aim]:
    """What `order` could be for among the open calls, the most fitting first, there the oldest."""
    by_phone: dict[str, list[Call]] = {}
    for call in calls:
        by_phone.setdefault(call.phone, []).append(call)
    match order:
        case Order.SWAP | Order.CONFERENCE:
            found = [_pair(there, order) for there in by_phone.values()]
        case Order.COMPLETE | Order.RETURN:
            found = [_consulting(there, order) for there in by_phone.values()]
        case _:
            all_calls = [call for there in by_phone.values() for call in there]
            return [Aim(call) for state in APPLICABLE[order] for call in _ranked(all_calls, order, state)]
    return [aim for aim in found if aim is not None]


def choose(calls: Sequence[Call], order: Order) -> Call | None:
    """The call that `order` is meant for; None where there is none (REDIAL is for none at all)."""
    found = aims(calls, order)
    return found[0].call if found else None


def aim_at(calls: Iterable[Call], order: Order, call_id: int) -> Aim | None:
    """What `order` is for where the call with that id is meant; where it is for two, either of them."""
    return next((aim for aim in aims(calls, order) if call_id in {call.id for call in aim.calls}), None)


def in_the_way(calls: Sequence[Call], order: Order, aim: Aim) -> Call | None:
    """The other call of the same phone that a key would reach, or might; None where it reaches the right one.

    Sound is with the call that is being talked to, whatever else rings. Two calls that are being talked to
    are a conference, and end together.
    """
    if order in _SOUND:
        return None
    mine = {call.id for call in aim.calls}
    for state in _KEY_REACHES:
        reached = [call for call in calls if call.state is state]
        others = [call for call in reached if call.id not in mine]
        if not reached:
            continue
        if not others:
            return None
        alike = len(others) < len(reached)  # the phone may have selected either
        return None if alike and (order not in ENDING or state is TALKING) else others[0]
    return None


def _ranked(calls: Iterable[Call], order: Order, state: CallState) -> list[Call]:
    """The calls in `state`; for the microphone those first where there is something to do."""
    found = [call for call in calls if call.state is state]
    if order in (Order.MUTE, Order.UNMUTE):
        found.sort(key=lambda call: call.muted is (order is Order.MUTE))
    return found


def _pair(calls: Sequence[Call], order: Order) -> Aim | None:
    """The running call and the one that was held last. A swap is for the held one."""
    running = next((call for call in calls if call.state is TALKING), None)
    held = max(
        (call for call in calls if call.state is HELD), key=lambda call: call.held_since or 0.0, default=None
    )
    if running is None or held is None:
        return None
    return Aim(held, running) if order is Order.SWAP else Aim(running, held)


def _consulting(calls: Sequence[Call], order: Order) -> Aim | None:
    """To complete is for the call that waits, to return for the one that is dropped, which must be active."""
    found = consultation(calls)
    if found is None:
        return None
    if order is Order.COMPLETE:
        return Aim(found.waiting, found.asked)
    return None if found.asked.state is HELD else Aim(found.asked, found.waiting)
