"""The forwards of one phone: a line for each occasion, in the phone and in the PBX side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.binding import Binding
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widget import Widget

from tui.view.columns import cut

_NAME = 16  # cells for the occasion
_HEAD = 1  # lines above the cells


@dataclass(frozen=True, slots=True)
class GridCell:
    """One forward at one place. `able` False: it cannot be switched there."""

    text: str
    on: bool = False
    able: bool = True


@dataclass(frozen=True, slots=True)
class GridRow:
    """An occasion and its cells, as many as there are columns."""

    name: str
    cells: tuple[GridCell, ...]


class ForwardGrid(Widget, can_focus=True):
    """The arrow keys choose a cell. Space switches it, Enter sets its target."""

    DEFAULT_CSS = "ForwardGrid { height: auto; }"
    BINDINGS = [
        Binding("up", "move(-1, 0)", show=False),
        Binding("down", "move(1, 0)", show=False),
        Binding("left", "move(0, -1)", show=False),
        Binding("right", "move(0, 1)", show=False),
        Binding("space", "switch", show=False),
        Binding("enter", "edit", show=False),
    ]

    @dataclass
    class Moved(Message):
        """Another cell is chosen."""

    @dataclass
    class Switched(Message):
        """The chosen cell is to be switched on or off."""

    @dataclass
    class Edited(Message):
        """The chosen cell is to get a target."""

    def __init__(self, columns: Sequence[str], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._columns = tuple(columns)
        self._rows: tuple[GridRow, ...] = ()
        self.at = (0, 0)  # row and column of the chosen cell

    def show(self, rows: Sequence[GridRow]) -> None:
        if tuple(rows) != self._rows:
            taller = len(rows) != len(self._rows)
            self._rows = tuple(rows)
            self.refresh(layout=taller)

    def render(self) -> Content:
        wide = self._wide
        heads = " ".join(cut(column, wide) for column in self._columns)
        lines = [Content.styled(f"{cut('', _NAME)}  {heads}", "$text-muted")]
        for number, row in enumerate(self._rows):
            parts = [Content(f"{cut(row.name, _NAME)}  ")]
            for column, cell in enumerate(row.cells):
                style = "$text-disabled" if not cell.able else "bold $warning" if cell.on else ""
                if (number, column) == self.at:
                    style = f"{style} on $cursor-row" if self.has_focus else f"{style} on $panel"
                parts += [Content.styled(cut(cell.text, wide), style.strip()), Content(" ")]
            lines.append(Content("").join(parts))
        return Content("\n").join(lines)

    @property
    def _wide(self) -> int:
        room = self.content_size.width - _NAME - 2 - (len(self._columns) - 1)
        return max(8, room // max(1, len(self._columns)))

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def action_move(self, down: int, right: int) -> None:
        row = max(0, min(len(self._rows) - 1, self.at[0] + down))
        column = max(0, min(len(self._columns) - 1, self.at[1] + right))
        self._choose(row, column)

    def _choose(self, row: int, column: int) -> None:
        if (row, column) != self.at:
            self.at = (row, column)
            self.refresh()
            self.post_message(self.Moved())

    def action_switch(self) -> None:
        self.post_message(self.Switched())

    def action_edit(self) -> None:
        self.post_message(self.Edited())

    def on_click(self, event: Click) -> None:
        row, column = event.y - _HEAD, (event.x - _NAME - 2) // (self._wide + 1)
        if 0 <= row < len(self._rows) and 0 <= column < len(self._columns):
            again = (row, column) == self.at
            self._choose(row, column)
            if again:
                self.post_message(self.Switched())
