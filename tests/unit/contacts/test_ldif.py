"""LDIF of directories and of Thunderbird."""

from __future__ import annotations

import base64

import pytest

from tests.unit.contacts.reading import keys, numbers, read

THUNDERBIRD = """dn: cn=Anna Maria Musterfrau,mail=anna@muster.example
objectclass: top
objectclass: person
objectclass: organizationalPerson
objectclass: inetOrgPerson
objectclass: mozillaAbPersonAlpha
givenName: Anna
sn: Musterfrau
cn: Anna Maria Musterfrau
mozillaNickname: Anni
mail: anna@muster.example
mozillaSecondEmail: am@muster.example
modifytimestamp: 1700000000
telephoneNumber: 0221 4710-122
homePhone: 030 23125-001
fax: 0221 4710-129
pager: 030 23125-009
mobile: 0171 3920001
o:: TXVzdGVyICYgU8O2aG5l
ou: Einkauf
title: Leiterin
street: Musterweg 3
l:: S8O2bG4=
postalCode: 50667
c: Deutschland
mozillaWorkUrl: https://muster.example
description:: WmVpbGUgMQpaZWlsZSAy

dn: cn=Liste,mail=liste@muster.example
objectclass: top
objectclass: groupOfNames
cn: Liste
member: cn=Anna Maria Musterfrau,mail=anna@muster.example

"""


def test_thunderbird() -> None:
    book, [anna], problems = read(THUNDERBIRD)
    assert (book.format, book.read, problems) == ("ldif", 1, [])
    assert (anna.name, anna.given, anna.family, anna.aliases) == (
        "Anna Maria Musterfrau",
        "Anna",
        "Musterfrau",
        ("Anni",),
    )
    assert (anna.company, anna.department, anna.title) == ("Muster & Söhne", "Einkauf", "Leiterin")
    assert anna.emails == ("anna@muster.example", "am@muster.example")
    assert anna.address == "Musterweg 3, 50667 Köln, Deutschland"
    assert (anna.url, anna.note) == ("https://muster.example", "Zeile 1 Zeile 2")
    assert numbers(anna) == [
        ("0221 4710-122", "work"),
        ("0171 3920001", "mobile"),
        ("030 23125-001", "home"),
        ("030 23125-009", "pager"),
        ("0221 4710-129", "fax"),
    ]
    assert keys(THUNDERBIRD) == ["dn:cn=anna maria musterfrau,mail=anna@muster.example"]


def test_a_directory_with_branches_options_folds_and_comments() -> None:
    text = (
        """version: 1
# das Verzeichnis
#  und eine gefaltete
  Bemerkung
dn: dc=muster,dc=example
objectClass: dcObject
objectClass: organization
dc: muster
o: Muster GmbH

DN: uid=bernd,ou=people,dc=muster,dc=example
objectClass: inetOrgPerson
cn;lang-de: Bernd Beis
 piel
sn: Beispiel
telephoneNumber: 0221 4710-22
telephoneNumber: +49 221 4710 23
facsimileTelephoneNumber: 0221 4710-29$fineResolution
jpegPhoto:: """
        + base64.b64encode(b"x" * 300).decode()
        + """
postalAddress: Musterweg 3 $ 50667 Köln

"""
    )
    book, [bernd], problems = read(text)
    assert (book.read, problems) == (1, [])
    assert (bernd.name, bernd.address) == ("Bernd Beispiel", "Musterweg 3, 50667 Köln")
    assert numbers(bernd) == [("0221 4710-22", "work"), ("+49 221 4710 23", "work"), ("0221 4710-29", "fax")]


def test_changes_and_files_are_refused_in_words() -> None:
    text = (
        "version: 1\n"
        "dn: cn=A,dc=x\nchangetype: add\nobjectClass: person\ncn: A\ntelephoneNumber: 22\n\n"
        "dn: cn=B,dc=x\nchangetype: modify\nreplace: telephoneNumber\ntelephoneNumber: 23\n-\n\n"
        "dn: cn=C,dc=x\nchangetype: delete\n\n"
        "dn: cn=D,dc=x\nobjectClass: person\ncn: D\nlabeledURI:< file:///etc/passwd\ntelephoneNumber: n/a\n"
    )
    book, contacts, problems = read(text)
    assert [contact.name for contact in contacts] == ["A", "D"]
    assert contacts[1].url == ""
    assert book.read == 4
    assert [(problem.line, problem.key) for problem in problems] == [
        (8, "contacts_change_skipped"),
        (14, "contacts_change_skipped"),
        (20, "contacts_url_refused"),
        (21, "contacts_number_kept"),
    ]
    assert "file:///etc" not in problems[2].text


def test_broken_lines_lose_no_entry() -> None:
    text = "dn: cn=A\ncn: A\nkein Attribut\ntelephoneNumber:: !!!!a\nmobile: 0171 3920001\ndn: cn=B\ncn: B\nmail: b@x.example"
    _, contacts, problems = read(text)
    assert [(contact.name, len(contact.numbers)) for contact in contacts] == [("A", 1), ("B", 0)]
    assert [(problem.line, problem.contact) for problem in problems] == [(3, "A"), (4, "A")]


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16", "cp850"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_encodings_and_line_ends(encoding: str, end: str) -> None:
    text = end.join(["dn: cn=Jörg Groß", "cn: Jörg Groß", "telephoneNumber: 22", "", ""])
    _, [joerg], problems = read(text.encode(encoding))
    assert (joerg.name, problems) == ("Jörg Groß", [])


def test_the_dn_keeps_the_key_when_the_number_changes() -> None:
    assert keys(THUNDERBIRD) == keys(THUNDERBIRD.replace("4710-122", "4710-123"))
