"""What goes to the phone."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.dialing.sites import BARE, BOSTON, COLOGNE, NINE, PLANS, VIENNA
from tui.dialing.number import DialPlan, NumberKind
from tui.dialing.plan import dial_string, is_inside
from tui.dialing.reading import read_remote, read_typed
from tui.errors import UsageError
from tui.i18n import catalogues

TABLE = [  # plan, text, dialled, dialled with the number hidden
    (COLOGNE, "0221 4711-22", "00221471122", "*31*00221471122"),
    (COLOGNE, "0221 4710-122", "002214710122", "*31*002214710122"),  # own trunk: stays outside
    (COLOGNE, "+49 221 4710-122", "002214710122", "*31*002214710122"),
    (COLOGNE, "002214710122", "002214710122", "*31*002214710122"),  # carried the prefix already
    (COLOGNE, "0 0221 4710122", "002214710122", "*31*002214710122"),
    (COLOGNE, "4710122", "002214710122", "*31*002214710122"),
    (COLOGNE, "0171 3920001", "001713920001", "*31*001713920001"),
    (COLOGNE, "+43 1 23450", "00043123450", "*31*00043123450"),
    (COLOGNE, "0043 1 23450", "00043123450", "*31*00043123450"),
    (COLOGNE, "+1 212 555 0100", "00012125550100", "*31*00012125550100"),
    (COLOGNE, "+39 06 1234567", "00039061234567", "*31*00039061234567"),
    (COLOGNE, "0800 1234567", "008001234567", "*31*008001234567"),
    (COLOGNE, "0900 1 123456", "009001123456", "*31*009001123456"),
    (COLOGNE, "0700 12345678", "0070012345678", "*31*0070012345678"),
    (COLOGNE, "115", "0115", "*31*0115"),
    (COLOGNE, "116117", "0116117", "*31*0116117"),
    (COLOGNE, "+49 116 117", "0116117", "*31*0116117"),
    (COLOGNE, "11833", "011833", "*31*011833"),
    (COLOGNE, "19222", "019222", "*31*019222"),
    (COLOGNE, "01033 0221 4710122", "002214710122", "*31*002214710122"),
    (COLOGNE, "221 4710122", "02214710122", "*31*02214710122"),  # unknown, but outside
    (COLOGNE, "22", "22", "22"),
    (COLOGNE, "122", "122", "122"),
    (COLOGNE, "2000", "2000", "2000"),
    (COLOGNE, "0", "0", "0"),
    (COLOGNE, "*72*02214710000", "*72*02214710000", "*72*02214710000"),
    (COLOGNE, "#96", "#96", "#96"),
    (COLOGNE, "*31*02214710122", "*31*02214710122", "*31*02214710122"),
    (BARE, "0221 4710-122", "02214710122", "*31*02214710122"),
    (BARE, "+49 221 4710-122", "02214710122", "*31*02214710122"),
    (BARE, "+43 1 23450", "0043123450", "*31*0043123450"),
    (BARE, "4710122", "4710122", "*31*4710122"),
    (BARE, "115", "115", "*31*115"),
    (NINE, "0221 4710-122", "902214710122", "*31*902214710122"),
    (NINE, "+43 1 23450", "90043123450", "*31*90043123450"),
    (NINE, "9 0221 4710122", "902214710122", "*31*902214710122"),
    (VIENNA, "01 23450", "00123450", "*31*00123450"),
    (VIENNA, "+49 221 4710122", "000492214710122", "*31*000492214710122"),
    (BOSTON, "+1 617 555 0100", "916175550100", "*31*916175550100"),
    (BOSTON, "+49 221 4710122", "9011492214710122", "*31*9011492214710122"),
    (DialPlan(outside_prefix="0", suppress_code="*67"), "030 23125000", "003023125000", "*67003023125000"),
]


@pytest.mark.parametrize(("plan", "text", "dialled", "hidden"), TABLE)
def test_dial_strings(plan: DialPlan, text: str, dialled: str, hidden: str) -> None:
    number = read_typed(text, plan)
    assert dial_string(number, plan) == dialled
    assert dial_string(number, plan, suppress=True) == hidden


def test_a_journal_key_dials_like_the_number() -> None:
    for text in ("0221 4710-122", "+43 1 23450", "22", "116117", "2000"):
        number = read_typed(text, COLOGNE)
        assert number.key is not None
        assert dial_string(read_typed(number.key, COLOGNE), COLOGNE) == dial_string(number, COLOGNE)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "dial_nothing"),
        ("  ", "dial_nothing"),
        ("Anna", "dial_no_number"),
        ("+999 1234567", "dial_no_number"),
    ],
)
def test_what_cannot_be_dialled(text: str, key: str) -> None:
    with pytest.raises(UsageError) as error:
        dial_string(read_typed(text, COLOGNE), COLOGNE)
    assert error.value.key == key
    assert text.strip() in str(error.value)


def test_a_withheld_number_cannot_be_called_back() -> None:
    with pytest.raises(UsageError) as error:
        dial_string(read_remote("anonymous", COLOGNE), COLOGNE)
    assert error.value.key == "dial_withheld"


def test_the_refusals_are_said_in_both_languages() -> None:
    for texts in catalogues().values():
        for key in ("dial_nothing", "dial_no_number", "dial_withheld", "dial_emergency_meant"):
            assert texts[key].format(text="{x}", number="112").endswith(".")


def test_what_the_pbx_answers_itself() -> None:
    inside = ["22", "2000", "*72*2000", "#96", "0"]
    outside = ["0221 4710-122", "116117", "221 4710122", "0112"]
    assert all(is_inside(read_typed(text, COLOGNE), COLOGNE) for text in inside)
    assert not any(is_inside(read_typed(text, COLOGNE), COLOGNE) for text in outside)


@given(text=st.text(alphabet="0123456789+*#()/- ", max_size=24), plan=PLANS, suppress=st.booleans())
def test_a_dial_string_is_dialable_or_refused(text: str, plan: DialPlan, suppress: bool) -> None:
    number = read_typed(text, plan)
    try:
        dialled = dial_string(number, plan, suppress)
    except UsageError:
        assert number.kind is NumberKind.INVALID
        return
    assert dialled
    codes = re.sub(r"[0-9*#]", "", plan.outside_prefix)
    assert not re.sub(r"[0-9*#]", "", dialled).replace(codes, "")


@given(text=st.from_regex(r"[1-9][0-9]{0,4}", fullmatch=True), plan=PLANS, suppress=st.booleans())
def test_extensions_are_never_touched(text: str, plan: DialPlan, suppress: bool) -> None:
    number = read_typed(text, plan)
    if number.kind is NumberKind.EXTENSION:
        assert dial_string(number, plan, suppress) == text
