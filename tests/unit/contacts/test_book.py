from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.phonebook.make import book_of
from tui.contacts.as_json import contact_json, lookup_json, reference_json
from tui.contacts.identity import Keys
from tui.contacts.model import Contact, PhoneNumber
from tui.dialing.number import DialPlan

ANNA = Contact(
    0,
    "Anna Müller",
    "Anna",
    "Müller",
    "Muster GmbH",
    "Leiterin",
    "Einkauf",
    (PhoneNumber("0221 4710-122", type="work"), PhoneNumber("n/a")),
    ("anna@muster.example",),
    "Musterweg 3, 50667 Köln",
    "https://muster.example",
    "Notiz",
    ("Kunden",),
    "kunden.vcf",
    True,
)
BERND = Contact(0, "Bernd", source="kunden.vcf")
ANNA_ID, BERND_ID = 1198983182, 2081419315


def test_ids_are_positive_31_bit_numbers_and_lead_back(plan: DialPlan) -> None:
    book = book_of([ANNA, BERND], plan)
    for contact in book:
        assert 0 < contact.id < 2**31
        assert book.get(contact.id) == contact
    assert book.get(0) is None


def test_the_next_load_gives_the_same_ids(plan: DialPlan) -> None:
    before = {contact.name: contact.id for contact in book_of([ANNA, BERND], plan)}
    edited = replace(ANNA, note="anders", numbers=(PhoneNumber("030 23125-140"),), favourite=False)
    after = book_of([Contact(0, "Neu", source="kunden.vcf"), BERND, edited], plan)
    assert {contact.name: contact.id for contact in after if contact.name != "Neu"} == before


def test_ids_do_not_change_between_releases(plan: DialPlan) -> None:
    """Journals and scripts may hold them."""
    assert [contact.id for contact in book_of([ANNA, BERND], plan)] == [ANNA_ID, BERND_ID]


def _ids(plan: DialPlan, *contacts: Contact) -> list[int]:
    return sorted(contact.id for contact in book_of(contacts, plan))


def test_a_uid_survives_another_name(plan: DialPlan) -> None:
    one = replace(ANNA, uid="u-1")
    assert _ids(plan, one) == _ids(plan, replace(one, name="Anna Meier", company=""))


def test_another_source_is_another_contact(plan: DialPlan) -> None:
    assert _ids(plan, ANNA) != _ids(plan, replace(ANNA, source="other.csv"))


_SOME = st.lists(
    st.sampled_from([ANNA, BERND, replace(BERND, uid="1"), replace(ANNA, source="x")]), max_size=30
)


@settings(deadline=None)
@given(_SOME)
def test_no_id_is_given_twice(contacts: list[Contact]) -> None:
    book = book_of(contacts, DialPlan())
    ids = {contact.id for contact in book}
    assert len(ids) == len(book) == len(contacts)
    assert all(0 < value < 2**31 for value in ids)


@settings(deadline=None)
@given(_SOME)
def test_no_key_is_given_twice(contacts: list[Contact]) -> None:
    keys = Keys()
    assert len({keys.key(contact) for contact in contacts}) == len(contacts)


def test_listing_order(plan: DialPlan) -> None:
    names = ["zoe", "Ärger", "Bernd", "arno", "Öl", "Opa"]
    book = book_of([*(Contact(0, name) for name in names), replace(ANNA, name="Zuerst")], plan)
    assert [contact.name for contact in book] == ["Zuerst", "Ärger", "arno", "Bernd", "Öl", "Opa", "zoe"]
    assert len(book) == 7


def test_the_json_of_a_contact(plan: DialPlan) -> None:
    [contact] = book_of([ANNA], plan)
    numbers = [
        {"raw": "0221 4710-122", "e164": "+492214710122", "type": "work"},
        {"raw": "n/a", "e164": None, "type": "other"},
    ]
    assert contact_json(contact) == {
        "id": ANNA_ID,
        "name": "Anna Müller",
        "given": "Anna",
        "family": "Müller",
        "company": "Muster GmbH",
        "title": "Leiterin",
        "department": "Einkauf",
        "numbers": numbers,
        "emails": ["anna@muster.example"],
        "address": "Musterweg 3, 50667 Köln",
        "url": "https://muster.example",
        "note": "Notiz",
        "groups": ["Kunden"],
        "source": "kunden.vcf",
        "favourite": True,
    }
    assert lookup_json(contact) == {
        "id": ANNA_ID,
        "name": "Anna Müller",
        "company": "Muster GmbH",
        "source": "kunden.vcf",
        "numbers": numbers,
    }
    assert reference_json(contact) == {"id": ANNA_ID, "name": "Anna Müller", "company": "Muster GmbH"}
