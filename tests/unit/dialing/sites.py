"""The dial plans that the tests use, and strategies for any other."""

from __future__ import annotations

from hypothesis import strategies as st

from tui.dialing.number import DialPlan

COLOGNE = DialPlan(area_code="221", company_number="4710", extension_digits=(2, 3), outside_prefix="0")
BARE = DialPlan()  # nothing configured
NINE = DialPlan(area_code="0221", company_number="4710", extension_digits=(3,), outside_prefix="9")
VIENNA = DialPlan(country="AT", area_code="1", company_number="", outside_prefix="0")
BOSTON = DialPlan(country="US", area_code="617", extension_digits=(4,), outside_prefix="9")

PLANS = st.builds(
    DialPlan,
    country=st.sampled_from(["DE", "de", "AT", "CH", "US", "IT", "FR", "GB", "RU", "XX", ""]),
    area_code=st.sampled_from(["", "221", "0221", "30", "1", "617", "06", "(0) 221", "x"]),
    company_number=st.sampled_from(["", "4710", "23125", "47 10-"]),
    extension_digits=st.lists(st.integers(-1, 6), max_size=4).map(tuple),
    outside_prefix=st.sampled_from(["", "0", "9", "1", "11", "00", "01", "110", "112", "*9", "x"]),
    suppress_code=st.sampled_from(["*31*", "*31#", "*67", "", "1"]),
)
