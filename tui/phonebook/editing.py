"""What the user does to contacts: each function is one job, within a transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from tui.contacts.identity import LARGEST_ID
from tui.contacts.model import Contact
from tui.contacts.number_text import MAX_NUMBERS
from tui.dialing.number import DialPlan
from tui.errors import NotFoundError, UsageError
from tui.phonebook import rows, tables
from tui.phonebook.folded import united
from tui.untrusted import clean

SLOTS = range(1, 10)
_TEXT = 300
_LONG = 10_000
_LISTED = 50
_LINES = 200


def add(connection: sqlite3.Connection, contact: Contact, plan: DialPlan) -> Contact:
    """A contact of the user's own. Raises `UsageError` for one with neither name nor company nor number."""
    [added] = tables.add(connection, [_tidy(replace(contact, source="local", uid=""))], plan)
    return _get(connection, added.id)


def edit(connection: sqlite3.Connection, contact: Contact, plan: DialPlan) -> Contact:
    """Puts `contact` in the place of the one with its id; its source stays. Raises `NotFoundError`."""
    before = _get(connection, contact.id)
    after = _tidy(replace(contact, source=before.source, uid=before.uid))
    if rows.as_text(after) != rows.as_text(before):
        _keep_base(connection, before)
        tables.change(connection, [after], plan)
    return _get(connection, contact.id)


def delete(connection: sqlite3.Connection, contacts: Iterable[int]) -> int:
    """Deletes contacts for good: their sources do not bring them back. How many there were."""
    ids = [id for id in dict.fromkeys(contacts) if 0 < id <= LARGEST_ID]
    found = list(rows.load(connection, ids))
    tables.take_out(connection, found)
    for query in (
        "UPDATE origins SET contact = NULL, base = NULL WHERE contact = ?",
        "DELETE FROM speed_dials WHERE contact = ?",
        "DELETE FROM choices WHERE contact = ?",
        "DELETE FROM frequent WHERE contact = ?",
    ):
        connection.executemany(query, [(id,) for id in found])
    return len(found)


def merge(connection: sqlite3.Connection, kept: int, others: Sequence[int], plan: DialPlan) -> Contact:
    """Makes one of contacts that are the same; what their sources say of each later goes to it."""
    into = _get(connection, kept)
    gone = [_get(connection, id) for id in dict.fromkeys(others) if id != kept]
    for contact in (into, *gone):
        _keep_base(connection, contact)
    whole = united(into, gone)
    for contact in gone:
        for table in ("origins", "speed_dials", "choices"):
            connection.execute(f"UPDATE {table} SET contact = ? WHERE contact = ?", (kept, contact.id))  # noqa: S608
        connection.execute("DELETE FROM frequent WHERE contact = ?", (contact.id,))
    tables.take_out(connection, [contact.id for contact in gone])
    tables.change(connection, [whole], plan)
    return _get(connection, kept)


def set_favourite(connection: sqlite3.Connection, contact: int, favourite: bool, plan: DialPlan) -> Contact:
    return edit(connection, replace(_get(connection, contact), favourite=favourite), plan)


def set_groups(
    connection: sqlite3.Connection, contact: int, groups: Sequence[str], plan: DialPlan
) -> Contact:
    return edit(connection, replace(_get(connection, contact), groups=tuple(groups)), plan)


def set_speed_dial(connection: sqlite3.Connection, slot: int, contact: int | None, raw: str = "") -> None:
    """Puts a number of a contact, its first where `raw` is "", on the slot 1 to 9; None clears it."""
    if slot not in SLOTS:
        raise UsageError("book_no_such_slot", slot=slot)
    if contact is None:
        connection.execute("DELETE FROM speed_dials WHERE slot = ?", (slot,))
        return
    held = _get(connection, contact)
    number = next((one.raw for one in held.numbers if raw in ("", one.raw)), None)
    if number is None:
        raise UsageError("book_no_such_number", name=held.name or held.company, number=clean(raw, 40))
    connection.execute(
        "INSERT OR REPLACE INTO speed_dials (slot, contact, raw) VALUES (?, ?, ?)", (slot, contact, number)
    )


def choose(connection: sqlite3.Connection, key: str, contact: int | None) -> None:
    """Remembers whom a number that several have belongs to, by its `matching.number_key`; None forgets it."""
    if contact is None:
        connection.execute("DELETE FROM choices WHERE key = ?", (key,))
        return
    _get(connection, contact)
    connection.execute("INSERT OR REPLACE INTO choices (key, contact) VALUES (?, ?)", (key, contact))


def set_frequent(connection: sqlite3.Connection, calls: Mapping[int, float], plan: DialPlan) -> bool:
    """Who is called often, by the number of calls; whether that is another list than before."""
    before = dict(connection.execute("SELECT contact, calls FROM frequent"))
    there = rows.load(connection, calls)
    now = {id: float(calls[id]) for id in there}
    if now == before:
        return False
    connection.execute("DELETE FROM frequent")
    connection.executemany("INSERT INTO frequent (contact, calls) VALUES (?, ?)", list(now.items()))
    tables.move(connection, sorted(before.keys() ^ now.keys()), plan)
    return True


def _get(connection: sqlite3.Connection, id: int) -> Contact:
    found = rows.load(connection, [id]).get(id) if 0 < id <= LARGEST_ID else None
    if found is None:
        raise NotFoundError("no_such_contact", id=id)
    return found


def _keep_base(connection: sqlite3.Connection, before: Contact) -> None:
    """What the source said, from now on kept beside what the user makes of it."""
    connection.execute(
        "UPDATE origins SET base = ? WHERE contact = ? AND base IS NULL", (rows.as_text(before), before.id)
    )


def _tidy(contact: Contact) -> Contact:
    """As it may be kept: what a form or a command line gave is no safer than a file."""
    lines = [clean(line, _LONG) for line in contact.note.splitlines()[:_LINES]]
    texts: dict[str, Any] = {
        name: clean(getattr(contact, name), _TEXT)
        for name in ("name", "given", "family", "company", "title", "department", "address", "url")
    }
    numbers = tuple(
        replace(number, raw=raw, type=clean(number.type, 40) or "other")
        for number in contact.numbers[:MAX_NUMBERS]
        if (raw := clean(number.raw, 100))
    )
    tidy = replace(
        contact,
        **texts,
        note="\n".join(lines).strip()[:_LONG],
        numbers=numbers,
        emails=_several(contact.emails),
        groups=_several(contact.groups),
    )
    name = tidy.name or f"{tidy.given} {tidy.family}".strip() or tidy.company
    if not name and not numbers and not tidy.emails:
        raise UsageError("book_contact_empty")
    return replace(tidy, name=name)


def _several(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for one in texts[:_LISTED] if (text := clean(one, _TEXT))))
