"""Several ways of doing one thing: their order, when the next one is tried, and what is remembered."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ui.clock import Clock
from tests.unit.switchboard.core import START, Core, running, until
from tui.calls.states import Outcome, PhoneState
from tui.errors import DurchwahlError, PhoneError
from tui.phones.driver import Order, Probe, Step, Way
from tui.switchboard.chain import ONCE, arranged, may_follow, phone_kind
from tui.switchboard.notices import ConsentNotice, Notice, PhoneStatus

ANNA, BERND, CARLA = "02214710501", "02214710502", "02214710503"
ANSWER = [("OK", ""), ("ASW:{id}", "named"), ("ANSWER", "")]
HOLD = [("F_HOLD", "toggles"), ("HOLD:{id}", "named"), ("HOLD", "")]
YEALINK = "yealink T46U 108.86.0.20"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.switchboard.orders.EVENT_WAIT", 0.3)
    monkeypatch.setattr("tui.switchboard.orders.NEXT_WAIT", 0.05)


def sent(core: Core, name: str = "side") -> list[str]:
    """The ways that went out, without the calls' ids."""
    return [what.split()[0] for what in core.phones[name].sent]


async def known(core: Core) -> None:
    """The phones have said who they are: only then is there anything to remember."""
    await until(lambda: all(core.switchboard.status(name).model for name in core.phones))


async def two_calls(core: Core, name: str = "side") -> tuple[str, str]:
    """One that is being talked to, and one that rings."""
    talking = await core.phones[name].ring(ANNA)
    await core.phones[name].report("connect", talking)
    return talking, await core.phones[name].ring(BERND)


# ---- the order ---------------------------------------------------------------------------------------------

ways = st.lists(
    st.builds(
        lambda name, selected, toggles: Way(name, (Step("/"),), selected, toggles),
        st.text(),
        st.booleans(),
        st.booleans(),
    ),
    max_size=6,
)


@given(ways, st.text(), st.booleans())
def test_no_way_is_lost_and_the_remembered_one_is_first_of_its_sort(
    offered: list[Way], remembered: str, several: bool
) -> None:
    made = arranged(offered, remembered, several)
    assert sorted(map(repr, made)) == sorted(map(repr, offered))
    if several:
        assert [way.selected for way in made] == sorted(way.selected for way in made)
    for sort in ({True, False},) if not several else ({True}, {False}):
        names = [way.name == remembered for way in made if way.selected in sort]
        assert names == sorted(names, reverse=True)
    rest = [way for way in made if way.name != remembered]
    if not several:
        assert rest == [way for way in offered if way.name != remembered]  # the driver's own order


@given(ways, st.sampled_from(list(Order)), st.booleans())
def test_a_toggle_is_never_a_second_way(offered: list[Way], order: Order, alone: bool) -> None:
    for way in offered:
        assert not (way.toggles and may_follow(way, order, alone))
        assert not (order in ONCE and may_follow(way, order, alone))


def test_phones_are_alike_by_model_and_firmware() -> None:
    state = PhoneState("side")
    assert phone_kind(PhoneStatus("side", "yealink", state, "T46U", "108.86.0.20")) == YEALINK
    assert phone_kind(PhoneStatus("side", "yealink", state)) == ""


# ---- one after the other -----------------------------------------------------------------------------------


async def test_the_next_way_is_tried_while_nothing_happens(tmp_path: Path) -> None:
    async with running(tmp_path) as core:
        await known(core)
        core.side.offers, core.side.deaf = {Order.ANSWER: ANSWER}, {"OK"}
        call = await core.side.ring(ANNA)
        done = await core.switchboard.orders.order(Order.ANSWER)
        assert core.side.sent == [f"OK {call}", f"ASW:{{id}} {call}"]
        assert (done.confirmed, done.tried, done.advice) == (True, ("OK", "ASW:{id}"), "")


