"""The dial field: types ahead over contacts and dialled numbers, shows what will be dialled."""

from __future__ import annotations

from typing import cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui.calls.states import Direction
from tui.dialing.display import shown
from tui.dialing.emergency import emergency_hint
from tui.dialing.number import NumberKind
from tui.dialing.plan import dial_string
from tui.dialing.reading import readings
from tui.errors import DurchwahlError
from tui.i18n import say
from tui.journal.filter import Filter
from tui.journal.record import CallRecord
from tui.screens.entries import call_entries, contact_entries
from tui.screens.live import follow
from tui.view.face import Face
from tui.view.parts import Entry
from tui.widgets.caller_card import CallerCard
from tui.widgets.contact_list import ContactList

_HISTORY = 60


class DialScreen(ModalScreen[None]):
    """Enter dials the highlighted entry, or what is typed when nothing is highlighted."""

    CSS = """
    DialScreen #found { height: auto; max-height: 8; background: $surface; }
    DialScreen #will { height: auto; min-height: 1; padding: 0 1; color: $accent; }
    """
    BINDINGS = [
        Binding("escape", "dismiss", show=False),
        Binding("f3", "next_phone", show=False),
        Binding("f4", "suppress", show=False),
    ]

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self._initial = text
        self._suppress = False
        self._phone = 0  # of the configured ones, the one that is to dial
        self._history: list[CallRecord] = []
        self._chosen = False  # the user moved in the list: the entry counts, not the text

    @property
    def _app(self) -> Face:
        return cast("Face", self.app)

    def compose(self) -> ComposeResult:
        yield CallerCard()
        with Vertical(classes="-dialog", id="dialog") as dialog:
            dialog.border_title = say("dial_title")
            several = len(self._phones) > 1
            dialog.border_subtitle = say("dial_keys_phones" if several else "dial_keys")
            yield Input(
                self._initial,
                placeholder=say("dial_placeholder"),
                id="number",
                max_length=200,
                select_on_focus=False,
            )
            yield Static(id="will")
            yield ContactList(id="found")

    def on_mount(self) -> None:
        self.query_one(ContactList).separator = self._app.office.glyphs.separator
        follow(self)
        self.query_one(Input).cursor_position = len(self._initial)
        self._changed()
        self.run_worker(self._load(), group="dial-history", exit_on_error=False)

    async def _load(self) -> None:
        wanted = Filter(direction=Direction.OUT)
        self._history = await self._app.switchboard.journal.page(wanted, 0, _HISTORY)
        self._changed()

    @on(Input.Changed)
    def _changed(self) -> None:
        self._chosen = False
        text = self.query_one(Input).value.strip()
        app = self._app
        plan, glyphs = app.office.plan, app.office.glyphs
        found = app.switchboard.callers.search(text, 20) if text else []
        entries = contact_entries(found, plan, glyphs, every_number=True)
        known = {entry.dial for entry in entries}
        past = [app.switchboard.callers.with_contact(record) for record in self._history]
        named = any(char.isalpha() for char in text)  # the digits in "Büro 12" are nobody's number
        digits = "" if named else "".join(char for char in text if char.isdigit())
        entries += [
            entry
            for entry in call_entries(past, plan, glyphs)
            if entry.dial not in known and _fits(entry, text, digits)
        ]
        self.query_one(ContactList).show(entries[:30])
        self.query_one(ContactList).highlighted = None if self._is_number(text) else 0 if entries else None
        self._preview()

    def _is_number(self, text: str) -> bool:
        return not text or self._app.switchboard.callers.typed(text).kind is not NumberKind.INVALID

    def _preview(self) -> None:
        """The line that says exactly what Enter will dial, and where."""
        self.query_one("#will", Static).update(self._will())

    def _will(self) -> Content:
        app = self._app
        text = self._text()
        if not text:
            return Content("")
        number = app.switchboard.callers.typed(text)
        try:
            dialled = dial_string(number, app.office.plan, self._suppress)
        except DurchwahlError as error:
            return Content.styled(str(error), "$warning")
        arrow = app.office.glyphs.arrow
        phone = self._phones[self._phone]
        parts = [f"{arrow} {say('dial_will', number=dialled)} {say('dial_on', phone=phone)}"]
        if number.e164:
            parts.append(shown(number, app.office.plan))
        if self._suppress:
            parts.append(say("dial_suppressed"))
        line = f" {app.office.glyphs.separator} ".join(parts)
        more = [shown(other, app.office.plan) for other in readings(text, app.office.plan)[1:2]]
        hint = emergency_hint(number, app.office.plan)
        if hint:
            return Content.assemble(line, "\n", (say("dial_emergency", number=hint), "$error"))
        if more:
            return Content.assemble(line, "\n", (say("dial_or", number=more[0]), "$text-muted"))
        return Content(line)

    def _text(self) -> str:
        """What Enter dials: the chosen entry's number, else what is typed."""
        entry = self.query_one(ContactList).chosen
        typed = self.query_one(Input).value.strip()
        if entry is not None and (self._chosen or not self._is_number(typed)):
            return entry.dial
        return typed

    def on_key(self, event: Key) -> None:
        if event.key not in ("up", "down"):
            return
        event.stop()
        found = self.query_one(ContactList)
        if found.option_count:
            self._chosen = True
            found.action_cursor_up() if event.key == "up" else found.action_cursor_down()
            self._preview()

    @on(ContactList.OptionHighlighted)
    def _highlighted(self) -> None:
        self._preview()

    @on(ContactList.OptionSelected)
    def _clicked(self) -> None:
        self._chosen = True
        self._dial()

    @on(Input.Submitted)
    def _dial(self) -> None:
        """Dials what the preview says. What cannot be dialled leaves the field as it is."""
        text = self._text()
        if not text:
            return
        try:
            dial_string(self._app.switchboard.callers.typed(text), self._app.office.plan, self._suppress)
        except DurchwahlError as error:
            self.notify(str(error), severity="warning", markup=False)
            return
        self._app.dial(text, self._phones[self._phone], suppress=self._suppress)
        self.dismiss()

    @property
    def _phones(self) -> list[str]:
        return list(self._app.switchboard.config.phones)

    def action_next_phone(self) -> None:
        """The next of the configured phones dials."""
        self._phone = (self._phone + 1) % len(self._phones)
        self._preview()

    def action_suppress(self) -> None:
        self._suppress = not self._suppress
        self._preview()


def _fits(entry: Entry, text: str, digits: str) -> bool:
    """Whether a dialled number is worth offering for what is typed."""
    if not text:
        return True
    written = "".join(char for char in entry.number + " " + entry.dial if char.isdigit())
    return (bool(digits) and digits in written) or text.lower() in f"{entry.name} {entry.company}".lower()
