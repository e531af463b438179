"""A filter in SQL: what it asks of the kind of a call, of its party, and of what was written to it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Final

from tui.calls.states import Outcome
from tui.journal import words
from tui.journal.filter import Filter

Clauses = list[tuple[str, tuple[object, ...]]]

UNSEEN: Final = (
    "outcome = 'missed' AND direction = 'in' "
    "AND id > (SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'seen_upto') "
    "AND id NOT IN (SELECT id FROM seen)"
)


def joined(clauses: Iterable[tuple[str, tuple[object, ...]]]) -> tuple[str, list[object]]:
    """All of them as one condition with what is bound to it; "1" where there are none."""
    given = list(clauses)
    return " AND ".join(clause for clause, _ in given) or "1", [one for _, bound in given for one in bound]


def kind(wanted: Filter) -> Clauses:
    """What the tallies know of a call: phone, line, direction, outcome."""
    found: Clauses = []
    for clause, value in (
        ("phone = ?", wanted.phone),
        ("own_number = ?", wanted.line),
        ("direction = ?", wanted.direction),
        ("outcome = ?", wanted.outcome),
        ("outcome = ?", Outcome.MISSED if wanted.missed else None),
    ):
        if value is not None:
            found.append((clause, (words.storable(value),)))
    return found


def written(wanted: Filter) -> Clauses:
    """What was written to the call, or whether it was seen: few calls, which are found by their ids."""
    found: Clauses = []
    if wanted.with_note:
        found.append(("id IN (SELECT id FROM notes)", ()))  # an empty note is not stored
    if wanted.tag:
        found.append(("id IN (SELECT id FROM tags WHERE tag = ?)", (words.storable(wanted.tag),)))
    if wanted.reference:
        reference = words.storable(wanted.reference)
        found.append(("id IN (SELECT id FROM notes WHERE reference = ? AND reference != '')", (reference,)))
    if wanted.open_follow_up:
        found.append(("id IN (SELECT id FROM notes WHERE due IS NOT NULL AND done IS NULL)", ()))
    if wanted.unseen:
        found.append((f"id IN (SELECT id FROM calls INDEXED BY calls_unseen WHERE {UNSEEN})", ()))  # noqa: S608
    return found


def period(wanted: Filter) -> Clauses:
    """When the call began."""
    bounds: Clauses = []
    if wanted.since is not None:
        bounds.append(("started >= ?", (wanted.since,)))
    if wanted.until is not None:
        bounds.append(("started < ?", (wanted.until,)))
    return bounds


def who(wanted: Filter) -> Clauses:
    """What is asked of the party by number and contact, in the columns of `parties`."""
    found: Clauses = []
    if wanted.number is not None:
        found.append(("number = ?", (words.storable(wanted.number),)))
    if wanted.contact is not None:
        numbers = json.dumps([words.storable(number) for number in wanted.also if number])
        found.append(
            ("(contact_id = ? OR number IN (SELECT value FROM json_each(?)))", (wanted.contact, numbers))
        )
    return found


def parties_named(query: str, indexed: bool) -> tuple[str, list[object]] | None:
    """The query for the parties that a typed text means; None where it asks for nothing."""
    terms, digits = words.terms(query), words.digits(query)
    found: Clauses = []
    if terms:
        found.append(_matching("party_search", terms) if indexed else _like(terms))
    if digits:
        found.append(("number LIKE ? OR remote LIKE ?", (f"%{digits}%",) * 2))
    if not found:
        return None
    where = " OR ".join(clause for clause, _ in found)
    return f"SELECT id FROM parties WHERE {where}", [one for _, bound in found for one in bound]  # noqa: S608


def notes_named(query: str, indexed: bool) -> tuple[str, list[object]] | None:
    """The query for the calls to which something was written, and that a typed text means."""
    terms = words.terms(query)
    if not terms:
        return None
    clause, bound = _matching("call_search", terms) if indexed else _like(terms)
    return f"SELECT id FROM call_words WHERE {clause}", list(bound)  # noqa: S608


def _matching(table: str, terms: tuple[tuple[str, ...], ...]) -> tuple[str, tuple[object, ...]]:
    # A term is letters and digits only, so that the quotes hold it.
    asked = " AND ".join("(" + " OR ".join(f'"{word}"*' for word in term) + ")" for term in terms)
    return f"id IN (SELECT rowid FROM {table} WHERE {table} MATCH ?)", (asked,)  # noqa: S608


def _like(terms: tuple[tuple[str, ...], ...]) -> tuple[str, tuple[object, ...]]:
    each = ["(" + " OR ".join(["' ' || words LIKE ?"] * len(term)) + ")" for term in terms]
    return " AND ".join(each), tuple(f"% {word}%" for term in terms for word in term)
