"""The app on a stage: its own folder, a clock that stands still, prop phones, and no network but loopback."""

from __future__ import annotations

import asyncio
import os
import socket
import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from unittest.mock import patch

from textual.pilot import Pilot
from textual.strip import Strip
from textual.widgets import Input

from tests.ui.clock import NOW, Clock
from tests.ui.prop_phone import PropPhone
from tests.ui.screen_text import screen_strips, screen_text
from tui.app.app import DurchwahlApp
from tui.calls.board import Board
from tui.config.model import AppConfig, Config, ContactsConfig, EventsConfig, JournalConfig, PhoneConfig
from tui.demo.history import HISTORY, past_events
from tui.dialing.number import DialPlan
from tui.errors import PhoneError
from tui.i18n import language, use
from tui.journal.filter import EVERY_CALL
from tui.journal.rebuild import rebuild
from tui.journal.store import Journal
from tui.paths import Paths
from tui.phones.decoding import decode
from tui.phones.driver import PhoneDriver, Probe
from tui.phones.pins import Pins
from tui.screens.main import MainScreen
from tui.simulator.people import sample_vcards
from tui.switchboard.notices import Service, ServiceState
from tui.switchboard.switchboard import Switchboard

SECRET: Final = "Geheim-9xQ!"
PLAN: Final = DialPlan("DE", "221", "4710", (2, 3), "0")
PHONES: Final = {"desk": ("snom", "22"), "side": ("yealink", "23")}
SHOWN_PORT: Final = 8080  # what the status line says, whichever free port it is in truth
TAKEN_PORT: Final = "50000"  # what the screen's text says in place of a port that somebody else has
_ADDRESS: Final = "http://192.168.1.50"  # where the sentence about a phone says that it is
_PATIENCE: Final = 10.0
_GLANCE: Final = 0.004
_FRAME: Final = 0.02  # Textual draws sixty times a second
_HISTORIES: dict[float, bytes] = {}  # journals that were written before, by the time that is now in them


@dataclass(frozen=True, slots=True)
class Setting:
    """What stands on the stage before the app comes up."""

    size: tuple[int, int] = (120, 36)
    lang: str = "en"
    now: datetime = NOW
    phones: Mapping[str, tuple[str, str]] = field(default_factory=lambda: PHONES)
    history: bool = True
    contacts: str | None = field(default_factory=sample_vcards)
    theme: str = "dark"
    port_taken: bool = False
    ascii_only: bool = False
    setup: bool = False
    unreachable: frozenset[str] = frozenset()
    keep_days: int = 90
    journal: Callable[[Path], object] | None = None  # writes another journal than that of the last days


class Stage:
    """The running app with everything around it."""

    def __init__(self, setting: Setting, folder: Path, taken: int = 0) -> None:
        self.setting = setting
        self._taken = str(taken) if taken else TAKEN_PORT
        self.clock = Clock(setting.now.timestamp())
        self.paths = Paths(folder / "config.toml", folder / "data", True, True)
        self.phones = {
            name: PropPhone(name, vendor, own, self.clock) for name, (vendor, own) in setting.phones.items()
        }
        self.switchboard = Switchboard(_config(setting, folder, taken), self.paths, self.clock)
        self.app = DurchwahlApp(
            self.switchboard, ascii_only=setting.ascii_only, before=self._before, setup=setting.setup
        )
        self.app.animation_level = "none"
        self.pilot: Pilot[None] | None = None

    @property
    def desk(self) -> PropPhone:
        return self.phones["desk"]

    @property
    def side(self) -> PropPhone:
        return self.phones["side"]

    @property
    def text(self) -> str:
        """What is on the screen right now, a line for each of its lines."""
        return screen_text(self.app).replace(self._taken, TAKEN_PORT)

    @property
    def strips(self) -> list[Strip]:
        """The same with its colours."""
        return screen_strips(self.app)

    @property
    def main(self) -> MainScreen:
        """The main screen, whatever lies on it."""
        return next(screen for screen in self.app.screen_stack if isinstance(screen, MainScreen))

    @property
    def at_rest(self) -> bool:
        """Whether nothing lies on the main screen."""
        return self.app.screen is self.main

    @property
    def told(self) -> list[str]:
        """What the notifications on the screen say."""
        return [note.message for note in self.app._notifications]

    @property
    def sent(self) -> list[str]:
        """What all phones were told, without the calls' ids."""
        return [" ".join(what.split()[:1]) for phone in self.phones.values() for what in phone.sent]

    async def press(self, *keys: str) -> None:
        """Presses the keys, then waits until nothing moves any more."""
        assert self.pilot is not None
        await self.pilot.press(*keys)
        await self.settle()

    async def type(self, text: str) -> None:
        """Types `text` as one would: a key for each character."""
        names = {" ": "space", "/": "slash", "-": "minus", "+": "plus", "*": "asterisk", "#": "number_sign"}
        await self.press(*(names.get(char, char) for char in text))

    async def click(self, selector: str, x: int, y: int = 0, times: int = 1) -> None:
        """Clicks into a widget, `x` and `y` cells from its corner."""
        assert self.pilot is not None
        await self.pilot.click(selector, offset=(x, y), times=times)
        await self.settle()

    async def later(self, seconds: float) -> None:
        """The clock goes on; what shows the time follows."""
        self.clock.forward(seconds)
        self.app._tick()
        await self.settle()

    async def resize(self, width: int, height: int) -> None:
        assert self.pilot is not None
        await self.pilot.resize_terminal(width, height)
        await self.settle()

    async def settle(self, patience: float = _PATIENCE) -> None:
        """Until the services are up, no worker runs and the screen stands still."""
        assert self.pilot is not None
        deadline = time.monotonic() + patience
        before = ""
        while time.monotonic() < deadline:
            await self._workers()
            await self.pilot.pause()
            now = self.text
            if now == before and self._ready() and not self._busy():
                return
            before = now
            await asyncio.sleep(_FRAME)
        raise TimeoutError(f"the screen did not come to rest:\n{self.text}")

    def _busy(self) -> bool:
        return any(not worker.is_finished for worker in self.app.workers)

    async def _workers(self) -> None:
        waiting = [worker.wait() for worker in self.app.workers if not worker.is_finished]
        await asyncio.gather(*waiting, return_exceptions=True)

    def _ready(self) -> bool:
        core = self.switchboard
        up = all(core.services[service].state is not ServiceState.STARTING for service in Service)
        return up and all(core.status(name).reachable is not None for name in self.phones)

    async def _before(self) -> None:
        if self.setting.journal is None and not self.setting.history:
            return
        self.paths.data_dir.mkdir(mode=0o700)
        if self.setting.journal is not None:
            await asyncio.to_thread(self.setting.journal, self.paths.journal)
            return
        now = self.clock()
        if now not in _HISTORIES:
            await self._write_history()
            _HISTORIES[now] = await asyncio.to_thread(self.paths.journal.read_bytes)
        await asyncio.to_thread(self.paths.journal.write_bytes, _HISTORIES[now])

    async def _write_history(self) -> None:
        """The calls of the last days, written as the demo writes them."""
        now = self.clock()
        journal = await Journal.open(self.paths.journal)
        await asyncio.gather(*(journal.append(raw) for raw in past_events(now)))
        await rebuild(journal, decode, Board(), self.switchboard.callers.record, now)
        calls = await journal.page(EVERY_CALL, 0, len(HISTORY))
        for record, past in zip(reversed(calls), HISTORY, strict=True):
            if past.note:
                await journal.set_note(record.call.id, past.note)
        await journal.close()

    def driver(self, config: PhoneConfig, pins: Pins | None = None) -> PhoneDriver:
        """Stands in for the registry: the prop phone of that name."""
        phone = self.phones[config.name]
        phone.receive = self.switchboard._receive
        if config.name in self.setting.unreachable:
            error = PhoneError("phone_unreachable", cause="unreachable", phone=config.name, url=_ADDRESS)
            phone.error = error
            phone.says = Probe(False, cause="unreachable", text=str(error))
        return phone


