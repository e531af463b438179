"""The short way to a German number says what libphonenumber's own parser says."""

from __future__ import annotations

import phonenumbers
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tui.dialing import numbering

_BEGINNINGS = [
    "+49",
    "0",
    "0049",
    "00",
    "+490",
    "01",
    "015",
    "+4915",
    "0800",
    "+49900",
    "+49700",
    "032",
    "110",
    "+43",
]


@given(st.sampled_from(_BEGINNINGS), st.text("0123456789", max_size=14), st.sampled_from(["DE", "AT", "de"]))
@example("0", "221471122", "DE")
@example("+49", "110", "DE")
def test_the_short_way_changes_nothing(beginning: str, rest: str, country: str) -> None:
    number = beginning + rest
    with pytest.MonkeyPatch.context() as patch:
        short = numbering.assign.__wrapped__(number, country)
        patch.setattr(numbering, "_german", lambda *_: "")
        assert short == numbering.assign.__wrapped__(number, country)


@given(
    st.sampled_from(["49", "43", "41", "39", "1", "44", "7", "800", "590", "881"]),
    st.text("0123456789", min_size=4, max_size=12),
)
def test_a_number_of_known_kind_is_a_valid_one(code: str, rest: str) -> None:
    try:
        parsed = phonenumbers.parse(f"+{code}{rest}", None)
    except phonenumbers.NumberParseException:
        return
    known = phonenumbers.number_type(parsed) != phonenumbers.PhoneNumberType.UNKNOWN
    assert known == phonenumbers.is_valid_number(parsed)
