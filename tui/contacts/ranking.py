"""Search over the phone book: what is found, and in which order."""

from __future__ import annotations

from collections.abc import Sequence

from tui.contacts.prefix_index import PrefixIndex, lowest
from tui.contacts.query import Term, alternatives


class SearchIndex:
    """The words and numbers of the contacts at positions 0, 1, 2…; the first `favourites` are favourites.

    Positions are in the order of listing. Built once, then only read.
    """

    def __init__(
        self,
        favourites: int,
        names: PrefixIndex,
        companies: PrefixIndex,
        departments: PrefixIndex,
        numbers: PrefixIndex,
    ) -> None:
        self._favourites = (1 << favourites) - 1
        self._names = names
        self._companies = companies
        self._departments = departments
        self._numbers = numbers

    def search(self, query: str, limit: int) -> list[int] | None:
        """At most `limit` positions, best first; None where `query` says nothing and everything is meant.

        Favourites come first, then the better match, then the order of listing. How good a match is, its
        weakest word decides: a whole word of the name, the beginning of one, the company, the department, a
        number.
        """
        ways = alternatives(query)
        if not ways:
            return None
        grades = [0] * 5
        for terms in ways:
            for grade, found in enumerate(self._graded(terms)):
                grades[grade] |= found
        return _ordered(grades, self._favourites, limit)

    def _graded(self, terms: Sequence[Term]) -> list[int]:
        """Contacts that have all the terms, by grade; those of a grade are in every later one."""
        both = self._term(terms[0])
        for term in terms[1:]:
            if not both[-1]:
                break
            both = [held & more for held, more in zip(both, self._term(term), strict=True)]
        return both

    def _term(self, term: Term) -> list[int]:
        held = 0
        grades: list[int] = []
        for index, whole in (
            (self._names, True),
            (self._names, False),
            (self._companies, False),
            (self._departments, False),
        ):
            for text in term.texts:
                held |= index.whole(text) if whole else index.starting(text)
            grades.append(held)
        for digits in term.digits:
            held |= self._numbers.starting(digits)
        return [*grades, held]


def _ordered(grades: Sequence[int], favourites: int, limit: int) -> list[int]:
    found: list[int] = []
    for group in (favourites, ~favourites):
        earlier = 0
        for held in grades:
            room = limit - len(found)
            if room <= 0:
                return found
            found.extend(lowest(held & group & ~earlier, room))
            earlier |= held
    return found
