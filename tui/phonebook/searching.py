"""Search as one types: what is found, and in which order."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from heapq import merge
from itertools import islice

from tui.contacts.folding import fold
from tui.contacts.model import Contact
from tui.contacts.query import alternatives
from tui.contacts.ranking import Class, class_of, in_class, places
from tui.dialing.number import DialPlan
from tui.phonebook import rows
from tui.phonebook.expressions import GRADES, Expressions

_MOST = 10_000  # contacts that a search gives
_SPARE = 50  # more are looked at than are wanted: a place knows only the beginning of a name
_MATCHING = (
    "SELECT rowid FROM contact_search WHERE contact_search MATCH ? AND rowid BETWEEN ? AND ? "
    "ORDER BY rowid LIMIT ?"
)
_OF_CLASS = "SELECT place, id FROM contacts WHERE place BETWEEN ? AND ? ORDER BY place"
_ANY = "SELECT 1 FROM contacts WHERE place BETWEEN ? AND ? LIMIT 1"
_FOUND = "SELECT place, id, name FROM contacts WHERE place IN (SELECT value FROM json_each(?))"
_CALLS = (
    "SELECT frequent.contact, frequent.calls FROM contacts JOIN frequent ON frequent.contact = contacts.id "
    "WHERE contacts.place IN (SELECT value FROM json_each(?))"
)


def every_id(connection: sqlite3.Connection) -> Iterator[int]:
    """The ids of the whole book: favourites, then all others by name, however often they are called."""
    favourites, frequent, others = (connection.execute(_OF_CLASS, places(rank)) for rank in Class)
    for _, id in favourites:
        yield id
    for _, id in merge(frequent, others, key=lambda row: in_class(row[0])):
        yield id


def listed(connection: sqlite3.Connection, limit: int, offset: int = 0) -> list[Contact]:
    """The book from `offset` on: favourites, then by name."""
    if limit <= 0 or offset < 0:
        return []
    ids = list(islice(every_id(connection), offset, offset + limit))
    found = rows.load(connection, ids)
    return [found[id] for id in ids if id in found]


def search(connection: sqlite3.Connection, query: str, limit: int, plan: DialPlan) -> list[Contact]:
    """At most `limit` contacts in which every word of `query` begins a word of name, company or department,
    or a number; or is a name on the keys of a telephone. An empty query lists the book.

    Favourites come first, then those who are often called, then the better match, then by name. How good a
    match is, its weakest word decides.
    """
    ways = alternatives(query)
    if not ways:
        return listed(connection, limit)
    limit = min(limit, _MOST)
    if limit <= 0:
        return []
    graded = _graded(connection, Expressions(connection, ways, plan), limit)
    return _ordered(connection, graded, limit)


def _graded(connection: sqlite3.Connection, questions: Expressions, limit: int) -> dict[int, int]:
    """Place → grade, of more than the `limit` best."""
    found: dict[int, int] = {}
    for rank in Class:
        low, high = places(rank)
        if not connection.execute(_ANY, (low, high)).fetchone():
            continue
        room = limit - len(found) + _SPARE
        widest = _places(connection, questions.grade(GRADES - 1), low, high, room)
        if not widest:
            continue
        graded: dict[int, int] = {}
        for grade in range(GRADES - 1):
            if len(graded) >= room:
                break
            for place in _places(connection, questions.grade(grade), low, high, room + len(graded)):
                graded.setdefault(place, grade)
            if len(widest) < room and len(graded) == len(widest):
                break
        for place in widest:
            if len(graded) >= room:
                break
            graded.setdefault(place, GRADES - 1)
        found |= graded
        if len(found) >= limit + _SPARE:
            break
    return found


def _places(connection: sqlite3.Connection, question: str, low: int, high: int, limit: int) -> list[int]:
    if not question:
        return []
    return [place for (place,) in connection.execute(_MATCHING, (question, low, high, limit))]


def _ordered(connection: sqlite3.Connection, graded: dict[int, int], limit: int) -> list[Contact]:
    listed = (rows.json_list(graded),)
    often = dict(connection.execute(_CALLS, listed))
    ordered = []
    for place, id, name in connection.execute(_FOUND, listed):
        rank = class_of(place)
        calls = often.get(id, 0.0) if rank is Class.FREQUENT else 0.0
        ordered.append((rank, graded[place], -calls, fold(name), id))
    best = [one[-1] for one in sorted(ordered)[:limit]]
    found = rows.load(connection, best)
    return [found[id] for id in best if id in found]
