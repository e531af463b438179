"""`durchwahl contacts add`, `edit`, `delete`, `duplicates` and `merge`: the phone book, changed by hand."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from typing import Any

from tui.cli.contacts import describe
from tui.cli.setting import phone_book, settle
from tui.cli.table import as_document, as_table
from tui.contacts.as_json import contact_json
from tui.contacts.model import Contact, PhoneNumber
from tui.errors import NotFoundError
from tui.i18n import say
from tui.phonebook import editing
from tui.phonebook.schema import changing

TEXTS = ("name", "given", "family", "company", "title", "department", "address", "url", "note")
_TYPES = ("work", "mobile", "home", "fax", "main", "pager", "other")


def add(args: argparse.Namespace) -> int:
    """A contact of one's own."""
    config, paths = settle(args)
    contact = replace(Contact(0, ""), **_given(args))
    with changing(paths.contacts) as connection:
        added = editing.add(connection, contact, config.dialing)
    return _show(args, added)


def edit(args: argparse.Namespace) -> int:
    """Replaces what is named; everything else stays."""
    config, paths = settle(args)
    with phone_book(config, paths) as book:
        before = book.get(args.id)
    if before is None:
        raise NotFoundError("no_such_contact", id=args.id)
    with changing(paths.contacts) as connection:
        after = editing.edit(connection, replace(before, **_given(args)), config.dialing)
    return _show(args, after)


def delete(args: argparse.Namespace) -> int:
    """Deletes contacts, all of those named or none."""
    config, paths = settle(args)
    with phone_book(config, paths) as book:
        missing = [id for id in args.id if book.get(id) is None]
    if missing:
        raise NotFoundError("no_such_contact", id=missing[0])
    with changing(paths.contacts) as connection:
        count = editing.delete(connection, args.id)
    print(say("contacts_deleted", count=count), file=sys.stderr)
    return 0


def merge(args: argparse.Namespace) -> int:
    """Makes one of several; the first keeps its id."""
    config, paths = settle(args)
    phone_book(config, paths).close()
    with changing(paths.contacts) as connection:
        merged = editing.merge(connection, args.id[0], args.id[1:], config.dialing)
    return _show(args, merged)


def duplicates(args: argparse.Namespace) -> int:
    """Contacts that are probably one and the same."""
    config, paths = settle(args)
    with phone_book(config, paths) as book:
        groups = book.duplicates()
    if args.json:
        print(as_document({"duplicates": [[contact_json(one) for one in group] for group in groups]}))
    elif groups:
        head = [say(f"column_{name}") for name in ("id", "party", "company", "number")]
        rows = [
            [str(one.id), one.name, one.company, ", ".join(number.raw for number in one.numbers)]
            for group in groups
            for one in group
        ]
        print(as_table(head, rows))
    else:
        print(say("contacts_no_duplicates"))
    return 0


def _given(args: argparse.Namespace) -> dict[str, Any]:
    """The values that the command line names."""
    values: dict[str, Any] = {name: getattr(args, name) for name in TEXTS if getattr(args, name) is not None}
    if args.number is not None:
        values["numbers"] = tuple(_number(text) for text in args.number if text)
    if args.email is not None:
        values["emails"] = tuple(text for text in args.email if text)
    if args.group is not None:
        values["groups"] = tuple(text for text in args.group if text)
    if args.favourite is not None:
        values["favourite"] = args.favourite
    return values


def _number(text: str) -> PhoneNumber:
    """ "mobile:0171 …" or just the number."""
    kind, colon, raw = text.partition(":")
    if colon and kind.strip().lower() in _TYPES:
        return PhoneNumber(raw.strip(), type=kind.strip().lower())
    return PhoneNumber(text, type="work")


def _show(args: argparse.Namespace, contact: Contact) -> int:
    print(as_document(contact_json(contact)) if args.json else describe(contact))
    return 0
