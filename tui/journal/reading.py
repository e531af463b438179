"""Reading the journal, without asyncio and without a thread: quick enough for `durchwahl calls`.

It works while another process writes, and sees what was committed when the question was asked.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tui.calls.events import RawEvent
from tui.database.faults import translating
from tui.journal import queries, rows, search
from tui.journal.filter import EVERY_CALL, Filter
from tui.journal.finding import Finder
from tui.journal.forgetting import Means, events_of, events_with
from tui.journal.gaps import Gap
from tui.journal.opening import WORDS, open_for_reading
from tui.journal.record import CallRecord

PATIENCE = 15.0  # seconds to wait for another process
_CHUNK = 1000


class Reader:
    """Answers questions about the journal. For one thread at a time; closed by `close` or `with`.

    Every method raises `DurchwahlError` if the file cannot be read.
    """

    def __init__(self, connection: sqlite3.Connection | None, path: Path) -> None:
        self._connection = connection
        self._path = path
        self._found: tuple[int, Finder] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()

    def count(self, wanted: Filter = EVERY_CALL) -> int:
        """How many calls pass the filter."""
        with translating(self._path, WORDS):
            finder = self._finder()
            return 0 if finder is None else finder.count(wanted)

    def page(self, wanted: Filter = EVERY_CALL, offset: int = 0, limit: int = 100) -> list[CallRecord]:
        """At most `limit` calls that pass the filter, newest first, after the first `offset`."""
        with translating(self._path, WORDS):
            finder = self._finder()
            ids = [] if finder is None else finder.ids(wanted, offset, limit)
        return [rows.record_of(row) for row in self._ask(queries.THESE, [json.dumps(ids)])] if ids else []

    def each(self, wanted: Filter = EVERY_CALL) -> Iterator[CallRecord]:
        """All calls that pass the filter, newest first, read in chunks."""
        with translating(self._path, WORDS):
            finder = self._finder()
            ids = [] if finder is None else finder.ids(wanted, 0, queries.LAST_SEQ_EVER)
        for at in range(0, len(ids), _CHUNK):
            some = json.dumps(ids[at : at + _CHUNK])
            yield from (rows.record_of(row) for row in self._ask(queries.THESE, [some]))

    def place(self, record: CallRecord, wanted: Filter = EVERY_CALL) -> int:
        """At which offset of the filter's list the call stands, or would stand."""
        with translating(self._path, WORDS):
            finder = self._finder()
            return 0 if finder is None else finder.newer(wanted, record.call.started, record.call.id)

    def get(self, id: int) -> CallRecord | None:
        if not 0 < id <= queries.LAST_SEQ_EVER:  # typed by a user: more than SQLite can hold
            return None
        found = self._ask(queries.GET, [id])
        return rows.record_of(found[0]) if found else None

    def events_of(self, record: CallRecord) -> list[tuple[int, RawEvent]]:
        """What the phone reported of a call, as far as it is still kept."""
        if self._connection is None:
            return []
        with translating(self._path, WORDS):
            return events_of(self._connection, record)

    def events_with(self, digits: Sequence[str], means: Means) -> list[tuple[int, RawEvent]]:
        """The events in which the digits stand and that `means` says are about the party."""
        if self._connection is None:
            return []
        with translating(self._path, WORDS):
            return list(events_with(self._connection, digits, means))

    def follow_ups(self, limit: int = 1000) -> list[CallRecord]:
        """The calls that somebody has yet to answer by calling back, the most urgent first."""
        return [rows.record_of(row) for row in self._ask(queries.OPEN_FOLLOW_UPS, [limit])]

    def unseen(self) -> frozenset[int]:
        """The ids of the missed calls that were neither looked at nor called back."""
        return frozenset(id for (id,) in self._ask(queries.UNSEEN_OF, []))

    def tags(self, limit: int = 100) -> list[tuple[str, int]]:
        """The tags in use and how often, the commonest first."""
        return [(tag, number) for tag, number in self._ask(queries.TAGS, [limit])]

    def references(self, limit: int = 100) -> list[tuple[str, int]]:
        """The projects and cases in use and how often, the commonest first."""
        return [(text, number) for text, number in self._ask(queries.REFERENCES, [limit])]

    def gaps(self, since: float = 0.0, until: float = 9e15, limit: int = 1000) -> list[Gap]:
        """When nothing was heard, newest first."""
        return [Gap(*row) for row in self._ask(queries.GAPS, [until, since, limit])]

    def open_calls(self) -> list[CallRecord]:
        """The calls that had not ended when they were last saved, oldest first."""
        return [rows.record_of(row) for row in self._ask(queries.OPEN_CALLS, [])]

    def frequent(self, since: float, least: int, limit: int) -> dict[int, int]:
        """The contacts with at least that many calls since `since`: id → calls, at most `limit` of them."""
        return dict(self._ask(queries.FREQUENT, [since, least, limit]))

    def chunk(self, first: int, last: int | None, limit: int) -> list[tuple[int, RawEvent]]:
        """At most `limit` events from `first` to `last`, both included, with their numbers."""
        upper = queries.LAST_SEQ_EVER if last is None else last
        return [rows.event_of(row) for row in self._ask(queries.EVENTS, [first, upper, limit])]

    def events(self, first: int = 1, last: int | None = None) -> Iterator[tuple[int, RawEvent]]:
        """The events from `first` to `last`, both included, read in chunks."""
        while chunk := self.chunk(first, last, _CHUNK):
            yield from chunk
            first = chunk[-1][0] + 1

    def first_seq(self) -> int:
        """The number of the oldest event that is still kept; 0 if there is none."""
        return self._number(queries.FIRST_SEQ)

    def last_seq(self) -> int:
        """The number that was given out last; 0 before the first event."""
        return self._number(queries.LAST_SEQ)

    def last_report(self, phone: str) -> float | None:
        """When the phone reported last (epoch seconds), None if it has not lately."""
        found = self._ask(queries.LAST_REPORT, [phone])
        return float(found[0][0]) if found else None

    def meta(self, key: str) -> str | None:
        found = self._ask(queries.META, [key])
        return found[0][0] if found else None

    def _number(self, query: str) -> int:
        found = self._ask(query, [])
        return int(found[0][0]) if found else 0

    def _finder(self) -> Finder | None:
        """The same one while nobody writes: it holds what it has found out."""
        if self._connection is None:
            return None
        version = self._connection.execute("PRAGMA data_version").fetchone()[0]
        if self._found is None or self._found[0] != version:
            self._found = version, Finder(self._connection, search.usable(self._connection))
        return self._found[1]

    def _ask(self, query: str, values: list[object]) -> list[tuple[Any, ...]]:
        if self._connection is None:
            return []
        with translating(self._path, WORDS):
            return self._connection.execute(query, values).fetchall()


def read(path: Path, patience: float = PATIENCE) -> Reader:
    """Opens the journal for reading; one that does not exist yet is empty, and is not created."""
    return Reader(open_for_reading(path, patience), path)
