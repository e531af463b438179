"""Contacts as vCard 3.0 (RFC 2426) and 4.0 (RFC 6350), which `vcard` reads back the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tui.contacts.model import Contact, PhoneNumber

_WIDTH = 75  # octets of a line
_TYPES = {  # of 3.0, of 4.0
    "work": ("WORK,VOICE", "work,voice"),
    "home": ("HOME,VOICE", "home,voice"),
    "mobile": ("CELL", "cell"),
    "fax": ("FAX", "fax"),
    "main": ("X-MAIN", "main-number"),
    "pager": ("PAGER", "pager"),
    "car": ("CAR", "x-car"),
    "assistant": ("X-ASSISTANT", "x-assistant"),
    "other": ("VOICE", "voice"),
}


def write_vcards(contacts: Iterable[Contact], version: str) -> Iterator[bytes]:
    """Each of `contacts` as a card of `version` 3.0 or 4.0, numbers as they are written."""
    for contact in contacts:
        lines = ["BEGIN:VCARD", f"VERSION:{version}", *_properties(contact, version), "END:VCARD"]
        yield b"".join(_folded(line) for line in lines)


def _properties(contact: Contact, version: str) -> Iterator[str]:
    if contact.uid:
        yield f"UID:{_escaped(contact.uid)}"
    yield f"FN:{_escaped(contact.name)}"
    yield f"N:{_escaped(contact.family)};{_escaped(contact.given)};;;"
    if contact.company or contact.department:
        department = f";{_escaped(contact.department)}" if contact.department else ""
        yield f"ORG:{_escaped(contact.company)}{department}"
    if contact.title:
        yield f"TITLE:{_escaped(contact.title)}"
    for place, number in enumerate(contact.numbers, start=1):
        yield from _number(number, place, version)
    for email in contact.emails:
        yield f"EMAIL{';TYPE=INTERNET' if version == '3.0' else ''}:{_escaped(email)}"
    if contact.address:
        yield f"ADR:;;{_escaped(contact.address)};;;;"
    if contact.url:
        yield "URL:" + contact.url.replace("\\", "\\\\")  # commas and semicolons are part of an address
    if contact.note:
        yield f"NOTE:{_escaped(contact.note)}"
    for name, items in (("CATEGORIES", contact.groups), ("NICKNAME", contact.aliases)):
        if items:
            yield f"{name}:{','.join(_escaped(item) for item in items)}"
    if contact.favourite:
        yield "X-FAVORITE:1"


def _number(number: PhoneNumber, place: int, version: str) -> Iterator[str]:
    types = _TYPES.get(number.type)
    value = _escaped(number.raw)
    if types is None:  # a label of the owner's: as Apple and Google write it
        yield f"item{place}.TEL:{value}"
        yield f"item{place}.X-ABLabel:{_escaped(number.type)}"
    elif version == "3.0":
        yield f"TEL;TYPE={types[0]}:{value}"
    else:
        yield f'TEL;VALUE=text;TYPE="{types[1]}":{value}'


def _escaped(text: str) -> str:
    for char in ("\\", ",", ";"):
        text = text.replace(char, f"\\{char}")
    return text.replace("\r\n", "\\n").replace("\n", "\\n")


def _folded(line: str) -> bytes:
    """`line` with its ends, in pieces of at most 75 octets that do not cut a character."""
    pieces: list[bytes] = []
    piece = b""
    if line.isascii() and len(line) <= _WIDTH:
        return line.encode() + b"\r\n"
    for char in line:
        octets = char.encode("utf-8", "replace")
        if len(piece) + len(octets) > _WIDTH:
            pieces.append(piece)
            piece = b" "
        piece += octets
    return b"\r\n".join((*pieces, piece)) + b"\r\n"
