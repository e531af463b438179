"""Contacts that are probably one: the same number or address, and names that are alike."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from difflib import SequenceMatcher

from tui.contacts.folding import fold, words
from tui.contacts.model import Contact
from tui.phonebook import rows

_MOST_HOLDERS = 20  # what so many share is a company's
_ALIKE = 0.85
_SHARED = (
    "SELECT group_concat(contact) FROM (SELECT DISTINCT key, contact FROM numbers WHERE key IS NOT NULL) "
    "GROUP BY key HAVING count(*) BETWEEN 2 AND ?",
    "SELECT group_concat(contact) FROM (SELECT DISTINCT address, contact FROM emails) "
    "GROUP BY address HAVING count(*) BETWEEN 2 AND ?",
)


def duplicates(connection: sqlite3.Connection, limit: int) -> list[tuple[Contact, ...]]:
    """At most `limit` groups of contacts that are probably the same, the fullest contact of each first.

    Reads all numbers: a second for a million contacts.
    """
    together: dict[int, set[int]] = {}
    for query in _SHARED:
        for (listed,) in connection.execute(query, (_MOST_HOLDERS,)):
            held = rows.load(connection, [int(id) for id in listed.split(",")])
            _join(list(held.values()), together)
            if len({id(group) for group in together.values()}) >= limit:
                break
    groups = {id(group): group for group in together.values()}
    found = [rows.load(connection, sorted(group)) for group in list(groups.values())[:limit]]
    return [tuple(sorted(group.values(), key=_fullness)) for group in found]


def alike(one: Contact, other: Contact) -> bool:
    """Whether two contacts that share something may be the same person or company."""
    a, b = one.name or one.company, other.name or other.company
    first, second = set(words(a)), set(words(b))
    if not first or not second:
        return True  # one has no name at all
    if first <= second or second <= first:
        return True
    return SequenceMatcher(None, fold(a), fold(b)).ratio() >= _ALIKE


def _join(contacts: Sequence[Contact], together: dict[int, set[int]]) -> None:
    for at, one in enumerate(contacts):
        for other in contacts[at + 1 :]:
            if alike(one, other):
                group = together.get(one.id, {one.id}) | together.get(other.id, {other.id})
                for member in group:
                    together[member] = group


def _fullness(contact: Contact) -> tuple[int, int]:
    values = (contact.name, contact.company, contact.title, contact.department, contact.address, contact.note)
    filled = sum(map(bool, values)) + len(contact.numbers) + len(contact.emails)
    return -filled, contact.id