async def test_what_worked_is_first_the_next_time_and_after_a_restart(tmp_path: Path) -> None:
    clock = Clock(START)
    for expected in (["OK", "ASW:{id}"], ["ASW:{id}"]):
        clock.forward(3600)
        async with running(tmp_path, clock) as core:
            await known(core)
            core.side.offers, core.side.deaf = {Order.ANSWER: ANSWER}, {"OK"}
            for again in (expected, ["ASW:{id}"]):
                call = await core.side.ring(ANNA)
                assert (await core.switchboard.orders.order(Order.ANSWER)).confirmed
                assert sent(core) == again
                core.side.sent.clear()
                await core.side.report("end", call)
                clock.forward(60)


async def test_another_model_learns_for_itself(tmp_path: Path) -> None:
    async with running(tmp_path) as core:
        await known(core)
        assert core.switchboard.memory is not None
        core.switchboard.memory.learn_way("yealink T53W 96.86.0.70", Order.ANSWER, "ANSWER")
        core.side.offers = {Order.ANSWER: ANSWER}
        await core.side.ring(ANNA)
        await core.switchboard.orders.order(Order.ANSWER)
        assert sent(core) == ["OK"]
        assert core.switchboard.memory.way(YEALINK, Order.ANSWER) == "OK"


async def test_what_was_not_confirmed_is_not_learnt(tmp_path: Path) -> None:
    async with running(tmp_path) as core:
        await known(core)
        core.side.offers, core.side.obeys = {Order.ANSWER: ANSWER}, False
        await core.side.ring(ANNA)
        done = await core.switchboard.orders.order(Order.ANSWER)
        assert sent(core) == ["OK", "ASW:{id}", "ANSWER"]
        assert "OK, ASW:{id}, ANSWER" in done.advice
        assert core.switchboard.memory is not None
        assert core.switchboard.memory.way(YEALINK, Order.ANSWER) == ""


async def test_a_way_that_is_remembered_and_not_offered_any_more_does_no_harm(tmp_path: Path) -> None:
    async with running(tmp_path) as core:
        await known(core)
        assert core.switchboard.memory is not None
        core.switchboard.memory.learn_way(YEALINK, Order.ANSWER, "key=Reset")
        await core.side.ring(ANNA)
        assert (await core.switchboard.orders.order(Order.ANSWER)).confirmed
        assert sent(core) == ["answer"]


async def test_a_toggle_goes_first_or_not_at_all(tmp_path: Path) -> None:
    """Its report may be lost: pressed once more it would take the call off hold."""
    for folder, offers, expected in (
        ("first", HOLD, ["F_HOLD", "HOLD:{id}", "HOLD"]),
        ("last", HOLD[1:] + HOLD[:1], ["HOLD:{id}", "HOLD"]),
        ("both", [("F_HOLD", "toggles"), ("HOLDKEY", "toggles")], ["F_HOLD"]),
    ):
        async with running(tmp_path / folder) as core:
            call = await core.side.ring(ANNA)
            await core.side.report("connect", call)
            core.side.offers, core.side.obeys = {Order.HOLD: offers}, False
            assert not (await core.switchboard.orders.order(Order.HOLD)).confirmed
            assert sent(core) == expected
            await core.side.report("end", call)


async def test_no_second_way_once_something_has_begun_to_happen(tmp_path: Path) -> None:
    """The transfer key has put the call on hold, the target is being dialled: patience, not another key."""
    async with running(tmp_path) as core:
        core.side.offers = {Order.HANGUP: [("CALLEND", ""), ("CANCEL:{id}", "named")]}
        core.side.deaf = {"CALLEND"}
        call = await core.side.ring(ANNA)
        await core.side.report("connect", call)
        done = asyncio.ensure_future(core.switchboard.orders.order(Order.HANGUP))
        await until(lambda: bool(core.side.sent))
        await core.side.report("hold", call)
        await asyncio.wait([done], timeout=0.1)
        await core.side.report("end", call)
        assert (await done).confirmed
        assert sent(core) == ["CALLEND"]


async def test_a_target_is_not_dialled_twice_because_a_report_is_slow(tmp_path: Path) -> None:
    async with running(tmp_path) as core:
        core.side.offers = {Order.TRANSFER: [("BTrans", ""), ("keys", "")]}
        core.side.deaf = {"BTrans"}
        call = await core.side.ring(ANNA)
        await core.side.report("connect", call)
        done = asyncio.ensure_future(core.switchboard.orders.order(Order.TRANSFER, argument="22"))
        await until(lambda: bool(core.side.sent))
        await asyncio.wait([done], timeout=0.15)  # longer than between two ways of other orders
        await core.side.report("blind", call)
        assert (await done).confirmed
        assert sent(core) == ["BTrans"]


