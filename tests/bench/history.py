"""The history of a million calls: opened, paged, filtered, searched, exported. The journal is made once, in build/."""

from __future__ import annotations

import io
import os
import random
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Final

from tests.bench.figures import Figure, percentile, times
from tests.bench.office import Offices
from tests.journal.make import NOON, fill
from tui.calls.states import Direction
from tui.journal.export import write_csv
from tui.journal.filter import Filter
from tui.journal.opening import open_for_writing
from tui.journal.reading import Reader, read

CALLS: Final = 1_000_000
_PAGE: Final = 100
_RUNS: Final = 100
_EXPORTED: Final = 50_000
_AIM: Final = 0.030  # seconds
_YEAR: Final = 365 * 86400.0

_FILTERS: Final = {
    "missed": Filter(missed=True),
    "outgoing of one phone, a year": Filter(
        direction=Direction.OUT, phone="reception", since=NOON - 2 * _YEAR, until=NOON - _YEAR
    ),
    "contact": Filter(contact=7),
}
_SEARCHES: Final = ("müller", "anna muster", "gmbh", "4710", "nobody")


def figures(offices: Offices) -> Iterator[Figure]:
    path = _journal()
    with read(path) as reader:
        chance = random.Random(1)  # noqa: S311 - places in a list
        yield _timed("open, count and first page", partial(_opened, path, Filter()))
        yield _timed("a page anywhere", lambda: reader.page(offset=chance.randrange(CALLS), limit=_PAGE))
        for name, wanted in _FILTERS.items():
            yield _timed(f"filter {name}: count and page anywhere", partial(_page, reader, wanted, chance))
        for text in _SEARCHES:
            wanted = Filter(text=text)
            yield _timed(f"search “{text}”: opened, count and first page", partial(_opened, path, wanted))
            yield _timed(f"search “{text}”: page anywhere", partial(_page, reader, wanted, chance))
        yield _exported(reader)
    yield from _sizes(path)


def _journal() -> Path:
    path = Path("build") / f"bench-journal-{CALLS}.db"
    if not path.exists():
        part = path.with_suffix(".part")
        for side in ("", "-wal", "-shm"):
            part.with_name(part.name + side).unlink(missing_ok=True)
        fill(part, CALLS)
        os.replace(part, path)  # noqa: PTH105 - only when it is whole
    open_for_writing(path, 5.0).close()  # of an earlier version: brought up to date outside the measurement
    return path


def _timed(name: str, work: Callable[[], object]) -> Figure:
    work()  # the first fills the caches
    taken, worked = [], []
    for _ in range(_RUNS):
        begun, busy = time.perf_counter(), time.process_time()
        work()
        taken.append(time.perf_counter() - begun)
        worked.append(time.process_time() - busy)
    met = percentile(taken, 0.99) <= _AIM
    processor = f"processor: {percentile(worked, 0.99) * 1000:.1f} ms"  # what a busy machine leaves as it is
    return times(f"{CALLS:,} calls: {name}", taken, processor, "p99 <= 30 ms", met)


def _opened(path: Path, wanted: Filter) -> None:
    """By a reader that has found out nothing yet."""
    with read(path) as reader:
        reader.count(wanted)
        reader.page(wanted, 0, _PAGE)


def _page(reader: Reader, wanted: Filter, chance: random.Random) -> None:
    total = reader.count(wanted)
    reader.page(wanted, chance.randrange(max(1, total)), _PAGE)


def _exported(reader: Reader) -> Figure:
    begun = time.perf_counter()
    count = write_csv(islice(reader.each(), _EXPORTED), io.StringIO(), NOON)
    rate = count / (time.perf_counter() - begun)
    return Figure(f"{CALLS:,} calls: export as CSV", 1, rate, rate, "calls/s")


def _sizes(path: Path) -> Iterator[Figure]:
    with closing(sqlite3.connect(path)) as connection:
        size = connection.execute("PRAGMA page_size").fetchone()[0]
        used = connection.execute("PRAGMA page_count").fetchone()[0]
        used -= connection.execute("PRAGMA freelist_count").fetchone()[0]
        events = connection.execute("SELECT sum(length(query) + 40) FROM events").fetchone()[0]
    whole = used * size / CALLS
    yield Figure(
        "bytes per call with its three events", 1, whole, whole, "bytes", f"events: {events / CALLS:.0f}"
    )
