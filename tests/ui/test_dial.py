"""The dial field: what it shows is what is dialled, and emergency numbers are never touched."""

from __future__ import annotations

import re

import pytest
from textual.widgets import Input

from tests.ui.scenes import KNOWN
from tests.ui.stage import Stage, stage
from tui.screens.dial import DialScreen

PREVIEW = re.compile(r"→ dials (\S+) on (\w+)")

DIALLED = {
    "0221 4711-22": "00221471122",
    "030/23125-110": "003023125110",
    "+49 30 23125-110": "003023125110",
    "+49 (0)40 66969-340": "004066969340",
    "0049 30 23125 110": "003023125110",
    "0171 3920022": "001713920022",
    "22": "22",
    "501": "501",
    "112": "112",
    "110": "110",
    "*21#": "*21#",
}


def preview(on: Stage) -> str | None:
    """The number that the dial field says it will dial."""
    found = PREVIEW.search(on.text)
    return found[1] if found else None


async def opened(on: Stage, text: str) -> None:
    await on.press("d")
    await on.type(text)


@pytest.mark.parametrize(("typed", "dialled"), DIALLED.items(), ids=list(DIALLED))
async def test_the_preview_is_what_is_dialled(on: Stage, typed: str, dialled: str) -> None:
    await opened(on, typed)
    assert preview(on) == dialled
    await on.press("enter")
    assert on.desk.sent == [f"dial {dialled}"]
    assert not isinstance(on.app.screen, DialScreen)
    assert "Outgoing call" in on.text


@pytest.mark.parametrize("number", ["112", "110"])
async def test_an_emergency_number_is_never_hidden_nor_asked_about(on: Stage, number: str) -> None:
    await opened(on, number)
    await on.press("f4")
    assert preview(on) == number
    await on.press("enter")
    assert on.desk.sent == [f"dial {number}"]


@pytest.mark.parametrize("typed", ["0112", "0 110"])
async def test_an_emergency_number_behind_the_prefix_is_pointed_out(on: Stage, typed: str) -> None:
    await opened(on, typed)
    assert "Did you mean the emergency number" in on.text
    await on.press("enter")
    assert on.sent in ([], ["dial"])
    assert on.desk.sent in ([], [f"dial {typed.replace(' ', '')}"])  # never with a second prefix


async def test_f4_hides_the_number_and_shows_it_again(on: Stage) -> None:
    await opened(on, "030 23125-110")
    await on.press("f4")
    assert preview(on) == "*31*003023125110"
    assert "own number hidden" in on.text
    await on.press("f4")
    assert preview(on) == "003023125110"
    await on.press("f4", "enter")
    assert on.desk.sent == ["dial *31*003023125110"]


async def test_arrow_keys_choose(on: Stage) -> None:
    await opened(on, "kröger")
    assert preview(on) == "004066969340"
    await on.press("down")
    assert preview(on) == "001713920055"
    await on.press("down", "up")
    await on.press("enter")
    assert on.desk.sent == ["dial 001713920055"]


async def test_typing_on_after_choosing_counts_again(on: Stage) -> None:
    await opened(on, "kröger")
    await on.press("down")
    await on.press("home", *["delete"] * 6)
    await on.type("22")
    assert preview(on) == "22"


@pytest.mark.parametrize("typed", ["qqqq", "xyz12", "abc110"])
async def test_what_nobody_is_called_dials_nobody(on: Stage, typed: str) -> None:
    await opened(on, typed)
    assert preview(on) is None
    await on.press("enter")
    assert on.sent == []
    assert isinstance(on.app.screen, DialScreen)
    assert on.told


async def test_an_empty_field_dials_nothing(on: Stage) -> None:
    await on.press("d", "enter")
    assert on.sent == []
    assert isinstance(on.app.screen, DialScreen)


@pytest.mark.parametrize(
    ("key", "char"), [("0", "0"), ("7", "7"), ("plus", "+"), ("asterisk", "*"), ("number_sign", "#")]
)
async def test_a_digit_begins_to_dial(on: Stage, key: str, char: str) -> None:
    await on.press(key)
    assert isinstance(on.app.screen, DialScreen)
    assert on.app.screen.query_one(Input).value == char
    await on.type("22")
    assert on.app.screen.query_one(Input).value == f"{char}22"


async def test_a_digit_in_the_query_is_part_of_it(on: Stage) -> None:
    await on.press("slash", "2", "2")
    assert not isinstance(on.app.screen, DialScreen)
    assert on.app.screen.query_one("#query", Input).value == "22"


async def test_escape_leaves_without_dialling(on: Stage) -> None:
    await opened(on, "030 23125-110")
    await on.press("escape")
    assert not isinstance(on.app.screen, DialScreen)
    assert on.sent == []


async def test_past_numbers_are_offered(on: Stage) -> None:
    await on.press("d")
    await on.settle()
    assert "↗ Zoë Kröger" in on.text
    await on.press("down")
    assert preview(on) is not None


async def test_redial_brings_the_last_number(on: Stage) -> None:
    await on.press("r")
    assert preview(on) == "002214710501"
    await on.press("enter")
    assert on.desk.sent == [f"dial 0{KNOWN}"]


async def test_redial_with_an_empty_journal_says_why() -> None:
    async with stage() as on:
        await on.switchboard.journal.purge(on.clock() + 1)
        await on.press("r")
        assert on.told == ["Nothing has been dialled yet."]


async def test_a_call_is_called_back_with_enter(on: Stage) -> None:
    await on.press("down", "enter")
    if isinstance(on.app.screen, DialScreen):
        assert preview(on) == "002214710501"
        await on.press("enter")
    assert on.desk.sent == ["dial 002214710501"]


async def test_an_unconfirmed_call_is_told(on: Stage) -> None:
    on.desk.obeys = False
    await opened(on, "22")
    await on.press("enter")
    assert on.desk.sent == ["dial 22"]
    assert [text.split(".")[0] for text in on.told] == ["The phone desk took 22 but reports no call"]


async def test_f3_dials_on_the_other_phone(on: Stage) -> None:
    await opened(on, "31")
    assert "on desk" in on.text
    await on.press("f3")
    assert "on side" in on.text
    await on.press("enter")
    assert (on.desk.sent, on.side.sent) == ([], ["dial 31"])


async def test_f3_comes_back_to_the_first_phone(on: Stage) -> None:
    await opened(on, "31")
    await on.press("f3", "f3", "enter")
    assert (on.desk.sent, on.side.sent) == (["dial 31"], [])
