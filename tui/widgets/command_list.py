"""Commands to choose from: keys, and what each does or why it cannot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui.widgets.key_list import key_lines


@dataclass(frozen=True, slots=True)
class CommandRow:
    """A command; `possible` False: it cannot run now, and `text` says why."""

    keys: str
    text: str
    possible: bool = True


class CommandList(OptionList):
    """Holds the rows itself, so that their sentences wrap where the window ends."""

    DEFAULT_CSS = """
    CommandList {
        height: auto; max-height: 16; border: none; background: $surface; padding: 0;
        scrollbar-size-vertical: 1;
    }
    CommandList:focus { border: none; }
    CommandList > .option-list--option-highlighted { background: $cursor-row; color: $foreground; }
    """

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._rows: tuple[CommandRow, ...] = ()

    def show(self, rows: Sequence[CommandRow], empty: str) -> None:
        """Replaces the rows and selects the first; `empty` is said where there are none."""
        self._rows = tuple(rows)
        self.clear_options()
        if self._rows:
            self.add_options([Option(self._prompt(row)) for row in self._rows])
            self.highlighted = 0
        else:
            self.add_option(Option(Content.styled(empty, "$text-muted"), disabled=True))

    def on_resize(self) -> None:
        chosen = self.highlighted
        for at, row in enumerate(self._rows):
            self.replace_option_prompt_at_index(at, self._prompt(row))
        self.highlighted = chosen

    def _prompt(self, row: CommandRow) -> Content:
        width = max(20, self.outer_size.width - 2)  # a scroll bar may come and go
        lines = Content("\n").join(key_lines(row.keys, row.text, width))
        return lines if row.possible else Content.styled(lines.plain, "$text-disabled")
