"""The numbers of a contact, to choose one from: what sort it is, the number, its speed dial."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui.view.columns import cut

_TYPE = 16  # cells


@dataclass(frozen=True, slots=True)
class NumberRow:
    """`dial` is what choosing it means, `slot` the keys of its speed dials."""

    kind: str
    number: str
    dial: str
    slot: str = ""


class NumberRows(OptionList):
    """As high as it has numbers, up to eight; the highlighted one is `chosen`."""

    DEFAULT_CSS = """
    NumberRows {
        height: auto; max-height: 8; border: none; padding: 0; background: $surface;
        scrollbar-size-vertical: 1;
    }
    NumberRows:focus { border: none; }
    NumberRows > .option-list--option-highlighted { background: $panel; }
    NumberRows:focus > .option-list--option-highlighted { background: $cursor-row; color: $foreground; }
    """

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._rows: tuple[NumberRow, ...] = ()

    def show(self, rows: Sequence[NumberRow], empty: str) -> None:
        """Replaces the numbers; the place that was chosen stays."""
        at = self.highlighted or 0
        self._rows = tuple(rows)
        self.clear_options()
        if self._rows:
            self.add_options([Option(_line(row)) for row in self._rows])
            self.highlighted = min(at, len(self._rows) - 1)
        else:
            self.add_option(Option(Content.styled(empty, "$text-muted"), disabled=True))

    @property
    def chosen(self) -> NumberRow | None:
        at = self.highlighted
        return self._rows[at] if at is not None and at < len(self._rows) else None


def _line(row: NumberRow) -> Content:
    return Content.assemble(
        (cut(f" {row.kind}", _TYPE), "$text-muted"),
        " ",
        (cut(row.number, 30), "bold"),
        " ",
        (row.slot, "$accent"),
    )
