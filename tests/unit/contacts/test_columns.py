"""Columns that a CSV names in its own words, or in damaged ones: guessed, shown, and corrected."""

from __future__ import annotations

import pytest

from tests.unit.contacts.reading import numbers, read
from tui.contacts.formats.columns import parse_columns
from tui.contacts.formats.reader import read_contacts
from tui.dialing.number import DialPlan
from tui.errors import UsageError

ERP = (
    "KDNR;NAME1;NAME2;ANSPR;STR;PLZ;ORT;TEL1;TEL2;FAX1;MOBILNR;EMAIL1;UMSATZ;BANKKONTO\r\n"
    "401012;Muster GmbH;;Anna Müller;Musterweg 3;50667;Köln;0221/4710-122;0221 4710-0;0221 4710-129;0171/3920001;a@muster.example;123456,78;0012345678\r\n"
    "401013;Beispiel AG;;;Weg 1;10115;Berlin;030 23125-001;;;;;99,00;0087654321\r\n"
)


def fields(text: str, **columns: str) -> list[str]:
    book = read_contacts(text.encode(), "x", columns=columns)
    assert book.plan is not None
    return [column.field for column in book.plan.columns]


def test_an_erp_names_its_columns_in_capitals() -> None:
    _, [anna, firm], problems = read(ERP.encode("cp1252"))
    assert problems == []
    assert (anna.name, anna.address) == ("Muster GmbH", "Musterweg 3, 50667 Köln")
    assert numbers(anna) == [
        ("0221/4710-122", "other"),
        ("0221 4710-0", "other"),
        ("0171/3920001", "mobile"),
        ("0221 4710-129", "fax"),
    ]
    assert numbers(firm) == [("030 23125-001", "other")]


def test_a_guess_is_shown_and_corrected() -> None:
    book = read_contacts(ERP.encode(), "x")
    assert book.plan is not None
    by_heading = {column.heading: column for column in book.plan.columns}
    assert (by_heading["TEL1"].field, by_heading["TEL1"].why) == ("phone", "name")
    assert by_heading["TEL1"].sample == "0221/4710-122"
    assert (by_heading["UMSATZ"].field, by_heading["UMSATZ"].why) == ("ignore", "")
    told = parse_columns("NAME1=company, anspr=name, TEL1=phone:Zentrale, 9=phone:home, KDNR=uid")
    book, [anna, firm], problems = read(ERP, None, **told)
    assert problems == []
    assert (anna.name, anna.company, anna.uid) == ("Anna Müller", "Muster GmbH", "401012")
    assert (firm.name, firm.company) == ("Beispiel AG", "Beispiel AG")
    assert numbers(anna)[:2] == [("0221/4710-122", "Zentrale"), ("0221 4710-0", "home")]
    assert book.plan is not None
    assert {column.heading for column in book.plan.columns if column.why == "told"} == {
        "NAME1",
        "ANSPR",
        "TEL1",
        "TEL2",
        "KDNR",
    }


def test_a_plan_given_back_changes_nothing() -> None:
    book = read_contacts(ERP.encode(), "x")
    assert book.plan is not None
    before = [one for one in book if hasattr(one, "contact")]
    again = read_contacts(ERP.encode(), "x", columns=parse_columns(book.plan.spec()))
    assert [one for one in again if hasattr(one, "contact")] == before


def test_numbers_are_found_by_content_where_the_heading_says_nothing() -> None:
    text = "Kunde;Kontakt 1;Kontakt 2;Konto\nMuster;0221 4710-122;a@b.example;4711001\nBeispiel;+49 30 23125001;c@d.example;4711002\n"
    assert fields(text) == ["company", "phone", "email", "ignore"]
    assert [problem.key for problem in read(text)[2]] == ["contacts_columns_guessed"]


