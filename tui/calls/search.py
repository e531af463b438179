"""Which call an event is about."""

from __future__ import annotations

from collections.abc import Sequence

from tui.calls.events import EventKind as Kind
from tui.calls.events import PhoneEvent
from tui.calls.states import Call, CallState

# An event without the phone's call id is given to the call that it fits best, in this order of states.
_FITS = {
    Kind.INCOMING: (CallState.RINGING,),
    Kind.OUTGOING: (CallState.DIALING,),
    Kind.CONNECTED: (CallState.RINGING, CallState.DIALING, CallState.HELD, CallState.TALKING),
    Kind.MISSED: (CallState.RINGING,),
    Kind.REJECTED: (CallState.RINGING,),
    Kind.FORWARDED: (CallState.RINGING,),
    Kind.REMOTE_CANCELLED: (CallState.RINGING, CallState.DIALING, CallState.TALKING),
    Kind.REJECT_SENT: (CallState.RINGING,),
    Kind.CANCELLED: (CallState.DIALING,),
    Kind.REMOTE_BUSY: (CallState.DIALING,),
    Kind.HOLD: (CallState.TALKING,),
    Kind.RESUME: (CallState.HELD,),
}
_ANY = (CallState.TALKING, CallState.DIALING, CallState.RINGING, CallState.HELD)

_REPEAT_SECONDS = 60.0
_LATE_SECONDS = 10.0
_SMALL_ID = 8  # characters; Yealink numbers its calls from 32768, Snom gives the SIP Call-ID


def best_fit(calls: Sequence[Call], event: PhoneEvent) -> Call | None:
    """The call of the event's phone that the event is about: by id, else by party and state.

    Of calls that fit equally well the last one of `calls` wins among open ones, the first among ended.
    """
    if event.call_id:
        for call in calls:
            if call.call_id == event.call_id:
                return call
    pool = [
        call
        for call in calls
        if (not event.call_id or not call.call_id)
        and (not event.remote or not call.remote or call.remote == event.remote)
        and (call.open or event.at - (call.ended or 0.0) < _LATE_SECONDS)
    ]
    for state in _FITS.get(event.kind, _ANY):
        for call in reversed(pool):
            if call.state is state:
                return call
    if event.kind in (Kind.INCOMING, Kind.OUTGOING):
        return None
    return next((call for call in pool if not call.open), None)


def is_repeat(call: Call, event: PhoneEvent) -> bool:
    """Whether an incoming or outgoing event only says again what is known of `call`.

    A SIP Call-ID is unique, so the same one is the same call. A Yealink's small number starts anew
    with every reboot of the phone: there the party and the time must agree too.
    """
    if event.remote and call.remote and event.remote != call.remote:
        return False
    if len(call.call_id) > _SMALL_ID and call.call_id == event.call_id:
        return True
    if call.open:
        return event.at - call.started < _REPEAT_SECONDS
    return event.at - (call.ended or call.started) < _LATE_SECONDS
