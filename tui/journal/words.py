"""Text made comparable for the search: "Müller", "MULLER" and, with its umlaut spelt out, "Mueller".

What is indexed and what is asked for go through the same fold, so that the full-text index and the
plain comparison find the same calls.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_MAX_TERMS = 12
_MAX_QUERY = 200
_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
# Letters that Unicode does not take apart into a letter and its mark.
_UNMARKED = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "ı": "i", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe"})
_BETWEEN = re.compile(r"[\W_]+")
_LIKE_A_NUMBER = re.compile(r"[\s\d+()/.\-]+")


def fold(text: str) -> str:
    """Lower case without accents; whatever is neither letter nor digit becomes a blank."""
    if text.isascii():
        return _BETWEEN.sub(" ", text.lower()).strip()
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(char for char in plain if not unicodedata.combining(char)).casefold()
    return _BETWEEN.sub(" ", plain.translate(_UNMARKED)).strip()


def spelt_out(text: str) -> str:
    """The fold of the text with its umlauts written as two letters."""
    return fold(unicodedata.normalize("NFC", text).casefold().translate(_SPELT_OUT))


def storable(text: str) -> str:
    """`text` as it can be stored: a lone surrogate, which UTF-8 has no bytes for, is spelt out."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def indexed(texts: Iterable[str]) -> str:
    """The words by which a call is found: each once, separated by blanks, in a stable order."""
    words: dict[str, None] = {}
    for text in texts:
        words.update(dict.fromkeys(fold(text).split()))
        if not text.isascii():
            words.update(dict.fromkeys(spelt_out(text).split()))
    return " ".join(words)


def terms(query: str) -> tuple[tuple[str, ...], ...]:
    """What a query asks for: all of the terms, of each term one of its spellings, as beginnings of words."""
    found: list[tuple[str, ...]] = []
    for word in query[:_MAX_QUERY].split():
        plain, long = fold(word).split(), spelt_out(word).split()
        if len(plain) == len(long):
            found += [(a,) if a == b else (a, b) for a, b in zip(plain, long, strict=True)]
        else:
            found += [(part,) for part in plain]
    return tuple(found[:_MAX_TERMS])


def digits(query: str) -> str:
    """The digits of a query that looks like a number, without the zeros and "+" in front; else ""."""
    text = query[:_MAX_QUERY].strip()
    if not _LIKE_A_NUMBER.fullmatch(text):
        return ""
    return "".join(char for char in text if char in "0123456789").lstrip("0")
