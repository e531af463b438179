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

_GAP = 2


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

    def show(self, hints: Sequence[Hint]) -> None:
        if tuple(hints) != self._hints:
            self._hints = tuple(hints)
            self.refresh()

    def render(self) -> Content:
        return hint_content(self._hints, self.content_size.width)

    def on_click(self, event: Click) -> None:
        at = event.x - self.styles.padding.left
        hint = hint_at(self._hints, self.content_size.width, at)
        if hint is not None:
            self.post_message(self.Chosen(hint.id))


def hint_content(hints: Sequence[Hint], width: int, gap: int = _GAP) -> Content:
    """As many of the hints as fit into `width` cells side by side."""
    pieces = []
    for hint in _fitting(hints, width, gap):
        key, label = ("bold $accent", "") if hint.possible else ("$text-disabled", "$text-disabled")
        pieces.append(Content.assemble((hint.key, key), " ", (hint.label, label)))
    return Content(" " * gap).join(pieces)


def hint_at(hints: Sequence[Hint], width: int, at: int, gap: int = _GAP) -> Hint | None:
    """The hint that `hint_content` shows at that cell."""
    start = 0
    for hint in _fitting(hints, width, gap):
        if start <= at < start + _length(hint):
            return hint
        start += _length(hint) + gap
    return None


def _fitting(hints: Sequence[Hint], width: int, gap: int) -> list[Hint]:
    left = list(hints)
    while len(left) > 1 and sum(_length(hint) + gap for hint in left) - gap > width:
        left.remove(max(reversed(left), key=lambda hint: hint.rank))
    return left


def _length(hint: Hint) -> int:
    return cell_len(hint.key) + 1 + cell_len(hint.label)
