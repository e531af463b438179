"""A hundred thousand calls: every page is right, and none takes long."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journal.make import NOON, fill
from tui.calls.states import Outcome
from tui.journal.filter import Filter
from tui.journal.reading import Reader, read
from tui.journal.record import CallRecord
from tui.journal.store import Journal

_COUNT = 100_000
pytestmark = pytest.mark.xdist_group("a big journal")  # made once, in one worker
_SLOW = 1.0  # seconds; the usual is a hundredth of that


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[CallRecord]]:
    """The journal, and what is in it with the newest first."""
    path = tmp_path_factory.mktemp("big") / "journal.db"
    return path, fill(path, _COUNT, events=False)[::-1]


@pytest.fixture
def reader(big: tuple[Path, list[CallRecord]]) -> Iterator[Reader]:
    with read(big[0]) as opened:
        yield opened


@pytest.mark.parametrize("offset", [0, 1, 99, 50_000, _COUNT - 50, _COUNT, 10**30])
def test_a_page_anywhere(big: tuple[Path, list[CallRecord]], reader: Reader, offset: int) -> None:
    began = time.perf_counter()
    assert reader.page(offset=offset, limit=100) == big[1][offset : offset + 100]
    assert time.perf_counter() - began < _SLOW


def test_all_pages_together_are_all_calls(big: tuple[Path, list[CallRecord]], reader: Reader) -> None:
    ids = [each.call.id for at in range(0, _COUNT, 10_000) for each in reader.page(offset=at, limit=10_000)]
    assert ids == [each.call.id for each in big[1]]
    assert reader.count() == _COUNT


@pytest.mark.parametrize("limit", [0, -1])
def test_a_page_of_nothing(reader: Reader, limit: int) -> None:
    assert reader.page(limit=limit) == []


def test_a_filtered_page(big: tuple[Path, list[CallRecord]], reader: Reader) -> None:
    since = NOON - 30 * 86400
    wanted = Filter(missed=True, phone="desk", since=since)
    expected = [
        each
        for each in big[1]
        if each.call.outcome is Outcome.MISSED and each.call.phone == "desk" and each.call.started >= since
    ]
    assert len(expected) > 500
    assert reader.count(wanted) == len(expected)
    assert reader.page(wanted, 300, 50) == expected[300:350]


def test_a_search(big: tuple[Path, list[CallRecord]], reader: Reader) -> None:
    wanted = Filter(text="anna suss")
    expected = [
        each
        for each in big[1]
        if each.contact and "Anna" in each.contact.name and "Süß" in each.contact.company
    ]
    assert len(expected) > 100
    began = time.perf_counter()
    assert reader.count(wanted) == len(expected)
    assert reader.page(wanted, 10, 40) == expected[10:50]
    assert time.perf_counter() - began < _SLOW


async def test_pages_are_read_while_events_are_written(big: tuple[Path, list[CallRecord]]) -> None:
    journal = await Journal.open(big[0])
    assert await journal.page(offset=500, limit=20) == big[1][500:520]
    assert await journal.count() == _COUNT
    await journal.close()