@pytest.mark.parametrize(
    "heading",
    [
        "Telefon gesch„ftlich",
        "Telefon gesch�ftlich",
        "Telefon geschÃ¤ftlich",
        "Telefon gesch?ftlich",
        "Telefon geschaeftlich",
        "Telefon geschäftlich",
        "Telefon gescha\u0308ftlich",
        "TelefonGeschäftlich",
    ],
)
def test_damaged_headings(heading: str) -> None:
    text = f"Vorname,Nachname,{heading},Mobiltelefon\nAnna,Muster,0221 4710-122,0171 3920001\n"
    assert fields(text) == ["given", "family", "phone:work", "phone:mobile"]


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Telefon gesch„ftlich", "M\x81ller"),
        ("Telefon geschÃ¤ftlich", "MÃ¼ller"),
        ("Telefon geschäftlich", "Müller"),
    ],
)
def test_what_damaged_the_heading_is_undone_in_the_names(heading: str, name: str) -> None:
    text = f"Vorname,Nachname,{heading}\nAnna,{name},0221 4710-122\n"
    assert [contact.name for contact in read(text)[1]] == ["Anna Müller"]


@pytest.mark.parametrize("encoding", ["cp1252", "cp850", "mac-roman", "utf-8", "utf-16"])
def test_outlook_files_of_every_windows(encoding: str) -> None:
    text = '"Vorname","Nachname","Firma","Telefon geschäftlich"\r\n"Jürgen","Größer","Ärzte & Söhne","030 23125-001"\r\n'
    _, [juergen], problems = read(text.encode(encoding))
    assert (juergen.name, juergen.company, problems) == ("Jürgen Größer", "Ärzte & Söhne", [])
    assert numbers(juergen) == [("030 23125-001", "work")]


def test_several_files_joined_in_two_encodings() -> None:
    head = b"Name;Telefon\n"
    data = head + "Jörg;22\n".encode() + "Jürgen;23\n".encode() + "Käthe;24\n".encode("cp1252")
    assert [contact.name for contact in read(data)[1]] == ["Jörg", "Jürgen", "Käthe"]


def test_a_spreadsheet_dropped_the_zeros(plan: DialPlan) -> None:
    text = "Name;Telefon;Mobil\nAnna;0221 4710122;1713920001\nBernd;030 23125001;1713920002\nClara;;22\n"
    _, contacts, problems = read(text, plan)
    assert [(problem.line, problem.key) for problem in problems] == [(1, "contacts_zero_lost")]
    assert [[number.e164 for number in contact.numbers] for contact in contacts] == [
        ["+492214710122", None],
        ["+493023125001", None],
        [None],
    ]
    assert contacts[0].numbers[1].raw == "1713920001"


def test_a_rounded_number_is_never_completed(plan: DialPlan) -> None:
    _, [anna], problems = read("sep=;\nName;Telefon\nAnna;4,92211E+11\n", plan)
    assert [(number.raw, number.e164) for number in anna.numbers] == [("4,92211E+11", None)]
    assert [(problem.line, problem.key) for problem in problems] == [(3, "contacts_number_rounded")]


def test_what_is_told_of_a_column_that_is_not_there() -> None:
    _, contacts, problems = read("Name;Telefon\nAnna;22\n", None, Handy="phone:mobile")
    assert [contact.name for contact in contacts] == ["Anna"]
    assert [(problem.line, problem.key, dict(problem.values)) for problem in problems] == [
        (1, "contacts_column_missing", {"name": "Handy"})
    ]


def test_a_wrong_guess_is_put_right() -> None:
    text = "A;B;C\nx1;Anna;7\nx2;Bernd;8\n"
    assert [contact.name for contact in read(text)[1]] == ["x1", "x2"]
    _, contacts, problems = read(text, None, **{"B": "name", "3": "phone:work"})
    assert [(contact.name, numbers(contact)) for contact in contacts] == [
        ("Anna", [("7", "work")]),
        ("Bernd", [("8", "work")]),
    ]
    assert problems == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Firma=company,Tel 1=phone:work", {"Firma": "company", "Tel 1": "phone:work"}),
        ('"Tel, alt"=phone , 3=ignore,', {"Tel, alt": "phone", "3": "ignore"}),
        ("a=b=street:home", {"a=b": "street:home"}),
        ("", {}),
    ],
)
def test_columns_as_an_option(text: str, told: dict[str, str]) -> None:
    assert parse_columns(text) == told


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Firma=firma", "there is no field 'firma'. Use one of: phone, name, given"),
        ("Firma", "'Firma' does not say what a column is"),
        ("=name", "'=name' does not say what a column is"),
        ("x=street:moon", "there is no field 'street:moon'"),
    ],
)
def test_nonsense_as_an_option_is_told(text: str, says: str) -> None:
    with pytest.raises(UsageError) as raised:
        parse_columns(text)
    assert str(raised.value).startswith(says)
