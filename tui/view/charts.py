"""Charts of a report, as text and as SVG. Every bar has its number beside it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final

from tui.untrusted import clean

Bar = tuple[str, float]  # its name and how much it is

_EIGHTHS: Final = "▏▎▍▌▋▊▉█"
_LABEL = 24
_ROW, _WIDE, _NAME, _NUMBER = 20, 640, 190, 70  # SVG user units


def text_bars(bars: Sequence[Bar], width: int = 40, *, ascii_only: bool = False) -> list[str]:
    """A line for each bar; the longest is `width` columns."""
    largest = max((amount for _, amount in bars), default=0.0)
    names = [clean(name, _LABEL) for name, _ in bars]
    column = max(map(len, names), default=0)
    lines = []
    for name, (_, amount) in zip(names, bars, strict=True):
        share = amount / largest if largest else 0.0
        drawn = "#" * round(share * width) if ascii_only else _block(share * width)
        lines.append(f"{name.ljust(column)}  {drawn}{' ' if drawn else ''}{amount:g}")
    return lines


def svg_bars(title: str, bars: Sequence[Bar]) -> str:
    """An SVG picture for a page: it takes its colours from the page's style and loads nothing."""
    largest = max((amount for _, amount in bars), default=0.0)
    room = _WIDE - _NAME - _NUMBER
    height = max(1, len(bars)) * _ROW
    parts = [
        f'<svg role="img" viewBox="0 0 {_WIDE} {height}" width="{_WIDE}" height="{height}">',
        f"<title>{escape(title)}</title>",
    ]
    for at, (name, amount) in enumerate(bars):
        length = round(amount / largest * room, 1) if largest else 0
        middle = at * _ROW + _ROW * 0.7
        parts.append(
            f'<text x="{_NAME - 8}" y="{middle:.1f}" text-anchor="end">{escape(clean(name, _LABEL))}</text>'
            f'<rect x="{_NAME}" y="{at * _ROW + 3}" width="{length}" height="{_ROW - 6}"/>'
            f'<text x="{_NAME + length + 6:.1f}" y="{middle:.1f}">{amount:g}</text>'
        )
    return "".join([*parts, "</svg>"])


def _block(columns: float) -> str:
    whole, rest = divmod(round(columns * 8), 8)
    return "█" * whole + (_EIGHTHS[rest - 1] if rest else "")
