"""Text from a phone, a file or the network, made harmless before anything else sees it."""

from __future__ import annotations

import unicodedata

_MAX = 256
# Cc control, Cf format (right-to-left marks, zero-width), Cs surrogates, Co private use, Zl/Zp separators.
_DROPPED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def clean(text: str, limit: int = _MAX) -> str:
    """`text` on one line, without control and format characters, at most `limit` characters long.

    White space of any kind becomes a single blank; a cut text ends in an ellipsis.
    """
    window = text[: limit * 4]  # a hostile megabyte is not walked through
    if not window.isprintable():  # nearly all text is, and needs no look at each character
        window = "".join(
            " " if char.isspace() else char
            for char in window
            if char.isspace() or unicodedata.category(char) not in _DROPPED
        )
    kept = " ".join(window.split())
    return kept if len(kept) <= limit else kept[: limit - 1] + "…"


def decode(data: bytes) -> str:
    """UTF-8 where it is UTF-8, else Latin-1: the two encodings that the phones use for names."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")
