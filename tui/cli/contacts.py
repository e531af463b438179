"""`durchwahl contacts`: the phone book."""

from __future__ import annotations

import argparse

from tui.cli.setting import phone_book, settle
from tui.cli.table import as_document, as_table
from tui.contacts.as_json import contact_json
from tui.contacts.model import Contact
from tui.errors import NotFoundError, UsageError
from tui.i18n import say
from tui.phonebook.reading import Reader


def _book(args: argparse.Namespace) -> Reader:
    config, paths = settle(args)
    return phone_book(config, paths)


def search(args: argparse.Namespace) -> int:
    """The contacts that fit, the best first."""
    if args.limit < 0:
        raise UsageError("cli_negative", option="--limit")
    with _book(args) as book:
        found = book.search(args.query, args.limit or len(book))
    if args.json:
        print(as_document({"contacts": [contact_json(contact) for contact in found]}))
    elif found:
        head = [say(f"column_{name}") for name in ("id", "party", "company", "number")]
        rows = [
            [str(one.id), one.name, one.company, ", ".join(number.raw for number in one.numbers)]
            for one in found
        ]
        print(as_table(head, rows))
    else:
        print(say("contacts_none"))
    return 0


def show(args: argparse.Namespace) -> int:
    """One contact with everything that is known."""
    with _book(args) as book:
        contact = book.get(args.id)
    if contact is None:
        raise NotFoundError("no_such_contact", id=args.id)
    print(as_document(contact_json(contact)) if args.json else describe(contact))
    return 0


def describe(contact: Contact) -> str:
    """Everything that is known of a contact, on lines."""
    name = contact.name or contact.company
    lines = [f"{name}  ({contact.id}, {contact.source})"]
    lines += [f"  {number.type}: {number.raw}" for number in contact.numbers]
    company = contact.company if contact.company != name else ""
    texts = (company, contact.title, contact.department, *contact.emails, contact.address, contact.url)
    lines += [f"  {text}" for text in (*texts, ", ".join(contact.groups), *contact.note.splitlines()) if text]
    return "\n".join(lines)
