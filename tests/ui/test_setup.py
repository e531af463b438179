"""The set-up's screen: every key, with steps that say what they are asked."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from textual.widgets import Input, Static

from tests.ui.prop_steps import Plot, choice, text
from tests.ui.stage import SECRET, Setting, Stage, stage
from tui.errors import DurchwahlError
from tui.i18n import say, use
from tui.screens.help import HelpScreen
from tui.screens.setup import SetupScreen
from tui.setup.draft import load
from tui.setup.model import (
    Chapter,
    Finding,
    Kind,
    State,
    Tell,
    Told,
    Values,
    attention,
    done,
    skipped,
    still_open,
)
from tui.setup.workshop import Workshop
from tui.widgets.step_fields import ChoiceList, FieldRow
from tui.widgets.step_list import StepList, StepStrip

NARROW = Setting(size=(80, 24))


def no_letters(workshop: Workshop, field: str, typed: str) -> str:
    """Nothing with a letter in it is fit, except in a password."""
    return "digits only, please" if field != "secret" and any(map(str.isalpha, typed)) else ""


@asynccontextmanager
async def sitting(
    plot: Plot,
    setting: Setting | None = None,
    problem: Callable[[Workshop, str, str], str] = no_letters,
) -> AsyncIterator[Stage]:
    async with stage(setting) as on:
        await enter(on, plot, problem)
        yield on


async def enter(
    on: Stage, plot: Plot, problem: Callable[[Workshop, str, str], str] = no_letters, config: str = ""
) -> None:
    """Opens the set-up. Other phones than those of the configuration file, which there is not, it knows none."""
    if config:
        await asyncio.to_thread(on.paths.config_file.write_text, config, encoding="utf-8")
    workshop = Workshop(on.paths, on.app.exchange)
    on.app.push_screen(SetupScreen(workshop, plot.steps, problem))
    await on.settle()


def screen(on: Stage) -> SetupScreen:
    found = on.app.screen
    assert isinstance(found, SetupScreen)
    return found


def here(on: Stage) -> str:
    """The title of the step that is shown."""
    return str(screen(on).query_one("#title", Static).render())


def marks(on: Stage) -> dict[int, str]:
    """The glyph before each step's number in the list."""
    rows = (line.split()[:2] for line in on.text.splitlines())
    return {int(parts[1]): parts[0] for parts in rows if len(parts) == 2 and parts[1].isdecimal()}


async def until(there: Callable[[], object]) -> None:
    async with asyncio.timeout(10):
        while not there():  # noqa: ASYNC110 - the screen has no event to wait for
            await asyncio.sleep(0.01)


def three() -> Plot:
    plot = Plot()
    for id in ("one", "two", "three"):
        plot.step(id, text(f"{id}_field"))
    return plot


# the way


async def test_enter_does_the_step_and_goes_on() -> None:
    plot = three()
    async with sitting(plot) as on:
        assert here(on) == "Step one"
        await on.type("12")
        await on.press("enter")
        assert plot.given["one"] == {"one_field": "12"}
        assert here(on) == "Step two"
        assert "1 Step one: one is done" in on.text
        assert marks(on) == {1: "✓", 2: "●", 3: "·"}


async def test_a_step_that_is_not_done_stays_and_says_what_to_do() -> None:
    plot = three()
    plot.acts["one"] = attention("The phone says no.", "Ask it again.", "HTTP 401")
    async with sitting(plot) as on:
        await on.type("12")
        await on.press("enter")
        assert here(on) == "Step one"
        assert "!  The phone says no." in on.text
        assert "Ask it again." in on.text
        assert "HTTP 401" in on.text
        assert screen(on).query_one(Input).value == "12"
        assert isinstance(on.app.focused, Input)
        plot.acts["one"] = done("It says yes.")
        await on.press("enter")
        assert here(on) == "Step two"


