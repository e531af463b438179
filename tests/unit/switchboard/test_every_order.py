"""Every order at both makers' phones: what is sent, what counts as done, what is said where nothing comes."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from tests.ui.prop_phone import PropPhone
from tests.unit.switchboard.core import Core, running, until
from tui.calls.states import CallState, Outcome
from tui.errors import DurchwahlError, NotFoundError, PhoneError, UsageError
from tui.phones.driver import Order

ANNA, BERND, CARLA = "02214710501", "02214710502", "02214710503"
PHONES = ("desk", "side")  # a Snom and a Yealink
Prepare = Callable[[PropPhone], Awaitable[str]]


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A phone that reports nothing is given up soon; a prop phone that reports does so at once."""
    monkeypatch.setattr("tui.switchboard.orders.EVENT_WAIT", 0.12)
    monkeypatch.setattr("tui.switchboard.orders.NEXT_WAIT", 0.03)


async def rings(phone: PropPhone) -> str:
    return await phone.ring(ANNA)


async def talks(phone: PropPhone) -> str:
    call = await phone.ring(ANNA)
    await phone.report("connect", call)
    return call


async def holds(phone: PropPhone) -> str:
    call = await talks(phone)
    await phone.report("hold", call)
    return call


async def muted(phone: PropPhone) -> str:
    call = await talks(phone)
    await phone.report("mute", call)
    return call


async def consults(phone: PropPhone) -> str:
    """The call that waits; a second one is being talked to."""
    waiting = await holds(phone)
    asked = await phone.call(BERND)
    await phone.report("connect", asked)
    return waiting


async def asks(phone: PropPhone) -> str:
    """The same, and it is the second call that is named."""
    await consults(phone)
    return list(phone.states)[-1]


async def two(phone: PropPhone) -> str:
    """A held call and a running one: the running one."""
    await holds(phone)
    running_call = await phone.ring(BERND)
    await phone.report("connect", running_call)
    return running_call


async def two_the_held_one(phone: PropPhone) -> str:
    await two(phone)
    return next(iter(phone.states))


async def idle(phone: PropPhone) -> str:
    return ""


# order, what there is, what is typed, what goes out after the order's name, which phones report it
CASES: list[tuple[Order, Prepare, str, str, tuple[str, ...]]] = [
    (Order.ANSWER, rings, "", "", PHONES),
    (Order.REJECT, rings, "", "", ("side",)),
    (Order.HANGUP, talks, "", "", PHONES),
    (Order.HOLD, talks, "", "", PHONES),
    (Order.RESUME, holds, "", "", PHONES),
    (Order.SWAP, two_the_held_one, "", "", PHONES),
    (Order.MUTE, talks, "", "", ("side",)),
    (Order.UNMUTE, muted, "", "", ("side",)),
    (Order.TRANSFER, talks, "030 23125-110", "003023125110", PHONES),
    (Order.TRANSFER, holds, "22", "22", PHONES),
    (Order.CONSULT, talks, "22", "22", PHONES),
    (Order.COMPLETE, consults, "", "", PHONES),
    (Order.RETURN, asks, "", "", PHONES),
    (Order.DEFLECT, rings, "+43 1 58858", "00043158858", PHONES),
    (Order.CONFERENCE, two, "", "", PHONES),
    (Order.DTMF, talks, "12#", "12#", ()),
    (Order.LOUDER, talks, "", "", ()),
    (Order.QUIETER, rings, "", "", ()),
    (Order.REDIAL, idle, "", "", PHONES),
]
OF_A_CALL = [case for case in CASES if case[0] is not Order.REDIAL]
NAMES = [f"{order.value}-{prepare.__name__}" for order, prepare, *_ in CASES]


def test_there_is_a_case_for_every_order() -> None:
    assert {order for order, *_ in CASES} == set(Order)


