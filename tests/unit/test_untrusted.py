"""Text from outside, made harmless."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.untrusted import clean


@pytest.mark.parametrize("code", range(128))
def test_every_ascii_character_is_kept_made_a_blank_or_dropped(code: int) -> None:
    char = chr(code)
    expected = " " if char.isspace() else "" if code < 32 or code == 127 else char
    assert clean(f"a{char}b") == f"a{expected}b"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  two   blanks\t\n ", "two blanks"),
        ("Mu\u0308ller \x1b[31mred", "Mu\u0308ller [31mred"),
        ("to the\u202eleft", "to theleft"),
        ("Große\u00a0Straße", "Große Straße"),
    ],
)
def test_what_could_steer_a_terminal_is_gone(text: str, expected: str) -> None:
    assert clean(text) == expected


@given(st.text(), st.integers(1, 40))
def test_whatever_comes_fits_one_line(text: str, limit: int) -> None:
    cleaned = clean(text, limit)
    assert len(cleaned) <= limit
    assert cleaned == clean(cleaned, limit)
    assert all(not unicodedata.category(char).startswith("C") for char in cleaned)
