"""How privileges are asked for: by the system's own prompt. No password ever passes through here."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tui.discovery.found import Remark
from tui.firewall.commands import ask, find
from tui.firewall.model import Argv, Firewall


class Way(StrEnum):
    """Ways to run a command with privileges."""

    DIRECT = "direct"  # they are there already
    SUDO_QUIET = "sudo_quiet"  # sudo asks nothing at present
    PKEXEC = "pkexec"  # a window of the desktop asks
    SUDO = "sudo"  # sudo asks in the terminal
    UAC = "uac"  # Windows asks
    OSASCRIPT = "osascript"  # macOS asks

    @property
    def words(self) -> Remark:
        """Who asks, and where."""
        return Remark(f"fw_way_{self.value}")


CANCELLED: Final = 1223  # ERROR_CANCELLED: the user said no to Windows


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the choice depends on. `desktop`: somebody sits before a graphical session; `quiet`: sudo would
    not ask; `programs` are those that are there."""

    platform: str
    privileged: bool = False
    desktop: bool = False
    terminal: bool = False
    quiet: bool = False
    programs: frozenset[str] = frozenset()


def choose(around: Surroundings) -> tuple[Way, ...]:
    """The ways that these surroundings allow, the best first."""
    if around.privileged:
        return (Way.DIRECT,)
    if around.platform == "win32":
        return (Way.UAC,) if "powershell" in around.programs else ()
    found = []
    if around.quiet:
        found.append(Way.SUDO_QUIET)
    if around.platform == "darwin" and "osascript" in around.programs and around.desktop:
        found.append(Way.OSASCRIPT)
    elif "pkexec" in around.programs and around.desktop:
        found.append(Way.PKEXEC)
    if "sudo" in around.programs and around.terminal:
        found.append(Way.SUDO)
    return tuple(found)


async def ways() -> tuple[Way, ...]:
    """The ways of this session, the best first; none where commands can only be copied."""
    programs = frozenset(name for name in ("sudo", "pkexec", "osascript", "powershell") if find(name))
    privileged = _privileged()
    quiet = False
    if not privileged and "sudo" in programs:
        quiet = (await ask(("sudo", "-n", "-v"), 5)).status == 0
    return choose(Surroundings(sys.platform, privileged, _desktop(), _terminal(), quiet, programs))


def needs_terminal(way: Way) -> bool:
    """Whether the app has to give the terminal back for so long."""
    return way is Way.SUDO


def elevated(argv: Argv, way: Way, program: str, locate: Callable[[str], str | None] = find) -> Argv:
    """`argv` as that way wants it; `program` is its full path. Nothing passes through a shell on Linux."""
    command = (program, *argv[1:])
    match way:
        case Way.DIRECT:
            return command
        case Way.SUDO_QUIET:
            return ("sudo", "-n", "--", *command)
        case Way.SUDO:
            return ("sudo", "--", *command)
        case Way.PKEXEC:
            # Without a window to ask in, pkexec would ask in the terminal, which the app is using.
            return ("pkexec", "--disable-internal-agent", *command)
        case Way.UAC:
            return ("powershell", "-NoProfile", "-NonInteractive", "-Command", uac(command))
        case Way.OSASCRIPT:
            return osascript((command,))


def uac(command: Argv) -> str:
    """The PowerShell that runs `command` with Windows' own prompt, and ends with its status."""
    words = subprocess.list2cmdline(command[1:])
    return (
        f"try {{ $p = Start-Process -FilePath {_quoted(command[0])} -ArgumentList {_quoted(words)}"
        " -Verb RunAs -WindowStyle Hidden -Wait -PassThru; exit $p.ExitCode }"
        f" catch {{ if ($_.Exception.InnerException.NativeErrorCode -eq {CANCELLED}"
        f" -or $_.Exception.NativeErrorCode -eq {CANCELLED}) {{ exit {CANCELLED} }};"
        " [Console]::Error.WriteLine($_.Exception.Message); exit 1 }"
    )


def osascript(commands: Sequence[Argv]) -> Argv:
    """One command for all of `commands`, so that macOS asks once."""
    line = " && ".join(map(shlex.join, commands))
    text = line.replace("\\", "\\\\").replace('"', '\\"')
    return ("osascript", "-e", f'do shell script "{text}" with administrator privileges')


def copyable(steps: Sequence[Argv], firewall: Firewall) -> str:
    """The commands as one types them, one a line; on Windows into a console that runs as administrator."""
    if firewall is Firewall.WINDOWS:
        return "\n".join(subprocess.list2cmdline(step) for step in steps)
    return "\n".join(shlex.join(("sudo", *step)) for step in steps)


def _quoted(text: str) -> str:
    """A PowerShell string in which nothing is replaced."""
    return "'" + text.replace("'", "''") + "'"


def _privileged() -> bool:
    if sys.platform != "win32":
        return os.geteuid() == 0
    import ctypes

    return bool(ctypes.windll.shell32.IsUserAnAdmin())


def _desktop() -> bool:
    """Whether a window that asks would be seen by the one who sits here, and not by somebody else."""
    away = "SSH_CONNECTION" in os.environ or "SSH_TTY" in os.environ
    if sys.platform == "darwin":
        return not away
    return not away and bool(os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY"))


def _terminal() -> bool:
    return bool(sys.stdin and sys.stdin.isatty())
