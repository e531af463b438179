"""The footer: what the keys do right now."""

from __future__ import annotations

from tui.calls.states import CallState
from tui.i18n import say
from tui.phones.driver import Order
from tui.view.commands import Command, Situation, footer, key_shown
from tui.view.live_calls import LiveCalls
from tui.view.parts import Hint


def hints(now: Situation, live: LiveCalls) -> tuple[Hint, ...]:
    """A hint for each command of the footer; one that cannot run now is in its place all the same."""
    return tuple(
        Hint(one.id, key_shown(one.keys[0]), _label(one, live), one.possible(now) is None, one.footer_rank)
        for one in footer()
    )


def _label(command: Command, live: LiveCalls) -> str:
    meant = live.meant()
    if command.id == "end" and meant is not None and meant.call.state is CallState.RINGING:
        return say("cmd_reject")
    if command.id == "hold" and live.next_hold() is Order.RESUME:
        return say("cmd_resume")
    return command.label
