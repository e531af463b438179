"""What is exported comes back the same, and is what the programs and phones that read it expect."""

from __future__ import annotations

import csv
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.contacts.reading import read
from tests.unit.contacts.test_book import ANNA
from tui.contacts.formats.writers import WRITERS, write_contacts
from tui.contacts.model import Contact, PhoneNumber
from tui.contacts.number_text import label_type, raw_number, split_numbers
from tui.dialing.number import DialPlan
from tui.untrusted import clean

PLAN = DialPlan(country="DE", area_code="221", company_number="4710", outside_prefix="0")
_FAVOURITES = {"starred", "favourites", "favorites", "favoriten", "favorit", "mycontacts"}

_ALPHABET = st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cf", "Co", "Cn"))
_TEXT = st.text(_ALPHABET | st.sampled_from("\\,;:='\"+-@ äöüß"), max_size=90).map(clean)
_WORD = _TEXT.filter(
    lambda text: bool(text) and text[:1] != "*" and ":::" not in text and text.lower() not in _FAVOURITES
)
_EMAIL = st.from_regex(r"[a-z.+'-]{1,20}@[a-z-]{1,20}\.example", fullmatch=True)
_RAW = st.sampled_from(
    [
        "0221 4710-122",
        "+49 (0) 171 3920001",
        "22",
        "*97",
        "0221 4710-0",
        "n/a",
        "030 23125-001",
        "+43 1 58858-0",
    ]
) | _WORD.filter(lambda text: len(text) < 100 and split_numbers(text) == [text] and raw_number(text) == text)
_TYPE = st.sampled_from(
    ["work", "home", "mobile", "fax", "main", "pager", "car", "assistant", "other"]
) | _WORD.filter(lambda text: label_type("", text) == text and text.strip("* ") == text)


@st.composite
def contacts(draw: st.DrawFn) -> Contact:
    """A contact as one that was read: clean, nothing twice."""
    name = draw(_WORD)
    numbers = draw(
        st.lists(st.builds(PhoneNumber, _RAW, st.none(), _TYPE), max_size=4, unique_by=lambda one: one.raw)
    )
    aliases = [alias for alias in draw(st.lists(_WORD, max_size=3, unique=True)) if alias != name]
    return Contact(
        id=0,
        name=name,
        given=draw(_TEXT),
        family=draw(_TEXT),
        company=draw(_TEXT),
        title=draw(_TEXT),
        department=draw(_TEXT),
        numbers=tuple(numbers),
        emails=tuple(draw(st.lists(_EMAIL, max_size=3, unique=True))),
        address=draw(_TEXT.map(lambda text: text.strip(" ,"))),
        url=draw(_TEXT),
        note=draw(_TEXT),
        groups=tuple(draw(st.lists(_WORD, max_size=3, unique=True))),
        source="test",
        favourite=draw(st.booleans()),
        uid=draw(_TEXT.filter(lambda text: not text.startswith("urn:uuid:"))),
        aliases=tuple(aliases),
    )


@pytest.mark.parametrize("form", ["vcard-3.0", "vcard-4.0", "csv"])
@given(written=st.lists(contacts(), min_size=1, max_size=4))
@settings(
    deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
def test_what_is_exported_comes_back_the_same(form: str, written: list[Contact]) -> None:
    _, back, _ = read(write_contacts(written, form, PLAN))
    assert back == written


@pytest.mark.parametrize("form", list(WRITERS))
@given(written=st.lists(contacts(), max_size=3))
@settings(
    deadline=None, max_examples=15, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
def test_phone_books_keep_every_name_and_what_can_be_dialled(form: str, written: list[Contact]) -> None:
    written = [replace(contact, name=f"Anna {contact.name}") for contact in written]
    book, back, problems = read(write_contacts(written, form, PLAN), PLAN)
    _, plain, _ = read(write_contacts(written, "vcard-4.0", PLAN), PLAN)
    dialled = {number.e164 for contact in plain for number in contact.numbers if number.e164}
    assert {number.e164 for contact in back for number in contact.numbers if number.e164} >= dialled
    assert not [problem for problem in problems if problem.key.startswith("contacts_xml")]
    if back:
        assert book.format.partition("-")[0] == form.partition("-")[0]


def test_vcards_are_folded_between_characters() -> None:
    data = write_contacts([replace(ANNA, note="ü" * 300)], "vcard-3.0", PLAN)
    for line in data.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()
    assert data.startswith(b"BEGIN:VCARD\r\nVERSION:3.0\r\n")
    assert data.endswith(b"END:VCARD\r\n")


def test_csv_is_no_formula_for_a_spreadsheet() -> None:
    written = [
        Contact(0, "=cmd|' /C calc'!A0", company="+49 Firma", note="-1", groups=("@a",), source="test")
    ]
    data = write_contacts(written, "csv", PLAN)
    assert data.startswith(b"\xef\xbb\xbfName,First Name,")
    cells = [cell for row in list(csv.reader(data.decode("utf-8-sig").splitlines()))[1:] for cell in row]
    assert not [cell for cell in cells if cell[:1] in ("=", "+", "-", "@") and cell[:1]]
    assert read(data)[1] == written


def test_the_cloud_pbx_gets_a_line_for_each_number() -> None:
    firm = Contact(
        0,
        "Muster, Söhne & Co. KG",
        numbers=(
            PhoneNumber("0221 4710-0"),
            PhoneNumber("n/a"),
            PhoneNumber("0171 3920001"),
            PhoneNumber("22"),
        ),
    )
    data = write_contacts([firm, Contact(0, "Ohne Nummer")], "csv-cloud-pbx", PLAN)
    assert data.decode() == "Muster Söhne & Co. KG, +4922147100\nMuster Söhne & Co. KG, +491713920001\n"
    assert read(data)[0].format == "csv-cloud-pbx"


def test_phones_get_what_they_can_dial() -> None:
    anna = replace(
        ANNA,
        name='Anna <Müller> & "Co"',
        numbers=(
            PhoneNumber("0221 4710-122", type="work"),
            PhoneNumber("22", type="Büro 2"),
            PhoneNumber("n/a"),
        ),
    )
    yealink = write_contacts([anna, Contact(0, "Ohne")], "yealink-xml", PLAN).decode()
    assert yealink.splitlines()[2] == (
        "<DirectoryEntry><Name>Anna &lt;Müller&gt; &amp; &quot;Co&quot;</Name>"
        '<Telephone label="work">+492214710122</Telephone><Telephone label="Büro 2">22</Telephone></DirectoryEntry>'
    )
    assert "Ohne" not in yealink
    snom, [back], problems = read(write_contacts([anna], "snom-xml", PLAN))
    assert (snom.format, snom.read, problems) == ("snom-xml", 1, [])
    assert (back.given, back.family, back.company, back.favourite) == (
        anna.given,
        anna.family,
        anna.company,
        anna.favourite,
    )
    assert [(number.raw, number.type) for number in back.numbers] == [
        ("+492214710122", "work"),
        ("22", "other"),
    ]