async def test_an_act_that_is_still_open_stays() -> None:
    plot = three()
    plot.acts["one"] = still_open("Nothing came.", "Try another one.")
    async with sitting(plot) as on:
        await on.press("enter")
        assert here(on) == "Step one"
        assert "·  Nothing came." in on.text


async def test_what_goes_wrong_is_said_in_the_step() -> None:
    plot = three()
    plot.acts["one"] = DurchwahlError("journal_not_open")
    async with sitting(plot) as on:
        await on.press("enter")
        assert here(on) == "Step one"
        assert f"!  {say('journal_not_open')}"[:60] in on.text


async def test_a_skipped_step_is_gone_on_from_and_dimmed() -> None:
    plot = three()
    plot.acts["one"] = skipped("not wanted")
    async with sitting(plot) as on:
        await on.press("enter")
        assert here(on) == "Step two"
        assert marks(on)[1] == "–"


async def test_steps_that_need_nothing_and_are_done_are_ticked_off_in_passing() -> None:
    plot = Plot()
    plot.step("one", text("field"))
    plot.step("looks", acts=False)
    plot.step("alone", alone=True)
    plot.step("skips", acts=False)
    plot.step("asks", text("other"))
    plot.found["looks"], plot.found["skips"] = done("fine"), skipped("not here")
    async with sitting(plot) as on:
        await on.press("enter")
        assert here(on) == "Step asks"
        assert marks(on) == {1: "✓", 2: "✓", 3: "✓", 4: "–", 5: "●"}
        assert plot.count("act alone") == 1


async def test_passing_does_not_repeat_what_is_done() -> None:
    plot = Plot()
    plot.step("one")
    plot.step("alone", alone=True)
    plot.step("last", text("field"))
    plot.found["alone"] = done("runs already")
    async with sitting(plot) as on:
        await on.press("enter")
        assert here(on) == "Step last"
        assert plot.count("act alone") == 0


async def test_passing_stops_where_something_is_wrong() -> None:
    plot = Plot()
    plot.step("one")
    plot.step("looks", acts=False)
    plot.step("last", text("field"))
    plot.found["looks"] = attention("A firewall is in the way.")
    async with sitting(plot) as on:
        await on.press("enter")
        assert here(on) == "Step looks"
        assert "A firewall is in the way." in on.text
        await on.press("enter")  # seen: the next step is where it is mended
        assert here(on) == "Step last"


async def test_what_has_become_wrong_is_shown_before_one_goes_on() -> None:
    plot = Plot()
    plot.step("looks", acts=False)
    plot.step("last", text("field"))
    plot.found["looks"] = done("fine")
    async with sitting(plot) as on:
        plot.found["looks"] = attention("The cable was pulled.")
        await on.press("enter")
        assert here(on) == "Step looks"
        assert "The cable was pulled." in on.text
        await on.press("enter")
        assert here(on) == "Step last"


async def test_passing_stops_where_an_act_alone_fails_or_needs_the_user() -> None:
    plot = Plot()
    plot.step("one")
    plot.step("alone", alone=True)
    plot.step("consent")
    plot.step("last", text("field"))
    plot.acts["alone"] = attention("The port is taken.")
    async with sitting(plot) as on:
        await on.press("enter")
        assert here(on) == "Step alone"
        assert "The port is taken." in on.text
        plot.acts["alone"] = done("runs")
        await on.press("enter")
        assert here(on) == "Step consent"
        assert plot.count("act consent") == 0


async def test_the_end_leads_to_the_main_screen() -> None:
    plot = Plot()
    plot.step("only")
    async with sitting(plot) as on:
        await on.press("enter")
        assert plot.count("act only") == 1
        assert on.at_rest


async def test_escape_goes_back_and_leaves_from_the_first() -> None:
    plot = three()
    async with sitting(plot) as on:
        await on.press("enter")
        assert here(on) == "Step two"
        await on.press("escape")
        assert here(on) == "Step one"
        await on.press("escape")
        assert on.at_rest


