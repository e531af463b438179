"""Invented people and companies. Their numbers are kept free for fiction by the German regulator."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Person:
    """One card. `phones`: (kind, number as people write it); kind is work, cell, home or fax."""

    given: str
    family: str
    company: str = ""
    title: str = ""
    department: str = ""
    phones: tuple[tuple[str, str], ...] = ()
    email: str = ""
    town: str = ""
    note: str = ""
    groups: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Given and family name, or the company's."""
        return f"{self.given} {self.family}".strip() or self.company


_MILL: Final = "Mühlenbach & Söhne GmbH"
_LINDEN: Final = "Lindenhof Gartenbau KG"
_OFFICE: Final = "Rheinkontor Musterfirma"

PEOPLE: Final[tuple[Person, ...]] = (
    Person(
        "",
        "",
        _MILL,
        phones=(("work", "030 23125-0"), ("fax", "030 23125-99")),
        email="info@muehlenbach.example",
        town="Berlin",
        note="Zentrale, Mo–Fr 8–17 Uhr",
        groups=("Lieferanten",),
    ),
    Person(
        "Käthe",
        "Mühlenbach",
        _MILL,
        "Geschäftsführerin",
        "Leitung",
        (("work", "030 23125-110"), ("cell", "0171 3920011")),
        "k.muehlenbach@muehlenbach.example",
        "Berlin",
        "Möchte vor zehn nicht angerufen werden.",
        ("Lieferanten", "VIP"),
    ),
    Person(
        "Sören",
        "Großmann",
        _MILL,
        "Einkäufer",
        "Einkauf",
        (("work", "030 23125-121"),),
        "s.grossmann@muehlenbach.example",
        "Berlin",
        groups=("Lieferanten",),
    ),
    Person(
        "Özlem",
        "Yıldız",
        _MILL,
        "Buchhalterin",
        "Rechnungswesen",
        (("work", "+49 (0)30 23125-134"),),
        "o.yildiz@muehlenbach.example",
        "Berlin",
    ),
    Person(
        "",
        "",
        _LINDEN,
        phones=(("work", "0221 4710-500"),),
        email="post@lindenhof.example",
        town="Köln",
        groups=("Kunden",),
    ),
    Person(
        "Jürgen",
        "Lindner",
        _LINDEN,
        "Inhaber",
        "",
        (("work", "0221 4710-501"), ("cell", "0171 3920022")),
        "j.lindner@lindenhof.example",
        "Köln",
        "Rückruf wegen Angebot 4711",
        ("Kunden",),
    ),
    Person(
        "Bärbel",
        "Weißenfels",
        "Kanzlei Weißenfels",
        "Rechtsanwältin",
        "",
        (("work", "040 66969 210"), ("fax", "040 66969 211")),
        "kanzlei@weissenfels.example",
        "Hamburg",
    ),
    Person(
        "Dr. Gisela",
        "Überall",
        "Praxis am Brückentor",
        "Ärztin",
        "",
        (("work", "069/90009-330"),),
        "praxis@brueckentor.example",
        "Frankfurt am Main",
        "Nur in dringenden Fällen durchstellen",
    ),
    Person(
        "Xaver",
        "Höllriegl",
        "Höllriegl Druck e. K.",
        "Drucker",
        "",
        (("work", "+49 89 99998 404"), ("cell", "0171-3920033")),
        "druck@hoellriegl.example",
        "München",
        groups=("Lieferanten",),
    ),
    Person("Anneliese", "Fährmann", phones=(("home", "(0221) 4710 611"),), town="Köln", groups=("Privat",)),
    Person(
        "Timo",
        "Schäfer",
        phones=(("cell", "+49 171 3920044"),),
        email="timo@schaefer.example",
        groups=("Privat",),
    ),
    Person(
        "Zoë",
        "Kröger",
        "Kröger Logistik AG",
        "Disponentin",
        "Fuhrpark",
        (("work", "040 66969-340"), ("cell", "0171 39200 55")),
        "z.kroeger@kroeger.example",
        "Hamburg",
        groups=("Kunden",),
    ),
    Person(
        "Ludger",
        "Möllenbeck",
        "Kröger Logistik AG",
        "Fahrer",
        "Fuhrpark",
        (("cell", "0171 3920066"),),
        "",
        "Hamburg",
    ),
    Person(
        "Anna", "Müller", _OFFICE, "Empfang", "Empfang", (("work", "22"),), "a.mueller@rheinkontor.example"
    ),
    Person(
        "Bernd", "Jäger", _OFFICE, "Vertrieb", "Vertrieb", (("work", "31"),), "b.jaeger@rheinkontor.example"
    ),
    Person(
        "Cäcilia", "Röhrig", _OFFICE, "Lager", "Lager", (("work", "32"),), "c.roehrig@rheinkontor.example"
    ),
)


def sample_vcards() -> str:
    """All of them as vCards 3.0 (RFC 2426) in one text."""
    return "".join(_card(person) for person in PEOPLE)


def _card(person: Person) -> str:
    rows = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"FN:{_text(person.name)}",
        f"N:{_text(person.family)};{_text(person.given)};;;",
    ]
    if person.company:
        rows.append(f"ORG:{_text(person.company)};{_text(person.department)}".rstrip(";"))
    if person.title:
        rows.append(f"TITLE:{_text(person.title)}")
    rows += [f"TEL;TYPE={kind.upper()}:{number}" for kind, number in person.phones]
    if person.email:
        rows.append(f"EMAIL;TYPE=INTERNET:{person.email}")
    if person.town:
        rows.append(f"ADR;TYPE=WORK:;;;{_text(person.town)};;;Deutschland")
    if person.note:
        rows.append(f"NOTE:{_text(person.note)}")
    if person.groups:
        rows.append("CATEGORIES:" + ",".join(_text(group) for group in person.groups))
    return "\r\n".join([*rows, "END:VCARD", ""])


def _text(value: str) -> str:
    """Escaped as RFC 2426 section 4 asks."""
    escaped = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\n", "\\n")
