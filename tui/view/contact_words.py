"""What the screens say about a contact."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from tui.contacts.model import Contact, PhoneNumber
from tui.dialing.number import DialPlan
from tui.i18n import say
from tui.view.wording import written

# The kinds of numbers that have words of ours; any other is the owner's own label.
NUMBER_TYPES: Final = ("work", "mobile", "home", "fax", "main", "pager", "car", "assistant", "other")
_NOTE_LINES: Final = 6


def title(contact: Contact, separator: str) -> str:
    """Name and company."""
    name = contact.name or contact.company
    return name if contact.company in ("", name) else f"{name} {separator} {contact.company}"


def type_word(kind: str) -> str:
    """What sort of number it is, as a person says it."""
    return say(f"number_{kind}") if kind in NUMBER_TYPES else kind


def number_text(number: PhoneNumber, plan: DialPlan) -> str:
    """A number as it is written here; what cannot be read, as it stands in the phone book."""
    return written(number.e164, plan) if number.e164 else number.raw


def facts(contact: Contact) -> list[tuple[str, str]]:
    """Everything but names and numbers: (what it is, text). A note has several lines at the most."""
    note = [line for line in contact.note.splitlines() if line.strip()]
    shown = note[:_NOTE_LINES] + (["…"] if len(note) > _NOTE_LINES else [])
    found = [
        (say("field_title"), contact.title),
        (say("field_department"), contact.department),
        (say("field_emails"), ", ".join(contact.emails)),
        (say("field_address"), " ".join(contact.address.split())),
        (say("field_url"), contact.url),
        (say("field_groups"), ", ".join(contact.groups)),
        *((say("field_note") if at == 0 else "", line) for at, line in enumerate(shown)),
    ]
    return [(name, text) for name, text in found if text]


def dropped(kept: Contact, others: Iterable[Contact]) -> list[tuple[str, str]]:
    """What a merge into `kept` leaves out, as (what it is, text): where both say something, one can stay."""
    found: list[tuple[str, str]] = []
    for name in ("name", "company", "title", "department", "address", "url"):
        stays = getattr(kept, name)
        for other in others:
            text = getattr(other, name)
            if not stays:
                stays = text
            elif text and text != stays:
                found.append((say(f"field_{name}"), text))
    return list(dict.fromkeys(found))
