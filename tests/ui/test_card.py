"""The caller card: over every screen, out of everybody's way, and gone with its call."""

from __future__ import annotations

import pytest

from tests.ui.scenes import COMPANY, ENDLESS, HOSTILE, KNOWN, UNKNOWN, play_scene
from tests.ui.stage import Setting, Stage, stage
from tests.ui.test_call_keys import PLACES, field


@pytest.mark.parametrize("place", PLACES)
async def test_the_card_rises_over_every_screen_and_leaves_the_keyboard(on: Stage, place: str) -> None:
    keys, typed = PLACES[place]
    await on.press(*keys)
    focused, screen = on.app.focused, on.app.screen
    call = await on.desk.ring(KNOWN, "Lindner, Jürgen")
    await on.settle()
    assert "Incoming call on 22 (desk)" in on.text
    assert "Jürgen Lindner · Lindenhof Gartenbau KG" in on.text
    assert (on.app.focused, on.app.screen) == (focused, screen)
    if typed is not None:
        await on.press("z")
        assert field(on) == f"{typed}z"
    await on.desk.report("miss", call)
    await on.settle()
    assert "Incoming call" not in on.text
    assert (on.app.focused, on.app.screen) == (focused, screen)


async def test_the_card_says_what_is_known(on: Stage) -> None:
    await on.desk.ring(KNOWN, "Lindner, Jürgen")
    await on.settle()
    for text in ("Inhaber", "Kunden", "Rückruf wegen Angebot 4711", "Lieferung KW 49 zugesagt", "3:46"):
        assert text in on.text


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (COMPANY, "Mühlenbach & Söhne GmbH -187"),
        (UNKNOWN, "not in the phone book"),
        (UNKNOWN, "Munich"),
        ("", "number withheld"),
        ("31", "Bernd Jäger"),
    ],
)
async def test_the_card_of_others(on: Stage, number: str, said: str) -> None:
    await on.desk.ring(number, "anonymous" if not number else "")
    await on.settle()
    assert said in on.text


async def test_a_name_from_outside_is_text_and_nothing_else(on: Stage) -> None:
    await on.desk.ring(UNKNOWN, HOSTILE)
    await on.settle()
    assert "[bold red]G[/]ratis" in on.text
    for char in "\x1b‮\t\r":
        assert char not in on.text
    assert on.app.live.records[0].number == "+498999998717"
    await on.press("n")
    await on.press("escape")
    await on.desk.report("miss", "3c3b96605001-desk")
    await on.settle()
    assert on.app.is_running


async def test_a_call_answered_at_the_phone_is_shown_as_running(on: Stage) -> None:
    call = await on.desk.ring(KNOWN)
    await on.later(3)
    await on.desk.report("connect", call)
    await on.later(65)
    assert "talking 1:05" in on.text
    await on.later(3600)
    assert "talking 1:01:05" in on.text


async def test_a_card_that_was_put_away_comes_back_for_the_next_call(on: Stage) -> None:
    await on.desk.ring(KNOWN)
    await on.press("escape")
    assert "Incoming call" not in on.text
    await on.side.ring(COMPANY)
    await on.settle()
    assert "Incoming call on 23 (side)" in on.text


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_a_long_name_costs_no_line_of_the_card(size: tuple[int, int]) -> None:
    async with play_scene("long_names", size=size) as on:
        top = next(line for line in on.text.splitlines() if "Friedrich-Wilhelm" in line)
        assert top.rstrip(" │┃").endswith("talking 0:05")
        assert "Bevollmächtigter" in on.text
        assert "Bitte niemals vor elf" in on.text or size[0] == 80


async def test_wide_characters_do_not_move_the_frame() -> None:
    async with play_scene("long_names") as on:
        widths = {line.cell_length for line in on.strips}
        assert widths == {120}


async def test_the_terminal_title_names_the_caller(on: Stage) -> None:
    await on.desk.ring(KNOWN)
    await on.settle()
    assert on.app.title == "call: Jürgen Lindner · Lindenhof Gartenbau KG"
    await on.press("a")
    assert on.app.title == "Durchwahl"


async def test_contacts_that_load_later_name_the_caller() -> None:
    """A call that rings while the program comes up is named as soon as the names are there."""
    async with stage(Setting(contacts=None)) as on:
        await on.desk.ring(ENDLESS.replace(" ", "").replace("-", ""))
        await on.settle()
        assert "089 99998" in on.text