async def test_any_step_can_be_opened_by_key() -> None:
    plot = three()
    plot.step("looks", acts=False)
    async with sitting(plot) as on:
        await on.press("ctrl+down", "ctrl+down", "ctrl+down")
        assert here(on) == "Step looks"
        await on.press("up")
        assert here(on) == "Step three"
        await on.press("ctrl+up")
        assert here(on) == "Step two"
        await on.press("ctrl+up", "ctrl+up", "ctrl+up")
        assert here(on) == "Step one"
        assert [entry for entry in plot.log if entry.startswith("act")] == []


async def test_any_step_can_be_opened_with_the_mouse() -> None:
    plot = three()
    async with sitting(plot) as on:
        listed = screen(on).query_one(StepList)
        assert listed.region.height > 4
        await on.click("#list", 6, 4)  # a line of room, the chapter, then the steps
        assert here(on) == "Step three"
        await on.click("#list", 6, 1)  # the chapter's name is no step
        assert here(on) == "Step three"


async def test_a_narrow_window_has_a_strip_to_click() -> None:
    plot = three()
    async with sitting(plot, NARROW) as on:
        assert not screen(on).query_one(StepList).display
        assert f"{Chapter.INSTALLATION.heading} ●··" in on.text
        await on.click("#strip", 1 + len(Chapter.INSTALLATION.heading) + 1 + 2)
        assert here(on) == "Step three"
        await on.resize(120, 36)
        assert screen(on).query_one(StepList).display
        assert not screen(on).query_one(StepStrip).display


async def test_later_passes_over_a_step_that_is_not_done() -> None:
    plot = three()
    async with sitting(plot) as on:
        await on.press("ctrl+s")
        assert here(on) == "Step two"
        assert load(on.paths.setup).declined == ("one",)
        await on.press("escape")
        await on.press("enter")  # done after all
        assert load(on.paths.setup).declined == ()


async def test_a_step_that_is_done_cannot_be_put_off() -> None:
    plot = three()
    plot.found["one"] = done("fine")
    async with sitting(plot) as on:
        assert "later" not in on.text
        await on.press("ctrl+s")
        assert here(on) == "Step one"


async def test_it_goes_on_where_it_was_left() -> None:
    plot = three()
    async with stage() as on:
        await enter(on, plot)
        await on.press("enter")
        await on.type("34")
        await on.press("ctrl+q")
        assert on.at_rest
        await enter(on, plot)
        assert here(on) == "Step two"
        assert screen(on).query_one(Input).value == "34"


async def test_a_first_sitting_begins_at_the_first_step() -> None:
    plot = three()
    plot.found["one"] = done("fine by itself")
    async with sitting(plot) as on:
        assert here(on) == "Step one"


async def test_the_state_of_every_step_is_looked_at() -> None:
    plot = three()
    plot.found["three"] = attention("odd")
    async with sitting(plot) as on:
        assert marks(on) == {1: "●", 2: "·", 3: "!"}
        plot.found["three"] = done("fine")
        await on.press("enter")  # what one does may have changed all others
        assert marks(on)[3] == "✓"


# fields


async def test_a_problem_is_said_as_one_types_and_enter_does_not_pass_it() -> None:
    plot = three()
    async with sitting(plot) as on:
        await on.type("1x")
        assert "digits only, please" in on.text
        await on.press("enter")
        assert here(on) == "Step one"
        assert plot.count("act one") == 0
        await on.press("backspace")
        assert "digits only, please" not in on.text
        await on.press("enter")
        assert here(on) == "Step two"


async def test_enter_leads_to_the_field_that_is_wrong() -> None:
    plot = Plot()
    plot.step("one", text("first", "1"), text("second", "x"))
    async with sitting(plot) as on:
        await on.press("enter")
        assert "digits only, please" in on.text
        focused = on.app.focused
        assert isinstance(focused, Input)
        assert focused.value == "x"


