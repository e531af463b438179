"""What matters less is drawn weaker, in every theme, and everything can be read."""

from __future__ import annotations

import pytest
from rich.color import Color

from tests.ui.scenes import play_scene
from tests.ui.stage import Stage
from tui.app.themes import THEMES
from tui.widgets.call_log import CallLog


def contrast(on: Stage, line: int, text: str) -> float:
    """How far `text` on that line of the screen stands out from what is behind it (WCAG 2, 1 to 21)."""
    for segment in on.strips[line]:
        style = segment.style
        if text in segment.text and style is not None and style.color and style.bgcolor:
            light, dark = sorted((luminance(style.color), luminance(style.bgcolor)), reverse=True)
            return (light + 0.05) / (dark + 0.05)
    raise AssertionError(f"no {text!r} in {on.strips[line].text!r}")


def luminance(color: Color) -> float:
    """0 black to 1 white, as WCAG 2 weighs the three colours."""
    parts = [part / 255 for part in color.get_truecolor()]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def line_of(on: Stage, text: str) -> int:
    return next(number for number, line in enumerate(on.text.splitlines()) if text in line)


@pytest.mark.parametrize("theme", THEMES)
async def test_muted_text_is_weaker_and_can_be_read(theme: str) -> None:
    async with play_scene("ringing", theme=theme) as on:
        last = len(on.strips) - 1
        normal, disabled = contrast(on, last, "dial"), contrast(on, last, "hold")
        assert normal > 7
        assert 2.4 < disabled < normal * 0.6
        card = line_of(on, "Last calls")
        assert 4.5 < contrast(on, card, "Last calls") < contrast(on, card - 3, "Cologne")
        answered = contrast(on, line_of(on, "Bernd Jäger"), "0:52")
        assert 4.5 < contrast(on, line_of(on, "no answer"), "no answer") < answered


@pytest.mark.parametrize("theme", THEMES)
async def test_nothing_behind_a_dialog_stands_out(theme: str) -> None:
    async with play_scene("dial_name", theme=theme) as on:
        behind = contrast(on, line_of(on, "missed 1"), "missed 1")
        row = line_of(on, "Anneliese")
        assert contrast(on, row, "Anneliese") < 9
        assert behind < 9
        assert contrast(on, line_of(on, "kröger"), "kröger") > 7


@pytest.mark.parametrize("theme", THEMES)
async def test_every_text_on_the_chosen_row_can_be_read(theme: str) -> None:
    async with play_scene("talking", theme=theme) as on:
        for text, key in (("talking", "up"), ("missed", "down"), ("3:46", "down")):
            await on.press(key)
            row = next(at for at, line in enumerate(on.text.splitlines()) if "│ " in line and chosen(on, at))
            assert text in on.text.splitlines()[row]
            assert contrast(on, row, text) > 4.5
        while "no answer" not in on.text.splitlines()[row]:
            await on.press("down")
            row += 1
        assert contrast(on, row, "no answer") > 4.5


def chosen(on: Stage, line: int) -> bool:
    """Whether the cursor of the call log is on that line of the screen."""
    log = on.main.query_one(CallLog)
    return line == log.region.y + log.cursor


@pytest.mark.parametrize("theme", THEMES)
async def test_the_phone_pane_can_be_read(theme: str) -> None:
    async with play_scene("phone_pane", theme=theme) as on:
        row = line_of(on, "forwards, phone")
        assert contrast(on, row, "forwards, phone") > 4.5  # the cursor is on it
        possible, greyed = contrast(on, line_of(on, "x  hang up"), "hang up"), line_of(on, "s  swap")
        assert contrast(on, greyed, "swap") < possible * 0.6
        assert contrast(on, greyed, "Switching takes") > 4.5  # the reason is to be read
