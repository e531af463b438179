"""The line at the top: phone, events, DND, forwarding, missed calls, time."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from tui.view.parts import Part


class StatusBar(Widget):
    """Shows its parts with even gaps; where the line is too short, the least important ones go."""

    DEFAULT_CSS = """
    StatusBar { height: 1; dock: top; background: $panel; color: $foreground; padding: 0 1; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._parts: tuple[Part, ...] = ()

    def show(self, parts: Sequence[Part]) -> None:
        """The parts from left to right; the last one stands at the right edge."""
        if tuple(parts) != self._parts:
            self._parts = tuple(parts)
            self.refresh()

    def render(self) -> Content:
        width = self.content_size.width
        parts = [part for part in self._parts if part.text]
        while len(parts) > 1 and self._length(parts) > width:
            parts.remove(max(parts, key=lambda part: part.rank))
        if not parts:
            return Content("")
        *left, last = parts
        line = Content("   ").join([Content.styled(part.text, part.style) for part in left])
        gap = max(1, width - line.cell_length - cell_len(last.text))
        return Content.assemble(line, " " * gap, (last.text, last.style))

    @staticmethod
    def _length(parts: Sequence[Part]) -> int:
        return sum(cell_len(part.text) for part in parts) + 3 * (len(parts) - 1)