async def test_a_secret_is_dots_and_is_never_kept() -> None:
    plot = Plot()
    plot.step("one", text("secret", kind=Kind.SECRET))
    plot.step("two", text("field"))
    async with stage() as on:
        await enter(on, plot)
        field = screen(on).query_one(Input)
        field.value = SECRET
        await on.settle()
        assert "•" * len(SECRET) in on.text
        assert SECRET not in on.text
        await on.press("ctrl+down", "ctrl+up")
        assert screen(on).query_one(Input).value == ""
        assert not on.paths.setup.exists()
        screen(on).query_one(Input).value = SECRET
        await on.press("enter")
        assert plot.given["one"] == {"secret": SECRET}
        assert not on.paths.setup.exists()


async def test_a_choice_is_picked_with_the_arrows() -> None:
    plot = Plot()
    plot.step("one", choice("made", ("snom", "yealink"), "snom"))
    plot.step("two")
    async with sitting(plot, problem=lambda *_: "") as on:
        assert "● SNOM" in on.text
        assert "○ YEALINK" in on.text
        await on.press("down")
        assert "○ SNOM" in on.text
        assert "● YEALINK" in on.text
        await on.press("enter")
        assert plot.given["one"] == {"made": "yealink"}


async def test_a_choice_that_is_not_made_stays_as_it_is() -> None:
    plot = Plot()
    plot.step("one", choice("made", ("snom", "yealink"), "other"))
    async with sitting(plot, problem=lambda *_: "") as on:
        assert "● SNOM" not in on.text
        await on.press("enter")
        assert plot.given["one"] == {"made": "other"}


async def test_a_choice_is_clicked() -> None:
    plot = Plot()
    plot.step("one", choice("made", ("snom", "yealink"), "snom"))
    plot.step("two")
    async with sitting(plot, problem=lambda *_: "") as on:
        await on.click("ChoiceList", 4, 1)
        assert "● YEALINK" in on.text
        assert here(on) == "Step one"


async def test_a_free_choice_can_be_picked_and_typed() -> None:
    plot = Plot()
    plot.step("one", choice("address", ("10", "20"), "10", free=True))
    plot.step("two")
    async with sitting(plot) as on:
        field = screen(on).query_one(Input)
        await on.press("down")
        assert field.value == "20"
        assert "● 20" in on.text
        await on.press("up")
        assert field.value == "10"
        await on.press("backspace", "backspace", "3", "3")
        assert "● 10" not in on.text
        await on.press("enter")
        assert plot.given["one"] == {"address": "33"}


async def test_a_free_choice_among_other_fields_opens_with_the_focus() -> None:
    plot = Plot()
    plot.step("one", text("first"), choice("address", ("10", "20"), "10", free=True))
    async with sitting(plot) as on:
        assert "about 20" not in on.text
        await on.press("tab")
        assert "about 20" in on.text
        await on.press("shift+tab")
        assert "about 20" not in on.text


async def test_the_arrows_lead_from_field_to_field() -> None:
    plot = Plot()
    plot.step("one", text("first"), text("flag", "no", Kind.SWITCH), text("last"))

    def named(on: Stage) -> str:
        return next(row.field.id for row in screen(on).query(FieldRow) if row.has_focus_within)

    async with sitting(plot) as on:
        assert named(on) == "first"
        await on.press("down")
        assert named(on) == "flag"
        await on.press("down", "down")
        assert named(on) == "last"
        await on.press("up", "up")
        assert named(on) == "first"
        assert here(on) == "Step one"


async def test_a_switch_is_flipped_by_key_and_mouse() -> None:
    plot = Plot()
    plot.step("one", text("flag", "no", Kind.SWITCH))
    plot.step("two")
    async with sitting(plot, problem=lambda *_: "") as on:
        assert "○ no   flag" in on.text
        await on.press("space")
        assert "● yes  flag" in on.text
        await on.click("SwitchLine", 4)
        assert "○ no   flag" in on.text
        await on.press("right", "enter")
        assert plot.given["one"] == {"flag": "yes"}


