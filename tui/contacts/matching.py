"""Whose number is it: exact numbers, own extensions, and extensions behind a company's main number."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tui.contacts.model import Contact, MatchKind
from tui.dialing.number import DialPlan, Number, NumberKind
from tui.dialing.trunk import MOST_EXTENSION_DIGITS, extension_behind, extension_of, main_number, own_trunk

MAX_HOLDERS = 50  # a number that a thousand contacts share names nobody
_HYPHEN = re.compile(r"[-\u00ad\u2010-\u2015\u2212\uff0d]")
_LEGAL_FORM = re.compile(
    r"\b(?:g?GmbH|mbH|AG|KG|KGaA|OHG|GbR|UG|SE|e\. ?[VKG]\.|eV|eG|Ltd|Inc|LLC|Corp|B\.V\.|S\.A\.)(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Holder:
    """A contact that has a number. `firm`: an entry for a company and nobody in it; `switchboard`: the number
    is what stands before the 0 of its switchboard, not one that was written so."""

    contact: int
    firm: bool
    switchboard: bool


@dataclass(frozen=True, slots=True)
class Found:
    """The ids of the contacts that a number belongs to, the best rank only."""

    kind: MatchKind
    contacts: tuple[int, ...] = ()
    extension: str = ""


NOTHING = Found(MatchKind.NONE)


def is_company(contact: Contact) -> bool:
    """An entry for a company and nobody in it: no person's name, or a legal form ("GmbH") in the name."""
    if contact.given or contact.family:
        return False
    return bool(contact.company) or _LEGAL_FORM.search(contact.name) is not None


def same_entry(one: Contact, other: Contact) -> bool:
    """The same person or company from two sources: then there is nothing to choose between."""
    return (one.name.casefold(), one.company.casefold()) == (other.name.casefold(), other.company.casefold())


def number_key(number: Number, plan: DialPlan) -> str | None:
    """One form for a number: a colleague's 22 and our 0221 4711-22 are the same. None for what is none."""
    if number.kind in (NumberKind.INVALID, NumberKind.ANONYMOUS):
        return None
    extension = extension_of(number, plan)
    return f"{own_trunk(plan) or ''}{extension}" if extension else number.key


def switchboard(raw: str, key: str, company: bool) -> str | None:
    """What stands before the 0 of a switchboard written `raw`; None where it is no switchboard.

    "0221 4711-0", and without the hyphen "0221 47110" of a company: its switchboard in all likelihood.
    """
    main = main_number(raw, key)
    if main == key and company and key.endswith("0") and not _HYPHEN.search(raw):
        main = key[:-1]
    return main if main != key and key.startswith("+") else None


def find(number: Number, plan: DialPlan, holders: Callable[[str], Sequence[Holder]]) -> Found:
    """Who has `number`: exactly, else the company whose main number stands before it (1 to 5 digits).

    `holders` tells who has a key, or has it for a switchboard. The longest main number wins; at equal length
    an entry for the company itself beats its people. What remains of equal rank comes back together as
    AMBIGUOUS; the caller may find that they are the same.
    """
    key = number_key(number, plan)
    if key is None:
        return NOTHING
    held = holders(key)
    exact = [one for one in held if not one.switchboard] or held
    if exact:
        return _found(MatchKind.EXACT, exact)
    if not key.startswith("+"):
        return NOTHING
    for length in range(1, MOST_EXTENSION_DIGITS + 1):
        main = key[:-length]
        held = holders(main)
        extension = extension_behind(main, key) if held else None
        if extension:
            firms = [one for one in held if one.firm]
            return _found(MatchKind.EXTENSION, firms or held, extension)
    return NOTHING


def _found(kind: MatchKind, held: Sequence[Holder], extension: str = "") -> Found:
    contacts = tuple(dict.fromkeys(one.contact for one in held))
    return Found(kind if len(contacts) == 1 else MatchKind.AMBIGUOUS, contacts, extension)
