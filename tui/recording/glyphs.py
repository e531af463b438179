"""Characters as phones write them: UTF-8, Latin-1, percent-encoded, all of it at once.

So that one can be put in the place of another in the same writing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_ENCODED: Final = re.compile(rb"%[0-9A-Fa-f]{2}")
_LENGTHS: Final = ((0x00, 0x80, 1), (0xC2, 0xE0, 2), (0xE0, 0xF0, 3), (0xF0, 0xF5, 4))


@dataclass(frozen=True, slots=True)
class Glyph:
    """`raw` holds each byte of the character as it was written: itself, or "%" and two digits.

    `fixed`: another character in its place could change how its neighbours are read.
    """

    char: str
    raw: tuple[bytes, ...]
    latin: bool = False
    fixed: bool = False

    def written(self, char: str) -> bytes:
        """`char`, which needs as many bytes as the character that was there, in the same writing."""
        if char == self.char or self.fixed:
            return b"".join(self.raw)
        data = char.encode("latin-1" if self.latin else "utf-8")
        return b"".join(_like(byte, was) for byte, was in zip(data, self.raw, strict=True))


def read(data: bytes, *, percent: bool = True) -> list[Glyph]:
    """The characters of `data`: UTF-8 where it is UTF-8, else one for each byte. Never raises."""
    if data.isascii() and (not percent or b"%" not in data):
        return [Glyph(char, (char.encode(),)) for char in data.decode("ascii")]
    raws = _units(data) if percent else [data[at : at + 1] for at in range(len(data))]
    values = bytes(int(raw[1:], 16) if len(raw) == 3 else raw[0] for raw in raws)
    glyphs: list[Glyph] = []
    at = 0
    while at < len(values):
        length = _length(values, at)
        if length:
            char = values[at : at + length].decode()
            near = percent and any(raws[i] == b"%" for i in range(max(0, at - 2), at))
            glyphs.append(Glyph(char, tuple(raws[at : at + length]), fixed=near))
        else:
            length = 1
            joined = at + 1 < len(values) and 0x80 <= values[at + 1] < 0xC0
            glyphs.append(Glyph(chr(values[at]), (raws[at],), latin=True, fixed=joined))
        at += length
    return glyphs


def _units(data: bytes) -> list[bytes]:
    units: list[bytes] = []
    at = 0
    while at < len(data):
        found = _ENCODED.match(data, at)
        units.append(found[0] if found else data[at : at + 1])
        at += len(units[-1])
    return units


def _length(values: bytes, at: int) -> int:
    """How many bytes the UTF-8 character at `at` has; 0 where none is."""
    lead = values[at]
    for low, high, length in _LENGTHS:
        if low <= lead < high:
            try:
                values[at : at + length].decode()
            except UnicodeDecodeError:
                return 0
            return length if at + length <= len(values) else 0
    return 0


def _like(byte: int, was: bytes) -> bytes:
    if len(was) == 1:
        return bytes([byte])
    made = f"%{byte:02X}".encode()
    return made if was == was.upper() else made.lower()