async def test_a_line_follows_the_typing() -> None:
    plot = Plot()
    plot.step("one", text("prefix", "0"), live=lambda workshop, values: f"dials {values['prefix']}0221 4711")
    async with sitting(plot) as on:
        assert "dials 00221 4711" in on.text
        await on.type("9")
        assert "dials 090221 4711" in on.text


async def test_leaving_a_step_loses_nothing() -> None:
    plot = three()
    async with sitting(plot) as on:
        await on.type("12")
        await on.press("ctrl+down")
        assert load(on.paths.setup).typed == {"one_field": "12"}
        await on.press("ctrl+up")
        assert screen(on).query_one(Input).value == "12"


async def test_what_is_typed_is_kept_before_anything_is_left() -> None:
    """The power may fail, or the terminal's window be closed."""
    plot = three()
    async with sitting(plot) as on:
        await on.type("56")
        await until(lambda: load(on.paths.setup).typed == {"one_field": "56"})


async def test_what_was_not_touched_is_not_kept() -> None:
    plot = Plot()
    plot.step("one", text("first", "1"), text("second", "2"))
    plot.step("two")
    async with sitting(plot) as on:
        await on.press("ctrl+down")
        assert not on.paths.setup.exists()


# what goes on


async def test_the_progress_of_an_act_and_its_end_by_escape() -> None:
    plot = three()
    plot.gates["one"] = asyncio.Event()

    async def works(workshop: Workshop, values: Values, tell: Tell) -> Finding | None:
        tell(Told("third of seven", 3, 7))
        return None

    plot.does["one"] = works
    async with sitting(plot) as on:
        assert on.pilot is not None
        await on.type("12")
        await on.pilot.press("enter")
        await until(lambda: "third of seven" in on.text)
        assert "━━━" in on.text
        assert "esc cancel" in on.text
        await on.pilot.press("3", "enter", "ctrl+down")  # nothing is taken meanwhile
        await on.press("escape")
        assert here(on) == "Step one"
        assert "third of seven" not in on.text
        assert plot.count("act one") == 1
        assert plot.count("act one over") == 0
        assert screen(on).query_one(Input).value == "12"
        assert isinstance(on.app.focused, Input)
        plot.gates["one"].set()
        await on.press("enter")
        assert here(on) == "Step two"


async def test_a_password_survives_a_cancelled_test() -> None:
    plot = Plot()
    plot.step("one", text("secret", kind=Kind.SECRET))
    plot.gates["one"] = asyncio.Event()
    async with sitting(plot) as on:
        assert on.pilot is not None
        await on.type("12")
        await on.pilot.press("enter")
        await until(lambda: plot.count("act one") == 1)
        await on.press("escape")
        assert screen(on).query_one(Input).value == "12"


async def test_a_step_does_by_itself_what_it_does_when_it_is_shown() -> None:
    plot = Plot()
    plot.step("one")
    plot.step("search", text("device"), arrives=True)
    plot.step("three")
    plot.acts["arrive search"] = done("two phones found", "192.168.1.50", "192.168.1.60")
    async with sitting(plot) as on:
        assert plot.count("arrive search") == 0
        await on.press("enter")
        assert here(on) == "Step search"
        assert "192.168.1.60" in on.text
        assert plot.count("act search") == 0
        await on.press("ctrl+r")
        assert plot.count("arrive search") == 2


async def test_leaving_ends_what_a_step_does_by_itself() -> None:
    plot = Plot()
    plot.step("one")
    plot.step("waits", acts=False, arrives=True)
    plot.step("three", text("field"))
    plot.gates["arrive waits"] = asyncio.Event()
    async with sitting(plot) as on:
        assert on.pilot is not None
        await on.pilot.press("enter")
        await until(lambda: plot.count("arrive waits") == 1)
        assert here(on) == "Step waits"
        await on.press("escape")
        assert here(on) == "Step one"
        assert plot.count("arrive waits over") == 0
        await on.pilot.press("enter")
        await until(lambda: plot.count("arrive waits") == 2)
        plot.gates["arrive waits"].set()
        await on.settle()
        assert "arrive waits is done" in on.text
        await on.press("enter")
        assert here(on) == "Step three"


