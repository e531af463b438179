"""The journal as the switchboard uses it."""

from __future__ import annotations

import asyncio
import dataclasses
from pathlib import Path

import pytest

from tests.journal.samples import ANNA, NOON, call, event, open_call, record
from tui.calls.events import RawEvent
from tui.calls.states import Call, CallState, Direction, Outcome
from tui.errors import DurchwahlError, NotFoundError
from tui.journal import queries
from tui.journal.filter import Filter
from tui.journal.record import CallRecord, ContactRef
from tui.journal.store import APPLIED, Journal


async def _all(journal: Journal, first: int = 1, last: int | None = None) -> list[tuple[int, RawEvent]]:
    return [pair async for pair in journal.events(first, last)]


# events


async def test_an_event_comes_back_as_it_was(journal: Journal) -> None:
    raw = RawEvent(NOON + 0.123456, "desk", "yealink", "talk/evil?", bytes(range(256)), "fe80::1%eth0")
    seq = await journal.append(raw)
    assert await _all(journal) == [(seq, raw)]


async def test_a_name_that_utf8_cannot_hold_is_kept_readable(journal: Journal) -> None:
    seq = await journal.append(event("in\udcffcoming"))
    assert await _all(journal) == [(seq, event("in\\udcffcoming"))]


async def test_numbers_rise_in_the_order_of_the_calls(journal: Journal) -> None:
    returned: list[int] = []

    async def append(index: int) -> None:
        seq = await journal.append(event(f"e{index}"))
        returned.append(seq)
        assert seq == index + 1

    async with asyncio.TaskGroup() as group:
        for index in range(3000):
            group.create_task(append(index))
    assert returned == list(range(1, 3001))
    assert [(seq, raw.name) for seq, raw in await _all(journal)] == [(i + 1, f"e{i}") for i in range(3000)]


async def test_events_from_and_to(journal: Journal) -> None:
    for index in range(5):
        await journal.append(event(f"e{index}"))
    assert [seq for seq, _ in await _all(journal, 2, 4)] == [2, 3, 4]
    assert [seq async for seq, _ in journal.events_since(3)] == [4, 5]
    assert [seq async for seq, _ in journal.events_since(5)] == []
    assert (await journal.first_seq(), await journal.last_seq()) == (1, 5)


async def test_an_event_whose_asker_went_away_is_recorded_all_the_same(journal: Journal) -> None:
    task = asyncio.ensure_future(journal.append(event("lost")))
    await asyncio.sleep(0)  # it runs up to its wait
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await journal.append(event("next")) == 2
    assert [raw.name for _, raw in await _all(journal)] == ["lost", "next"]


# calls


def _full_call() -> Call:
    """No field has its default."""
    return Call(
        id=3,
        phone="empfang",
        direction=Direction.OUT,
        state=CallState.HELD,
        started=NOON + 0.1,
        last_event=NOON + 7.7,
        call_id="3c3b966053be",
        remote="02214710122",
        remote_raw="sip:02214710122@pbx",
        display_name="Anna Müller",
        own_number="22",
        answered=NOON + 2.25,
        ended=NOON + 99.3,
        outcome=Outcome.TRANSFERRED,
        held_since=NOON + 7.7,
        hold_seconds=1.7,
        remote_held=True,
        muted=True,
        giving_up=True,
        transferring=True,
        elsewhere=True,
        inferred=True,
        forwarded_to="23",
        transferred_to="24",
    )


def test_every_field_of_a_call_has_its_column() -> None:
    fields = [field.name for field in dataclasses.fields(Call)]
    assert sorted(queries.COLUMNS) == sorted(
        [*fields, "number", "contact_id", "contact_name", "contact_company"]
    )
    plain = Call(0, "", Direction.IN, CallState.RINGING, 0.0, 0.0)
    assert [name for name in fields if getattr(_full_call(), name) == getattr(plain, name)] == []


