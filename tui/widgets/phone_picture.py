"""A phone's screen, drawn with characters."""

from __future__ import annotations

from collections.abc import Sequence

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from tui.view.picture import Row


class PhonePicture(Widget):
    """Half blocks in the picture's own colours, or plain characters; in the middle of its room."""

    DEFAULT_CSS = "PhonePicture { height: 1fr; width: 1fr; }"

    def __init__(self) -> None:
        super().__init__()
        self._strips: list[Strip] = []

    def show(self, rows: Sequence[Row]) -> None:
        """Draws line by line the colours of the upper and the lower half of each character."""
        self._strips = [_strip(row) for row in rows]
        self.refresh()

    def show_plain(self, lines: Sequence[str]) -> None:
        """Draws shades of characters in the colours of the text."""
        width = max((len(line) for line in lines), default=0)
        self._strips = [Strip([Segment(line.ljust(width), self.rich_style)], width) for line in lines]
        self.refresh()

    def clear(self) -> None:
        self._strips = []
        self.refresh()

    def render_line(self, y: int) -> Strip:
        width, base = self.size.width, self.rich_style
        at = y - max(0, (self.size.height - len(self._strips)) // 2)
        if not 0 <= at < len(self._strips):
            return Strip.blank(width, base)
        strip = self._strips[at]
        left = max(0, (width - strip.cell_length) // 2)
        return Strip([Segment(" " * left, base), *strip]).adjust_cell_length(width, base)


def _strip(row: Row) -> Strip:
    """Neighbours of the same colours are one segment."""
    segments: list[Segment] = []
    run = 0
    for at, pair in enumerate(row):
        run += 1
        if at + 1 == len(row) or row[at + 1] != pair:
            (upper, lower) = (Color.from_rgb(*half) for half in pair)
            segments.append(Segment("▀" * run, Style(color=upper, bgcolor=lower)))
            run = 0
    return Strip(segments, len(row))
