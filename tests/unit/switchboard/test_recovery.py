"""The program stops in the middle of calls and comes up again."""

from __future__ import annotations

from pathlib import Path

from tests.unit.switchboard.core import running
from tui.calls.states import Outcome

ANNA, BERND = "02214710501", "02214710502"


async def test_a_call_that_overlapped_with_one_still_open_is_not_met_twice(tmp_path: Path) -> None:
    async with running(tmp_path) as core:
        short = await core.side.ring(BERND)
        core.clock.forward(2)
        long = await core.desk.ring(ANNA)  # the replay begins here, in the middle of the other
        core.clock.forward(2)
        await core.side.report("connect", short)
        await core.desk.report("connect", long)
        core.clock.forward(30)
        await core.side.report("hold", short)
        await core.side.report("resume", short)
        await core.side.report("end", short)
        core.clock.forward(3600)
        await core.desk.report("hold", long)
        before = await core.calls()
    async with running(tmp_path, core.clock) as core:
        after = await core.calls()
    assert [record.call.id for record in after] == [record.call.id for record in before]
    assert after[0] == before[0]
    assert [record.call.outcome for record in after] == [Outcome.ANSWERED, Outcome.ANSWERED]


async def test_a_late_word_about_a_call_of_before_is_no_new_call(tmp_path: Path) -> None:
    async with running(tmp_path) as core:
        missed = await core.side.ring(BERND)
        core.clock.forward(20)
        await core.side.report("call_remote_canceled", missed)
        await core.desk.ring(ANNA, call_id="3c3b96605fff-desk")
        await core.side.report("miss", missed)  # both may come
        core.clock.forward(1)
        await core.desk.report("connect", "3c3b96605fff-desk")
        core.clock.forward(3600)
        await core.desk.report("hold", "3c3b96605fff-desk")
        before = await core.calls()
    async with running(tmp_path, core.clock) as core:
        after = await core.calls()
    assert [record.call.id for record in after] == [record.call.id for record in before]
    assert [record.call.outcome for record in after] == [Outcome.MISSED, Outcome.ANSWERED]
