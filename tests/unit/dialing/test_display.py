"""Numbers for people."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.dialing.sites import BARE, COLOGNE, PLANS, VIENNA
from tui.dialing.display import country, location, national, shown
from tui.dialing.number import DialPlan
from tui.dialing.reading import read_remote, read_typed


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("0221 / 4711-22", "0221 471122"),
        ("+49 (0) 221 4710-122", "0221 4710122"),
        ("0171/3920001", "0171 3920001"),
        ("08001234567", "0800 1234567"),
        ("01802123456", "0180 2 123456"),
        ("07001234567", "0700 1234567"),
        ("+43 (0)1 23450", "+43 1 23450"),
        ("0012125550100", "+1 212-555-0100"),
        ("22", "22"),
        ("112", "112"),
        ("+49 116117", "116117"),
        ("*72*2000", "*72*2000"),
        ("Anna", "Anna"),
        ("", ""),
    ],
)
def test_the_national_form(text: str, written: str) -> None:
    assert national(read_typed(text, COLOGNE)) == written


def test_the_national_form_of_another_country() -> None:
    assert national(read_typed("01 23450", VIENNA), "AT") == "01 23450"
    assert national(read_typed("+49 221 4710122", VIENNA), "AT") == "+49 221 4710122"
    assert national(read_remote("anonymous", COLOGNE)) == ""


def test_lists_show_own_numbers_with_the_extension_apart() -> None:
    assert shown("+492214710122", COLOGNE) == "0221 4710-122"
    assert shown("+4922147100", COLOGNE) == "0221 4710-0"
    assert shown(read_typed("0221 4710122", COLOGNE), COLOGNE) == "0221 4710-122"
    assert shown("+492214710122", BARE) == "0221 4710122"
    assert shown("+493023125000", COLOGNE) == "030 23125000"
    assert shown("+43123450", COLOGNE) == "+43 1 23450"
    assert shown("22", COLOGNE) == "22"
    assert shown("", COLOGNE) == ""


@pytest.mark.parametrize(
    ("e164", "language", "place"),
    [
        ("+492214710122", "de", "Köln"),
        ("+492214710122", "en", "Cologne"),
        ("+493023125000", "de", "Berlin"),
        ("+43123450", "de", "Wien"),
        ("+261202212345", "de", "Antananarivo"),
        ("+80012345678", "de", ""),
        ("22", "de", ""),
        ("", "de", ""),
        ("+", "en", ""),
        ("+999123456", "en", ""),
    ],
)
def test_places(e164: str, language: str, place: str) -> None:
    assert location(e164, language) == place


def test_the_country_of_a_bait_call() -> None:
    assert country("+261202212345", "de") == "Madagaskar"  # not 0261, Koblenz
    assert country("+492214710122", "en") == "Germany"
    assert country("22", "de") == ""


@given(text=st.text(alphabet="0123456789+*#-/ ", max_size=20) | st.text(max_size=20), plan=PLANS)
def test_showing_never_fails_and_keeps_the_digits(text: str, plan: DialPlan) -> None:
    number = read_typed(text, plan)
    for written in (shown(number, plan), national(number, plan.country), shown(number.key or "", plan)):
        assert isinstance(written, str)
    if number.e164:
        kept = "".join(char for char in shown(number, plan) if char.isdigit())
        assert kept
        assert number.e164.endswith(kept.lstrip("0")[-4:])
