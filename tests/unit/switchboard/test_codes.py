"""Codes of the PBX, and tones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.config.model import CodesConfig
from tui.dialing.number import DialPlan
from tui.dialing.reading import read_typed
from tui.errors import UsageError
from tui.switchboard.codes import fetching, parking, picking_up, sounds

CODES = CodesConfig()
SITE = DialPlan("DE", "221", "4710", (2, 3), "0")


@pytest.mark.parametrize(("slot", "code"), [("1", "*97*1"), (" 9 ", "*97*9"), ("12345678", "*97*12345678")])
def test_a_place_to_park(slot: str, code: str) -> None:
    assert parking(CODES, slot) == code
    assert fetching(CODES, slot) == code.replace("97", "98")


@pytest.mark.parametrize("slot", ["", " ", "123456789", "1#", "*1", "a", "٣", "1 2", "{slot}", "1\n2"])
def test_no_place_to_park(slot: str) -> None:
    for make in (parking, fetching):
        with pytest.raises(UsageError) as told:
            make(CODES, slot)
        assert told.value.key == "code_slot"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("22", "*99*22"),
        ("0221 4710-22", "*99*22"),  # as a colleague's contact has it: it rings at the extension
        ("+49 221 4710 501", "*99*501"),
        ("030 23125-110", "*99*003023125110"),
    ],
)
def test_picking_up(typed: str, code: str) -> None:
    assert picking_up(CODES, read_typed(typed, SITE), SITE) == code


def test_a_pbx_without_codes_says_which_one_is_missing() -> None:
    number = read_typed("22", SITE)
    made: dict[str, Callable[[CodesConfig], str]] = {
        "park": lambda codes: parking(codes, "1"),
        "retrieve": lambda codes: fetching(codes, "1"),
        "pickup": lambda codes: picking_up(codes, number, SITE),
    }
    for name, make in made.items():
        with pytest.raises(UsageError) as told:
            make(replace(CODES, **{name: ""}))
        assert told.value.key == "code_missing"
        assert name in str(told.value)


def test_a_code_is_text_and_no_format() -> None:
    assert parking(replace(CODES, park="*1{slot}{other}{0}#"), "7") == "*17{other}{0}#"


@pytest.mark.parametrize(("typed", "sent"), [("1234#", "1234#"), (" 1 2 *", "12*"), ("0" * 32, "0" * 32)])
def test_tones(typed: str, sent: str) -> None:
    assert sounds(typed) == sent


@pytest.mark.parametrize("typed", ["", " ", "0" * 33, "A", "1,2", "+49", "1;2", "٣", "1&x=y"])
def test_what_makes_no_tone(typed: str) -> None:
    with pytest.raises(UsageError) as told:
        sounds(typed)
    assert told.value.key == "dtmf_form"


@given(st.text(max_size=50))
def test_nothing_but_tones_goes_out(typed: str) -> None:
    try:
        sent = sounds(typed)
    except UsageError:
        return
    assert set(sent) <= set("0123456789*#")
    assert 0 < len(sent) <= 32
