"""One party's calls taken out of the journal, or copied out of it for whoever asks what is kept of them."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tui.calls.events import RawEvent
from tui.journal import queries, rows, search
from tui.journal.purging import delete_calls
from tui.journal.record import CallRecord

Means = Callable[[RawEvent, int], bool]

_CANDIDATES: Final = (
    "SELECT seq, at, phone, source, name, query, peer FROM events WHERE seq > ? AND instr(query, ?) > 0 "
    "ORDER BY seq LIMIT 1000"
)
# What the phone told between the first and the last of a call, and under its own name for it.
_OF_CALL: Final = (
    "SELECT seq, at, phone, source, name, query, peer FROM events "
    "WHERE seq >= ? AND at <= ? AND phone = ? AND (seq = ? OR (? != '' AND instr(query, ?) > 0)) ORDER BY seq"
)
_SLACK: Final = 60.0  # seconds that the last event of a call may come late


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How much was deleted."""

    calls: int
    events: int
    log_lines: int = 0


def events_of(connection: sqlite3.Connection, record: CallRecord) -> list[tuple[int, RawEvent]]:
    """What the phone reported of a call, as far as it is still kept."""
    call = record.call
    until = max(call.last_event, call.ended or 0.0) + _SLACK
    name = call.call_id.encode()
    found = connection.execute(_OF_CALL, (call.id, until, call.phone, call.id, call.call_id, name))
    return [rows.event_of(row) for row in found]


def events_with(
    connection: sqlite3.Connection, digits: Sequence[str], means: Means
) -> Iterator[tuple[int, RawEvent]]:
    """The events in which the digits stand and that `means` says are about the party."""
    for wanted in digits:
        last = 0
        while found := connection.execute(_CANDIDATES, (last, wanted.encode())).fetchall():
            for row in found:
                seq, raw = rows.event_of(row)
                if means(raw, seq):
                    yield seq, raw
            last = found[-1][0]


def forget(connection: sqlite3.Connection, ids: Iterable[int], events: Iterable[int]) -> Forgotten:
    """Deletes calls with all that was written to them, and events."""
    calls, seqs = list(dict.fromkeys(ids)), list(dict.fromkeys(events))
    delete_calls(connection, calls)
    connection.executemany("DELETE FROM events WHERE seq = ?", [(seq,) for seq in seqs])
    connection.execute(queries.PURGE_STRAY_NOTES)
    search.forget_strays(connection)
    return Forgotten(len(calls), len(seqs))


def forget_in_log(log: Path, masked: Sequence[str]) -> int:
    """Takes the lines out of the log, and out of the older ones beside it, in which a number stands.

    Its last three digits are not in there; `masked` are its beginnings, so a neighbour's lines may go too.
    """
    starts = [re.sub(r"\D", "", one) for one in masked]
    wanted = [re.compile(r"(?<!\d)" + r"[^\w\n]{0,4}".join(start)) for start in starts if len(start) >= 3]
    gone = 0
    for path in sorted(log.parent.glob(log.name + "*")):
        lines = path.read_text("utf-8", "replace").splitlines(keepends=True)
        kept = [line for line in lines if not any(one.search(line) for one in wanted)]
        if len(kept) < len(lines):
            gone += len(lines) - len(kept)
            with path.open("r+", encoding="utf-8") as file:  # in its place: whoever logs has it open
                file.writelines(kept)
                file.truncate()
    return gone
