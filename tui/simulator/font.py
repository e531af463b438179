"""A tiny font for the simulated screens: capitals of 3 × 5 dots, with room for the dots of an umlaut."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Final

WIDTH: Final = 4  # of one character with the gap after it
HEIGHT: Final = 7  # two rows above the letter for its dots

# Five octal digits per character, one per row from the top: 4 is the left dot, 2 the middle, 1 the right.
_GLYPHS: Final = {
    **dict(zip("ABCDEFGH", str.split("25755 65656 34443 65556 74647 74644 34553 55755"), strict=True)),
    **dict(zip("IJKLMNOP", str.split("72227 11152 55655 44447 57755 65555 25552 65644"), strict=True)),
    **dict(zip("QRSTUVWX", str.split("25573 65655 34216 72222 55557 55552 55775 55255"), strict=True)),
    **dict(zip("YZ012345", str.split("55222 71247 75557 26227 61247 61216 55711 74616"), strict=True)),
    **dict(zip("6789.,:;", str.split("34757 71222 75757 75716 00002 00024 02020 02024"), strict=True)),
    **dict(zip("-_+*#/\\!", str.split("00700 00007 02720 05250 57575 11244 44211 22202"), strict=True)),
    **dict(zip("()[]<>?@", str.split("12221 42224 64446 31113 12421 42124 61202 25743"), strict=True)),
    **dict(zip("'\"&%=|~^", str.split("22000 55000 25253 51245 07070 22222 03600 25000"), strict=True)),
    " ": "00000",
}
_STRANGE: Final = "77577"
_DOTS: Final = "\N{COMBINING DIAERESIS}"


@cache
def glyph(character: str) -> tuple[int, ...]:
    """The rows of one character, `HEIGHT` numbers of three bits each, the left dot highest."""
    parts = unicodedata.normalize("NFD", character.upper())
    rows = _GLYPHS.get(parts[:1], _STRANGE)
    above = 0o5 if _DOTS in parts else 0
    return (above, 0, *(int(row, 8) for row in rows))


def printable(text: str) -> str:
    """`text` in characters of which each has one place: ß becomes SS, a control character a blank."""
    return "".join(one if one.isprintable() else " " for one in text.upper())