@pytest.mark.parametrize("name", PHONES)
@pytest.mark.parametrize(("order", "prepare", "typed", "sent", "reporting"), CASES, ids=NAMES)
async def test_an_order(
    tmp_path: Path,
    name: str,
    order: Order,
    prepare: Prepare,
    typed: str,
    sent: str,
    reporting: tuple[str, ...],
) -> None:
    async with running(tmp_path) as core:
        phone, orders = core.phones[name], core.switchboard.orders
        call = await prepare(phone)
        assert orders.why_not(order, name) == ""
        done = await orders.order(order, phone=name, argument=typed)
        assert phone.sent == [" ".join(part for part in (order.value, call, sent) if part)]
        assert done.phone == name
        assert done.confirmed is (name in reporting)
        assert done.tried == (order.value,)
        if done.confirmed:
            assert done.advice == ""


@pytest.mark.parametrize("name", PHONES)
@pytest.mark.parametrize(("order", "prepare", "typed", "sent", "reporting"), OF_A_CALL, ids=NAMES[:-1])
async def test_a_phone_that_does_nothing(
    tmp_path: Path,
    name: str,
    order: Order,
    prepare: Prepare,
    typed: str,
    sent: str,
    reporting: tuple[str, ...],
) -> None:
    """The user reads what was tried and what to do, unless no phone ever reports that."""
    async with running(tmp_path) as core:
        phone = core.phones[name]
        await prepare(phone)
        phone.obeys = False
        done = await core.switchboard.orders.order(order, phone=name, argument=typed)
        assert not done.confirmed
        assert len(phone.sent) == 1
        silent = order in (Order.DTMF, Order.LOUDER, Order.QUIETER)
        assert bool(done.advice) is not silent
        if name in reporting and order is not Order.CONFERENCE:
            assert f"({order.value})" in done.advice  # what was tried
            assert "phone" in done.advice.lower()
        assert not core.switchboard.orders.under_way(order, 1)


@pytest.mark.parametrize("name", PHONES)
@pytest.mark.parametrize("order", list(Order))
async def test_without_a_call_the_reason_is_a_sentence(tmp_path: Path, name: str, order: Order) -> None:
    async with running(tmp_path) as core:
        phone, orders = core.phones[name], core.switchboard.orders
        if order is Order.REDIAL:
            await rings(phone)
        reason = orders.why_not(order, name)
        assert reason.endswith(".")
        assert " " in reason
        with pytest.raises(NotFoundError) as told:
            await orders.order(order, phone=name, argument="22")
        assert str(told.value) == reason
        assert phone.sent == []


@pytest.mark.parametrize("order", list(Order))
async def test_what_a_phone_cannot_do_at_all(tmp_path: Path, order: Order) -> None:
    async with running(tmp_path) as core:
        prepare = next(prepare for one, prepare, *_ in CASES if one is order)
        await prepare(core.side)
        core.side.missing = {order}
        reason = core.switchboard.orders.why_not(order, "side")
        assert "side" in reason
        with pytest.raises(PhoneError) as told:
            await core.switchboard.orders.order(order, phone="side", argument="22")
        assert (told.value.cause, str(told.value)) == ("no-remote-control", reason)
        assert core.side.sent == []


async def test_why_not_looks_at_every_phone_unless_one_is_named(tmp_path: Path) -> None:
    async with running(tmp_path) as core:
        await talks(core.side)
        orders = core.switchboard.orders
        assert orders.why_not(Order.HOLD) == ""
        assert orders.why_not(Order.HOLD, "side") == ""
        assert orders.why_not(Order.HOLD, "desk") != ""
        assert "attic" in orders.why_not(Order.HOLD, "attic")


async def test_before_there_are_drivers_the_reason_says_so(tmp_path: Path) -> None:
    core = Core(tmp_path)
    assert core.switchboard.orders.why_not(Order.REDIAL, "desk") != ""


# ---- what is told to the journal ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", PHONES)
@pytest.mark.parametrize(
    ("order", "prepare", "target"),
    [
        (Order.TRANSFER, talks, "003023125110"),
        (Order.DEFLECT, rings, "003023125110"),
        (Order.COMPLETE, consults, BERND),
    ],
)
async def test_the_journal_knows_where_a_call_went(
    tmp_path: Path, name: str, order: Order, prepare: Prepare, target: str
) -> None:
    async with running(tmp_path) as core:
        await prepare(core.phones[name])
        assert (await core.switchboard.orders.order(order, argument="030 23125-110")).confirmed
        call = (await core.calls())[0].call
    assert (call.outcome, call.transferred_to) == (Outcome.TRANSFERRED, target)


