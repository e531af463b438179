"""Windows: starting by itself as a scheduled task at log-on."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

from tui.desktop.component import Component, DesktopError, Standing, State
from tui.desktop.kept import keep, recall
from tui.desktop.machine import Machine, windowless
from tui.desktop.quoting import windows_line
from tui.discovery.found import Remark
from tui.untrusted import clean

TASK: Final = "Durchwahl"


def task(command: Sequence[str], user: str) -> str:
    """The task's XML (learn.microsoft.com, "Task Scheduler Schema"): at log-on, as the user, for ever."""
    program, *rest = windowless(command)
    return (
        '<?xml version="1.0" encoding="UTF-16"?>\n'
        '<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">\n'
        f"<Triggers><LogonTrigger><UserId>{escape(user)}</UserId></LogonTrigger></Triggers>\n"
        f'<Principals><Principal id="Author"><UserId>{escape(user)}</UserId>'
        "<LogonType>InteractiveToken</LogonType><RunLevel>LeastPrivilege</RunLevel></Principal></Principals>\n"
        "<Settings><MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>"
        "<DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>"
        "<StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>"
        "<ExecutionTimeLimit>PT0S</ExecutionTimeLimit><Hidden>true</Hidden>"
        "<RestartOnFailure><Interval>PT1M</Interval><Count>10</Count></RestartOnFailure></Settings>\n"
        f'<Actions Context="Author"><Exec><Command>{escape(program)}</Command>'
        f"<Arguments>{escape(windows_line((*rest, 'serve')))}</Arguments></Exec></Actions>\n</Task>\n"
    )


def creating(xml: Path) -> tuple[str, ...]:
    """Registers the task in place of an older one."""
    return ("schtasks", "/Create", "/TN", TASK, "/XML", str(xml), "/F")


def deleting() -> tuple[str, ...]:
    """Takes it out."""
    return ("schtasks", "/Delete", "/TN", TASK, "/F")


def querying() -> tuple[str, ...]:
    """Succeeds where there is such a task."""
    return ("schtasks", "/Query", "/TN", TASK)


def running(start: bool) -> tuple[str, ...]:
    """Starts or ends it now."""
    return ("schtasks", "/Run" if start else "/End", "/TN", TASK)


@dataclass(frozen=True, slots=True)
class ScheduledTask:
    """`serve` as a task of the user. For which command it was made is kept by us."""

    machine: Machine

    @property
    def _xml(self) -> str:
        environ = self.machine.environ
        user = rf"{environ.get('USERDOMAIN', '.')}\{environ.get('USERNAME', '')}"
        return task(self.machine.command, user)

    async def possible(self) -> Remark | None:
        """Every user may have tasks for his own log-on."""
        return None if self.machine.has("schtasks") else Remark("desktop_needs", {"program": "schtasks"})

    async def look(self) -> Standing:
        """Asks the system whether it is there."""
        if not (await self.machine.run(querying())).ok:
            return Standing(Component.AUTOSTART, State.ABSENT, Remark("desktop_autostart_absent"))
        if recall(self.machine.state, "task").get("xml") != self._xml:
            return Standing(Component.AUTOSTART, State.STALE, Remark("desktop_stale"))
        return Standing(Component.AUTOSTART, State.INSTALLED, Remark("desktop_autostart_here"))

    async def put(self, *, now: bool) -> None:
        """The system reads the task from a file in UTF-16."""
        with tempfile.TemporaryDirectory(prefix="durchwahl-") as folder:
            path = Path(folder) / "task.xml"
            path.write_text(self._xml, encoding="utf-16")
            await self._insist(creating(path))
        keep(self.machine.state, "task", {"xml": self._xml})
        if now:
            await self._insist(running(True))

    async def take(self) -> None:
        """Ends it first."""
        if (await self.machine.run(querying())).ok:
            await self.machine.run(running(False))
            await self._insist(deleting())
        keep(self.machine.state, "task", None)

    async def _insist(self, argv: Sequence[str]) -> None:
        ran = await self.machine.run(argv, seconds=30.0)
        if not ran.ok:
            raise DesktopError("desktop_command_failed", program="schtasks", said=clean(ran.said, 200))
