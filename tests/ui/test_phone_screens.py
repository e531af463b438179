"""The other screens for phones: its picture, the search, consent, a line of one's choice, dialling by hand."""

from __future__ import annotations

import asyncio
from pathlib import Path
from unittest.mock import patch

import pytest
from textual.widgets import Input

from tests.ui.scenes import capable, found_two, play_scene, sketch
from tests.ui.stage import Setting, Stage, stage
from tui.discovery.found import Progress, Report
from tui.discovery.search import OnProgress
from tui.errors import PhoneError
from tui.phones.driver import Ability
from tui.screens.by_hand import ByHandScreen
from tui.screens.discovery import DiscoveryScreen
from tui.screens.picture import PictureScreen
from tui.view.picture import decode

# the phone's screen


async def opened(on: Stage) -> None:
    await capable(on)
    on.desk.drawn = sketch()
    await on.press("S")


async def test_the_screen_is_drawn_in_its_own_colours(on: Stage) -> None:
    await opened(on)
    colours = {
        segment.style.color.triplet
        for strip in on.strips
        for segment in strip
        if segment.style and segment.style.color and "▀" in segment.text
    }
    assert {(30, 40, 60), (230, 232, 236)} <= {tuple(one) for one in colours if one}
    assert "as of 14:03:00" in on.text