@pytest.mark.parametrize("order", [Order.TRANSFER, Order.DEFLECT])
async def test_a_transfer_that_nothing_came_of_is_none(tmp_path: Path, order: Order) -> None:
    async with running(tmp_path) as core:
        call = await (talks if order is Order.TRANSFER else rings)(core.desk)
        core.desk.obeys = False
        assert not (await core.switchboard.orders.order(order, argument="22")).confirmed
        await core.desk.report("end" if order is Order.TRANSFER else "miss", call)
        (record,) = await core.calls()
    assert record.call.transferred_to == ""
    assert record.call.outcome is (Outcome.ANSWERED if order is Order.TRANSFER else Outcome.MISSED)


@pytest.mark.parametrize("name", PHONES)
@pytest.mark.parametrize("cause", ["password", "hidden-tags", "timeout", "unreachable", "busy"])
async def test_a_missed_call_is_missed_although_we_wanted_to_reject_it(
    tmp_path: Path, name: str, cause: str
) -> None:
    async with running(tmp_path) as core:
        phone = core.phones[name]
        call = await rings(phone)
        phone.error = PhoneError("phone_cannot", cause=cause, phone=name)
        with pytest.raises(PhoneError):
            await core.switchboard.orders.order(Order.REJECT)
        core.clock.forward(20)
        assert core.switchboard.board.calls()[0].state is CallState.RINGING
        await phone.report("miss", call)
        (record,) = await core.calls()
    assert record.call.outcome is Outcome.MISSED


async def test_it_is_missed_too_where_the_phone_did_not_even_answer_and_its_silence_had_been_read(
    tmp_path: Path,
) -> None:
    """A Snom says nothing after a reject, so the board concludes it, sooner than the request has failed."""
    async with running(tmp_path) as core:
        call = await rings(core.desk)

        async def go(way: object) -> None:
            core.clock.forward(4)
            await rings(core.side)  # anything that happens makes the board look at the time
            raise PhoneError("phone_timeout", cause="timeout", phone="desk", seconds="5")

        core.desk.go = go  # type: ignore[method-assign]
        with pytest.raises(PhoneError):
            await core.switchboard.orders.order(Order.REJECT, phone="desk")
        await core.desk.report("miss", call)
        (record,) = [one for one in await core.calls() if one.call.phone == "desk"]
    assert record.call.outcome is Outcome.MISSED


async def test_a_reject_counts_although_the_phone_calls_it_missed_before_it_answers(tmp_path: Path) -> None:
    """Older Yealinks report the end only, and the report may be quicker than the answer to the request."""
    async with running(tmp_path) as core:
        call = await rings(core.side)

        async def go(way: object) -> None:
            await core.side.report("miss", call)

        core.side.go = go  # type: ignore[method-assign]
        assert (await core.switchboard.orders.order(Order.REJECT)).confirmed
        (record,) = await core.calls()
    assert record.call.outcome is Outcome.REJECTED


async def test_an_answer_that_is_lost_is_no_failure_where_the_report_came(tmp_path: Path) -> None:
    async with running(tmp_path) as core:
        call = await talks(core.side)
        went = core.side.go

        async def go(way: object) -> None:
            await went(way)  # type: ignore[arg-type]
            raise PhoneError("phone_timeout", cause="timeout", phone="side", seconds="5")

        core.side.go = go  # type: ignore[method-assign]
        done = await core.switchboard.orders.order(Order.TRANSFER, argument="22")
        assert done.confirmed
        assert core.side.sent == [f"transfer {call} 22"]
        (record,) = await core.calls()
    assert (record.call.outcome, record.call.transferred_to) == (Outcome.TRANSFERRED, "22")


async def test_a_full_disk_keeps_nobody_from_hanging_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(tmp_path) as core:
        call = await talks(core.desk)
        append = core.switchboard.journal.append

        async def full(raw: object) -> int:
            if getattr(raw, "source", "") == "durchwahl":
                raise DurchwahlError("journal_full", path="journal.db", reason="full")
            return await append(raw)  # type: ignore[arg-type]

        monkeypatch.setattr(core.switchboard.journal, "append", full)
        assert (await core.switchboard.orders.order(Order.HANGUP)).confirmed
        assert core.desk.sent == [f"hangup {call}"]
        assert (await core.switchboard.orders.dial("112")).confirmed


