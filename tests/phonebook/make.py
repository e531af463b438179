"""Phone books for tests."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from tui.contacts.model import Contact
from tui.database.migrations import migrate
from tui.dialing.number import DialPlan
from tui.phonebook import tables
from tui.phonebook.reading import Reader
from tui.phonebook.schema import KIND


def empty() -> sqlite3.Connection:
    """The tables, in memory."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection, KIND)
    return connection


def book_of(contacts: Iterable[Contact], plan: DialPlan) -> Reader:
    """A phone book of those contacts, in memory."""
    connection = empty()
    connection.execute("BEGIN")
    tables.add(connection, contacts, plan)
    connection.execute("COMMIT")
    return Reader(connection, Path("memory"), plan)


PLAN = DialPlan(
    country="DE", area_code="221", company_number="4710", extension_digits=(2, 3), outside_prefix="0"
)


def reader(connection: sqlite3.Connection) -> Reader:
    return Reader(connection, Path("memory"), PLAN)


def held(connection: sqlite3.Connection) -> list[Contact]:
    """Everybody in it, in listing order."""
    return list(reader(connection))


def names(connection: sqlite3.Connection) -> list[str]:
    return [contact.name for contact in held(connection)]


def card(name: str, number: str) -> str:
    """A vCard, whose UID is the name."""
    return f"BEGIN:VCARD\nVERSION:3.0\nUID:{name}\nFN:{name}\nTEL:{number}\nEND:VCARD\n"
