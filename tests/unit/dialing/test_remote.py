"""What phones report as the other party, and what was sent to them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.dialing.sites import BARE, COLOGNE, NINE, PLANS
from tui.dialing.number import DialPlan, NumberKind
from tui.dialing.plan import dial_string, strip_prefix
from tui.dialing.reading import read_dialled, read_remote, read_typed

K = NumberKind


@pytest.mark.parametrize(
    "text",
    [
        "02214710122",
        "02214710122@pbx.example",
        "sip:02214710122@pbx.example",
        "sips:02214710122@pbx.example:5061;transport=tls",
        "SIP:02214710122@10.0.0.1:5060",
        "<sip:02214710122@pbx.example>;tag=1",
        "Anna Müller <sip:02214710122@pbx.example>",
        '"Müller, Anna (22)" <sip:+492214710122@pbx.example;user=phone>',
        "tel:+49-221-4710-122",
        "sip:%2B492214710122@pbx.example",
        "sip:+492214710122;phone-context=x@pbx.example",
        "sip:02214710122:secret@pbx.example",
        "02214710122:5060",
        "+492214710122",
        "+49(0)2214710122",
        "+4902214710122",
        "00492214710122",
        "492214710122",
        "492214710122@pbx.example",
        "002214710122",  # with the outside prefix
        "000492214710122",
        "*31*002214710122",  # an own call that hid the number
    ],
)
def test_one_caller_in_many_forms(text: str) -> None:
    number = read_remote(text, COLOGNE)
    assert (number.kind, number.e164) == (K.FIXED_LINE, "+492214710122")


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "anonymous",
        "Anonymous",
        "anonymous@anonymous.invalid",
        "sip:anonymous@anonymous.invalid",
        '"Anonymous" <sip:anonymous@10.0.0.1>',
        "unknown",
        "Unknown number",
        "restricted@pbx.example",
        "unavailable",
        "Not Available",
        "private",
        "withheld",
        "unbekannt",
        "Nummer unterdrückt",
        "Unbekannter Teilnehmer",
        "<>",
        "sip:@pbx.example",
    ],
)
def test_withheld_numbers(text: str) -> None:
    number = read_remote(text, COLOGNE)
    assert (number.kind, number.digits, number.e164, number.key) == (K.ANONYMOUS, "", None, None)


@pytest.mark.parametrize(
    "text", ["anna@pbx.example", "sip:empfang@pbx", "sip:192.168.1.50", "Anna", "mueller2"]
)
def test_names_are_no_numbers(text: str) -> None:
    number = read_remote(text, COLOGNE)
    assert (number.kind, number.key) == (K.INVALID, None)


@pytest.mark.parametrize(
    ("text", "kind", "digits"),
    [
        ("22@pbx", K.EXTENSION, "22"),
        ("sip:122@pbx:5060", K.EXTENSION, "122"),
        ("115", K.EXTENSION, "115"),  # the authority line never rings anybody
        ("112", K.EMERGENCY, "112"),
        ("sip:110@pbx", K.EMERGENCY, "110"),
        ("2000", K.UNKNOWN, "2000"),
        ("*99*22", K.UNKNOWN, "*99*22"),
        ("43123450", K.FIXED_LINE, "43123450"),  # eight digits: in town
        ("431234500", K.UNKNOWN, "431234500"),  # Austria without "+", Kiel without 0: not sure
    ],
)
def test_inside_and_odd_callers(text: str, kind: NumberKind, digits: str) -> None:
    number = read_remote(text, COLOGNE)
    assert (number.kind, number.digits) == (kind, digits)


@pytest.mark.parametrize(
    ("plan", "digits", "stripped"),
    [
        (COLOGNE, "002214710122", "02214710122"),
        (COLOGNE, "02214710122", "02214710122"),
        (COLOGNE, "00492214710122", "00492214710122"),
        (COLOGNE, "000492214710122", "00492214710122"),
        (COLOGNE, "+492214710122", "+492214710122"),
        (COLOGNE, "22", "22"),
        (COLOGNE, "0112", "0112"),
        (COLOGNE, "anonymous", "anonymous"),
        (NINE, "902214710122", "02214710122"),
        (NINE, "922", "922"),
        (BARE, "002214710122", "002214710122"),
    ],
)
def test_the_prefix_comes_off_an_incoming_number(plan: DialPlan, digits: str, stripped: str) -> None:
    assert strip_prefix(digits, plan) == stripped


@pytest.mark.parametrize(
    ("dialled", "e164", "digits"),
    [
        ("0043123450", "+4943123450", "043123450"),  # for certain the prefix: Kiel
        ("00043123450", "+43123450", "0043123450"),
        ("*31*002214710122", "+492214710122", "02214710122"),
        ("04710122", "+492214710122", "4710122"),
        ("0112", None, "112"),
        ("0116117", None, "116117"),
        ("22", None, "22"),
        ("*72*2000", None, "*72*2000"),
        ("02214710122", "+492214710122", "02214710122"),  # without the prefix: the PBX was lenient
    ],
)
def test_dialled_strings_are_read_back(dialled: str, e164: str | None, digits: str) -> None:
    number = read_dialled(dialled, COLOGNE)
    assert (number.e164, number.digits) == (e164, digits)


NUMBERS = st.one_of(
    st.from_regex(r"\+49[2-9][0-9]{5,9}", fullmatch=True),
    st.from_regex(r"\+491(?:5|6|7)[0-9]{8,9}", fullmatch=True),
    st.from_regex(r"\+(?:1|31|33|39|41|43|44|45|46|48)[1-9][0-9]{6,9}", fullmatch=True),
    st.from_regex(r"0[1-9][0-9]{5,9}", fullmatch=True),
    st.from_regex(r"[2-9][0-9]{4,7}", fullmatch=True),
)
SITES = st.sampled_from([COLOGNE, BARE, NINE, DialPlan(area_code="431", outside_prefix="0")])


@given(text=NUMBERS, plan=SITES, suppress=st.booleans())
def test_what_was_dialled_is_read_as_the_same_number(text: str, plan: DialPlan, suppress: bool) -> None:
    number = read_typed(text, plan)
    if number.e164 is None:
        return
    dialled = dial_string(number, plan, suppress)
    assert re.fullmatch(r"(\*31\*)?\d+", dialled)
    assert read_dialled(dialled, plan).e164 == number.e164


@given(digits=st.from_regex(r"[1-9][0-9]{1,2}", fullmatch=True), plan=SITES)
def test_extensions_survive_the_round_trip(digits: str, plan: DialPlan) -> None:
    number = read_typed(digits, plan)
    if number.kind is K.EXTENSION:
        assert read_dialled(dial_string(number, plan), plan) == number


@given(
    text=st.text(max_size=60) | st.text(alphabet="0123456789+*#@<>:;.sipanonymu\"' ", max_size=40), plan=PLANS
)
def test_any_report_is_read_without_an_error(text: str, plan: DialPlan) -> None:
    for number in (read_remote(text, plan), read_dialled(text, plan)):
        assert re.fullmatch(r"[0-9*#+]*", number.digits)
        assert number.e164 is None or re.fullmatch(r"\+[1-9]\d{1,14}", number.e164)
        if number.kind is K.ANONYMOUS:
            assert number.key is None
    assert isinstance(strip_prefix(text, plan), str)
