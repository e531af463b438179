"""Whatever the window's size, whatever is pressed and whatever the phones say: the app stays up."""

from __future__ import annotations

import random

import pytest

from tests.ui.scenes import COMPANY, HOSTILE, KNOWN, LOGISTICS, UNKNOWN
from tests.ui.stage import Setting, Stage, stage
from tests.ui.test_call_keys import PLACES
from tui.calls.events import RawEvent
from tui.phones.decoding.snom import KINDS as SNOM
from tui.phones.decoding.yealink import KINDS as YEALINK
from tui.view.commands import COMMANDS

SIZES = ((60, 16), (99, 24), (3, 2), (300, 20), (200, 60))
KEYS = (
    *(key for command in COMMANDS for key in command.keys if command.id != "quit"),
    *("up", "down", "pageup", "pagedown", "home", "end", "shift+tab", "backspace", "delete", "f4"),
    *"0112+*#äbcdef",
    *("ctrl+a", "ctrl+v", "ctrl+w", "ctrl+u", "shift+left", "alt+x", "f8", "f9", "f12", "j", "k", "g", "G"),
)
STEPS = 60


@pytest.mark.parametrize("place", PLACES)
async def test_the_window_changes_its_size_during_a_call(place: str) -> None:
    async with stage(Setting(size=(200, 60))) as on:
        call = await on.desk.ring(KNOWN, "Lindner, Jürgen")
        await on.desk.report("connect", call)
        await on.press(*PLACES[place][0])
        before = on.text
        for width, height in SIZES:
            await on.resize(width, height)
            assert {strip.cell_length for strip in on.strips} == {width}
        assert on.text == before


@pytest.mark.parametrize("size", [(60, 16), (80, 24)])
async def test_a_small_window_still_shows_who_calls(size: tuple[int, int]) -> None:
    async with stage(Setting(size=size)) as on:
        await on.desk.ring(KNOWN)
        await on.settle()
        assert "Jürgen Lindner" in on.text
        assert "ringing" in on.text
        assert "a answer" in on.text
        await on.press("escape")  # the card away: the call itself stays in sight
        assert "Jürgen Lindner" in on.text


async def test_plain_glyphs_are_ascii() -> None:
    async with stage(Setting(ascii_only=True)) as on:
        await on.desk.ring(UNKNOWN)
        await on.settle()
        signs = {char for char in on.text if ord(char) > 127 and not char.isalpha()}
        assert signs <= set("╭╮╰╯─│┏┓┗┛━┃…“”▁▂▃▄▅▆▇█"), "only frames are left, which Textual draws"


async def test_a_report_that_comes_while_the_app_ends_is_recorded() -> None:
    """The services stop after the screen: until then a phone's report counts, and breaks nothing."""
    async with stage() as on:
        call = await on.desk.ring(KNOWN)
        await on.settle()
        assert on.pilot is not None
        await on.pilot.press("q")
        await on.app.workers.wait_for_complete()
        await on.desk.report("connect", call)
        on.app._tick()
        record = (await on.switchboard.journal.page(limit=1))[0]
        assert record.call.answered is not None
        assert on.app._exception is None


class Storm:
    """Random keys, reports and sizes, the same ones for the same seed."""

    def __init__(self, seed: int, on: Stage) -> None:
        self._chance = random.Random(seed)  # noqa: S311 - a storm, no secret
        self._on = on
        self._calls: list[tuple[str, str]] = []
        self.trail: list[str] = []

    async def step(self) -> None:
        what = self._chance.choice((self._key, self._key, self._key, self._ring, self._report, self._garbage))
        await what()
        if self._chance.random() < 0.05:
            await self._resize()
        if self._chance.random() < 0.1:
            self._on.clock.forward(self._chance.choice((1, 4, 70, 4000)))

    async def _key(self) -> None:
        key = self._chance.choice(KEYS)
        self.trail.append(key)
        assert self._on.pilot is not None
        await self._on.pilot.press(key)

    async def _ring(self) -> None:
        phone = self._chance.choice(list(self._on.phones.values()))
        number = self._chance.choice((KNOWN, COMPANY, LOGISTICS, UNKNOWN, "", "112", "31"))
        begin = self._chance.choice((phone.ring, phone.call))
        name = self._chance.choice(("", "Müller & Söhne", HOSTILE.decode()))
        self.trail.append(f"{phone.name} {number}")
        self._calls.append((phone.name, await begin(number, name)))

    async def _report(self) -> None:
        name, call = self._chance.choice(self._calls or [("desk", "never-seen")])
        phone = self._on.phones[name]
        event = self._chance.choice(list(SNOM if phone.vendor == "snom" else YEALINK))
        self.trail.append(f"{name} {event}")
        await phone.report(event, call)

    async def _garbage(self) -> None:
        event = self._chance.choice((*SNOM, *YEALINK, "nonsense", ""))
        query = self._chance.randbytes(self._chance.randrange(60))
        source = self._chance.choice(("snom", "yealink"))
        self.trail.append(f"garbage {event}")
        await self._on.switchboard._receive(RawEvent(self._on.clock(), "desk", source, event, query))

    async def _resize(self) -> None:
        size = self._chance.choice(SIZES)
        self.trail.append(str(size))
        assert self._on.pilot is not None
        await self._on.pilot.resize_terminal(*size)


@pytest.mark.parametrize("seed", range(3))
async def test_a_storm_of_keys_and_reports(seed: int) -> None:
    async with stage() as on:
        storm = Storm(seed, on)
        for _ in range(STEPS):
            await storm.step()
            assert on.app.is_running, storm.trail
        await on.resize(120, 36)
        await on.press(*["escape"] * 6)
        while (
            on.app.screen is not on.main
        ):  # a form asks before it drops what was typed, a step goes back a step
            await on.app.pop_screen()
        assert on.app._exception is None, storm.trail
        assert "Something unexpected" not in " ".join(on.told), storm.trail
        await on.side.ring(LOGISTICS, "", "storm-over")
        await on.settle()
        assert "Zoë Kröger" in on.text, storm.trail
