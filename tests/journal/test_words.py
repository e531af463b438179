"""The fold of the search."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.journal.words import digits, fold, indexed, spelt_out, storable, terms


@pytest.mark.parametrize(
    ("text", "plain", "long"),
    [
        ("Müller", "muller", "mueller"),
        ("MÜLLER-GROSS", "muller gross", "mueller gross"),
        ("Groß & Söhne", "gross sohne", "gross soehne"),
        ("Mu\u0308ller", "muller", "mueller"),
        ("Łucja Ångström", "lucja angstrom", "lucja aangstroem"),
        ("İstanbul", "istanbul", "istanbul"),
        ("a_b.c\x00d", "a b c d", "a b c d"),
        ("  ", "", ""),
    ],
)
def test_fold(text: str, plain: str, long: str) -> None:
    assert fold(text) == plain
    assert spelt_out(text) == long


@given(st.text())
def test_a_fold_is_words_of_letters_and_digits(text: str) -> None:
    for folded in (fold(text), spelt_out(text)):
        assert all(word.isalnum() for word in folded.split())
        assert folded == " ".join(folded.split())


@given(st.text(max_size=20))
def test_what_is_indexed_is_found_by_itself(text: str) -> None:
    words = indexed([text]).split()
    for term in terms(text):
        assert any(word.startswith(spelling) for word in words for spelling in term)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("müll", (("mull", "muell"),)),
        ("Anna  MUSTER", (("anna",), ("muster",))),
        ("O'Brien", (("o",), ("brien",))),
        ("", ()),
        ('"*() -', ()),
    ],
)
def test_terms(query: str, expected: tuple[tuple[str, ...], ...]) -> None:
    assert terms(query) == expected


def test_a_query_is_bounded() -> None:
    assert len(terms("a " * 100_000)) == 12
    assert len(digits("1" * 100_000)) == 200


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("0221 / 4710-22", "221471022"),
        ("+49 (221) 4710", "492214710"),
        ("00", ""),
        ("+", ""),
        ("4710 Anna", ""),
        ("٤٧", ""),
    ],
)
def test_digits(query: str, expected: str) -> None:
    assert digits(query) == expected


def test_a_lone_surrogate_is_spelt_out() -> None:
    assert storable("a\udcffb") == "a\\udcffb"
    assert storable("Müller") == "Müller"
