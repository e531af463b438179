"""Tables and JSON for people and programs."""

from __future__ import annotations

import json
from collections.abc import Sequence

from tui.untrusted import clean


def as_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Columns as wide as their widest cell; no line ends in blanks."""
    cells = [[clean(cell, 60) for cell in row] for row in [head, *rows]]
    widths = [max(len(row[column]) for row in cells) for column in range(len(head))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in cells]
    return "\n".join(line.rstrip() for line in lines)


def as_document(value: object) -> str:
    """One JSON document, readable, with umlauts as they are."""
    return json.dumps(value, ensure_ascii=False, indent=2)
