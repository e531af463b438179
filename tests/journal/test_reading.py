"""The command line's way to the journal."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.journal.samples import event, open_call, record
from tui.journal.filter import Filter
from tui.journal.opening import open_for_writing
from tui.journal.reading import read
from tui.journal.record import CallRecord
from tui.journal.store import Journal


def test_a_journal_that_does_not_exist_is_empty_and_stays_so(path: Path) -> None:
    with read(path) as reader:
        assert (reader.count(), reader.page(), reader.get(1), reader.open_calls()) == (0, [], None, [])
        assert (list(reader.events()), reader.first_seq(), reader.last_seq()) == ([], 0, 0)
        assert reader.meta("x") is None
        assert reader.count(Filter(text="anna")) == 0
    assert not path.parent.exists()


def test_it_reads_what_was_written(path: Path) -> None:
    async def write() -> None:
        journal = await Journal.open(path)
        for index in range(2500):  # more than one chunk
            await journal.append(event(f"e{index}"))
        await journal.save([record(1), CallRecord(open_call(2))])
        await journal.set_meta("x", "y")
        await journal.close()

    asyncio.run(write())
    with read(path) as reader:
        assert [raw.name for _, raw in reader.events()] == [f"e{index}" for index in range(2500)]
        assert [seq for seq, _ in reader.events(1000, 1003)] == [1000, 1001, 1002, 1003]
        assert [each.call.id for each in reader.open_calls()] == [2]
        assert (reader.get(1), reader.first_seq(), reader.last_seq()) == (record(1), 1, 2500)
        assert reader.meta("x") == "y"


async def test_it_reads_while_another_writes(path: Path) -> None:
    journal = await Journal.open(path)
    await journal.append(event())
    with read(path) as reader:
        assert reader.last_seq() == 1
        with closing(open_for_writing(path, 1.0)) as other:
            other.execute("BEGIN IMMEDIATE")  # somebody is in the middle of writing
            assert reader.last_seq() == 1
            other.execute("ROLLBACK")
        await journal.append(event())
        assert reader.last_seq() == 2
    await journal.close()


def test_it_cannot_write(path: Path) -> None:
    open_for_writing(path, 1.0).close()
    with read(path) as reader, pytest.raises(Exception, match="readonly"):
        reader._connection.execute("DELETE FROM events")  # type: ignore[union-attr]


def test_it_starts_without_the_heavy_parts() -> None:
    code = "import sys, tui.journal.reading; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert "sqlite3" in loaded
    heavy = {"asyncio", "concurrent.futures", "textual", "httpx", "aiohttp", "phonenumbers", "logging"}
    assert heavy & set(loaded) == set()
