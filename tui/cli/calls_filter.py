"""Which calls a command is about: its options as a filter of the journal."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tui.calls.states import Direction, Outcome
from tui.cli.moments import parse_moment
from tui.cli.setting import phone_book
from tui.config.model import Config
from tui.errors import NotFoundError, UsageError
from tui.journal.filter import Filter
from tui.paths import Paths
from tui.untrusted import clean

if TYPE_CHECKING:
    from tui.contacts.model import Contact


def filter_of(args: argparse.Namespace, config: Config, paths: Paths, now: float) -> Filter:
    """The filter. Raises `UsageError` for a time that is none and `NotFoundError` for nobody."""
    wanted = Filter(
        since=parse_moment(args.since, now) if args.since else None,
        until=parse_moment(args.until, now) if args.until else None,
        direction=Direction(args.way) if args.way else None,
        missed=args.missed,
        outcome=Outcome.ANSWERED if args.answered else None,
        phone=args.phone,
        line=args.line,
        number=number_key(args.number, config) if args.number else None,
        text=args.search,
        tag=args.tag,
        reference=args.reference,
        with_note=args.with_note,
        open_follow_up=args.follow_up,
        unseen=args.unseen,
    )
    if not args.contact:
        return wanted
    contact = named_contact(args.contact, config, paths)
    return replace(wanted, contact=contact.id, also=numbers_of(contact, config))


def number_key(text: str, config: Config) -> str:
    """A number as the journal keeps it; what is none, as it is."""
    from tui.dialing.reading import read_typed

    return read_typed(text, config.dialing).key or text


def named_contact(text: str, config: Config, paths: Paths) -> Contact:
    """The contact with that id, or the one that the words name. Raises `NotFoundError` or `UsageError`."""
    with phone_book(config, paths) as book:
        if text.isdecimal() and (contact := book.get(int(text[:18]))) is not None:
            return contact
        found = book.search(text, 3)
    if not found:
        raise NotFoundError("dial_nobody", text=clean(text, 60))
    if len(found) > 1:
        names = ", ".join(contact.name or contact.company for contact in found)
        raise UsageError("dial_several", text=clean(text, 60), names=names)
    return found[0]


def numbers_of(contact: Contact, config: Config) -> tuple[str, ...]:
    """The contact's numbers as the journal keeps them."""
    return tuple(dict.fromkeys(number_key(number.raw, config) for number in contact.numbers))


def file_of(text: str) -> Path:
    """A file as it was typed, "~" included."""
    try:
        return Path(text).expanduser()
    except RuntimeError:
        return Path(text)
