"""The line at the bottom: what the keys do. A command that cannot run now stays in its place, greyed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widget import Widget

from tui.view.parts import Hint


class HintLine(Widget):
    """Shows as many hints as fit, and posts `Chosen` for the one that is clicked."""

    DEFAULT_CSS = """
    HintLine { height: 1; dock: bottom; background: $panel; padding: 0 1; }
    """

    @dataclass
    class Chosen(Message):
        """The hint of the command `id` was clicked."""

        id: str

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._hints: tuple[Hint, ...] = ()
        self._spans: list[tuple[int, int, str]] = []

    def show(self, hints: Sequence[Hint]) -> None:
        if tuple(hints) != self._hints:
            self._hints = tuple(hints)
            self.refresh()

    def render(self) -> Content:
        self._spans.clear()
        line = Content("")
        for hint in self._fitting(self.content_size.width):
            key, label = ("bold $accent", "") if hint.possible else ("$text-disabled", "$text-disabled")
            piece = Content.assemble((hint.key, key), " ", (hint.label, label))
            gap = 2 if self._spans else 0
            start = line.cell_length + gap
            line = Content.assemble(line, " " * gap, piece)
            self._spans.append((start, line.cell_length, hint.id))
        return line

    def _fitting(self, width: int) -> list[Hint]:
        hints = list(self._hints)
        while len(hints) > 1 and sum(_length(hint) + 2 for hint in hints) - 2 > width:
            hints.remove(max(reversed(hints), key=lambda hint: hint.rank))
        return hints

    def on_click(self, event: Click) -> None:
        at = event.x - self.styles.padding.left
        for start, end, id in self._spans:
            if start <= at < end:
                self.post_message(self.Chosen(id))


def _length(hint: Hint) -> int:
    return cell_len(hint.key) + 1 + cell_len(hint.label)
