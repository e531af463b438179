"""The file: its rights, other processes, disks that are full or broken, and what the loop is told."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing, suppress
from pathlib import Path

import pytest

from tests.phonebook.make import PLAN, card
from tui.contacts.model import Contact, PhoneNumber
from tui.dialing.reading import read_typed
from tui.errors import DurchwahlError
from tui.phonebook.intake import Record
from tui.phonebook.reading import read
from tui.phonebook.schema import open_for_writing
from tui.phonebook.store import Book
from tui.phonebook.syncing import import_path

ANNA = Contact(0, "Anna Müller", numbers=(PhoneNumber("030 23125-150"),))

ADDER = """
import sys
from pathlib import Path
from tui.contacts.model import Contact
from tui.dialing.number import DialPlan
from tui.phonebook import editing
from tui.phonebook.schema import changing

for at in range(int(sys.argv[3])):
    with changing(Path(sys.argv[1])) as connection:
        editing.add(connection, Contact(0, f"{sys.argv[2]} {at}"), DialPlan())
"""


@asynccontextmanager
async def opened(path: Path, patience: float = 15.0) -> AsyncIterator[Book]:
    book = await Book.open(path, PLAN, patience=patience)
    try:
        yield book
    finally:
        await book.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "contacts.sqlite"


async def test_it_is_the_users_alone_and_lasts(path: Path) -> None:
    async with opened(path) as book:
        anna = await book.add(ANNA)
        if os.name == "posix":
            assert {stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()} == {0o600}
    async with opened(path) as book:
        assert await book.get(anna.id) == anna
        assert book.match(read_typed("030 23125150", PLAN)).contacts == (anna,)
        assert await book.find("mue") == [anna]
        assert await book.count() == 1


async def test_every_change_is_told(path: Path) -> None:
    async with opened(path) as book:
        told: list[int] = []
        book.on_change = lambda: told.append(1)
        anna = await book.add(ANNA)
        await book.set_favourite(anna.id, True)
        await book.set_speed_dial(1, anna.id)
        await book.choose(read_typed("030 23125150", PLAN), anna.id)
        await book.delete([anna.id])
        assert len(told) == 5


async def test_what_another_process_writes_is_seen(path: Path) -> None:
    async with opened(path) as book:
        seen = asyncio.Event()
        book.on_change = seen.set
        watching = asyncio.create_task(book.watch())
        try:
            while not seen.is_set():  # it may look for the first time after the change
                await asyncio.to_thread(_run, path, "Bernd", 1)
                await _seen(seen)
        finally:
            watching.cancel()
        assert {one.name for one in await book.find("bernd")} == {"Bernd 0"}


async def _seen(seen: asyncio.Event) -> None:
    with suppress(TimeoutError):
        await asyncio.wait_for(seen.wait(), 3)


def _run(path: Path, name: str, count: int) -> None:
    done = subprocess.run(
        [sys.executable, "-c", ADDER, str(path), name, str(count)], capture_output=True, text=True, timeout=50
    )
    assert done.returncode == 0, done.stderr


async def test_two_processes_write_at_once_and_nothing_is_lost(path: Path) -> None:
    await asyncio.gather(*(asyncio.to_thread(_run, path, name, 15) for name in ("Anna", "Bernd")))
    with read(path, PLAN) as book:
        assert len(book) == 30
        assert len(book.search("anna")) == len(book.search("bernd")) == 15


async def test_a_locked_book_can_be_read_and_says_why_it_cannot_be_written(path: Path) -> None:
    async with opened(path, patience=0.1) as book:
        await book.add(ANNA)
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(DurchwahlError) as caught:
                await book.add(ANNA)
            assert caught.value.key == "book_locked"
            assert len(await book.find("anna")) == 1
            other.execute("ROLLBACK")
        await book.add(ANNA)


async def test_a_full_disk_takes_nothing_away(path: Path) -> None:
    with closing(open_for_writing(path)) as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
    async with opened(path) as book:
        await book.add(ANNA)
        await book._write(lambda connection: connection.execute(f"PRAGMA max_page_count = {pages + 2}"))
        records = [Record(f"name:{at}", Contact(0, f"Bernd {at}", note="x" * 2000)) for at in range(500)]
        with pytest.raises(DurchwahlError) as caught:
            await book.take("s", records)
        assert caught.value.key == "book_full"
        assert [one.name for one in await book.ask(list)] == ["Anna Müller"]


def test_a_damaged_book_is_left_alone(path: Path) -> None:
    content = b"no database at all" * 300
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(DurchwahlError) as caught:
        asyncio.run(Book.open(path, PLAN))
    assert caught.value.key == "book_damaged"
    assert path.read_bytes() == content


async def test_the_journal_is_no_phone_book(path: Path) -> None:
    from tui.journal.opening import open_for_writing as open_journal

    open_journal(path, 1.0).close()
    with pytest.raises(DurchwahlError) as caught:
        await Book.open(path, PLAN)
    assert caught.value.key == "book_foreign"


async def test_a_closed_book_says_so(path: Path) -> None:
    async with opened(path) as book:
        pass
    await book.close()
    with pytest.raises(DurchwahlError) as caught:
        await book.add(ANNA)
    assert caught.value.key == "book_closed"


def test_an_import_that_is_broken_off_keeps_what_is_in(path: Path, tmp_path: Path) -> None:
    file = tmp_path / "many.vcf"
    file.write_text("".join(card(f"Person {at:04}", f"030 23125{at:04}") for at in range(2500)))

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with closing(open_for_writing(path)) as connection:
        with pytest.raises(KeyboardInterrupt):
            import_path(connection, file, PLAN, progress=stop)
        assert not connection.in_transaction
        first = connection.execute("SELECT count(*) FROM contacts").fetchone()[0]
        assert 0 < first < 2500
        taken = import_path(connection, file, PLAN).taken
        assert (taken.added, taken.skipped) == (2500 - first, first)


async def test_a_source_that_tells_all_forgets_the_rest(path: Path) -> None:
    async with opened(path) as book:
        await book.take("carddav:x", [Record("1", ANNA), Record("2", Contact(0, "Bernd"))])
        taken = await book.take("carddav:x", [Record("2", Contact(0, "Bernd"))], whole=True)
        assert (taken.skipped, taken.deleted) == (1, 1)
        assert [one.name for one in await book.ask(list)] == ["Bernd"]
