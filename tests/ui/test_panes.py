"""Filters, search, panes and the mouse."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
from textual.widgets import Input

from tests.ui.clock import AFTER_MIDNIGHT
from tests.ui.scenes import KNOWN, UNKNOWN, play_scene
from tests.ui.stage import Setting, Stage, stage
from tui.journal import changes
from tui.screens.dial import DialScreen
from tui.screens.help import HelpScreen
from tui.screens.note import NoteScreen
from tui.view.commands import COMMANDS, key_shown
from tui.widgets.call_log import CallLog
from tui.widgets.contact_list import ContactList

LINES_AT_REST = 20  # the calls of the demo's last days


def log(on: Stage) -> CallLog:
    return on.main.query_one(CallLog)


def glyphs(on: Stage) -> set[str]:
    """The signs before the rows of the call log."""
    rows = [line[2] for line in on.text.splitlines() if line.startswith("│ ") and " 22 " in line]
    return set(rows)


async def test_filters_go_round_to_the_right_and_back(on: Stage) -> None:
    counts = [log(on).total]
    for _ in range(4):
        await on.press("right")
        counts.append(log(on).total)
    everything, missed, incoming, outgoing, again = counts
    assert everything == again == incoming + outgoing == LINES_AT_REST
    assert 0 < missed < incoming
    await on.press("left")
    assert log(on).total == outgoing
    assert glyphs(on) <= {"↗", "⊘"}


async def test_m_shows_the_missed_calls_and_all_again(on: Stage) -> None:
    await on.press("m")
    assert glyphs(on) == {"✗"}
    assert log(on).total == len([line for line in on.text.splitlines() if "missed │" in line])
    await on.press("m")
    assert log(on).total == LINES_AT_REST


@pytest.fixture
def slow_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is saved takes its time: whoever reads before it is there sees the old state."""
    save = changes.save

    def slowly(*args: Any, **named: Any) -> None:
        time.sleep(0.05)
        save(*args, **named)

    monkeypatch.setattr(changes, "save", slowly)


@pytest.mark.usefixtures("slow_disk")
@pytest.mark.parametrize("chosen", ["all", "missed", "in"])
async def test_a_missed_call_comes_into_the_list_that_is_shown(on: Stage, chosen: str) -> None:
    for _ in range({"all": 0, "missed": 1, "in": 2}[chosen]):
        await on.press("right")
    before = log(on).total
    call = await on.desk.ring(UNKNOWN)
    await on.later(9)
    await on.desk.report("miss", call)
    await on.settle()
    assert log(on).total == before + 1
    newest = log(on).known()[0].call
    assert (newest.call_id, newest.open) == (call, False)
    assert "missed 2" in on.text


async def test_search_narrows_with_every_letter(on: Stage) -> None:
    await on.press("slash")
    found = on.app.screen.query_one(ContactList)
    sizes = [found.option_count]
    for letter in "krög":
        await on.press(letter)
        sizes.append(found.option_count)
    assert sizes == sorted(sizes, reverse=True)
    assert found.chosen is not None
    assert "Kröger" in found.chosen.name + found.chosen.company


async def test_search_that_finds_nobody_says_so(on: Stage) -> None:
    await on.press("slash")
    await on.type("qqqq")
    assert "Nobody found." in on.text
    await on.press("enter")
    assert on.sent == []


async def test_up_and_down_choose_while_the_query_is_typed(on: Stage) -> None:
    await on.press("slash")
    await on.type("kröger")
    first = on.app.screen.query_one(ContactList).chosen
    await on.press("down")
    second = on.app.screen.query_one(ContactList).chosen
    assert first is not None
    assert second is not None
    assert first != second
    assert isinstance(on.app.focused, Input)
    await on.press("enter")
    if isinstance(on.app.screen, DialScreen):
        await on.press("enter")
    assert on.sent == ["dial"]


async def test_tab_goes_round_the_panes(on: Stage) -> None:
    seen = [on.app.focused]
    for _ in range(3):
        await on.press("tab")
        seen.append(on.app.focused)
    assert seen[0] is seen[3]
    assert len(set(seen)) == 3
    await on.press("shift+tab")
    assert on.app.focused is seen[2]


async def test_escape_leaves_everything(on: Stage) -> None:
    await on.desk.ring(KNOWN)
    await on.press("slash", "m")
    await on.press("d")
    for key in ("question_mark", "ctrl+p"):
        await on.press("escape", "escape", "escape", "escape", key)
    for _ in range(6):
        await on.press("escape")
    assert on.app.screen is on.main
    assert on.app.focused is log(on)
    assert "Incoming call" not in on.text
    assert on.sent == []


async def test_the_theme_changes_in_a_circle(on: Stage) -> None:
    themes = [on.app.theme]
    for _ in range(3):
        await on.press("T")
        themes.append(on.app.theme)
    assert themes[0] == themes[3]
    assert len(set(themes)) == 3


async def test_a_note_is_kept_and_shown(on: Stage) -> None:
    await on.press("down", "n")
    assert isinstance(on.app.screen, NoteScreen)
    await on.type("Angebot [b]schicken")
    await on.press("enter")
    assert on.told == ["Note saved."]
    selected = log(on).selected
    assert selected is not None
    assert selected.note == "Angebot [b]schicken"
    await on.press("n")
    assert on.app.screen.query_one(Input).value == "Angebot [b]schicken"


