"""Fictional words for real ones: as many letters, capitals and umlauts where they were."""

from __future__ import annotations

import unicodedata
from typing import Final

from tui.recording.draw import Draw, survives
from tui.recording.vocabulary import HEX, PARAMETERS, REASONS, SCHEMES, TECHNICAL, WITHHELD

# A mask never reads like one of these: something would be understood that was not said.
_TAKEN: Final = frozenset(PARAMETERS) | WITHHELD | SCHEMES | REASONS | TECHNICAL
_VOWELS: Final = "aeiou"
_CONSONANTS: Final = "bdfgklmnprstvwz"
_HEX_LETTERS: Final = "abcdef"
_LATIN: Final = "äöüéèáàóòúùåøñç"  # two bytes in UTF-8, one in Latin-1
_LATIN_CAPITALS: Final = "ÄÖÜÉÈÁÀÓÒÚÙÅØÑÇ"
_TWO: Final = "αβγδεζηλμνξπρστφχψω"
_TWO_CAPITALS: Final = "ΑΒΓΔΕΖΗΛΜΝΞΠΡΣΤΦΧΨΩ"
_EXTENDED: Final = "ạảấầẩẫậắằẳẵặẹẻẽếềểễệ"  # U+1E00 to U+1EFF
_THREE: Final = "日月山川田中大小上下口目耳手足力石竹米花"
_FOUR: Final = "𠀋𠂉𠃵𠅘𠆢𠈓𠌫𠎁𠍱𠏹"
_TRIES: Final = 30


class Words:
    """Knows every word that it has masked, so that two become one only where nothing else is left."""

    def __init__(self, draw: Draw) -> None:
        self._draw = draw
        self._masks: dict[str, str] = {}
        self._used: set[str] = set()

    def mask(self, word: str) -> str:
        """For letters and digits without anything between; as many, of the same sorts.

        Capitals do not matter: "Müller" and "MÜLLER" are the same.
        """
        lower = "".join(map(_lower, word))
        made = self._masks.get(lower)
        if made is None:
            for attempt in range(_TRIES):
                made = self._made(lower, attempt)
                free = made not in self._used and made != lower
                if free and made not in _TAKEN and not survives(lower, made):
                    break
            assert made is not None
            self._masks[lower] = made
            self._used.add(made)
        return "".join(
            new.upper() if old != was else new for new, old, was in zip(made, word, lower, strict=True)
        )

    def _made(self, word: str, attempt: int) -> str:
        as_hex = set(word) <= HEX and not word.isalpha()
        chance = self._draw.many("word", word, attempt)
        return "".join(chance.choice(_pool(char, as_hex) or char) for char in word)


def _lower(char: str) -> str:
    """`char` in lower case, where that needs as many bytes."""
    lower = char.lower()
    return lower if len(lower) == 1 and _size(lower) == _size(char) else char


def _size(char: str) -> int:
    return len(char.encode("utf-8", "surrogatepass"))


def _pool(char: str, as_hex: bool) -> str:
    """What may stand for `char`, which is in lower case if it has one; "" if only itself."""
    if char.isascii():
        if char.isdigit():
            return "0123456789"
        if not char.isalpha():
            return ""
        return _HEX_LETTERS if as_hex else _VOWELS if char in _VOWELS else _CONSONANTS
    if char.isdecimal():
        zero = ord(char) - unicodedata.decimal(char)
        return "".join(map(chr, range(zero, zero + 10)))
    if not char.isalpha() or 0x80 <= ord(char) < 0xC0 or unicodedata.category(char) == "Lm":
        return ""
    capital = char.isupper()  # one whose small letter needs more bytes or fewer
    if _size(char) == 2:
        latin = ord(char) <= 0xFF
        if capital:
            return _LATIN_CAPITALS if latin else _TWO_CAPITALS
        return _LATIN if latin else _TWO
    if 0x1E00 <= ord(char) <= 0x1EFF:
        return _EXTENDED
    return _THREE if _size(char) == 3 else _FOUR
