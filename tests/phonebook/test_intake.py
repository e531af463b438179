"""Records that come again, changed or not, and what the user did to them meanwhile."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

from tests.phonebook.make import PLAN, held, names
from tui.contacts.model import Contact, PhoneNumber
from tui.phonebook import editing
from tui.phonebook.intake import Record, Taken, take

ANNA = Contact(
    0, "Anna", company="Muster GmbH", numbers=(PhoneNumber("030 23125-150", type="work"),), source="a.vcf"
)
BERND = Contact(0, "Bernd", numbers=(PhoneNumber("030 23125-151"),), source="a.vcf")


def given(book: sqlite3.Connection, *contacts: Contact, source: str = "s", alone: bool = True) -> Taken:
    return take(book, source, [Record(f"name:{one.name}", one) for one in contacts], PLAN, alone=alone)


def counts(taken: Taken) -> tuple[int, int, int]:
    return taken.added, taken.updated, taken.skipped


def one(book: sqlite3.Connection, name: str) -> Contact:
    [found] = [contact for contact in held(book) if contact.name == name]
    return found


def test_what_comes_again_changes_nothing(book: sqlite3.Connection) -> None:
    assert counts(given(book, ANNA, BERND)) == (2, 0, 0)
    before = held(book)
    assert counts(given(book, ANNA, BERND)) == (0, 0, 2)
    assert held(book) == before


def test_a_record_twice_in_a_file_is_one(book: sqlite3.Connection) -> None:
    assert counts(given(book, ANNA, ANNA)) == (1, 0, 1)


def test_a_changed_record_is_taken_over(book: sqlite3.Connection) -> None:
    given(book, ANNA)
    id = one(book, "Anna").id
    assert counts(given(book, replace(ANNA, company="Andere AG", numbers=()))) == (0, 1, 0)
    assert (one(book, "Anna").company, one(book, "Anna").numbers, one(book, "Anna").id) == (
        "Andere AG",
        (),
        id,
    )


def test_deleted_stays_deleted(book: sqlite3.Connection) -> None:
    given(book, ANNA, BERND)
    assert editing.delete(book, [one(book, "Anna").id]) == 1
    assert counts(given(book, ANNA, replace(BERND, note="neu"))) == (0, 1, 1)
    assert counts(given(book, replace(ANNA, note="neu"))) == (0, 0, 1)
    assert names(book) == ["Bernd"]
    taken = take(book, "s", [Record("name:Anna", ANNA)], PLAN, restore=True)
    assert (counts(taken), names(book)) == ((1, 0, 0), ["Anna", "Bernd"])


def test_what_was_edited_here_is_not_overwritten(book: sqlite3.Connection) -> None:
    given(book, ANNA)
    anna = one(book, "Anna")
    more = (*anna.numbers, PhoneNumber("0171 3920001", type="mobile"))
    editing.edit(book, replace(anna, note="ruft zurück", numbers=more, company="Meine AG"), PLAN)
    there = (PhoneNumber("030 23125-199", type="work"),)
    taken = given(book, replace(ANNA, title="Leiterin", company="Ihre AG", note="", numbers=there))
    assert counts(taken) == (0, 1, 0)
    assert [(kept.record.contact.name, kept.fields) for kept in taken.kept] == [("Anna", ("company",))]
    now = one(book, "Anna")
    assert (now.title, now.company, now.note) == ("Leiterin", "Meine AG", "ruft zurück")
    assert [number.raw for number in now.numbers] == ["0171 3920001", "030 23125-199"]
    assert counts(
        given(book, replace(ANNA, title="Leiterin", company="Ihre AG", note="", numbers=there))
    ) == (
        0,
        0,
        1,
    )


def test_a_favourite_stays_one_and_follows_its_source(book: sqlite3.Connection) -> None:
    given(book, ANNA)
    editing.set_favourite(book, one(book, "Anna").id, True, PLAN)
    assert counts(given(book, replace(ANNA, company="Andere AG"))) == (0, 1, 0)
    assert (one(book, "Anna").favourite, one(book, "Anna").company) == (True, "Andere AG")


def test_merged_stays_merged_and_both_sources_feed_it(book: sqlite3.Connection) -> None:
    given(book, ANNA)
    other = replace(ANNA, name="Anna M.", numbers=(PhoneNumber("0171 3920001"),), note="aus dem CRM")
    given(book, other, source="crm")
    kept, gone = one(book, "Anna"), one(book, "Anna M.")
    merged = editing.merge(book, kept.id, [gone.id], PLAN)
    assert [number.raw for number in merged.numbers] == ["030 23125-150", "0171 3920001"]
    assert (merged.id, merged.name, merged.note) == (kept.id, "Anna", "aus dem CRM")
    assert counts(given(book, ANNA)) == counts(given(book, other, source="crm")) == (0, 0, 1)
    changed = replace(other, numbers=(*other.numbers, PhoneNumber("0171 3920002")))
    assert counts(given(book, changed, source="crm")) == (0, 1, 0)
    assert names(book) == ["Anna"]
    assert [number.raw for number in one(book, "Anna").numbers][-1] == "0171 3920002"


def test_the_same_export_under_another_name_adds_nothing(book: sqlite3.Connection) -> None:
    given(book, ANNA, source="import:a.vcf")
    assert counts(given(book, ANNA, source="import:a (1).vcf", alone=False)) == (0, 0, 1)
    assert counts(given(book, replace(ANNA, note="x"), source="import:b.vcf", alone=False)) == (1, 0, 0)


def test_a_uid_that_is_only_a_row_number_joins_nobody(book: sqlite3.Connection) -> None:
    first = replace(ANNA, uid="1")
    assert counts(take(book, "import:a", [Record("uid:1", first)], PLAN)) == (1, 0, 0)
    stranger = Record("uid:1", replace(BERND, uid="1"))
    assert counts(take(book, "import:b", [stranger], PLAN, alone=False)) == (1, 0, 0)
    again = Record("uid:1", replace(first, note="neu"))
    assert counts(take(book, "import:c", [again], PLAN, alone=False)) == (0, 1, 0)
    assert names(book) == ["Anna", "Bernd"]
