"""What a step of the set-up is: data, a check that finds how it stands now, and what it does."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from tui.i18n import say

if TYPE_CHECKING:
    from tui.setup.workshop import Workshop


class Chapter(StrEnum):
    """The four chapters of the guide, in its order."""

    INSTALLATION = "installation"
    DEVICE = "device"
    EVENTS = "events"
    LINKING = "linking"

    @property
    def heading(self) -> str:
        """As it stands above its steps."""
        return say(f"setup_chapter_{self.value}")


class State(StrEnum):
    """How a step stands. The values are those of `setup --status --json`."""

    DONE = "done"
    OPEN = "open"
    ATTENTION = "attention"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check finds now, or what came of an act: one sentence, and one that says what to do.

    `lines` stand below it: a list, a command, an address. `copy` is what the copy key takes, where there is
    something to copy.
    """

    state: State
    detail: str
    remedy: str = ""
    lines: tuple[str, ...] = ()
    copy: str = ""


def done(detail: str, *lines: str, copy: str = "") -> Finding:
    """All is well."""
    return Finding(State.DONE, detail, lines=lines, copy=copy)


def still_open(detail: str, remedy: str = "", *lines: str, copy: str = "") -> Finding:
    """Nobody has done it yet."""
    return Finding(State.OPEN, detail, remedy, lines, copy)


def attention(detail: str, remedy: str = "", *lines: str, copy: str = "") -> Finding:
    """Something is wrong."""
    return Finding(State.ATTENTION, detail, remedy, lines, copy)


def skipped(detail: str) -> Finding:
    """It is not wanted, or cannot be here."""
    return Finding(State.SKIPPED, detail)


class Kind(StrEnum):
    """How a field is filled in."""

    TEXT = "text"
    SECRET = "secret"  # noqa: S105 - a kind of field
    CHOICE = "choice"
    SWITCH = "switch"  # its values are "yes" and "no"


YES: Final = "yes"
NO: Final = "no"


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a choice, and how it is shown."""

    value: str
    label: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a step, as it stands now. `id` is also its key in an answers file.

    `free`: in a choice, something else may be typed as well.
    """

    id: str
    kind: Kind
    value: str = ""
    choices: tuple[Choice, ...] = ()
    free: bool = False

    @property
    def label(self) -> str:
        return say(f"setup_field_{self.id}")

    @property
    def hint(self) -> str:
        """How it is written, for the empty field."""
        return say(f"setup_hint_{self.id}")


@dataclass(frozen=True, slots=True)
class Told:
    """How far an act is: `done` of `total` (0: unknown), and what it does."""

    text: str
    done: int = 0
    total: int = 0


Values = Mapping[str, str]  # field id → what was filled in
Tell = Callable[[Told], None]
Check = Callable[["Workshop"], Awaitable[Finding]]
Act = Callable[["Workshop", Values, Tell], Awaitable[Finding]]
Fields = Callable[["Workshop"], tuple[Field, ...]]
Live = Callable[["Workshop", Values], str]  # a line that follows the typing: what will be dialled


def no_fields(workshop: Workshop) -> tuple[Field, ...]:
    """For a step that asks nothing."""
    return ()


@dataclass(frozen=True, slots=True)
class Step:
    """One of the 28. `act` is what Enter does before it goes on; None: looking is all.

    `acts_alone`: it needs no answer and no consent, so that Enter on the step before may run through it.
    `arrive` runs by itself when the step is shown, until it is done or the user leaves. `live` follows what
    is typed.
    """

    number: int
    id: str
    chapter: Chapter
    check: Check
    act: Act | None = None
    fields: Fields = no_fields
    acts_alone: bool = False
    live: Live | None = None
    arrive: Act | None = None

    @property
    def title(self) -> str:
        """As the guide calls it."""
        return say(f"step_{self.id}")

    @property
    def why(self) -> str:
        """What it is for, in one sentence or two."""
        return say(f"step_{self.id}_why")

    @property
    def button(self) -> str:
        """What Enter does here, in a word or two; "" where it only goes on."""
        return say(f"step_{self.id}_do") if self.act is not None else ""