# ---- targets -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("order", [Order.TRANSFER, Order.CONSULT])
@pytest.mark.parametrize(
    ("typed", "sent"),
    [("112", "112"), ("1 1 0", "110"), ("22", "22"), ("0221 4710-22", "00221471022"), ("*97*3", "*97*3")],
)
async def test_a_target_is_planned_like_a_number_to_dial(
    tmp_path: Path, order: Order, typed: str, sent: str
) -> None:
    async with running(tmp_path) as core:
        call = await talks(core.desk)
        await core.switchboard.orders.order(order, argument=typed)
        assert core.desk.sent == [f"{order.value} {call} {sent}"]


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("", "dial_nothing"),
        ("+49112", "dial_emergency_meant"),
        ("Niemand", "dial_nobody"),
        ("-", "dial_no_number"),
    ],
)
@pytest.mark.parametrize("order", [Order.TRANSFER, Order.CONSULT, Order.DEFLECT])
async def test_a_target_that_is_none_changes_nothing(
    tmp_path: Path, order: Order, typed: str, key: str
) -> None:
    async with running(tmp_path) as core:
        await (rings if order is Order.DEFLECT else talks)(core.desk)
        with pytest.raises(DurchwahlError) as told:
            await core.switchboard.orders.order(order, argument=typed)
        assert told.value.key == key
        assert core.desk.sent == []
        assert not core.switchboard.orders.under_way(order, 1)


async def test_parking_fetching_and_picking_up(tmp_path: Path) -> None:
    async with running(tmp_path) as core:
        orders, call = core.switchboard.orders, await talks(core.desk)
        assert (await orders.park("3")).confirmed
        assert (await orders.retrieve("3", "desk")).confirmed
        await core.desk.report("end", list(core.desk.states)[-1])
        assert (await orders.pick_up("0221 4710-22", "desk")).confirmed
        assert core.desk.sent == [f"transfer {call} *97*3", "dial *98*3", "dial *99*22"]
        parked = (await core.calls())[0].call
    assert (parked.outcome, parked.transferred_to) == (Outcome.TRANSFERRED, "*97*3")


async def test_parking_takes_a_call(tmp_path: Path) -> None:
    async with running(tmp_path) as core:
        with pytest.raises(NotFoundError):
            await core.switchboard.orders.park("3")
        with pytest.raises(UsageError):
            await core.switchboard.orders.park("nowhere")


# ---- a conference with somebody who is called for it -------------------------------------------------------


async def test_a_conference_begins_with_the_answer(tmp_path: Path) -> None:
    async with running(tmp_path) as core:
        first = await talks(core.desk)
        conference = asyncio.ensure_future(core.switchboard.orders.confer("22"))
        await until(lambda: len(core.desk.states) == 2)
        second = list(core.desk.states)[-1]
        assert core.desk.sent == [f"consult {first} 22"]
        await core.desk.report("connect", second)
        assert (await conference).confirmed
        assert core.desk.sent[1:] == [f"conference {second}"]


@pytest.mark.parametrize("ends", [True, False])
async def test_no_conference_without_an_answer(
    tmp_path: Path, ends: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.switchboard.orders.ANSWER_WAIT", 5.0 if ends else 0.02)
    async with running(tmp_path) as core:
        await talks(core.desk)
        conference = asyncio.ensure_future(core.switchboard.orders.confer("22"))
        await until(lambda: len(core.desk.states) == 2)
        if ends:
            await core.desk.report("end", list(core.desk.states)[-1])
        with pytest.raises(DurchwahlError) as told:
            await conference
        assert told.value.key == "confer_not_answered"
        assert len(core.desk.sent) == 1


async def test_a_phone_without_conferences_calls_nobody_for_one(tmp_path: Path) -> None:
    async with running(tmp_path) as core:
        await talks(core.desk)
        core.desk.missing = {Order.CONFERENCE}
        with pytest.raises(PhoneError):
            await core.switchboard.orders.confer("22")
        assert core.desk.sent == []
