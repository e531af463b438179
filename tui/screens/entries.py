"""Contacts and past calls as lines to choose from."""

from __future__ import annotations

from collections.abc import Iterable

from tui.contacts.model import Contact
from tui.dialing.display import shown
from tui.dialing.number import DialPlan, Number
from tui.i18n import say
from tui.journal.record import CallRecord
from tui.view.glyphs import Glyphs
from tui.view.parts import Entry
from tui.view.wording import written


def contact_entries(
    contacts: Iterable[Contact], plan: DialPlan, glyphs: Glyphs, *, every_number: bool = False
) -> list[Entry]:
    """A line for each contact with its first number, or for each of its numbers."""
    entries = []
    for contact in contacts:
        numbers = contact.numbers if every_number else contact.numbers[:1]
        for number in numbers:
            text = written(number.e164, plan) if number.e164 else number.raw
            entries.append(_entry(contact, glyphs, text, number.e164 or number.raw))
        if not numbers and not every_number:
            entries.append(_entry(contact, glyphs, "", ""))
    return entries


def _entry(contact: Contact, glyphs: Glyphs, number: str, dial: str) -> Entry:
    name = contact.name or contact.company
    return Entry(
        glyph=glyphs.star if contact.favourite else "",
        name=name,
        company=contact.company if contact.company != name else "",
        number=number,
        dial=dial,
        contact=contact.id,
    )


def number_entries(numbers: Iterable[Number], plan: DialPlan) -> list[Entry]:
    """A line for each number that was found in a text."""
    return [
        Entry(
            glyph="",
            name=say(f"kind_{number.kind.value}"),
            company="",
            number=shown(number, plan),
            dial=number.e164 or number.digits,
        )
        for number in numbers
    ]


def call_entries(records: Iterable[CallRecord], plan: DialPlan, glyphs: Glyphs) -> list[Entry]:
    """A line for each number that was dialled, the newest first, none twice."""
    entries: dict[str, Entry] = {}
    for record in records:
        if record.number and record.number not in entries:
            contact = record.contact
            entries[record.number] = Entry(
                glyph=glyphs.outgoing,
                name=contact.name if contact else record.call.display_name,
                company=contact.company if contact else "",
                number=written(record.number, plan),
                dial=record.number,
                contact=contact.id if contact else None,
            )
    return list(entries.values())
