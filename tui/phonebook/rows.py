"""Contacts to rows and back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from tui.contacts.model import Contact, PhoneNumber
from tui.phonebook.deriving import Derived

_TEXTS = ("name", "given", "family", "company", "title", "department", "address", "url", "note", "source")
COLUMNS = ("id", "place", *_TEXTS, "uid", "favourite", "aliases", "firm")
SAVE = f"INSERT INTO contacts ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})"  # noqa: S608
_GET = f"SELECT {', '.join(COLUMNS[:-1])} FROM contacts WHERE id IN (SELECT value FROM json_each(?))"  # noqa: S608
SAVE_NUMBER = (
    "INSERT INTO numbers (contact, at, raw, type, e164, key, main, firm) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
SAVE_EMAIL = "INSERT INTO emails (contact, at, address) VALUES (?, ?, ?)"
SAVE_GROUP = "INSERT INTO memberships (contact, at, name) VALUES (?, ?, ?)"
_NUMBERS = (
    "SELECT contact, raw, e164, type FROM numbers WHERE contact IN (SELECT value FROM json_each(?)) "
    "ORDER BY contact, at"
)
_EMAILS = (
    "SELECT contact, address FROM emails WHERE contact IN (SELECT value FROM json_each(?)) "
    "ORDER BY contact, at"
)
_GROUPS = (
    "SELECT contact, name FROM memberships WHERE contact IN (SELECT value FROM json_each(?)) "
    "ORDER BY contact, at"
)


def storable(text: str) -> str:
    """`text` as it can be stored: a lone surrogate, which UTF-8 has no bytes for, is spelt out."""
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode("utf-8")


def values_of(contact: Contact, place: int, derived: Derived) -> tuple[object, ...]:
    """The row of a contact, in the order of `COLUMNS`."""
    texts = (storable(getattr(contact, name)) for name in _TEXTS)
    aliases = storable("\n".join(contact.aliases))
    return (contact.id, place, *texts, storable(contact.uid), contact.favourite, aliases, derived.firm)


def number_values(contact: Contact, derived: Derived) -> list[tuple[object, ...]]:
    return [
        (contact.id, at, storable(held.raw), held.type, found.e164, found.key, found.main, derived.firm)
        for at, (held, found) in enumerate(zip(contact.numbers, derived.numbers, strict=True))
    ]


def email_values(contact: Contact) -> list[tuple[object, ...]]:
    return [(contact.id, at, storable(address)) for at, address in enumerate(contact.emails)]


def group_values(contact: Contact) -> list[tuple[object, ...]]:
    return [(contact.id, at, storable(name)) for at, name in enumerate(contact.groups)]


def json_list(values: Iterable[object]) -> str:
    """Values as one argument, for `IN (SELECT value FROM json_each(?))`."""
    return json.dumps(list(values))


def load(connection: sqlite3.Connection, ids: Iterable[int]) -> dict[int, Contact]:
    """The contacts with those ids, as far as there are any."""
    wanted = list(dict.fromkeys(ids))
    if not wanted:
        return {}
    listed = (json_list(wanted),)
    numbers: dict[int, list[PhoneNumber]] = {}
    for id, raw, e164, kind in connection.execute(_NUMBERS, listed):
        numbers.setdefault(id, []).append(PhoneNumber(raw, e164, kind))
    emails = _grouped(connection.execute(_EMAILS, listed))
    groups = _grouped(connection.execute(_GROUPS, listed))
    return {
        row[0]: _contact(row, numbers.get(row[0], ()), emails.get(row[0], ()), groups.get(row[0], ()))
        for row in connection.execute(_GET, listed)
    }


def as_text(contact: Contact) -> str:
    """All of a contact but its id, to be kept beside it."""
    values = asdict(contact)
    del values["id"]
    return storable(json.dumps(values, ensure_ascii=False))


def from_text(text: str) -> Contact:
    """The inverse of `as_text`; the id is 0."""
    values: dict[str, Any] = json.loads(text)
    numbers = tuple(PhoneNumber(**number) for number in values.pop("numbers"))
    lists: dict[str, Any] = {name: tuple(values.pop(name)) for name in ("emails", "groups", "aliases")}
    return Contact(0, numbers=numbers, **lists, **values)


def _grouped(rows: Iterable[tuple[int, str]]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for id, text in rows:
        found.setdefault(id, []).append(text)
    return found


def _contact(
    row: Sequence[Any], numbers: Iterable[PhoneNumber], emails: Iterable[str], groups: Iterable[str]
) -> Contact:
    texts = dict(zip(_TEXTS, row[2 : 2 + len(_TEXTS)], strict=True))
    uid, favourite, aliases = row[2 + len(_TEXTS) :]
    return Contact(
        row[0],
        numbers=tuple(numbers),
        emails=tuple(emails),
        groups=tuple(groups),
        favourite=bool(favourite),
        uid=uid,
        aliases=tuple(aliases.split("\n")) if aliases else (),
        **texts,
    )
