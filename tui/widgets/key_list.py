"""Keys and what they do: a long sentence goes on below itself, never below its key."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import wrap

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from tui.view.columns import cut

KEYS = 11  # cells for a command's keys


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One line of the list, or the heading of some."""

    keys: str
    text: str
    heading: bool = False


class KeyList(Widget):
    """As high as it has lines."""

    DEFAULT_CSS = "KeyList { height: auto; }"

    def __init__(self, rows: tuple[KeyRow, ...]) -> None:
        super().__init__()
        self._rows = rows

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._lines(width))

    def render(self) -> Content:
        return Content("\n").join(self._lines(self.content_size.width))

    def _lines(self, width: int) -> list[Content]:
        lines: list[Content] = []
        for row in self._rows:
            if row.heading:
                lines += [*([Content("")] if lines else []), Content.styled(row.text, "bold")]
            else:
                lines += key_lines(row.keys, row.text, width)
        return lines


def key_lines(keys: str, text: str, width: int) -> list[Content]:
    """The keys, and beside them the text in as many lines as it takes."""
    parts = wrap(text, max(16, width - KEYS - 1)) or [""]
    heads = [keys, *[""] * (len(parts) - 1)]
    return [
        Content.assemble((cut(head, KEYS), "bold $accent"), " ", part)
        for head, part in zip(heads, parts, strict=True)
    ]
