"""The file of a recording: private, never on top of another, and never in anybody's way."""

from __future__ import annotations

import json
import stat
import threading
from collections.abc import Callable
from io import FileIO
from pathlib import Path

import pytest

from tui.errors import DurchwahlError
from tui.recording.trace import Ending, Line
from tui.recording.writer import TraceWriter, create


def same(line: Line) -> Line:
    return line


class Ended:
    """Why the recording ended early."""

    def __init__(self) -> None:
        self.keys: list[str] = []
        self.texts: list[str] = []
        self.told = threading.Event()

    def __call__(self, error: DurchwahlError) -> None:
        self.keys.append(error.key)
        self.texts.append(str(error))
        self.told.set()


def writer(
    path: Path, ended: Ended, *, render: Callable[[Line], Line] = same, limit: int = 10**6
) -> TraceWriter:
    return TraceWriter(path, create(path), render, ended, limit)


def test_lines_are_there_as_they_come(tmp_path: Path) -> None:
    path, ended = tmp_path / "t.jsonl", Ended()
    written = threading.Semaphore(0)

    def render(line: Line) -> Line:
        written.release()
        return line

    to = writer(path, ended, render=render)
    to.put(Ending(1.0))
    to.put(Ending(2.0))
    assert written.acquire(timeout=5)
    assert written.acquire(timeout=5)  # the second is being made: the first has been written
    assert json.loads(path.read_bytes().splitlines()[0])["epoch"] == 1.0
    to.close()
    assert [json.loads(row)["epoch"] for row in path.read_bytes().splitlines()] == [1.0, 2.0]
    assert ended.keys == []


def test_the_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    create(path).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "make", [lambda p: p.write_text("mine"), lambda p: p.mkdir(), lambda p: p.symlink_to("x")]
)
def test_what_is_there_is_not_overwritten(tmp_path: Path, make: Callable[[Path], object]) -> None:
    path = tmp_path / "t.jsonl"
    make(path)
    with pytest.raises(DurchwahlError) as error:
        create(path)
    assert error.value.key == "record_exists"
    assert path.is_dir() or path.is_symlink() or path.read_text() == "mine"


@pytest.mark.parametrize("name", ["no/such/folder", "a\0b", "x" * 300])
def test_where_none_can_be_made_that_is_said(tmp_path: Path, name: str) -> None:
    with pytest.raises(DurchwahlError) as error:
        create(tmp_path / name)
    assert error.value.key == "record_not_made"
    assert "\0" not in str(error.value)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_ends_it_with_one_sentence(tmp_path: Path) -> None:
    ended = Ended()
    to = TraceWriter(tmp_path / "t", FileIO("/dev/full", "wb"), same, ended)
    for at in range(50):
        to.put(Ending(float(at)))
    assert ended.told.wait(5)
    to.put(Ending(99.0))
    to.close()
    assert ended.keys == ["record_disk_full"]
    assert ended.texts[0].count("\n") == 0


def test_a_line_that_cannot_be_made_ends_it_and_is_not_written(tmp_path: Path) -> None:
    path, ended = tmp_path / "t", Ended()

    def render(line: Line) -> Line:
        if line.at == 2.0:
            raise RuntimeError("no mask for this")
        return line

    to = writer(path, ended, render=render)
    for at in (1.0, 2.0, 3.0):
        to.put(Ending(at))
    to.close()
    assert ended.keys == ["record_broken"]
    assert path.read_bytes().count(b"\n") == 1


def test_it_has_an_end(tmp_path: Path) -> None:
    path, ended = tmp_path / "t", Ended()
    to = writer(path, ended, limit=200)
    for at in range(50):
        to.put(Ending(float(at)))
    to.close()
    assert ended.keys == ["record_too_long"]
    assert path.stat().st_size <= 200


def test_a_dead_disk_keeps_nobody_waiting(tmp_path: Path) -> None:
    ended, stuck = Ended(), threading.Event()

    def render(line: Line) -> Line:
        stuck.wait(20)
        return line

    to = writer(tmp_path / "t", ended, render=render)
    for _ in range(10_100):
        to.put(Ending(1.0))
    assert ended.keys == ["record_slow"]
    to.close(seconds=0.05)
    stuck.set()
    to.close()
