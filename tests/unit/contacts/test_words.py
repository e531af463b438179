"""Folding, encodings, and numbers as text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.contacts.folding import fold, spellings, words
from tui.contacts.formats.charset import guessed, narrow, whole_text
from tui.contacts.number_text import as_typed, is_number, number_type, raw_number, split_numbers
from tui.i18n.contacts import DE, EN


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Müller", {"muller", "mueller"}),
        ("MU\u0308LLER", {"muller", "mueller"}),
        ("Mueller", {"mueller"}),
        ("Groß", {"gross"}),
        ("GROSS", {"gross"}),
        ("Łukasz Dvořák", {"lukasz", "dvorak"}),
        ("Åse Ørsted", {"ase", "aase", "orsted", "oersted"}),
        ("Müller-Lüdenscheidt", {"muller", "mueller", "ludenscheidt", "luedenscheidt"}),
        ("Smith & Co. KG", {"smith", "co", "kg"}),
        ("O'Brien", {"o", "brien"}),
        ("ＡＢＣ", {"abc"}),
        ("a_b", {"a", "b"}),
        ("  ", set()),
    ],
)
def test_spellings(text: str, expected: set[str]) -> None:
    assert spellings(text) == expected


@given(st.text(max_size=60))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert set(words(text)) <= spellings(text)


def test_words_are_bounded() -> None:
    assert len(words("a " * 500)) == 64
    assert len(spellings("ä " * 500 + "b " * 500)) <= 128


@pytest.mark.parametrize(
    ("data", "declared", "text"),
    [
        ("Müller".encode(), "", "Müller"),
        ("Müller".encode("latin-1"), "", "Müller"),
        ("Müller €".encode("cp1252"), "", "Müller €"),
        ("Müller €".encode("cp1252"), "utf-8", "Müller €"),
        ("Müller".encode(), "iso-8859-1", "Müller"),
        ("Müller".encode("cp850"), "cp850", "Müller"),
        ("Łódź".encode("iso-8859-2"), "ISO-8859-2", "Łódź"),
        ("東京".encode("shift_jis"), "Shift_JIS", "東京"),
        ("東京".encode("iso2022_jp"), "ISO-2022-JP", "東京"),
        (b"\x81\x8d", "", "\x81\x8d"),
        (b"+ZeVnLIqe-", "utf-7", "+ZeVnLIqe-"),
        (b"abc", "rot13", "abc"),
        (b"abc", "unicode_escape", "abc"),
    ],
)
def test_guessing_an_encoding(data: bytes, declared: str, text: str) -> None:
    assert guessed(data, declared) == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_whole_files(encoding: str) -> None:
    text = "Name;Telefon\nJörg Müller;1"
    assert whole_text(text.encode(encoding)) == text
    assert narrow(text.encode(encoding)) == text.encode()


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        ("0221 4710-122", True),
        ("+49 (0) 221 / 4710-122", True),
        ("+49-221-4710;ext=122", True),
        ("0221 4710-122 (nur vormittags)", True),
        ("0221 4710,,122#", True),
        ("0221 4710 DW 122", True),
        ("*97", True),
        ("22", True),
        ("sip:22@pbx.example", True),
        ("n/a", False),
        ("keine", False),
        ("0800 BEISPIEL", False),
        ("4,92214E+11", False),
        ("anna@muster.example", False),
        ("-", False),
        ("", False),
    ],
)
def test_what_is_a_number(raw: str, number: bool) -> None:
    assert is_number(raw) is number


def test_what_dialing_gets_to_read() -> None:
    assert as_typed("+49-221-4710;ext=122") == "tel:+49-221-4710;ext=122"
    assert as_typed("0221 4710-122 (privat)") == "0221 4710-122"
    assert as_typed("0221 4710122p22#") == "0221 4710122"
    assert as_typed("+49 (0) 221 4710") == "+49 (0) 221 4710"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("0221 4710-122", ["0221 4710-122"]),
        ("0221 4710-122 ::: 0171 3920001", ["0221 4710-122", "0171 3920001"]),
        ("22 ::: 23", ["22", "23"]),
        ("0221 4710-122 / 0171 3920001", ["0221 4710-122", "0171 3920001"]),
        ("0221/4710-122", ["0221/4710-122"]),
        ("0221 4710-122/123", ["0221 4710-122/123"]),
        ("0221 4710-122 oder 0171 3920001", ["0221 4710-122", "0171 3920001"]),
        ("0221 4710-122; 0171 3920001", ["0221 4710-122", "0171 3920001"]),
        ("Tel: 0221 4710-122\nMobil: +49171 3920001", ["Tel: 0221 4710-122", "Mobil: +49171 3920001"]),
        ("+49-221-4710;ext=122", ["+49-221-4710;ext=122"]),
        ("0221 4710,,12345", ["0221 4710,,12345"]),
        ("n/a", ["n/a"]),
        (" ", []),
    ],
)
def test_numbers_packed_into_one_field(text: str, parts: list[str]) -> None:
    assert split_numbers(text) == parts


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ('="0221 4710-122"', "0221 4710-122"),
        ("'+49221", "+49221"),
        ("=+49221", "+49221"),
        ("TEL:+49-221", "+49-221"),
        ("\u202a+49 221\u202c", "+49 221"),
        ("0221\u00a04710", "0221 4710"),
    ],
)
def test_wrappings_come_off(text: str, raw: str) -> None:
    assert raw_number(text) == raw


@given(st.text(max_size=150))
def test_any_text_is_survived(text: str) -> None:
    for part in split_numbers(text):
        is_number(raw_number(part))
    assert number_type(text) in {"work", "mobile", "home", "fax", "other"}


def test_quotes_around_a_name_are_no_letters_of_dos() -> None:
    assert whole_text("„Anna“ Muster – Söhne".encode("cp1252")) == "„Anna“ Muster – Söhne"
    assert whole_text("„Anna“".encode("cp1252")) == "„Anna“"


@pytest.mark.parametrize(
    "text", [b"x" * 2_000_000 + b"\xfc", b"\xfc" * 2_000_000, b"x\xfc" * 1_000_000, b"\x81" * 2_000_000]
)
def test_a_run_of_letters_is_looked_at_in_time(text: bytes) -> None:
    assert len(whole_text(text)) == len(text)


def test_both_languages_say_the_same_things() -> None:
    assert EN.keys() == DE.keys()
    for key, text in EN.items():
        german = str(DE[key])  # type: ignore[literal-required]
        assert sorted(re.findall(r"{\w+}", str(text))) == sorted(re.findall(r"{\w+}", german))
