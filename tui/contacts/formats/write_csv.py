"""Contacts as CSV: with the headings of Google's export, and as the Cloud PBX wants its phone book."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence

from tui.contacts.formats.csv_contact import FORMULA, PACKED
from tui.contacts.model import Contact
from tui.contacts.number_text import as_typed
from tui.dialing.number import DialPlan
from tui.dialing.reading import read_typed

_PLAIN = (
    "Name",
    "First Name",
    "Last Name",
    "Nickname",
    "Organization Name",
    "Organization Title",
    "Organization Department",
    "Notes",
    "Labels",
    "Favorite",
    "UID",
    "Website 1 - Value",
    "Address 1 - Formatted",
)


class _Lines:
    """What the csv module writes to."""

    def __init__(self) -> None:
        self.line = ""

    def write(self, line: str) -> None:
        """Called once for each row."""
        self.line = line


def write_csv(contacts: Iterable[Contact]) -> Iterator[bytes]:
    """`contacts` with a heading that Google Contacts takes, too. A mark for Excel stands before it, and cells
    that a spreadsheet would take for a formula begin with an apostrophe."""
    listed = list(contacts)
    emails = max((len(contact.emails) for contact in listed), default=0)
    phones = max((len(contact.numbers) for contact in listed), default=0)
    lines = _Lines()
    writer = csv.writer(lines)
    heading = [*_PLAIN, *(f"E-mail {n} - Value" for n in range(1, emails + 1))]
    for n in range(1, phones + 1):
        heading += [f"Phone {n} - Label", f"Phone {n} - Value"]
    writer.writerow(heading)
    yield b"\xef\xbb\xbf" + lines.line.encode()
    for contact in listed:
        writer.writerow(_row(contact, emails, phones))
        yield lines.line.encode("utf-8", "replace")


def write_cloud_pbx(contacts: Iterable[Contact], plan: DialPlan) -> Iterator[bytes]:
    """`Name, +49…`, a line for each number that has an E.164 form; a comma in a name becomes a blank."""
    for contact in contacts:
        name = " ".join(contact.name.replace(",", " ").replace('"', " ").split())
        for number in contact.numbers:
            e164 = number.e164 or read_typed(as_typed(number.raw), plan).e164
            if e164 and name:
                yield f"{name}, {e164}\n".encode("utf-8", "replace")


def _row(contact: Contact, emails: int, phones: int) -> list[str]:
    texts = [
        contact.name,
        contact.given,
        contact.family,
        PACKED.join(contact.aliases),
        contact.company,
        contact.title,
        contact.department,
        contact.note,
        PACKED.join(contact.groups),
        "1" if contact.favourite else "",
        contact.uid,
        contact.url,
        contact.address,
        *_padded(contact.emails, emails),
    ]
    row = [f"'{text}" if text[:1] in FORMULA and text else text for text in texts]
    for number in contact.numbers:
        row += [number.type, f"'{number.raw}" if number.raw[:1] in "@=" else number.raw]
    return _padded(row, len(_PLAIN) + emails + 2 * phones)


def _padded(cells: Sequence[str], width: int) -> list[str]:
    return [*cells, *[""] * (width - len(cells))]