async def test_a_call_that_ends_meanwhile_ends_the_trying(tmp_path: Path) -> None:
    async with running(tmp_path) as core:
        core.side.offers, core.side.obeys = {Order.ANSWER: ANSWER}, False
        call = await core.side.ring(ANNA)
        answering = asyncio.ensure_future(core.switchboard.orders.order(Order.ANSWER))
        await until(lambda: bool(core.side.sent))
        await core.side.report("miss", call)
        done = await answering
        assert (done.confirmed, sent(core)) == (False, ["OK"])
        assert done.call is not None
        assert done.call.outcome is Outcome.MISSED
        assert "over" in done.advice


async def test_a_newer_order_for_the_call_ends_the_trying_of_an_older_one(tmp_path: Path) -> None:
    async with running(tmp_path) as core:
        core.side.offers, core.side.deaf = {Order.ANSWER: ANSWER}, {"OK", "ASW:{id}", "ANSWER", "reject"}
        await core.side.ring(ANNA)
        answering = asyncio.ensure_future(core.switchboard.orders.order(Order.ANSWER))
        await until(lambda: bool(core.side.sent))
        await asyncio.gather(answering, core.switchboard.orders.order(Order.REJECT))
        assert sent(core) == ["OK", "reject"]


async def test_a_key_that_the_phone_does_not_know_is_passed_over(tmp_path: Path) -> None:
    """It has done nothing for certain, so even a toggle may follow."""
    unknown = PhoneError("phone_cannot", cause="no-remote-control", phone="side")
    async with running(tmp_path) as core:
        await known(core)
        core.side.offers = {Order.HOLD: [("HOLD", ""), *HOLD[:1]]}
        core.side.errors = [unknown]
        call = await core.side.ring(ANNA)
        await core.side.report("connect", call)
        done = await core.switchboard.orders.order(Order.HOLD)
        assert (done.confirmed, done.tried) == (True, ("F_HOLD",))
        core.side.offers, core.side.error = {Order.RESUME: HOLD}, unknown
        with pytest.raises(PhoneError) as told:
            await core.switchboard.orders.order(Order.RESUME)
        assert told.value is unknown


async def test_a_phone_that_turns_out_to_have_no_remote_control_is_told_once(tmp_path: Path) -> None:
    async with running(tmp_path) as core:
        tries: list[str] = []

        async def go(way: Way) -> None:
            tries.append(way.name)
            core.side.missing = {Order.ANSWER}
            raise PhoneError("phone_cannot", cause="no-remote-control", phone="side")

        core.side.go = go  # type: ignore[method-assign]
        core.side.offers = {Order.ANSWER: ANSWER}
        await core.side.ring(ANNA)
        with pytest.raises(PhoneError):
            await core.switchboard.orders.order(Order.ANSWER)
        assert tries == ["OK"]


async def test_a_refusal_is_the_answer_and_not_a_reason_to_try_another_way(tmp_path: Path) -> None:
    async with running(tmp_path) as core:
        core.side.offers = {Order.ANSWER: ANSWER}
        core.side.errors = [PhoneError("phone_wrong_password", cause="password", phone="side")]
        await core.side.ring(ANNA)
        with pytest.raises(PhoneError):
            await core.switchboard.orders.order(Order.ANSWER)
        assert core.side.sent == []


# ---- several calls -----------------------------------------------------------------------------------------


async def test_a_way_that_names_the_call_goes_first_where_there_are_several(tmp_path: Path) -> None:
    async with running(tmp_path) as core:
        await two_calls(core)
        core.side.offers = {Order.ANSWER: ANSWER}
        assert (await core.switchboard.orders.order(Order.ANSWER)).confirmed
        assert sent(core) == ["ASW:{id}"]


