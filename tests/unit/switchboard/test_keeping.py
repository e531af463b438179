"""Nothing that a phone was told is safe is lost: disks full, folders read-only, journals locked and damaged."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.journal.samples import NOON, event, record
from tui.errors import DurchwahlError
from tui.journal.reading import read
from tui.journal.spool import Spool
from tui.journal.store import Journal
from tui.paths import Paths
from tui.switchboard.keeping import Keeper


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths.find(tmp_path / "config.toml", tmp_path / "data", {})


@pytest.fixture
def told() -> list[str]:
    return []


@asynccontextmanager
async def _keeper(paths: Paths, told: list[str], opened: Callable[[Journal], None]) -> AsyncIterator[Keeper]:
    keeper = Keeper(paths, lambda notice: told.append(notice.text), opened, retry=0.01)
    await keeper.open()
    keeping = asyncio.create_task(keeper.keep())
    try:
        yield keeper
    finally:
        keeping.cancel()
        await asyncio.gather(keeping, return_exceptions=True)
        await keeper.close()


async def _until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(30):
        while not true():  # noqa: ASYNC110 - there is no event for what is on the disk
            await asyncio.sleep(0.01)


def _names(paths: Paths) -> list[str]:
    with read(paths.journal) as reader:
        return [raw.name for _, raw in reader.events()]


async def test_a_lock_of_another_process_delays_nobody_and_loses_nothing(
    paths: Paths, told: list[str]
) -> None:
    await (await Journal.open(paths.journal)).close()
    async with _keeper(paths, told, lambda _: None) as keeper:
        first = await keeper.append(event("first"))
        other = sqlite3.connect(paths.journal, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        numbers = [await keeper.append(event(f"spooled-{at}")) for at in range(3)]
        assert keeper.spooling
        keeper.save([record(numbers[0])])
        assert _names(paths) == ["first"]  # what can be read is read meanwhile
        other.execute("ROLLBACK")
        other.close()
        await _until(lambda: not keeper.spooling)
        last = await keeper.append(event("last"))
        assert keeper.number(numbers[0]) == first + 1
        with read(paths.journal) as reader:
            assert [one.call.id for one in reader.page()] == [first + 1]
        assert last == first + 4
    assert _names(paths) == ["first", "spooled-0", "spooled-1", "spooled-2", "last"]
    assert len(told) == 2
    assert "in use" in told[0]
    assert "3 events" in told[1]


@pytest.mark.parametrize("content", [b"no journal at all" * 100, b"SQLite format 3\0" + b"\x13" * 9000])
async def test_a_damaged_journal_is_left_alone_and_events_wait_for_a_whole_one(
    paths: Paths, told: list[str], content: bytes
) -> None:
    paths.data_dir.mkdir()
    paths.journal.write_bytes(content)
    opened: list[Journal] = []
    async with _keeper(paths, told, opened.append) as keeper:
        assert keeper.spooling
        number = await keeper.append(event("kept"))
        keeper.save([record(number)])
        assert paths.journal.read_bytes() == content
        paths.journal.rename(paths.journal.with_name("ruined.db"))  # as the message says
        await _until(lambda: not keeper.spooling)
        assert len(opened) == 1
        assert keeper.number(number) == 1
    with read(paths.journal) as reader:
        assert [one.call.id for one in reader.page()] == [1]
    assert _names(paths) == ["kept"]


async def test_what_was_spooled_when_the_program_ended_is_taken_in_at_the_next_start(
    paths: Paths, told: list[str]
) -> None:
    paths.data_dir.mkdir()
    paths.journal.write_bytes(b"no journal at all" * 100)
    for name in ("one", "two"):
        keeper = Keeper(paths, lambda notice: told.append(notice.text), lambda _: None)
        await keeper.open()
        await keeper.append(event(name))
        await keeper.close()
    paths.journal.unlink()
    async with _keeper(paths, told, lambda _: None) as keeper:
        assert not keeper.spooling
        assert await keeper.append(event("three")) == 3
    assert _names(paths) == ["one", "two", "three"]


async def test_taken_in_twice_is_there_once(paths: Paths) -> None:
    """The program died after the journal had the events and before the spool was emptied."""
    events = [(2**53 + at, event(f"e{at}", at=NOON + at)) for at in range(3)]
    journal = await Journal.open(paths.journal)
    assert await journal.take_in("batch", events[:2]) == {2**53: 1, 2**53 + 1: 2}
    assert await journal.take_in("batch", events) == {2**53 + 2: 3}
    await journal.close()
    assert _names(paths) == ["e0", "e1", "e2"]


async def test_where_nothing_can_be_written_the_phone_is_not_told_that_it_is_safe(
    paths: Paths, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    paths.data_dir.mkdir()
    paths.journal.write_bytes(b"no journal at all" * 100)

    def full(*_: object) -> None:
        raise OSError(28, os.strerror(28))

    async with _keeper(paths, told, lambda _: None) as keeper:
        monkeypatch.setattr(os, "pwrite", full)
        with pytest.raises(DurchwahlError, match="Make room"):
            await keeper.append(event())
        monkeypatch.undo()
        assert await keeper.append(event("again")) >= 2**53
        paths.journal.unlink()
        await _until(lambda: not keeper.spooling)
    assert _names(paths) == ["again"]


FULL_DISK = """
import asyncio, resource, signal, sys
from pathlib import Path
from tests.journal.samples import event
from tui.paths import Paths
from tui.switchboard.keeping import Keeper

