"""A command whose turn comes late: between the key press and the request calls end, and others begin."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.unit.switchboard.core import Core, running, until
from tests.unit.switchboard.test_ways import ANNA, ANSWER, BERND
from tui.calls.events import EventKind
from tui.calls.states import Outcome
from tui.errors import PhoneError
from tui.phones.driver import Ability, Order, Way
from tui.switchboard.advice import Done


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.switchboard.orders.EVENT_WAIT", 0.3)
    monkeypatch.setattr("tui.switchboard.orders.NEXT_WAIT", 0.05)


@asynccontextmanager
async def waiting(core: Core, order: Order, at: int = 0) -> AsyncIterator[asyncio.Task[Done]]:
    """The order, of which the way number `at` waits for its turn while the block runs."""
    turn, went, asked = asyncio.Event(), core.side.go, [0]

    async def go(way: Way) -> None:
        asked[0] += 1
        if asked[0] > at:
            await turn.wait()
        await went(way)

    core.side.go = go  # type: ignore[method-assign]
    ordered = asyncio.ensure_future(core.switchboard.orders.order(order))
    await until(lambda: asked[0] > at)
    yield ordered
    turn.set()


async def test_the_key_is_not_pressed_once_it_would_reach_another_call(tmp_path: Path) -> None:
    async with running(tmp_path) as core:
        call = await core.side.ring(ANNA)
        async with waiting(core, Order.REJECT) as ordered:
            await core.side.ring(BERND)
        with pytest.raises(PhoneError) as told:
            await ordered
        assert told.value.cause == "late"
        assert core.side.sent == []
        await core.side.report("miss", call)
        record = next(one for one in await core.calls() if not one.call.open)
    assert record.call.outcome is Outcome.MISSED  # it was not rejected


async def test_a_way_that_names_the_call_reaches_it_all_the_same(tmp_path: Path) -> None:
    async with running(tmp_path) as core:
        core.side.offers = {Order.REJECT: [("CANCEL:{id}", "named")]}
        await core.side.ring(ANNA)
        async with waiting(core, Order.REJECT) as ordered:
            await core.side.ring(BERND)
        await ordered
        assert len(core.side.sent) == 1


async def test_a_toggle_is_not_pressed_once_somebody_has_pressed_it_at_the_phone(tmp_path: Path) -> None:
    async with running(tmp_path) as core:
        call = await core.side.ring(ANNA)
        await core.side.report("connect", call)
        async with waiting(core, Order.HOLD) as ordered:
            await core.side.report("hold", call)
        done = await ordered
        assert (done.confirmed, done.tried) == (True, ())
        assert core.side.sent == []


async def test_a_second_way_that_comes_too_late_leaves_the_first_one_its_success(tmp_path: Path) -> None:
    async with running(tmp_path) as core:
        await until(lambda: bool(core.switchboard.status("side").model))
        core.side.offers, core.side.deaf = {Order.ANSWER: ANSWER[::2]}, {"OK", "ANSWER"}
        call = await core.side.ring(ANNA)
        async with waiting(core, Order.ANSWER, at=1) as ordered:
            await core.side.report("connect", call)
        done = await ordered
        assert (done.confirmed, done.tried) == (True, ("OK",))
        memory = core.switchboard.memory
        assert memory is not None
        assert memory.way("yealink T46U 108.86.0.20", Order.ANSWER) in ("", "OK")


async def test_a_reject_that_was_not_sent_is_not_read_from_the_silence_after_it(tmp_path: Path) -> None:
    async with running(tmp_path) as core:
        call = await core.desk.ring(ANNA)
        turn, went = asyncio.Event(), core.desk.go

        async def go(way: Way) -> None:
            await turn.wait()
            await went(way)

        core.desk.go = go  # type: ignore[method-assign]
        ordered = asyncio.ensure_future(core.switchboard.orders.order(Order.REJECT))
        await until(lambda: core.switchboard.board.calls()[0].giving_up)
        core.clock.forward(4)  # longer than a Snom is silent after a reject
        await core.side.ring(BERND)
        turn.set()
        with pytest.raises(PhoneError) as told:
            await ordered
        assert told.value.cause == "late"
        assert core.desk.sent == []
        await core.desk.report("miss", call)
        record = next(one for one in await core.calls() if not one.call.open)
    assert record.call.outcome is Outcome.MISSED


async def test_a_phone_that_is_slow_to_take_a_reject_still_rings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The seconds after which a Snom's silence means that it has rejected count from when it has heard of it."""
    monkeypatch.setattr("tui.switchboard.journalled._AGAIN", 0.01)
    async with running(tmp_path) as core:
        call = await core.desk.ring(ANNA)
        turn, went = asyncio.Event(), core.desk.go

        async def go(way: Way) -> None:
            await turn.wait()
            await went(way)

        core.desk.go = go  # type: ignore[method-assign]
        ordered = asyncio.ensure_future(core.switchboard.orders.order(Order.REJECT))
        board = core.switchboard.board
        for _ in range(3):
            core.clock.forward(2)
            await until(lambda: board.calls()[0].last_event == core.clock())
        await core.side.ring(BERND)
        assert {one.phone for one in board.calls()} == {"desk", "side"}
        turn.set()
        await ordered
        heard = core.clock()
        core.clock.forward(4)
        await core.side.report("miss", BERND)
        record = next(one for one in await core.calls() if one.call.phone == "desk")
    assert (record.call.outcome, record.call.ended, record.call.call_id) == (Outcome.REJECTED, heard, call)


async def test_a_command_that_is_cancelled_leaves_no_word_in_the_journal(tmp_path: Path) -> None:
    """The program ends while it waits: the call that then goes unanswered was missed."""
    async with running(tmp_path) as core:
        call = await core.side.ring(ANNA)
        async with waiting(core, Order.REJECT) as ordered:
            ordered.cancel()
            with pytest.raises(asyncio.CancelledError):
                await ordered
        await core.side.report("miss", call)
        (record,) = await core.calls()
        names = [raw.name async for _, raw in core.switchboard.journal.events_since(0)]
    assert names.count(EventKind.REJECT_SENT.value) == names.count(EventKind.WITHDRAWN.value) == 1
    assert record.call.outcome is Outcome.MISSED


async def test_an_emergency_call_is_tried_whatever_was_found_out_before(tmp_path: Path) -> None:
    async with running(tmp_path) as core:
        core.side.missing = {Ability.DIAL}
        with pytest.raises(PhoneError):
            await core.switchboard.orders.dial(ANNA, "side")
        assert (await core.switchboard.orders.dial("112", "side")).confirmed
        assert core.side.sent == ["dial 112"]


async def test_an_emergency_call_goes_first_and_waits_on_for_consent(tmp_path: Path) -> None:
    async with running(tmp_path) as core:
        asked, pressed, dial = list[bool](), asyncio.Event(), core.side.dial

        async def asking(number: str, identity: str = "", *, urgent: bool = False) -> None:
            asked.append(urgent)
            if not pressed.is_set():
                raise PhoneError("phone_cannot", cause="consent", phone="side")
            await dial(number, identity)

        core.side.dial = asking  # type: ignore[method-assign]
        ordered = asyncio.ensure_future(core.switchboard.orders.dial("112", "side"))
        await until(lambda: core.switchboard.orders.waiting("side"))
        with pytest.raises(PhoneError):
            await core.switchboard.orders.dial(ANNA, "side")
        assert core.switchboard.orders.waiting("side")
        pressed.set()
        core.switchboard.desk.consents.stir("side")
        assert (await ordered).confirmed
        assert asked == [True, False, True]
