"""Text in columns of a fixed width, in terminal cells: wide characters and cut texts included."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size

_EXTENSION = re.compile(r" -\d{1,5}$")  # the Durchwahl behind a company: what tells its people apart


@dataclass(frozen=True, slots=True)
class Cell:
    """`width` in terminal cells; the one cell that `grows` takes what the others leave."""

    text: str
    width: int
    right: bool = False
    grows: bool = False


def fit(cells: Sequence[Cell], width: int, gap: int = 1) -> str:
    """The cells side by side in exactly `width` terminal cells. A text that does not fit ends in "…"."""
    fixed = sum(cell.width for cell in cells if not cell.grows) + gap * (len(cells) - 1)
    room = max(0, width - fixed)
    line = (" " * gap).join(cut(cell.text, room if cell.grows else cell.width, cell.right) for cell in cells)
    return set_cell_size(line, width)


def cut(text: str, width: int, right: bool = False) -> str:
    """`text` in exactly `width` cells. What is too long ends in "…", but keeps an extension at its end."""
    if width <= 0:
        return ""
    length = cell_len(text)
    if length > width:
        found = _EXTENSION.search(text)
        tail = found[0] if found and cell_len(found[0]) < width - 2 else ""
        head = set_cell_size(text, width - 1 - len(tail)).rstrip()
        return set_cell_size(f"{head}…{tail}", width)
    padding = " " * (width - length)
    return padding + text if right else text + padding
