"""Presence: when a phone is asked, what is known of it meanwhile, and that none waits for another."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import asynccontextmanager
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.switchboard.timeline import Timeline, settle
from tui.calls.board import Board
from tui.calls.events import EventKind, PhoneEvent
from tui.calls.facts import Forwarding, Identity, PhoneFacts
from tui.calls.states import Change
from tui.config.model import Config, PhoneConfig
from tui.errors import PhoneError
from tui.phones.driver import Ability, Feature, Order, PhoneDriver, Probe, Way, Wish
from tui.switchboard.notices import Notice, PhoneNotice, PhoneStatus
from tui.switchboard.presence import Presence

WELL = Probe(True, "D785", "10.1.169.16", "000413aabbcc")


def trouble(cause: str, wait: float | None = None) -> Probe:
    return Probe(False, cause=cause, text=f"it is {cause}", wait=wait)


class Asked:
    """A driver that is only ever asked; `said` is what it answers, `at` when it was asked."""

    vendor = "snom"

    def __init__(self, name: str, time: Timeline) -> None:
        self.name = name
        self.said: Probe | Exception = WELL
        self.at: list[float] = []
        self.forgiven = 0
        self.free = asyncio.Event()  # cleared, it hangs
        self.free.set()
        self._time = time

    async def probe(self) -> Probe:
        self.at.append(self._time())
        await self.free.wait()
        if isinstance(self.said, Exception):
            raise self.said
        return self.said

    def forgive(self) -> None:
        self.forgiven += 1

    def dial_request(self, number: str) -> str:
        raise NotImplementedError

    async def dial(self, number: str, identity: str = "", *, urgent: bool = False) -> None:
        raise NotImplementedError

    def ways(self, order: Order, call_id: str = "", argument: str = "") -> tuple[Way, ...]:
        return ()

    def wishes(self, wish: Wish) -> tuple[Way, ...]:
        return ()

    def lacks(self, what: Order | Feature | Ability) -> str:
        return ""

    async def go(self, way: Way) -> None:
        raise NotImplementedError

    async def settings(self, names: Collection[str]) -> dict[str, str]:
        return {}

    async def configure(self, values: Mapping[str, str]) -> None:
        raise NotImplementedError

    async def provision(self) -> None:
        raise NotImplementedError

    async def picture(self) -> bytes:
        return b""

    async def aclose(self) -> None:
        pass


class Watch:
    """Two phones and who looks after them. Times are told from the start on."""

    def __init__(self) -> None:
        self.time = Timeline()
        self.begin = self.time()
        self.board = Board()
        self.desk, self.side = Asked("desk", self.time), Asked("side", self.time)
        self.changes: list[Change] = []
        self.seen: list[PhoneStatus] = []
        drivers: dict[str, PhoneDriver] = {"desk": self.desk, "side": self.side}
        self.presence = Presence(
            Config(phones={name: PhoneConfig(name, "snom", "127.0.0.1:9") for name in drivers}),
            self.board,
            drivers,
            self.changes.extend,
            self._publish,
            self.time,
            lambda driver: driver.probe(),
            idle=self.time.idle,
            jitter=lambda: 0.0,
        )

    def _publish(self, notice: Notice) -> None:
        assert isinstance(notice, PhoneNotice)
        self.seen.append(notice.status)

    @property
    def status(self) -> PhoneStatus:
        return self.presence.status("desk")

    def asked(self, phone: Asked | None = None) -> list[float]:
        """When the phone was asked, in seconds after the start."""
        return [at - self.begin for at in (phone or self.desk).at]

    def report(self, kind: EventKind, **fields: Any) -> None:
        """The phone sends an action URL: the board hears of it first, as in the switchboard."""
        event = PhoneEvent(1, self.time(), "desk", kind, **fields)
        self.board.apply(event)
        self.presence.heard(event)


@asynccontextmanager
async def watching() -> AsyncIterator[Watch]:
    watch = Watch()
    tasks = [asyncio.ensure_future(watch.presence.keep(name)) for name in ("desk", "side")]
    try:
        await settle()
        yield watch
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    assert all(task.cancelled() for task in tasks)


async def test_it_is_asked_at_the_start_and_after_each_silence() -> None:
    async with watching() as watch:
        assert watch.asked() == [0]
        assert (watch.status.reachable, watch.status.model, watch.status.mac) == (
            True,
            "D785",
            "000413aabbcc",
        )
        await watch.time.forward(119)
        assert watch.asked() == [0]
        await watch.time.forward(300)
        assert watch.asked() == [0, 120, 240, 360]
        assert len([one for one in watch.seen if one.name == "desk"]) == 1  # nothing new, nothing told


async def test_a_sign_of_life_puts_the_next_look_off() -> None:
    async with watching() as watch:
        await watch.time.forward(100)
        watch.report(EventKind.INCOMING)
        await watch.time.forward(100)
        watch.presence.obeyed("desk")
        await watch.time.forward(119)
        assert watch.asked() == [0]
        await watch.time.forward(1)
        assert watch.asked() == [0, 320]


@pytest.mark.parametrize("cause", ["unreachable", "timeout", "web-off"])
async def test_one_that_is_away_is_tried_with_growing_pauses_and_comes_back(cause: str) -> None:
    async with watching() as watch:
        watch.desk.said = trouble(cause)
        await watch.time.forward(120)
        assert watch.status.problem == f"it is {cause}"
        assert watch.status.cause == cause
        assert watch.status.retry_at == watch.time() + 5
        assert watch.status.reachable is (cause == "web-off")
        assert watch.status.model == "D785"  # it is the same phone
        await watch.time.forward(1000)
        assert watch.asked() == [0, 120, 125, 135, 155, 195, 275, 435, 735, 1035]
        watch.desk.said = WELL
        await watch.time.forward(300)
        back = watch.status
        assert (back.problem, back.retry_at, back.reachable) == ("", None, True)
        watch.desk.said = trouble(cause)
        await watch.time.forward(130)
        assert watch.asked()[10:13] == [1335, 1455, 1460]  # it begins anew


async def test_a_phone_that_hangs_and_then_refuses_while_it_starts_is_away_all_the_time() -> None:
    async with watching() as watch:
        watch.desk.said = trouble("timeout")
        await watch.time.forward(120)
        watch.desk.said = trouble("unreachable")
        await watch.time.forward(40)
        assert watch.asked() == [0, 120, 125, 135, 155]


async def test_one_that_is_away_and_reports_is_asked_at_once_but_not_with_every_report() -> None:
    async with watching() as watch:
        watch.desk.said = trouble("unreachable")
        await watch.time.forward(1000)
        tried = len(watch.asked())
        for _ in range(50):
            watch.report(EventKind.INCOMING)
        await settle()
        assert len(watch.asked()) == tried + 1
        for _ in range(20):  # its web interface stays off, and its calls go on
            await watch.time.forward(1)
            watch.report(EventKind.INCOMING)
        await settle()
        assert len(watch.asked()) <= tried + 1 + 20 // 5
        watch.desk.said = WELL
        watch.report(EventKind.CONNECTED)
        await watch.time.forward(10)
        assert watch.status.problem == ""


async def test_a_refused_password_is_not_tried_again_before_the_user_wants_it() -> None:
    async with watching() as watch:
        watch.desk.said = trouble("password")
        await watch.time.forward(120)
        assert watch.status.retry_at is None
        for kind in EventKind:
            watch.report(kind)
        await watch.time.forward(86_400)
        assert watch.asked() == [0, 120]
        watch.desk.said = WELL
        await watch.presence.check("desk")
        assert (watch.desk.forgiven, len(watch.asked()), watch.status.problem) == (1, 3, "")
        await watch.time.forward(120)
        assert len(watch.asked()) == 4


async def test_a_locked_phone_is_left_alone_until_the_lock_is_over() -> None:
    async with watching() as watch:
        watch.desk.said = trouble("locked", wait=180)
        await watch.time.forward(120)
        for kind in EventKind:
            watch.report(kind)
        await watch.time.forward(180)
        assert watch.asked() == [0, 120]
        watch.desk.said = WELL
        await watch.time.forward(10)
        assert (watch.asked(), watch.status.problem) == ([0, 120, 305], "")


async def test_a_phone_that_puts_a_question_on_its_display_is_asked_seldom() -> None:
    async with watching() as watch:
        watch.desk.said = trouble("consent")
        await watch.time.forward(120)
        watch.report(EventKind.INCOMING)
        watch.report(EventKind.FORWARD_ON)
        await watch.time.forward(3600)
        assert watch.asked() == [0, 120, 150, 450, 1350]


async def test_after_a_restart_it_is_asked_again() -> None:
    async with watching() as watch:
        watch.report(EventKind.BOOTED)
        await settle()
        assert watch.asked() == [0, 0]


async def test_which_forward_was_switched_is_asked_once_for_a_row_of_reports() -> None:
    async with watching() as watch:
        await watch.time.forward(10)
        watch.desk.said = Probe(True, facts=PhoneFacts(forwards={"busy": Forwarding(True, "22")}))
        for _ in range(5):
            watch.report(EventKind.FORWARD_ON, target="22")
        assert watch.status.state.forwards == {"": "22"}
        await watch.time.forward(5)
        assert watch.asked() == [0, 11]
        assert watch.status.state.forwards == {"busy": "22"}


async def test_what_changes_while_it_is_asked_is_asked_again() -> None:
    async with watching() as watch:
        await watch.time.forward(119)
        watch.desk.free.clear()
        await watch.time.forward(1)
        watch.time.at += 0.5
        watch.report(EventKind.FORWARD_ON, target="22")
        watch.desk.said = Probe(True, facts=PhoneFacts(forwards={}))
        watch.desk.free.set()
        await settle()
        assert watch.status.state.forwards == {"": "22"}  # the answer is older than the report
        watch.desk.said = Probe(True, facts=PhoneFacts(forwards={"busy": Forwarding(True, "22")}))
        await watch.time.forward(1)
        assert watch.status.state.forwards == {"busy": "22"}


async def test_what_it_says_of_itself_is_on_the_board() -> None:
    async with watching() as watch:
        lines = (Identity(1, "22@pbx.example", registered=True),)
        watch.desk.said = Probe(True, facts=PhoneFacts(identities=lines, dnd=True))
        await watch.time.forward(120)
        assert (watch.status.state.dnd, watch.status.state.registered) == (True, True)
        assert len(watch.changes) == 1
        await watch.time.forward(120)
        assert len(watch.changes) == 1


async def test_a_command_that_gets_no_answer_shows_the_phone_as_away_at_once() -> None:
    async with watching() as watch:
        watch.desk.said = trouble("unreachable")
        watch.presence.lost("desk", PhoneError("phone_timeout", cause="timeout", phone="desk", seconds="5"))
        assert (watch.status.reachable, watch.status.cause) == (False, "timeout")
        for _ in range(4):  # the user tries again and again: that puts the next try off no further
            await watch.time.forward(1)
            watch.presence.lost(
                "desk", PhoneError("phone_unreachable", cause="unreachable", phone="desk", url="x")
            )
        await watch.time.forward(1)
        assert watch.asked() == [0, 5]


async def test_a_command_that_is_repeated_while_the_phone_asks_puts_the_next_asking_off_no_further() -> None:
    async with watching() as watch:
        watch.desk.said = trouble("consent")
        for _ in range(20):
            watch.presence.lost("desk", PhoneError("phone_cannot", cause="consent", phone="desk"))
            await watch.time.forward(1)
        assert watch.asked() == [0]
        await watch.time.forward(10)
        assert watch.asked() == [0, 30]


@pytest.mark.parametrize("cause", ["busy", "closed", "no-remote-control", "phone_cannot"])
async def test_what_only_concerns_the_command_does_not_concern_the_phone(cause: str) -> None:
    async with watching() as watch:
        watch.presence.lost("desk", PhoneError("phone_closed", cause=cause, phone="desk"))
        watch.presence.lost("attic", PhoneError("phone_closed", cause="timeout", phone="attic"))
        assert watch.status.problem == ""


@pytest.mark.parametrize("cause", ["busy", "closed"])
async def test_an_asking_that_came_to_nothing_says_nothing_of_the_phone(cause: str) -> None:
    async with watching() as watch:
        watch.desk.said = trouble(cause)
        await watch.time.forward(120)
        assert (watch.status.problem, watch.status.reachable) == ("", True)


async def test_one_that_takes_a_command_obeys_again() -> None:
    async with watching() as watch:
        watch.desk.said = trouble("consent")
        await watch.time.forward(120)
        watch.desk.said = WELL
        watch.presence.obeyed("desk")
        assert (watch.status.problem, watch.status.retry_at, watch.status.reachable) == ("", None, True)
        await settle()
        assert watch.asked() == [0, 120, 120]


async def test_one_that_hangs_delays_no_other() -> None:
    async with watching() as watch:
        watch.desk.free.clear()
        await watch.time.forward(600)
        assert watch.asked() == [0, 120]
        assert watch.asked(watch.side) == [0, 120, 240, 360, 480, 600]
        checks = [asyncio.ensure_future(watch.presence.check("desk")) for _ in range(20)]
        await watch.presence.check("side")
        watch.desk.free.set()
        await asyncio.gather(*checks)
        assert watch.asked() == [0, 120, 600]  # an impatient user asks once


async def test_a_driver_that_trips_over_an_answer_goes_on_asking() -> None:
    async with watching() as watch:
        watch.desk.said = KeyError("what no phone says")
        await watch.time.forward(120)
        assert watch.status.cause == "not-a-phone"
        assert "what no phone says" not in watch.status.problem
        watch.desk.said = WELL
        await watch.time.forward(300)
        assert watch.status.problem == ""


async def test_the_pause_is_spread_by_chance() -> None:
    time, board = Timeline(), Board()
    desk = Asked("desk", time)
    config = Config(phones={"desk": PhoneConfig("desk", "snom", "127.0.0.1:9")})
    presence = Presence(
        config,
        board,
        {"desk": desk},
        lambda changes: None,
        lambda notice: None,
        time,
        lambda driver: driver.probe(),
        jitter=lambda: 0.5,
    )
    desk.said = trouble("unreachable")
    await presence.ask("desk")
    retry_at = presence.status("desk").retry_at
    assert retry_at == pytest.approx(time() + 5.25)


ACTIONS = st.lists(
    st.one_of(
        st.tuples(st.just("forward"), st.integers(1, 4000)),
        st.tuples(st.just("report"), st.sampled_from([*EventKind])),
        st.tuples(st.just("says"), st.sampled_from(["", "unreachable", "consent", "locked", "timeout"])),
        st.tuples(st.just("lost"), st.sampled_from(["timeout", "consent", "password", "locked"])),
    ),
    max_size=12,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ACTIONS)
def test_whatever_happens_a_refused_password_stays_untried(actions: list[tuple[str, Any]]) -> None:
    async def scene() -> None:
        async with watching() as watch:
            for what, value in actions:
                match what:
                    case "forward":
                        await watch.time.forward(value)
                    case "report":
                        watch.report(value)
                    case "says":
                        watch.desk.said = trouble(value) if value else WELL
                    case _:
                        watch.presence.lost("desk", PhoneError("phone_closed", cause=value, phone="desk"))
            watch.desk.said = trouble("password")
            await watch.presence.ask("desk")
            asked = len(watch.asked())
            for what, value in actions:
                if what == "forward":
                    await watch.time.forward(value)
                elif what == "report":
                    watch.report(value)
            assert len(watch.asked()) == asked

    asyncio.run(scene())
