"""What an event says about the phone itself."""

from __future__ import annotations

from dataclasses import replace

from tui.calls.events import EventKind as Kind
from tui.calls.events import PhoneEvent
from tui.calls.states import PhoneState


def after(state: PhoneState, event: PhoneEvent) -> PhoneState:
    """`state` once `event` is known. Our own doing says nothing about the phone."""
    if event.kind in (Kind.REJECT_SENT, Kind.HANGUP_SENT, Kind.DIAL_SENT, Kind.STARTED):
        return state
    state = replace(state, last_event=event.at)
    match event.kind:
        case Kind.DND_ON | Kind.DND_OFF:
            return replace(state, dnd=event.kind is Kind.DND_ON)
        case Kind.REGISTERED:
            return replace(state, registered=True)
        case Kind.UNREGISTERED | Kind.REGISTER_FAILED:
            return replace(state, registered=False)
        case Kind.FORWARD_ON:
            return replace(state, forwards={**state.forwards, event.feature: event.target})
        case Kind.FORWARD_OFF:
            left = {kind: target for kind, target in state.forwards.items() if kind != event.feature}
            return replace(state, forwards=left)
        case Kind.OFF_HOOK | Kind.ON_HOOK:
            return replace(state, off_hook=event.kind is Kind.OFF_HOOK)
        case Kind.BOOTED:
            return replace(state, booted=event.at, off_hook=False)
        case _:
            return state
