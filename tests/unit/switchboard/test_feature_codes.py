"""The PBX's codes for forwards, and where a forward may lead."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.config.model import CodesConfig
from tui.dialing.number import DialPlan
from tui.dialing.reading import read_typed
from tui.errors import UsageError
from tui.phones.driver import Feature, Wish
from tui.switchboard.feature_codes import code, codes_of, target

CODES = CodesConfig()
PLAN = DialPlan("DE", "221", "4710", (2, 3), "0")


def meant(text: str, *, digits: bool = True, codes: CodesConfig = CODES) -> str:
    return target(text, codes, PLAN, lambda typed: read_typed(typed, PLAN), digits=digits)


@pytest.mark.parametrize(
    ("wish", "dialled"),
    [
        (Wish(Feature.ALWAYS, True, "2000"), "*72*2000"),
        (Wish(Feature.ALWAYS, False), "#72"),
        (Wish(Feature.BUSY, True, "002214710501"), "*90*002214710501"),
        (Wish(Feature.BUSY, False), "#90"),
        (Wish(Feature.NO_ANSWER, True, "22", 30), "*92*30*22"),
        (Wish(Feature.NO_ANSWER, True, "22"), "*92*20*22"),
        (Wish(Feature.NO_ANSWER, False), "#92"),
        (Wish(Feature.NOT_REGISTERED, True, "22"), "*93*22"),
        (Wish(Feature.NOT_REGISTERED, False), "#93"),
        (Wish(Feature.DND, True), ""),
    ],
    ids=str,
)
def test_what_is_dialled(wish: Wish, dialled: str) -> None:
    assert code(CODES, wish) == dialled


def test_a_pbx_without_a_code_has_none() -> None:
    assert codes_of(replace(CODES, busy="", busy_off=""), Feature.BUSY) == ("", "")
    assert codes_of(CODES, Feature.DND) == ("", "")


@pytest.mark.parametrize(
    ("typed", "dialled"),
    [
        ("0221 4710-501", "002214710501"),
        ("+49 171 3920001", "001713920001"),
        ("22", "22"),
        ("2000", "2000"),
        (" voicemail ", "2000"),
        ("VoiceMail", "2000"),
    ],
)
def test_a_target_is_written_as_one_dials_it(typed: str, dialled: str) -> None:
    assert meant(typed) == dialled


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("", "forward_no_target"),
        (" \t", "forward_no_target"),
        ("112", "forward_emergency"),
        ("1 1 0", "forward_emergency"),
        ("0112", "forward_emergency"),
        ("+49112", "forward_emergency"),
        ("*31*112", "forward_emergency"),
        ("*56*22", "forward_target_form"),
        ("#72", "forward_target_form"),
        ("-", "dial_no_number"),
    ],
)
def test_where_it_may_not_lead(typed: str, key: str) -> None:
    with pytest.raises(UsageError) as told:
        meant(typed)
    assert told.value.key == key
    assert str(told.value)


def test_in_the_phone_a_target_may_be_a_code_of_the_pbx() -> None:
    assert meant("*56*22", digits=False) == "*56*22"  # an extension's voicemail box, as the provider has it


def test_without_a_voicemail_number_the_word_leads_nowhere() -> None:
    with pytest.raises(UsageError) as told:
        meant("voicemail", codes=replace(CODES, voicemail=""))
    assert told.value.key == "forward_no_voicemail"


@given(st.text(max_size=40))
def test_whatever_is_typed_becomes_digits_or_a_sentence(typed: str) -> None:
    try:
        found = meant(typed)
    except UsageError as error:
        found = "0" if str(error) else ""
    assert found.isdigit()
