"""Reverse lookup: whose number it is."""

from __future__ import annotations

import sqlite3

from tui.contacts.matching import MAX_HOLDERS, NOTHING, Found, Holder, find, number_key, same_entry
from tui.contacts.model import NO_MATCH, Match, MatchKind
from tui.dialing.number import DialPlan, Number, NumberKind
from tui.phonebook import rows

# Companies before people: where so many have a number that not all are asked for, they are not left out.
_HOLDERS = (
    "SELECT contact, firm, 0 FROM "
    "(SELECT contact, firm FROM numbers WHERE key = ?1 ORDER BY firm DESC LIMIT ?2) "
    "UNION ALL SELECT contact, firm, 1 FROM "
    "(SELECT contact, firm FROM numbers WHERE main = ?1 ORDER BY firm DESC LIMIT ?2)"
)
_CHOICE = "SELECT contact FROM choices WHERE key = ?"


def match(connection: sqlite3.Connection, number: Number, plan: DialPlan, *, chosen: bool = True) -> Match:
    """Whose number it is. Several contacts of equal rank are AMBIGUOUS, unless they are one and the same in
    two sources, which come back together as the match that they are, or the user has chosen one of them for
    this number; `chosen` False leaves that out. A withheld number is nobody's.
    """
    if number.kind is NumberKind.ANONYMOUS:
        return NO_MATCH
    connection.execute("BEGIN")  # one look: what was found does not vanish before it is read
    try:
        found = find(number, plan, lambda key: _holders(connection, key))
        if found is NOTHING:
            return NO_MATCH
        return _told(connection, found, number_key(number, plan) if chosen else None)
    finally:
        connection.execute("COMMIT")


def _holders(connection: sqlite3.Connection, key: str) -> list[Holder]:
    held = connection.execute(_HOLDERS, (key, MAX_HOLDERS)).fetchall()
    return [Holder(contact, bool(firm), bool(main)) for contact, firm, main in held]


def _told(connection: sqlite3.Connection, found: Found, key: str | None) -> Match:
    loaded = rows.load(connection, found.contacts)
    contacts = tuple(loaded[id] for id in found.contacts if id in loaded)
    if found.kind is not MatchKind.AMBIGUOUS or not contacts:
        return Match(found.kind, contacts, found.extension) if contacts else NO_MATCH
    one = MatchKind.EXTENSION if found.extension else MatchKind.EXACT
    choice = connection.execute(_CHOICE, (key,)).fetchone() if key else None
    if choice is not None and choice[0] in loaded:
        return Match(one, (loaded[choice[0]],), found.extension)
    same = all(same_entry(contacts[0], other) for other in contacts[1:])
    return Match(one if same else found.kind, contacts, found.extension)
