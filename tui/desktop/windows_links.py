"""Windows: links by the user's own part of the registry.

A program may only announce what it can open (learn.microsoft.com, "Default Programs"); which program is the
default the user says in the settings, and nothing of another program is written over.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tui.desktop.component import Component, Standing, State
from tui.desktop.machine import Machine, windowless
from tui.desktop.quoting import windows_line
from tui.desktop.registry import Value, drop, drop_keys, read, write
from tui.desktop.xdg_links import SCHEMES
from tui.discovery.found import Remark

CLASS: Final = "Durchwahl.Link"
_CAPABILITIES: Final = r"Software\Durchwahl\Capabilities"
_REGISTERED: Final = r"Software\RegisteredApplications"
# Keys of ours alone, the deepest first: registry keys are removed one by one.
OWN_KEYS: Final = (
    rf"Software\Classes\{CLASS}\shell\open\command",
    rf"Software\Classes\{CLASS}\shell\open",
    rf"Software\Classes\{CLASS}\shell",
    rf"Software\Classes\{CLASS}",
    rf"{_CAPABILITIES}\URLAssociations",
    _CAPABILITIES,
    r"Software\Durchwahl",
)


def values(command: Sequence[str]) -> tuple[Value, ...]:
    """Everything that is written. The link is one argument, whatever stands in it."""
    line = windows_line((*windowless(command), "open-link")) + ' "%1"'
    return (
        Value(rf"Software\Classes\{CLASS}", "", "URL: Durchwahl"),
        Value(rf"Software\Classes\{CLASS}", "URL Protocol", ""),
        Value(rf"Software\Classes\{CLASS}\shell\open\command", "", line),
        Value(_CAPABILITIES, "ApplicationName", "Durchwahl"),
        Value(_CAPABILITIES, "ApplicationDescription", "Durchwahl"),
        *(Value(rf"{_CAPABILITIES}\URLAssociations", scheme, CLASS) for scheme in SCHEMES),
        Value(_REGISTERED, "Durchwahl", _CAPABILITIES),
    )


@dataclass(frozen=True, slots=True)
class WindowsLinks:
    """Written, looked at and removed by the standard library's own module for the registry."""

    machine: Machine

    async def possible(self) -> Remark | None:
        """The user's own part needs no privileges."""
        return None

    async def look(self) -> Standing:
        """Whether all of ours is there, for this command."""
        wanted = values(self.machine.command)
        found = [read(value) for value in wanted]
        if all(text == value.text for text, value in zip(found, wanted, strict=True)):
            return Standing(Component.LINKS, State.INSTALLED, Remark("desktop_links_choose_windows"))
        if any(text is not None for text in found):
            return Standing(Component.LINKS, State.STALE, Remark("desktop_stale"))
        return Standing(Component.LINKS, State.ABSENT, Remark("desktop_links_absent"))

    async def put(self, *, now: bool) -> None:
        """Writes all values, old or new."""
        for value in values(self.machine.command):
            write(value)

    async def take(self) -> None:
        """Our own keys, and our own value in the list of programs."""
        drop_keys(OWN_KEYS)
        drop(Value(_REGISTERED, "Durchwahl", ""))