async def test_a_key_that_would_hit_another_call_is_not_pressed(tmp_path: Path) -> None:
    """On a Snom the X key would reject the second caller instead of ending the conversation."""
    async with running(tmp_path) as core:
        talking, _ = await two_calls(core, "desk")
        orders = core.switchboard.orders
        (call,) = (one for one in core.switchboard.board.calls() if one.call_id == talking)
        reason = orders.why_not(Order.HANGUP, "desk")
        for id in (None, call.id):
            with pytest.raises(DurchwahlError) as told:
                await orders.order(Order.HANGUP, id)
            assert told.value.key == "order_hits_ringing"
            assert str(told.value) == reason
            assert all(part in reason for part in ("desk", "hangup", BERND))
        assert core.desk.sent == []
        await orders.order(Order.REJECT)
        assert sent(core, "desk") == ["reject"]


async def test_one_that_names_the_call_is_used_although_a_key_would_hit_another(tmp_path: Path) -> None:
    async with running(tmp_path) as core:
        talking, _ = await two_calls(core)
        core.side.offers = {Order.HANGUP: [("CALLEND", ""), ("CANCEL:{id}", "named")]}
        assert (await core.switchboard.orders.order(Order.HANGUP)).confirmed
        assert core.side.sent == [f"CANCEL:{{id}} {talking}"]


async def test_a_key_does_not_end_the_next_call_after_one_that_may_be_over(tmp_path: Path) -> None:
    async with running(tmp_path) as core:
        await two_calls(core)
        core.side.offers = {Order.REJECT: [("CANCEL:{id}", "named"), ("X", "")]}
        core.side.obeys = False
        assert not (await core.switchboard.orders.order(Order.REJECT)).confirmed
        assert sent(core) == ["CANCEL:{id}"]


# ---- consent -----------------------------------------------------------------------------------------------


def consent(name: str = "side") -> PhoneError:
    return PhoneError("phone_cannot", cause="consent", phone=name)


def notices(core: Core) -> list[bool]:
    seen: list[bool] = []

    def look(notice: Notice) -> None:
        if isinstance(notice, ConsentNotice):
            seen.append(notice.waiting)

    core.switchboard.subscribe(look)
    return seen


def hurry(core: Core) -> None:
    """A command is repeated sooner than a user could press OK."""
    core.switchboard.desk.consents._every = 0.01


async def test_the_very_same_command_is_repeated_until_ok_is_pressed(tmp_path: Path) -> None:
    async with running(tmp_path) as core:
        hurry(core)
        seen, orders = notices(core), core.switchboard.orders
        core.side.offers = {Order.ANSWER: ANSWER}
        call = await core.side.ring(ANNA)
        core.side.errors = [consent(), consent(), consent()]
        answering = asyncio.ensure_future(orders.order(Order.ANSWER))
        await until(lambda: orders.waiting("side"))
        assert orders.under_way(Order.ANSWER, 2)
        assert (await answering).confirmed
        assert core.side.sent == [f"OK {call}"]
        assert seen == [True, False]


async def test_dialling_waits_for_consent_too(tmp_path: Path) -> None:
    async with running(tmp_path) as core:
        hurry(core)
        core.side.errors = [consent(), consent()]
        assert (await core.switchboard.orders.dial(ANNA, "side", identity="23@pbx.example")).confirmed
        assert core.side.sent == [f"dial 0{ANNA} 23@pbx.example"]


async def test_a_call_that_stops_ringing_ends_the_waiting(tmp_path: Path) -> None:
    async with running(tmp_path) as core:
        orders = core.switchboard.orders
        call = await core.side.ring(ANNA)
        core.side.error = consent()
        answering = asyncio.ensure_future(orders.order(Order.ANSWER))
        await until(lambda: orders.waiting("side"))
        begun = time.monotonic()
        await core.side.report("miss", call)
        with pytest.raises(DurchwahlError) as told:
            await answering
        assert told.value.key == "consent_needless"
        assert time.monotonic() - begun < 2  # not at the next try only
        assert core.side.sent == []


