"""Asking the phone book, without asyncio and without a thread: quick enough for the command line.

It works while another process writes, and sees what was committed when the question was asked.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tui.contacts.model import NO_MATCH, Contact, Match
from tui.database.faults import translating
from tui.dialing.number import DialPlan, Number
from tui.phonebook import duplicates, lookup, rows, searching, upkeep
from tui.phonebook.schema import PATIENCE, WORDS, open_for_reading
from tui.phonebook.syncing import in_step

_CHUNK = 500
_LARGEST = 2**63 - 1


class Reader:
    """Answers questions about the phone book. For one thread at a time; closed by `close` or `with`.

    Without a file it is an empty book. Every method raises `DurchwahlError` if the file cannot be read.
    """

    def __init__(self, connection: sqlite3.Connection | None, path: Path, plan: DialPlan) -> None:
        self.path = path
        self.plan = plan
        self._connection = connection

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def __len__(self) -> int:
        """How many contacts there are."""
        if self._connection is None:
            return 0
        with translating(self.path, WORDS):
            count: int = self._connection.execute("SELECT count(*) FROM contacts").fetchone()[0]
        return count

    def __iter__(self) -> Iterator[Contact]:
        """Every contact in listing order, read in chunks."""
        if self._connection is None:
            return
        with translating(self.path, WORDS):
            ids = searching.every_id(self._connection)
            while chunk := list(islice(ids, _CHUNK)):
                yield from self._load(chunk)

    def get(self, contact: int) -> Contact | None:
        """The contact with that id, or None."""
        if self._connection is None or not 0 < contact <= _LARGEST:
            return None
        with translating(self.path, WORDS):
            return rows.load(self._connection, [contact]).get(contact)

    def match(self, number: Number, *, chosen: bool = True) -> Match:
        """Whose number it is; see `lookup.match`."""
        if self._connection is None:
            return NO_MATCH
        with translating(self.path, WORDS):
            return lookup.match(self._connection, number, self.plan, chosen=chosen)

    def search(self, query: str, limit: int = 50) -> list[Contact]:
        """The contacts for what is being typed, the best first; see `searching.search`."""
        if self._connection is None:
            return []
        with translating(self.path, WORDS):
            return searching.search(self._connection, query, limit, self.plan)

    def groups(self) -> dict[str, int]:
        """The groups, by name, with how many are in each."""
        query = "SELECT name, count(*) FROM memberships GROUP BY name ORDER BY name COLLATE NOCASE"
        return dict(self._all(query))

    def members(self, group: str, limit: int = 1000) -> list[Contact]:
        """Who is in a group, in listing order."""
        query = (
            "SELECT DISTINCT contacts.id FROM memberships JOIN contacts ON contacts.id = memberships.contact "
            "WHERE memberships.name = ? ORDER BY contacts.place LIMIT ?"
        )
        return self._load([id for (id,) in self._all(query, (rows.storable(group), limit))])

    def speed_dials(self) -> dict[int, tuple[Contact, str]]:
        """Slot → contact and the number, as it is written, that it dials."""
        held = self._all("SELECT slot, contact, raw FROM speed_dials ORDER BY slot")
        found = {contact.id: contact for contact in self._load([contact for _, contact, _ in held])}
        return {slot: (found[contact], raw) for slot, contact, raw in held if contact in found}

    def duplicates(self, limit: int = 100) -> list[tuple[Contact, ...]]:
        """Groups of contacts that are probably the same; see `duplicates.duplicates`."""
        if self._connection is None:
            return []
        with translating(self.path, WORDS):
            return duplicates.duplicates(self._connection, limit)

    def in_step(self, paths: Sequence[Path]) -> bool:
        """Whether what the files hold is in the book."""
        with translating(self.path, WORDS):
            return in_step(self._connection, paths)

    def due(self) -> bool:
        """Whether something was derived for another dial plan."""
        if self._connection is None:
            return False
        with translating(self.path, WORDS):
            return upkeep.is_due(self._connection, self.plan)

    def version(self) -> int:
        """Another number after every change that another connection has committed."""
        found = self._all("PRAGMA data_version")
        return int(found[0][0]) if found else 0

    async def find(self, query: str, limit: int = 50) -> list[Contact]:
        """`search` for whoever awaits it; nothing is gained by a thread where there is one user."""
        return self.search(query, limit)

    def listed(self, limit: int, offset: int = 0) -> list[Contact]:
        """A page of the book in listing order."""
        if self._connection is None:
            return []
        with translating(self.path, WORDS):
            return searching.listed(self._connection, limit, offset)

    def _all(self, query: str, values: Sequence[object] = ()) -> list[Any]:
        if self._connection is None:
            return []
        with translating(self.path, WORDS):
            return self._connection.execute(query, values).fetchall()

    def _load(self, ids: Sequence[int]) -> list[Contact]:
        if self._connection is None or not ids:
            return []
        with translating(self.path, WORDS):
            found = rows.load(self._connection, ids)
        return [found[id] for id in ids if id in found]


def read(path: Path, plan: DialPlan, patience: float = PATIENCE) -> Reader:
    """Opens the phone book for reading; an empty one where there is no file. Raises `DurchwahlError`."""
    return Reader(open_for_reading(path, patience), path, plan)
