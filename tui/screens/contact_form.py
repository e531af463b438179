"""A contact to fill in, new or known."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static, TextArea

from tui.contacts.model import Contact, PhoneNumber
from tui.contacts.number_text import MAX_NUMBERS, is_number, label_type
from tui.errors import NotFoundError
from tui.i18n import say
from tui.screens.confirm import ConfirmScreen
from tui.screens.live import Dialog, over
from tui.view.contact_words import NUMBER_TYPES, title, type_word

ABOVE: Final = ("name", "company", "title", "department")
BELOW: Final = ("emails", "groups", "address", "url")
_LISTS: Final = ("emails", "groups")


@dataclass(frozen=True, slots=True)
class _Row:
    """A number as its two fields showed it at first."""

    number: PhoneNumber | None
    raw: str
    kind: str


class ContactForm(Dialog[Contact]):
    """Enter or Ctrl+S saves; Escape asks before it drops what was typed. Only what was changed is written:
    what another program changed meanwhile stays, and a note keeps its lines. Dismissed with what is saved."""

    CSS = """
    ContactForm Horizontal { height: 1; }
    ContactForm Horizontal Static { width: 15; padding: 0 1; color: $text-muted; }
    ContactForm Horizontal Input { width: 1fr; }
    ContactForm Horizontal Input.-kind { width: 18; margin: 0 0 0 1; }
    ContactForm #numbers { height: auto; }
    ContactForm #noted { height: 3; }
    ContactForm TextArea { width: 1fr; height: 3; border: none; padding: 0 1; background: $panel; }
    ContactForm TextArea:focus { border: none; background: $primary 20%; }
    """
    BINDINGS = [
        Binding("escape", "leave", show=False),
        Binding("ctrl+s", "save", show=False, priority=True),
    ]

    of_contacts = True

    def __init__(self, contact: Contact) -> None:
        """With id 0 it is a new contact, of which `contact` is what is known."""
        super().__init__()
        self._contact = contact
        self._rows: list[_Row] = []
        self._saving = False

    def compose(self) -> ComposeResult:
        new = self._contact.id == 0
        yield from over()
        with VerticalScroll(classes="-dialog", can_focus=False) as dialog:
            name = title(self._contact, self.face.office.glyphs.separator)
            dialog.border_title = Content(say("form_new") if new else say("form_edit", name=name))
            dialog.border_subtitle = f"{say('keys_form')}   {say('keys_back')}"
            for field in ABOVE:
                yield from self._field(field)
            with Vertical(id="numbers"):
                for number in self._contact.numbers:
                    yield self._row(number)
                yield self._row(None)
            for field in BELOW:
                yield from self._field(field)
            with Horizontal(id="noted"):
                yield Static(say("field_note"))
                yield TextArea(self._contact.note, id="note", tab_behavior="focus", show_line_numbers=False)

    def _field(self, name: str) -> ComposeResult:
        with Horizontal():
            yield Static(say(f"field_{name}"))
            hint = say("field_several") if name in _LISTS else ""
            yield Input(
                _text(self._contact, name), id=name, placeholder=hint, max_length=300, select_on_focus=False
            )

    def _row(self, number: PhoneNumber | None) -> Horizontal:
        at = len(self._rows)
        row = _Row(number, number.raw if number else "", type_word(number.type) if number else "")
        self._rows.append(row)
        return Horizontal(
            Static(say("field_number")),
            Input(
                row.raw,
                id=f"number-{at}",
                max_length=100,
                placeholder=say("field_new_number"),
                select_on_focus=False,
            ),
            Input(
                row.kind,
                id=f"kind-{at}",
                classes="-kind",
                max_length=40,
                placeholder=type_word("work"),
                select_on_focus=False,
            ),
        )

    @on(Input.Changed)
    def _typed(self, message: Input.Changed) -> None:
        """There is always an empty line for one more number."""
        last = len(self._rows) - 1
        if message.input.id == f"number-{last}" and message.value.strip() and last + 1 < MAX_NUMBERS:
            self.query_one("#numbers").mount(self._row(None))

    # what was typed

    def _value(self, id: str) -> str:
        return self.query_one(f"#{id}", Input).value.strip()

    def _changes(self) -> dict[str, Any]:
        """The fields that say something else than at first."""
        found: dict[str, Any] = {}
        for name in (*ABOVE, *BELOW):
            text = self._value(name)
            if text != _text(self._contact, name).strip():
                found[name] = _several(text) if name in _LISTS else text
        note = self.query_one("#note", TextArea).text
        if note != self._contact.note:
            found["note"] = note
        if "name" in found:  # they were parts of the name that is gone
            found |= {"given": "", "family": ""}
        numbers = self._numbers()
        if numbers != self._contact.numbers:
            found["numbers"] = numbers
        return found

    def _numbers(self) -> tuple[PhoneNumber, ...]:
        found = []
        for at, row in enumerate(self._rows):
            raw, kind = self._value(f"number-{at}"), self._value(f"kind-{at}")
            if row.number is not None and (raw, kind) == (row.raw.strip(), row.kind):
                found.append(row.number)
            elif raw:
                found.append(PhoneNumber(raw, type=_type(kind)))
        return tuple(found)

    def _unread(self) -> str:
        """A number that was typed here and is none; "": all of them are."""
        known = {number.raw for number in self._contact.numbers}
        return next(
            (one.raw for one in self._numbers() if one.raw not in known and not is_number(one.raw)), ""
        )

    # keys

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.action_save()

    def action_save(self) -> None:
        """Keeps it, or says what is missing; nothing that was typed is lost."""
        unread = self._unread()
        if unread:
            self.notify(say("form_no_number", number=unread), severity="warning", markup=False)
        elif not self._saving:
            self._saving = True
            self.run_worker(self._save(), group="save", exit_on_error=False)

    async def _save(self) -> None:
        try:
            book = self.face.switchboard.book
            changes = self._changes()
            if self._contact.id == 0:
                saved = await book.add(replace(self._contact, **changes))
            else:
                now = await book.get(self._contact.id)
                if now is None:
                    raise NotFoundError("no_such_contact", id=self._contact.id)
                saved = await book.edit(replace(now, **changes)) if changes else now
        finally:
            self._saving = False
        self.app.notify(say("contact_saved"), markup=False)
        self.dismiss(saved)

    def action_leave(self) -> None:
        if not self._changes():
            self.dismiss()
            return
        question = ConfirmScreen(say("form_drop_title"), say("form_drop"), say("form_drop_verb"))
        self.app.push_screen(question, self._dropped)

    def _dropped(self, sure: bool | None) -> None:
        if sure:
            self.dismiss()


def _text(contact: Contact, name: str) -> str:
    value = getattr(contact, name)
    return ", ".join(value) if name in _LISTS else " ".join(value.split())


def _several(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.replace(";", ",").split(",") if part.strip())


def _type(word: str) -> str:
    """A kind of number as somebody writes it, in either language; without a word it is one at work."""
    known = {type_word(kind).casefold(): kind for kind in NUMBER_TYPES}
    return known.get(word.casefold()) or label_type("", word) if word else "work"
