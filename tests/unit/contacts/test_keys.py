"""The identity of a record: the same at the next reading, and what a change of it is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.contacts.reading import keys, read
from tests.unit.contacts.test_book import ANNA
from tui.contacts.files import open_path
from tui.contacts.formats.problems import Problem
from tui.contacts.formats.reader import ParsedContact
from tui.contacts.identity import Keys, content_digest
from tui.contacts.model import Contact, PhoneNumber
from tui.dialing.number import DialPlan

CSV = "Name;Firma;Telefon\nAnna;Muster;22\nAnna;Muster;23\nAnna;Beispiel;24\n"


def card(name: str, *lines: str) -> str:
    return "\n".join(("BEGIN:VCARD", "VERSION:3.0", f"FN:{name}", *lines, "END:VCARD", ""))


def test_a_key_outlives_a_changed_number_and_is_never_given_twice() -> None:
    first = keys(CSV)
    assert len(set(first)) == 3
    assert first[1] == f"{first[0]}/2"
    assert keys(CSV) == first
    assert keys(CSV.replace("24", "25")) == first
    assert keys(CSV.replace("Anna;Beispiel", "ANNA;beispiel")) == first
    assert keys(CSV.replace("Beispiel", "Muster SE"))[2] != first[2]


def test_a_uid_outlives_everything_else() -> None:
    assert keys(card("Anna", "UID:urn:uuid:u-1")) == keys(card("Berta", "UID:u-1", "TEL:22")) == ["uid:u-1"]


@given(st.lists(st.sampled_from(["", "x", "x/2", "x/3", "x/2/2"]), max_size=20))
def test_keys_are_unique(uids: list[str]) -> None:
    given_keys = Keys()
    made = [given_keys.key(replace(ANNA, uid=uid)) for uid in uids]
    assert len(set(made)) == len(made)


@pytest.mark.parametrize(
    "change",
    [
        {"name": "Anna"},
        {"note": ""},
        {"favourite": False},
        {"groups": ("a", "b")},
        {"groups": ("a\x01b",)},
        {"aliases": ("Anni",)},
        {"numbers": (PhoneNumber("22"),)},
        {"numbers": (PhoneNumber("22", type="work"),)},
        {"emails": ("a@b.example", "c@d.example")},
    ],
)
def test_every_change_of_the_record_changes_its_digest(change: dict[str, object]) -> None:
    assert content_digest(replace(ANNA, **change)) != content_digest(ANNA)  # type: ignore[arg-type]


def test_what_does_not_come_from_the_record_leaves_the_digest_alone() -> None:
    derived = tuple(replace(number, e164="+4922122") for number in ANNA.numbers)
    assert content_digest(replace(ANNA, id=7, source="other.vcf", numbers=derived)) == content_digest(ANNA)


def test_a_folder_of_cards_is_one_address_book(tmp_path: Path, plan: DialPlan) -> None:
    (tmp_path / "b.vcf").write_text(card("Berta", "UID:u-2", "TEL:0221 4710-23"))
    (tmp_path / "a.vcf").write_text(card("Anna", "TEL:n/a"))
    (tmp_path / "c").write_text("kein Adressbuch")
    (tmp_path / ".hidden.vcf").write_text(card("Versteckt"))
    (tmp_path / "termin.ics").write_text("BEGIN:VCALENDAR\nEND:VCALENDAR\n")
    (tmp_path / "d.vcf.tmp").write_text(card("Halb"))
    (tmp_path / "folder.vcf").mkdir()
    book = open_path(tmp_path, plan)
    found = list(book)
    contacts = [one for one in found if isinstance(one, ParsedContact)]
    assert [(one.contact.name, one.key) for one in contacts] == [("Anna", "file:a.vcf"), ("Berta", "uid:u-2")]
    assert {one.contact.source for one in contacts} == {tmp_path.name}
    assert contacts[1].contact.numbers[0].e164 == "+49221471023"
    problems = [one for one in found if isinstance(one, Problem)]
    assert [(one.file, one.line, one.key) for one in problems] == [
        ("a.vcf", 4, "contacts_number_kept"),
        ("c", 0, "contacts_format_unknown"),
    ]
    assert (book.format, book.read, book.done, book.total) == ("vdir", 2, 3, 3)


def test_progress_moves_and_reading_can_be_left() -> None:
    text = "".join(card(f"Anna {n}", "NOTE:" + "x" * 500) for n in range(1000)).encode()
    from tui.contacts.formats.reader import read_contacts

    book = read_contacts(text, "x")
    seen: list[int] = []
    for found in book:
        assert isinstance(found, ParsedContact)
        seen.append(book.done)
        if len(seen) == 700:
            break
    assert book.read == 700
    assert seen == sorted(seen)
    assert 0 < seen[-1] < book.total == len(text)


def test_groups_reach_their_members_from_behind_and_lists_are_nobody() -> None:
    text = (
        card("Anna", "UID:u-1", "TEL:22")
        + card("Verein", "X-ADDRESSBOOKSERVER-KIND:group", "X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:u-1")
        + card("Rundbrief", "X-EVOLUTION-LIST:TRUE", "EMAIL:a@b.example")
        + card("Pforte", "KIND:group", "TEL:23")
    )
    book, contacts, problems = read(text)
    assert [(contact.name, contact.groups) for contact in contacts] == [("Anna", ("Verein",)), ("Pforte", ())]
    assert (book.read, problems) == (2, [])


def test_nicknames_and_spoken_names_are_aliases() -> None:
    _, [anna], _ = read(
        card(
            "山田 太郎",
            "NICKNAME:Taro,Yama",
            "X-PHONETIC-FIRST-NAME:タロウ",
            "X-PHONETIC-LAST-NAME:ヤマダ",
            "SORT-STRING:Yamada",
        )
    )
    assert anna.aliases == ("Taro", "Yama", "タロウ ヤマダ", "Yamada")


def test_a_company_is_a_company_whatever_n_says() -> None:
    for mark in ("KIND:org", "X-ABSHOWAS:COMPANY"):
        _, [firm], _ = read(card("Muster GmbH", "N:GmbH;Muster;;;", mark))
        assert firm == Contact(0, "Muster GmbH", company="Muster GmbH", source="test")


def test_cards_of_dos_and_the_old_mac() -> None:
    for encoding in ("cp850", "mac-roman", "cp1252"):
        _, [joerg], _ = read(card("Jürgen Größer", "ORG:Ärzte").encode(encoding))
        assert (joerg.name, joerg.company) == ("Jürgen Größer", "Ärzte")


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (["item1.TEL:22", "item1.X-ABLabel:Ferienhaus"], "Ferienhaus"),
        (["item1.TEL;type=pref:22", "item1.X-ABLabel:_$!<Main>!$_"], "main"),
        (["TEL;TYPE=x-Ferienhaus:22"], "ferienhaus"),
        (["TEL;TYPE=arbeit:22"], "work"),
        (["TEL;TYPE=VOICE,PREF:22"], "other"),
        (["TEL;CAR:22"], "car"),
        (["item1.TEL:22", "item1.X-ABLabel:Telefon"], "other"),
    ],
)
def test_labels_of_the_owner_are_kept(lines: list[str], kind: str) -> None:
    _, [anna], _ = read(card("Anna", *lines))
    assert [number.type for number in anna.numbers] == [kind]


@pytest.mark.parametrize("before", range(65_500, 65_540, 7))
def test_a_group_is_found_wherever_it_stands(before: int) -> None:
    head = card("Anna", "UID:u-1", "NOTE:")
    text = head.replace("NOTE:", "NOTE:" + "x" * (before - len(head))) + card(
        "Verein", "KIND:group", "MEMBER:u-1"
    )
    assert [contact.groups for contact in read(text)[1]] == [("Verein",)]


def test_letters_are_looked_for_in_all_of_a_file() -> None:
    text = card("Anna", "NOTE:" + "x" * 60_000) * 3 + card("Jürgen Größer")
    assert read(text.encode("cp850"))[1][-1].name == "Jürgen Größer"