async def test_a_call_comes_back_as_it_was(journal: Journal) -> None:
    full = CallRecord(_full_call(), "+492214710122", ContactRef(12, "Anna Müller", "Muster GmbH"))
    bare = CallRecord(open_call(4))
    await journal.save([full, bare])
    assert await journal.get(3) == full
    assert await journal.get(4) == bare
    assert await journal.get(5) is None
    assert await journal.get(2**70) is None


async def test_a_later_save_replaces_an_earlier_one(journal: Journal) -> None:
    first = journal.save([CallRecord(open_call(1), "+492214710122", ANNA)])
    last = journal.save([record(1)])
    await asyncio.gather(first, last)
    assert await journal.page() == [record(1)]
    assert await journal.open_calls() == []


async def test_open_calls_are_told_oldest_first(journal: Journal) -> None:
    await journal.save([record(1), CallRecord(open_call(5)), CallRecord(open_call(2))])
    assert [each.call.id for each in await journal.open_calls()] == [2, 5]


async def test_a_save_that_nobody_awaits_is_saved(path: Path) -> None:
    journal = await Journal.open(path)
    journal.save([record(1)])
    await journal.close()
    journal = await Journal.open(path)
    assert await journal.page() == [record(1)]
    await journal.close()


async def test_a_save_that_fails_is_told_though_nobody_awaits_it(path: Path) -> None:
    told: list[Exception] = []
    journal = await Journal.open(path, on_error=told.append)
    journal.save([CallRecord(call(1, started=float("nan")))])  # SQLite has no NaN: it becomes NULL
    await journal.append(event())
    assert [str(error) for error in told if isinstance(error, DurchwahlError)] != []
    assert await journal.count() == 0
    await journal.close()


async def test_a_save_that_fails_is_logged_where_nobody_wants_to_hear(
    journal: Journal, caplog: pytest.LogCaptureFixture
) -> None:
    journal.save([CallRecord(call(1, started=float("nan")))])
    await journal.append(event())
    assert "could not be saved" in caplog.text


async def test_a_save_tells_up_to_which_event_the_calls_are_known(journal: Journal) -> None:
    await journal.save([record(1)], as_of=5)
    await journal.save([record(2)])
    assert await journal.meta(APPLIED) == "5"
    with pytest.raises(DurchwahlError):
        await journal.save([CallRecord(call(3, started=float("nan")))], as_of=6)
    assert await journal.meta(APPLIED) == "5"


# notes and tags


