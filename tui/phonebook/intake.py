"""Takes records of a source into the book: new ones in, changed ones over, known ones left alone.

What the user did to a record counts for more than what its source says: deleted stays deleted, merged stays
merged, and of one that was edited here only what was not touched here is taken over (`folded`). For that, an
edited record keeps what its source last said (`origins.base`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from tui.contacts.folding import fold
from tui.contacts.identity import content_digest
from tui.contacts.model import Contact
from tui.dialing.number import DialPlan
from tui.phonebook import rows, tables
from tui.phonebook.folded import taken_over

_ORIGINS = (
    "SELECT key, source, contact, digest, base FROM origins "
    "WHERE source = ? AND key IN (SELECT value FROM json_each(?))"
)
_ELSEWHERE = (
    "SELECT key, source, contact, digest, base FROM origins "
    "WHERE source != ? AND key IN (SELECT value FROM json_each(?))"
)
_SAVE = (
    "INSERT INTO origins (source, key, contact, digest, base) VALUES (?, ?, ?, ?, ?) "
    "ON CONFLICT (source, key) DO UPDATE SET contact = excluded.contact, digest = excluded.digest, "
    "base = excluded.base"
)


@dataclass(frozen=True, slots=True)
class Record:
    """A contact as its source has it, and what it is called there. `line` is where it stands."""

    key: str
    contact: Contact
    line: int = 0


@dataclass(frozen=True, slots=True)
class Kept:
    """A record whose change was not taken over where it was edited here too."""

    record: Record
    fields: tuple[str, ...]


@dataclass(slots=True)
class Taken:
    """What became of records. `skipped`: known and unchanged, or deleted here."""

    added: int = 0
    updated: int = 0
    skipped: int = 0
    deleted: int = 0
    kept: tuple[Kept, ...] = ()

    @property
    def changed(self) -> bool:
        return bool(self.added or self.updated or self.deleted)

    def __add__(self, other: Taken) -> Taken:
        return Taken(
            self.added + other.added,
            self.updated + other.updated,
            self.skipped + other.skipped,
            self.deleted + other.deleted,
            (*self.kept, *other.kept),
        )


class _Origin(NamedTuple):
    key: str
    source: str
    contact: int | None  # None: deleted here
    digest: str
    base: str | None


def take(
    connection: sqlite3.Connection,
    source: str,
    records: Sequence[Record],
    plan: DialPlan,
    *,
    restore: bool = False,
    alone: bool = True,
) -> Taken:
    """Takes in some records of `source`, which their contacts name in their own way. Within a transaction.

    `restore` brings back what was deleted here. Unless `alone`, a record that another source has as well is
    that one: the same export under another name adds nothing. It has the same key and differs in nothing, or
    the same UID with the same name or a number in common; a UID alone may be just a row's number.
    """
    distinct = {record.key: record for record in records}
    known = {one.key: one for one in _origins(connection, _ORIGINS, source, distinct)}
    if not alone:
        other = _origins(connection, _ELSEWHERE, source, [key for key in distinct if key not in known])
        known |= _same(connection, other, distinct)
    done = Taken(skipped=len(records) - len(distinct))
    new: list[Record] = []
    changed: list[tuple[Record, _Origin, str]] = []
    for record in distinct.values():
        origin = known.get(record.key)
        if origin is None or (origin.contact is None and restore):
            new.append(record)
            continue
        digest = content_digest(record.contact)
        if origin.contact is None or digest == origin.digest:
            done.skipped += 1
        else:
            changed.append((record, origin, digest))
    _add(connection, source, new, plan)
    done.added = len(new)
    done.updated = len(changed)
    done.kept = _update(connection, changed, plan)
    return done


def forget_missing(connection: sqlite3.Connection, source: str, seen: str) -> int:
    """Deletes the records of `source` whose keys the table `seen` does not have; how many went.

    One that was edited or merged here stays, as one of the user's own.
    """
    gone = f"SELECT key, contact, base FROM origins WHERE source = ? AND key NOT IN (SELECT key FROM {seen})"  # noqa: S608
    missing = connection.execute(gone, (source,)).fetchall()
    contacts = [id for _, id, base in missing if id is not None and base is None]
    tables.take_out(connection, contacts)
    own = [id for _, id, base in missing if id is not None and base is not None]
    connection.executemany("UPDATE contacts SET source = 'local' WHERE id = ?", [(id,) for id in own])
    keys = [(source, key) for key, id, _ in missing if id is not None]
    connection.executemany("DELETE FROM origins WHERE source = ? AND key = ?", keys)
    return len(contacts)


def _origins(
    connection: sqlite3.Connection, query: str, source: str, keys: Sequence[str] | dict[str, Record]
) -> list[_Origin]:
    if not keys:
        return []
    return [_Origin(*row) for row in connection.execute(query, (source, rows.json_list(keys)))]


def _same(
    connection: sqlite3.Connection, origins: Sequence[_Origin], records: dict[str, Record]
) -> dict[str, _Origin]:
    """Those of another source that are the very record."""
    held = rows.load(connection, [one.contact for one in origins if one.contact is not None])
    found: dict[str, _Origin] = {}
    for origin in origins:
        contact, other = records[origin.key].contact, held.get(origin.contact or 0)
        alike = other is not None and (
            fold(contact.name) == fold(other.name)
            or {number.raw for number in contact.numbers} & {number.raw for number in other.numbers}
        )
        if (contact.uid and alike) or content_digest(contact) == origin.digest:
            found.setdefault(origin.key, origin)
    return found


def _add(connection: sqlite3.Connection, source: str, new: Sequence[Record], plan: DialPlan) -> None:
    contacts = tables.add(connection, [record.contact for record in new], plan)
    saved = [
        (source, record.key, contact.id, content_digest(record.contact), None)
        for record, contact in zip(new, contacts, strict=True)
    ]
    connection.executemany(_SAVE, saved)


def _update(
    connection: sqlite3.Connection, changed: Sequence[tuple[Record, _Origin, str]], plan: DialPlan
) -> tuple[Kept, ...]:
    held = rows.load(connection, [one.contact for _, one, _ in changed if one.contact is not None])
    contacts: dict[int, Contact] = {}
    kept: list[Kept] = []
    for record, origin, digest in changed:
        assert origin.contact is not None
        before = contacts.get(origin.contact) or held[origin.contact]
        after = replace(record.contact, id=origin.contact, source=before.source)
        base = None
        if origin.base is not None:
            after, fields = taken_over(before, rows.from_text(origin.base), record.contact)
            base = rows.as_text(record.contact)
            kept += [Kept(record, fields)] if fields else []
        contacts[origin.contact] = after
        connection.execute(_SAVE, (origin.source, origin.key, origin.contact, digest, base))
    tables.change(connection, list(contacts.values()), plan)
    return tuple(kept)