@pytest.mark.parametrize("ascii_only", [True, False])
async def test_without_colour_it_is_plain_characters(
    ascii_only: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with stage(Setting(ascii_only=ascii_only)) as on:
        await opened(on)
        assert "▀" not in on.text
        assert ("@" if ascii_only else "█") in on.text


async def test_r_asks_the_phone_again(on: Stage) -> None:
    await opened(on)
    await on.press("r")
    assert on.desk.sent == ["picture", "picture"]


@pytest.mark.parametrize("data", [b"", b"BM" + b"\xff" * 100, b"<html>no picture</html>" * 1000])
async def test_what_is_no_picture_is_a_sentence(on: Stage, data: bytes) -> None:
    await capable(on)
    on.desk.drawn = data
    await on.press("S")
    assert isinstance(on.app.screen, PictureScreen)
    assert "as of" not in on.text
    await on.press("s")
    assert len(on.told) == 1
    await on.press("escape")
    assert on.at_rest


async def test_a_phone_that_refuses_says_so_in_the_screen(on: Stage) -> None:
    await capable(on)
    on.desk.error = PhoneError("phone_timeout", cause="timeout", phone="desk", seconds=5)
    await on.press("S")
    assert "desk" in on.text.split("Screen of desk")[1]
    assert on.told == []


async def test_s_saves_it_and_leaves_other_files_alone(on: Stage, tmp_path: Path) -> None:
    await opened(on)
    file = tmp_path / "there.png"
    for name, told in (("there.png", "Saved"), ("there.png", "is there already"), ("there.txt", "one of")):
        await on.press("s")
        on.app.screen.query_one(Input).value = str(tmp_path / name)
        on.app.clear_notifications()
        await on.press("enter")
        assert told in on.told[0]
        await on.press("escape")
        if not isinstance(on.app.screen, PictureScreen):
            await on.press("S")
    assert decode(file.read_bytes()) == decode(sketch())
    assert await asyncio.to_thread(lambda: [one.name for one in tmp_path.iterdir()]) == ["there.png"]


async def test_a_place_that_cannot_be_written_is_said(on: Stage, tmp_path: Path) -> None:
    await opened(on)
    await on.press("s")
    on.app.screen.query_one(Input).value = str(tmp_path / "nowhere" / "a.png")
    await on.press("enter")
    assert "could not be written" in on.told[0]
    assert on.app.screen.has_class("-saving")


async def test_a_phone_without_a_picture_says_why(on: Stage) -> None:
    await on.press("S")
    assert on.at_rest
    assert len(on.told) == 1


# the search


async def test_the_search_shows_what_to_write_and_copies_it(on: Stage) -> None:
    with patch("tui.discovery.search.search", found_two):
        await on.press("F")
    assert 'host = "http://127.0.0.1"' in on.text
    await on.press("down")
    assert 'vendor = "yealink"' in on.text
    assert 'host = "192.168.1.60"' in on.text
    await on.press("enter")
    copied = '[phone.phone60]\nvendor = "yealink"\nhost = "192.168.1.60"\nuser = "admin"'
    assert on.app.clipboard == copied
    await on.press("escape")
    assert on.at_rest


async def test_escape_ends_a_search_and_then_leaves(on: Stage) -> None:
    begun = asyncio.Event()

    async def endless(options: object, *, on_progress: OnProgress, cancelled: asyncio.Event) -> Report:
        on_progress(Progress(20, 254))
        begun.set()
        await cancelled.wait()
        return Report((), (), ("192.168.1.0/24",), 3, cancelled=True)

    assert on.pilot is not None
    with patch("tui.discovery.search.search", endless):
        await on.pilot.press("F")
        await begun.wait()
        await on.pilot.pause()
        assert "20 of 254" in on.text
        assert "esc end the search" in on.text
        await on.press("escape")
    assert isinstance(on.app.screen, DiscoveryScreen)
    assert "Ended early" in on.text
    await on.press("escape")
    assert on.at_rest


async def test_a_search_that_is_left_alone_by_force_stops(on: Stage) -> None:
    """Escape twice leaves even before the search has noticed."""
    never = asyncio.Event()

    async def deaf(options: object, *, on_progress: OnProgress, cancelled: asyncio.Event) -> Report:
        await never.wait()
        raise AssertionError

    assert on.pilot is not None
    with patch("tui.discovery.search.search", deaf):
        await on.pilot.press("F", "escape", "escape")
        await on.settle()
    assert on.at_rest


# consent


async def test_the_banner_says_what_to_press_and_escape_gives_up(on: Stage) -> None:
    asked = PhoneError("yealink_consent", cause="consent", phone="side")
    on.side.errors = [asked] * 50
    assert on.pilot is not None
    await on.pilot.press("d", "2", "2", "f3", "enter")
    await on.pilot.pause()
    while not on.switchboard.orders.waiting("side"):
        await on.pilot.pause()
    await on.pilot.pause()
    assert "press OK on it now" in on.text
    assert "esc gives up" in on.text
    await on.press("escape")
    assert "press OK on it now" not in on.text
    assert not on.switchboard.orders.waiting("side")


async def test_the_banner_goes_by_itself_once_the_phone_obeys(
    on: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(on.switchboard.desk.consents, "_every", 0.02)
    on.side.errors = [PhoneError("yealink_consent", cause="consent", phone="side")] * 2
    await on.press("d", "2", "2", "f3", "enter")
    assert on.side.sent == ["dial 22"]
    assert "press OK" not in on.text


async def test_the_banner_leaves_the_keyboard_alone() -> None:
    async with play_scene("asks_for_consent") as on:
        await on.press("slash", "m", "ü")
        assert on.main.query_one("#query", Input).value == "mü"
        assert "press OK on it now" in on.text


# dialling


async def test_f2_dials_by_another_line(on: Stage) -> None:
    await capable(on)
    await on.press("d")
    await on.type("31")
    assert "by line" not in on.text
    await on.press("f2")
    assert "by line 22" in on.text
    await on.press("f2")
    assert "by line 28" in on.text
    await on.press("enter")
    assert on.desk.sent == ["dial 31 28@pbx.example"]


async def test_with_one_line_there_is_nothing_to_choose(on: Stage) -> None:
    await on.press("d")
    await on.type("31")
    assert "F2" not in on.text
    await on.press("f2", "enter")
    assert on.desk.sent == ["dial 31"]


async def test_a_phone_that_cannot_dial_offers_the_number(on: Stage) -> None:
    on.desk.missing = {Ability.DIAL}
    await on.press("d")
    await on.type("0221 4710-501")
    await on.press("enter")
    assert isinstance(on.app.screen, ByHandScreen)
    assert on.app.clipboard == "002214710501"
    assert "002214710501   0221 4710-501" in on.text
    assert "tel:+492214710501" in on.text
    links = {segment.style.link for strip in on.strips for segment in strip if segment.style}
    assert "tel:+492214710501" in links
    assert on.desk.sent == []
    on.app.copy_to_clipboard("")
    await on.press("enter")
    assert on.app.clipboard == "002214710501"
    await on.press("escape")
    assert on.at_rest
