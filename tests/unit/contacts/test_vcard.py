from __future__ import annotations

from collections.abc import Callable

import pytest

from tui.contacts.formats.reader import read_file
from tui.contacts.model import Contact

Sample = Callable[[str], bytes]


def card(*lines: str, version: str = "3.0", end: str = "\r\n") -> bytes:
    return (end.join(("BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD")) + end).encode()


def only(data: bytes) -> Contact:
    reading = read_file(data, "test")
    assert [problem.text for problem in reading.problems] == []
    assert len(reading.contacts) == 1
    return reading.contacts[0]


def numbers(contact: Contact) -> list[tuple[str, str]]:
    return [(number.raw, number.type) for number in contact.numbers]


def test_outlook_writes_windows_1252_and_quoted_printable(sample: Sample) -> None:
    contact = only(sample("outlook_21.vcf"))
    assert (contact.name, contact.given, contact.family) == ("Dr. Anna Maria Müller", "Anna", "Müller")
    assert (contact.company, contact.department) == ("Muster & Söhne GmbH", "Einkauf")
    assert contact.note == "Erste Zeile Grüße aus Köln, 2 = 1 + 1"
    assert contact.address == "Musterstraße 3, 50667 Köln, Deutschland"
    assert contact.url == "http://muster.example/a=20b"
    assert contact.emails == ("anna.mueller@muster.example",)
    assert numbers(contact) == [
        ("+49 (221) 4710-122", "work"),
        ("030 23125 001", "home"),
        ("0171/3920001", "mobile"),
        ("+49 (221) 4710-129", "fax"),
    ]


def test_apple_labels_groups_and_folds(sample: Sample) -> None:
    reading = read_file(sample("apple_30.vcf"), "apple")
    assert (reading.format, reading.read, reading.problems) == ("vcard-3.0", 2, ())
    person, company = reading.contacts
    assert numbers(person) == [
        ("+49 30 23125-010", "main"),
        ("0171 3920002", "mobile"),
        ("030 23125-011", "fax"),
        ("0171 3920003", "mobile"),
    ]
    assert person.note == (
        "Mag Äpfel, Birnen; und eine sehr lange Notiz, die der Rechner mitten im Wort umbricht zweite Zeile"
    )
    assert person.groups == ("Kunden", "Golf, Tennis", "Stammtisch")
    assert person.department == "Vertrieb, Süd"
    assert person.address == "Beispielallee 1, Hinterhaus, 10115 Berlin, Deutschland"
    assert person.emails == ("buelent@beispiel.example",)
    assert person.source == "apple"
    assert (company.name, company.company, company.given) == ("Beispiel AG", "Beispiel AG", "")


def test_android_quotes_everything(sample: Sample) -> None:
    reading = read_file(sample("android_21.vcf"), "phone")
    assert (reading.format, reading.problems) == ("vcard-2.1", ())
    person, service = reading.contacts
    assert (person.name, person.given, person.family) == ("Jürgen Größe", "Jürgen", "Größe")
    assert numbers(person) == [("01713920004", "mobile"), ("03023125020", "other"), ("*97", "other")]
    assert (service.name, numbers(service)) == ("Notdienst", [("116117", "other")])


def test_nextcloud_writes_uris_and_quoted_types(sample: Sample) -> None:
    reading = read_file(sample("nextcloud_40.vcf"), "cloud")
    assert (reading.format, reading.problems) == ("vcard-4.0", ())
    person, club = reading.contacts
    assert numbers(person) == [
        ("+49-221-4710;ext=123", "work"),
        ("0171 3920005", "mobile"),
        ("030 23125-030", "fax"),
    ]
    assert (person.company, person.uid, person.groups) == ("Muster; Partner", "0b6c-nc-1", ("Familie",))
    assert person.favourite
    assert person.emails == ("clara@beispiel.example",)
    assert numbers(club) == [("+493023125031", "work")]


