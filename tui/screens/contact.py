"""One contact with everything that is known: its numbers to dial, and the last calls with them."""

from __future__ import annotations

from typing import Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static

from tui.contacts.model import Contact
from tui.errors import DurchwahlError
from tui.i18n import say
from tui.i18n.formats import moment
from tui.journal.filter import Filter
from tui.journal.record import CallRecord
from tui.phonebook.editing import SLOTS
from tui.phonebook.reading import Reader
from tui.screens.confirm import ConfirmScreen
from tui.screens.live import Dialog, over
from tui.switchboard.notices import ContactsNotice, Notice
from tui.view.columns import cut
from tui.view.contact_words import facts, number_text, title, type_word
from tui.view.wording import direction, state
from tui.widgets.key_links import key_links
from tui.widgets.number_rows import NumberRow, NumberRows

_KEYS: Final = (  # and what a click on them does
    ("keys_dial", "screen.dial"),
    ("keys_edit", "screen.edit"),
    ("keys_favourite", "screen.favourite"),
    ("keys_delete", "screen.delete"),
    ("keys_slot", ""),
)
_CALLS: Final = 5
_LABEL: Final = 16  # cells
_ASKED: Final = 10  # numbers whose calls are looked for


class ContactScreen(Dialog[None]):
    """Enter dials the chosen number. What is changed here is in the phone book before the screen says so."""

    CSS = """
    ContactScreen #facts, ContactScreen #calls { height: auto; padding: 0; }
    ContactScreen #calls { margin: 1 0 0 0; }
    """
    BINDINGS = [
        Binding("e", "edit", show=False),
        Binding("asterisk,v", "favourite", show=False),
        Binding("delete,backspace", "delete", show=False),
        Binding("w", "app.command('page')", show=False),
        Binding("q", "dismiss", show=False),
        *(Binding(f"{slot}", f"slot({slot})", show=False) for slot in SLOTS),
    ]

    of_contacts = True  # one of the screens of which only one is opened by a command

    def __init__(self, id: int) -> None:
        super().__init__()
        self.contact_id = id
        self._gone = False  # deleted, here or elsewhere
        self._contact: Contact | None = None
        self._held: dict[int, tuple[Contact, str]] = {}  # the speed dials: slot → contact and number

    def compose(self) -> ComposeResult:
        yield from over()
        with VerticalScroll(classes="-dialog", id="dialog", can_focus=False):
            yield NumberRows()
            yield Static(id="facts")
            yield Static(id="calls")

    def on_mount(self) -> None:
        self.query_one(NumberRows).focus()

    @property
    def chosen_contact(self) -> int:
        """For the commands that are done to a contact."""
        return self.contact_id

    def noticed(self, notice: Notice) -> None:
        """The phone book says something new."""
        if isinstance(notice, ContactsNotice) and self.is_mounted and not self._gone:
            self.reload()

    def on_screen_resume(self) -> None:
        self.reload()

    def reload(self) -> None:
        """As it stands in the phone book now."""
        self.run_worker(self._load(), group="contact", exclusive=True, exit_on_error=False)

    async def _load(self) -> None:
        book = self.face.switchboard.book
        contact = await book.get(self.contact_id)
        if self._gone:
            return
        if contact is None:
            if self._on_top:  # under another screen it waits until that is gone
                self._gone = True
                self.app.notify(say("contact_gone"), severity="warning", markup=False)
                self.dismiss()
            return
        self._held = await book.ask(Reader.speed_dials)
        self._contact = contact
        self._show(contact)
        self.query_one("#calls", Static).update(self._past(await self._calls(contact)))

    @property
    def _on_top(self) -> bool:
        return self.app.screen is self

    def _show(self, contact: Contact) -> None:
        office = self.face.office
        star = f"{office.glyphs.star} " if contact.favourite else ""
        dialog = self.query_one("#dialog")
        dialog.border_title = Content(f"{star}{title(contact, office.glyphs.separator)}")
        dialog.border_subtitle = key_links((say(key), action) for key, action in _KEYS)
        rows = [
            NumberRow(
                type_word(number.type),
                number_text(number, office.plan),
                number.e164 or number.raw,
                self._slot_words(number.raw),
            )
            for number in contact.numbers
        ]
        self.query_one(NumberRows).show(rows, say("contact_no_number"))
        lines = [
            Content.assemble((cut(f" {name}", _LABEL), "$text-muted"), " ", text)
            for name, text in facts(contact)
        ]
        self.query_one("#facts", Static).update(Content("\n").join(lines))

    def _slot_words(self, raw: str) -> str:
        """The speed dials of a number."""
        held = self._held.items()
        slots = [f"{slot}" for slot, (owner, one) in held if (owner.id, one) == (self.contact_id, raw)]
        return f"{say('contact_slot')} {' '.join(slots)}" if slots else ""

    # the calls

    async def _calls(self, contact: Contact) -> list[CallRecord]:
        """The last calls with any of the numbers, also from before the contact was there."""
        core = self.face.switchboard
        keys = [core.callers.typed(number.raw).key for number in contact.numbers[:_ASKED]]
        keys += [number.e164 for number in contact.numbers[:_ASKED]]
        wanted = [Filter(number=key) for key in dict.fromkeys(keys) if key]
        found: dict[int, CallRecord] = {}
        for one in (Filter(contact=contact.id), *wanted):
            found |= {record.call.id: record for record in await core.journal.page(one, 0, _CALLS)}
        newest = sorted(found.values(), key=lambda record: (record.call.started, record.call.id))
        return newest[::-1][:_CALLS]

    def _past(self, calls: list[CallRecord]) -> Content:
        if not calls:
            return Content.styled(f" {say('contact_no_calls')}", "$text-muted")
        lines = [Content.styled(f" {say('card_last_calls')}", "$text-muted")]
        now, glyphs = self.face.switchboard.now(), self.face.office.glyphs
        for record in calls:
            call = record.call
            note = f"  {glyphs.note} {' '.join(record.note.split())}" if record.note else ""
            text = f" {glyphs.of(call)} {moment(call.started, now)} {direction(call)}  {state(call, now)}"
            lines.append(Content.assemble(text, (note, "$accent")))
        return Content("\n").join(lines)

    # keys

    @on(OptionList.OptionSelected)
    def action_dial(self) -> None:
        chosen = self.query_one(NumberRows).chosen
        if chosen is not None:
            self.dismiss()
            self.app.call_after_refresh(self.face.do_dial, chosen.dial)

    def action_edit(self) -> None:
        from tui.screens.contact_form import ContactForm

        if self._contact is not None:
            self.app.push_screen(ContactForm(self._contact))

    def action_favourite(self) -> None:
        if self._contact is not None:
            self.run_worker(self._favour(self._contact), group="change", exit_on_error=False)

    async def _favour(self, contact: Contact) -> None:
        after = await self.face.switchboard.book.set_favourite(contact.id, not contact.favourite)
        self._contact = after
        self._show(after)

    def action_slot(self, slot: int) -> None:
        """Puts the chosen number on a speed dial, or takes it off; a slot that is in use is asked about."""
        at = self.query_one(NumberRows).highlighted
        if self._contact is None or at is None or not self._contact.numbers:
            return
        raw = self._contact.numbers[at].raw
        owner, held = self._held.get(slot, (None, ""))
        if owner is None:
            self._set_slot(slot, raw)
            return
        off = (owner.id, held) == (self.contact_id, raw)
        who = f"{owner.name}, {held}"
        question = ConfirmScreen(
            say("slot_title", slot=slot),
            say("slot_off" if off else "slot_other", slot=slot, who=who),
            say("slot_off_verb" if off else "slot_other_verb"),
        )
        self.app.push_screen(question, lambda sure: self._set_slot(slot, None if off else raw, sure))

    def _set_slot(self, slot: int, raw: str | None, sure: bool | None = True) -> None:
        if sure:
            self.run_worker(self._slot(slot, raw), group="change", exit_on_error=False)

    async def _slot(self, slot: int, raw: str | None) -> None:
        book = self.face.switchboard.book
        if raw is None:
            await book.set_speed_dial(slot, None)
            self.notify(say("slot_is_off", slot=slot), markup=False)
        else:
            await book.set_speed_dial(slot, self.contact_id, raw)
            self.notify(say("slot_is_on", slot=slot, number=raw), markup=False)
        self.reload()

    def action_delete(self) -> None:
        if self._contact is None:
            return
        name = title(self._contact, self.face.office.glyphs.separator)
        question = ConfirmScreen(say("delete_title"), say("delete_question", name=name), say("delete_verb"))
        self.app.push_screen(question, self._delete)

    def _delete(self, sure: bool | None) -> None:
        if sure:
            self.run_worker(self._deleted(), group="change", exit_on_error=False)

    async def _deleted(self) -> None:
        self._gone = True
        try:
            await self.face.switchboard.book.delete([self.contact_id])
        except DurchwahlError:
            self._gone = False
            raise
        self.app.notify(say("contact_deleted"), markup=False)
        if self._on_top:
            self.dismiss()
