"""Retention, gaps and private numbers."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.journal.samples import NOON, event, record
from tui.calls.events import RawEvent
from tui.calls.states import PhoneState
from tui.config.model import JournalConfig
from tui.dialing.number import DialPlan
from tui.journal.store import Journal
from tui.phones.decoding import decode
from tui.switchboard.callers import Callers
from tui.switchboard.keeping import UNKEPT
from tui.switchboard.notices import PhoneNotice, PhoneStatus
from tui.switchboard.privacy import Privacy
from tui.switchboard.upkeep import ALIVE, Upkeep

DAY = 86400.0
QUERY = b"remote=sip:02214710998@pbx.example&call-id=3c3b&local=22&display_remote=Dr.%20Geheim"


@pytest.fixture
async def journal(tmp_path: Path) -> AsyncIterator[Journal]:
    opened = await Journal.open(tmp_path / "data" / "journal.db")
    yield opened
    await opened.close()


class _Clock:
    def __init__(self, at: float) -> None:
        self.at = at

    def __call__(self) -> float:
        return self.at


async def _recorded(journal: Journal) -> None:
    for at in (NOON - 100 * DAY, NOON - 80 * DAY):
        await journal.append(event(at=at))
    await journal.save([record(1, NOON - 100 * DAY), record(2, NOON - 80 * DAY)])


async def _kept(journal: Journal) -> list[int]:
    return sorted(one.call.id for one in await journal.page())


async def test_ninety_days_unless_a_note_keeps_a_call(journal: Journal) -> None:
    await _recorded(journal)
    await journal.append(event(at=NOON - 95 * DAY))
    await journal.save([record(3, NOON - 95 * DAY)])
    await journal.set_note(3, "Vorgang")
    await Upkeep(JournalConfig(), lambda: journal, _Clock(NOON)).expire(NOON)
    assert await _kept(journal) == [2, 3]
    await Upkeep(JournalConfig(keep_noted_days=90), lambda: journal, _Clock(NOON)).expire(NOON)
    assert await _kept(journal) == [2]


async def _running(upkeep: Upkeep) -> asyncio.Task[None]:
    await upkeep.begin()
    return asyncio.create_task(upkeep.keep())


async def _stopped(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_at_the_start_and_not_where_the_clock_has_jumped(journal: Journal) -> None:
    await _recorded(journal)
    await journal.set_meta(ALIVE, repr(NOON - DAY))
    clock = _Clock(NOON + 400 * DAY)  # a battery that ran empty, or the wrong year
    task = await _running(Upkeep(JournalConfig(), lambda: journal, clock))
    async with asyncio.timeout(20):
        while await journal.meta(ALIVE) != repr(clock.at):  # noqa: ASYNC110 - the disk
            await asyncio.sleep(0.01)
    await _stopped(task)
    assert await _kept(journal) == [1, 2]
    await journal.set_meta(ALIVE, repr(NOON - DAY))
    task = await _running(Upkeep(JournalConfig(), lambda: journal, _Clock(NOON)))
    async with asyncio.timeout(20):
        while await _kept(journal) != [2]:  # noqa: ASYNC110 - the disk
            await asyncio.sleep(0.01)
    await _stopped(task)


async def test_the_time_off_is_a_gap_and_a_clock_set_back_is_none(journal: Journal) -> None:
    await Upkeep(JournalConfig(), lambda: journal, _Clock(NOON)).begin()
    assert await journal.gaps() == []  # the first start of all
    await Upkeep(JournalConfig(), lambda: journal, _Clock(NOON + 7200)).begin()
    (gap,) = await journal.gaps()
    assert (gap.began, gap.ended, gap.phone, gap.reason) == (NOON, NOON + 7200, "", "not-running")
    await Upkeep(JournalConfig(), lambda: journal, _Clock(NOON - 7200)).begin()
    await Upkeep(JournalConfig(), lambda: journal, _Clock(NOON - 7190)).begin()
    assert len(await journal.gaps()) == 1


async def test_a_phone_that_is_away_is_a_gap(journal: Journal) -> None:
    clock = _Clock(NOON)
    upkeep = Upkeep(JournalConfig(), lambda: journal, clock)
    task = await _running(upkeep)

    def status(reachable: bool | None) -> PhoneNotice:
        return PhoneNotice(PhoneStatus("desk", "snom", PhoneState("desk"), reachable=reachable))

    for reachable in (None, False, False):
        upkeep.look(status(reachable))
    async with asyncio.timeout(20):
        while not await journal.gaps():  # noqa: ASYNC110 - the disk
            await asyncio.sleep(0.01)
        clock.at = NOON + 300
        upkeep.look(status(True))
        while (await journal.gaps())[0].ended is None:  # noqa: ASYNC110 - the disk
            await asyncio.sleep(0.01)
    await _stopped(task)
    (gap,) = await journal.gaps()
    assert (gap.began, gap.ended, gap.phone, gap.reason) == (NOON, NOON + 300, "desk", "phone-away")


def _privacy(mode: str) -> Privacy:
    plan = DialPlan(area_code="221", company_number="4711", outside_prefix="0")
    return Privacy(JournalConfig(private=("0221 4710-998", "33"), private_calls=mode), Callers(plan))


def _raw(query: bytes, name: str = "incoming") -> RawEvent:
    return event(name, query=query)


def test_a_private_number_is_shortened_everywhere_and_its_name_gone() -> None:
    kept = _privacy("shorten").kept(_raw(QUERY))
    assert kept is not None
    assert b"4710998" not in kept.query
    assert b"Geheim" not in kept.query
    understood = decode(kept, 1)
    assert understood is not None
    assert understood.remote == "02214710xxx"
    assert (understood.call_id, understood.local, understood.display_name) == ("3c3b", "22", "")


def test_others_are_left_as_they_are() -> None:
    for query in (QUERY.replace(b"998", b"997"), b"remote=sip:34@pbx&call-id=1", b"", b"\xff%%"):
        for mode in ("shorten", "never"):
            assert _privacy(mode).kept(_raw(query)) == _raw(query)


def test_what_is_never_written_down_has_all_of_its_reports_left_out() -> None:
    privacy = _privacy("never")
    assert privacy.kept(_raw(QUERY)) is None
    assert privacy.kept(_raw(b"call-id=3c3b&local=22", "disconnected")) is None
    other = _raw(b"call-id=9999&local=22", "disconnected")
    assert privacy.kept(other) == other
    assert UNKEPT < privacy.number() < privacy.number()
