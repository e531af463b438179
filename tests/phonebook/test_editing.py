"""What the user does to contacts."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

import pytest

from tests.phonebook.make import PLAN, held, names, reader
from tui.contacts.matching import number_key
from tui.contacts.model import Contact, MatchKind, PhoneNumber
from tui.dialing.number import DialPlan
from tui.dialing.reading import read_typed
from tui.errors import NotFoundError, UsageError
from tui.phonebook import editing, upkeep
from tui.phonebook.reading import Reader


def added(book: sqlite3.Connection, name: str, *raws: str, company: str = "") -> Contact:
    numbers = tuple(PhoneNumber(raw) for raw in raws)
    return editing.add(book, Contact(0, name, company=company, numbers=numbers), PLAN)


def test_a_new_contact_is_found_at_once(book: sqlite3.Connection) -> None:
    anna = added(book, "Anna Müller", "0221 4710-122")
    assert (anna.source, anna.numbers[0].e164) == ("local", "+492214710122")
    assert reader(book).search("mue 122") == [anna]
    assert reader(book).match(read_typed("122", PLAN)).contacts == (anna,)


def test_a_change_is_found_and_the_old_is_not(book: sqlite3.Connection) -> None:
    anna = added(book, "Anna Müller", "0221 4710-122")
    editing.edit(book, replace(anna, name="Anna Meier", numbers=(PhoneNumber("0221 4710-133"),)), PLAN)
    assert reader(book).search("müller") == []
    assert [one.name for one in reader(book).search("meier")] == ["Anna Meier"]
    assert reader(book).match(read_typed("122", PLAN)).kind is MatchKind.NONE


def test_what_is_typed_is_made_harmless(book: sqlite3.Connection) -> None:
    contact = Contact(0, "A\x1b[31m\u202e\nB", note="eins\n\x07zwei", numbers=(PhoneNumber(" "),))
    kept = editing.add(book, contact, PLAN)
    assert (kept.note, kept.numbers) == ("eins\nzwei", ())
    assert kept.name.isprintable()


def test_an_empty_contact_is_refused(book: sqlite3.Connection) -> None:
    with pytest.raises(UsageError):
        editing.add(book, Contact(0, "  ", note="nur eine Notiz"), PLAN)
    assert held(book) == []


@pytest.mark.parametrize("id", [0, -1, 5, 2**70])
def test_who_is_not_there_cannot_be_changed(book: sqlite3.Connection, id: int) -> None:
    with pytest.raises(NotFoundError):
        editing.edit(book, Contact(id, "Anna"), PLAN)
    assert editing.delete(book, [id]) == 0


def test_favourites_come_first_then_the_frequent_ones(book: sqlite3.Connection) -> None:
    people = [added(book, f"Muster {letter}") for letter in "ABCD"]
    editing.set_favourite(book, people[3].id, True, PLAN)
    assert editing.set_frequent(book, {people[1].id: 3, people[2].id: 9, 12345: 4}, PLAN)
    assert not editing.set_frequent(book, {people[1].id: 3, people[2].id: 9}, PLAN)
    found = [one.name[-1] for one in reader(book).search("muster")]
    assert found == ["D", "C", "B", "A"]
    assert [name[-1] for name in names(book)] == ["D", "A", "B", "C"]  # the list stays in the order of names
    editing.set_frequent(book, {}, PLAN)
    assert [one.name[-1] for one in reader(book).search("muster")] == ["D", "A", "B", "C"]


def test_speed_dials(book: sqlite3.Connection) -> None:
    anna = added(book, "Anna", "030 1", "0171 3920001")
    editing.set_speed_dial(book, 1, anna.id)
    editing.set_speed_dial(book, 9, anna.id, "0171 3920001")
    held_now = {slot: (one.name, raw) for slot, (one, raw) in reader(book).speed_dials().items()}
    assert held_now == {1: ("Anna", "030 1"), 9: ("Anna", "0171 3920001")}
    for slot, raw in ((0, ""), (10, ""), (1, "0171 9")):
        with pytest.raises(UsageError):
            editing.set_speed_dial(book, slot, anna.id, raw)
    editing.set_speed_dial(book, 1, None)
    assert list(reader(book).speed_dials()) == [9]
    editing.delete(book, [anna.id])
    assert reader(book).speed_dials() == {}


def test_a_choice_is_remembered(book: sqlite3.Connection) -> None:
    one, other = added(book, "Anna", "030 23125-150"), added(book, "Bernd", "030 23125-150")
    number = read_typed("030 23125150", PLAN)
    assert reader(book).match(number).kind is MatchKind.AMBIGUOUS
    key = number_key(number, PLAN)
    assert key is not None
    editing.choose(book, key, other.id)
    match = reader(book).match(number)
    assert (match.kind, match.contacts) == (MatchKind.EXACT, (other,))
    assert len(reader(book).match(number, chosen=False).contacts) == 2
    editing.delete(book, [other.id])
    assert reader(book).match(number).contacts == (one,)


def test_groups(book: sqlite3.Connection) -> None:
    anna = added(book, "Anna")
    editing.set_groups(book, anna.id, ["Kunden", "Verein", "Kunden"], PLAN)
    assert reader(book).groups() == {"Kunden": 1, "Verein": 1}
    assert [one.name for one in reader(book).members("Kunden")] == ["Anna"]


def test_duplicates_are_found(book: sqlite3.Connection) -> None:
    added(book, "Anna Müller", "030 23125-150")
    added(book, "Müller, Anna", "+49 30 23125150", "0171 3920001")
    added(book, "Bernd Jäger", "030 23125-150")
    editing.add(book, Contact(0, "C. Roth", emails=("c@example.org",)), PLAN)
    editing.add(book, Contact(0, "C Roth", emails=("C@Example.org",)), PLAN)
    found = [sorted(one.name for one in group) for group in reader(book).duplicates()]
    assert sorted(found) == [["Anna Müller", "Müller, Anna"], ["C Roth", "C. Roth"]]


def test_names_on_the_keys_of_a_telephone(book: sqlite3.Connection) -> None:
    added(book, "Anna Müller")
    added(book, "Bernd Jäger", "0171 6853000")
    assert [one.name for one in reader(book).search("6855")] == ["Anna Müller"]
    assert [one.name for one in reader(book).search("2662 685")] == ["Anna Müller"]


def test_another_dial_plan_is_applied_to_what_is_there(book: sqlite3.Connection) -> None:
    added(book, "Anna", "4710-122")
    away = DialPlan(country="AT", area_code="1", company_number="")
    there = Reader(book, reader(book).path, away)
    upkeep.derive_all(book, PLAN)
    assert not reader(book).due()
    assert there.due()
    upkeep.derive_all(book, away)
    [anna] = there
    assert anna.numbers[0].e164 == "+4314710122"
    assert not there.due()
    assert [one.name for one in there.search("+431")] == ["Anna"]
