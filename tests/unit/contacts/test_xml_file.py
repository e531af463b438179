"""Phone books of FRITZ!Box, Snom and Yealink, sound, damaged and hostile."""

from __future__ import annotations

import pytest

from tests.unit.contacts.reading import keys, numbers, read

FRITZ = """<?xml version="1.0" encoding="utf-8"?>
<phonebooks>
<phonebook owner="1" name="Telefonbuch">
<contact><category>1</category><person><realName>Müller, Anna</realName><imageURL /></person>
<telephony nid="3"><number type="home" prio="1" id="0">03023125001</number>
<number type="mobile" quickdial="7" vanity="ANNA" prio="0" id="1">0171 3920001</number>
<number type="fax_work" prio="0" id="2">+49 221 4710-129</number>
<number type="label:Ferienhaus" prio="0" id="3">030 23125-002</number></telephony>
<services nid="1"><email classifier="private" id="0">anna@muster.example</email></services><setup />
<mod_time>1700000000</mod_time><uniqueid>17</uniqueid></contact>
<contact><category>0</category><person><realName>Türsprechstelle</realName></person>
<telephony nid="1"><number type="intern" prio="1" id="0">**9</number></telephony><uniqueid>18</uniqueid></contact>
<contact><category>0</category><person><realName></realName></person><telephony nid="0" /></contact>
</phonebook>
</phonebooks>
"""
SNOM = """<?xml version="1.0" encoding="utf-8"?>
<tbook e="2" complete="true">
<item context="line1" type="none" index="0"><name>Bernd Beispiel</name><number>22</number></item>
<item context="active" type="master" fav="true"><name>Clara</name><number>030 23125-010</number>
<first_name>Clara</first_name><last_name>Čapek</last_name><organization>Muster &amp; Söhne</organization>
<title>Chefin</title><number_type>business</number_type><email>clara@muster.example</email></item>
<item context="active" type=""><last_name>030 23125-010</last_name><first_name>Member_Alias</first_name>
<number>0171 3920010</number><number_type>mobile</number_type></item>
<item context="active" type="colleagues"><name>Dora</name><number>sip:23@pbx.example</number></item>
</tbook>
"""
SNOM_2 = """<settings><phone-settings e="2"><language perm="">Deutsch</language></phone-settings>
<tbook complete="true" e="2" version="2.0">
<contact fav="false" vip="true" blocked="false"><first_name>Emil</first_name><last_name>Eckert</last_name>
<group>work</group><note>Zeile</note><photo>QUJD</photo>
<numbers><number no="030 23125-020" type="business" outgoing_id="0"/><number no="0171 3920020" type="mobile"/></numbers>
</contact></tbook></settings>
"""
YEALINK_LOCAL = """<?xml version="1.0" encoding="UTF-8"?>
<vp_contact><root_group><group display_name="Kunden" ring="" /></root_group>
<root_contact>
<contact display_name="Frida Fuchs" office_number="030 23125-030" mobile_number="0171 3920030" other_number="" line="0"
 ring="" group_id_name="Kunden" default_photo="" />
<contact sDisplayName="Gustav" sOfficeNumber="23" sMobileNumber="" sOtherNumber="030 23125-031" sLine="-1"
 group_id_name="All Contacts" />
</root_contact></vp_contact>
"""
YEALINK_REMOTE = """<?xml version="1.0" encoding="UTF-8"?>
<YealinkIPPhoneDirectory><Title>Büro</Title>
<DirectoryEntry><Name>Hanna</Name><Telephone label="Mobile">0171 3920040</Telephone><Telephone>24</Telephone></DirectoryEntry>
<DirectoryEntry><Name>Ida</Name><Telephone>030 23125-041</Telephone></DirectoryEntry>
</YealinkIPPhoneDirectory>
"""
YEALINK_BOOK = """<YealinkIPPhoneBook><Title>Firma</Title>
<Menu Name="Einkauf"><Unit Name="Jan" default_photo="Resource:icon.png" Phone1="030 23125-050" Phone2="" Phone3="0171 3920050" /></Menu>
<Menu Name="Verkauf"><Unit Name="Kai" Phone1="25"/></Menu></YealinkIPPhoneBook>
"""


def test_fritzbox() -> None:
    book, contacts, problems = read(FRITZ)
    assert (book.format, book.read) == ("fritzbox-xml", 3)
    anna, door = contacts
    assert (anna.name, anna.favourite, anna.emails, anna.uid) == (
        "Müller, Anna",
        True,
        ("anna@muster.example",),
        "17",
    )
    assert numbers(anna) == [
        ("03023125001", "home"),
        ("0171 3920001", "mobile"),
        ("+49 221 4710-129", "fax"),
        ("030 23125-002", "Ferienhaus"),
    ]
    assert numbers(door) == [("**9", "intern")]
    assert [(problem.line, problem.key) for problem in problems] == [(13, "contacts_record_empty")]
    assert keys(FRITZ) == ["uid:17", "uid:18"]


def test_snom_with_members_of_a_master() -> None:
    book, contacts, problems = read(SNOM)
    assert (book.format, book.read, problems) == ("snom-xml", 3, [])
    by_name = {contact.name: contact for contact in contacts}
    clara = by_name["Clara Čapek"]
    assert (clara.company, clara.title, clara.favourite) == ("Muster & Söhne", "Chefin", True)
    assert numbers(clara) == [("030 23125-010", "work"), ("0171 3920010", "mobile")]
    assert (by_name["Bernd Beispiel"].groups, by_name["Dora"].groups) == ((), ("colleagues",))
    assert numbers(by_name["Dora"]) == [("sip:23@pbx.example", "other")]


