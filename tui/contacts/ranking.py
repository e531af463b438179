"""The order in which contacts are listed and found, as a number that rises with it.

A contact's place is its class, then the beginning of its name, then what tells it from those that begin
alike. So an index in the order of places gives the first results first, and a new contact moves no other.
"""

from __future__ import annotations

from enum import IntEnum

from tui.contacts.folding import fold

_LETTERS = 9
_BASE = 38
_APART_BITS = 13
APART = 1 << _APART_BITS  # places for names with the same beginning; more flow over to the next
_CLASS = 1 << 61


class Class(IntEnum):
    """What is listed before everything else, whatever its name."""

    FAVOURITE = 0
    FREQUENT = 1
    OTHER = 2


def first_place(name: str, rank: Class) -> int:
    """The first place for a contact with that name, of `APART` that are for names with the same beginning."""
    code = 0
    for char in fold(name)[:_LETTERS].ljust(_LETTERS):
        code = code * _BASE + _value(char)
    return int(rank) * _CLASS + (code << _APART_BITS)


def places(rank: Class) -> tuple[int, int]:
    """The first and the last place of a class."""
    return int(rank) * _CLASS, (int(rank) + 1) * _CLASS - 1


def class_of(place: int) -> Class:
    return Class(place // _CLASS)


def in_class(place: int) -> int:
    """The order of names, whatever the class."""
    return place % _CLASS


def _value(char: str) -> int:
    """In the order of their code points: blanks and signs, digits, letters, letters of other scripts."""
    if "a" <= char <= "z":
        return 11 + ord(char) - ord("a")
    if "0" <= char <= "9":
        return 1 + ord(char) - ord("0")
    return 0 if char < "0" else 37 if char > "z" else 10
