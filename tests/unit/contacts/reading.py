"""What the tests of the formats ask of a file."""

from __future__ import annotations

from tui.contacts.formats.problems import Problem
from tui.contacts.formats.reader import ContactFile, ParsedContact, read_contacts
from tui.contacts.model import Contact
from tui.dialing.number import DialPlan


def read(
    data: bytes | str, plan: DialPlan | None = None, **columns: str
) -> tuple[ContactFile, list[Contact], list[Problem]]:
    """The file, its contacts and its problems."""
    raw = data.encode() if isinstance(data, str) else data
    book = read_contacts(raw, "test", plan, columns=columns)
    found = list(book)
    contacts = [one.contact for one in found if isinstance(one, ParsedContact)]
    return book, contacts, [one for one in found if isinstance(one, Problem)]


def numbers(contact: Contact) -> list[tuple[str, str]]:
    """Each number as written, with its type."""
    return [(number.raw, number.type) for number in contact.numbers]


def keys(data: bytes | str) -> list[str]:
    """The keys of the records, in their order."""
    raw = data.encode() if isinstance(data, str) else data
    return [one.key for one in read_contacts(raw, "test") if isinstance(one, ParsedContact)]
