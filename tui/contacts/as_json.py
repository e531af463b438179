"""Contacts as the command line prints them (the contract of the JSON output)."""

from __future__ import annotations

from tui.contacts.model import Contact


def contact_json(contact: Contact) -> dict[str, object]:
    """The whole of a contact: what `contacts search --json` lists."""
    return {
        "id": contact.id,
        "name": contact.name,
        "given": contact.given,
        "family": contact.family,
        "company": contact.company,
        "title": contact.title,
        "department": contact.department,
        "numbers": _numbers(contact),
        "emails": list(contact.emails),
        "address": contact.address,
        "url": contact.url,
        "note": contact.note,
        "groups": list(contact.groups),
        "source": contact.source,
        "favourite": contact.favourite,
    }


def lookup_json(contact: Contact) -> dict[str, object]:
    """The short form in the answer of `lookup --json`."""
    return {
        "id": contact.id,
        "name": contact.name,
        "company": contact.company,
        "source": contact.source,
        "numbers": _numbers(contact),
    }


def reference_json(contact: Contact) -> dict[str, object]:
    """The shortest form, in a call: who it was."""
    return {"id": contact.id, "name": contact.name, "company": contact.company}


def _numbers(contact: Contact) -> list[dict[str, object]]:
    return [{"raw": number.raw, "e164": number.e164, "type": number.type} for number in contact.numbers]
