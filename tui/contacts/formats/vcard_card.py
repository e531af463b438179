"""One vCard, its properties gathered, as a contact (RFC 2426, RFC 6350; Apple's and Android's extras)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from tui.contacts.formats.vcard_lines import Property
from tui.contacts.formats.vcard_text import fields, items, unescape
from tui.contacts.model import Contact, PhoneNumber
from tui.contacts.number_text import MAX_NUMBERS, label_type, raw_number, split_numbers
from tui.untrusted import clean

MAX_PROPERTIES = 500  # kept per card
_MAX_EMAILS = 20
_MAX_GROUPS = 50
_NOTE = 4000
_LONG = 500
_MAX_ALIASES = 10
_KINDS = ("KIND", "X-ADDRESSBOOKSERVER-KIND")
_PHONETIC = (
    ("X-PHONETIC-FIRST-NAME", "X-PHONETIC-MIDDLE-NAME", "X-PHONETIC-LAST-NAME"),
    ("X-PHONETIC-ORG",),
    ("SORT-STRING",),
    ("X-MAIDENNAME",),
)
_ALIASED = {"NICKNAME", *(name for names in _PHONETIC for name in names)}
_FAVOURITES = {"starred", "* starred", "favourites", "favorites", "favoriten", "favorit"}


@dataclass(slots=True)
class Card:
    """What was read between BEGIN and END; `line` is that of BEGIN, `fallback` the encoding where none is
    told."""

    line: int
    fallback: str = "cp1252"
    properties: dict[str, list[Property]] = field(default_factory=dict)
    count: int = 0

    def add(self, prop: Property) -> None:
        self.properties.setdefault(prop.head.name, []).append(prop)
        self.count += 1

    def text(self, *names: str, limit: int = 256) -> str:
        """The first of the properties `names` that says anything, on one line."""
        for value in self.texts(*names):
            line = clean(unescape(value), limit)
            if line:
                return line
        return ""

    def texts(self, *names: str) -> Iterator[str]:
        """The values of the properties `names`, still escaped."""
        for name in names:
            for prop in self.properties.get(name, ()):
                yield prop.text(self.fallback)

    def says(self, name: str, *values: str) -> bool:
        """Whether the property `name` is one of `values`."""
        return name in self.properties and self.text(name).lower() in values

    def is_group(self) -> bool:
        """A distribution list and nobody's card: KIND:group, or Evolution's. One that can be rung is kept."""
        if "TEL" in self.properties:
            return False
        return any(self.says(name, "group") for name in _KINDS) or self.says("X-EVOLUTION-LIST", "true")

    def is_company(self) -> bool:
        """Said to be a company's: its name is the company's, whatever stands in N."""
        return self.says("KIND", "org", "organization") or self.says("X-ABSHOWAS", "company")

    def members(self) -> set[str]:
        """The UIDs of a group's members."""
        return {
            clean(value.strip().removeprefix("urn:uuid:"))
            for value in self.texts("MEMBER", "X-ADDRESSBOOKSERVER-MEMBER")
        }

    def uid(self) -> str:
        return self.text("UID").removeprefix("urn:uuid:")

    def line_of(self, raw: str) -> int:
        """The line of the TEL that holds `raw`."""
        props = self.properties.get("TEL", ())
        return next((prop.line for prop in props if raw in clean(prop.text(self.fallback), 4000)), self.line)


def contact_from(card: Card, source: str) -> Contact | None:
    """The contact of `card`; None where it has no name, number or e-mail address."""
    given, family, formal = _names(card)
    company, department = _organisation(card)
    numbers = _numbers(card)
    emails = _emails(card)
    name = card.text("FN") or formal or company or card.text("NICKNAME")
    name = name or (emails[0] if emails else "") or (numbers[0].raw if numbers else "")
    if not name:
        return None
    groups, favourite = _groups(card)
    if card.is_company():
        given, family, company = "", "", company or name
    return Contact(
        id=0,
        name=name,
        given=given,
        family=family,
        company=company,
        title=card.text("TITLE", "ROLE"),
        department=department,
        numbers=numbers,
        emails=emails,
        address=_address(card),
        url=card.text("URL", limit=_LONG),
        note=card.text("NOTE", limit=_NOTE),
        groups=groups,
        source=source,
        favourite=favourite,
        uid=card.uid(),
        aliases=_aliases(card, name),
    )


def _names(card: Card) -> tuple[str, str, str]:
    """Given name, family name, and the whole of N as one says it."""
    for value in card.texts("N"):
        family, given, middle, prefix, suffix = (*fields(value), "", "", "", "", "")[:5]
        if family or given or middle:
            formal = " ".join(part for part in (prefix, given, middle, family, suffix) if part)
            return given, family, clean(formal)
    return "", "", ""


def _organisation(card: Card) -> tuple[str, str]:
    for value in card.texts("ORG"):
        company, *units = fields(value)
        department = clean(", ".join(unit for unit in units if unit))
        if company or department:
            return company, department
    return "", ""


def _aliases(card: Card, name: str) -> tuple[str, ...]:
    """Nicknames, and names as they are spoken or sorted."""
    if not _ALIASED & card.properties.keys():
        return ()
    found = dict.fromkeys(item for value in card.texts("NICKNAME") for item in items(value))
    for names in _PHONETIC:
        spoken = " ".join(text for text in (card.text(one) for one in names) if text)
        if spoken:
            found.setdefault(clean(spoken))
    found.pop(name, None)
    return tuple(found)[:_MAX_ALIASES]


def _numbers(card: Card) -> tuple[PhoneNumber, ...]:
    labels = {
        prop.head.group: clean(unescape(prop.text(card.fallback))).removeprefix("_$!<").removesuffix(">!$_")
        for prop in card.properties.get("X-ABLABEL", ())
        if prop.head.group
    }
    found: dict[str, PhoneNumber] = {}
    for prop in card.properties.get("TEL", ()):
        head = prop.head
        kind = label_type(",".join(head.types), labels.get(head.group, "") or head.label)
        for part in split_numbers(unescape(prop.text(card.fallback))):
            raw = raw_number(part)
            if raw and len(found) < MAX_NUMBERS:
                found.setdefault(raw, PhoneNumber(raw, type=kind))
    return tuple(found.values())


def _emails(card: Card) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for value in card.texts("EMAIL"):
        email = clean(unescape(value))
        email = email[7:] if email[:7].lower() == "mailto:" else email
        if email and len(found) < _MAX_EMAILS:
            found.setdefault(email)
    return tuple(found)


def _address(card: Card) -> str:
    for value in card.texts("ADR"):
        box, extra, street, city, region, code, country = (*fields(value, _LONG), *[""] * 7)[:7]
        parts = (street or extra or box, " ".join(part for part in (code, city) if part) or region, country)
        line = clean(", ".join(part for part in parts if part), _LONG)
        if line:
            return line
    return clean(", ".join(unescape(card.text("LABEL", limit=_LONG)).splitlines()), _LONG)


def _groups(card: Card) -> tuple[tuple[str, ...], bool]:
    found: dict[str, None] = {}
    favourite = card.text("X-FAVORITE", "X-FAVOURITE", "X-STARRED").lower() in ("1", "true", "yes")
    for value in card.texts("CATEGORIES"):
        for item in items(value):
            if item.lower() in _FAVOURITES:
                favourite = True
            elif len(found) < _MAX_GROUPS:
                found.setdefault(item)
    return tuple(found), favourite