async def test_what_was_typed_stays_when_more_choices_are_found() -> None:
    plot = Plot()
    plot.step("one", text("device"), arrives=True)
    plot.gates["arrive one"] = asyncio.Event()
    async with stage() as on:
        on.app.push_screen(SetupScreen(Workshop(on.paths, on.app.exchange), plot.steps, no_letters))
        await until(lambda: plot.count("arrive one") == 1)
        assert on.pilot is not None
        await on.pilot.press("7", "7")
        plot.gates["arrive one"].set()
        await on.settle()
        assert screen(on).query_one(Input).value == "77"


async def test_copying_what_belongs_to_a_finding() -> None:
    plot = Plot()
    plot.step("one")
    plot.step("two", text("field"))
    plot.found["one"] = still_open("a command", "Run it.", "ufw allow 8080", copy="ufw allow 8080/tcp")
    plot.found["two"] = still_open("a URL", copy="http://192.168.1.20:8080/")
    async with sitting(plot) as on:
        await on.press("c")
        assert on.app.clipboard == "ufw allow 8080/tcp"
        assert on.told == [say("steps_copied")]
        await on.press("ctrl+down", "c")
        assert on.app.clipboard == "ufw allow 8080/tcp"  # that was typing
        await on.press("ctrl+y")
        assert on.app.clipboard == "http://192.168.1.20:8080/"


async def test_the_keys_of_the_last_line_can_be_clicked() -> None:
    plot = three()
    async with sitting(plot) as on:
        await on.click("HintLine", 2)
        assert here(on) == "Step two"
        line = on.text.splitlines()[-1]
        await on.click("HintLine", line.index("back"))
        assert here(on) == "Step one"


async def test_nothing_is_read_as_markup() -> None:
    plot = Plot()
    plot.step("one")
    plot.found["one"] = attention("[bold]no[/]", "[red]x", "[link=http://x]y", copy="[/]")
    async with sitting(plot) as on:
        for text_ in ("[bold]no[/]", "[red]x", "[link=http://x]y"):
            assert text_ in on.text


# around it


async def test_a_call_rises_over_it_and_its_keys_work() -> None:
    plot = three()
    async with sitting(plot) as on:
        await on.type("1")
        await on.desk.ring("02214710501", "Lindner, Jürgen")
        await on.settle()
        assert "Jürgen Lindner" in on.text
        await on.type("2")
        assert screen(on).query_one(Input).value == "12"
        await on.press("f5")
        assert on.sent == ["answer"]
        await on.press("escape")  # the card first
        assert here(on) == "Step one"
        assert "Jürgen Lindner" not in on.text
        await on.press("f6")
        assert on.sent == ["answer", "hangup"]
        await on.press("f1")
        assert isinstance(on.app.screen, HelpScreen)
        await on.press("escape", "escape")
        assert on.at_rest


async def test_another_language_is_spoken_at_once() -> None:
    plot = three()

    async def speaks(workshop: Workshop, values: Values, tell: Tell) -> Finding | None:
        use("de")
        return None

    plot.does["one"] = speaks
    async with sitting(plot) as on:
        assert "enter do it" in on.text
        await on.press("enter")
        assert say("steps_place", number=2, count=3) in on.text
        assert "Schritt 2 von 3" in on.text
        assert "Enter do it  Esc zurück" in on.text
        assert "Ereignisse aktiv" in on.text
        await on.press("ctrl+q")
        assert "Anrufe" in on.text
        assert "Kontakte" in on.text
        assert "Name, Firma oder Rufnummer" in on.text


