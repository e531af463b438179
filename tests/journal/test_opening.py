"""The file: who may read it, whose it is, how it grows."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.journal.make import fill
from tests.journal.samples import event, record
from tui.database import faults
from tui.database.kind import Migration
from tui.errors import DurchwahlError
from tui.journal import migrations
from tui.journal.migrations import MIGRATIONS
from tui.journal.opening import WORDS, open_for_reading, open_for_writing
from tui.journal.reading import read
from tui.journal.store import Journal

posix = pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX's")


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def _schema(path: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()


def _refused(path: Path) -> str:
    """The key with which the journal refuses to open, for writing and for reading alike."""
    with pytest.raises(DurchwahlError) as writing:
        open_for_writing(path, patience=0.1)
    with pytest.raises(DurchwahlError) as reading:
        open_for_reading(path, patience=0.1)
    assert str(path) in str(writing.value)
    assert writing.value.key == reading.value.key
    return writing.value.key


# modes


@posix
async def test_only_the_user_may_read_it(path: Path) -> None:
    before = os.umask(0)
    try:
        journal = await Journal.open(path)
        await journal.append(event())
        modes = {file.name: _mode(file) for file in path.parent.iterdir()}
        await journal.close()
    finally:
        os.umask(before)
    assert modes == {"journal.db": 0o600, "journal.db-wal": 0o600, "journal.db-shm": 0o600}
    assert _mode(path.parent) == 0o700


@posix
def test_a_restored_journal_is_closed_to_others(path: Path) -> None:
    open_for_writing(path, 1.0).close()
    path.chmod(0o644)
    open_for_writing(path, 1.0).close()
    assert _mode(path) == 0o600


@posix
def test_a_folder_of_the_user_keeps_its_mode(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    open_for_writing(tmp_path / "journal.db", 1.0).close()
    assert _mode(tmp_path) == 0o755


# whose it is


@pytest.mark.parametrize("content", [b"not a database at all\n" * 100, b"\x00" * 4096])
def test_a_file_that_is_no_database_is_left_alone(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    assert _refused(path) == "journal_damaged"
    assert path.read_bytes() == content


@pytest.mark.parametrize("mark", ["CREATE TABLE events (x)", "PRAGMA application_id = 42"])
def test_the_database_of_another_program_is_left_alone(tmp_path: Path, mark: str) -> None:
    path = tmp_path / "cookies.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(mark)
        connection.execute("PRAGMA user_version = 1")
    path.chmod(0o644)
    before = path.read_bytes()
    assert _refused(path) == "journal_foreign"
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["cookies.sqlite"]
    if os.name == "posix":
        assert _mode(path) == 0o644


def test_the_journal_of_a_newer_version_is_left_alone(path: Path) -> None:
    open_for_writing(path, 1.0).close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("INSERT INTO migrations (name, at) VALUES ('999 from the future', 0)")
    before = path.read_bytes()
    assert _refused(path) == "journal_newer"
    assert path.read_bytes() == before


def test_damage_within_is_told_when_it_is_met(path: Path) -> None:
    fill(path, 200)
    content = bytearray(path.read_bytes())
    half = len(content) // 2
    content[half:] = b"\xa5" * (len(content) - half)
    path.write_bytes(content)
    with read(path) as reader, pytest.raises(DurchwahlError) as caught:
        _ = list(reader.events()), reader.page(limit=200)
    assert caught.value.key == "journal_damaged"


def test_a_folder_in_the_place_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    path.mkdir()
    with pytest.raises(DurchwahlError) as caught:
        open_for_writing(path, 1.0)
    assert caught.value.key == "journal_no_access"
    assert list(path.iterdir()) == []


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("x")
    with pytest.raises(DurchwahlError) as caught:
        open_for_writing(tmp_path / "data" / "journal.db", 1.0)
    assert caught.value.key == "journal_no_access"


@contextmanager
def _without_permission(folder: Path) -> Iterator[None]:
    """Within it `folder` is closed to us; root, who may do everything, is somebody else for a while."""
    folder.chmod(0o000)
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)
        folder.chmod(0o700)


@posix
@pytest.mark.parametrize("opening", [open_for_writing, open_for_reading])
def test_a_folder_without_permission(path: Path, opening: Callable[[Path, float], object]) -> None:
    open_for_writing(path, 1.0).close()
    before = path.read_bytes()
    with _without_permission(path.parent), pytest.raises(DurchwahlError) as caught:
        opening(path, 1.0)
    assert caught.value.key == "journal_no_access"
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("number", "key"),
    [(28, "journal_full"), (13, "journal_no_access"), (30, "journal_no_access")],
)
def test_the_complaints_of_the_file_system(tmp_path: Path, number: int, key: str) -> None:
    error = faults.translated(OSError(number, os.strerror(number)), tmp_path, WORDS)
    assert error.key == key
    assert str(tmp_path) in str(error)


# growing


def test_from_nothing_and_again(path: Path) -> None:
    open_for_writing(path, 1.0).close()
    first, content = _schema(path), path.read_bytes()
    open_for_writing(path, 1.0).close()
    assert _schema(path) == first
    assert path.read_bytes() == content
    with closing(sqlite3.connect(path)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM migrations ORDER BY name")]
        assert names == [migration.name for migration in MIGRATIONS]
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


def test_an_empty_file_becomes_a_journal(path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    assert open_for_reading(path, 1.0) is None
    open_for_writing(path, 1.0).close()
    assert "events" in dict(_schema(path))


async def test_an_older_journal_grows_and_keeps_what_it_has(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = await Journal.open(path)
    await journal.append(event())
    await journal.save([record(1)])
    await journal.close()
    grown = (*MIGRATIONS, Migration("900 more", ("CREATE TABLE more (x)", "ALTER TABLE calls ADD COLUMN y")))
    monkeypatch.setattr(migrations, "MIGRATIONS", grown)
    reader = open_for_reading(path, 1.0)  # even the command line, which only wants to read
    assert reader is not None
    reader.close()
    assert "more" in dict(_schema(path))
    journal = await Journal.open(path)
    assert await journal.page() == [record(1)]
    assert await journal.last_seq() == 1
    await journal.close()


def test_a_step_that_fails_is_taken_back_whole(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_for_writing(path, 1.0).close()
    before = _schema(path)
    broken = (*MIGRATIONS, Migration("900 broken", ("CREATE TABLE more (x)", "CREATE TABLE calls (x)")))
    with monkeypatch.context() as patched:
        patched.setattr(migrations, "MIGRATIONS", broken)
        with pytest.raises(DurchwahlError):
            open_for_writing(path, 1.0)
    assert _schema(path) == before
    open_for_writing(path, 1.0).close()


_CREATE = """
import sys
from pathlib import Path
from tui.journal.opening import open_for_writing
print("ready", flush=True)
sys.stdin.readline()
open_for_writing(Path(sys.argv[1]), 20.0).close()
"""


def test_several_processes_create_it_at_once(path: Path) -> None:
    pipe = subprocess.PIPE
    command = [sys.executable, "-c", _CREATE, str(path)]
    children = [subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True) for _ in range(4)]
    for child in children:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
    for child in children:
        assert child.stdin is not None
        child.stdin.write("go\n")
        child.stdin.flush()
    assert [child.communicate(timeout=30)[1] for child in children] == [""] * 4
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM migrations").fetchone()[0] == len(MIGRATIONS)
