"""What people type and paste."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.unit.dialing.sites import BARE, BOSTON, COLOGNE, NINE, PLANS, VIENNA
from tui.dialing.number import DialPlan, NumberKind
from tui.dialing.reading import read_typed, readings

K = NumberKind

WRITTEN = [
    "0221 4710-122",
    "0221 4710122",
    "02214710122",
    "0221/4710-122",
    "0221 / 4710 - 122",
    "0221/47 10-122",
    "(0221) 4710-122",
    "(0221) 47 10 122",
    "0221.4710.122",
    "0221 · 4710 · 122",
    "0221\u00a04710\u2011122",
    "0221\u202f4710–122",
    "0221 4710—122",
    "0221 4710−122",
    "０２２１　４７１０－１２２",
    "٠٢٢١ ٤٧١٠ ١٢٢",
    "\u202a0221 4710-122\u202c",
    "\u200e+49 221 4710122\u200b",
    "+49 221 4710-122",
    "+49 (0) 221 4710-122",
    "+49 (0)221 4710-122",
    "+49-(0)221-4710-122",
    "+49[0]221 4710-122",
    "+49 (0221) 4710-122",
    "+490221 4710122",
    "(+49) 221 4710122",
    "＋49 221 4710122",
    "+ 49 221 4710122",
    "+49/221/4710122",
    "0049 221 4710122",
    "0049 (0) 221 4710122",
    "00490221 4710122",
    "00 49 221 4710122",
    "+00 49 221 4710122",
    "tel:+49-221-4710-122",
    "tel:+49-221-4710;ext=122",
    "tel:+49-221-4710-0;ext=122",
    "TEL:%2B492214710122",
    "tel://02214710122",
    "tel:4710122;phone-context=+49221",
    "callto:+492214710122",
    "sip:02214710122@pbx.example;user=phone",
    "<tel:+492214710122>",
    "Anna Müller <sip:+492214710122@pbx.example>",
    "Tel. 0221 4710-122",
    "Tel.: 0221/4710-122",
    "Tel.-Nr. 0221 4710-122",
    "Telefon +49 221 4710-122",
    "Rufnummer: 0221 4710122",
    "Fax 0221 4710-122",
    "T: 0221 4710122",
    "0221 4710 DW 122",
    "0221 4710-0, Durchwahl 122",
    "0221 4710 (DW 122)",
    "0221 4710 ext. 122",
    "0221 4710-122.",
    "01033 0221 4710122",
    "010033 0221 4710122",
]


@pytest.mark.parametrize("text", WRITTEN)
@pytest.mark.parametrize("plan", [COLOGNE, BARE, NINE], ids=["cologne", "bare", "nine"])
def test_every_way_of_writing_is_the_same_number(text: str, plan: DialPlan) -> None:
    number = read_typed(text, plan)
    assert (number.e164, number.kind) == ("+492214710122", K.FIXED_LINE)
    assert number.key == "+492214710122"
    assert number.prefix == ""


def test_the_digits_are_those_that_were_written() -> None:
    assert read_typed("0221 / 4710-122", COLOGNE).digits == "02214710122"
    assert read_typed("+49 (0) 221 4710-122", COLOGNE).digits == "+492214710122"
    assert read_typed("0221 4710-0", COLOGNE).digits == "02214710" + "0"


KINDS = [
    ("030 23125000", K.FIXED_LINE, "+493023125000"),
    ("0171 3920001", K.MOBILE, "+491713920001"),
    ("+49 (0) 171 / 39 200 99", K.MOBILE, "+491713920099"),
    ("0800 1234567", K.TOLL_FREE, "+498001234567"),
    ("0180 2 123456", K.SHARED_COST, "+491802123456"),
    ("01805 123456", K.SHARED_COST, "+491805123456"),
    ("0137 1 234567", K.SHARED_COST, "+491371234567"),
    ("0900 1 123456", K.PREMIUM, "+499001123456"),
    ("0700 12345678", K.SERVICE, "+4970012345678"),
    ("032 12345678", K.VOIP, "+493212345678"),
    ("115", K.SERVICE, None),
    ("116117", K.SERVICE, None),
    ("116 116", K.SERVICE, None),
    ("+49 116 117", K.SERVICE, None),
    ("0049116117", K.SERVICE, None),
    ("11833", K.SERVICE, None),
    ("118 000", K.SERVICE, None),
    ("19222", K.SERVICE, None),
    ("22", K.EXTENSION, None),
    ("122", K.EXTENSION, None),
    ("111", K.EXTENSION, None),
    ("119", K.EXTENSION, None),
    ("*72*0221471000", K.UNKNOWN, None),
    ("* 72 * 2000", K.UNKNOWN, None),
    ("#96", K.UNKNOWN, None),
    ("*74*", K.UNKNOWN, None),
    ("2000", K.UNKNOWN, None),
    ("0", K.UNKNOWN, None),
    ("0221", K.UNKNOWN, None),
    ("+1 212 555 0100", K.FIXED_LINE, "+12125550100"),
    ("+44 (0)20 7946 0018", K.FIXED_LINE, "+442079460018"),
    ("+39 06 1234567", K.FIXED_LINE, "+39061234567"),
    ("+39 (0)6 1234567", K.FIXED_LINE, "+39061234567"),
    ("0039 06 1234567", K.FIXED_LINE, "+39061234567"),
    ("00800 12345678", K.TOLL_FREE, "+80012345678"),
    ("4710122", K.FIXED_LINE, "+492214710122"),  # in town
    ("4710-122", K.FIXED_LINE, "+492214710122"),
    ("492214710122", K.FIXED_LINE, "+492214710122"),  # too long for anything in town
    ("221 4710122", K.UNKNOWN, None),  # the 0 is missing: not for us to guess
    ("171 3920001", K.UNKNOWN, None),
]


@pytest.mark.parametrize(("text", "kind", "e164"), KINDS)
def test_kinds(text: str, kind: NumberKind, e164: str | None) -> None:
    number = read_typed(text, COLOGNE)
    assert (number.kind, number.e164) == (kind, e164)


@pytest.mark.parametrize(
    ("text", "digits"),
    [("*72*0221 4710-000", "*72*02214710000"), ("#72", "#72"), ("+49 116 117", "116117"), ("1 1 5", "115")],
)
def test_digits_of_codes_and_short_numbers(text: str, digits: str) -> None:
    assert read_typed(text, COLOGNE).digits == digits


NO_NUMBERS = [
    "",
    "   ",
    "Anna Müller",
    "0800 PIZZA",
    "0221 4710122 Anna",
    "22 Müller",
    "Zimmer 22",
    "n/a",
    "-",
    "*",
    "##",
    "+",
    "+0221 4710122",
    "++49 221 4710122",
    "0221+4710122",
    "0221#4710122",
    "*72*+492214710122",
    "0221 4710122²",
    "0221 4710122 ①",
    "0221,4710122",
    "0221 4710122 oder 0171 3920001",
    "0221 4710122; 0171 3920001",
    "0221 4710122 / 0171 3920001",
    "0221 4710122 / +49 171 3920001",
    "0221 4710122 0221 4710123",
    "0221 4710122\n0171 3920001",
    "0221 4710-122/123",
    "0221 4710-122/-123",
    "0221 4710122/23",
    "192.168.1.50",
    "sip:192.168.1.50",
    "24.12.2026",
    "2026-12-24",
    "2024-2026",
    "+49 1234567890123456",
    "0221 47101224710122471012",
    "1234567890123456",
    "+999 1234567",
    "+49",
    "+4",
    "9" * 5000,
    "*1" * 30,
    "https://example.org/02214710122",
    "mailto:anna@example.org",
]


@pytest.mark.parametrize("text", NO_NUMBERS, ids=lambda text: text[:30])
def test_what_is_no_number_is_never_made_one(text: str) -> None:
    number = read_typed(text, COLOGNE)
    assert (number.kind, number.e164) == (K.INVALID, None)


TRAP = [  # text, chosen, with the prefix?, the other readings
    ("0 0221 4710122", "+492214710122", "0", ()),
    ("0-0221-4710122", "+492214710122", "0", ()),
    ("00221 4710122", "+492214710122", "0", ()),
    ("002214710122", "+492214710122", "0", ()),
    ("00171 3920001", "+491713920001", "0", ()),
    ("003023125000", "+493023125000", "0", ()),
    ("00492214710122", "+492214710122", "", ("+49492214710122",)),
    ("0049 221 4710122", "+492214710122", "", ("+49492214710122",)),
    ("0 04922 14710", "+49492214710", "0", ("+492214710",)),
    ("0 00 49 221 4710122", "+492214710122", "0", ()),
    ("000492214710122", "+492214710122", "0", ()),
    ("000 1 212 555 0100", "+12125550100", "0", ()),
    ("0043 1 23450", "+43123450", "", ("+4943123450",)),
    ("00 43 1 23450", "+43123450", "", ("+4943123450",)),
    ("00431 23450", "+4943123450", "0", ("+43123450",)),
    ("0 0431 23450", "+4943123450", "0", ("+43123450",)),
    ("004312345", "+4312345", "", ("+494312345",)),
    ("0015123456789", "+4915123456789", "0", ("+15123456789",)),
    ("00151 23456789", "+4915123456789", "0", ("+15123456789",)),
    ("001 512 3456789", "+15123456789", "", ("+4915123456789",)),
]


@pytest.mark.parametrize(("text", "e164", "prefix", "others"), TRAP)
def test_two_zeros_with_the_outside_prefix_zero(
    text: str, e164: str, prefix: str, others: tuple[str, ...]
) -> None:
    first, *rest = readings(text, COLOGNE)
    assert (first.e164, first.prefix) == (e164, prefix)
    assert tuple(number.e164 for number in rest) == others


def test_without_an_outside_prefix_two_zeros_lead_abroad() -> None:
    assert read_typed("0043123450", BARE).e164 == "+43123450"
    assert [number.e164 for number in readings("0015123456789", BARE)] == ["+15123456789"]
    senegal = read_typed("002214710122", BARE)
    assert (senegal.kind, senegal.e164) == (K.UNKNOWN, None)


@pytest.mark.parametrize(
    ("text", "e164", "prefix"),
    [
        ("902214710122", "+492214710122", "9"),
        ("9 0221 4710122", "+492214710122", "9"),
        ("900492214710122", "+492214710122", "9"),
        ("9022147", "+492219022147", ""),  # seven digits are a number in town
        ("9116117", "+492219116117", ""),
    ],
)
def test_another_outside_prefix(text: str, e164: str, prefix: str) -> None:
    number = read_typed(text, NINE)
    assert (number.e164, number.prefix) == (e164, prefix)


def test_the_prefix_before_a_short_number_is_understood() -> None:
    for text, digits in (("0115", "115"), ("0116117", "116117"), ("011833", "11833"), ("0 19222", "19222")):
        number = read_typed(text, COLOGNE)
        assert (number.kind, number.digits) == (K.SERVICE, digits)


def test_a_short_number_that_may_be_an_extension_offers_both() -> None:
    assert [number.kind for number in readings("115", COLOGNE)] == [K.SERVICE, K.EXTENSION]
    assert [number.kind for number in readings("115", NINE)] == [K.SERVICE, K.EXTENSION]
    assert [number.kind for number in readings("11833", COLOGNE)] == [K.SERVICE]


def test_other_countries() -> None:
    assert read_typed("01 23450", VIENNA).e164 == "+43123450"
    assert read_typed("0 0049 221 4710122", VIENNA).e164 == "+492214710122"
    assert read_typed("116117", VIENNA).kind is not K.SERVICE  # a German list
    assert read_typed("011 49 221 4710122", BOSTON).e164 == "+492214710122"
    assert read_typed("(617) 555-0100", BOSTON).e164 is None  # ten digits without the 1: not guessed
    assert read_typed("1 617 555 0100", BOSTON).e164 == "+16175550100"


def test_numbers_in_town_need_the_area_code() -> None:
    number = read_typed("4710122", BARE)
    assert (number.kind, number.e164, number.digits) == (K.UNKNOWN, None, "4710122")


def test_text_is_kept_clean_and_short() -> None:
    number = read_typed("[bold]\x1b[31m" + "x" * 5000, COLOGNE)
    assert "\x1b" not in number.text
    assert len(number.text) <= 256


NUMERIC = st.text(alphabet="0123456789+*#()/.- \u00a0–;,@:<>x", max_size=40)


@given(text=st.text(max_size=60) | NUMERIC, plan=PLANS)
@example(text="+" + "1" * 16, plan=COLOGNE)
@example(text="0" * 30, plan=COLOGNE)
@example(text="(0)(0)(0)", plan=COLOGNE)
def test_any_text_is_read_without_an_error(text: str, plan: DialPlan) -> None:
    for number in readings(text, plan):
        assert re.fullmatch(r"[0-9*#+]*", number.digits)
        assert number.e164 is None or re.fullmatch(r"\+[1-9]\d{1,14}", number.e164)
        assert number.kind is not K.ANONYMOUS
        if number.kind is not K.INVALID:
            assert number.digits
        if number.prefix:
            assert number.prefix == plan.outside_prefix
    assert read_typed(text, plan) == readings(text, plan)[0]


@given(plan=PLANS, letters=st.text(alphabet="abcdefgxyzÄÖÜß", min_size=2, max_size=8), digits=NUMERIC)
def test_words_are_no_numbers(plan: DialPlan, letters: str, digits: str) -> None:
    text = f"{digits} q{letters}q"
    assert read_typed(text, plan).kind is K.INVALID
