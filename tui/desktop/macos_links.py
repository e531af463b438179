"""macOS: links arrive as Apple events, which a small AppleScript application takes and hands to us.

A link is never an argument of a program there, so that a script alone could not be told of it. The
application is compiled by osacompile, which is part of the system, and announces the schemes in its
Info.plist (Apple: "CFBundleURLTypes").
"""

from __future__ import annotations

import plistlib
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tui.config.replace import replace_file
from tui.desktop.component import Component, DesktopError, Standing, State
from tui.desktop.machine import Machine
from tui.desktop.quoting import applescript_text, shell_line
from tui.desktop.xdg_links import SCHEMES
from tui.discovery.found import Remark
from tui.untrusted import clean

BUNDLE: Final = "Durchwahl Links.app"
IDENTIFIER: Final = "durchwahl.links"
_REGISTER: Final = (
    "/System/Library/Frameworks/CoreServices.framework/Frameworks/LaunchServices.framework/Support/lsregister"
)


def script(command: Sequence[str]) -> str:
    """The application: the link is quoted for the shell by AppleScript itself."""
    line = applescript_text(shell_line((*command, "open-link", "--")) + " ")
    return (
        "on open location theURL\n"
        f'\tdo shell script {line} & quoted form of theURL & " >/dev/null 2>&1 &"\n'
        "end open location\n"
    )


def info(compiled: Mapping[str, Any]) -> bytes:
    """Info.plist of the application: what osacompile wrote, and the links that it opens."""
    return plistlib.dumps(
        {
            **compiled,
            "CFBundleIdentifier": IDENTIFIER,
            "CFBundleName": "Durchwahl",
            "LSUIElement": True,  # no icon in the Dock
            "CFBundleURLTypes": [
                {
                    "CFBundleURLName": IDENTIFIER,
                    "CFBundleTypeRole": "Viewer",
                    "CFBundleURLSchemes": list(SCHEMES),
                }
            ],
        }
    )


def compiling(bundle: Path) -> tuple[str, ...]:
    """Makes the application of the script on standard input."""
    return ("osacompile", "-o", str(bundle), "-")


def registering(bundle: Path, *, remove: bool = False) -> tuple[str, ...]:
    """Tells the system of it, or that it is gone."""
    return (_REGISTER, "-u" if remove else "-f", str(bundle))


@dataclass(frozen=True, slots=True)
class MacLinks:
    """The application in the user's own Applications folder. Which program opens a link by default the
    user says in the settings of FaceTime; before that the system offers a choice."""

    machine: Machine

    @property
    def bundle(self) -> Path:
        """The application."""
        return self.machine.home / "Applications" / BUNDLE

    @property
    def _source(self) -> Path:
        return self.bundle / "Contents" / "Resources" / "durchwahl.applescript"

    async def possible(self) -> Remark | None:
        """Part of the system, but not of every minimal one."""
        return None if self.machine.has("osacompile") else Remark("desktop_needs", {"program": "osacompile"})

    async def look(self) -> Standing:
        """The source beside the compiled script says for which command it was made."""
        if not self.bundle.is_dir():
            return Standing(Component.LINKS, State.ABSENT, Remark("desktop_links_absent"))
        try:
            same = self._source.read_text("utf-8") == script(self.machine.command)
        except (OSError, UnicodeDecodeError):
            same = False
        if not same:
            return Standing(Component.LINKS, State.STALE, Remark("desktop_stale"))
        return Standing(Component.LINKS, State.INSTALLED, Remark("desktop_links_choose_macos"))

    async def put(self, *, now: bool) -> None:
        """Makes it anew: an older one is of no use to anybody."""
        await self.take()
        self.bundle.parent.mkdir(parents=True, exist_ok=True)
        ran = await self.machine.run(compiling(self.bundle), given=script(self.machine.command), seconds=60.0)
        if not ran.ok:
            await self.take()
            raise DesktopError("desktop_command_failed", program="osacompile", said=clean(ran.said, 200))
        plist = self.bundle / "Contents" / "Info.plist"
        try:
            compiled = plistlib.loads(plist.read_bytes())
        except (OSError, ValueError, plistlib.InvalidFileException):
            compiled = {}
        replace_file(plist, info(compiled), keep_mode=True)
        replace_file(self._source, script(self.machine.command).encode())
        await self.machine.run(registering(self.bundle))

    async def take(self) -> None:
        """The whole application, which holds nothing of anybody's."""
        if self.bundle.is_dir():
            await self.machine.run(registering(self.bundle, remove=True))
            shutil.rmtree(self.bundle, ignore_errors=True)
