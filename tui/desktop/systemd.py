"""Starting by itself under systemd: a unit of the user's own instance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tui.desktop.component import Component, DesktopError, Standing, State
from tui.desktop.desktop_entry import read_entry, write_entry
from tui.desktop.machine import Machine, Ran
from tui.desktop.quoting import systemd_exec
from tui.discovery.found import Remark
from tui.untrusted import clean

UNIT: Final = "durchwahl.service"


def unit(command: Sequence[str]) -> str:
    """The text of the unit. A wrong configuration (status 2) is not tried again and again."""
    return (
        "[Unit]\nDescription=Durchwahl: call events, journal and dialling\n\n"
        f"[Service]\nType=exec\nExecStart={systemd_exec((*command, 'serve'))}\n"
        "Restart=on-failure\nRestartSec=30\nRestartPreventExitStatus=2\nUMask=0077\nStandardOutput=null\n\n"
        "[Install]\nWantedBy=default.target\n"
    )


@dataclass(frozen=True, slots=True)
class SystemdService:
    """`serve` as a unit of the user."""

    machine: Machine

    @property
    def path(self) -> Path:
        """The unit's file."""
        return self.machine.config_home / "systemd" / "user" / UNIT

    async def there(self) -> bool:
        """Whether the user has an instance of systemd that answers."""
        return (await self._ask("show", "--property=Version")).ok

    async def possible(self) -> Remark | None:
        """Asked only where it is there."""
        return None

    async def look(self) -> Standing:
        """The unit's text, and whether it is enabled."""
        text = read_entry(self.path)
        if text is None:
            return Standing(Component.AUTOSTART, State.ABSENT, Remark("desktop_autostart_absent"))
        enabled = (await self._ask("is-enabled", UNIT)).out.strip() == "enabled"
        if not enabled:
            return Standing(Component.AUTOSTART, State.ABSENT, Remark("desktop_autostart_disabled"))
        if text != unit(self.machine.command):
            return Standing(Component.AUTOSTART, State.STALE, Remark("desktop_stale"))
        running = (await self._ask("is-active", UNIT)).ok
        why = "desktop_autostart_running" if running else "desktop_autostart_here"
        return Standing(Component.AUTOSTART, State.INSTALLED, Remark(why))

    async def put(self, *, now: bool) -> None:
        """Writes, enables and perhaps starts it; what was written is taken away again where that fails."""
        known = read_entry(self.path)
        write_entry(self.path, unit(self.machine.command))
        words = ("enable", "--now") if now else ("enable",)
        for command in (("daemon-reload",), (*words, UNIT)):
            ran = await self._ask(*command)
            if not ran.ok:
                if known is None:
                    await self._ask("disable", UNIT)
                    self.path.unlink(missing_ok=True)
                    await self._ask("daemon-reload")
                raise DesktopError("desktop_command_failed", program="systemctl", said=clean(ran.said, 200))

    async def take(self) -> None:
        """Stops it as well: it is ours."""
        if read_entry(self.path) is None:
            return
        ran = await self._ask("disable", "--now", UNIT)
        if not ran.ok:
            raise DesktopError("desktop_command_failed", program="systemctl", said=clean(ran.said, 200))
        self.path.unlink(missing_ok=True)
        await self._ask("daemon-reload")

    async def start(self) -> bool:
        """Starts the unit where it is installed; whether it was."""
        return read_entry(self.path) is not None and (await self._ask("start", UNIT)).ok

    async def _ask(self, *words: str) -> Ran:
        return await self.machine.run(("systemctl", "--user", *words), seconds=30.0)
