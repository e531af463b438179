"""What is published, to whom, and what happens when one of them fails."""

from __future__ import annotations

import asyncio
from pathlib import Path

from tests.unit.switchboard.core import Core, running
from tui.switchboard.notices import CallNotice, Notice

ANNA = "02214710501"


def records(core: Core) -> list[CallNotice]:
    """Collects the notices of calls from now on."""
    seen: list[CallNotice] = []

    def keep(notice: Notice) -> None:
        if isinstance(notice, CallNotice):
            seen.append(notice)

    core.switchboard.subscribe(keep)
    return seen


async def test_one_that_fails_takes_the_event_from_nobody(tmp_path: Path) -> None:
    def broken(notice: Notice) -> None:
        raise OSError(28, "No space left on device")

    async with running(tmp_path) as core:
        core.switchboard.subscribe(broken)
        seen = records(core)
        call = await core.desk.ring(ANNA)
        await core.desk.report("connect", call)
        assert [notice.record.call.state.value for notice in seen] == ["ringing", "talking"]
        assert len(core.switchboard.board.calls()) == 1


async def test_a_note_written_during_the_call_stays_with_it(tmp_path: Path) -> None:
    async with running(tmp_path) as core:
        call = await core.desk.ring(ANNA)
        await core.desk.report("connect", call)
        seen = records(core)
        (open_call,) = core.switchboard.board.calls()
        await core.switchboard.note(open_call.id, "ruft\tzurück ")
        await core.desk.report("hold", call)
        await core.desk.report("end", call)
        assert [notice.record.note for notice in seen] == ["ruft zurück"] * 3


async def test_a_note_brings_no_call_back_that_ends_meanwhile(tmp_path: Path) -> None:
    async with running(tmp_path) as core:
        call = await core.desk.ring(ANNA)
        await core.desk.report("connect", call)
        seen = records(core)
        (open_call,) = core.switchboard.board.calls()
        await asyncio.gather(
            core.switchboard.note(open_call.id, "x"),
            core.desk.report("end", call),
        )
        assert not seen[-1].record.call.open
        assert seen[-1].record.note == "x"


async def test_a_note_of_a_call_that_is_over(tmp_path: Path) -> None:
    async with running(tmp_path) as core:
        call = await core.desk.ring(ANNA)
        await core.desk.report("miss", call)
        seen = records(core)
        (record,) = await core.calls()
        await core.switchboard.note(record.call.id, "x")
        assert [(notice.record.note, notice.record.call.open) for notice in seen] == [("x", False)]