@asynccontextmanager
async def stage(setting: Setting | None = None, patience: float = _PATIENCE) -> AsyncIterator[Stage]:
    """Raises the curtain: the app runs and everything has come to rest, `patience` seconds from now at most."""
    setting = setting or Setting()
    with (
        TemporaryDirectory(prefix="durchwahl-stage-") as folder,
        _spoken(setting.lang),
        _in_berlin(),
        _somebody_listening(setting.port_taken) as taken,
    ):
        built = Stage(setting, Path(folder), taken)
        with (
            patch("tui.phones.registry.make_driver", built.driver),
            patch("tui.phones.probing.examine", _examined),
            patch("textual.app.wait_for_idle", _idle),
            patch("textual.pilot.wait_for_idle", _idle),
        ):
            try:
                async with built.app.run_test(size=setting.size, notifications=True) as pilot:
                    built.pilot = pilot
                    await built.settle(patience)
                    if built.switchboard.port:
                        built.switchboard.port = SHOWN_PORT
                    built.app.renew()
                    await pilot.pause()
                    yield built
            finally:
                await built.app.shut_down()


async def _examined(driver: PhoneDriver, *of_the_network: object) -> Probe:
    """What the prop phone says of itself: which ports this machine has open is nobody's business."""
    return await driver.probe()


async def _idle(least: float = 0.0, most: float = 1.0) -> None:
    """Until the process has nothing to do, as Textual waits after a key, but looking sooner.

    Only the next key depends on it: what is then seen on the screen waits for `Stage.settle`.
    """
    end = time.monotonic() + most
    while time.monotonic() < end:
        busy = time.process_time()
        await asyncio.sleep(_GLANCE)
        if time.process_time() - busy < _GLANCE / 10:
            return


def _config(setting: Setting, folder: Path, port: int) -> Config:
    cards = folder / "contacts.vcf"
    if setting.contacts is not None:
        cards.write_text(setting.contacts, encoding="utf-8", newline="")
    return Config(
        events=EventsConfig("127.0.0.1", port, "127.0.0.1"),
        dialing=PLAN,
        contacts=ContactsConfig((cards,) if setting.contacts is not None else ()),
        journal=JournalConfig(setting.keep_days, setting.keep_days, max(730, setting.keep_days)),
        app=AppConfig(theme=setting.theme),
        phones={
            name: PhoneConfig(name, vendor, "127.0.0.1:9", "admin", SECRET)
            for name, (vendor, _) in setting.phones.items()
        },
    )


@contextmanager
def _spoken(lang: str) -> Iterator[None]:
    before = language()
    use(lang)
    try:
        yield
    finally:
        use(before)


@contextmanager
def _in_berlin() -> Iterator[None]:
    """The machine's time zone is Berlin's, and a field's cursor does not blink."""
    try:
        with patch.dict(os.environ, {"TZ": "Europe/Berlin"}), patch.object(Input, "cursor_blink", False):
            time.tzset()
            yield
    finally:
        time.tzset()


@contextmanager
def _somebody_listening(wanted: bool) -> Iterator[int]:
    """The port that another program has, if one is `wanted`; else 0."""
    if not wanted:
        yield 0
        return
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield int(other.getsockname()[1])