async def test_a_note_goes_to_the_running_call_even_when_another_row_is_selected(on: Stage) -> None:
    await on.press("down", "down")
    call = await on.desk.ring(KNOWN)
    await on.desk.report("connect", call)
    await on.press("n")
    await on.type("Ruft morgen an")
    await on.press("enter")
    newest = (await on.switchboard.journal.page(limit=1))[0]
    assert (newest.call.call_id, newest.note) == (call, "Ruft morgen an")


async def test_the_palette_runs_a_command(on: Stage) -> None:
    await on.press("ctrl+p")
    await on.type("all keys")
    await on.press("enter")
    assert isinstance(on.app.screen, HelpScreen)


async def test_help_names_every_key() -> None:
    async with play_scene("help", size=(120, 80)) as on:
        said = " ".join(on.text.replace("│", " ").split())
        for command in COMMANDS:
            assert command.help in said
            assert " ".join(key_shown(key) for key in command.keys) in on.text


@pytest.mark.parametrize(
    ("keys", "first"),
    [((), "In the list of calls"), (("tab",), "In the contacts"), (("tab", "tab"), "Calls and phones")],
)
async def test_help_begins_with_the_pane_that_has_the_focus(
    on: Stage, keys: tuple[str, ...], first: str
) -> None:
    await on.press(*keys, "f1")
    lines = on.text.splitlines()
    top = next(at for at, line in enumerate(lines) if "─ Keys ─" in line)
    assert first in lines[top + 1]


@pytest.mark.parametrize("key", ["question_mark", "ctrl+p"])
async def test_a_long_sentence_goes_on_below_itself(key: str) -> None:
    async with stage(Setting(size=(60, 24))) as on:
        await on.press(key)
        inside = [line.split("│")[2] for line in on.text.splitlines() if line.count("│") >= 4]
        below = [line for line in inside if line[:12].isspace() and line.strip()]
        assert below


async def test_the_palette_says_why_a_command_cannot_run(on: Stage) -> None:
    await on.press("ctrl+p")
    await on.type("conference")
    assert "conference: A conference takes two calls" in on.text
    await on.press("enter")
    assert len(on.told) == 1
    assert on.told[0].startswith("A conference takes two calls")


async def test_q_ends_the_app(on: Stage) -> None:
    assert on.pilot is not None
    await on.pilot.press("q")
    await on.pilot.pause()
    assert not on.app.is_running


# the mouse


async def test_a_hint_is_clicked(on: Stage) -> None:
    last = on.text.splitlines()[-1]
    await on.click("HintLine", last.index("d dial") + 2)
    assert isinstance(on.app.screen, DialScreen)


@pytest.mark.parametrize("word", ["a answer", "x reject"])
async def test_a_call_is_answered_with_the_mouse(on: Stage, word: str) -> None:
    await on.desk.ring(KNOWN)
    await on.settle()
    last = on.text.splitlines()[-1]
    await on.click("HintLine", last.index(word))
    assert on.sent == [word.split()[1]]


async def test_a_hint_between_the_hints_does_nothing(on: Stage) -> None:
    last = on.text.splitlines()[-1]
    await on.click("HintLine", last.index("d dial") - 1)
    await on.click("HintLine", 115)
    assert on.app.screen is on.main


async def test_a_row_is_clicked_and_double_clicked(on: Stage) -> None:
    await on.click("#log", 20, 3)
    assert log(on).cursor == 3
    await on.click("#log", 20, 1, times=2)
    if isinstance(on.app.screen, DialScreen):
        await on.press("enter")
    assert on.desk.sent == ["dial 002214710501"]


async def test_a_click_below_the_last_row_is_harmless(on: Stage) -> None:
    await on.click("#log", 20, 25, times=2)
    assert log(on).cursor <= LINES_AT_REST - 1
    assert on.sent == []


async def test_a_contact_is_clicked(on: Stage) -> None:
    await on.click("#found", 5, 1)
    if isinstance(on.app.screen, DialScreen):
        await on.press("enter")
    assert on.sent == ["dial"]


async def test_the_card_is_clicked_away(on: Stage) -> None:
    await on.desk.ring(KNOWN)
    await on.settle()
    await on.click("CallerCard", 10, 3)
    assert "Incoming call" not in on.text
    await on.press("i")
    assert "Incoming call" in on.text


async def test_the_wheel_scrolls_the_log() -> None:
    async with stage(Setting(size=(80, 16))) as on:
        widget = log(on)
        widget.scroll_down(animate=False)
        await on.settle()
        assert widget.scroll_y == 1


async def test_at_midnight_today_becomes_yesterday() -> None:
    async with stage(Setting(now=AFTER_MIDNIGHT)) as on:
        on.clock.forward(-180)
        call = await on.desk.ring(UNKNOWN)
        await on.desk.report("miss", call)
        await on.later(20)
        assert "│ ✗ 23:59     in" in on.text
        assert re.search(r"missed \d", on.text)
        await on.later(160)
        assert "│ ✗ Mon 23:59 in" in on.text
        assert "│ ↗ Mon 23:01 out" in on.text
        assert not re.search(r"missed \d", on.text)  # the count is of today's
