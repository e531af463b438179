"""What the columns of a CSV address book mean, by the names that its heading gives them.

Sources: the exports of Outlook (English, German), Google Contacts (before and since 2023), Thunderbird
(English, German), and what people call columns of their own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tui.contacts.folding import fold
from tui.contacts.number_text import number_type

_FIELDS = {
    "given": "first name|given name|vorname|vornamen|rufname",
    "middle": "middle name|additional name|weitere vornamen|zweiter vorname",
    "family": "last name|family name|nachname|surname|familienname|zuname",
    "name": "name|display name|anzeigename|full name|vollstandiger name|contact|kontakt|contact name"
    "|kontaktname|ansprechpartner|angezeigter name|teilnehmer|person|mitarbeiter|bezeichnung|name vorname"
    "|vorname name|vorname nachname|nachname vorname",
    "file_as": "file as|speichern unter|nickname|spitzname",
    "company": "company|firma|unternehmen|organisation|organization|organization name|organization 1 name"
    "|firmenname|company name|kunde|betrieb|business|institution|arbeitgeber",
    "department": "department|abteilung|organization department|organization 1 department|dept|bereich",
    "title": "job title|position|funktion|arbeitstitel|berufsbezeichnung|organization title"
    "|organization 1 title|rolle|role|job",
    "weak_title": "title|titel",
    "url": "web page|webseite|website|homepage|url|web page 1|webseite 1|website 1 value|web|internet|www",
    "note": "notes|notizen|notiz|note|bemerkung|bemerkungen|kommentar|comment|comments|anmerkung|hinweis"
    "|beschreibung|description|memo|custom 1|info",
    "groups": "categories|kategorien|kategorie|category|gruppe|gruppen|group|groups|group membership|labels",
    "favourite": "favorit|favourite|favorite|favoriten|starred",
    "uid": "uid",
}
_BY_NAME = {name: field for field, names in _FIELDS.items() for name in names.split("|")}

# Headings that are only a place where one is reached; "Privat" stands over numbers, not over addresses.
_BARE_PHONES = re.compile(
    "number|nummer|nr|geschaftlich|dienstlich|privat|buro|office|work|home|zentrale|main|durchwahl|nebenstelle"
    "|extension|ext|dw|festnetz|anschluss|apparat"
)
_PHONE = re.compile(
    r"\b(?:tele?fon(?:nummer|nr)?\w*|tel|phone|mobil\w*|mobile|handy\w*|cell\w*|\w*fax(?:nummer)?|pager"
    r"|rufnummer\w*|\w*telefon|haupttelefon|festnetz\w*|durchwahl|nebenstelle|ruckmeldung|callback)\b"
)
_NO_PHONE = re.compile(r"\b(?:type|typ|label|phonetic|yomi|assistant name|betriebssystem|provider|model)\b")
_MAIL = re.compile(r"\be ?mails?\b|\bmail\b")
_NO_MAIL = re.compile(r"\b(?:type|typ|label|display name|angezeigter name|anzeigename|mailing)\b")
_PLACES = (
    ("home", re.compile(r"\b(?:home|privat|private)\b")),
    ("other", re.compile(r"\b(?:other|weitere[rs]?|andere[rs]?)\b")),
)
_PARTS = (
    ("whole", re.compile(r"\bformatted\b")),
    ("zip", re.compile(r"\b(?:plz|postleitzahl|postal code|zip ?code|zip|postcode)\b")),
    ("city", re.compile(r"\b(?:ort|stadt|city|town|wohnort)\b")),
    ("country", re.compile(r"\b(?:land|land region|country|country region)\b")),
    ("street", re.compile(r"\b(?:strasse|street|str|adresse|address|anschrift)\b")),
)
_NO_ADDRESS = re.compile(
    r"\b(?:type|typ|label|mail|ip|web|mac|url|[23]|street address [23]|bundesland|po box)\b"
)


@dataclass(frozen=True, slots=True)
class Column:
    """`field` phone|email|address or one of the names above; `kind` the type of number or the part of the
    address; `place` work|home|other of an address; `label` the column that tells the number's type, or -1."""

    field: str
    kind: str = ""
    place: str = ""
    label: int = -1


@dataclass(frozen=True, slots=True)
class Heading:
    """The columns by their position, and the program that writes such a heading."""

    columns: dict[int, Column]
    format: str

    @property
    def convincing(self) -> bool:
        """Enough of it is known that it is a heading and not somebody's name."""
        found = {column.field for column in self.columns.values()}
        named = bool(found & {"name", "given", "family", "company", "file_as"})
        return (named and bool(found & {"phone", "email"})) or len(self.columns) >= 3


def read_heading(cells: Sequence[str]) -> Heading:
    """The heading `cells`; unknown columns are not in it."""
    keys = [_key(cell) for cell in cells]
    columns: dict[int, Column] = {}
    for at, key in enumerate(keys):
        column = _column(key, keys)
        if column:
            columns[at] = column
    found = {column.field for column in columns.values()}
    for at, column in tuple(columns.items()):
        if column.field == "weak_title":
            # Beside "Job Title" it is the form of address ("Mr.", "Dr.").
            columns[at] = Column("ignored" if "title" in found else "title")
        if column.field == "name" and keys[at] == "name" and "given" in found and "family" not in found:
            columns[at] = Column("family")  # Name;Vorname;Telefon
    return Heading(columns, _format(set(keys)))


def _key(cell: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", fold(cell[:100])))


def _column(key: str, keys: list[str]) -> Column | None:
    plain = key.replace("ae", "a").replace("oe", "o").replace("ue", "u")
    field = _BY_NAME.get(key) or _BY_NAME.get(plain)
    if field:
        return Column(field)
    if _MAIL.search(key):
        return None if _NO_MAIL.search(key) else Column("email")
    if _BARE_PHONES.fullmatch(plain) or (_PHONE.search(plain) and not _NO_PHONE.search(key)):
        base = key.removesuffix(" value")
        label = next((at for at, other in enumerate(keys) if other in (f"{base} type", f"{base} label")), -1)
        return Column("phone", kind=number_type(plain), label=label)
    part = next((part for part, pattern in _PARTS if pattern.search(plain)), "")
    if part and (part == "whole" or not _NO_ADDRESS.search(key)):
        place = next((place for place, pattern in _PLACES if pattern.search(plain)), "work")
        return Column("address", kind=part, place=place)
    return None


def _format(keys: set[str]) -> str:
    if "phone 1 value" in keys or "e mail 1 value" in keys:
        return "csv-google"
    if keys & {"business phone", "telefon geschaftlich"}:
        return "csv-outlook"
    if keys & {"tel dienstlich", "screen name", "primary email", "primare e mail adresse"}:
        return "csv-thunderbird"
    return "csv"
