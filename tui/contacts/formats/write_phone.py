"""Contacts as the phone books of Snom and Yealink phones. What cannot be dialled is left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from tui.contacts.model import Contact, PhoneNumber
from tui.contacts.number_text import as_typed
from tui.dialing.number import DialPlan, NumberKind
from tui.dialing.reading import read_typed

_SNOM_TYPES = {"work": "business", "home": "home", "mobile": "mobile", "fax": "fax", "main": "main"}
_HEAD = b'<?xml version="1.0" encoding="utf-8"?>\n'


def write_yealink(contacts: Iterable[Contact], plan: DialPlan) -> Iterator[bytes]:
    """A remote directory (<YealinkIPPhoneDirectory>), an entry for each contact that can be rung."""
    yield _HEAD + b"<YealinkIPPhoneDirectory>\n"
    for contact in contacts:
        lines = [
            f'<Telephone label="{_text(number.type)}">{_text(digits)}</Telephone>'
            for number, digits in _dialled(contact, plan)
        ]
        if lines:
            entry = f"<DirectoryEntry><Name>{_text(contact.name)}</Name>{''.join(lines)}</DirectoryEntry>\n"
            yield entry.encode("utf-8", "replace")
    yield b"</YealinkIPPhoneDirectory>\n"


def write_snom(contacts: Iterable[Contact], plan: DialPlan) -> Iterator[bytes]:
    """A directory (<tbook>) of items, which old and new firmware reads. Somebody with several numbers is a
    master item with the first, and a member item for each further one."""
    yield _HEAD + b'<tbook e="2" complete="true">\n'
    for contact in contacts:
        numbers = list(_dialled(contact, plan))
        if numbers:
            yield "".join(_items(contact, numbers)).encode("utf-8", "replace")
    yield b"</tbook>\n"


def _items(contact: Contact, numbers: list[tuple[PhoneNumber, str]]) -> Iterator[str]:
    (first, main), *further = numbers
    person = (
        ("name", contact.name),
        ("number", main),
        ("number_type", _SNOM_TYPES.get(first.type, "")),
        ("first_name", contact.given),
        ("last_name", contact.family),
        ("title", contact.title),
        ("organization", contact.company),
        ("email", next(iter(contact.emails), "")),
        ("note", contact.note),
        ("group", next(iter(contact.groups), "")),
    )
    yield _item("master" if further else "none", person, favourite=contact.favourite)
    for number, digits in further:
        member = (
            ("first_name", "Member_Alias"),
            ("last_name", main),
            ("number", digits),
            ("number_type", _SNOM_TYPES.get(number.type, "")),
        )
        yield _item("", member, favourite=False)


def _item(kind: str, fields: Iterable[tuple[str, str]], *, favourite: bool) -> str:
    inner = "".join(f"<{name}>{_text(value)}</{name}>" for name, value in fields if value)
    return f'<item context="active" type="{kind}" fav="{str(favourite).lower()}">{inner}</item>\n'


def _dialled(contact: Contact, plan: DialPlan) -> Iterator[tuple[PhoneNumber, str]]:
    """What a phone dials for each number: E.164, else the digits as they are dialled inside the PBX."""
    for number in contact.numbers:
        read = read_typed(as_typed(number.raw), plan)
        digits = number.e164 or read.e164 or (read.digits if read.kind is not NumberKind.INVALID else "")
        if digits:
            yield number, digits


def _text(text: str) -> str:
    return escape(text, quote=True)
