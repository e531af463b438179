"""110 and 112: never prefixed, blocked, hidden, or dropped, whatever the plan and however written."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.dialing.sites import BARE, BOSTON, COLOGNE, PLANS, VIENNA
from tui.dialing.emergency import EMERGENCY, emergency_hint
from tui.dialing.number import DialPlan, NumberKind
from tui.dialing.plan import dial_string
from tui.dialing.reading import read_dialled, read_remote, read_typed, readings
from tui.dialing.trunk import extension_of, is_extension
from tui.errors import UsageError

K = NumberKind
BETWEEN = st.text(alphabet=" -/().,;:[]\"'!?_\u00a0\u2009–—‑\u200b\u202a\t\n…·|~=&%$§", max_size=6)


@given(
    number=st.sampled_from(sorted(EMERGENCY)),
    plan=PLANS,
    suppress=st.booleans(),
    gaps=st.tuples(*[BETWEEN] * 4),
)
def test_any_punctuation_and_any_plan(
    number: str, plan: DialPlan, suppress: bool, gaps: tuple[str, str, str, str]
) -> None:
    text = gaps[0] + number[0] + gaps[1] + number[1] + gaps[2] + number[2] + gaps[3]
    read = read_typed(text, plan)
    assert (read.kind, read.digits, read.e164) == (K.EMERGENCY, number, None)
    assert dial_string(read, plan, suppress) == number
    assert emergency_hint(read, plan) is None
    assert len(readings(text, plan)) == 1  # nothing to choose, nothing to ask


@pytest.mark.parametrize("number", sorted(EMERGENCY))
def test_every_plan_of_a_grid(number: str) -> None:
    grid = itertools.product(
        ["DE", "AT", "CH", "US", "GB", "XX", ""],
        ["", "221", "0221", "1"],
        ["", "4710", "11", "1"],
        [(), (1,), (3,), (2, 3, 4), (-1, 0)],
        ["", "0", "9", "1", "11", "110", "112"],
    )
    for country, area, company, lengths, prefix in grid:
        plan = DialPlan(country, area, company, lengths, prefix)
        for suppress in (False, True):
            assert dial_string(read_typed(number, plan), plan, suppress) == number
        assert read_remote(number, plan).kind is K.EMERGENCY
        assert not is_extension(number, plan)


@pytest.mark.parametrize(
    "text",
    ["１１２", "١١٢", "1 1 2", "1-1-2", "(112)", "112.", "tel:112", "tel:112;phone-context=+49", "sip:112@pbx",
     "callto:112", "<tel:112>", "Notruf 112", "Tel. 112", "1\n1\n2"],
)  # fmt: skip
def test_links_labels_and_foreign_digits(text: str) -> None:
    read = read_typed(text, COLOGNE)
    assert (read.kind, dial_string(read, COLOGNE, True)) == (K.EMERGENCY, "112")


def test_it_is_never_an_extension() -> None:
    plan = DialPlan(area_code="221", company_number="4710", extension_digits=(3,))
    assert extension_of(read_typed("112", plan), plan) is None
    assert extension_of(read_typed("0221 4710112", plan), plan) is None


@pytest.mark.parametrize(
    ("text", "hint", "kind", "digits"),
    [
        ("+49112", "112", K.INVALID, "+49112"),
        ("+49 (0) 110", "110", K.INVALID, "+49110"),
        ("0049112", "112", K.INVALID, "0049112"),
        ("0112", "112", K.UNKNOWN, "0112"),
        ("0 110", "110", K.UNKNOWN, "0110"),
        ("00112", "112", K.UNKNOWN, "00112"),
        ("0221112", "112", K.FIXED_LINE, "0221112"),
        ("030 110", "110", K.FIXED_LINE, "030110"),
        ("+49 221 112", "112", K.FIXED_LINE, "+49221112"),
        ("*31*112", "112", K.UNKNOWN, "*31*112"),
        ("112#", "112", K.INVALID, ""),
        ("+112", "112", K.INVALID, "+112"),
        ("Notarzt: 112!", "112", K.INVALID, ""),
        ("0221 4710112", None, K.FIXED_LINE, "02214710112"),
        ("2112", None, K.UNKNOWN, "2112"),
        ("+43 1 23112", None, K.FIXED_LINE, "+43123112"),
        ("115", None, K.SERVICE, "115"),
        ("Anna", None, K.INVALID, ""),
        ("", None, K.INVALID, ""),
    ],
)
def test_what_resembles_them_stays_and_is_hinted_at(
    text: str, hint: str | None, kind: NumberKind, digits: str
) -> None:
    read = read_typed(text, COLOGNE)
    assert (read.kind, read.digits) == (kind, digits)
    assert emergency_hint(read, COLOGNE) == hint


def test_the_hint_knows_the_outside_prefix() -> None:
    plan = DialPlan(outside_prefix="8")
    assert emergency_hint(read_typed("8112", plan), plan) == "112"
    assert emergency_hint(read_typed("8112", plan)) is None


def test_lookalikes_get_no_second_prefix_and_the_impossible_is_answered_with_the_number() -> None:
    assert dial_string(read_typed("0112", COLOGNE), COLOGNE, True) == "0112"
    assert dial_string(read_typed("00112", COLOGNE), COLOGNE) == "00112"
    with pytest.raises(UsageError) as error:
        dial_string(read_typed("+49112", COLOGNE), COLOGNE)
    assert (error.value.key, error.value.values["number"]) == ("dial_emergency_meant", "112")
    assert "112" in str(error.value)


def test_other_countries_have_more_of_them() -> None:
    for text, plan in (("144", VIENNA), ("133", VIENNA), ("911", BOSTON)):
        read = read_typed(text, plan)
        assert (read.kind, dial_string(read, plan, True)) == (K.EMERGENCY, text)
    assert read_typed("144", BARE).kind is K.EXTENSION


def test_a_dialled_one_is_recognised_behind_the_prefix() -> None:
    assert read_dialled("0112", COLOGNE).kind is K.EMERGENCY
    assert read_dialled("112", COLOGNE).kind is K.EMERGENCY
