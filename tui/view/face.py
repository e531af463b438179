"""What the screens need of the app that holds them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from tui.journal.record import CallRecord
from tui.phones.driver import Order, Wish
from tui.switchboard.feature_state import Where
from tui.switchboard.notices import Notice
from tui.switchboard.switchboard import Switchboard
from tui.view.frame import Office, View
from tui.view.live_calls import LiveCalls
from tui.view.parts import Parked
from tui.view.situation import Situation

if TYPE_CHECKING:
    from tui.setup.workshop import Workshop


class Operator(Protocol):
    """Who carries out what is wanted of a phone, in the background; what goes wrong is told on the screen."""

    parked: Mapping[int, Parked]

    def dial(self, text: str, phone: str, *, suppress: bool = False, identity: str = "") -> None: ...
    def order(
        self, order: Order, phone: str | None = None, *, call: int | None = None, argument: str = ""
    ) -> None: ...
    def tones(self, digits: str, call: int, sent: Callable[[str, bool], None]) -> None: ...
    def wish(self, wish: Wish, where: Where, phone: str) -> None: ...
    def park(self, slot: int, call: CallRecord) -> None: ...
    def retrieve(self, slot: int, phone: str) -> None: ...
    def pick_up(self, target: str, phone: str) -> None: ...
    def give_up(self) -> bool: ...


@runtime_checkable
class Noticing(Protocol):
    """A screen that is told of every notice, also while another one lies on top of it."""

    def noticed(self, notice: Notice) -> None: ...


class Clerk(Protocol):
    """Who keeps the phone book: opens its screens."""

    def open(self, contact: int) -> None: ...


class Face(Protocol):
    """The app, as far as its screens know it: they show, and pass on what the user wants."""

    switchboard: Switchboard
    office: Office
    live: LiveCalls
    operator: Operator
    up: asyncio.Event

    @property
    def clerk(self) -> Clerk: ...
    @property
    def view(self) -> View: ...
    def select(self, record: CallRecord | None) -> None: ...
    def situation(self, phone: str | None = None) -> Situation: ...
    def begin_dialling(self, first: str) -> None: ...
    def keep_note(self, call_id: int, text: str) -> None: ...
    def do_dial(self, text: str = "") -> None: ...
    def do_lower_card(self) -> None: ...
    def action_command(self, id: str, phone: str = "") -> None: ...
    def relabel(self) -> None: ...
    def leave_setup(self, workshop: Workshop) -> None: ...
