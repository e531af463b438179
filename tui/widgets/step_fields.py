"""The fields of a step: a text, a password, one of several, a switch. Each is a row with its label."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Click, Key
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from tui.i18n import say
from tui.setup.model import NO, YES, Choice, Field, Kind
from tui.view.columns import cut
from tui.view.glyphs import Glyphs

_LONGEST = 500  # characters of a field


class ChoiceList(OptionList):
    """One line for each choice; the highlighted one is chosen."""

    DEFAULT_CSS = """
    ChoiceList {
        height: auto; max-height: 8; border: none; padding: 0; background: transparent;
        scrollbar-size-vertical: 1;
    }
    ChoiceList:focus { border: none; }
    ChoiceList > .option-list--option-highlighted { background: $field; color: $foreground; }
    ChoiceList:focus > .option-list--option-highlighted { background: $cursor-row; color: $foreground; }
    """

    BINDINGS = [Binding("enter", "enter", show=False)]  # a click chooses, and no more

    @dataclass
    class Entered(Message):
        """Enter: what is chosen is right."""

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(markup=False)
        self._glyphs = glyphs
        self.choices: tuple[Choice, ...] = ()

    def show(self, choices: Sequence[Choice], value: str) -> None:
        """Replaces the choices; the one of that value is chosen, none where there is none of it."""
        self.choices = tuple(choices)
        at = next((at for at, choice in enumerate(choices) if choice.value == value), None)
        with self.prevent(OptionList.OptionHighlighted):
            self.clear_options()
            self.add_options([Option(self._line(choice, chosen=False)) for choice in choices])
            self.highlighted = at
        self._draw()

    def choose(self, value: str) -> None:
        """Marks the choice of that value without telling anybody."""
        at = next((at for at, choice in enumerate(self.choices) if choice.value == value), None)
        with self.prevent(OptionList.OptionHighlighted):
            self.highlighted = at
        self._draw()

    @property
    def chosen(self) -> Choice | None:
        at = self.highlighted
        return self.choices[at] if at is not None and at < len(self.choices) else None

    def action_enter(self) -> None:
        self.post_message(self.Entered())

    def on_option_list_option_highlighted(self) -> None:
        self._draw()

    def on_resize(self) -> None:
        self._draw()

    def _draw(self) -> None:
        for at, choice in enumerate(self.choices):
            line = self._line(choice, chosen=at == self.highlighted)
            self.replace_option_prompt_at_index(at, line)

    def _line(self, choice: Choice, *, chosen: bool) -> Content:
        room = max(20, self.size.width - 6)  # for glyph, gaps and a scroll bar
        glyph = self._glyphs.chosen if chosen else self._glyphs.other
        names = max((cell_len(one.label) for one in self.choices), default=0)
        details = max((cell_len(one.detail) for one in self.choices), default=0)
        aligned = names if names + details <= room else 0  # else each detail stands behind its name
        name = cut(choice.label, min(max(aligned, cell_len(choice.label)), room))
        detail = cut(choice.detail, room - cell_len(name)).rstrip()
        return Content.assemble(
            *(" ", (glyph, "$accent" if chosen else "$text-muted"), " ", name, "  "),
            (detail, "$text-muted"),
        )


class SwitchLine(Widget, can_focus=True):
    """On or off: space, an arrow key or a click changes it."""

    DEFAULT_CSS = """
    SwitchLine { height: auto; }
    SwitchLine:focus { background: $cursor-row; }
    """
    BINDINGS = [Binding("space,left,right", "flip", show=False)]

    @dataclass
    class Flipped(Message):
        """It is the other way round now."""

    def __init__(self, label: str, on: bool, glyphs: Glyphs) -> None:
        super().__init__()
        self._label = label
        self._glyphs = glyphs
        self.is_on = on

    def render(self) -> Content:
        glyph = self._glyphs.chosen if self.is_on else self._glyphs.other
        words = say("steps_on"), say("steps_off")
        word = cut(words[0] if self.is_on else words[1], max(map(cell_len, words)))
        style = "$accent" if self.is_on else "$text-muted"
        return Content.assemble((glyph, style), " ", (word, style), "  ", self._label)

    def put(self, on: bool) -> None:
        """Sets it without telling anybody."""
        self.is_on = on
        self.refresh(layout=True)

    def action_flip(self) -> None:
        self.put(not self.is_on)
        self.post_message(self.Flipped())

    def on_click(self, event: Click) -> None:
        event.stop()
        self.action_flip()


class FieldRow(Vertical):
    """One field with its label before it and what is wrong with it below."""

    DEFAULT_CSS = """
    FieldRow { height: auto; margin: 0 0 1 0; }
    FieldRow > Horizontal { height: auto; }
    FieldRow .-label { width: 20; height: auto; padding: 0 2 0 0; color: $text-muted; }
    FieldRow:focus-within .-label { color: $foreground; }
    FieldRow .-control { width: 1fr; height: auto; }
    FieldRow Input { border: none; height: 1; padding: 0 1; background: $field; }
    FieldRow Input:focus { border: none; background: $primary 20%; }
    FieldRow.-folds ChoiceList { display: none; max-height: 5; }
    FieldRow.-folds.-open ChoiceList { display: block; }
    FieldRow .-problem { height: auto; display: none; color: $error; }
    FieldRow.-wrong .-problem { display: block; }
    """

    @dataclass
    class Changed(Message):
        """Something else is filled in."""

        field: str
        text: str

    @dataclass
    class Entered(Message):
        """Enter: all is filled in."""

    @dataclass
    class Moved(Message):
        """An arrow key leaves this field: 1 down, -1 up."""

        by: int

    def __init__(self, field: Field, glyphs: Glyphs, label_width: int, *, folds: bool) -> None:
        super().__init__()
        self.field = field
        self._glyphs = glyphs
        self._label_width = label_width
        self.set_class(field.free, "-free")
        self.set_class(folds and field.free, "-folds")

    def compose(self) -> ComposeResult:
        field = self.field
        with Horizontal():
            if field.kind is Kind.SWITCH:
                with Vertical(classes="-control"):
                    yield SwitchLine(field.label, field.value == YES, self._glyphs)
                    yield Static(classes="-problem")
                return
            label = Static(Content(field.label), classes="-label")
            label.styles.width = self._label_width
            yield label
            with Vertical(classes="-control"):
                if field.kind is not Kind.CHOICE or field.free:
                    yield Input(
                        field.value,
                        placeholder=field.hint,
                        password=field.kind is Kind.SECRET,
                        max_length=_LONGEST,
                        select_on_focus=False,
                    )
                if field.kind is Kind.CHOICE:
                    yield ChoiceList(self._glyphs)
                yield Static(classes="-problem")

    def on_mount(self) -> None:
        for choices in self.query(ChoiceList):
            choices.can_focus = not self.field.free
            choices.show(self.field.choices, self.field.value)

    @property
    def text(self) -> str:
        """What is filled in."""
        match self.field.kind:
            case Kind.SWITCH:
                return YES if self.query_one(SwitchLine).is_on else NO
            case Kind.CHOICE if not self.field.free:
                chosen = self.query_one(ChoiceList).chosen
                return chosen.value if chosen is not None else self.field.value
            case Kind.SECRET:
                return self.query_one(Input).value
            case _:
                return self.query_one(Input).value.strip()

    def renew(self, field: Field) -> None:
        """The field is as `field` now; what was filled in since stays."""
        untouched = self.text == self.field.value
        kept = field.value if untouched else self.text
        self.field = field
        for choices in self.query(ChoiceList):
            choices.show(field.choices, kept)
        for line in self.query(Input):
            if line.value.strip() != kept:
                line.value = kept
        for switch in self.query(SwitchLine):
            switch.put(kept == YES)

    def complain(self, problem: str) -> None:
        """Says below the field what is wrong with it; "": nothing."""
        self.set_class(bool(problem), "-wrong")
        self.query_one(".-problem", Static).update(Content(problem))

    def take_focus(self) -> None:
        """The keyboard is for this field; a text is gone on with at its end."""
        for control in self.query("Input, SwitchLine, ChoiceList"):
            if control.can_focus:
                if isinstance(control, Input):
                    control.cursor_position = len(control.value)
                self.screen.set_focus(control)  # at once: what is typed next is for it
                return

    # what is done to it

    def on_descendant_focus(self) -> None:
        self.add_class("-open")

    def on_descendant_blur(self) -> None:
        self.remove_class("-open")

    @on(Input.Changed)
    def _typed(self, message: Input.Changed) -> None:
        message.stop()
        for choices in self.query(ChoiceList):
            choices.choose(self.text)
        self._tell()

    @on(OptionList.OptionHighlighted)
    def _picked(self, message: OptionList.OptionHighlighted) -> None:
        message.stop()
        chosen = self.query_one(ChoiceList).chosen
        if self.field.free and chosen is not None:
            self._fill_in(chosen.value)
        else:
            self._tell()

    @on(OptionList.OptionSelected)
    def _clicked(self, message: OptionList.OptionSelected) -> None:
        """It is highlighted, and so chosen, already."""
        message.stop()

    @on(ChoiceList.Entered)
    @on(Input.Submitted)
    def _enter(self, message: Message) -> None:
        message.stop()
        self.post_message(self.Entered())

    @on(SwitchLine.Flipped)
    def _flipped(self, message: SwitchLine.Flipped) -> None:
        message.stop()
        self._tell()

    def _fill_in(self, text: str) -> None:
        line = self.query_one(Input)
        line.value = text
        line.cursor_position = len(text)

    def _tell(self) -> None:
        self.post_message(self.Changed(self.field.id, self.text))

    def on_key(self, event: Key) -> None:
        """Up and down pick where there is a list to pick from, and go to the next field elsewhere."""
        if event.key not in ("up", "down") or (self.field.kind is Kind.CHOICE and not self.field.free):
            return
        event.stop()
        by = -1 if event.key == "up" else 1
        for choices in self.query(ChoiceList):
            if choices.choices:
                self._pick(choices, by)
                return
        self.post_message(self.Moved(by))

    def _pick(self, choices: ChoiceList, by: int) -> None:
        at = choices.highlighted
        first = 0 if by > 0 else len(choices.choices) - 1
        chosen = choices.choices[first if at is None else (at + by) % len(choices.choices)]
        self._fill_in(chosen.value)
