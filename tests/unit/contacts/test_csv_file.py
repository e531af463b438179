from __future__ import annotations

from collections.abc import Callable

import pytest

from tui.contacts.formats.reader import Reading, read_file
from tui.contacts.model import Contact

Sample = Callable[[str], bytes]


def numbers(contact: Contact) -> list[tuple[str, str]]:
    return [(number.raw, number.type) for number in contact.numbers]


def read(text: str) -> Reading:
    return read_file(text.encode(), "test")


@pytest.mark.parametrize(
    ("file", "form", "names"),
    [
        ("outlook_de.csv", "csv-outlook", ["Anna Maria Müller", "Leerfirma KG"]),
        ("outlook_en.csv", "csv-outlook", ["Bernd Beispiel"]),
        ("google_old.csv", "csv-google", ["Clara Schröder"]),
        ("google_new.csv", "csv-google", ["Dora Dreier", "Nur Firma GmbH"]),
        ("thunderbird_de.csv", "csv-thunderbird", ["Emil Eckert"]),
        ("thunderbird_en.csv", "csv-thunderbird", ["Frida Fuchs"]),
        ("excel_utf16.csv", "csv", ["Jürgen Jäger"]),
        (
            "cloud_pbx.csv",
            "csv-cloud-pbx",
            ["Anna Müller", "Zentrale Muster GmbH", 'Klaus "Kalle" Krause', "Ohne Nummer"],
        ),
    ],
)
def test_known_exports(sample: Sample, file: str, form: str, names: list[str]) -> None:
    reading = read_file(sample(file), file)
    assert (reading.format, reading.problems) == (form, ())
    assert [contact.name for contact in reading.contacts] == names
    assert {contact.source for contact in reading.contacts} == {file}


def test_outlook_in_german(sample: Sample) -> None:
    contact = read_file(sample("outlook_de.csv"), "x").contacts[0]
    assert (contact.given, contact.family, contact.title) == ("Anna", "Müller", "Leiterin")
    assert (contact.company, contact.department) == ("Muster & Söhne GmbH", "Einkauf")
    assert contact.emails == ("anna@muster.example", "am@muster.example")
    assert contact.address == "Musterstraße 3, Hinterhaus, 50667 Köln, Deutschland"
    assert contact.note == 'Zeile 1 Zeile 2 mit "Zitat"'
    assert contact.groups == ("Kunden", "Messe")
    assert numbers(contact) == [
        ("0221 4710-121", "assistant"),
        ("0221 4710-122", "work"),
        ("0221 4710-0", "main"),
        ("030 23125-001", "home"),
        ("0171 3920001", "mobile"),
        ("0221 4710-129", "fax"),
    ]


def test_outlook_in_english_knows_the_form_of_address_from_the_job(sample: Sample) -> None:
    contact = read_file(sample("outlook_en.csv"), "x").contacts[0]
    assert contact.title == "Head of Sales"
    assert contact.emails == ("bernd@beispiel.example",)
    assert numbers(contact) == [
        ("030 23125-010", "work"),
        ("030 23125-0", "main"),
        ("0171 3920002", "mobile"),
        ("030 23125-019", "fax"),
    ]


def test_google_packs_values_and_stars_favourites(sample: Sample) -> None:
    contact = read_file(sample("google_old.csv"), "x").contacts[0]
    assert numbers(contact) == [
        ("0171 3920005", "mobile"),
        ("0171 3920006", "mobile"),
        ("+49 30 23125-039", "fax"),
    ]
    assert contact.emails == ("clara@beispiel.example", "cs@beispiel.example")
    assert (contact.favourite, contact.groups) == (True, ("Familie",))
    assert contact.address == "Am Markt 5, 10115 Berlin"
    assert (contact.company, contact.title, contact.department) == ("Muster GmbH", "Chefin", "Leitung")


def test_new_google_labels_its_numbers(sample: Sample) -> None:
    dora, firm = read_file(sample("google_new.csv"), "x").contacts
    assert numbers(dora) == [("+49 30 23125060", "work"), ("0171 3920007", "mobile")]
    assert (dora.groups, dora.note, dora.address) == (("Lieferanten",), "", "Dreiweg 3")
    assert (firm.company, numbers(firm)) == ("Nur Firma GmbH", [("030 23125-061", "main")])


def test_thunderbird(sample: Sample) -> None:
    emil = read_file(sample("thunderbird_de.csv"), "x").contacts[0]
    assert numbers(emil) == [
        ("030 23125-070", "work"),
        ("030 23125-071", "home"),
        ("0171 3920008", "mobile"),
        ("030 23125-079", "fax"),
    ]
    assert (emil.title, emil.department, emil.company) == ("Meister", "Werkstatt", "Eckert & Co. KG")
    frida = read_file(sample("thunderbird_en.csv"), "x").contacts[0]
    assert (frida.given, frida.family, frida.address) == ("Frida", "Fuchs", "Fuchsbau 1, 10115 Berlin")


