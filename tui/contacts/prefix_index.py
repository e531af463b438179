"""Which contacts have a word that begins so: a sorted list of words, and sets of contacts as bits.

A set of contacts is an integer whose bit n stands for the contact at position n: "and" and "or" over a
million contacts take some ten microseconds, which no Python set comes near. Positions are in the order in
which contacts are listed, so the lowest bits are the first results.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

_DENSE = 4096  # sets from this size on are made once, at building; smaller ones take less than a millisecond
_LAST = "\U0010ffff"


class PrefixIndex:
    """Words to positions. Built once, then only read; safe to read from several threads."""

    def __init__(self, pairs: Iterable[tuple[str, int]]) -> None:
        """`pairs` of a word and the position that has it; pairs given twice do no harm."""
        self._words: list[str] = []
        self._starts = array("L")
        self._positions = array("L")
        for word, position in sorted(pairs):
            if not self._words or self._words[-1] != word:
                self._words.append(word)
                self._starts.append(len(self._positions))
            self._positions.append(position)
        self._starts.append(len(self._positions))
        self._dense: dict[tuple[int, int], int] = {}
        self._prepare(0, len(self._words), 0)

    def starting(self, prefix: str) -> int:
        """The set of contacts with a word that begins with `prefix`."""
        low = bisect_left(self._words, prefix)
        return self._between(low, bisect_left(self._words, prefix + _LAST, low))

    def whole(self, word: str) -> int:
        """The set of contacts that have exactly `word`."""
        low = bisect_left(self._words, word)
        found = low < len(self._words) and self._words[low] == word
        return self._between(low, low + 1) if found else 0

    def _between(self, low: int, high: int) -> int:
        if low >= high:
            return 0
        dense = self._dense.get((low, high))
        return self._bits(low, high) if dense is None else dense

    def _bits(self, low: int, high: int) -> int:
        return bits_of(self._positions[self._starts[low] : self._starts[high]])

    def _prepare(self, low: int, high: int, depth: int) -> None:
        """Make the large sets: of every word and every prefix that many contacts share."""
        if high <= low or self._starts[high] - self._starts[low] < _DENSE:
            return
        if (low, high) not in self._dense:
            self._dense[low, high] = self._bits(low, high)
        if high - low == 1:
            return
        for first, last in self._branches(low, high, depth):
            self._prepare(first, last, depth + 1)

    def _branches(self, low: int, high: int, depth: int) -> Iterator[tuple[int, int]]:
        """The words of a range by their letter at `depth`; first the one that ends there, if there is one."""
        at = low
        while at < high:
            letter = self._words[at][depth : depth + 1]
            end = (
                bisect_left(self._words, self._words[at][: depth + 1] + _LAST, at, high) if letter else at + 1
            )
            yield at, end
            at = end


def bits_of(positions: Sequence[int]) -> int:
    """The set of `positions`."""
    if not positions:
        return 0
    field = bytearray((max(positions) >> 3) + 1)
    for position in positions:
        field[position >> 3] |= 1 << (position & 7)
    return int.from_bytes(field, "little")


def lowest(bits: int, limit: int) -> list[int]:
    """The `limit` lowest positions of a set, in order."""
    found: list[int] = []
    field = bits.to_bytes((bits.bit_length() + 7) // 8, "little")
    start = 0
    while len(found) < limit and start < len(field):
        skipped = len(field) - start - len(field[start:].lstrip(b"\0")) if not field[start] else 0
        start += skipped
        octet = field[start]
        found.extend(8 * start + bit for bit in range(8) if octet >> bit & 1)
        start += 1
    return found[:limit]
