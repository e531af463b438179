"""A phone's screen as a picture: read from what the phone sent, made smaller, drawn with characters.

The only file that imports Pillow, and only when there is a picture: reading BMP, JPEG and PNG oneself would
mean a decoder of one's own for hostile data.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tui.errors import DurchwahlError

KINDS: Final = ("BMP", "JPEG", "PNG")  # what phones send and what is saved
MOST_BYTES: Final = 8 * 1024 * 1024
MOST_DOTS: Final = 2560 * 1600  # no desk phone has a quarter of that; a few bytes may claim any size
_SHADES: Final = " ░▒▓█"
_SHADES_ASCII: Final = " .:-=+*#%@"
_RESET: Final = "\x1b[0m"
_log = logging.getLogger(__name__)

Colour = tuple[int, int, int]  # red, green, blue, each from 0 to 255
Row = tuple[tuple[Colour, Colour], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """`dots` has three bytes each, red, green and blue, from the upper left by rows."""

    width: int
    height: int
    dots: bytes

    def at(self, column: int, row: int) -> Colour:
        """The colour of one dot."""
        start = (row * self.width + column) * 3
        red, green, blue = self.dots[start : start + 3]
        return red, green, blue


def decode(data: bytes) -> Picture:
    """The picture in a BMP, JPEG or PNG file, whoever made it. Raises `DurchwahlError` for anything else."""
    if len(data) > MOST_BYTES:
        raise DurchwahlError("picture_too_large")
    try:
        found = _decoded(data)
    except Exception as fault:  # an outer wall: Pillow fails in many ways over what is no picture
        _log.info("Not a picture: %s: %s", type(fault).__name__, fault)
        raise DurchwahlError("picture_broken") from None
    if found is None:
        raise DurchwahlError("picture_too_large")
    return found


def encode(picture: Picture, kind: str) -> bytes:
    """The picture as a file; `kind` is one of `KINDS`."""
    from PIL import Image

    made = Image.frombytes("RGB", (picture.width, picture.height), picture.dots)
    file = io.BytesIO()
    made.save(file, kind)
    return file.getvalue()


def fit(picture: Picture, columns: int, lines: int) -> Picture:
    """The picture small enough for so many characters, each of two dots one above the other.

    It keeps its proportions and is never made larger; its height is even.
    """
    from PIL import Image

    columns, rows = max(1, columns), max(1, lines) * 2
    scale = min(1.0, columns / picture.width, rows / picture.height)
    width = max(1, min(columns, round(picture.width * scale)))
    height = max(2, min(rows, round(picture.height * scale / 2) * 2))
    if (width, height) == (picture.width, picture.height):
        return picture
    whole = Image.frombytes("RGB", (picture.width, picture.height), picture.dots)
    small = whole.resize((width, height), Image.Resampling.BOX)
    return Picture(width, height, small.tobytes())


def rows(picture: Picture) -> list[Row]:
    """Line by line the colours of the upper and the lower half of each character.

    Where the height is odd, the last line's lower half repeats the upper one.
    """
    last = picture.height - 1
    return [
        tuple(
            (picture.at(column, row), picture.at(column, min(row + 1, last)))
            for column in range(picture.width)
        )
        for row in range(0, picture.height, 2)
    ]


def in_colour(lines: list[Row]) -> Iterator[str]:
    """Each line for a terminal with true colour, in half blocks."""
    for line in lines:
        parts = []
        before: tuple[Colour, Colour] | None = None
        for pair in line:
            if pair != before:
                (red, green, blue), (red2, green2, blue2) = pair
                parts.append(f"\x1b[38;2;{red};{green};{blue};48;2;{red2};{green2};{blue2}m")
                before = pair
            parts.append("▀")
        yield "".join(parts) + _RESET


def in_grey(lines: list[Row], *, ascii_only: bool = False) -> Iterator[str]:
    """Each line in shades, for a terminal without colour. What most of the picture is, its ground, is empty:
    what is written on it can be read on a dark and on a light terminal."""
    shades = _SHADES_ASCII if ascii_only else _SHADES
    lights = [[_light(pair) for pair in line] for line in lines]
    every = sorted(light for line in lights for light in line)
    ground = every[len(every) // 2]
    furthest = max(ground - every[0], every[-1] - ground) or 1
    for line in lights:
        yield "".join(shades[abs(light - ground) * (len(shades) - 1) // furthest] for light in line).rstrip()


def _light(pair: tuple[Colour, Colour]) -> int:
    """How bright a character is, from 0 to 255 (the weights of ITU-R BT.601)."""
    return sum(299 * red + 587 * green + 114 * blue for red, green, blue in pair) // 2000


def _decoded(data: bytes) -> Picture | None:
    """None for one that is larger than it may be. Raises whatever Pillow raises."""
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None  # of a head that claims more it would only warn: the size is looked at here
    with Image.open(io.BytesIO(data), formats=KINDS) as image:  # reads the head only
        width, height = image.size
        if width * height > MOST_DOTS:
            return None
        return Picture(width, height, image.convert("RGB").tobytes())
