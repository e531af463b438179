"""The filter against a plain one in Python, with and without the full-text index."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.journal.samples import NOON, call, record
from tui.calls.states import CallState, Direction, Outcome
from tui.journal import changes, queries, search
from tui.journal.filter import Filter
from tui.journal.finding import Finder
from tui.journal.opening import open_for_writing
from tui.journal.reading import Reader, read
from tui.journal.record import CallRecord, ContactRef, FollowUp
from tui.journal.store import Journal
from tui.journal.words import digits, indexed, terms

_NAMES = ("", "Anna Müller", "ANNA Groß", "mueller", "Zoë d'Arc", "Łucja 4710", "100%_Test", "\U0001f600")
_NUMBERS = (None, "22", "4711", "+492214710022", "+493023125100", "*21#")
_NOTES = ("", "Rückruf", "Angebot 4710\nbis Montag", "müll%")
_TIMES = tuple(NOON + step for step in (0.0, 0.5, 1.0, 60.0, 3600.0))


def _record(
    id: int, started: float, names: tuple[str, str, str], number: str | None, kind: tuple[object, ...]
) -> CallRecord:
    outcome, direction, phone, contact, note, tags, line, due = kind
    assert isinstance(contact, int | None)
    made = call(
        id,
        started,
        phone=phone,
        direction=direction,
        display_name=names[0],
        remote=(number or "").replace("+49", "0"),
        outcome=outcome,
        own_number=line,
        state=CallState.RINGING if outcome is None else CallState.ENDED,
    )
    known = None if contact is None else ContactRef(contact, names[1], names[2])
    assert isinstance(note, str)
    assert isinstance(tags, tuple)
    return CallRecord(made, number, known, note, tags, "", FollowUp("2026-12-01") if due else None)


_KINDS = st.tuples(
    st.sampled_from([None, *Outcome]),
    st.sampled_from(list(Direction)),
    st.sampled_from(["desk", "reception"]),
    st.sampled_from([None, 1, 2]),
    st.sampled_from(_NOTES),
    st.sampled_from([(), ("wichtig",), ("Über", "b")]),
    st.sampled_from(["22", "23"]),
    st.booleans(),
)
_RECORDS = st.lists(
    st.tuples(
        st.sampled_from(_TIMES),
        st.tuples(*[st.sampled_from(_NAMES) | st.text(max_size=8)] * 3),
        st.sampled_from(_NUMBERS),
        _KINDS,
    ),
    max_size=12,
).map(lambda each: [_record(index + 1, *values) for index, values in enumerate(each)])
_TEXTS = st.sampled_from(
    ["", "  ", "anna", "nna", "ller", "MÜLL", "muell", "mull anna", "gro", "4710", "0221 / 47", "+49", "22", "00", "%", "_", '"',
     "a*", "OR", "NEAR(a b)", "-", "wicht", "uber", "rück mo", "\U0001f600", "l 4"]
) | st.text(max_size=6)  # fmt: skip
# Few conditions at a time, or hardly any call would pass.
_CONDITIONS: dict[str, st.SearchStrategy[Any]] = {
    "since": st.sampled_from(_TIMES),
    "until": st.sampled_from(_TIMES),
    "direction": st.sampled_from(list(Direction)),
    "outcome": st.sampled_from(list(Outcome)),
    "missed": st.booleans(),
    "phone": st.sampled_from(["desk", "reception", "x"]),
    "number": st.sampled_from(_NUMBERS),
    "text": _TEXTS,
    "contact": st.sampled_from([1, 2, 3]),
    "with_note": st.booleans(),
    "line": st.sampled_from(["22", "23", "x"]),
    "tag": st.sampled_from(["wichtig", "Über", "nie"]),
    "open_follow_up": st.booleans(),
    "also": st.sampled_from([(), ("22",), ("+492214710022", "4711")]),
}
_FILTERS = (
    st.lists(st.sampled_from(sorted(_CONDITIONS)), max_size=2, unique=True)
    .flatmap(lambda names: st.fixed_dictionaries({name: _CONDITIONS[name] for name in names}))
    .map(lambda conditions: Filter(**conditions))
)


def _passes(record: CallRecord, wanted: Filter) -> bool:
    each = record.call
    return (
        (wanted.since is None or each.started >= wanted.since)
        and (wanted.until is None or each.started < wanted.until)
        and wanted.direction in (None, each.direction)
        and wanted.outcome in (None, each.outcome)
        and (not wanted.missed or each.outcome is Outcome.MISSED)
        and wanted.phone in (None, each.phone)
        and wanted.number in (None, record.number)
        and (wanted.contact is None or _is_with(record, wanted))
        and (not wanted.with_note or bool(record.note or record.tags or record.follow_up))
        and wanted.line in (None, each.own_number)
        and (not wanted.tag or wanted.tag in record.tags)
        and (not wanted.open_follow_up or record.follow_up is not None)
        and _found(record, wanted.text)
    )


def _is_with(record: CallRecord, wanted: Filter) -> bool:
    by_id = record.contact is not None and record.contact.id == wanted.contact
    return by_id or record.number in wanted.also


def _found(record: CallRecord, text: str) -> bool:
    asked, number = terms(text), digits(text)
    if not asked and not number:
        return True
    contact = (record.contact.name, record.contact.company) if record.contact else ()
    remote = record.call.remote
    texts = (record.call.display_name, *contact, record.number or "", remote, record.note, *record.tags)
    words = indexed(texts).split()
    by_words = bool(asked) and all(any(w.startswith(s) for w in words for s in term) for term in asked)
    return by_words or bool(number and (number in (record.number or "") or number in remote))


@pytest.fixture(scope="module")
def shared() -> Iterator[Path]:
    """One file for all examples: opening one costs more than a question."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "journal.db"
        open_for_writing(path, 1.0).close()
        yield path


