from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tui.contacts.formats.csv_file import read_csv
from tui.contacts.formats.draft import Draft, Drafts, Progress
from tui.contacts.formats.ldif import read_ldif
from tui.contacts.formats.problems import Problem
from tui.contacts.formats.reader import Reading, read_file
from tui.contacts.formats.vcard import read_vcards
from tui.contacts.formats.xml_file import read_xml

_CARD = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Anna\r\nTEL:030 23125-120\r\nEND:VCARD\r\n"


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (_CARD, "vcard-3.0"),
        (b"\xef\xbb\xbf\r\n\r\n  " + _CARD, "vcard-3.0"),
        (_CARD.replace(b"\r\n", b"\r"), "vcard-3.0"),
        (_CARD.decode().encode("utf-16"), "vcard-3.0"),
        (_CARD.decode().encode("utf-16-be"), "vcard-3.0"),
        (_CARD.lower().replace(b"anna", b"Anna"), "vcard-3.0"),
        (b"Name;Telefon\nAnna;030 23125-120\n", "csv"),
        (b"Anna, +493023125120\n", "csv-cloud-pbx"),
        (b"# von uns\nversion: 1\n\ndn: cn=Anna\ncn: Anna\ntelephoneNumber: 030 23125-120\n", "ldif"),
        (
            b"<root_contact><contact display_name='Anna' office_number='030 23125-120'/></root_contact>",
            "yealink-xml",
        ),
    ],
)
def test_the_content_decides(data: bytes, form: str) -> None:
    reading = read_file(data, "misleading.txt")
    assert reading.format == form
    assert [(contact.name, contact.source) for contact in reading.contacts] == [("Anna", "misleading.txt")]


@pytest.mark.parametrize(
    "data",
    [
        b"hello world",
        b"<?xml version='1.0'?><list/>",
        b'{"name": "Anna", "tel": "030 23125-120"}',
        b"%PDF-1.7\n1;2\n",
        b"PK\x03\x04\x14\x00\x06\x00;;;\n;;;",
        bytes(range(256)) * 4,
    ],
)
def test_what_it_is_not_is_said_in_a_sentence(data: bytes) -> None:
    reading = read_file(data, "kontakte.bin")
    assert (reading.format, reading.contacts, reading.read) == ("unknown", (), 0)
    [problem] = reading.problems
    assert problem.line == 0
    assert problem.text.startswith("'kontakte.bin' is no address book that can be read: vCard, CSV, LDIF, ")


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\r\n \r\n"])
def test_an_empty_file(data: bytes) -> None:
    assert [p.text for p in read_file(data, "x").problems] == ["'x' is empty. Export the contacts again."]


_LINES = st.lists(
    st.one_of(
        st.sampled_from(
            [
                b"BEGIN:VCARD",
                b"END:VCARD",
                b"AGENT:",
                b"AGENT:BEGIN:VCARD",
                b"N;ENCODING=QUOTED-PRINTABLE:=C3=",
                b"FN;CHARSET=UTF-16:\xff\xfe",
                b'TEL;TYPE="work,:030',
                b"PHOTO;ENCODING=b:AAAA",
                b"FN;ENCODING=B:A",
                b"KIND:group",
                b"MEMBER:x",
                b"Name;Telefon",
                b'"Anna;"030',
                b"Phone 1 - Value,Name",
                b"sep=;",
                b"\\",
                b"N:\\",
            ]
        ),
        st.binary(max_size=40),
        st.text(max_size=40).map(lambda text: text.encode("utf-8", "surrogatepass")),
    ),
    max_size=30,
)
_ENDS = st.sampled_from([b"\n", b"\r", b"\r\n", b"\r\r\n", b"\n ", b"\0"])


READERS: dict[str, Callable[[bytes, Progress], Drafts | None]] = {
    "vcard": lambda data, progress: read_vcards(data, "any", progress),
    "csv": lambda data, progress: read_csv(data, "any", progress, {}),
    "ldif": lambda data, progress: read_ldif(data, "any", progress),
    "xml": lambda data, progress: read_xml(data, "any", progress),
}


