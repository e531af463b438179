"""What is typed into the search field, as questions to the full-text index (sqlite.org, "FTS5")."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from tui.contacts.index_words import (
    COMPANY,
    DEPARTMENT,
    NAME,
    is_keyed,
    number_beginnings,
)
from tui.contacts.query import Term
from tui.dialing.number import DialPlan
from tui.phonebook.schema import PREFIXES

GRADES = 6  # a whole word of the name, the beginning of one, company, department, number, letters on keys
_NUMBER_KINDS = "hxfe"
_MOST_WORDS = 48  # so many words are asked for one by one; the lists of more are put together
_MOST_KEYED = 100
_LAST = "\U0010ffff"
_SPELT = "SELECT word FROM vocabulary WHERE word >= ? AND word < ? LIMIT ?"
_KEYED = "SELECT DISTINCT substr(word, 1, ?) FROM vocabulary WHERE keyed >= ? AND keyed < ? LIMIT ?"


class Expressions:
    """The questions for one query, by grade: what one finds, the next ones find as well.

    Everything that begins alike is asked for by lists that the index has ready, as far as it can be: each
    gives its first results at once, however many there are.
    """

    def __init__(
        self, connection: sqlite3.Connection, ways: Sequence[Sequence[Term]], plan: DialPlan
    ) -> None:
        self._connection = connection
        self._ways = ways
        self._plan = plan
        self._made: dict[str, tuple[str, ...]] = {}

    def grade(self, grade: int) -> str:
        """The question of that grade; "" where nothing can be found."""
        ways = []
        for terms in self._ways:
            each = [self._term(term, grade) for term in terms]
            if all(each):
                ways.append(" AND ".join(f"({' OR '.join(dict.fromkeys(one))})" for one in each))
        return " OR ".join(f"({way})" for way in ways)

    def _term(self, term: Term, grade: int) -> list[str]:
        found: list[str] = []
        if grade == 0:
            return [f'"{NAME}{text}"' for text in term.texts]
        kinds = (NAME, COMPANY, DEPARTMENT)[:grade]
        for kind in kinds:
            for text in term.texts:
                found += self._starting(kind + text)
        if grade >= 4:
            for digits in term.digits:
                for beginning in number_beginnings(digits, self._plan):
                    found += self._starting(beginning)
        if grade >= 5:
            for digits in term.texts:
                found += self._keyed(digits) if is_keyed(digits) else ()
        return found

    def _starting(self, beginning: str) -> tuple[str, ...]:
        made = self._made.get(beginning)
        if made is None:
            made = self._made[beginning] = self._make(beginning)
        return made

    def _make(self, beginning: str) -> tuple[str, ...]:
        length = len(beginning)
        if length in PREFIXES:
            return (f'"{beginning}"*',)
        if beginning[0] in _NUMBER_KINDS:
            if length + 1 in PREFIXES:
                longer = tuple(f'"{beginning}{digit}"*' for digit in range(10))
                return (f'"{beginning}"', *longer) if length > 1 else longer
            return (f'"{beginning}"*',)
        words = self._connection.execute(_SPELT, (beginning, beginning + _LAST, _MOST_WORDS + 1)).fetchall()
        if len(words) > _MOST_WORDS:
            return (f'"{beginning}"*',)
        return tuple(f'"{word}"' for (word,) in words)

    def _keyed(self, digits: str) -> tuple[str, ...]:
        """The beginnings of names that are written with these keys."""
        length = 1 + len(digits)
        found = self._connection.execute(_KEYED, (length, digits, digits + "a", _MOST_KEYED))
        return tuple(one for (beginning,) in found.fetchall() for one in self._starting(beginning))
