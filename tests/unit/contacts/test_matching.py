from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.phonebook.make import book_of
from tui.contacts.model import Contact, MatchKind, PhoneNumber
from tui.dialing.number import DialPlan, Number, NumberKind
from tui.dialing.reading import read_remote, read_typed
from tui.phonebook.reading import Reader


def person(name: str, *raws: str, company: str = "", source: str = "x", given: str = "P") -> Contact:
    return Contact(
        0, name, given, company=company, numbers=tuple(PhoneNumber(r) for r in raws), source=source
    )


def firm(name: str, *raws: str) -> Contact:
    return person(name, *raws, company=name, given="")


BOOK = [
    person("Anna", "0221 4710-122", "0171 3920001", company="Wir"),
    person("Bernd", "123"),
    firm("Muster GmbH", "030 23125-0"),
    person("Clara", "+49 30 23125-117", company="Muster GmbH"),
    firm("Abteilung", "030 23125-2"),
    firm("Ohne Strich AG", "069 900090"),
    person("Privat mit Null", "040 669690"),
    person("Mobil", "0171 392000"),
    firm("Hotline", "0800 1234567"),
    firm("Kurz", "089 99"),
    person("Doppelt eins", "089 99998-001"),
    person("Doppelt zwei", "089 99998 001", "089 99998-002"),
    firm("Zwei A", "040 66969-5"),
    firm("Zwei B", "040 66969 5"),
    person("Leute eins", "069 90009-7", company="Leute"),
    person("Leute zwei", "069 90009-7", company="Leute"),
    firm("Leute", "069 90009-7"),
    person("Notdienst", "116117"),
    person("Kaputt", "n/a", "0800 BEISPIEL"),
    person("Zentrale", "0221 4710-0"),
]


@pytest.fixture
def book(plan: DialPlan) -> Reader:
    return book_of(BOOK, plan)


E, X, A, N = MatchKind.EXACT, MatchKind.EXTENSION, MatchKind.AMBIGUOUS, MatchKind.NONE


@pytest.mark.parametrize(
    ("caller", "kind", "names", "extension"),
    [
        # exact, by any number of a contact and in any writing
        ("+492214710122", E, ["Anna"], ""),
        ("0221 4710122", E, ["Anna"], ""),
        ("00221 4710122", E, ["Anna"], ""),
        ("0171 3920001", E, ["Anna"], ""),
        ("116117", E, ["Notdienst"], ""),
        # own extensions are the same with and without the trunk
        ("122", E, ["Anna"], ""),
        ("123", E, ["Bernd"], ""),
        ("+492214710123", E, ["Bernd"], ""),
        ("0221 4710 0", E, ["Zentrale"], ""),
        ("0221 4710-999", X, ["Zentrale"], "999"),
        # the company behind its main number, with 1 to 5 digits
        ("030 23125-0", E, ["Muster GmbH"], ""),
        ("030 23125", E, ["Muster GmbH"], ""),
        ("030 23125-9", X, ["Muster GmbH"], "9"),
        ("030 23125-99", X, ["Muster GmbH"], "99"),
        ("030 23125-998", X, ["Muster GmbH"], "998"),
        # exact beats extension; the longest main number wins
        ("030 23125-117", E, ["Clara"], ""),
        ("030 23125-1170", X, ["Clara"], "0"),
        ("030 23125-299", X, ["Abteilung"], "99"),
        # a last zero without a hyphen is a switchboard's only with a company
        ("069 90009-123", X, ["Ohne Strich AG"], "123"),
        ("040 66969-123", N, [], ""),
        # never for mobiles, service numbers, main numbers that are too short
        ("0171 3920009", N, [], ""),
        ("0800 123456789", N, [], ""),
        ("089 99998-003", N, [], ""),
        # equal rank
        ("089 99998-001", A, ["Doppelt eins", "Doppelt zwei"], ""),
        ("089 99998-002", E, ["Doppelt zwei"], ""),
        ("040 66969-512", A, ["Zwei A", "Zwei B"], "12"),
        # an entry for the company itself beats its people
        ("069 90009-712", X, ["Leute"], "12"),
        ("069 90009-7", A, ["Leute", "Leute eins", "Leute zwei"], ""),
        # nobody
        ("0800 2354", N, [], ""),
        ("110", N, [], ""),
        ("anonymous", N, [], ""),
        ("", N, [], ""),
    ],
)
def test_who_calls(
    book: Reader, plan: DialPlan, caller: str, kind: MatchKind, names: list[str], extension: str
) -> None:
    match = book.match(read_remote(caller, plan))
    assert (match.kind, sorted(c.name for c in match.contacts), match.extension) == (kind, names, extension)


def test_more_than_five_digits_are_no_extension(book: Reader) -> None:
    caller = Number("x", "x", NumberKind.FIXED_LINE, "+493023125123456")
    assert book.match(caller).kind is MatchKind.NONE


def test_without_a_trunk_an_extension_is_only_itself() -> None:
    plan = DialPlan(area_code="", company_number="")
    book = book_of(BOOK, plan)
    assert [c.name for c in book.match(read_remote("123", plan)).contacts] == ["Bernd"]
    assert book.match(read_remote("122", plan)).kind is MatchKind.NONE


def test_the_same_entry_from_two_sources_leaves_no_choice(plan: DialPlan) -> None:
    twins = [person("Anna", "030 23125-130", source=source) for source in ("a.vcf", "b.csv")]
    match = book_of(twins, plan).match(read_remote("030 23125-130", plan))
    assert (match.kind, len(match.contacts)) == (MatchKind.EXACT, 2)


def test_a_number_twice_in_a_contact_is_one_match(plan: DialPlan) -> None:
    book = book_of([person("Anna", "030 23125-130", "+493023125130")], plan)
    match = book.match(read_remote("03023125130", plan))
    assert (match.kind, len(match.contacts)) == (MatchKind.EXACT, 1)


def test_words_give_no_number(book: Reader) -> None:
    [broken] = [contact for contact in book if contact.name == "Kaputt"]
    assert [(number.raw, number.e164) for number in broken.numbers] == [
        ("n/a", None),
        ("0800 BEISPIEL", None),
    ]


def test_numbers_are_derived_and_kept_as_written(book: Reader) -> None:
    [anna] = [contact for contact in book if contact.name == "Anna"]
    assert [(number.raw, number.e164) for number in anna.numbers] == [
        ("0221 4710-122", "+492214710122"),
        ("0171 3920001", "+491713920001"),
    ]


_PLAN = DialPlan(area_code="221", company_number="4710", outside_prefix="0")
_RAWS = st.one_of(
    st.from_regex(r"\+?0?[0-9]{1,6}[ /-]?[0-9]{0,6}(-0)?", fullmatch=True), st.text(max_size=12)
)


@settings(deadline=None)
@given(st.lists(_RAWS, max_size=8), _RAWS)
def test_an_exact_number_is_never_missed(raws: list[str], caller: str) -> None:
    book = book_of([person(f"n{at}", raw) for at, raw in enumerate(raws)], _PLAN)
    number = read_typed(caller, _PLAN)
    match = book.match(number)
    same = {f"n{at}" for at, raw in enumerate(raws) if number.e164 and _e164(book, raw) == number.e164}
    assert same <= {contact.name for contact in match.contacts}
    if same:
        assert not match.extension


def _e164(book: Reader, raw: str) -> str | None:
    return next(number.e164 for contact in book for number in contact.numbers if number.raw == raw)