def _through(reader: str, data: bytes) -> Reading:
    """`data` by the reader of one format, whatever it is."""
    progress = Progress()
    found = list(READERS[reader](data, progress) or ())
    contacts = tuple(one.contact for one in found if isinstance(one, Draft))
    problems = tuple(one for one in found if isinstance(one, Problem))
    return Reading(contacts, problems, progress.format, progress.read)


def _sound(reading: Reading) -> None:
    assert len(reading.contacts) <= reading.read
    for contact in reading.contacts:
        assert contact.name
        for text in (contact.name, contact.note, contact.company, *(n.raw for n in contact.numbers)):
            assert text.isprintable()
    for problem in reading.problems:
        assert problem.line >= 0
        assert problem.text.isprintable()


@given(st.binary(max_size=400))
@example(b"\xff\xfe")
@example(b"\xff\xfe\x00")
@example(b"\0\0\xfe\xff\0")
@example(b'"')
@example(b"sep=")
@example(b"sep=;")
@settings(deadline=None)
def test_any_bytes_are_survived(data: bytes) -> None:
    _sound(read_file(data, "any"))
    for reader in READERS:
        _sound(_through(reader, data))


@given(_LINES, _ENDS)
@settings(deadline=None, max_examples=300)
def test_any_lines_are_survived(lines: list[bytes], end: bytes) -> None:
    data = end.join(lines)
    _sound(read_file(data, "any"))
    for reader in READERS:
        _sound(_through(reader, data))


@given(_LINES)
@settings(deadline=None)
def test_a_broken_neighbour_loses_no_card(lines: list[bytes]) -> None:
    before = b"\n".join(lines).replace(b"\0", b"?")  # else all of it may look like UTF-16, and be so
    reading = read_file(b"\n" + before + b"\n\n" + _CARD, "any")
    assert "Anna" in [contact.name for contact in reading.contacts]


@pytest.mark.parametrize("name", ["[Privat] Anna", "{Anna}", "100% Anna", "<Anna>"])
def test_a_name_in_brackets_is_no_markup(name: str) -> None:
    reading = read_file(f"{name}, +493023125120\n".encode(), "x")
    expected = () if name.startswith("<") else (name,)  # that one looks like a page of the net
    assert tuple(contact.name for contact in reading.contacts) == expected


_XML_BITS = st.lists(
    st.sampled_from(
        [
            "<phonebooks>",
            "</phonebooks>",
            "<contact>",
            "</contact>",
            "<contact display_name='x' office_number='1'/>",
            "<item type='master'>",
            "</item>",
            "<number no='22'/>",
            "<number>030 23125-120</number>",
            "<first_name>Member_Alias</first_name>",
            "<person><realName>Anna</realName></person>",
            "<DirectoryEntry><Name>A</Name>",
            "&",
            "&uuml;",
            "&#0;",
            "<![CDATA[",
            "]]>",
            "<!--",
            "<",
            "\x0b",
            "<?xml version='1.0' encoding='utf-16'?>",
            "<!DOCTYPE a [<!ENTITY b 'c'>]>",
            "ä",
        ]
    ),
    max_size=25,
)


@given(_XML_BITS)
@settings(deadline=None)
def test_any_xml_is_survived(bits: list[str]) -> None:
    _sound(_through("xml", "".join(bits).encode()))


_LDIF_LINES = st.lists(
    st.sampled_from(
        [
            b"dn: cn=A",
            b"dn:: w6Q=",
            b"cn: A",
            b"cn:: !",
            b"mail:< file:///x",
            b" folded",
            b"#",
            b"-",
            b"",
            b"changetype: modify",
            b":",
            b"objectClass: groupOfNames",
            b"telephoneNumber: n/a",
            b"\xff\xfe",
            b"version: 1",
        ]
    ),
    max_size=25,
)


@given(_LDIF_LINES)
@settings(deadline=None)
def test_any_ldif_is_survived(lines: list[bytes]) -> None:
    _sound(_through("ldif", b"\n".join(lines)))
