"""`durchwahl hotkey`: waits for the key, and dials what is marked then. Ends on SIGTERM, SIGINT or Ctrl-C."""

from __future__ import annotations

import argparse
import asyncio
import logging
import signal
from collections.abc import Callable
from contextlib import suppress

from tui.cli.offering import dial_marked, say_aloud
from tui.cli.session import tell
from tui.cli.setting import read, settle
from tui.desktop.bus import session_bus
from tui.desktop.component import DesktopError
from tui.desktop.hotkeys import Way, way_of
from tui.desktop.keys import Key, read_key
from tui.desktop.listening import listener, listening
from tui.desktop.machine import Machine, System
from tui.desktop.selection import marked
from tui.errors import DurchwahlError
from tui.i18n import say
from tui.paths import ensure_private

_log = logging.getLogger(__name__)


async def run(args: argparse.Namespace) -> int:
    """Takes the key and keeps it. Raises `DesktopError` where another program has it."""
    config, paths = settle(args)
    machine, key = Machine.here(paths), read_key(config.hotkey.key)
    ensure_private(paths.data_dir)
    if listener(machine.state):
        raise DurchwahlError("hotkey_running")
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        with suppress(NotImplementedError):  # Windows
            loop.add_signal_handler(name, stop.set)
    presses = Presses(args)
    try:
        await _wait(machine, key, presses.press, stop)
    finally:
        await presses.end()
    return 0


class Presses:
    """Carries presses out, one after the other: a second one while the first is under way means nothing."""

    def __init__(self, args: argparse.Namespace) -> None:
        self._args = args
        self._task: asyncio.Task[None] | None = None

    def press(self) -> None:
        """The key was pressed."""
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._dial())

    async def end(self) -> None:
        """Waits for what is under way to be given up."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _dial(self) -> None:
        """The configuration may have changed since the last press."""
        config, paths = read(self._args)
        try:
            text = await marked(Machine.here(paths))
            await dial_marked(self._args, text, config, paths)
        except DurchwahlError as error:
            tell(f"durchwahl: {error}")
            await say_aloud(paths, error)
        except Exception:
            _log.exception("The hotkey failed")
            await say_aloud(paths, DurchwahlError("unexpected"))


async def _wait(machine: Machine, key: Key, press: Callable[[], None], stop: asyncio.Event) -> None:
    if machine.system is System.WINDOWS:
        await _windows(machine, key, press)
        return
    way = await way_of(machine) if machine.system is System.LINUX else Way.NONE
    match way:
        case Way.X11:
            await _x11(machine, key, press, stop)
        case Way.PORTAL:
            await _portal(machine, key, press, stop)
        case _:
            raise DesktopError("desktop_no_session")


async def _x11(machine: Machine, key: Key, press: Callable[[], None], stop: asyncio.Event) -> None:
    from tui.desktop.x11 import KeyGrab, connected

    loop = asyncio.get_running_loop()
    broken: list[DesktopError] = []
    with connected(machine.environ.get("DISPLAY", "")) as connection:
        grab = KeyGrab(connection, key)

        def look() -> None:
            try:
                if grab.presses():
                    press()
            except DesktopError as error:
                broken.append(error)
                stop.set()

        with listening(machine.state):
            tell(say("hotkey_waits", hotkey=str(key)))
            loop.add_reader(grab.fileno, look)
            look()  # what came before somebody looked
            try:
                await stop.wait()
            finally:
                loop.remove_reader(grab.fileno)
        if broken:
            raise broken[0]
        grab.release()


async def _portal(machine: Machine, key: Key, press: Callable[[], None], stop: asyncio.Event) -> None:
    from tui.desktop.portal import shortcut

    async with session_bus(machine.environ) as bus, shortcut(bus, key, say("hotkey_words")) as presses:

        async def follow() -> None:
            async for _ in presses:
                press()

        with listening(machine.state):
            tell(say("hotkey_waits", hotkey=str(key)))
            waits = [asyncio.ensure_future(follow()), asyncio.ensure_future(stop.wait())]
            try:
                await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for wait in waits:
                    wait.cancel()
                await asyncio.gather(*waits, return_exceptions=True)


async def _windows(machine: Machine, key: Key, press: Callable[[], None]) -> None:
    from tui.desktop.windows_hotkey import listen

    loop = asyncio.get_running_loop()
    with listening(machine.state):

        def pressed() -> None:
            loop.call_soon_threadsafe(press)

        await asyncio.to_thread(listen, key, pressed)
