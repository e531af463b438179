"""Words as they are searched, without case and accents: "mueller" and "muller" find Müller."""

from __future__ import annotations

import re
import unicodedata

# Letters that Unicode does not take apart into a base letter and an accent.
_PLAIN = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h", "ŧ": "t"}
)
# How an umlaut is written where the keyboard has none (DIN 5007, order for names).
_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
_WORD = re.compile(r"[^\W_]+")
_MAX_WORDS = 64


def fold(text: str) -> str:
    """`text` in small letters without accents: "Müller" → "muller", "Groß" → "gross"."""
    if text.isascii():
        return text.lower()
    return _plain(_lower(text))


def words(text: str) -> list[str]:
    """The folded words of `text`, at most 64: what stands between blanks, hyphens, dots and the like."""
    return _WORD.findall(fold(text))[:_MAX_WORDS]


def spellings(text: str) -> set[str]:
    """Every form of the words of `text` that somebody may type: "Müller" → {"muller", "mueller"}."""
    if text.isascii():
        return set(words(text))
    lower = _lower(text)
    plain = _WORD.findall(_plain(lower))[:_MAX_WORDS]
    spelt = _WORD.findall(_plain(lower.translate(_SPELT_OUT)))[:_MAX_WORDS]
    return {*plain, *spelt}


def _lower(text: str) -> str:
    # Case folding makes "ß" "ss"; composing first lets "u" + "¨" be found in the table of umlauts.
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def _plain(lower: str) -> str:
    apart = unicodedata.normalize("NFKD", lower.translate(_PLAIN))
    return "".join(char for char in apart if not unicodedata.combining(char))
