"""A field for a number or a name: types ahead, and shows what Enter would do."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key, Paste
from textual.message import Message
from textual.widgets import Input, Static

from tui.untrusted import clean
from tui.view.parts import Entry
from tui.widgets.contact_list import ContactList

_PASTED = 20_000  # characters of a pasted text that are looked at


class NumberField(Input):
    """A field that shows what is pasted to somebody before it takes it."""

    @dataclass
    class Pasted(Message):
        """More than one number may stand in it: a mail's signature, an imprint."""

        text: str

    def _on_paste(self, event: Paste) -> None:
        """Textual would take the first line, whatever stands in it."""
        event.prevent_default()
        event.stop()
        self.post_message(self.Pasted(event.text[:_PASTED]))

    def put(self, text: str) -> None:
        """The first line goes where the cursor is, or in place of what is selected."""
        line = clean(next(iter(text.splitlines()), ""), 200)
        self.replace(line, *self.selection) if line else None


class NumberPicker(Vertical):
    """Up and down choose from what is offered while the typing goes on. `text` is what counts: the entry that
    was chosen, else what is typed, else, where that is no number, the first entry."""

    DEFAULT_CSS = """
    NumberPicker { height: auto; }
    NumberPicker > #found { height: auto; max-height: 8; background: $surface; }
    NumberPicker > #will { height: auto; min-height: 1; padding: 0 1; color: $accent; }
    """

    @dataclass
    class Changed(Message):
        """Another text counts."""

        text: str

    @dataclass
    class Submitted(Message):
        """Enter, or a click on an entry."""

        text: str

    def __init__(
        self,
        suggest: Callable[[str], Awaitable[Sequence[Entry]]],
        is_number: Callable[[str], bool],
        *,
        text: str = "",
        placeholder: str = "",
        separator: str = "·",
        find: Callable[[str], Sequence[Entry]] | None = None,
        offered: Sequence[Entry] = (),
    ) -> None:
        """`suggest` gives the entries for what is typed; `is_number` whether that can do without them.

        `find` gives an entry for each number in a text that is pasted. `offered` are entries to begin with:
        they stay until something is typed.
        """
        super().__init__(id="picker")
        self._suggest = suggest
        self._is_number = is_number
        self._initial = text
        self._placeholder = placeholder
        self._separator = separator
        self._find = find
        self._given = tuple(offered)
        self._chosen = False  # the user moved in the list: the entry counts, not the text
        self._offered: str | None = None  # what was typed when the list was made

    def compose(self) -> ComposeResult:
        yield NumberField(
            self._initial, placeholder=self._placeholder, id="number", max_length=200, select_on_focus=False
        )
        yield Static(id="will")
        yield ContactList(id="found")

    def on_mount(self) -> None:
        self.query_one(ContactList).separator = self._separator
        self.query_one(Input).cursor_position = len(self._initial)
        self.renew()

    def renew(self) -> None:
        """There may be other suggestions now. They come when they are found; until then no old one counts."""
        self._chosen = False
        self._offered = None
        self.post_message(self.Changed(self.text))
        offer: Callable[[], Awaitable[None]] = self._offer  # called only if it is not replaced before
        self.run_worker(offer, group="suggestions", exclusive=True, exit_on_error=False)

    async def _offer(self) -> None:
        typed = self.typed
        given = () if typed else self._given
        entries = given or list(await self._suggest(typed))
        if typed != self.typed or not self.is_mounted:
            return
        if typed:
            self._given = ()
        found = self.query_one(ContactList)
        self._chosen = bool(given)
        self._offered = typed
        found.show(entries)
        if not given:
            found.highlighted = None if not typed or self._is_number(typed) else 0 if entries else None
        self.post_message(self.Changed(self.text))

    def say(self, will: Content) -> None:
        """The line that says exactly what Enter will do."""
        self.query_one("#will", Static).update(will)

    def set_text(self, text: str) -> None:
        """Puts `text` into the field as if it was typed."""
        field = self.query_one(Input)
        field.value = text
        field.cursor_position = len(text)

    @property
    def typed(self) -> str:
        return self.query_one(Input).value.strip()

    @property
    def text(self) -> str:
        typed = self.typed
        entry = self.query_one(ContactList).chosen if self._offered == typed else None
        if entry is not None and (self._chosen or (typed and not self._is_number(typed))):
            return entry.dial
        return typed

    @on(NumberField.Pasted)
    def _pasted(self, message: NumberField.Pasted) -> None:
        """One number goes into the field as it was written; of several one is chosen."""
        message.stop()
        field = self.query_one(NumberField)
        text = message.text.strip()
        found = [] if self._find is None or self._is_number(text) else list(self._find(text))
        if len(found) > 1:
            self._given = tuple(found)
            field.value = ""
            self.renew()
        elif found:
            self.set_text(found[0].number)
        else:
            field.put(message.text)

    @on(Input.Changed, "#number")
    def _typed(self, message: Input.Changed) -> None:
        message.stop()
        self.renew()

    def on_key(self, event: Key) -> None:
        if event.key not in ("up", "down"):
            return
        event.stop()
        found = self.query_one(ContactList)
        if found.option_count and self._offered == self.typed:
            self._chosen = True
            found.action_cursor_up() if event.key == "up" else found.action_cursor_down()
            self.post_message(self.Changed(self.text))

    @on(ContactList.OptionHighlighted)
    def _highlighted(self, message: ContactList.OptionHighlighted) -> None:
        message.stop()
        self.post_message(self.Changed(self.text))

    @on(ContactList.OptionSelected)
    def _clicked(self, message: ContactList.OptionSelected) -> None:
        message.stop()
        self._chosen = True
        self.post_message(self.Submitted(self.text))

    @on(Input.Submitted, "#number")
    async def _submitted(self, message: Input.Submitted) -> None:
        message.stop()
        if self._offered != self.typed and not self._is_number(self.typed):
            await self._offer()  # a name that was typed fast is not yet looked up
        self.post_message(self.Submitted(self.text))
