"""What a contact source is to the rest of the program, and how it is doing."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from tui.contacts.formats.reader import ParsedContact
from tui.contacts.model import Contact
from tui.dialing.number import Number

MOST_CONTACTS = 200_000  # of one source that is fetched whole
MOST_ANSWERS = 20  # for one number


class SyncedSource(Protocol):
    """A whole address book that is fetched now and then. Errors are `SourceError`s."""

    @property
    def name(self) -> str:
        """The source of its contacts."""

    @property
    def timeout(self) -> float:
        """Seconds for one request."""

    @property
    def refresh(self) -> float:
        """Seconds between two fetches."""

    def fetch(self) -> AsyncIterator[ParsedContact]:
        """Everything that it has now, fetched as sparingly as it can. Only when the iteration ends without
        an error was it everything."""

    async def aclose(self) -> None:
        """Closes what is open."""


class AskedSource(Protocol):
    """A source that is asked for one number. Errors are `SourceError`s."""

    @property
    def name(self) -> str:
        """The source of its contacts."""

    @property
    def timeout(self) -> float:
        """Seconds for one answer."""

    @property
    def cache(self) -> float:
        """Seconds for which an answer holds."""

    async def look_up(self, number: Number) -> Sequence[Contact]:
        """Who has that number; nobody where it cannot be spelt as the source wants it."""

    async def aclose(self) -> None:
        """Closes what is open."""


class Health(StrEnum):
    """How a source is doing."""

    WAITING = "waiting"  # not needed yet
    BUSY = "busy"
    READY = "ready"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class SourceState:
    """A source as it is now. `problem` is the sentence that says why it has failed; `at` and `retry_at` are
    epoch seconds, None where there is no such time; `contacts` is what the last fetch or answer held."""

    name: str
    kind: str
    synced: bool
    health: Health = Health.WAITING
    problem: str = ""
    at: float | None = None
    retry_at: float | None = None
    contacts: int = 0
