"""What the keys do right now: in the footer, on the caller card, in the phone pane."""

from __future__ import annotations

from tui.calls.states import CallState
from tui.i18n import say
from tui.phones.driver import Order
from tui.view.commands import BY_ID, Command, footer, key_shown
from tui.view.live_calls import LiveCalls
from tui.view.parts import Hint
from tui.view.situation import Situation

# What can be done to the call on the card, by its state.
_CARD = {
    CallState.RINGING: ("answer", "end", "transfer"),
    CallState.DIALING: ("end",),
    CallState.TALKING: ("hold", "transfer", "end", "keypad", "note"),
    CallState.HELD: ("hold", "transfer", "end", "note"),
}
_CONSULTING = ("transfer", "return", "conference", "end")


def hints(now: Situation, live: LiveCalls) -> tuple[Hint, ...]:
    """A hint for each command of the footer; one that cannot run now is in its place all the same."""
    return tuple(hint(one, now, live) for one in footer())


def card_hints(state: CallState, now: Situation, live: LiveCalls) -> tuple[Hint, ...]:
    """The key line of the caller card. In a consultation it says what becomes of both calls."""
    ids = _CONSULTING if now.consulting else _CARD.get(state, ())
    away = Hint("lower_card", key_shown("escape"), say("card_away"), rank=1)
    return (*(hint(BY_ID[id], now, live) for id in ids), away)


def hint(command: Command, now: Situation, live: LiveCalls, phone: str | None = None) -> Hint:
    """A command with its key, as it is called in this situation."""
    return Hint(
        command.id,
        key_shown(command.keys[0]),
        label(command, now, live, phone),
        not command.why_not(now),
        command.footer_rank,
    )


def label(command: Command, now: Situation, live: LiveCalls, phone: str | None = None) -> str:
    """One or two words for what the command does to the call that is meant."""
    match command.id:
        case "end" if now.ringing:
            return say("cmd_reject")
        case "hold" if live.next_hold(phone) is Order.RESUME:
            return say("cmd_resume")
        case "transfer" if now.consulting:
            return say("cmd_complete")
        case "transfer" if now.ringing:
            return say("cmd_deflect")
        case "conference" if now.consulting:
            return say("cmd_merge")
        case "mute" if (meant := live.meant(phone)) is not None and meant.call.muted:
            return say("cmd_unmute")
        case _:
            return command.label