def test_a_broken_card_is_reported_and_the_rest_comes_in(sample: Sample) -> None:
    reading = read_file(sample("broken.vcf"), "broken")
    assert reading.read == 7
    assert [(contact.name, [number.raw for number in contact.numbers]) for contact in reading.contacts] == [
        ("Ohne Ende", ["030 23125-040"]),
        ("Mit Agent", ["030 23125-041"]),
        ("Kleinschreiberin", ["n/a", "0800 BEISPIEL"]),
        ("Nur E-Mail", []),
        ("030 23125-042", ["030 23125-042"]),
        ("Abgeschnitten", ["030 23125-043"]),
    ]
    assert [(problem.line, problem.contact, problem.text[:28]) for problem in reading.problems] == [
        (1, "", "text outside of a card left "),
        (3, "Ohne Ende", "card does not end with END:V"),
        (23, "", "text outside of a card left "),
        (24, "", "card without a name, number "),
        (32, "Kleinschreiberin", "unreadable line left out: 'd"),
        (33, "Kleinschreiberin", "unreadable line left out: ':"),
        (30, "Kleinschreiberin", "unreadable number 'n/a' kept"),
        (31, "Kleinschreiberin", "unreadable number '0800 BEIS"),
        (43, "Abgeschnitten", "card does not end with END:V"),
    ]


def test_utf16_with_a_mark(sample: Sample) -> None:
    assert only(sample("utf16.vcf")).name == "Žofie Dvořáková"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16", "utf-32", "utf-8-sig"])
def test_wide_encodings_with_and_without_a_mark(encoding: str) -> None:
    assert only(card("FN:Jörg Größe").decode().encode(encoding)).name == "Jörg Größe"


def test_mixed_line_ends_marks_and_wrong_charsets(sample: Sample) -> None:
    reading = read_file(sample("mixed.vcf"), "mixed")
    assert reading.problems == ()
    first, second = reading.contacts
    assert (first.name, first.company) == ("René Lefèvre", "Café Übersee")
    assert numbers(first) == [("030 23125-050", "work")]
    assert (second.name, second.given, second.note) == ("Jörg Falschangabe", "Jörg", "über")


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\r\r\n"])
def test_every_line_end(end: str) -> None:
    reading = read_file(card("FN:Anna", " Lena", "TEL:n/a", end=end), "x")
    assert reading.contacts[0].name == "AnnaLena"
    assert [problem.line for problem in reading.problems] == [5]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("TEL:030 23125-100", ("030 23125-100", "other")),
        ("TEL;TYPE=WORK,VOICE:030 23125-100", ("030 23125-100", "work")),
        ("TEL;TYPE=work;TYPE=pref:030 23125-100", ("030 23125-100", "work")),
        ('TEL;TYPE="voice,home";PREF=1:030 23125-100', ("030 23125-100", "home")),
        ("TEL;WORK;FAX:030 23125-100", ("030 23125-100", "fax")),
        ("TEL;HOME;CELL:0171 3920020", ("0171 3920020", "mobile")),
        ("TEL;CELL;WORK:0171 3920020", ("0171 3920020", "mobile")),
        ("tel;type=Work:030 23125-100", ("030 23125-100", "work")),
        ("a.b.TEL;PAGER:030 23125-100", ("030 23125-100", "pager")),
        ("TEL;VALUE=uri:tel:+49-30-23125-100", ("+49-30-23125-100", "other")),
        ("TEL;VALUE=uri:TEL:+493023125;ext=100", ("+493023125;ext=100", "other")),
        ("TEL;VALUE=uri:sip:22@pbx.example", ("sip:22@pbx.example", "other")),
        ("TEL;TYPE=X-Zentrale:030 23125-0", ("030 23125-0", "main")),
        ('TEL;X-LABEL="a:b;c":030 23125-100', ("030 23125-100", "a:b;c")),
        ('TEL;X-LABEL=5" Rohr:030 23125-100', ("030 23125-100", "5 Rohr")),
    ],
)
def test_telephone_lines(line: str, expected: tuple[str, str]) -> None:
    assert numbers(only(card("FN:x", line, version="4.0"))) == [expected]


