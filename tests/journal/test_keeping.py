"""Retention by classes, forgetting one party, backups and the check."""

from __future__ import annotations

import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from tests.journal.make import fill
from tests.journal.samples import NOON, event, record
from tui.errors import DurchwahlError
from tui.journal import backup
from tui.journal.filter import Filter
from tui.journal.forgetting import forget_in_log
from tui.journal.reading import read
from tui.journal.record import CallRecord
from tui.journal.store import Journal

DAY = 86400.0


def _with(id: int, at: float, number: str | None) -> CallRecord:
    return CallRecord(record(id, at).call, number)


async def _ids(journal: Journal) -> list[int]:
    return sorted(one.call.id for one in await journal.page())


async def test_each_class_has_its_own_time(journal: Journal) -> None:
    for at in (NOON - 100 * DAY, NOON - 99 * DAY, NOON - 98 * DAY, NOON):
        await journal.append(event(at=at))
    await journal.save(
        [
            _with(1, NOON - 100 * DAY, "+492214710122"),
            _with(2, NOON - 99 * DAY, "22"),
            _with(3, NOON - 98 * DAY, "+492214710122"),
            _with(4, NOON, None),
        ]
    )
    await journal.set_note(3, "Vorgang offen")
    borders = {"other": NOON - 90 * DAY, "internal": NOON - 180 * DAY, "noted": NOON - 730 * DAY}
    purged = await journal.expire(borders)
    assert purged.calls == 1
    assert await _ids(journal) == [2, 3, 4]
    assert await journal.first_seq() == 4  # the reports go with the shortest time
    assert await journal.replace_calls(4, [_with(4, NOON, None)])
    assert await _ids(journal) == [2, 3, 4]  # what is kept longer than its reports survives a rebuild
    await journal.expire({"noted": NOON - 90 * DAY, "internal": NOON - 90 * DAY, "other": NOON - 90 * DAY})
    assert await _ids(journal) == [4]


async def test_a_forgotten_party_leaves_no_trace_in_the_file(path: Path) -> None:
    journal = await Journal.open(path)
    for id, query in ((1, b"remote=02214710998&n=Geheim"), (2, b"remote=0301")):
        await journal.append(event(at=NOON + id, query=query))
    secret = CallRecord(record(1, display_name="Geheim", remote="02214710998").call, "+492214710998")
    await journal.save([secret, _with(2, NOON + 2, "+493023125100")])
    await journal.set_note(1, "Vertraulich")
    forgotten = await journal.forget([1], [1])
    assert (forgotten.calls, forgotten.events) == (1, 1)
    for word in (b"4710998", b"Geheim", b"geheim", b"ertraulich"):
        assert not any(word in file.read_bytes() for file in path.parent.iterdir())
    assert await _ids(journal) == [2]
    await journal.close()


def test_lines_of_the_log_go_and_others_stay(tmp_path: Path) -> None:
    log = tmp_path / "durchwahl.log"
    log.write_text("a +49 221 4710xxx b\nc 0221/4710-xxx d\ne 030 23125xxx f\n")
    log.with_name("durchwahl.log.1").write_text("old 02214710xxx\n")
    assert forget_in_log(log, ["492214710", "2214710", "0221 4710"]) == 3
    assert log.read_text() == "e 030 23125xxx f\n"
    assert log.with_name("durchwahl.log.1").read_text() == ""


def test_a_backup_is_whole_private_and_comes_back(path: Path, tmp_path: Path) -> None:
    records = fill(path, 500)
    target = tmp_path / "backup.db"
    assert backup.back_up(path, target) == target.stat().st_size
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert {file.name for file in tmp_path.iterdir()} == {"backup.db", "data"}
    path.write_bytes(b"ruined")
    kept = backup.restore(path, target, "20261123")
    assert kept is not None
    assert kept.read_bytes() == b"ruined"
    with read(path) as reader:
        assert reader.count() == len(records)
        assert reader.count(Filter(text="anna")) > 0
    assert backup.problems(path) == []


async def test_a_backup_is_made_while_the_journal_is_written(path: Path, tmp_path: Path) -> None:
    fill(path, 2000)
    journal = await Journal.open(path)
    await journal.append(event())
    backup.back_up(path, tmp_path / "copy.db")
    await journal.append(event())
    await journal.close()
    with read(tmp_path / "copy.db") as reader:
        assert reader.count() == 2000


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + b"\xff" * 5000])
def test_what_is_no_backup_changes_nothing(path: Path, tmp_path: Path, content: bytes) -> None:
    fill(path, 10)
    before = path.read_bytes()
    bad = tmp_path / "bad.db"
    bad.write_bytes(content)
    with pytest.raises(DurchwahlError):
        backup.restore(path, bad, "x")
    with pytest.raises(DurchwahlError):
        backup.restore(path, tmp_path / "nowhere.db", "x")
    assert path.read_bytes() == before
    assert sorted(file.name for file in path.parent.iterdir()) == ["journal.db"]


def test_flipped_bytes_and_wrong_tallies_are_found(path: Path) -> None:
    fill(path, 3000)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(_ONE_MORE)
        connection.commit()
    assert [one.split(":")[0] for one in backup.problems(path)] == ["week_tally"]
    data = bytearray(path.read_bytes())
    for at in range(len(data) // 2, len(data) // 2 + 40_000, 101):
        data[at] ^= 0xFF
    path.write_bytes(data)
    assert backup.problems(path)


_ONE_MORE = "UPDATE week_tally SET n = n + 1 WHERE week = (SELECT max(week) FROM week_tally) AND phone = 'desk' AND direction = 'in' AND outcome = 'missed'"
