"""What was acknowledged is there, whenever the process was killed."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from tui.journal.opening import open_for_writing
from tui.journal.reading import read

_ROUNDS = 8


def _killed_after(lines: int, path: Path) -> dict[int, str]:
    """Runs an appender, kills it once it has acknowledged `lines` events; all that it acknowledged."""
    command = [sys.executable, "-m", "tests.journal.appender", str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        told = [child.stdout.readline() for _ in range(lines)]
        child.kill()  # SIGKILL: it gets no chance to tidy up
        told += child.stdout.readlines()  # acknowledged too, and on the way to us when it died
    assert child.returncode != 0
    whole = [line.decode().split() for line in told if line.endswith(b"\n")]
    return {int(seq): said for seq, said in whole}


def test_killed_at_random_moments(path: Path) -> None:
    chance = random.Random()  # noqa: S311 - any moment will do
    acknowledged: dict[int, str] = {}
    for _ in range(_ROUNDS):
        told = _killed_after(chance.randrange(1, 1500), path)
        assert told
        assert not told.keys() & acknowledged.keys()
        acknowledged |= told
        with closing(sqlite3.connect(path)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        with read(path) as reader:
            kept = dict(reader.events())
        assert {seq: kept[seq].name for seq in acknowledged if seq in kept} == acknowledged
        assert all(raw.query == raw.name.encode() * 20 for raw in kept.values())
    open_for_writing(path, 5.0).close()


def test_a_killed_writer_leaves_a_journal_that_is_readable_at_once(path: Path) -> None:
    told = _killed_after(200, path)
    assert path.with_name(path.name + "-wal").stat().st_size > 0  # most of it is not in the file itself yet
    with read(path) as reader:
        assert reader.last_seq() >= max(told)
        assert reader.count() > 0
