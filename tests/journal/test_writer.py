"""The writing thread: groups, failures, a full disk, another process."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.journal.samples import event, record
from tui.database.writer import Writer
from tui.errors import DurchwahlError
from tui.journal import changes, purging
from tui.journal.opening import kind, open_for_writing
from tui.journal.store import Journal


@pytest.fixture
def statements() -> list[str]:
    """What SQLite was told on the writing connection."""
    return []


@pytest.fixture
async def writer(path: Path, statements: list[str]) -> AsyncIterator[Writer]:
    connection = open_for_writing(path, patience=0.2)
    connection.set_trace_callback(statements.append)
    made = Writer(connection, path, kind())
    yield made
    made.close()
    await asyncio.to_thread(made.join)


@contextmanager
def _held(writer: Writer) -> Iterator[None]:
    """The thread is kept busy within, so that whatever is submitted waits and goes into one group."""
    entered, go = threading.Event(), threading.Event()

    def wait(_connection: sqlite3.Connection) -> None:
        entered.set()
        go.wait()

    writer.submit(wait)
    entered.wait()
    yield
    go.set()


def _append(connection: sqlite3.Connection) -> int:
    return changes.append(connection, event())


def _fail(connection: sqlite3.Connection) -> int:
    changes.append(connection, event("half done"))
    raise ValueError("no")


def _names(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [name for (name,) in connection.execute("SELECT name FROM events ORDER BY seq")]


async def test_what_waits_shares_one_commit(writer: Writer, statements: list[str]) -> None:
    with _held(writer):
        waiting = [writer.submit(_append) for _ in range(200)]
    assert await asyncio.gather(*waiting) == list(range(1, 201))
    assert statements.count("COMMIT") == 2  # the one that was held, and the group


async def test_a_job_that_fails_fails_alone(writer: Writer, path: Path) -> None:
    with _held(writer):
        before, failing, after = writer.submit(_append), writer.submit(_fail), writer.submit(_append)
    with pytest.raises(ValueError, match="no"):
        await failing
    assert [await before, await after] == [1, 2]
    assert _names(path) == ["incoming", "incoming"]


async def test_what_may_wait_shares_the_commit_of_what_may_not(writer: Writer, statements: list[str]) -> None:
    waiting = [writer.submit(_append, within=3600.0) for _ in range(3)]
    assert await writer.submit(_append) == 4
    assert await asyncio.gather(*waiting) == [1, 2, 3]
    assert statements.count("COMMIT") == 1


async def test_what_may_wait_is_done_when_its_time_has_come_without_company(writer: Writer) -> None:
    assert await writer.submit(_append, within=0.01) == 1


async def test_what_may_wait_can_be_hurried(writer: Writer) -> None:
    writer.hurry()  # nothing to do, nothing lost
    waiting = writer.submit(_append, within=3600.0)
    writer.hurry()
    assert await waiting == 1


async def test_what_may_wait_is_written_at_the_end(writer: Writer, path: Path) -> None:
    waiting = [writer.submit(_append, within=3600.0), writer.submit(_append, within=3600.0)]
    writer.close()
    assert await asyncio.gather(*waiting) == [1, 2]


async def test_an_urgent_job_waits_for_no_patient_one_behind_it(writer: Writer) -> None:
    with _held(writer):
        patient = writer.submit(_append, within=3600.0)
        alone = writer.submit(purging.checkpoint, alone=True)
        last = writer.submit(_append, within=3600.0)
    await alone
    assert await patient == 1
    assert not last.done()
    writer.hurry()
    assert await last == 2


async def test_an_error_of_sqlite_comes_out_as_ours(writer: Writer, path: Path) -> None:
    with pytest.raises(DurchwahlError) as caught:
        await writer.submit(lambda connection: connection.execute("SELECT * FROM nothing"))
    assert caught.value.key == "journal_failed"
    assert str(path) in str(caught.value)
    assert isinstance(caught.value.__cause__, sqlite3.Error)
    assert await writer.submit(_append) == 1


def _small_disk(connection: sqlite3.Connection) -> None:
    """From now on the file may grow by a few pages only: SQLite's own "disk full"."""
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages + 4}").fetchone()


def _too_much(connection: sqlite3.Connection) -> int:
    return changes.append(connection, event("big", query=b"x" * 1_000_000))


async def test_a_full_disk_takes_only_what_does_not_fit(writer: Writer, path: Path) -> None:
    await writer.submit(_small_disk)
    with _held(writer):
        before, failing, after = writer.submit(_append), writer.submit(_too_much), writer.submit(_append)
    with pytest.raises(DurchwahlError) as caught:
        await failing
    assert caught.value.key == "journal_full"
    assert [await before, await after] == [1, 2]
    assert _names(path) == ["incoming", "incoming"]


async def test_a_job_that_no_transaction_may_hold_runs_alone(writer: Writer) -> None:
    with _held(writer):
        first = writer.submit(_append)
        alone = writer.submit(purging.checkpoint, alone=True)
        last = writer.submit(_append)
    await alone
    assert (await first, await last) == (1, 2)
    with pytest.raises(DurchwahlError):
        await writer.submit(purging.checkpoint)  # within a transaction SQLite refuses it


async def test_a_lock_that_stays_is_told(writer: Writer, path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        first, second = writer.submit(_append), writer.submit(_append)
        for refused in (first, second):
            with pytest.raises(DurchwahlError) as caught:
                await refused
            assert caught.value.key == "journal_locked"
        other.execute("COMMIT")
    assert await writer.submit(_append) == 1


async def test_a_lock_that_goes_is_waited_for(path: Path) -> None:
    trying = threading.Event()
    connection = open_for_writing(path, patience=30.0)
    connection.set_trace_callback(lambda statement: trying.set() if statement.startswith("BEGIN") else None)
    writer = Writer(connection, path, kind())
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        waiting = writer.submit(_append)
        assert await asyncio.to_thread(trying.wait, 10)
        assert not waiting.done()
        other.execute("COMMIT")
    assert await waiting == 1
    writer.close()
    await asyncio.to_thread(writer.join)


async def test_two_journals_on_one_file_write_in_turns(path: Path) -> None:
    one, two = await Journal.open(path), await Journal.open(path)
    await one.save([record(1)])
    jobs = [journal.append(event()) for _ in range(100) for journal in (one, two)]
    numbers = await asyncio.gather(*jobs, two.set_note(1, "von nebenan"))
    assert sorted(number for number in numbers if isinstance(number, int)) == list(range(1, 201))
    [found] = await one.page()
    assert found.note == "von nebenan"
    await one.close()
    await two.close()


async def test_a_commit_waits_for_the_disk(path: Path) -> None:
    with closing(open_for_writing(path, patience=1.0)) as connection:
        asked = {
            name: connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "fullfsync", "secure_delete")
        }
    assert asked == {"journal_mode": "wal", "synchronous": 2, "fullfsync": 1, "secure_delete": 1}


def test_a_loop_that_is_gone_does_not_stop_the_thread(path: Path) -> None:
    async def forget_to_wait() -> Writer:
        writer = Writer(open_for_writing(path, patience=1.0), path, kind())
        with _held(writer):
            writer.submit(_append)
            writer.submit(_append)
            writer.close()
        return writer

    asyncio.run(forget_to_wait()).join()
    assert _names(path) == ["incoming", "incoming"]
