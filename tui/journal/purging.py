"""Data protection: what is deleted, and by what age. Jobs for the writer, so small that no event waits."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from tui.journal import queries, search
from tui.journal.changes import PURGED, purged_before, set_meta

BATCH: Final = 500  # rows of one transaction


@dataclass(frozen=True, slots=True)
class Purged:
    """How much was deleted."""

    calls: int
    events: int

    def __add__(self, other: Purged) -> Purged:
        return Purged(self.calls + other.calls, self.events + other.events)


def purge_calls(connection: sqlite3.Connection, before: float, kind: str) -> int:
    """Deletes some calls of a class of `queries.EXPIRED` that were over before then; 0 when none is left."""
    expired = connection.execute(queries.EXPIRED[kind], {"before": before, "most": BATCH}).fetchall()
    delete_calls(connection, [id for (id,) in expired])
    return len(expired)


def purge_events(connection: sqlite3.Connection, before: float) -> int:
    """Deletes some events of calls that were over before then; 0 when none is left.

    From then on a rebuild derives no call that was over by then, and leaves those alone that are kept.
    """
    set_meta(connection, PURGED, repr(max(before, purged_before(connection))))
    values = {"before": before, "ever": queries.LAST_SEQ_EVER, "most": BATCH * 4}
    return connection.execute(queries.PURGE_EVENTS, values).rowcount


def purge_rest(connection: sqlite3.Connection, before: float) -> None:
    """What belonged to what was deleted: words, parties, notes, gaps."""
    connection.execute(queries.PURGE_STRAY_NOTES)
    connection.execute(queries.PURGE_STRAY_SEEN)
    connection.execute(queries.PURGE_GAPS, (before,))
    search.forget_strays(connection)


def delete_calls(connection: sqlite3.Connection, ids: Iterable[int]) -> None:
    """The calls with all that was written to them."""
    gone = [(id,) for id in ids]
    for query in (queries.DELETE_NOTE, queries.DELETE_SEEN, queries.DELETE_CALL):
        connection.executemany(query, gone)


def checkpoint(connection: sqlite3.Connection) -> None:
    """Moves all from the write-ahead log to the file, so that nothing deleted lives on in it."""
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