def test_snom_since_version_2_within_settings() -> None:
    book, [emil], problems = read(SNOM_2)
    assert (book.format, problems) == ("snom-xml", [])
    assert (emil.name, emil.groups, emil.favourite, emil.note) == ("Emil Eckert", ("work",), True, "Zeile")
    assert numbers(emil) == [("030 23125-020", "work"), ("0171 3920020", "mobile")]


def test_yealink_local() -> None:
    book, [frida, gustav], problems = read(YEALINK_LOCAL)
    assert (book.format, problems) == ("yealink-xml", [])
    assert (frida.name, frida.groups, gustav.groups) == ("Frida Fuchs", ("Kunden",), ())
    assert numbers(frida) == [("030 23125-030", "work"), ("0171 3920030", "mobile")]
    assert numbers(gustav) == [("23", "work"), ("030 23125-031", "other")]


@pytest.mark.parametrize("root", ["YealinkIPPhoneDirectory", "IPPhoneDirectory", "CompanyIPPhoneDirectory"])
def test_yealink_remote_directory(root: str) -> None:
    book, [hanna, ida], problems = read(YEALINK_REMOTE.replace("YealinkIPPhoneDirectory", root))
    assert (book.format, problems) == ("yealink-xml", [])
    assert numbers(hanna) == [("0171 3920040", "mobile"), ("24", "other")]
    assert ida.name == "Ida"


def test_yealink_remote_book_with_menus() -> None:
    _, [jan, kai], _ = read(YEALINK_BOOK)
    assert (jan.groups, kai.groups) == (("Einkauf",), ("Verkauf",))
    assert numbers(jan) == [("030 23125-050", "other"), ("0171 3920050", "other")]


def test_snoms_xml_browser() -> None:
    book, [lena], _ = read(
        "<SnomIPPhoneDirectory><DirectoryEntry><Name>Lena</Name><Telephone>26</Telephone></DirectoryEntry></SnomIPPhoneDirectory>"
    )
    assert (book.format, lena.name, numbers(lena)) == ("snom-xml", "Lena", [("26", "other")])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_encodings(encoding: str) -> None:
    assert [contact.name for contact in read(FRITZ.encode(encoding))[1]] == [
        "Müller, Anna",
        "Türsprechstelle",
    ]


def test_an_encoding_declared_or_declared_wrongly() -> None:
    declared = FRITZ.replace("utf-8", "iso-8859-1").encode("iso-8859-1")
    wrong = FRITZ.encode("cp1252")
    for data in (declared, wrong):
        assert [contact.name for contact in read(data)[1]] == ["Müller, Anna", "Türsprechstelle"]


def test_a_bare_ampersand_and_names_of_html_lose_no_entry() -> None:
    damaged = YEALINK_REMOTE.replace("Hanna", "Huber & S&ouml;hne <3").replace(">Ida<", ">M&uuml;ller & Co<")
    book, contacts, problems = read(damaged)
    assert [contact.name for contact in contacts] == ["Müller & Co"]
    assert [(problem.line, problem.key) for problem in problems] == [
        (3, "contacts_xml_broken"),
        (3, "contacts_xml_record"),
    ]
    assert book.read == 1


def test_a_file_that_breaks_off() -> None:
    _, contacts, problems = read(FRITZ[: FRITZ.index("<setup />")])
    assert contacts == []
    assert [problem.key for problem in problems] == ["contacts_xml_broken", "contacts_xml_record"]
    _, contacts, problems = read(FRITZ[: FRITZ.index("<contact><category>0")])
    assert [contact.name for contact in contacts] == ["Müller, Anna"]
    assert [problem.key for problem in problems] == ["contacts_xml_broken"]


BOMB = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">{more}]><phonebooks><contact><person><realName>&a;</realName></person></contact></phonebooks>'


@pytest.mark.parametrize(
    "more",
    [
        '<!ENTITY b "&a;&a;&a;"><!ENTITY c "&b;&b;&b;">',
        '<!ENTITY a SYSTEM "file:///etc/passwd">',
        '<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p;',
    ],
)
def test_entities_are_refused(more: str) -> None:
    _, contacts, problems = read(BOMB.format(more=more))
    assert contacts == []
    assert [(problem.line, problem.key) for problem in problems] == [(0, "contacts_xml_entities")]


def test_an_outside_doctype_is_not_fetched() -> None:
    _, contacts, _ = read(
        FRITZ.replace(
            "<phonebooks>", '<!DOCTYPE phonebooks SYSTEM "http://127.0.0.1:9/x.dtd"><phonebooks>', 1
        )
    )
    assert len(contacts) == 2


def test_depth_and_breadth_are_bounded() -> None:
    deep = "<phonebooks>" + "<contact>" * 100_000
    assert read(deep)[1] == []
    broad = f"<phonebooks><contact><person><realName>Anna</realName></person>{'<x/>' * 100_000}</contact></phonebooks>"
    assert [contact.name for contact in read(broad)[1]] == ["Anna"]


def test_other_xml_is_no_phone_book() -> None:
    book, contacts, problems = read("<?xml version='1.0'?><rss><item><name>Anna</name></item></rss>")
    assert (book.format, contacts) == ("unknown", [])
    assert [problem.key for problem in problems] == ["contacts_format_unknown"]
