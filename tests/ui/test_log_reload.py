"""A call that comes in while the log is being read is in the log all the same."""

from __future__ import annotations

from typing import Any

import pytest

from tests.ui.scenes import UNKNOWN
from tests.ui.stage import Stage
from tui.widgets.call_log import CallLog


async def test_a_call_that_overtakes_the_reading(on: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = on.switchboard.journal
    read = journal.page
    rung: list[str] = []

    async def page(*wanted: Any) -> Any:
        rows = await read(*wanted)
        if not rung:
            rung.append(await on.desk.ring(UNKNOWN))
        return rows

    before = on.app.screen.query_one(CallLog).total
    monkeypatch.setattr(journal, "page", page)
    await on.press("m")
    rung.clear()  # once more, with the list of all calls
    await on.press("m")
    log = on.app.screen.query_one(CallLog)
    assert log.total == before + 2
    assert [row.call.call_id for row in log.known()[:1]] == rung
    assert len(log.known()) == log.total


async def test_the_selected_call_stays_selected_when_another_joins_the_filter(on: Stage) -> None:
    await on.press("m")
    await on.press("down", "down")
    log = on.app.screen.query_one(CallLog)
    selected = log.selected
    assert selected is not None
    missed = await on.side.ring(UNKNOWN)
    await on.side.report("miss", missed)
    await on.settle()
    assert (log.cursor, log.selected) == (3, selected)
    assert on.app.selected == selected