def _refill(connection: sqlite3.Connection, records: list[CallRecord]) -> None:
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("DELETE FROM notes")
    changes.replace_calls(connection, 0, records, None)
    for each in records:
        changes.set_note(connection, each.call.id, each.note)
        changes.set_tags(connection, each.call.id, each.tags)
        if each.follow_up is not None:
            changes.set_follow_up(connection, each.call.id, each.follow_up.due, NOON)
    connection.execute("COMMIT")


@settings(max_examples=150, deadline=None)
@given(
    records=_RECORDS,
    filters=st.lists(_FILTERS, min_size=1, max_size=10),
    offset=st.integers(0, 3),
    limit=st.integers(1, 12),
)
def test_the_filter_passes_what_it_says(
    shared: Path, records: list[CallRecord], filters: list[Filter], offset: int, limit: int
) -> None:
    with closing(open_for_writing(shared, 1.0)) as connection:
        _refill(connection, records)
        assert search.usable(connection)
        for wanted in filters:
            expected = sorted(
                (each for each in records if _passes(each, wanted)),
                key=lambda each: (-each.call.started, -each.call.id),
            )
            for index in (True, False):
                finder = Finder(connection, index)
                ids = [each.call.id for each in expected]
                assert finder.ids(wanted, offset, limit) == ids[offset : offset + limit]
                assert finder.count(wanted) == len(expected)
                for place, each in enumerate(expected):
                    assert finder.newer(wanted, each.call.started, each.call.id) == place


@settings(max_examples=40, deadline=None)
@given(text=st.text(max_size=300))
def test_no_search_text_is_an_error(shared: Path, text: str) -> None:
    with read(shared) as reader:
        assert reader.count(Filter(text=text, number=text, phone=text)) == len(
            reader.page(Filter(text=text, number=text, phone=text))
        )


def test_a_surrogate_from_the_command_line_is_no_error(shared: Path) -> None:
    with read(shared) as reader:
        assert reader.page(Filter(text="\udcff", number="\udcff")) == []


# an SQLite without FTS5


@pytest.fixture
def _no_fts5(monkeypatch: pytest.MonkeyPatch) -> None:
    """What such an SQLite says: it has no such module, be it to create an index or to use one."""
    monkeypatch.setattr(queries, "CREATE_INDEX", queries.CREATE_INDEX.replace("fts5", "fts5_missing"))


@pytest.mark.usefixtures("_no_fts5")
async def test_without_fts5_the_search_works_all_the_same(path: Path) -> None:
    journal = await Journal.open(path)
    await journal.save([record(1, display_name="Zoë"), record(2)])
    await journal.set_note(2, "Rückruf")
    assert [each.call.id for each in await journal.page(Filter(text="zoe"))] == [1]
    assert [each.call.id for each in await journal.page(Filter(text="rueck muster"))] == [2]
    await journal.purge(NOON + 3600)
    assert await journal.count(Filter(text="zoe")) == 0
    await journal.close()


def _ids(reader: Reader, text: str) -> list[int]:
    return [each.call.id for each in reader.page(Filter(text=text))]


def test_an_index_that_fell_behind_is_not_asked_and_is_made_anew(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(open_for_writing(path, 1.0)) as connection:
        changes.save(connection, [record(1, display_name="Alt"), record(2, display_name="Bleibt")])
    with monkeypatch.context() as patched:
        patched.setattr(queries, "CREATE_INDEX", queries.CREATE_INDEX.replace("fts5", "fts5_missing"))
        patched.setattr(queries, "TRY_INDEX", "SELECT 1 FROM fts5_missing")  # "no such table"
        with closing(open_for_writing(path, 1.0)) as connection:
            changes.save(connection, [record(1, display_name="Neu"), record(3, display_name="Dazu")])
    with read(path) as reader:
        assert [_ids(reader, text) for text in ("alt", "neu", "dazu", "bleibt")] == [[], [1], [3], [2]]
    with closing(open_for_writing(path, 1.0)) as connection:
        assert search.usable(connection)
        changes.save(connection, [record(2, display_name="Geht")])
        connection.execute("INSERT INTO call_search (call_search, rank) VALUES ('integrity-check', 1)")
    with read(path) as reader:
        assert [_ids(reader, text) for text in ("alt", "neu", "dazu", "bleibt", "geht")] == [
            [], [1], [3], [], [2]
        ]  # fmt: skip


async def test_what_was_found_before_is_found_anew_once_something_was_written(path: Path) -> None:
    journal = await Journal.open(path)
    await journal.save([record(1, display_name="Zoë")])
    with read(path) as reader:
        for id in range(2, 6):
            assert (reader.count(Filter(text="zoe")), len(_ids(reader, "zoe"))) == (id - 1, id - 1)
            await journal.save([record(id, NOON + id, display_name="Zoë")])
    await journal.close()
