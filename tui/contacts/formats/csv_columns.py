"""What the columns of a CSV address book mean, by the names that its heading gives them.

Sources: the exports of Outlook (English, German), Google Contacts (before and since 2023), Thunderbird
(English, German), and what people call columns of their own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from tui.contacts.folding import fold
from tui.contacts.number_text import number_type

_FIELDS = {
    "given": "first name|given name|vorname|vornamen|rufname",
    "middle": "middle name|additional name|weitere vornamen|zweiter vorname",
    "nickname": "nickname|spitzname|phonetic first name|phonetic last name|given name yomi|family name yomi",
    "family": "last name|family name|nachname|surname|familienname|zuname",
    "name": "name|display name|anzeigename|full name|vollstandiger name|contact|kontakt|contact name"
    "|kontaktname|ansprechpartner|anspr|anspr partner|ansprechperson|name 1|suchname|suchbegriff"
    "|matchcode|angezeigter name|teilnehmer|person|mitarbeiter|bezeichnung|name vorname"
    "|vorname name|vorname nachname|nachname vorname",
    "file_as": "file as|speichern unter",
    "company": "company|firma|unternehmen|organisation|organization|organization name|organization 1 name"
    "|firmenname|firma 1|firmenbezeichnung|company name|kunde"
    "|kundenname|lieferant|debitor|kreditor|betrieb|business|institution|arbeitgeber",
    "department": "department|abteilung|organization department|organization 1 department|dept|bereich",
    "title": "job title|position|funktion|arbeitstitel|berufsbezeichnung|organization title"
    "|organization 1 title|rolle|role|job",
    "weak_title": "title|titel",
    "url": "web page|webseite|website|homepage|url|web page 1|webseite 1|website 1 value|web|internet|www",
    "note": "notes|notizen|notiz|note|bemerkung|bemerkungen|kommentar|comment|comments|anmerkung|hinweis"
    "|beschreibung|description|memo|custom 1|info",
    "groups": "categories|kategorien|kategorie|category|gruppe|gruppen|group|groups|group membership|labels",
    "favourite": "favorit|favourite|favorite|favoriten|starred",
    "uid": "uid|id|guid|uuid|contact id|kontakt id|record id|datensatz id|object guid|entry id",
}
_BY_NAME = {name: field for field, names in _FIELDS.items() for name in names.split("|")}

# Headings that are only a place where one is reached; "Privat" stands over numbers, not over addresses.
_BARE_PHONES = re.compile(
    "number|nummer|nr|geschaftlich|dienstlich|privat|buro|office|work|home|zentrale|main|durchwahl|nebenstelle"
    "|extension|ext|dw|festnetz|anschluss|apparat"
)
_PHONE = re.compile(
    r"\b(?:tel(?!egram|ex)\w*|fon|phones?|mobil\w*|mobile|mob|handy\w*|cell\w*|\w*fax(?:nummer|nr)?|pager"
    r"|rufnummer\w*|rufnr|\w*telefon|haupttelefon|festnetz\w*|durchwahl|nebenstelle|ruckmeldung|callback)\b"
)
_NO_PHONE = re.compile(r"\b(?:type|typ|label|phonetic|yomi|assistant name|betriebssystem|provider|model)\b")
_NEVER_PHONE = re.compile(  # numbers of other things
    r"\b(?:\w*konto\w*|bank\w*|iban|bic|blz|kd\w*|kunden\w*|customer\w*|account\w*|steuer\w*|ust\w*|vat|tax\w*|umsatz"
    r"|betrag|summe|preis\w*|datum|date|jahr\w*|geb\w*|birth\w*|plz|id|\w*rechnung\w*|invoice|auftrag\w*|order|artikel\w*"
    r"|hrb|version|haus\w*|personal\w*)\b"
)
_MAIN = re.compile(r"telefon firma|firmentelefon|(?:company|main) (?:main )?phone")
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


# Words of German headings as they look after their umlauts were read in a wrong encoding or lost.
_UMLAUTS = str.maketrans("äöüÄÖÜß", "aouAOUs")
_DAMAGED = [
    (re.compile(word.replace("~", r"[^a-z0-9\s]{1,3}") + r"(?![a-z])", re.IGNORECASE), whole)
    for word, whole in (
        ("gesch~ftlich", "geschaftlich"),
        ("b~ro", "buro"),
        ("stra~e", "strasse"),
        ("r~ckmeldung", "ruckmeldung"),
        ("prim~re?", "primare"),
        ("zus~tzlich", "zusatzlich"),
        ("vollst~ndiger", "vollstandiger"),
        ("gesch~ft", "geschaft"),
    )
]


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
    keys = [key_of(cell) for cell in cells]
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


def key_of(heading: str) -> str:
    """The words of a heading, folded: "E-Mail1Adresse" → "e mail 1 adresse", "B„ro" → "buro"."""
    text = repaired(unicodedata.normalize("NFC", heading[:100]))
    text = re.sub(r"(?<=[a-zäöüß])(?=[A-ZÄÖÜ])", " ", text)
    return " ".join(re.findall(r"[a-z]+|[0-9]+", fold(text)))


def is_no_phone(heading: str) -> bool:
    """Whether a heading rules numbers to dial out, whatever its cells look like."""
    return _NEVER_PHONE.search(key_of(heading)) is not None


def repaired(heading: str) -> str:
    """`heading` with the umlauts of known words put right that were read in a wrong encoding or lost."""
    if heading.isascii() and "?" not in heading:
        return heading
    for pattern, whole in _DAMAGED:
        found = pattern.search(heading)
        if found and not _sound(found[0]):
            heading = heading[: found.start()] + whole + heading[found.end() :]
    return heading


def _sound(word: str) -> bool:
    return fold(word).isalpha() and word.translate(_UMLAUTS).isascii()


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
        kind = "main" if _MAIN.fullmatch(plain) else number_type(plain)
        return Column("phone", kind=kind, label=label)
    part = next((part for part, pattern in _PARTS if pattern.search(plain)), "")
    if part and (part == "whole" or not _NO_ADDRESS.search(key)):
        place = next((place for place, pattern in _PLACES if pattern.search(plain)), "work")
        return Column("address", kind=part, place=place)
    return None


def _format(keys: set[str]) -> str:
    if keys & {"phone 1 value", "e mail 1 value", "website 1 value"}:
        return "csv-google"
    if keys & {"business phone", "telefon geschaftlich"}:
        return "csv-outlook"
    if keys & {"tel dienstlich", "screen name", "primary email", "primare e mail adresse"}:
        return "csv-thunderbird"
    return "csv"
