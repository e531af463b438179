"""How long a phone is left alone, by what it said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.phones.driver import CAUSES
from tui.switchboard.pauses import SILENCE, pause


@pytest.mark.parametrize(
    ("cause", "pauses"),
    [
        ("unreachable", [5, 10, 20, 40, 80, 160, 300, 300]),
        ("timeout", [5, 10, 20, 40, 80, 160, 300, 300]),
        ("web-off", [5, 10, 20, 40, 80, 160, 300, 300]),
        ("consent", [30, 300, 900, 3600, 3600]),
        ("allow-list", [120, 240, 480, 960, 1920, 3600, 3600]),
        ("locked", [300, 600, 1200, 2400, 3600, 3600]),
        ("hidden-tags", [300, 600, 1200, 2400, 3600, 3600]),
        ("password", [None, None, None]),
        ("", [SILENCE, SILENCE]),
    ],
)
def test_pauses_grow(cause: str, pauses: list[float | None]) -> None:
    assert [pause(cause, tries) for tries in range(1, len(pauses) + 1)] == pauses


@given(st.floats(0, 86_400), st.integers(1, 100))
def test_a_lock_is_never_asked_before_its_end(wait: float, tries: int) -> None:
    seconds = pause("locked", tries, wait)
    assert seconds is not None
    assert seconds > wait


@given(st.sampled_from([*CAUSES, "", "unheard-of"]), st.integers(-3, 10**9))
def test_whatever_the_cause_there_is_an_end_to_the_growing(cause: str, tries: int) -> None:
    seconds = pause(cause, tries)
    assert seconds is None or 5 <= seconds <= 3600
    assert (seconds is None) == (cause in ("password", "closed"))
