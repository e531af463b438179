"""Whose number it is, where several have it; the choice is remembered."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static

from tui.contacts.model import Contact
from tui.dialing.number import Number
from tui.i18n import say
from tui.screens.entries import contact_entries
from tui.screens.live import Dialog, over
from tui.view.wording import written
from tui.widgets.contact_list import ContactList


class WhoseScreen(Dialog[None]):
    """Enter remembers the highlighted contact for this number, Delete forgets what was chosen before."""

    CSS = """
    WhoseScreen ContactList { height: auto; max-height: 12; background: $surface; }
    WhoseScreen Static { height: auto; padding: 0 1; color: $text-muted; }
    """
    BINDINGS = [Binding("delete,backspace", "forget", show=False)]
    of_contacts = True

    def __init__(
        self,
        number: Number,
        contacts: Sequence[Contact],
        chosen: int | None,
        after: Callable[[int], None] | None = None,
    ) -> None:
        """`chosen` was chosen before; `after` is told who is now."""
        super().__init__()
        self._number = number
        self._contacts = tuple(contacts)
        self._before = chosen
        self._after = after

    def compose(self) -> ComposeResult:
        office = self.face.office
        yield from over()
        with Vertical(classes="-dialog") as dialog:
            text = written(self._number.e164 or self._number.digits, office.plan)
            dialog.border_title = Content(say("whose_title", number=text))
            keys = ["keys_whose", "keys_choose", *(["keys_forget"] if self._before else []), "keys_back"]
            dialog.border_subtitle = Content("   ".join(say(key) for key in keys))
            yield ContactList()
            yield Static(Content(say("whose_chosen" if self._before else "whose_how")))

    def on_mount(self) -> None:
        office = self.face.office
        found = self.query_one(ContactList)
        found.separator = office.glyphs.separator
        found.show(contact_entries(self._contacts, office.plan, office.glyphs))
        ids = [contact.id for contact in self._contacts]
        found.highlighted = ids.index(self._before) if self._before in ids else 0
        found.focus()

    @on(OptionList.OptionSelected)
    def _selected(self) -> None:
        chosen = self.query_one(ContactList).chosen
        if chosen is not None and chosen.contact is not None:
            self.run_worker(self._choose(chosen.contact), group="choice", exit_on_error=False)

    def action_forget(self) -> None:
        if self._before is not None:
            self.run_worker(self._choose(None), group="choice", exit_on_error=False)

    async def _choose(self, contact: int | None) -> None:
        await self.face.switchboard.book.choose(self._number, contact)
        self.app.notify(say("whose_forgotten" if contact is None else "whose_remembered"), markup=False)
        self.dismiss()
        if contact is not None and self._after is not None:
            self.app.call_after_refresh(self._after, contact)