async def main():
    paths = Paths.find(Path(sys.argv[1]) / "c.toml", Path(sys.argv[1]) / "data", {})
    keeper = Keeper(paths, lambda notice: None, lambda journal: None)
    await keeper.open()
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    size = max(file.stat().st_size for file in paths.data_dir.iterdir() if file.name != "journal.spool")
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, resource.RLIM_INFINITY))
    acknowledged = 0
    while not keeper.spooling or acknowledged < 100:
        await keeper.append(event(f"e{acknowledged}", query=b"x" * 20_000 if not keeper.spooling else b"x"))
        acknowledged += 1
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    print(acknowledged, flush=True)
    import os
    os._exit(0)  # as a crash would end it

asyncio.run(main())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are POSIX")
async def test_a_journal_that_cannot_grow_loses_nothing_over_a_crash(paths: Paths, told: list[str]) -> None:
    """RLIMIT_FSIZE: the system refuses every file beyond a megabyte, and so the journal; the spool has its room."""
    command = [sys.executable, "-c", FULL_DISK, str(paths.data_dir.parent)]
    done = await asyncio.to_thread(subprocess.run, command, capture_output=True, text=True, timeout=50)
    assert done.returncode == 0, done.stderr
    acknowledged = int(done.stdout)
    assert Spool(paths.spool).events()
    async with _keeper(paths, told, lambda _: None) as keeper:
        assert not keeper.spooling
    assert _names(paths) == [f"e{at}" for at in range(acknowledged)]


@pytest.mark.skipif(os.name != "posix" or os.getuid() == 0, reason="root may write anywhere")
async def test_a_read_only_folder(paths: Paths, told: list[str]) -> None:
    await (await Journal.open(paths.journal)).close()
    paths.data_dir.chmod(0o500)
    try:
        async with _keeper(paths, told, lambda _: None) as keeper:
            assert keeper.spooling
            assert keeper.journal is not None
            assert await keeper.journal.count() == 0
            with pytest.raises(DurchwahlError):
                await keeper.append(event())
    finally:
        paths.data_dir.chmod(0o700)


def test_half_a_line_of_a_power_cut_is_no_event(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "journal.spool", reserve=4000)
    spool.put(7, event("whole", query=b"\0\xff=1"))
    spool.put(8, event("half"))
    spool.close()
    data = spool.path.read_bytes()
    end = data.index(b"\0")
    assert len(data) == 4000
    spool.path.write_bytes(data[: end - 5] + b"\0" * 5 + data[end:])
    again = Spool(spool.path, reserve=4000)
    assert again.events() == [(7, event("whole", query=b"\0\xff=1"))]
    again.put(9, event("next"))
    assert [seq for seq, _ in again.events()] == [7, 9]
    again.clear()
    assert again.events() == []
    assert not spool.path.read_bytes().strip(b"\0")
    again.close()