async def test_a_broken_configuration_is_shown_and_read_again() -> None:
    plot = three()
    async with stage(NARROW) as on:
        await enter(on, plot, config='[events]\nport = "many"\n[evnts]\n')
        assert say("steps_config_broken") in " ".join(on.text.replace("┃", " ").split())
        assert "events.port" in on.text
        before = on.switchboard.config
        await on.press("ctrl+q")
        assert on.app.switchboard.config is before
        await enter(on, plot, config="")
        await asyncio.to_thread(on.paths.config_file.write_text, 'lang = "en"\n', encoding="utf-8")
        await on.press("ctrl+r")
        assert "events.port" not in on.text


async def test_it_opens_by_itself_where_it_is_told_to(monkeypatch: pytest.MonkeyPatch) -> None:
    plot = three()
    monkeypatch.setattr("tui.setup.steps.STEPS", tuple(plot.steps))
    async with stage(Setting(phones={}, history=False, setup=True)) as on:
        assert here(on) == "Step one"
        await on.press("ctrl+q")
        assert on.at_rest
        assert say("why_no_phone")[:30] in on.text
        await on.press("e")
        assert here(on) == "Step one"
        on.app.do_setup()
        await on.settle()
        assert len(on.app.screen_stack) == 2


async def test_a_trip_in_a_step_is_told_and_the_others_go_on() -> None:
    plot = three()

    async def trips(workshop: Workshop, values: Values, tell: Tell) -> Finding | None:
        raise ZeroDivisionError

    plot.does["one"] = trips
    async with sitting(plot) as on:
        await on.press("enter")
        assert here(on) == "Step one"
        assert say("unexpected")[:40] in on.text
        await on.press("ctrl+down", "enter")
        assert here(on) == "Step three"


async def test_a_check_that_fails_is_a_finding_like_others() -> None:
    plot = three()

    async def broken(workshop: Workshop) -> Finding:
        raise DurchwahlError("journal_not_open")

    plot.steps[0] = replace(plot.steps[0], check=broken)
    async with sitting(plot) as on:
        assert marks(on)[1] == "●"
        assert say("journal_not_open")[:50] in on.text
        assert plot.count("check three") > 0
        assert on.app._exception is None


async def test_all_steps_in_four_chapters_fit_the_middle_size() -> None:
    plot = Plot()
    sizes = {
        Chapter.INSTALLATION: 6,
        Chapter.DEVICE: 8,
        Chapter.EVENTS: 9,
        Chapter.LINKING: 5,
    }
    for chapter, count in sizes.items():
        for number in range(count):
            plot.step(f"{chapter}{number}", chapter=chapter)
    async with sitting(plot) as on:
        assert sorted(marks(on)) == list(range(1, 29))
        assert screen(on).query_one(StepList).max_scroll_y == 0
        await on.resize(80, 24)
        assert sum(glyph in "·●" for glyph in on.text.splitlines()[1]) == 28


def test_states_have_glyphs_of_their_own() -> None:
    from tui.view.glyphs import ASCII, UNICODE
    from tui.view.steps import state_mark

    for glyphs in (ASCII, UNICODE):
        drawn = {state_mark(state, glyphs)[0] for state in State} | {glyphs.chosen}
        assert len(drawn) == 5
    assert all(len(mark) == 1 and mark.isascii() for mark in (ASCII.done, ASCII.todo, ASCII.passed))


async def test_the_list_of_choices_does_not_tell_what_nobody_did() -> None:
    """Showing a choice is no answer: nothing of it is kept."""
    plot = Plot()
    plot.step("one", choice("made", ("snom", "yealink"), "snom"))
    plot.step("two")
    async with sitting(plot, problem=lambda *_: "") as on:
        assert screen(on).query_one(ChoiceList).highlighted == 0
        await on.press("ctrl+down")
        assert not on.paths.setup.exists()