async def test_what_is_read_after_a_save_sees_it(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.journal.store._COMPANY", 3600.0)  # would wait for the next event
    saved = journal.save([record(1)], as_of=5)
    assert not saved.done()
    assert await journal.count() == 1
    assert saved.done()
    assert await journal.meta(APPLIED) == "5"


async def test_a_save_that_waits_is_written_by_closing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.journal.store._COMPANY", 3600.0)
    journal = await Journal.open(path)
    saved = journal.save([record(1)], as_of=5)
    await journal.close()
    await saved
    again = await Journal.open(path)
    assert await again.count() == 1
    await again.close()


async def test_notes_and_tags_outlive_a_save(journal: Journal) -> None:
    await journal.save([CallRecord(open_call(1))])
    await journal.set_note(1, "Rückruf\nam Montag")
    await journal.set_tags(1, ["wichtig", "", "wichtig", " Angebot "])
    await journal.save([record(1)])
    [found] = await journal.page()
    assert (found.note, found.tags) == ("Rückruf\nam Montag", ("wichtig", "Angebot"))
    assert found.call == record(1).call


async def test_a_note_can_be_found_and_taken_away(journal: Journal) -> None:
    await journal.save([record(1), record(2)])
    await journal.set_note(2, "Liefertermin")
    noted, text = Filter(with_note=True), Filter(text="liefer")
    assert [each.call.id for each in await journal.page(noted)] == [2]
    assert [each.call.id for each in await journal.page(text)] == [2]
    await journal.set_note(2, "  ")
    assert await journal.count(noted) == 0
    assert await journal.count(text) == 0


async def test_a_note_is_tidied_and_bounded(journal: Journal) -> None:
    await journal.save([record(1)])
    await journal.set_note(1, "\x1b[31mrot\x00\r\n\u202eund\n" + "x" * 1_000_000)
    await journal.set_tags(1, [f"tag{index}" + "y" * 100 for index in range(1000)])
    [found] = await journal.page()
    assert found.note.startswith("[31mrot\nund\nxxx")
    assert len(found.note) <= 10_000
    assert len(found.tags) == 20
    assert max(map(len, found.tags)) == 40


@pytest.mark.parametrize("id", [0, -1, 7, 2**63, 2**70])
async def test_a_note_needs_its_call(journal: Journal, id: int) -> None:
    with pytest.raises(NotFoundError) as caught:
        await journal.set_note(id, "x")
    assert caught.value.key == "journal_no_such_call"
    with pytest.raises(NotFoundError):
        await journal.set_tags(id, ["x"])


async def test_meta(journal: Journal) -> None:
    assert await journal.meta("seen") is None
    await journal.set_meta("seen", "1")
    await journal.set_meta("seen", "2")
    assert await journal.meta("seen") == "2"
    await journal.set_meta("seen", None)
    assert await journal.meta("seen") is None


# replacing


async def test_replacing_leaves_what_is_older_and_the_notes(journal: Journal) -> None:
    await journal.save([record(1), record(2), record(3)])
    await journal.set_note(2, "bleibt")
    await journal.set_note(3, "auch")
    assert await journal.replace_calls(2, [record(2, display_name="Neu"), record(4)])
    assert [each.call.id for each in await journal.page()] == [4, 2, 1]
    assert [each.call.id for each in await journal.page(Filter(text="bleibt neu"))] == [2]
    assert await journal.count(Filter(text="auch")) == 0
    await journal.save([record(3)])  # derived again after all: its note is there
    assert [each.call.id for each in await journal.page(Filter(text="auch"))] == [3]


async def test_replacing_is_all_or_nothing(journal: Journal) -> None:
    await journal.save([record(1), record(2)])
    with pytest.raises(DurchwahlError):
        await journal.replace_calls(1, [record(5), CallRecord(call(6, started=float("nan")))])
    assert [each.call.id for each in await journal.page()] == [2, 1]


async def test_replacing_does_nothing_if_events_came_in_meanwhile(journal: Journal) -> None:
    await journal.append(event())
    await journal.append(event())
    await journal.save([record(1)])
    assert not await journal.replace_calls(1, [], as_of=1)
    assert await journal.count() == 1
    assert await journal.replace_calls(1, [], as_of=2)
    assert await journal.count() == 0


# the end


async def test_close_writes_what_is_queued(path: Path) -> None:
    journal = await Journal.open(path)
    waiting = [asyncio.ensure_future(journal.append(event())) for _ in range(500)]
    await asyncio.sleep(0)  # all of them are queued
    await journal.close()
    assert await asyncio.gather(*waiting) == list(range(1, 501))
    journal = await Journal.open(path)
    assert await journal.last_seq() == 500
    await journal.close()


async def test_after_close_everything_says_so_and_close_may_be_repeated(path: Path) -> None:
    journal = await Journal.open(path)
    await journal.append(event())
    await asyncio.gather(journal.close(), journal.close())
    await journal.close()
    for asked in (journal.append(event()), journal.page(), journal.last_seq(), journal.set_note(1, "x")):
        with pytest.raises(DurchwahlError) as caught:
            await asked
        assert caught.value.key == "journal_closed"
    with pytest.raises(DurchwahlError):
        journal.save([record(1)])


async def test_a_clean_close_leaves_one_file(journal: Journal, path: Path) -> None:
    await journal.append(event())
    await journal.page()
    await journal.close()
    assert [file.name for file in path.parent.iterdir()] == [path.name]
