"""Draws that look like chance and are the same every time, for those who do not know the key."""

from __future__ import annotations

import hashlib
import random
import re
from typing import Final

_RUN: Final = re.compile("[0-9]{4,}")


class Draw:
    """`key` is secret and made anew for each recording: without it nobody can try numbers out."""

    def __init__(self, key: bytes) -> None:
        self._key = key[:64]

    def number(self, what: str, below: int, *more: object) -> int:
        """A number from 0 to `below` - 1."""
        text = "\0".join(map(str, (what, *more))).encode("utf-8", "surrogatepass")
        return int.from_bytes(hashlib.blake2b(text, key=self._key, digest_size=16).digest(), "big") % below

    def many(self, what: str, *more: object) -> random.Random:
        """Any number of draws, for a text of any length."""
        return random.Random(self.number(what, 1 << 64, *more))  # noqa: S311 - the seed is secret

    def digits(self, what: str, count: int, *more: object) -> str:
        """So many digits."""
        return "".join(self.many(what, count, *more).choices("0123456789", k=count))


def survives(text: str, masked: str) -> bool:
    """Whether a run of four digits or more that stood in `text` still stands in `masked`."""
    return any(run in masked for run in _RUN.findall(text))


def shares(text: str, masked: str) -> bool:
    """Whether any four digits that stood side by side in `text` do so in `masked`."""
    return any(text[at : at + 4] in masked for at in range(len(text) - 3))
