"""The parts of the desktop that can be installed, and how each of them stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tui.discovery.found import Remark
from tui.errors import DurchwahlError


class Component(StrEnum):
    """What `handler install` can put in place."""

    LINKS = "links"
    HOTKEY = "hotkey"
    AUTOSTART = "autostart"


class State(StrEnum):
    """How a component stands. STALE: ours, but it starts another copy of the program than this one. TAKEN:
    another program has it. BY_HAND: only the user can put it in place; `Standing.copy` says how."""

    INSTALLED = "installed"
    ABSENT = "absent"
    STALE = "stale"
    TAKEN = "taken"
    BY_HAND = "by_hand"


@dataclass(frozen=True, slots=True)
class Standing:
    """How a component stands: `why` in a sentence, `copy` what the user has to put somewhere."""

    component: Component
    state: State
    why: Remark
    copy: str = ""


class DesktopError(DurchwahlError):
    """The desktop did not do what was asked of it."""
