"""Whose number is it: exact numbers, own extensions, and extensions behind a company's main number."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tui.contacts.model import Contact, MatchKind
from tui.dialing.number import DialPlan, Number, NumberKind
from tui.dialing.trunk import MOST_EXTENSION_DIGITS, extension_behind, extension_of, main_number, own_trunk

_MAX_CANDIDATES = 50  # a number that a thousand contacts share names nobody
_HYPHEN = re.compile(r"[-\u00ad\u2010-\u2015\u2212\uff0d]")
_LEGAL_FORM = re.compile(
    r"\b(?:g?GmbH|mbH|AG|KG|KGaA|OHG|GbR|UG|SE|e\. ?[VKG]\.|eV|eG|Ltd|Inc|LLC|Corp|B\.V\.|S\.A\.)(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Found:
    """The positions of the contacts that a number belongs to, the best rank only."""

    kind: MatchKind
    positions: tuple[int, ...] = ()
    extension: str = ""


_NOTHING = Found(MatchKind.NONE)


def is_company(contact: Contact) -> bool:
    """An entry for a company and nobody in it: no person's name, or a legal form ("GmbH") in the name."""
    if contact.given or contact.family:
        return False
    return bool(contact.company) or _LEGAL_FORM.search(contact.name) is not None


def same_entry(one: Contact, other: Contact) -> bool:
    """The same person or company from two sources: then there is nothing to choose between."""
    return (one.name.casefold(), one.company.casefold()) == (other.name.casefold(), other.company.casefold())


class NumberIndex:
    """Numbers to the positions of contacts. Filled by `add`, then only read."""

    def __init__(self, plan: DialPlan) -> None:
        self._plan = plan
        self._trunk = own_trunk(plan) or ""
        self._exact: dict[str, tuple[int, ...]] = {}
        self._switchboards: dict[str, tuple[int, ...]] = {}  # main numbers that were written with their 0
        self._companies: set[int] = set()

    def add(self, position: int, contact: Contact, raw: str, number: Number) -> None:
        """`number` is what `raw`, one of the numbers of `contact`, means."""
        key = self._key(number)
        if key is None:
            return
        _put(self._exact, key, position)
        company = is_company(contact)
        if company:
            self._companies.add(position)
        main = main_number(raw, key)
        if main == key and company and key.endswith("0") and not _HYPHEN.search(raw):
            main = key[:-1]  # "0221 47110" of a company: its switchboard in all likelihood
        if main != key and key.startswith("+"):
            _put(self._switchboards, main, position)

    def match(self, number: Number) -> Found:
        """Who has `number`: exactly, else the company whose main number stands before it (1 to 5 digits).

        The longest main number wins; at equal length an entry for the company itself beats its people.
        What remains of equal rank comes back together as AMBIGUOUS; the caller may find they are the same.
        """
        key = self._key(number)
        if key is None:
            return _NOTHING
        exact = self._exact.get(key) or self._switchboards.get(key)
        if exact:
            return _found(MatchKind.EXACT, exact)
        if not key.startswith("+"):
            return _NOTHING
        for length in range(1, MOST_EXTENSION_DIGITS + 1):
            main = key[:-length]
            held = (*self._exact.get(main, ()), *self._switchboards.get(main, ()))
            extension = extension_behind(main, key) if held else None
            if extension:
                firms = [position for position in held if position in self._companies]
                return _found(MatchKind.EXTENSION, tuple(dict.fromkeys(firms or held)), extension)
        return _NOTHING

    def _key(self, number: Number) -> str | None:
        """One form for a number: a colleague's 22 and our 0221 4711-22 are the same."""
        if number.kind is NumberKind.INVALID:
            return None
        extension = extension_of(number, self._plan)
        return f"{self._trunk}{extension}" if extension else number.key


def _put(index: dict[str, tuple[int, ...]], key: str, position: int) -> None:
    held = index.get(key, ())
    if position not in held and len(held) < _MAX_CANDIDATES:
        index[key] = (*held, position)


def _found(kind: MatchKind, positions: tuple[int, ...], extension: str = "") -> Found:
    return Found(kind if len(positions) == 1 else MatchKind.AMBIGUOUS, positions, extension)
