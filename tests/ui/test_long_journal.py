"""A hundred thousand calls: the log shows the right ones wherever it is scrolled to."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.journal.make import fill
from tests.ui.clock import NOW
from tests.ui.scenes import KNOWN
from tests.ui.stage import Setting, Stage, stage
from tui.widgets.call_log import CallLog

COUNT = 100_000


@pytest.fixture
async def long() -> AsyncIterator[tuple[Stage, CallLog, list[int]]]:
    """The app, its call log, and the ids of all calls, the newest first."""
    ids: list[int] = []

    def write(path: Path) -> None:
        records = fill(path, COUNT, end=NOW.timestamp() - 3600, events=False)
        ids.extend(record.call.id for record in reversed(records))

    async with stage(Setting(journal=write, keep_days=36_500), patience=40) as on:
        yield on, on.main.query_one(CallLog), ids


def shown(on: Stage) -> list[int | None]:
    """The ids of the rows in view, from the top."""
    log = on.main.query_one(CallLog)
    top = int(log.scroll_y)
    rows = log._rows
    return [
        rows[at].call.id if at in rows else None for at in range(top, min(top + log.size.height, log.total))
    ]


async def test_every_place_of_a_long_journal(long: tuple[Stage, CallLog, list[int]]) -> None:
    on, log, ids = long
    height = log.size.height
    assert log.total == COUNT
    assert shown(on) == ids[:height]
    await on.press("end")
    assert log.cursor == COUNT - 1
    assert shown(on) == ids[-height:]
    await on.press("pageup", "pageup")
    assert log.selected is not None
    assert log.selected.call.id == ids[COUNT - 1 - 2 * (height - 1)]
    await on.press("home")
    assert shown(on) == ids[:height]
    await on.press(*["pagedown"] * 20)
    assert log.cursor == 20 * (height - 1)
    assert shown(on) == ids[int(log.scroll_y) :][:height]
    for place in range(0, COUNT, 3_000):  # more pages than are kept
        log.cursor = place
        await on.settle()
        assert log.selected is not None
        assert log.selected.call.id == ids[place]
    assert len(log._rows) <= 4_000
    await a_call_comes_in(on, log, ids)


async def a_call_comes_in(on: Stage, log: CallLog, ids: list[int]) -> None:
    """Whoever reads old calls goes on reading them."""
    log.cursor = 50_000
    await on.settle()
    await on.desk.ring(KNOWN)
    await on.press("escape")
    assert log.total == COUNT + 1
    assert log.selected is not None
    assert log.selected.call.id == ids[50_000]
    top = int(log.scroll_y)
    assert shown(on) == ids[top - 1 :][: log.size.height]
    await on.press("home")
    assert shown(on)[1:] == ids[: log.size.height - 1]
    await on.press("m")
    assert 0 < log.total < COUNT
    assert {row.call.outcome.value for row in log.known() if row.call.outcome} == {"missed"}
    assert on.told == []