async def test_giving_up_and_trying_again(tmp_path: Path) -> None:
    async with running(tmp_path) as core:
        orders = core.switchboard.orders
        await core.side.ring(ANNA)
        core.side.error = consent()
        answering = asyncio.ensure_future(orders.order(Order.ANSWER))
        await until(lambda: orders.waiting("side"))
        orders.give_up("side")
        with pytest.raises(DurchwahlError) as told:
            await answering
        assert told.value.key == "consent_given_up"
        core.side.error = None
        assert (await orders.order(Order.ANSWER)).confirmed


async def test_what_was_wanted_last_is_what_happens(tmp_path: Path) -> None:
    async with running(tmp_path) as core:
        hurry(core)
        orders = core.switchboard.orders
        call = await core.side.ring(ANNA)
        core.side.error = consent()
        answering = asyncio.ensure_future(orders.order(Order.ANSWER))
        await until(lambda: orders.waiting("side"))
        rejecting = asyncio.ensure_future(orders.order(Order.REJECT))
        with pytest.raises(DurchwahlError) as told:
            await answering
        assert told.value.key in ("consent_overtaken", "consent_needless")
        core.side.error = None
        assert (await rejecting).confirmed
        assert core.side.sent == [f"reject {call}"]


async def test_a_call_missed_while_a_reject_waits_is_missed(tmp_path: Path) -> None:
    async with running(tmp_path) as core:
        hurry(core)
        orders = core.switchboard.orders
        call = await core.side.ring(ANNA)
        core.side.error = consent()
        rejecting = asyncio.ensure_future(orders.order(Order.REJECT))
        await until(lambda: orders.waiting("side"))
        await core.side.report("miss", call)
        with pytest.raises(DurchwahlError):
            await rejecting
        (record,) = await core.calls()
        assert record.call.outcome is Outcome.MISSED


# ---- several phones ----------------------------------------------------------------------------------------


async def test_a_dead_phone_delays_no_other(tmp_path: Path) -> None:
    async with running(tmp_path) as core:
        await core.desk.ring(ANNA)
        await core.side.ring(BERND)
        dead = asyncio.Event()

        async def hang(way: object) -> None:
            await dead.wait()
            raise PhoneError("phone_timeout", cause="timeout", phone="desk", seconds="5")

        core.desk.go = hang  # type: ignore[method-assign]
        orders = core.switchboard.orders
        stuck = asyncio.ensure_future(orders.order(Order.ANSWER, phone="desk"))
        await asyncio.sleep(0)
        async with asyncio.timeout(2):
            assert (await orders.order(Order.ANSWER, phone="side")).confirmed
        assert not stuck.done()
        dead.set()
        with pytest.raises(PhoneError):
            await stuck


# ---- a phone that cannot be told to dial -------------------------------------------------------------------


@pytest.mark.parametrize("known_before", [True, False])
async def test_the_number_is_offered_for_dialling_by_hand(tmp_path: Path, known_before: bool) -> None:
    from tui.phones.driver import Ability

    async with running(tmp_path) as core:
        if known_before:
            core.desk.missing = {Ability.DIAL}
        else:
            core.desk.error = PhoneError("phone_cannot", cause="no-remote-control", phone="desk")
        with pytest.raises(PhoneError) as told:
            await core.switchboard.orders.dial("030 23125-110", "desk", suppress=True)
        assert told.value.cause == "no-remote-control"
        assert told.value.values["number"] == "*31*003023125110"
        assert told.value.values["link"] == "tel:+493023125110"
        assert str(told.value).startswith("desk cannot do that by remote control."), "why it cannot"
        assert "*31*003023125110" in str(told.value)
        assert "tel:+493023125110" in str(told.value)
        assert core.desk.sent == []


async def test_what_was_in_the_way_is_looked_at_once_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever has switched it off at the phone need not wait until the phone is asked again by itself."""
    from tui.phones.driver import Ability

    async with running(tmp_path) as core:

        async def probe() -> Probe:
            core.desk.missing.clear()
            return core.desk.says

        core.desk.missing = {Ability.DIAL}
        with pytest.raises(PhoneError):
            await core.switchboard.orders.dial("030 23125-110", "desk")
        monkeypatch.setattr(core.desk, "probe", probe)
        assert (await core.switchboard.orders.dial("030 23125-110", "desk")).confirmed
