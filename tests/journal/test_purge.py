"""Data protection: what is old is gone, everywhere, and what is not old is whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journal.samples import NOON, event, open_call, record
from tui.journal.filter import Filter
from tui.journal.purging import Purged
from tui.journal.reading import read
from tui.journal.record import CallRecord
from tui.journal.store import Journal

DAY = 86400.0


async def _append(journal: Journal, *times: float) -> list[int]:
    return [await journal.append(event(at=at)) for at in times]


async def _kept(journal: Journal) -> tuple[list[int], list[int]]:
    """The ids of the calls and the numbers of the events that are left."""
    calls = sorted(each.call.id for each in await journal.page())
    return calls, [seq async for seq, _ in journal.events()]


async def test_what_is_older_goes(journal: Journal) -> None:
    await _append(journal, NOON - 100, NOON - 90, NOON, NOON + 10)
    await journal.save([record(1, NOON - 100), record(3, NOON)])
    assert await journal.purge(NOON) == Purged(calls=1, events=2)
    assert await _kept(journal) == ([3], [3, 4])
    assert await journal.purge(NOON) == Purged(calls=0, events=0)
    assert (await journal.first_seq(), await journal.last_seq()) == (3, 4)


async def test_numbers_are_never_given_out_again(journal: Journal) -> None:
    await _append(journal, NOON, NOON)
    await journal.purge(NOON + 1)
    assert await journal.last_seq() == 2
    assert await journal.append(event()) == 3


async def test_a_call_that_reaches_beyond_is_kept_whole(journal: Journal) -> None:
    await _append(journal, NOON - 50, NOON - 20, NOON - 15, NOON + 5)
    await journal.save([record(1, NOON - 50, last_event=NOON - 15, ended=NOON - 15)])
    await journal.save([record(2, NOON - 20, last_event=NOON + 5, ended=NOON + 5)])
    await journal.purge(NOON)
    assert await _kept(journal) == ([2], [2, 3, 4])  # 3 is of the purged call, kept for the other's sake
    assert not await journal.count(Filter(since=0, until=NOON - 30))
    brought_back = [record(1, NOON - 50, last_event=NOON - 15, ended=NOON - 15), record(2, NOON - 20)]
    brought_back[1] = record(2, NOON - 20, last_event=NOON + 5, ended=NOON + 5)
    assert await journal.replace_calls(1, brought_back)
    assert (await _kept(journal))[0] == [2]  # a rebuild does not bring the purged call back
    await journal.purge(NOON + 100)
    assert await _kept(journal) == ([], [])


async def test_an_open_call_goes_only_when_nothing_was_heard_of_it_for_a_day(journal: Journal) -> None:
    await _append(journal, NOON - 2 * DAY, NOON - 100)
    lost, live = open_call(1, NOON - 2 * DAY), open_call(2, NOON - 100)
    await journal.save([CallRecord(lost), CallRecord(live)])
    await journal.purge(NOON)
    assert await _kept(journal) == ([2], [2])


async def test_a_clock_that_was_once_wrong_costs_nothing_and_keeps_nothing(journal: Journal) -> None:
    await _append(journal, NOON + 50 * 365 * DAY, NOON - 10 * DAY, 0.0, NOON)
    await journal.save([record(1, NOON + 50 * 365 * DAY), record(2, NOON - 10 * DAY), record(3, 0.0)])
    await journal.save([record(4, NOON)])
    await journal.purge(NOON - DAY)
    assert await _kept(journal) == ([1, 4], [1, 4])


async def test_notes_go_with_their_calls(journal: Journal) -> None:
    await _append(journal, NOON - 100, NOON)
    await journal.save([record(1, NOON - 100), record(2, NOON)])
    await journal.set_note(1, "alt")
    await journal.set_note(2, "neu")
    await journal.purge(NOON)
    await journal.save([record(1, NOON + 50), record(2, NOON)])
    assert [each.note for each in await journal.page()] == ["", "neu"]


async def test_a_note_that_lost_its_call_to_a_rebuild_goes_with_the_event(journal: Journal) -> None:
    await _append(journal, NOON - 100, NOON)
    await journal.save([record(1, NOON - 100), record(2, NOON)])
    await journal.set_note(1, "alt")
    await journal.set_note(2, "neu")
    await journal.replace_calls(0, [])
    await journal.purge(NOON)
    await journal.save([record(1, NOON + 50), record(2, NOON)])
    assert [each.note for each in await journal.page()] == ["", "neu"]


@pytest.mark.parametrize("secret", ["Geheimrat", "geheimrat", "Vertraulich", "vertraulich", "4710998"])
async def test_nothing_of_it_is_left_in_the_file(path: Path, secret: str) -> None:
    journal = await Journal.open(path)
    for index in range(300):
        at = NOON - 1000 + index
        seq = await journal.append(event(at=at, query=b"remote=02214710998&n=Geheimrat"))
        await journal.save([record(seq, at, display_name="Geheimrat", remote="02214710998")])
        await journal.set_note(seq, "Vertraulich")
    kept = await journal.append(event(at=NOON))
    await journal.save([record(kept, NOON, display_name="Gehlen Vertriebs-GmbH")])
    assert _traces(path, secret) > 0
    await journal.purge(NOON)
    assert _traces(path, secret) == 0  # in the write-ahead log neither, while the journal is still open
    await journal.close()
    assert _traces(path, secret) == 0
    with read(path) as reader:
        assert [each.call.id for each in reader.page(Filter(text="vertr"))] == [kept]


def _traces(path: Path, secret: str) -> int:
    return sum(file.read_bytes().count(secret.encode()) for file in path.parent.iterdir())
