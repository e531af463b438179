"""What the screens need of the app that holds them."""

from __future__ import annotations

from typing import Protocol

from tui.journal.record import CallRecord
from tui.switchboard.switchboard import Switchboard
from tui.view.commands import Situation
from tui.view.frame import Office
from tui.view.live_calls import LiveCalls


class Face(Protocol):
    """The app, as far as its screens know it: they show, and pass on what the user wants."""

    switchboard: Switchboard
    office: Office
    live: LiveCalls

    def select(self, record: CallRecord | None) -> None: ...
    def situation(self) -> Situation: ...
    def begin_dialling(self, first: str) -> None: ...
    def dial(self, text: str, phone: str, *, suppress: bool = False) -> None: ...
    def keep_note(self, call_id: int, text: str) -> None: ...
    def do_dial(self, text: str = "") -> None: ...
    def do_lower_card(self) -> None: ...
    def action_command(self, id: str) -> None: ...
