from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.phonebook.make import book_of
from tui.contacts.folding import spellings
from tui.contacts.model import Contact, PhoneNumber
from tui.dialing.number import DialPlan
from tui.phonebook.reading import Reader


def entry(name: str, *raws: str, company: str = "", department: str = "", favourite: bool = False) -> Contact:
    return Contact(
        0,
        name,
        company=company,
        department=department,
        numbers=tuple(PhoneNumber(raw) for raw in raws),
        favourite=favourite,
    )


BOOK = [
    entry("Anna Müller", "0221 4710-122", company="Muster GmbH", department="Einkauf"),
    entry("Bernd Mueller", "+49 30 23125-117"),
    entry("Clara Muller", "+43 1 58858"),
    entry("Dörte Groß", "0171 3920001", company="Müller & Söhne", favourite=True),
    entry("Emil Mull", "23", department="Müllabfuhr"),
    entry("Zoë Ångström", "116117", favourite=True),
    entry("René Lefèvre-Müller", "030 23125-0"),
    entry("4711 Duft KG", "n/a"),
]


@pytest.fixture
def book(plan: DialPlan) -> Reader:
    return book_of(BOOK, plan)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        # umlauts and accents, typed or not
        ("müller", "Dörte Anna Bernd Clara René"),
        ("Mueller", "Dörte Anna Bernd René"),
        ("muller", "Dörte Anna Clara René"),
        ("MÜLLER", "Dörte Anna Bernd Clara René"),
        ("mu\u0308ller", "Dörte Anna Bernd Clara René"),
        ("gross", "Dörte"),
        ("groß", "Dörte"),
        ("doerte", "Dörte"),
        ("zoe", "Zoë"),
        ("angstrom", "Zoë"),
        ("lefevre", "René"),
        # favourites, then a whole word of the name before a beginning, then company, department, number
        ("mull", "Dörte Emil Anna Clara René"),
        ("mul", "Dörte Anna Clara Emil René"),
        # all words, in any order, each from the beginning
        ("mü an", "Anna"),
        ("an mü", "Anna"),
        ("muster einkauf", "Anna"),
        ("anna muster 122", "Anna"),
        ("üller", ""),
        ("anna bernd", ""),
        ("lefevre-mü", "René"),
        # numbers: national, international, extension; written anyhow
        ("0221", "Anna"),
        ("0221 4710", "Anna"),
        ("0221/4710-122", "Anna"),
        ("0221 471", "Anna"),
        ("2214710122", "Anna"),
        ("+49221", "Anna"),
        ("+49 221", "Anna"),
        ("+49 (0) 221", "Anna"),
        ("0049221", "Anna"),
        ("49221", "Anna"),
        ("00221", "Anna"),
        ("122", "Anna"),
        ("12", "Anna"),
        ("23", "Emil"),
        ("117", "Bernd"),
        ("+43", "Clara"),
        ("01 588", "Clara"),
        ("0171", "Dörte"),
        ("116117", "Zoë"),
        ("030 23125", "Bernd René"),
        ("4711", "4711"),
        ("999", ""),
        ("müller 030", "Bernd René"),
        # nothing to look for lists the book
        ("", "Dörte Zoë 4711 Anna Bernd Clara Emil René"),
        (" - ", "Dörte Zoë 4711 Anna Bernd Clara Emil René"),
        ("\x00[red]%_*", ""),
    ],
)
def test_search(book: Reader, query: str, names: str) -> None:
    assert " ".join(contact.name.split()[0] for contact in book.search(query)) == names


def test_the_limit_keeps_the_best(book: Reader) -> None:
    assert [c.name for c in book.search("mull", 2)] == ["Dörte Groß", "Emil Mull"]
    assert [c.name for c in book.search("", 1)] == ["Dörte Groß"]
    assert book.search("mull", 0) == book.search("", 0) == book.search("", -1) == []


def test_an_empty_book(plan: DialPlan) -> None:
    book = book_of([], plan)
    assert (len(book), list(book), book.search("a"), book.search("")) == (0, [], [], [])
    assert book.get(1) is None


def test_a_large_book_finds_like_a_small_one(plan: DialPlan) -> None:
    """Above some thousand hits the index keeps its sets ready made."""
    many = [entry(f"Meier{n:05} Hans", company="Muster GmbH") for n in range(9000)]
    book = book_of([*many, entry("Hans Zuletzt")], plan)
    assert [c.name for c in book.search("hans", 2)] == ["Hans Zuletzt", "Meier00000 Hans"]
    assert [c.name for c in book.search("meier08 muster", 2)] == ["Meier08000 Hans", "Meier08001 Hans"]
    assert len(book.search("m", 20_000)) == 9000
    assert [c.name for c in book.search("hans z", 9)] == ["Hans Zuletzt"]


_WORD = st.text(alphabet="abcäüß12", min_size=1, max_size=4)


@settings(deadline=None)
@given(
    st.lists(st.lists(_WORD, min_size=1, max_size=3), max_size=12), st.lists(_WORD, min_size=1, max_size=2)
)
def test_search_agrees_with_looking_at_every_contact(names: list[list[str]], query: list[str]) -> None:
    book = book_of([entry(" ".join(name)) for name in names], DialPlan())
    expected = [
        " ".join(name)
        for name in names
        if all(
            any(word.startswith(tuple(spellings(part))) for word in spellings(" ".join(name)))
            for part in query
        )
    ]
    assert sorted(c.name for c in book.search(" ".join(query))) == sorted(expected)


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_query_is_survived(query: str) -> None:
    _SMALL.search(query)


_SMALL = book_of(BOOK, DialPlan())


def test_a_nickname_finds_its_owner(plan: DialPlan) -> None:
    book = book_of([Contact(0, "Anna Müller", aliases=("Anni", "Frau Direktor")), Contact(0, "Berta")], plan)
    assert [contact.name for contact in book.search("ann dir")] == ["Anna Müller"]
