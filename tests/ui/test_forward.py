"""Forwarding: in the phone and in the PBX apart, on and off with one key."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.widgets import Input

from tests.ui.scenes import capable
from tests.ui.stage import Stage
from tui.calls.facts import Forwarding
from tui.i18n import say
from tui.screens.forward import ForwardScreen


async def opened(on: Stage, *keys: str) -> None:
    await capable(on)
    await on.press("f", *keys)


def row(on: Stage, name: str) -> str:
    """The line of the grid for that occasion."""
    return next(line for line in on.text.splitlines() if f"│ {name}" in line)


async def test_the_phone_and_the_pbx_are_shown_apart(on: Stage) -> None:
    await opened(on)
    assert "○ off" in row(on, "always")
    assert "not told" in row(on, "always")
    assert "not possible" in row(on, "not registered")


async def test_a_target_switches_it_on_in_the_phone(on: Stage) -> None:
    await opened(on, "space")
    await on.type("jäg")
    assert "→ forwards to 31" in on.text
    await on.press("enter")
    assert on.desk.sent == ["always on 31"]
    assert "● → 31" in row(on, "always")
    assert "not told" in row(on, "always")
    assert isinstance(on.app.screen, ForwardScreen)


async def test_one_key_switches_it_off_and_on_again(on: Stage) -> None:
    await opened(on, "enter")
    await on.type("31")
    await on.press("enter", "space")
    assert on.desk.sent[-1] == "always off"
    assert "○ off" in row(on, "always")
    await on.press("space")
    assert on.desk.sent[-1] == "always on 31"


async def test_the_pbx_is_told_by_its_code_and_when_is_remembered(on: Stage) -> None:
    await opened(on, "right", "enter")
    await on.type("030 23125-110")
    await on.press("enter")
    assert on.desk.sent == ["dial *72*003023125110"]
    assert "○ off" in row(on, "always")
    assert "● → 030 23125110 14:03" in row(on, "always")
    await on.press("space")
    assert "would put that call on hold" in on.told[-1]  # the code is a call, and it still runs
    await on.desk.report("end", "3c3b96605001-desk")
    await on.press("space")
    on.app.clear_notifications()
    await on.settle()
    assert on.desk.sent[-1] == "dial #72"
    assert "○ off 14:03" in row(on, "always")


async def test_no_answer_takes_the_seconds(on: Stage) -> None:
    await opened(on, "down", "down", "enter")
    assert "after so many seconds:  20" in on.text
    await on.type("31")
    await on.press("tab")
    if on.app.focused is not on.app.screen.query_one("#seconds", Input):
        await on.press("tab")
    await on.press("backspace", "backspace", "3", "5", "enter")
    assert on.desk.sent == ["no-answer on 31 35"]


@pytest.mark.parametrize("typed", ["0", "999"])
async def test_seconds_that_cannot_be_are_said(on: Stage, typed: str) -> None:
    await opened(on, "down", "down", "enter")
    await on.type("31")
    on.app.screen.query_one("#seconds", Input).value = typed
    await on.press("enter")
    assert on.told == [say("forward_seconds", most=300)]
    assert on.desk.sent == []


@pytest.mark.parametrize(
    ("keys", "typed", "key"),
    [(("enter",), "112", "forward_emergency"), (("right", "enter"), "*21#", "forward_target_form")],
)
async def test_what_cannot_be_a_target_leaves_the_field_open(
    on: Stage, keys: tuple[str, ...], typed: str, key: str
) -> None:
    await opened(on, *keys)
    await on.type(typed)
    await on.press("enter")
    assert len(on.told) == 1
    assert (
        on.told[0].split(":")[0] == say(key, **({"target": typed} if "target" in key else {})).split(":")[0]
    )
    assert on.sent == []
    assert on.app.screen.has_class("-editing")


async def test_the_mailbox_is_one_key(on: Stage) -> None:
    await opened(on, "right", "enter", "f2")
    assert "→ forwards to 2000" in on.text
    await on.press("enter")
    assert on.desk.sent == ["dial *72*2000"]


async def test_what_is_not_possible_says_why(on: Stage) -> None:
    await opened(on, "down", "down", "down")
    reason = on.text
    await on.press("space")
    assert len(on.told) == 1
    assert " ".join(on.told[0].split()[:4]) in " ".join(reason.split())
    await on.press("enter")
    assert not on.app.screen.has_class("-editing")


async def test_escape_leaves_the_field_first(on: Stage) -> None:
    await opened(on, "enter")
    await on.type("31")
    await on.press("escape")
    assert isinstance(on.app.screen, ForwardScreen)
    assert not on.app.screen.has_class("-editing")
    await on.press("escape")
    assert on.at_rest
    assert on.sent == []


async def test_f3_takes_the_other_phone(on: Stage) -> None:
    await opened(on, "f3")
    assert "Forward · side" in on.text
    await on.press("right", "down", "enter")
    await on.type("22")
    await on.press("enter")
    assert (on.desk.sent, on.side.sent) == ([], ["dial *90*22"])


async def test_a_cell_is_clicked_and_clicked_again(on: Stage) -> None:
    await opened(on)
    await on.click("ForwardGrid", 22, 2)
    assert on.app.screen.query_one("ForwardGrid").at == (1, 0)  # type: ignore[attr-defined]
    await on.click("ForwardGrid", 22, 2)
    assert on.app.screen.has_class("-editing")


async def test_what_is_switched_at_the_phone_is_shown_at_once(on: Stage) -> None:
    await opened(on)
    facts = replace(on.desk.says.facts, forwards={"always": Forwarding(True, "31")})
    on.desk.says = replace(on.desk.says, facts=facts)
    await on.switchboard.check("desk")
    await on.settle()
    assert "● → 31" in row(on, "always")


async def test_what_cannot_be_switched_now_is_shown_all_the_same(on: Stage) -> None:
    await opened(on, "enter")
    await on.type("31")
    await on.press("enter")
    on.desk.able = set()
    await on.press("escape", "f")
    assert "● → 31" in row(on, "always")
    await on.press("space")
    assert len(on.told) == 1
    assert on.desk.sent == ["always on 31"]
