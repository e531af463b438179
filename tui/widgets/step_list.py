"""The steps of the set-up: as a list in chapters, or on one line where there is no room for a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui.view.columns import cut
from tui.view.glyphs import UNICODE, Glyphs
from tui.view.steps import StepRow, chapters, mark, strip


@dataclass
class Opened(Message):
    """The step of that number was clicked."""

    number: int


class StepList(OptionList, can_focus=False):
    """One line for each step below the name of its chapter. The keys that move in it are the screen's."""

    DEFAULT_CSS = """
    StepList {
        height: 1fr; border: none; padding: 0 1; background: $surface; scrollbar-size-vertical: 1;
    }
    StepList > .option-list--option-highlighted { background: $cursor-row; color: $foreground; }
    StepList > .option-list--option-disabled { color: $text-muted; text-style: bold; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self.glyphs: Glyphs = UNICODE
        self._rows: tuple[StepRow | str, ...] = ()  # a step, or the heading of some

    def show(self, rows: Sequence[StepRow]) -> None:
        """Draws what is new in `rows`, and keeps the step that is shown in sight."""
        lines: list[StepRow | str] = []
        for chapter, inside in chapters(rows):
            lines += [chapter.heading, *inside]
        before, self._rows = self._rows, tuple(lines)
        if len(before) != len(lines):
            self.clear_options()
            self.add_options([Option(self._prompt(line), disabled=isinstance(line, str)) for line in lines])
        else:
            for at, (old, new) in enumerate(zip(before, lines, strict=True)):
                if old != new:
                    self.replace_option_prompt_at_index(at, self._prompt(new))
        here = next((at for at, line in enumerate(lines) if isinstance(line, StepRow) and line.here), None)
        if here != self.highlighted:
            self.highlighted = here

    def on_resize(self) -> None:
        for at, line in enumerate(self._rows):
            self.replace_option_prompt_at_index(at, self._prompt(line))

    def _prompt(self, line: StepRow | str) -> Content:
        if isinstance(line, str):
            return Content(line)
        glyph, style = mark(line, self.glyphs)
        title = cut(line.title, max(8, self.size.width - 8))
        quiet = "$text-muted" if style == "$text-disabled" else "bold" if line.here else ""
        return Content.assemble(
            (cut(glyph, 1), style), " ", (f"{line.number:>2}", "$text-muted"), "  ", (title, quiet)
        )

    def on_option_list_option_selected(self, message: OptionList.OptionSelected) -> None:
        message.stop()
        line = self._rows[message.option_index]
        if isinstance(line, StepRow):
            self.post_message(Opened(line.number))


class StepStrip(Widget):
    """A glyph for each step, on one line."""

    DEFAULT_CSS = "StepStrip { height: 1; padding: 0 0 0 1; background: $surface; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.glyphs: Glyphs = UNICODE
        self._rows: tuple[StepRow, ...] = ()

    def show(self, rows: Sequence[StepRow]) -> None:
        if tuple(rows) != self._rows:
            self._rows = tuple(rows)
            self.refresh()

    def render(self) -> Content:
        line, end = Content(""), 0
        for piece in strip(self._rows, self.glyphs, self.content_size.width):
            line = Content.assemble(line, " " * (piece.at - end), (piece.text, piece.style))
            end = line.cell_length
        return line

    def on_click(self, event: Click) -> None:
        at = event.x - self.styles.padding.left
        for piece in strip(self._rows, self.glyphs, self.content_size.width):
            if piece.number and piece.at <= at < piece.at + len(piece.text):
                self.post_message(Opened(piece.number))
