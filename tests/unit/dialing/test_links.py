"""Telephone links: which number they name, and what they may not do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.dialing.extract import numbers_in
from tui.dialing.link import tel_link
from tui.dialing.links import at_once, marked_at_once, read_link
from tui.dialing.number import DialPlan, NumberKind
from tui.dialing.reading import read_typed
from tui.errors import UsageError

PLAN = DialPlan(
    country="DE", area_code="221", company_number="4711", extension_digits=(2, 3), outside_prefix="0"
)

# link: what would be dialled for it, and whether it is certain
NAMED = {
    "tel:+49-221-4711-22": ("+49221471122", True),
    "TEL:+49(30)123456": ("+4930123456", True),
    "tel:%2B49%2030%20123456": ("+4930123456", True),
    "tel:030/123456": ("+4930123456", True),
    "tel:+49302312500;ext=125": ("+49302312500125", True),
    "tel:123456;phone-context=+4930": ("+4930123456", True),
    "tel:030-123456;phone-context=+49": ("+4930123456", True),
    "tel:22;phone-context=+492214711": ("22", True),
    "tel:22;phone-context=+49-30-7654": ("+4930765422", True),
    "tel:22;phone-context=other.example": ("22", False),
    "tel:22": ("22", True),
    "tel://0221471122": ("+49221471122", True),
    "callto:+49 30 123456": ("+4930123456", True),
    "callto://+4930123456": ("+4930123456", True),
    "sip:0301234567@pbx.example": ("+49301234567", True),
    "sip:+49301234567@pbx.example;user=phone": ("+49301234567", True),
    "sips:+49301234567@pbx.example:5061?subject=x": ("+49301234567", True),
    "sip:22@elsewhere.example": ("22", False),
    "tel:110": ("110", True),
    "tel:112": ("112", True),
    "tel:0900 3 123456": ("+499003123456", True),
}


@pytest.mark.parametrize(("link", "named"), NAMED.items(), ids=list(NAMED))
def test_the_number_of_a_link(link: str, named: tuple[str, bool]) -> None:
    found = read_link(link, PLAN)
    assert (found.number.e164 or found.number.digits, found.certain) == named


@pytest.mark.parametrize(
    "link",
    [
        "tel:*21*0900123456%23",
        "tel:%2A21%2A0900123456%23",
        "tel:#31#030123456",
        "tel:＊21＊0900123456＃",
        "tel:\u200b*72*030123456",
        "callto:*97*3",
        "sip:*72*030123456@pbx",
        "sip:%2372@pbx",
        "tel:*#06#",
        "tel:030123456*9",
    ],
)
def test_feature_codes_are_refused_however_they_are_spelt(link: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_link(link, PLAN)
    assert caught.value.key == "link_code"


@pytest.mark.parametrize(
    ("link", "key"),
    [
        ("http://example.com/030123456", "link_foreign"),
        ("javascript:alert(1)", "link_foreign"),
        ("030123456", "link_foreign"),
        ("-oProxyCommand=x", "link_foreign"),
        ("tel:" + "1" * 600, "link_foreign"),
        ("", "link_foreign"),
        ("tel:", "link_no_number"),
        ("tel:anna", "link_no_number"),
        ("sip:anna@firma.example", "link_no_number"),
        ("tel:030123456,,99", "link_no_number"),
        ("tel:0301234567%0a0900123456", "link_no_number"),
        ("sip:anonymous@anonymous.invalid", "link_no_number"),
    ],
)
def test_what_names_no_number(link: str, key: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_link(link, PLAN)
    assert caught.value.key == key
    assert str(caught.value).isprintable()


@given(st.text(max_size=80))
def test_a_link_names_a_plain_number_or_nothing(text: str) -> None:
    for scheme in ("tel:", "sip:", "callto:", "tel:+49", "tel:030123456;"):
        try:
            found = read_link(scheme + text, PLAN)
        except UsageError:
            continue
        else:
            assert not set(found.number.digits) & set("*#")
            assert found.number.kind not in (NumberKind.INVALID, NumberKind.ANONYMOUS)


@pytest.mark.parametrize("text", ["22", "0221 4711-22", "030 123456", "+43 1 58858", "112", "0171 3920044"])
def test_our_own_links_are_read_as_they_were_meant(text: str) -> None:
    number = read_typed(text, PLAN)
    found = read_link(tel_link(number, PLAN), PLAN)
    assert (found.number.key, found.number.kind) == (number.key, number.kind)


@pytest.mark.parametrize(
    ("link", "may"),
    [
        ("tel:+4930123456", True),
        ("tel:22", True),
        ("sip:22@elsewhere.example", False),
        ("tel:0900 3 123456", False),
        ("tel:112", False),
        ("tel:110", False),
    ],
)
def test_even_a_link_that_may_dial_asks_before_these(link: str, may: bool) -> None:
    assert at_once(read_link(link, PLAN)) is may


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("Call +49 (30) 123 45-67 today", True),
        ("22", True),
        ("112", True),
        ("Notruf: 112", False),
        ("0900 3 123456", False),
        ("*21*030123456#", False),
        ("030 123456 or 030 654321", False),
        ("no number", False),
    ],
)
def test_what_the_key_alone_dials(text: str, may: bool) -> None:
    assert marked_at_once(numbers_in(text, PLAN), text) is may
