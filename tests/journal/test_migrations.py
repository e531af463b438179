"""A journal of every earlier version is brought up to date on a copy with data, and nothing of it is lost."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.journal.make import invented_calls
from tests.journal.samples import NOON, event
from tui.database.kind import Migration
from tui.database.migrations import migrate
from tui.journal import migrations, queries, rows
from tui.journal.filter import Filter
from tui.journal.opening import kind, open_for_writing
from tui.journal.reading import Reader, read
from tui.journal.record import CallRecord

_COUNT = 200
_SAVE = f"INSERT INTO calls ({', '.join(queries.COLUMNS)}) VALUES ({', '.join('?' * len(queries.COLUMNS))})"  # noqa: S608


def _written_by(path: Path, steps: int, monkeypatch: pytest.MonkeyPatch) -> list[CallRecord]:
    """A journal as the version wrote it that knew the first `steps` steps; the calls in it."""
    with monkeypatch.context() as earlier:
        earlier.setattr(migrations, "MIGRATIONS", migrations.MIGRATIONS[:steps])
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            migrate(connection, kind())
            connection.execute(queries.APPEND, rows.event_values(event(query=b"remote=22")))
            connection.execute(queries.SET_META, ("applied", "1"))
            if steps < 2:
                return []
            records = list(invented_calls(_COUNT))
            connection.executemany(_SAVE, [rows.values_of(record) for record in records])
            if steps < 3:
                return records
            for id in (records[3].call.id, records[7].call.id):
                connection.execute(
                    "INSERT INTO notes (id, note, tags) VALUES (?, 'Rückruf erbeten', '[\"wichtig\", \"Über\"]')",
                    (id,),
                )
                connection.execute(
                    "INSERT INTO call_words VALUES (?, 'ruckruf rueckruf erbeten wichtig')", (id,)
                )
            return records


# The steps of every version that was ever released; the newest is what the other tests have.
@pytest.mark.parametrize("steps", [1, 2, 3])
def test_from_every_earlier_schema(tmp_path: Path, steps: int, monkeypatch: pytest.MonkeyPatch) -> None:
    original, path = tmp_path / "old.db", tmp_path / "journal.db"
    records = _written_by(original, steps, monkeypatch)
    shutil.copy(original, path)
    with read(path) as reader:  # the copy is migrated on opening
        assert [raw.query for _, raw in reader.events()] == [b"remote=22"]
        assert reader.meta("applied") == "1"
        _holds(reader, records, noted=steps >= 3)
    with closing(open_for_writing(path, 1.0)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        _tallies_are_right(connection)
    with closing(sqlite3.connect(original)) as untouched:
        assert len(untouched.execute("SELECT name FROM migrations").fetchall()) == steps


def _holds(reader: Reader, records: list[CallRecord], *, noted: bool) -> None:
    found = list(reader.each())
    plain = {record.call.id: (record.call, record.number, record.contact) for record in records}
    assert {one.call.id: (one.call, one.number, one.contact) for one in found} == plain
    assert reader.count() == len(records)
    assert not reader.unseen()  # whoever had this journal before has seen its calls
    for record in records[:20]:
        if record.number is not None:
            by_number = [one for one in records if one.number == record.number]
            assert reader.count(Filter(number=record.number)) == len(by_number)
    if noted:
        wanted = {records[3].call.id, records[7].call.id}
        assert {one.call.id for one in reader.page(Filter(text="rueckruf"))} == wanted
        assert {one.call.id for one in reader.page(Filter(tag="Über"))} == wanted
        assert {one.note for one in reader.page(Filter(with_note=True))} == {"Rückruf erbeten"}


def _tallies_are_right(connection: sqlite3.Connection) -> None:
    for table in ("week_tally", "party_tally"):
        kinds = connection.execute(
            f"SELECT phone, own_number, direction, outcome, sum(n) FROM {table} GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4"  # noqa: S608
        ).fetchall()
        counted = connection.execute(
            "SELECT phone, own_number, direction, coalesce(outcome, ''), count(*) FROM calls "
            "GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4"
        ).fetchall()
        assert kinds == counted


def test_a_step_that_fails_leaves_the_journal_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "journal.db"
    _written_by(path, 3, monkeypatch)
    broken = Migration("004 broken", ("DROP TABLE notes", "SELECT nonsense"))
    with monkeypatch.context() as failing:
        failing.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS[:3], broken))
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            with pytest.raises(sqlite3.OperationalError):
                migrate(connection, kind())
            assert connection.execute("SELECT count(*) FROM notes").fetchone() == (2,)
    with read(path) as reader:
        assert reader.count() == _COUNT
        assert reader.page()[0].call.started < NOON + 1
