"""macOS: starting by itself as a launch agent."""

from __future__ import annotations

import plistlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tui.config.replace import replace_file
from tui.desktop.component import Component, DesktopError, Standing, State
from tui.desktop.machine import Machine
from tui.discovery.found import Remark
from tui.untrusted import clean

LABEL: Final = "durchwahl.serve"


def agent(command: Sequence[str]) -> bytes:
    """The property list (launchd.plist(5)). It is started again when it broke, not when it was ended."""
    return plistlib.dumps(
        {
            "Label": LABEL,
            "ProgramArguments": [*command, "serve"],
            "RunAtLoad": True,
            "KeepAlive": {"SuccessfulExit": False},
            "ThrottleInterval": 30,
            "ProcessType": "Interactive",
            "Umask": 0o077,
        }
    )


def bootstrap(uid: int, path: Path) -> tuple[str, ...]:
    """Loads the agent into the user's session."""
    return ("launchctl", "bootstrap", f"gui/{uid}", str(path))


def bootout(uid: int) -> tuple[str, ...]:
    """Stops it and takes it out of the session."""
    return ("launchctl", "bootout", f"gui/{uid}/{LABEL}")


@dataclass(frozen=True, slots=True)
class LaunchAgent:
    """`serve` as an agent of the user `uid`."""

    machine: Machine
    uid: int

    @property
    def path(self) -> Path:
        """The agent's file."""
        return self.machine.home / "Library" / "LaunchAgents" / f"{LABEL}.plist"

    async def possible(self) -> Remark | None:
        """Every user may."""
        return None

    async def look(self) -> Standing:
        """The file is what counts: it is read at log-in."""
        try:
            data = self.path.read_bytes()
        except OSError:
            return Standing(Component.AUTOSTART, State.ABSENT, Remark("desktop_autostart_absent"))
        if data != agent(self.machine.command):
            return Standing(Component.AUTOSTART, State.STALE, Remark("desktop_stale"))
        return Standing(Component.AUTOSTART, State.INSTALLED, Remark("desktop_autostart_here"))

    async def put(self, *, now: bool) -> None:
        """With `now` it is loaded at once, in place of an older one."""
        replace_file(self.path, agent(self.machine.command))
        if now:
            await self.machine.run(bootout(self.uid))
            ran = await self.machine.run(bootstrap(self.uid, self.path))
            if not ran.ok:
                raise DesktopError("desktop_command_failed", program="launchctl", said=clean(ran.said, 200))

    async def take(self) -> None:
        """Stops it as well."""
        if self.path.exists():
            await self.machine.run(bootout(self.uid))
            self.path.unlink(missing_ok=True)
