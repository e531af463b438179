"""Contacts or numbers to choose from: one line each, the best first."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui.view.columns import cut
from tui.view.parts import Entry


class ContactList(OptionList):
    """Holds the entries itself; the highlighted one is `chosen`."""

    DEFAULT_CSS = """
    ContactList {
        height: 1fr; border: none; padding: 0; background: $background; scrollbar-size-vertical: 1;
    }
    ContactList:focus { border: none; }
    ContactList > .option-list--option-highlighted { background: $panel; }
    ContactList:focus > .option-list--option-highlighted { background: $cursor-row; color: $foreground; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self.separator = "·"
        self._entries: tuple[Entry, ...] = ()

    def show(self, entries: Sequence[Entry], empty: str = "") -> None:
        """Replaces the entries and selects the first; `empty` is said where there are none."""
        self._entries = tuple(entries)
        self.clear_options()
        if self._entries:
            self.add_options([Option(self._line(entry)) for entry in self._entries])
            self.highlighted = 0
        elif empty:
            self.add_option(Option(Content.styled(empty, "$text-muted"), disabled=True))

    @property
    def chosen(self) -> Entry | None:
        at = self.highlighted
        return self._entries[at] if at is not None and at < len(self._entries) else None

    def on_resize(self) -> None:
        chosen = self.highlighted
        for at, entry in enumerate(self._entries):
            self.replace_option_prompt_at_index(at, self._line(entry))
        self.highlighted = chosen

    def _line(self, entry: Entry) -> Content:
        width = max(20, self.size.width - 1)
        number = min(20, max(14, width // 3))
        room = width - number - 3
        name = min(room, cell_len(entry.name))
        company = f" {self.separator} {entry.company}" if entry.company else ""
        return Content.assemble(
            (cut(entry.glyph, 1), "$accent"),
            " ",
            cut(entry.name, name),
            (cut(company, room - name), "$text-muted"),
            " ",
            cut(entry.number, number, right=True),
        )