def test_several_numbers_in_one_property() -> None:
    contact = only(card("FN:x", "TEL:030 23125-101 / 0171 3920021", "TEL:030 23125-101"))
    assert [number.raw for number in contact.numbers] == ["030 23125-101", "0171 3920021"]


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["FN:Anna Müller", "N:M;A;;;"], "Anna Müller"),
        (["N:Müller;Anna;;;"], "Anna Müller"),
        (["N:Müller;Anna;Maria;Dr.;jun."], "Dr. Anna Maria Müller jun."),
        (["FN: ", "N:;;;;", "ORG:Muster GmbH;Einkauf"], "Muster GmbH"),
        (["NICKNAME:Anni"], "Anni"),
        (["EMAIL:a@b.example"], "a@b.example"),
        (["TEL:030 23125-102"], "030 23125-102"),
        (["N:M\\;üller;An\\,na"], "An,na M;üller"),
        (["FN:Anna\\nMüller"], "Anna Müller"),
        (["FN:Anna\x07 \u202eMüller\x1b[31m"], "Anna Müller[31m"),
        (["FN;ENCODING=b:QW5uYSBNw7xsbGVy"], "Anna Müller"),
        (["FN;CHARSET=UTF-8:Anna M=C3=BCller"], "Anna Müller"),
        (["FN;ENCODING=QUOTED-PRINTABLE:Anna=20M=C3=", "=BCller"], "Anna Müller"),
        (["FN:" + "x" * 300], "x" * 255 + "…"),
    ],
)
def test_names(lines: list[str], name: str) -> None:
    assert only(card(*lines)).name == name


def test_a_fold_of_21_keeps_its_blank_and_one_of_30_does_not() -> None:
    assert only(card("FN:x", "NOTE:eins", " zwei", version="2.1")).note == "eins zwei"
    assert only(card("FN:x", "NOTE:eins", " zwei", version="3.0")).note == "einszwei"


def test_a_fold_inside_of_an_umlaut() -> None:
    data = card("FN:Müller").replace(b"M\xc3\xbcller", b"M\xc3\r\n \xbcller")
    assert only(data).name == "Müller"


def test_a_picture_of_megabytes_is_passed_over() -> None:
    picture = "\r\n ".join(["PHOTO;ENCODING=b:" + "A" * 60, *["A" * 74] * 30_000])
    contact = only(card("FN:Anna", picture, "TEL:030 23125-103"))
    assert numbers(contact) == [("030 23125-103", "other")]


def test_a_card_is_bounded() -> None:
    reading = read_file(card("FN:Anna", *[f"TEL:030 23125-{n:03}" for n in range(900)]), "x")
    assert len(reading.contacts[0].numbers) == 50
    assert [problem.text for problem in reading.problems] == [
        "card with more than 500 lines; the rest of it was left out"
    ]


def test_agents_without_end_swallow_nobody() -> None:
    data = b"BEGIN:VCARD\nFN:A\nAGENT:\nBEGIN:VCARD\nFN:Agent\n" + card("FN:B") + card("FN:C")
    assert [contact.name for contact in read_file(data, "x").contacts] == ["A", "B", "C"]


def test_a_file_that_breaks_off_at_an_agent_swallows_nobody() -> None:
    reading = read_file(b"BEGIN:VCARD\nFN:A\nAGENT:\n" + card("FN:B") + card("FN:C"), "x")
    assert [contact.name for contact in reading.contacts] == ["A", "B", "C"]
    assert [problem.line for problem in reading.problems] == [1]


def test_a_thousand_problems_are_enough() -> None:
    reading = read_file(card("TEL:n/a") * 1200, "x")
    assert len(reading.contacts) == 1200
    assert len(reading.problems) == 1001
    assert reading.problems[-1].text == "200 more problems in this file are not listed"


def test_the_prevailing_version_names_the_format() -> None:
    data = card("FN:a", version="2.1") + card("FN:b", version="4.0") * 2
    assert read_file(data, "x").format == "vcard-4.0"
    assert read_file(b"BEGIN:VCARD\nFN:a\nEND:VCARD", "x").format == "vcard"
