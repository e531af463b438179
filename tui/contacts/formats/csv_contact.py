"""One row of a CSV address book as a contact."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tui.contacts.formats.csv_columns import Heading
from tui.contacts.model import Contact, PhoneNumber
from tui.contacts.number_text import MAX_NUMBERS, label_type, raw_number, split_numbers
from tui.untrusted import clean

_MAX_EMAILS = 20
_MAX_GROUPS = 50
_MAX_ALIASES = 10
_LONG = 500
_LIMITS = {"note": 4000, "url": 500}
_YES = {"1", "x", "ja", "yes", "true", "wahr", "*"}
_STARRED = {"starred", "favorites", "favourites", "favoriten"}
PACKED = " ::: "  # between values in one cell of Google's
FORMULA = "=+-@'"  # how a formula begins in a spreadsheet's eyes; an apostrophe before it makes it text
_PACKED = re.compile(r"\s*:::\s*")
_LIST = re.compile(r"\s*:::\s*|\s*[;,\r\n]+\s*")


def contact_from(cells: Sequence[str], heading: Heading, source: str) -> Contact | None:
    """The contact of a row; None where the row has no name, number or e-mail address."""
    texts = _texts(cells, heading)
    numbers = _numbers(cells, heading)
    emails = _emails(cells, heading)
    given, family, company = (texts.get(field, "") for field in ("given", "family", "company"))
    full = " ".join(part for part in (given, texts.get("middle", ""), family) if part)
    name = texts.get("name") or full or company or texts.get("file_as") or texts.get("nickname", "")
    name = name or (emails[0] if emails else "") or (numbers[0].raw if numbers else "")
    if not name:
        return None
    groups, starred = _groups(cells, heading)
    return Contact(
        id=0,
        name=clean(name),
        given=given,
        family=family,
        company=company,
        title=texts.get("title", ""),
        department=texts.get("department", ""),
        numbers=numbers,
        emails=emails,
        address=_address(cells, heading),
        url=texts.get("url", ""),
        note=texts.get("note", ""),
        groups=groups,
        source=source,
        favourite=starred or texts.get("favourite", "").lower() in _YES,
        uid=texts.get("uid", ""),
        aliases=_aliases(cells, heading),
    )


def _texts(cells: Sequence[str], heading: Heading) -> dict[str, str]:
    """The first filled cell of every plain field."""
    found: dict[str, str] = {}
    for at, column in heading.columns.items():
        if at < len(cells) and column.field not in ("phone", "email", "address", "groups", "ignored"):
            text = clean(_plain(cells[at]), _LIMITS.get(column.field, 256))
            if text:
                found.setdefault(column.field, text)
    return found


def _aliases(cells: Sequence[str], heading: Heading) -> tuple[str, ...]:
    found = (
        clean(part)
        for at, column in heading.columns.items()
        if column.field == "nickname" and at < len(cells)
        for part in _PACKED.split(_plain(cells[at][:4000]))
    )
    return tuple(dict.fromkeys(alias for alias in found if alias))[:_MAX_ALIASES]


def _numbers(cells: Sequence[str], heading: Heading) -> tuple[PhoneNumber, ...]:
    found: dict[str, PhoneNumber] = {}
    for at, column in heading.columns.items():
        if column.field != "phone" or at >= len(cells):
            continue
        kind = (
            label_type("", cells[column.label].strip("* ")) if 0 <= column.label < len(cells) else column.kind
        )
        for part in split_numbers(cells[at]):
            raw = raw_number(part)
            if raw and len(found) < MAX_NUMBERS:
                found.setdefault(raw, PhoneNumber(raw, type=kind))
    if any(column.label >= 0 for column in heading.columns.values()):
        return tuple(found.values())  # in their owner's order
    # Columns stand in the order of the exporting program; a fax is never what one wants to dial first.
    return tuple(sorted(found.values(), key=lambda number: number.type == "fax"))


def _emails(cells: Sequence[str], heading: Heading) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for at, column in heading.columns.items():
        if column.field == "email" and at < len(cells):
            for part in re.split(r"\s*(?::::|[;\r\n])\s*", _plain(cells[at][:2000])):
                email = clean(part)
                if email and len(found) < _MAX_EMAILS:
                    found.setdefault(email)
    return tuple(found)


def _address(cells: Sequence[str], heading: Heading) -> str:
    """The first address that has anything: work, home, other."""
    parts: dict[tuple[str, str], str] = {}
    for at, column in heading.columns.items():
        if column.field == "address" and at < len(cells) and cells[at].strip():
            lines = (part.strip(" ,") for part in _plain(cells[at][:2000]).splitlines())
            line = clean(", ".join(part for part in lines if part), _LONG)
            parts.setdefault((column.place, column.kind), line)
    for place in ("work", "home", "other"):
        whole, street, code, city, country = (
            parts.get((place, kind), "") for kind in ("whole", "street", "zip", "city", "country")
        )
        town = " ".join(part for part in (code, city) if part)
        line = whole or ", ".join(part for part in (street, town, country) if part)
        if line:
            return clean(line, _LONG)
    return ""


def _groups(cells: Sequence[str], heading: Heading) -> tuple[tuple[str, ...], bool]:
    found: dict[str, None] = {}
    starred = False
    for at, column in heading.columns.items():
        if column.field != "groups" or at >= len(cells):
            continue
        between = _PACKED if heading.format == "csv-google" else _LIST
        for part in between.split(_plain(cells[at][:8000])):
            group = clean(part).removeprefix("* ")  # Google marks its own groups with a star
            if group.lower() in _STARRED:
                starred = True
            elif group and group != "myContacts" and len(found) < _MAX_GROUPS:
                found.setdefault(group)
    return tuple(found), starred


def _plain(cell: str) -> str:
    """`cell` without the apostrophe that keeps a spreadsheet from computing it."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] and cell[1] in FORMULA else cell
