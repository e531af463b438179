"""`durchwahl lookup`: who a number belongs to."""

from __future__ import annotations

import argparse

from tui.cli.setting import phone_book, settle
from tui.cli.table import as_document
from tui.contacts.as_json import lookup_json
from tui.contacts.model import Match, MatchKind
from tui.dialing.display import location, national
from tui.dialing.number import Number
from tui.dialing.reading import read_typed
from tui.i18n import language, say


def run(args: argparse.Namespace) -> int:
    """An unknown number is no failure: it has a kind and perhaps a place."""
    config, paths = settle(args)
    number = read_typed(args.number, config.dialing)
    with phone_book(config, paths) as book:
        match = book.match(number)
    if match.kind is MatchKind.NONE and config.sources:
        from tui.cli.contacts_sources import ask_sources

        found = ask_sources(config, paths, number).contacts
        match = Match(MatchKind.EXACT, found) if found else match
    place = location(number.e164, language()) if number.e164 else ""
    if args.json:
        print(as_document(_document(args.number, number, match, place, config.dialing.country)))
        return 0
    told = [
        national(number, config.dialing.country) or number.digits or args.number,
        say(f"kind_{number.kind.value}"),
        place,
    ]
    print(", ".join(part for part in told if part))
    for contact in match.contacts:
        company = contact.company if contact.company != contact.name else ""
        print(
            "  "
            + " · ".join(
                part
                for part in (
                    contact.name,
                    company,
                    say(f"match_{match.kind.value}", extension=match.extension),
                    contact.source if contact.source in config.sources else "",
                )
                if part
            )
        )
    if match.kind is MatchKind.NONE:
        print("  " + say("card_unknown"))
    return 0


def _document(text: str, number: Number, match: Match, place: str, country: str) -> dict[str, object]:
    return {
        "input": text,
        "e164": number.e164,
        "national": national(number, country) or None,
        "kind": number.kind.value,
        "location": place or None,
        "match": match.kind.value,
        "extension": match.extension or None,
        "contacts": [lookup_json(contact) for contact in match.contacts],
    }
