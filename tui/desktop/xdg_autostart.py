"""Starting by itself where there is no systemd for the user: an entry that the desktop starts at log-in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tui.desktop.component import Component, Standing, State
from tui.desktop.desktop_entry import autostart_entry, hidden, read_entry, write_entry
from tui.desktop.machine import Machine
from tui.discovery.found import Remark

ENTRY: Final = "durchwahl.desktop"


@dataclass(frozen=True, slots=True)
class XdgAutostart:
    """`serve` as an autostart entry."""

    machine: Machine

    @property
    def path(self) -> Path:
        """The entry's file."""
        return self.machine.config_home / "autostart" / ENTRY

    @property
    def _command(self) -> tuple[str, ...]:
        return (*self.machine.command, "serve")

    async def possible(self) -> Remark | None:
        """A file is all it takes."""
        return None

    async def look(self) -> Standing:
        """The entry, unless the desktop has switched it off."""
        text = read_entry(self.path)
        if text is None or hidden(text):
            why = "desktop_autostart_absent" if text is None else "desktop_autostart_disabled"
            return Standing(Component.AUTOSTART, State.ABSENT, Remark(why))
        if text != autostart_entry("Durchwahl", self._command):
            return Standing(Component.AUTOSTART, State.STALE, Remark("desktop_stale"))
        return Standing(Component.AUTOSTART, State.INSTALLED, Remark("desktop_autostart_here"))

    async def put(self, *, now: bool) -> None:
        """From the next log-in on: what nobody looks after could not be ended again by `take`."""
        write_entry(self.path, autostart_entry("Durchwahl", self._command))

    async def take(self) -> None:
        """What runs goes on until log-out, as everything does that the desktop has started."""
        self.path.unlink(missing_ok=True)
