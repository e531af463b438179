"""The hotkey as something that is installed: a small process that waits for the key, started at log-in.

Where the desktop lets no program have a key, the user binds it, and is given the line for it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from tui.desktop.bindings import Desktop, binding, desktop_of
from tui.desktop.bus import session_bus
from tui.desktop.component import Component, DesktopError, Standing, State
from tui.desktop.desktop_entry import autostart_entry, hidden, read_entry, write_entry
from tui.desktop.keys import Key
from tui.desktop.listening import end_listener, listener
from tui.desktop.machine import Machine, windowless
from tui.desktop.quoting import shell_line, windows_line
from tui.desktop.registry import Value, drop, read, write
from tui.desktop.spawn import spawn
from tui.discovery.found import Remark
from tui.paths import ensure_private

ENTRY: Final = "durchwahl-hotkey.desktop"
_RUN: Final = r"Software\Microsoft\Windows\CurrentVersion\Run"
_COMING: Final = 10.0  # seconds for the process to come up or to go
_STEP: Final = 0.05


class Way(StrEnum):
    """How a key can be had in this session."""

    X11 = "x11"
    PORTAL = "portal"
    HAND = "hand"
    NONE = "none"  # there is no desktop here


async def way_of(machine: Machine) -> Way:
    """The best way in this session."""
    if machine.environ.get("WAYLAND_DISPLAY"):
        from tui.desktop.portal import offered

        try:
            async with session_bus(machine.environ) as bus:
                return Way.PORTAL if await offered(bus) else Way.HAND
        except DesktopError:
            return Way.HAND
    return Way.X11 if machine.environ.get("DISPLAY") else Way.NONE


@dataclass(frozen=True, slots=True)
class XdgHotkey:
    """An autostart entry for `durchwahl hotkey`, which takes the key by X11 or by the portal."""

    machine: Machine
    key: Key

    @property
    def path(self) -> Path:
        """The entry's file."""
        return self.machine.config_home / "autostart" / ENTRY

    @property
    def _command(self) -> tuple[str, ...]:
        return (*self.machine.command, "hotkey")

    async def possible(self) -> Remark | None:
        """Where there is a desktop; and under X11 only while no other program has the key."""
        way = await way_of(self.machine)
        if way is Way.NONE:
            return Remark("desktop_no_session")
        if way is Way.X11 and not listener(self.machine.state):
            return await self._refused()
        return None

    async def look(self) -> Standing:
        """The entry, and whether the process is there."""
        text = read_entry(self.path)
        values = {"hotkey": str(self.key)}
        if text is not None and not hidden(text):
            if text != autostart_entry("Durchwahl", self._command):
                return Standing(Component.HOTKEY, State.STALE, Remark("desktop_stale"))
            runs = listener(self.machine.state)
            why = "desktop_hotkey_running" if runs else "desktop_hotkey_here"
            return Standing(Component.HOTKEY, State.INSTALLED, Remark(why, values))
        way = await way_of(self.machine)
        if way is Way.HAND:
            return self._by_hand()
        taken = await self._refused() if way is Way.X11 and not listener(self.machine.state) else None
        if taken is not None and taken.key == "desktop_key_taken":
            return Standing(Component.HOTKEY, State.TAKEN, taken)
        return Standing(Component.HOTKEY, State.ABSENT, Remark("desktop_hotkey_absent"))

    async def put(self, *, now: bool) -> None:
        """The key works at once. By hand there is nothing that we could do."""
        way = await way_of(self.machine)
        if way is Way.HAND:
            return
        reason = await self.possible()
        if reason is not None:
            raise DesktopError(reason.key, **reason.values)
        ensure_private(self.machine.state)
        known = read_entry(self.path)
        write_entry(self.path, autostart_entry("Durchwahl", self._command))
        if known is not None:  # an older one may wait for another key
            await self._end()
        if not listener(self.machine.state):
            await spawn(self.machine, self._command)
        if way is Way.X11 and not await _until(lambda: bool(listener(self.machine.state))):
            self.path.unlink(missing_ok=True)
            raise DesktopError("desktop_hotkey_not_up", command=shell_line(self._command))

    async def take(self) -> None:
        """The key is given back at once."""
        if read_entry(self.path) is not None:
            self.path.unlink(missing_ok=True)
            await self._end()

    async def _end(self) -> None:
        end_listener(self.machine.state)
        await _until(lambda: not listener(self.machine.state))

    async def _refused(self) -> Remark | None:
        """Why X11 does not give us the key: it is taken for a moment."""
        try:
            await asyncio.to_thread(self._try)
        except DesktopError as error:
            return Remark(error.key, error.values)
        return None

    def _try(self) -> None:
        from tui.desktop.x11 import KeyGrab, connected

        with connected(self.machine.environ.get("DISPLAY", "")) as connection:
            KeyGrab(connection, self.key).release()

    def _by_hand(self) -> Standing:
        desktop = desktop_of(self.machine.environ)
        command = (*self.machine.command, "dial", "--selection")
        why = {
            Desktop.GNOME: "desktop_bind_gnome",
            Desktop.KDE: "desktop_bind_kde",
            Desktop.SWAY: "desktop_bind_sway",
            Desktop.HYPRLAND: "desktop_bind_hyprland",
            Desktop.OTHER: "desktop_bind_other",
        }[desktop]
        copy = binding(desktop, self.key, command)
        return Standing(Component.HOTKEY, State.BY_HAND, Remark(why, {"hotkey": str(self.key)}), copy)


