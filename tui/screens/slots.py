"""Parking a call and taking a parked one back: a slot, by one key."""

from __future__ import annotations

from typing import Final

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import Click, Key
from textual.widgets import Static

from tui.i18n import say
from tui.i18n.formats import moment
from tui.journal.record import CallRecord
from tui.screens.live import Dialog, over
from tui.view.columns import cut
from tui.view.wording import party

SLOTS: Final = range(1, 10)
_PARTY: Final = 32  # cells for who is parked


class SlotsScreen(Dialog[None]):
    """With `record` that call is parked, without one a parked call is taken back to `phone`.

    What was parked from here is named; what others parked the PBX does not tell.
    """

    CSS = """
    SlotsScreen .-dialog { width: 60; }
    SlotsScreen #slots, SlotsScreen #how { height: auto; padding: 0 1; }
    """

    def __init__(self, phone: str, record: CallRecord | None = None) -> None:
        super().__init__()
        self._phone = phone
        self._record = record

    def compose(self) -> ComposeResult:
        office = self.face.office
        yield from over()
        with Vertical(classes="-dialog") as dialog:
            if self._record is None:
                dialog.border_title = Content(say("retrieve_title", phone=self._phone))
            else:
                who = party(self._record, office.plan, office.glyphs.separator)
                dialog.border_title = Content(say("park_title", party=who))
            verb = say("keys_retrieve" if self._record is None else "keys_park")
            dialog.border_subtitle = "   ".join((verb, say("keys_back")))
            yield Static(self._slots(), id="slots")
            yield Static(Content.styled(say("slot_how"), "$text-muted"), id="how")

    def _slots(self) -> Content:
        now = self.face.switchboard.now()
        lines = []
        for slot in SLOTS:
            parked = self.face.operator.parked.get(slot)
            line = Content.styled(f"{slot}", "bold $accent")
            if parked is not None:
                since = say("slot_at", at=moment(parked.at, now))
                line = Content.assemble(line, "  ", (cut(parked.party, _PARTY), "bold"), "  ", since)
            lines.append(line)
        return Content("\n").join(lines)

    def on_key(self, event: Key) -> None:
        if event.character and event.character in "123456789":
            event.stop()
            self._take(int(event.character))

    def on_click(self, event: Click) -> None:
        slots = self.query_one("#slots", Static)
        line = event.screen_y - slots.content_region.y
        if event.widget is slots and 0 <= line < len(SLOTS):
            self._take(SLOTS[line])

    def _take(self, slot: int) -> None:
        self.dismiss()
        if self._record is not None:
            self.face.operator.park(slot, self._record)
        else:
            self.face.operator.retrieve(slot, self._phone)
