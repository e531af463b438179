"""A screen as an SVG: nothing but rectangles and words, so that every renderer draws the same.

Each word stands at its own place on the grid of cells. A font that is a little wider or narrower than
the cells, or a sign taken from another font, moves nothing else. No font is fetched from anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from rich.cells import cell_len
from rich.color import Color
from rich.style import Style
from textual.strip import Strip

CELL: Final = 8.4  # pixels
LINE: Final = 18.0
FONT: Final = 14.0
_BASELINE: Final = 13.5
_MARGIN: Final = 10.0
FAMILY: Final = "'DejaVu Sans Mono', 'Fira Code', 'Cascadia Mono', Menlo, Consolas, monospace"
_PIECES: Final = re.compile(r"[!-~\w]+(?: [!-~\w]+)*|\S")  # words with single blanks, or a sign of its own
_FRAME: Final = "─━│┃╭╮╰╯┏┓┗┛▔▁▀▌▐█"


@dataclass(frozen=True, slots=True)
class Ground:
    """The theme's own colours, for what a cell does not say."""

    foreground: str
    background: str


@dataclass(frozen=True, slots=True)
class _Run:
    x: int
    text: str
    color: str
    back: str
    style: Style


def as_svg(strips: Sequence[Strip], title: str, ground: Ground) -> str:
    """The screen in `strips`; the same strips give the same text."""
    width = max(strip.cell_length for strip in strips) * CELL + 2 * _MARGIN
    height = len(strips) * LINE + 2 * _MARGIN
    rows = list(_drawn(strips, ground))
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_n(width)} {_n(height)}"'
            f' width="{_n(width)}" height="{_n(height)}" role="img">',
            f"<title>{escape(title)}</title>",
            f"<style>text{{font:{_n(FONT)}px {FAMILY};white-space:pre}}.b{{font-weight:bold}}"
            ".u{text-decoration:underline}.i{font-style:italic}</style>",
            f'<rect width="100%" height="100%" rx="6" fill="{ground.background}"/>',
            f'<g transform="translate({_n(_MARGIN)} {_n(_MARGIN)})">',
            *rows,
            "</g>",
            "</svg>",
            "",
        )
    )


def _drawn(strips: Sequence[Strip], ground: Ground) -> Iterator[str]:
    for number, strip in enumerate(strips):
        runs = list(_runs(strip, ground))
        y = number * LINE
        for run in _joined(runs):
            if run.back != ground.background:
                yield (
                    f'<rect x="{_n(run.x * CELL)}" y="{_n(y)}" width="{_n(cell_len(run.text) * CELL)}"'
                    f' height="{_n(LINE)}" fill="{run.back}" shape-rendering="crispEdges"/>'
                )
        for run in runs:
            yield from _words(run, y)


def _joined(runs: Sequence[_Run]) -> Iterator[_Run]:
    """Neighbours with the same ground as one: no seams between their rectangles."""
    joined: list[_Run] = []
    for run in runs:
        if joined and joined[-1].back == run.back:
            last = joined.pop()
            run = _Run(last.x, last.text + run.text, run.color, run.back, run.style)
        joined.append(run)
    yield from joined


def _runs(strip: Strip, ground: Ground) -> Iterator[_Run]:
    x = 0
    for segment in strip:
        if segment.control:
            continue
        style = segment.style or Style.null()
        front, back = _hex(style.color, ground.foreground), _hex(style.bgcolor, ground.background)
        if style.reverse:
            front, back = back, front
        if style.dim:
            front = _mixed(front, back)
        yield _Run(x, segment.text, front, back, style)
        x += cell_len(segment.text)


def _words(run: _Run, y: float) -> Iterator[str]:
    """Frames are drawn to meet each other, everything else is written."""
    names = "".join(
        name
        for name, on in (("b", run.style.bold), ("u", run.style.underline), ("i", run.style.italic))
        if on
    )
    kind = f' class="{" ".join(names)}"' if names else ""
    for found in re.finditer(f"[{_FRAME}]+|(?:(?![{_FRAME}])(?:{_PIECES.pattern}))", run.text):
        x = (run.x + cell_len(run.text[: found.start()])) * CELL
        if found[0][0] in _FRAME:
            yield from _frame(found[0], x, y, run.color)
        else:
            long = f' textLength="{_n(cell_len(found[0]) * CELL)}"' if len(found[0]) > 1 else ""
            yield (
                f'<text x="{_n(x)}" y="{_n(y + _BASELINE)}" fill="{run.color}"{kind}{long}>'
                f"{escape(found[0], quote=False)}</text>"
            )


# Of a frame's sign: where its arms go (left, right, up, down), how thick they are, whether it is round.
_ARMS: Final = {
    "─": "lr", "━": "LR", "│": "ud", "┃": "UD",
    "╭": "rd", "╮": "ld", "╰": "ru", "╯": "lu",
    "┏": "RD", "┓": "LD", "┗": "RU", "┛": "LU",
}  # fmt: skip
# Of a block's sign: x, y, width and height in parts of the cell.
_BLOCKS: Final = {
    "▔": (0, 0, 1, 0.125),
    "▁": (0, 0.875, 1, 0.125),
    "▀": (0, 0, 1, 0.5),
    "▌": (0, 0, 0.5, 1),
    "▐": (0.5, 0, 0.5, 1),
    "█": (0, 0, 1, 1),
}


def _frame(signs: str, x: float, y: float, color: str) -> Iterator[str]:
    path, thick = [], False
    for place, sign in enumerate(signs):
        left = x + place * CELL
        if sign in _BLOCKS:
            bx, by, width, height = _BLOCKS[sign]
            yield (
                f'<rect x="{_n(left + bx * CELL)}" y="{_n(y + by * LINE)}" width="{_n(width * CELL)}"'
                f' height="{_n(height * LINE)}" fill="{color}" shape-rendering="crispEdges"/>'
            )
        else:
            arms = _ARMS[sign]
            thick = thick or arms.isupper()
            path.append(_strokes(arms.lower(), left, y))
    if path:
        yield f'<path d="{"".join(path)}" fill="none" stroke="{color}" stroke-width="{2.4 if thick else 1.2}"/>'


def _strokes(arms: str, x: float, y: float) -> str:
    middle_x, middle_y = x + CELL / 2, y + LINE / 2
    ends = {
        "l": (x, middle_y),
        "r": (x + CELL, middle_y),
        "u": (middle_x, y),
        "d": (middle_x, y + LINE),
    }
    (ax, ay), (bx, by) = (ends[arm] for arm in arms)
    return f"M{_n(ax)} {_n(ay)}Q{_n(middle_x)} {_n(middle_y)} {_n(bx)} {_n(by)}"


def _hex(color: Color | None, default: str) -> str:
    if color is None or color.is_default:
        return default
    return color.get_truecolor().hex


def _mixed(front: str, back: str) -> str:
    """Half of each: what a terminal makes of "dim"."""
    pairs = zip(*(bytes.fromhex(color.lstrip("#")) for color in (front, back)), strict=True)
    return "#" + "".join(f"{(one + other) // 2:02x}" for one, other in pairs)


def _n(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")
