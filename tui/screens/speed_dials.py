"""The speed dials: a number by one digit."""

from __future__ import annotations

from typing import Final

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import Click, Key
from textual.widgets import Static

from tui.contacts.model import Contact
from tui.i18n import say
from tui.phonebook.editing import SLOTS
from tui.phonebook.reading import Reader
from tui.screens.live import Dialog, over
from tui.view.columns import cut

_NAME: Final = 34  # cells


class SpeedDialScreen(Dialog[None]):
    """1 to 9 open the dial field with that number. They are given out where a contact is shown."""

    CSS = """
    SpeedDialScreen .-dialog { width: 70; }
    SpeedDialScreen #slots, SpeedDialScreen #how { height: auto; padding: 0 1; }
    """
    of_contacts = True

    def __init__(self) -> None:
        super().__init__()
        self._held: dict[int, tuple[Contact, str]] = {}

    def compose(self) -> ComposeResult:
        yield from over()
        with Vertical(classes="-dialog") as dialog:
            dialog.border_title = Content(say("speed_title"))
            dialog.border_subtitle = Content(f"{say('keys_speed')}   {say('keys_back')}")
            yield Static(id="slots")
            yield Static(Content.styled(say("speed_how"), "$text-muted"), id="how")

    def on_mount(self) -> None:
        self.run_worker(self._load(), group="slots", exit_on_error=False)

    async def _load(self) -> None:
        self._held = await self.face.switchboard.book.ask(Reader.speed_dials)
        lines = []
        for slot in SLOTS:
            line = Content.styled(f"{slot}", "bold $accent")
            if slot in self._held:
                contact, raw = self._held[slot]
                name = contact.name or contact.company
                line = Content.assemble(line, "  ", (cut(name, _NAME), "bold"), "  ", cut(raw, 24))
            lines.append(line)
        self.query_one("#slots", Static).update(Content("\n").join(lines))

    def on_key(self, event: Key) -> None:
        if event.character and event.character in "123456789":
            event.stop()
            self._dial(int(event.character))

    def on_click(self, event: Click) -> None:
        slots = self.query_one("#slots", Static)
        line = event.screen_y - slots.content_region.y
        if event.widget is slots and 0 <= line < len(SLOTS):
            self._dial(SLOTS[line])

    def _dial(self, slot: int) -> None:
        if slot not in self._held:
            self.notify(say("speed_free", slot=slot), severity="warning", markup=False)
            return
        contact, raw = self._held[slot]
        number = next((one.e164 or one.raw for one in contact.numbers if one.raw == raw), raw)
        self.dismiss()
        self.app.call_after_refresh(self.face.do_dial, number)