def test_excel_wraps_numbers_and_loses_some(sample: Sample) -> None:
    reading = read_file(sample("excel_de.csv"), "x")
    gustav, hanna, ida = reading.contacts[:3]
    assert (gustav.name, gustav.family, gustav.favourite) == ("Gustav Groß", "Groß", True)
    assert numbers(gustav) == [("030 23125090", "other"), ("0171 3920009", "mobile"), ("122", "work")]
    assert numbers(hanna) == [("n/a", "other"), ("4,91714E+11", "mobile")]
    assert [number.raw for number in ida.numbers] == ["030 23125-091", "0171 3920010"]
    assert [(problem.line, problem.contact, problem.text) for problem in reading.problems] == [
        (4, "Hanna Hut", "unreadable number 'n/a' kept as text"),
        (
            4,
            "Hanna Hut",
            "a spreadsheet has rounded the number '4,91714E+11'; format the column as text and export it again",
        ),
        (7, "", "row without a name, number or e-mail address left out"),
    ]
    assert reading.read == 4


def test_stray_quotation_marks_lose_no_row(sample: Sample) -> None:
    reading = read_file(sample("broken.csv"), "x")
    assert [contact.name for contact in reading.contacts] == [
        'Lena "Leni',
        "Max Moritz",
        "Nina",
        'Otto "O." Ott',
        "Paula",
        "Quirin",
    ]
    assert reading.contacts[3].note == "drei Zeilen; und mehr hier"
    assert [(problem.line, problem.text[:24]) for problem in reading.problems] == [
        (3, "row with a quotation mar"),
        (4, "row has 4 fields where t"),
        (8, "unreadable number 'keine"),
    ]


def test_a_heading_in_words_unknown_is_guessed_and_said(sample: Sample) -> None:
    reading = read_file(sample("unknown_heading.csv"), "x")
    assert [(contact.name, contact.company) for contact in reading.contacts] == [
        ("Ricarda", "Rot SL"),
        ("Sven", "Schwarz SL"),
    ]
    assert [problem.line for problem in reading.problems] == [1]


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
def test_separators_and_encodings(separator: str, encoding: str) -> None:
    text = "Name;Firma;Telefon\r\nJürgen Groß;Größe & Co.;030 23125-110\r\n".replace(";", separator)
    reading = read_file(text.encode(encoding), "x")
    assert [(c.name, c.company, numbers(c)) for c in reading.contacts] == [
        ("Jürgen Groß", "Größe & Co.", [("030 23125-110", "other")])
    ]
    assert reading.problems == ()


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Telefon", "other"),
        ("Tel.", "other"),
        ("Tel. geschäftlich", "work"),
        ("TELEFON (GESCHÄFTLICH)", "work"),
        ("Telefonnummer", "other"),
        ("Rufnummer", "other"),
        ("Büro", "work"),
        ("Buero", "work"),
        ("Privat", "home"),
        ("Telefon privat", "home"),
        ("Mobil", "mobile"),
        ("Mobile Phone", "mobile"),
        ("Handy", "mobile"),
        ("Handynummer", "mobile"),
        ("Telefax", "fax"),
        ("Fax geschäftlich", "fax"),
        ("Phone", "other"),
        ("Business Phone 2", "work"),
        ("Durchwahl", "work"),
    ],
)
def test_headings_of_numbers(heading: str, kind: str) -> None:
    reading = read(f"Name;{heading}\nAnna;030 23125-111\n")
    assert [numbers(contact) for contact in reading.contacts] == [[("030 23125-111", kind)]]
    assert reading.problems == ()


@pytest.mark.parametrize("heading", ["Kundennummer", "Hausnummer", "Account Number", "Telefontyp Typ"])
def test_other_numbers_are_none_to_dial(heading: str) -> None:
    reading = read(f"Name;Telefon;{heading}\nAnna;030 23125-111;4010\n")
    assert [numbers(contact) for contact in reading.contacts] == [[("030 23125-111", "other")]]


def test_a_file_without_heading() -> None:
    reading = read("Anna Müller;Muster GmbH;0171 3920022;anna@muster.example\nBernd;;030 23125-112;\n")
    first, second = reading.contacts
    assert (first.name, first.company, first.emails) == (
        "Anna Müller",
        "Muster GmbH",
        ("anna@muster.example",),
    )
    assert numbers(second) == [("030 23125-112", "other")]
    assert reading.problems == ()


def test_a_list_of_extensions() -> None:
    reading = read("Anna;22\nBernd;123\n")
    assert [(c.name, c.numbers[0].raw) for c in reading.contacts] == [("Anna", "22"), ("Bernd", "123")]


def test_one_row_is_enough() -> None:
    assert [contact.name for contact in read("Anna Müller, +493023125113").contacts] == ["Anna Müller"]


@pytest.mark.parametrize("text", ["", "\n\n", "Hallo Welt", "Hallo, Welt\nwie, geht's", "a;b;c\n1;2;3"])
def test_what_is_no_address_book_has_no_format(text: str) -> None:
    reading = read(text)
    assert (reading.format, reading.contacts, reading.read) == ("unknown", (), 0)
    assert [problem.line for problem in reading.problems] == [0]


def test_an_endless_field_is_one_bad_row() -> None:
    reading = read("Name;Telefon\n" + "x" * 200_000 + ";1\nAnna;030 23125-114\n")
    assert [contact.name for contact in reading.contacts] == ["Anna"]
    assert [problem.line for problem in reading.problems] == [2]


def test_a_file_of_quotation_marks_is_read_in_time() -> None:
    reading = read("Name;Telefon\n" + '"offen;1\n' * 20_000 + "Anna;030 23125-115\n")
    assert reading.contacts[-1].name == "Anna"
    assert reading.read == 20_001


def test_a_semicolon_in_the_only_name_separates_nothing() -> None:
    assert [contact.name for contact in read("Anna; Chefin, +493023125113").contacts] == ["Anna; Chefin"]
