"""A picture of dots that text can be written on, and the Windows bitmap that a phone makes of it."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import Final

from tui.simulator.font import HEIGHT, WIDTH, glyph, printable

_INK: Final = bytes((0x40, 0x20, 0x10))  # blue, green, red
_PAPER: Final = bytes((0xF0, 0xF8, 0xFF))
_METRE: Final = 2835  # dots per metre: 72 per inch


@dataclass(slots=True)
class Picture:
    """`width` × `height` dots, one number per row whose highest bit is the dot on the left."""

    width: int
    height: int
    rows: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.rows = [0] * self.height

    def write(self, text: str, left: int, top: int, scale: int = 1) -> None:
        """Text from `left`, `top` on; each dot of the font becomes `scale` × `scale`. Cut at the edge."""
        room = max(0, (self.width - left) // (WIDTH * scale))
        for place, character in enumerate(printable(text)[:room]):
            for line, bits in enumerate(glyph(character)):
                for dot in range(3):
                    if bits & (4 >> dot):
                        at = left + (place * WIDTH + dot) * scale
                        self.fill(at, top + line * scale, scale, scale)

    def fill(self, left: int, top: int, width: int, height: int) -> None:
        """A rectangle of ink; what lies outside is left out."""
        width = min(width, self.width - left)
        if width <= 0:
            return
        bar = ((1 << width) - 1) << (self.width - left - width)
        for row in range(max(top, 0), min(top + height, self.height)):
            self.rows[row] |= bar

    def invert(self, top: int, height: int) -> None:
        """These rows light on dark."""
        everything = (1 << self.width) - 1
        for row in range(max(top, 0), min(top + height, self.height)):
            self.rows[row] ^= everything


def bmp(picture: Picture, *, colours: bool) -> bytes:
    """A Windows bitmap, rows from the bottom up: 24 bits per dot, or one with a palette of two."""
    body = _in_colour(picture) if colours else _in_two_colours(picture)
    palette = b"" if colours else b"\xff\xff\xff\x00\x00\x00\x00\x00"
    offset = 14 + 40 + len(palette)
    head = struct.pack("<2sIHHI", b"BM", offset + len(body), 0, 0, offset)
    bits, used = (24, 0) if colours else (1, 2)
    size = (picture.width, picture.height)
    info = struct.pack("<IiiHHIIiiII", 40, *size, 1, bits, 0, len(body), _METRE, _METRE, used, 0)
    return head + info + palette + body


def _in_two_colours(picture: Picture) -> bytes:
    stride = (picture.width + 31) // 32 * 4
    spare = stride * 8 - picture.width
    return b"".join((row << spare).to_bytes(stride, "big") for row in reversed(picture.rows))


def _in_colour(picture: Picture) -> bytes:
    gap = bytes(-picture.width * 3 % 4)
    dots = {"0": _PAPER, "1": _INK}
    known: dict[int, bytes] = {}  # most rows are alike
    for row in picture.rows:
        if row not in known:
            known[row] = b"".join(dots[bit] for bit in f"{row:0{picture.width}b}") + gap
    return b"".join(known[row] for row in reversed(picture.rows))


# What fits: the height of one line of text at scale 1.
LINE: Final = HEIGHT + 2
