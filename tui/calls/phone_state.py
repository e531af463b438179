"""What an event, or the phone's own answer, says about the phone itself."""

from __future__ import annotations

from dataclasses import replace

from tui.calls.events import OURS, PhoneEvent
from tui.calls.events import EventKind as Kind
from tui.calls.facts import PhoneFacts
from tui.calls.states import PhoneState


def after(state: PhoneState, event: PhoneEvent) -> PhoneState:
    """`state` once `event` is known. Our own doing says nothing about the phone."""
    if event.kind in OURS:
        return state
    state = replace(state, last_event=event.at)
    match event.kind:
        case Kind.DND_ON | Kind.DND_OFF:
            return replace(state, dnd=event.kind is Kind.DND_ON, features_at=event.at)
        case Kind.REGISTERED | Kind.UNREGISTERED | Kind.REGISTER_FAILED:
            return _registered(state, event.local, event.kind is Kind.REGISTERED)
        case Kind.FORWARD_ON | Kind.FORWARD_OFF:
            return _forwarded(state, event)
        case Kind.OFF_HOOK | Kind.ON_HOOK:
            return replace(state, off_hook=event.kind is Kind.OFF_HOOK)
        case Kind.BOOTED:
            return replace(state, booted=event.at, off_hook=False)
        case _:
            return state


def observed(state: PhoneState, facts: PhoneFacts, asked_at: float) -> PhoneState:
    """`state` once the phone has answered a question that was put to it at `asked_at`.

    What it says of its features is believed, unless an event that came after the question says otherwise.
    """
    if facts.identities is not None:
        known = {one.address: one.registered for one in state.identities}
        told = tuple(
            replace(one, registered=known.get(one.address)) if one.registered is None else one
            for one in facts.identities
        )
        state = replace(state, identities=told)
        said = [one.registered for one in told if one.registered is not None]
        if said:
            state = replace(state, registered=all(said))
    if state.features_at > asked_at:
        return state
    if facts.dnd is not None:
        state = replace(state, dnd=facts.dnd)
    if facts.forwards is not None:
        forwards = {kind: one.target for kind, one in facts.forwards.items() if one.on}
        waits = facts.forwards.get("no-answer")
        seconds = waits.seconds if waits else None
        state = replace(state, forwards=forwards, told=frozenset(facts.forwards), no_answer_seconds=seconds)
    return state


def _forwarded(state: PhoneState, event: PhoneEvent) -> PhoneState:
    """A forward was switched. No event says after how many seconds, and a Yealink's not where to."""
    if not event.feature:
        return _somehow_forwarded(state, event)
    forwards = {kind: target for kind, target in state.forwards.items() if kind != event.feature}
    if event.kind is Kind.FORWARD_ON:
        forwards[event.feature] = event.target
    seconds = None if event.feature == "no-answer" else state.no_answer_seconds
    told = state.told | {event.feature}
    return replace(state, forwards=forwards, told=told, no_answer_seconds=seconds, features_at=event.at)


def _somehow_forwarded(state: PhoneState, event: PhoneEvent) -> PhoneState:
    """A Snom does not say which forward it was. What that leaves open is told no more."""
    named = {kind: target for kind, target in state.forwards.items() if kind}
    if event.kind is Kind.FORWARD_ON:
        forwards, told = {**named, "": event.target}, state.told & set(named)
    elif len(named) == 1 and "" not in state.forwards:  # only that one can have gone off
        forwards, told = {}, state.told
    else:
        forwards, told = named, state.told - set(named)
    return replace(state, forwards=forwards, told=told, features_at=event.at)


def _registered(state: PhoneState, number: str, registered: bool) -> PhoneState:
    """One line's registration. The phone counts as registered while no line says otherwise."""
    lines = tuple(
        replace(one, registered=registered) if number and one.number == number else one
        for one in state.identities
    )
    others = [one.registered for one in lines if one.number != number and one.registered is not None]
    return replace(state, identities=lines, registered=registered and all(others))
