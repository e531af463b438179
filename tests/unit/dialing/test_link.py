"""Numbers as tel: links (RFC 3966)."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.dialing.link import tel_link
from tui.dialing.number import DialPlan
from tui.dialing.reading import read_typed

SITE = DialPlan("DE", "221", "4710", (2, 3), "0")
BARE = DialPlan("DE")


@pytest.mark.parametrize(
    ("typed", "plan", "link"),
    [
        ("030 23125-110", SITE, "tel:+493023125110"),
        ("+43 1 58858", SITE, "tel:+43158858"),
        ("0221 4710-22", SITE, "tel:+49221471022"),
        ("22", SITE, "tel:22;phone-context=+492214710"),
        ("22", BARE, "tel:22;phone-context=+49"),
        ("112", SITE, "tel:112;phone-context=+492214710"),
        ("#96", SITE, "tel:%2396;phone-context=+492214710"),
        ("*97*3", SITE, "tel:*97*3;phone-context=+492214710"),
    ],
)
def test_a_number_as_a_link(typed: str, plan: DialPlan, link: str) -> None:
    assert tel_link(read_typed(typed, plan), plan) == link


@given(st.text(alphabet="0123456789*#+ ;=&%?/", max_size=30))
def test_nothing_in_a_link_means_anything_else(typed: str) -> None:
    assert re.fullmatch(r"tel:[+0-9*%]*(;phone-context=\+[0-9]+)?", tel_link(read_typed(typed, SITE), SITE))
