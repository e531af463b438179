"""Company lines and the extensions behind them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.dialing.sites import BARE, COLOGNE, NINE, PLANS
from tui.dialing.number import DialPlan
from tui.dialing.reading import read_remote, read_typed
from tui.dialing.trunk import extension_behind, extension_of, main_number, may_have_extensions, own_trunk


@pytest.mark.parametrize(
    ("text", "extension"),
    [
        ("22", "22"),
        ("122", "122"),
        ("0221 4710-122", "122"),
        ("+49 221 4710 22", "22"),
        ("002214710122", "122"),
        ("0221 4710-0", None),
        ("0221 4710", None),
        ("0221 4710-022", None),  # an extension never begins with 0
        ("0221 4710-1222", None),  # four digits are none here
        ("0221 4710-112", None),
        ("0221 4720-122", None),
        ("030 4710-122", None),
        ("2000", None),
        ("Anna", None),
    ],
)
def test_own_extensions(text: str, extension: str | None) -> None:
    assert extension_of(read_typed(text, COLOGNE), COLOGNE) == extension


def test_caller_and_colleague_are_the_same() -> None:
    inside, outside = read_remote("sip:122@pbx", COLOGNE), read_remote("+492214710122", COLOGNE)
    assert extension_of(inside, COLOGNE) == extension_of(outside, COLOGNE) == "122"


def test_without_a_trunk_only_short_numbers_are_extensions() -> None:
    assert own_trunk(BARE) is None
    assert own_trunk(DialPlan(area_code="221")) is None
    assert own_trunk(DialPlan(company_number="4710")) is None
    assert own_trunk(DialPlan(country="XX", area_code="221", company_number="4710")) is None
    assert own_trunk(NINE) == "+492214710"
    assert own_trunk(DialPlan(country="IT", area_code="06", company_number="4710")) == "+39064710"
    assert extension_of(read_typed("0221 4710-122", BARE), BARE) is None


@pytest.mark.parametrize(
    ("e164", "may"),
    [
        ("+492214710", True),
        ("+492214710000", True),
        ("+49221471", True),
        ("+4922147", False),  # shorter than area code + 3
        ("+49221", False),
        ("+493023125", True),
        ("+43123450", True),
        ("+442079460018", True),
        ("+491713920001", False),
        ("+4915123456789", False),
        ("+49163920000", False),
        ("+498001234567", False),
        ("+497001234567", False),
        ("+493212345678", False),
        ("+491802123456", False),
        ("+499001123456", False),
        ("+491371234567", False),
        ("+4911833", False),
        ("+49116117", False),
        ("+49115", False),
        ("+12125550100", False),
        ("+436641234567", False),
        ("+80012345678", False),
        ("+999123", False),
        ("22", False),
        ("112", False),
        ("", False),
        ("+", False),
    ],
)
def test_who_may_have_extensions(e164: str, may: bool) -> None:
    assert may_have_extensions(e164) is may


@pytest.mark.parametrize(
    ("raw", "e164", "main"),
    [
        ("0221 4710-0", "+4922147100", "+492214710"),
        ("0221/4710 - 0", "+4922147100", "+492214710"),
        ("0221 4710 – 0 ", "+4922147100", "+492214710"),
        ("0221 4710\u20110", "+4922147100", "+492214710"),
        ("0221 4710-00", "+49221471000", "+492214710"),
        ("tel:+49-221-4710;ext=0", "+4922147100", "+492214710"),
        ("0221 47100", "+4922147100", "+4922147100"),  # a 0 without hyphen is a digit
        ("0221 4710", "+492214710", "+492214710"),
        ("0221 4710-10", "+49221471010", "+49221471010"),
        ("0171 392000-0", "+491713920000", "+491713920000"),  # a mobile has no switchboard
        ("0221 47-0", "+49221470", "+49221470"),  # too short behind the area code
        ("", "+492214710", "+492214710"),
    ],
)
def test_main_numbers(raw: str, e164: str, main: str) -> None:
    assert main_number(raw, e164) == main


def test_the_extension_behind_a_main_number() -> None:
    assert extension_behind("+492214710", "+492214710122") == "122"
    assert extension_behind("+492214710", "+492214710") is None
    assert extension_behind("+492214710", "+492214720122") is None
    assert extension_behind("+492214710", "+49221471012345") == "12345"
    assert extension_behind("+492214710", "+492214710123456") is None
    assert extension_behind("+49171392", "+491713920001") is None


@given(text=st.text(alphabet="0123456789+-/ ", max_size=20), plan=PLANS)
def test_an_extension_fits_the_plan(text: str, plan: DialPlan) -> None:
    extension = extension_of(read_typed(text, plan), plan)
    if extension is not None:
        assert len(extension) in plan.extension_digits
        assert not extension.startswith("0")
        assert extension not in ("110", "112")


@given(raw=st.text(max_size=20), e164=st.from_regex(r"\+[1-9][0-9]{1,14}", fullmatch=True))
def test_a_main_number_only_ever_loses_zeros(raw: str, e164: str) -> None:
    main = main_number(raw, e164)
    assert e164.startswith(main)
    assert set(e164[len(main) :]) <= {"0"}
