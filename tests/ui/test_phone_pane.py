"""The phone pane: calm beside the others, the whole list with the focus, and nothing moves but the timer."""

from __future__ import annotations

import pytest

from tests.ui.scenes import KNOWN, capable, play_scene, talking
from tests.ui.stage import Setting, Stage, stage
from tui.calls.facts import Identity, PhoneFacts
from tui.phones.driver import Feature
from tui.view.commands import COMMANDS, key_shown
from tui.widgets.phone_pane import PhonePane


def pane(on: Stage) -> list[str]:
    """What stands between the frames of the pane."""
    lines = on.text.splitlines()
    top = next(at for at, line in enumerate(lines) if "─ Phone " in line)
    inside = [line.rpartition("││" if "││" in line else "│ ")[2] if "││" in line else line for line in lines]
    return [line.strip(" │▁▂▃▄▅▆▇") for line in inside[top + 1 : -2]]


def whole(on: Stage) -> str:
    """All lines of the list, also those that have to be scrolled to."""
    widget = on.main.query_one(PhonePane)
    return "\n".join(f"{line.glyph} {line.left} {line.middle} {line.right}" for line in widget._panel.all)


async def test_it_is_calm_until_it_has_the_focus(on: Stage) -> None:
    await capable(on)
    calm = pane(on)
    assert len(calm) <= 6
    assert calm[-1].startswith("M mute")
    await on.press("tab", "tab")
    assert len(pane(on)) > len(calm)
    assert any("forwards, PBX" in line for line in pane(on))
    await on.press("tab")
    assert pane(on) == calm


async def test_the_list_has_every_function_with_its_key(on: Stage) -> None:
    await capable(on)
    text = whole(on)
    for command in COMMANDS:
        if command.of_phone:
            assert f"{key_shown(command.keys[0])} " in text
    assert "line 22 Anna Müller registered" in text
    assert "line 28 Zentrale not registered" in text


async def test_calls_stand_below_their_line(on: Stage) -> None:
    await capable(on)
    await on.desk.ring(KNOWN)
    await on.settle()
    lines = whole(on).splitlines()
    at = next(at for at, line in enumerate(lines) if "line 22" in line)
    assert "Jürgen Lindner" in lines[at + 1]


async def test_up_and_down_choose_and_enter_runs(on: Stage) -> None:
    await capable(on)
    await on.press("tab", "tab", "enter")
    assert on.desk.sent == ["dnd on"]
    await on.press("enter")
    assert on.desk.sent == ["dnd on", "dnd off"]
    await on.press("down", "enter")
    assert "Forward · desk" in on.text


async def test_enter_on_the_second_phone_is_for_that_phone(on: Stage) -> None:
    await capable(on)
    on.side.able = {Feature.DND}
    await on.press("p", "tab", "tab", "end")
    while on.main.query_one(PhonePane)._cursor[1] != "dnd":
        await on.press("up")
    await on.press("enter")
    assert (on.desk.sent, on.side.sent) == ([], ["dnd on"])


async def test_a_greyed_function_says_why_in_its_row_and_when_chosen(on: Stage) -> None:
    await on.press("tab", "tab")
    assert any("answer" in line and "No call is ringing" in line for line in pane(on))
    while on.main.query_one(PhonePane)._cursor[1] != "answer":
        await on.press("down")
    await on.press("enter")
    assert on.told == ["No call is ringing that could be answered."]


async def test_the_cursor_stays_where_it_is_when_words_change(on: Stage) -> None:
    call = await on.side.ring(KNOWN)
    await on.side.report("connect", call)
    await on.press("tab", "tab")
    while (
        on.main.query_one(PhonePane)._cursor[1:2] != ("mute",)
        or "side" not in on.main.query_one(PhonePane)._cursor
    ):
        await on.press("down")
    await on.press("enter", "enter")
    assert on.side.sent == [f"mute {call}", f"unmute {call}"]


async def test_a_row_and_a_hint_are_clicked(on: Stage) -> None:
    await talking(on)
    await on.press("escape")
    lines = on.text.splitlines()
    row = next(at for at, line in enumerate(lines) if "k keypad" in line)
    top = next(at for at, line in enumerate(lines) if "─ Phone " in line)
    x = lines[row].index("k keypad") - lines[top].index("╭─ Phone")
    await on.click("#lines", x - 1, row - top - 1)
    assert "Tones to Jürgen" in on.text
    await on.press("escape")
    await on.click("#lines", 3, 0)  # on a phone: the whole list
    assert any("forwards, PBX" in line for line in pane(on))
    shown = pane(on)
    at = next(at for at, line in enumerate(shown) if line.startswith("x "))
    await on.click("#lines", 10, at)
    assert on.desk.sent == ["hangup 3c3b96605001-desk"]


async def test_only_the_timer_moves() -> None:
    async with play_scene("phone_pane") as on:
        before = on.text.splitlines()
        await on.later(1)
        after = on.text.splitlines()
        changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
        assert changed
        assert all("talking" in old and "talking" in new for old, new in changed)


async def test_a_phone_that_is_away_says_when_it_is_tried_again() -> None:
    async with stage(Setting(unreachable=frozenset({"desk"}))) as on:
        await on.press("tab", "tab")
        said = " ".join(pane(on))
        assert "away, next try in" in said
        assert "not reachable" in on.text.splitlines()[0]


@pytest.mark.parametrize("size", [(80, 24), (60, 16)])
async def test_as_a_tab_it_is_the_whole_list(size: tuple[int, int]) -> None:
    async with stage(Setting(size=size)) as on:
        await capable(on)
        await on.press("tab", "tab")
        assert "forwards, PBX" in on.text
        await on.press("end")
        assert "screen" in on.text


async def test_hostile_words_of_a_phone_are_text(on: Stage) -> None:
    nasty = Identity(1, "22@pbx", "[bold]x[/] \x1b[31m" + "y" * 200, True)
    on.desk.says = on.desk.says.__class__(True, "D785", "[red]1", facts=PhoneFacts(identities=(nasty, nasty)))
    await on.press("p", "tab", "tab")
    assert "[bold]x[/]" in on.text
    assert "\x1b" not in on.text
    assert {strip.cell_length for strip in on.strips} == {120}


async def test_some_lines_registered_is_counted(on: Stage) -> None:
    await capable(on)
    assert "1 of 2 registered" in on.text.splitlines()[0]


async def test_nothing_configured_says_what_to_do() -> None:
    async with stage(Setting(phones={}, history=False, contacts=None)) as on:
        await on.press("tab", "tab", "down", "enter")
        assert "No phone is set up yet: e opens the set-up." in " ".join(pane(on))
