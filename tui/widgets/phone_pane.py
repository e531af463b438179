"""The phones: what each is, and what its lines do."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widget import Widget

from tui.view.columns import Cell, fit
from tui.view.parts import Line


class PhonePane(Widget, can_focus=True):
    """As high as it has lines."""

    DEFAULT_CSS = """
    PhonePane { height: auto; min-height: 1; max-height: 12; padding: 0 1; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lines: tuple[Line, ...] = ()

    def show(self, lines: Sequence[Line]) -> None:
        lines = tuple(lines)
        if lines != self._lines:
            taller = len(lines) != len(self._lines)
            self._lines = lines
            self.refresh(layout=taller)

    def render(self) -> Content:
        width = self.content_size.width
        rows = []
        for line in self._lines:
            cells = (
                Cell(line.glyph, 1),
                Cell(line.left, 12),
                Cell(line.middle, 0, grows=True),
                Cell(line.right, min(18, len(line.right)), right=True),
            )
            if not line.left and not line.right:  # a sentence takes the whole width and may wrap
                rows.append(Content.styled(f"{line.glyph} {line.middle}", line.style))
            else:
                rows.append(Content.styled(fit(cells, width), line.style))
        return Content("\n").join(rows)
