"""Puts contacts into the tables and takes them out, with what is derived from them. Within a transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace

from tui.contacts.folding import fold
from tui.contacts.identity import next_id, preferred_id
from tui.contacts.index_words import NAME, keyed
from tui.contacts.model import Contact
from tui.contacts.ranking import APART, Class, first_place
from tui.dialing.number import DialPlan
from tui.phonebook import rows
from tui.phonebook.deriving import Derived, derive

_TABLES = ("numbers", "emails", "memberships")
_LAST_PLACE = "SELECT max(place) FROM contacts WHERE place >= ? AND place < ?"
_INDEX = "INSERT INTO contact_search (rowid, words) VALUES (?, ?)"
_LEARN = "INSERT OR IGNORE INTO vocabulary (word, keyed) VALUES (?, ?)"
_TAKEN = (
    "SELECT id FROM contacts WHERE id IN (SELECT value FROM json_each(?1)) "
    "UNION SELECT contact FROM origins WHERE contact IN (SELECT value FROM json_each(?1))"
)


def add(connection: sqlite3.Connection, contacts: Iterable[Contact], plan: DialPlan) -> list[Contact]:
    """Gives each contact an id and puts it in. The result is in the same order."""
    numbered = _with_ids(connection, list(contacts))
    put(connection, numbered, plan)
    return numbered


def put(connection: sqlite3.Connection, contacts: Sequence[Contact], plan: DialPlan) -> None:
    """Puts in contacts that have their ids and are not in yet."""
    frequent = _frequent(connection, [contact.id for contact in contacts])
    found = [(contact, derive(contact, plan)) for contact in contacts]
    placed = _places(connection, found, frequent)
    connection.executemany(rows.SAVE, [rows.values_of(one, place, made) for place, one, made in placed])
    numbers = [row for one, made in found for row in rows.number_values(one, made)]
    connection.executemany(rows.SAVE_NUMBER, numbers)
    connection.executemany(rows.SAVE_EMAIL, [row for one, _ in found for row in rows.email_values(one)])
    connection.executemany(rows.SAVE_GROUP, [row for one, _ in found for row in rows.group_values(one)])
    # In the order of places: FTS5 begins a new part of its index with each that comes before the last.
    connection.executemany(_INDEX, [(place, rows.storable(made.words)) for place, _, made in placed])
    words = {rows.storable(word) for _, made in found for word in made.text_words}
    connection.executemany(_LEARN, [(word, keyed(word[1:]) if word[0] == NAME else None) for word in words])


def take_out(connection: sqlite3.Connection, ids: Sequence[int]) -> None:
    """Takes the contacts out of all tables that are derived from them; what the user told of them stays."""
    listed = (rows.json_list(ids),)
    within = "IN (SELECT value FROM json_each(?))"
    query = f"SELECT place FROM contacts WHERE id {within} ORDER BY place"  # noqa: S608
    places = connection.execute(query, listed).fetchall()
    connection.executemany("DELETE FROM contact_search WHERE rowid = ?", places)
    connection.execute(f"DELETE FROM contacts WHERE id {within}", listed)  # noqa: S608
    for table in _TABLES:
        connection.execute(f"DELETE FROM {table} WHERE contact {within}", listed)  # noqa: S608


def change(connection: sqlite3.Connection, contacts: Sequence[Contact], plan: DialPlan) -> None:
    """Puts contacts in the place of those with the same ids."""
    take_out(connection, [contact.id for contact in contacts])
    put(connection, contacts, plan)


def move(connection: sqlite3.Connection, ids: Iterable[int], plan: DialPlan) -> None:
    """Puts the contacts to where their class is now."""
    change(connection, list(rows.load(connection, ids).values()), plan)


def _with_ids(connection: sqlite3.Connection, contacts: Sequence[Contact]) -> list[Contact]:
    wanted = [preferred_id(contact) for contact in contacts]
    taken = {id for (id,) in connection.execute(_TAKEN, (rows.json_list(wanted),))}
    numbered = []
    for contact, id in zip(contacts, wanted, strict=True):
        while id in taken:
            id = next_id(id)
            if connection.execute(_TAKEN, (rows.json_list([id]),)).fetchone():
                taken.add(id)
        taken.add(id)
        numbered.append(replace(contact, id=id))
    return numbered


def _frequent(connection: sqlite3.Connection, ids: Sequence[int]) -> set[int]:
    found = "SELECT contact FROM frequent WHERE contact IN (SELECT value FROM json_each(?))"
    return {id for (id,) in connection.execute(found, (rows.json_list(ids),))}


def _places(
    connection: sqlite3.Connection, found: Sequence[tuple[Contact, Derived]], frequent: set[int]
) -> list[tuple[int, Contact, Derived]]:
    """Each with a place of its own, in the order of these."""
    wanted = []
    for contact, made in found:
        rank = Class.FREQUENT if contact.id in frequent else Class.OTHER
        if contact.favourite:
            rank = Class.FAVOURITE
        wanted.append((first_place(contact.name, rank), fold(contact.name), contact.id, contact, made))
    wanted.sort(key=lambda one: one[:3])
    free: dict[int, int] = {}
    placed = [(_next_place(connection, first, free), contact, made) for first, _, _, contact, made in wanted]
    return sorted(placed, key=lambda one: one[0])


def _next_place(connection: sqlite3.Connection, first: int, free: dict[int, int]) -> int:
    """The place behind the last that begins so; where all of those are taken, behind those that come next.

    `free` holds, for each beginning that was met, the next place.
    """
    while True:
        if first not in free:
            last = connection.execute(_LAST_PLACE, (first, first + APART)).fetchone()[0]
            free[first] = first if last is None else last + 1
        place = free[first]
        if place < first + APART:
            free[first] += 1
            return place
        first += APART