@dataclass(frozen=True, slots=True)
class MacHotkey:
    """macOS gives marked text to a Quick Action of the user's, and a key to that: all without us."""

    machine: Machine

    async def possible(self) -> Remark | None:
        """By hand it always is."""
        return None

    async def look(self) -> Standing:
        """Which Quick Actions there are, only the user knows."""
        copy = shell_line((*self.machine.command, "dial", "-"))
        return Standing(Component.HOTKEY, State.BY_HAND, Remark("desktop_bind_macos"), copy)

    async def put(self, *, now: bool) -> None:
        """Nothing to be done by us."""

    async def take(self) -> None:
        """Nothing of ours is there."""


@dataclass(frozen=True, slots=True)
class WindowsHotkey:
    """`durchwahl hotkey` among the programs that Windows starts at log-on."""

    machine: Machine
    key: Key

    @property
    def value(self) -> Value:
        """What stands in the registry."""
        command = (*windowless(self.machine.command), "hotkey")
        return Value(_RUN, "Durchwahl hotkey", windows_line(command))

    async def possible(self) -> Remark | None:
        """Whether the key is free is seen when it is taken."""
        return None

    async def look(self) -> Standing:
        """The entry, and whether the process is there."""
        found = read(self.value)
        if found is None:
            return Standing(Component.HOTKEY, State.ABSENT, Remark("desktop_hotkey_absent"))
        if found != self.value.text:
            return Standing(Component.HOTKEY, State.STALE, Remark("desktop_stale"))
        why = "desktop_hotkey_running" if listener(self.machine.state) else "desktop_hotkey_here"
        return Standing(Component.HOTKEY, State.INSTALLED, Remark(why, {"hotkey": str(self.key)}))

    async def put(self, *, now: bool) -> None:
        """The key works at once."""
        ensure_private(self.machine.state)
        write(self.value)
        if not listener(self.machine.state):
            await spawn(self.machine, (*windowless(self.machine.command), "hotkey"))

    async def take(self) -> None:
        """The key is given back at once."""
        drop(self.value)
        end_listener(self.machine.state)


async def _until(true: Callable[[], bool]) -> bool:
    """Waits for it, a while."""
    deadline = asyncio.get_running_loop().time() + _COMING
    while not true():
        if asyncio.get_running_loop().time() > deadline:
            return False
        await asyncio.sleep(_STEP)
    return True
