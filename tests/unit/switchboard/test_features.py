"""Features: how they are switched in phone and PBX, when that counts as done, and what is claimed of each."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.unit.switchboard.core import running
from tui.calls.board import Board
from tui.calls.events import EventKind, PhoneEvent
from tui.calls.facts import Forwarding, PhoneFacts
from tui.calls.states import Call
from tui.config.model import CodesConfig, Config, PhoneConfig
from tui.dialing.number import DialPlan
from tui.dialing.reading import read_typed
from tui.errors import DurchwahlError, NotFoundError, PhoneError, UsageError
from tui.paths import Paths
from tui.phones.driver import Ability, Feature, Order, PhoneDriver, Probe, Step, Way, Wish
from tui.phones.memory import CodeSent, Memory
from tui.switchboard.feature_means import Means, straight
from tui.switchboard.features import Features, FeatureState, Patience, Where, place_of
from tui.switchboard.notices import CallNotice

PLAN = DialPlan("DE", "221", "4710", (2, 3), "0")
OFF = {kind: Forwarding(False) for kind in ("always", "busy", "no-answer")}
PLAIN = Way("plain", (Step("/plain"),))
OTHER = Way("other", (Step("/other"),))
TOGGLE = Way("toggle", (Step("/toggle"),), toggles=True)


class FeaturePhone:
    """A phone with features. `obeys` are the ways that have an effect, `reports` whether it says so itself.

    `facts` None: it does not answer questions about its features.
    """

    vendor = "snom"
    name = "desk"

    def __init__(self, rig: Rig) -> None:
        self.rig = rig
        self.offers: tuple[Way, ...] = (PLAIN,)
        self.obeys = {"plain", "other", "toggle"}
        self.reports: Callable[[Wish], PhoneEvent | None] = lambda wish: None
        self.refuses: dict[str, PhoneError] = {}
        self.lacking: dict[object, str] = {}
        self.speaks = True
        self.late = 0  # so many times it still gives the old answer
        self.dnd = False
        self.forwards = dict(OFF)
        self.old = self.facts
        self.gone: list[str] = []
        self.dialled: list[str] = []
        self.wish: Wish | None = None

    @property
    def facts(self) -> PhoneFacts:
        return PhoneFacts(dnd=self.dnd, forwards=dict(self.forwards))

    def wishes(self, wish: Wish) -> tuple[Way, ...]:
        self.wish = wish
        return self.offers

    async def go(self, way: Way) -> None:
        self.gone.append(way.name)
        if way.name in self.refuses:
            raise self.refuses[way.name]
        assert self.wish is not None
        if way.name not in self.obeys:
            return
        self.old = self.facts
        wish = self.wish
        if wish.feature is Feature.DND:
            self.dnd = not self.dnd if way.toggles else wish.on
        else:
            seconds = round(wish.seconds / 6) * 6 if wish.feature is Feature.NO_ANSWER else None
            self.forwards[wish.feature.value] = Forwarding(wish.on, wish.target, seconds)
        event = self.reports(wish)
        if event is not None:
            self.rig.report(event)

    async def probe(self) -> Probe:
        if not self.speaks:
            return Probe(True)
        self.late -= 1
        return Probe(True, facts=self.old if self.late >= 0 else self.facts)

    def lacks(self, what: Order | Feature | Ability) -> str:
        return self.lacking.get(what, "")

    async def dial(self, number: str, identity: str = "", *, urgent: bool = False) -> None:
        self.dialled.append(number)

    def dial_request(self, number: str) -> str:
        raise NotImplementedError

    def ways(self, order: Order, call_id: str = "", argument: str = "") -> tuple[Way, ...]:
        raise NotImplementedError

    async def settings(self, names: Collection[str]) -> dict[str, str]:
        raise NotImplementedError

    async def configure(self, values: Mapping[str, str]) -> None:
        raise NotImplementedError

    async def provision(self) -> None:
        raise NotImplementedError

    async def picture(self) -> bytes:
        raise NotImplementedError

    def forgive(self) -> None:
        raise NotImplementedError

    async def aclose(self) -> None:
        raise NotImplementedError


class Rig:
    """Features with nothing around them but a board. `dials` is what becomes of a code that is dialled."""

    def __init__(self, folder: Path, codes: CodesConfig | None = None) -> None:
        self.at = 1_795_432_500.0
        self.board = Board()
        self.phone = FeaturePhone(self)
        self.memory = Memory.load(Paths(folder / "none", folder / "data", True, True))
        self.config = Config(
            dialing=PLAN,
            codes=codes or CodesConfig(),
            phones={"desk": PhoneConfig("desk", "snom", "127.0.0.1:9")},
        )
        drivers: dict[str, PhoneDriver] = {"desk": self.phone}
        self.drivers = drivers
        means = straight(self.config, drivers, self._ask, lambda text: read_typed(text, PLAN), self.memory)
        self.told: list[str] = []
        self.dials: list[EventKind] | None = None
        self.features = Features(
            self.config,
            self.board,
            drivers,
            Means(means.ask, means.send, self._dial, means.read, means.memory, self.told.append),
            self.now,
            Patience(0.05, 0.0, 0.05),
        )
        self._seq = 0

    async def _ask(self, phone: str) -> Probe:
        asked_at = self.now()
        probe = await self.phone.probe()
        self.board.observe(phone, probe.facts, asked_at)
        return probe

    def now(self) -> float:
        self.at += 0.001  # so that an event never has the time of a question
        return self.at

    def report(self, event: PhoneEvent) -> None:
        for change in self.board.apply(event):
            self.features.seen(change)

    def event(self, kind: EventKind, **fields: Any) -> PhoneEvent:
        self._seq += 1
        return PhoneEvent(self._seq, self.now(), "desk", kind, **fields)

    async def _dial(self, code: str, phone: str) -> Call | None:
        self.phone.dialled.append(code)
        if self.dials is None:
            return None
        self.report(self.event(EventKind.OUTGOING, call_id="c", remote=code))
        (call,) = self.board.calls("desk")
        for kind in self.dials:
            self.report(self.event(kind, call_id="c"))
        return call

    def in_phone(self, feature: Feature) -> FeatureState:
        return self._state(feature, Where.PHONE)

    def in_pbx(self, feature: Feature) -> FeatureState:
        return self._state(feature, Where.PBX)

    def _state(self, feature: Feature, where: Where) -> FeatureState:
        (found,) = (
            one for one in self.features.states("desk") if (one.feature, one.where) == (feature, where)
        )
        return found


@pytest.fixture
def rig(tmp_path: Path) -> Rig:
    return Rig(tmp_path)


DND_ON = Wish(Feature.DND, on=True)
TO_22 = Wish(Feature.ALWAYS, on=True, target="22")

# in the phone


async def test_the_phones_report_counts(rig: Rig) -> None:
    rig.phone.speaks = False
    rig.phone.reports = lambda wish: rig.event(EventKind.DND_ON)
    done = await rig.features.wish(DND_ON, Where.PHONE)
    assert (done.confirmed, done.advice, done.phone, done.where) == (True, "", "desk", Where.PHONE)
    assert rig.in_phone(Feature.DND).on is True


async def test_where_no_report_comes_the_phone_is_asked(rig: Rig) -> None:
    assert (await rig.features.wish(DND_ON, Where.PHONE, "desk")).confirmed
    assert (await rig.features.wish(TO_22, Where.PHONE)).confirmed
    assert rig.in_phone(Feature.ALWAYS) == FeatureState(Feature.ALWAYS, Where.PHONE, True, "22")
    assert rig.phone.gone == ["plain", "plain"]


async def test_the_next_way_is_tried_if_nothing_has_changed(rig: Rig) -> None:
    rig.phone.offers, rig.phone.obeys = (PLAIN, OTHER), {"other"}
    assert (await rig.features.wish(DND_ON, Where.PHONE)).confirmed
    assert rig.phone.gone == ["plain", "other"]


async def test_a_phone_that_is_slow_to_say_so_is_not_told_twice(rig: Rig) -> None:
    rig.phone.offers, rig.phone.late = (PLAIN, TOGGLE), 1
    assert (await rig.features.wish(DND_ON, Where.PHONE)).confirmed
    assert rig.phone.gone == ["plain"]


async def test_a_way_that_the_firmware_does_not_know_is_passed_over(rig: Rig) -> None:
    rig.phone.offers = (PLAIN, OTHER)
    rig.phone.refuses["plain"] = PhoneError("phone_cannot", cause="no-remote-control", phone="desk")
    assert (await rig.features.wish(DND_ON, Where.PHONE)).confirmed
    rig.phone.refuses["other"] = rig.phone.refuses["plain"]
    with pytest.raises(PhoneError) as told:
        await rig.features.wish(Wish(Feature.DND, on=False), Where.PHONE)
    assert told.value.cause == "no-remote-control"


async def test_any_other_refusal_ends_it(rig: Rig) -> None:
    rig.phone.offers = (PLAIN, OTHER)
    rig.phone.refuses["plain"] = PhoneError("phone_wrong_password", cause="password", phone="desk")
    with pytest.raises(PhoneError) as told:
        await rig.features.wish(DND_ON, Where.PHONE)
    assert (told.value.cause, rig.phone.gone) == ("password", ["plain"])


async def test_what_is_done_without_effect_is_not_called_done(rig: Rig) -> None:
    rig.phone.obeys = set()
    done = await rig.features.wish(DND_ON, Where.PHONE)
    assert (done.confirmed, done.failed) == (False, True)
    assert "plain" in done.advice


async def test_a_phone_that_says_nothing_is_not_told_another_way(rig: Rig) -> None:
    rig.phone.offers, rig.phone.speaks = (PLAIN, OTHER), False
    done = await rig.features.wish(DND_ON, Where.PHONE)
    assert (done.confirmed, done.failed) == (False, False)
    assert rig.phone.gone == ["plain"]
    assert rig.in_phone(Feature.DND).on is None


@pytest.mark.parametrize(
    ("before", "on", "pressed"), [(False, True, 1), (True, False, 1), (True, True, 0), (False, False, 0)]
)
async def test_a_toggle_is_pressed_only_where_it_is_needed(
    rig: Rig, before: bool, on: bool, pressed: int
) -> None:
    rig.phone.offers, rig.phone.dnd = (TOGGLE,), before
    done = await rig.features.wish(Wish(Feature.DND, on=on), Where.PHONE)
    assert (done.confirmed, rig.phone.dnd, len(rig.phone.gone)) == (True, on, pressed)


async def test_a_toggle_is_not_pressed_blindly(rig: Rig) -> None:
    rig.phone.offers, rig.phone.speaks = (TOGGLE,), False
    with pytest.raises(PhoneError) as told:
        await rig.features.wish(DND_ON, Where.PHONE)
    assert told.value.key == "feature_unknown"
    assert rig.phone.gone == []
    rig.report(rig.event(EventKind.DND_OFF))  # now it is known
    rig.phone.reports = lambda wish: rig.event(EventKind.DND_ON)
    assert (await rig.features.wish(DND_ON, Where.PHONE)).confirmed
    assert rig.phone.gone == ["toggle"]


async def test_two_at_once_do_not_undo_each_other(rig: Rig) -> None:
    rig.phone.offers = (TOGGLE,)
    both = await asyncio.gather(*(rig.features.wish(DND_ON, Where.PHONE) for _ in range(2)))
    assert [one.confirmed for one in both] == [True, True]
    assert (rig.phone.dnd, rig.phone.gone) == (True, ["toggle"])


async def test_a_snom_that_does_not_say_which_forward_is_asked(rig: Rig) -> None:
    rig.phone.reports = lambda wish: rig.event(EventKind.FORWARD_ON, target=wish.target)
    assert (await rig.features.wish(TO_22, Where.PHONE)).confirmed
    assert rig.in_phone(Feature.ALWAYS).target == "22"
    assert rig.in_phone(Feature.BUSY).on is False


async def test_one_that_reports_without_saying_which_and_cannot_be_asked_is_believed(rig: Rig) -> None:
    rig.phone.speaks = False
    rig.phone.reports = lambda wish: rig.event(EventKind.FORWARD_ON, target="22")
    assert (await rig.features.wish(TO_22, Where.PHONE)).confirmed
    assert rig.in_phone(Feature.ALWAYS).on is None  # but not claimed of one of them
    rig.phone.reports = lambda wish: rig.event(EventKind.FORWARD_ON, target="23")
    assert not (await rig.features.wish(TO_22, Where.PHONE)).confirmed


async def test_a_forward_to_another_target_is_not_the_one_that_was_wished(rig: Rig) -> None:
    rig.phone.obeys = set()
    rig.phone.forwards["always"] = Forwarding(True, "23")
    assert not (await rig.features.wish(TO_22, Where.PHONE)).confirmed
    rig.phone.forwards["always"] = Forwarding(True, "sip:22@pbx.example")
    assert (await rig.features.wish(TO_22, Where.PHONE)).confirmed


async def test_the_seconds_that_count_are_told(rig: Rig) -> None:
    rig.phone.reports = lambda wish: rig.event(EventKind.FORWARD_ON, feature="no-answer")
    done = await rig.features.wish(Wish(Feature.NO_ANSWER, True, "22", 20), Where.PHONE)
    assert done.confirmed
    assert "18" in done.advice
    assert "20" in done.advice
    assert rig.in_phone(Feature.NO_ANSWER).seconds == 18
    assert (await rig.features.wish(Wish(Feature.NO_ANSWER, True, "22", 24), Where.PHONE)).advice == ""


async def test_all_forwards_of_the_phone_go_off(rig: Rig) -> None:
    rig.phone.forwards |= {"always": Forwarding(True, "22"), "busy": Forwarding(True, "23")}
    rig.phone.lacking[Feature.NOT_REGISTERED] = "phone_cannot"
    done = await rig.features.forwards_off(Where.PHONE)
    assert [(one.feature, one.confirmed) for one in done] == [
        (Feature.ALWAYS, True),
        (Feature.BUSY, True),
        (Feature.NO_ANSWER, True),
    ]
    assert all(rig.in_phone(one.feature).on is False for one in done)


# in the PBX


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        (Wish(Feature.ALWAYS, True, "0221 4710-501"), "*72*002214710501"),
        (Wish(Feature.NOT_REGISTERED, True, "voicemail"), "*93*2000"),
        (Wish(Feature.NO_ANSWER, True, "22", 30), "*92*30*22"),
        (Wish(Feature.BUSY, False), "#90"),
    ],
    ids=str,
)
async def test_a_code_that_is_answered_is_done_and_remembered(rig: Rig, wish: Wish, code: str) -> None:
    rig.dials = [EventKind.CONNECTED, EventKind.ENDED]
    done = await rig.features.wish(wish, Where.PBX)
    assert (done.confirmed, done.advice, rig.phone.dialled) == (True, "", [code])
    state = rig.in_pbx(wish.feature)
    assert state.on is wish.on
    assert state.at == pytest.approx(rig.at, abs=1)
    assert state.seconds == (30 if wish.seconds else None)
    assert rig.told == ["desk"]
    assert rig.in_phone(Feature.ALWAYS).on is None  # the phone knows nothing of it


@pytest.mark.parametrize(
    ("dials", "key", "kept"),
    [
        (None, "feature_code_unreported", True),
        ([], "feature_code_unanswered", True),
        ([EventKind.ENDED], "feature_code_unanswered", True),
        ([EventKind.REMOTE_BUSY], "feature_code_refused", False),
    ],
)
async def test_a_code_of_which_nobody_knows(
    rig: Rig, dials: list[EventKind] | None, key: str, kept: bool
) -> None:
    rig.dials = dials
    done = await rig.features.wish(TO_22, Where.PBX)
    assert not done.confirmed
    assert done.hint is not None
    assert done.hint.key == key
    assert "*72*22" in done.advice
    assert (rig.in_pbx(Feature.ALWAYS).on is True) is kept
    assert done.failed is not kept


async def test_one_code_switches_all_forwards_off(rig: Rig) -> None:
    rig.dials = [EventKind.CONNECTED, EventKind.ENDED]
    rig.memory.keep_code("desk", Feature.BUSY, CodeSent("22", 1.0))
    done = await rig.features.forwards_off(Where.PBX)
    assert (rig.phone.dialled, {one.confirmed for one in done}) == (["#96"], {True})
    assert {rig.in_pbx(one.feature).on for one in done} == {False}
    assert len(done) == 4


async def test_a_pbx_without_such_a_code_is_told_one_by_one(tmp_path: Path) -> None:
    rig = Rig(tmp_path, replace(CodesConfig(), forwards_off="", busy="", busy_off=""))
    rig.dials = [EventKind.CONNECTED, EventKind.ENDED]
    await rig.features.forwards_off(Where.PBX)
    assert rig.phone.dialled == ["#72", "#92", "#93"]
    assert {one.feature for one in rig.features.states("desk") if one.where is Where.PBX} == {
        Feature.ALWAYS,
        Feature.NO_ANSWER,
        Feature.NOT_REGISTERED,
    }


async def test_what_was_told_outlives_the_program(tmp_path: Path) -> None:
    rig = Rig(tmp_path)
    rig.dials = [EventKind.CONNECTED]
    await rig.features.wish(TO_22, Where.PBX)
    rig.memory.flush()
    assert Rig(tmp_path).in_pbx(Feature.ALWAYS).target == "22"


async def test_during_a_call_no_code_is_dialled(rig: Rig) -> None:
    rig.report(rig.event(EventKind.INCOMING, call_id="talk", remote="23"))
    assert "hold" in rig.features.why_not(Feature.ALWAYS, Where.PBX, "desk")
    with pytest.raises(DurchwahlError) as told:
        await rig.features.wish(TO_22, Where.PBX)
    assert (told.value.key, rig.phone.dialled) == ("feature_code_in_call", [])
    assert (await rig.features.wish(TO_22, Where.PHONE)).confirmed  # that disturbs nobody


async def test_the_next_code_waits_for_the_end_of_the_last_ones_announcement(rig: Rig) -> None:
    rig.dials = [EventKind.CONNECTED]
    assert (await rig.features.wish(TO_22, Where.PBX)).confirmed
    assert rig.features.why_not(Feature.ALWAYS, Where.PBX, "desk") == ""
    with pytest.raises(DurchwahlError) as told:  # it does not end
        await rig.features.wish(Wish(Feature.ALWAYS, False), Where.PBX)
    assert (told.value.key, rig.phone.dialled) == ("feature_code_in_call", ["*72*22"])
    waiting = asyncio.ensure_future(rig.features.wish(Wish(Feature.ALWAYS, False), Where.PBX))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    rig.report(rig.event(EventKind.ENDED, call_id="c"))
    rig.dials = [EventKind.CONNECTED, EventKind.ENDED]
    assert (await waiting).confirmed
    assert rig.phone.dialled == ["*72*22", "#72"]


# what cannot be


@pytest.mark.parametrize(
    ("feature", "where", "key"),
    [
        (Feature.DND, Where.PBX, "feature_dnd_no_code"),
        (Feature.BUSY, Where.PBX, "feature_no_code"),
        (Feature.NOT_REGISTERED, Where.PHONE, "phone_cannot"),
    ],
)
async def test_what_cannot_be_says_why_before_and_when_it_is_tried(
    tmp_path: Path, feature: Feature, where: Where, key: str
) -> None:
    rig = Rig(tmp_path, replace(CodesConfig(), busy="", busy_off=""))
    rig.phone.lacking[Feature.NOT_REGISTERED] = "phone_cannot"
    reason = rig.features.why_not(feature, where, "desk")
    with pytest.raises(DurchwahlError) as told:
        await rig.features.wish(Wish(feature, True, "22"), where)
    assert told.value.key == key
    assert str(told.value) == reason
    assert (rig.phone.gone, rig.phone.dialled) == ([], [])


def test_what_can_be_has_no_reason_not_to(rig: Rig) -> None:
    assert rig.features.why_not(Feature.DND, Where.PHONE, "desk") == ""
    assert rig.features.why_not(Feature.NOT_REGISTERED, Where.PBX, "desk") == ""
    rig.phone.lacking[Ability.DIAL] = "phone_cannot"
    assert rig.features.why_not(Feature.ALWAYS, Where.PBX, "desk")
    rig.drivers.clear()
    assert rig.features.why_not(Feature.DND, Where.PHONE, "desk")


@pytest.mark.parametrize(
    ("wish", "key"),
    [
        (Wish(Feature.ALWAYS, True), "forward_no_target"),
        (Wish(Feature.ALWAYS, True, "112"), "forward_emergency"),
        (Wish(Feature.NO_ANSWER, True, "22", -1), "forward_seconds"),
        (Wish(Feature.NO_ANSWER, True, "22", 301), "forward_seconds"),
    ],
    ids=str,
)
@pytest.mark.parametrize("where", list(Where))
async def test_a_wish_that_cannot_be_is_not_sent(rig: Rig, where: Where, wish: Wish, key: str) -> None:
    with pytest.raises(UsageError) as told:
        await rig.features.wish(wish, where)
    assert told.value.key == key
    assert (rig.phone.gone, rig.phone.dialled) == ([], [])


async def test_a_phone_that_is_not_there(rig: Rig) -> None:
    with pytest.raises(NotFoundError):
        await rig.features.wish(DND_ON, Where.PHONE, "attic")
    assert [one.on for one in rig.features.states("attic")] == [None] * 8


def test_the_usual_place() -> None:
    assert {feature for feature in Feature if place_of(feature) is Where.PBX} == {Feature.NOT_REGISTERED}


async def test_in_the_switchboard_a_code_is_a_call_like_any_other(tmp_path: Path) -> None:
    async with running(tmp_path) as core:
        calls: asyncio.Queue[CallNotice] = asyncio.Queue()
        core.switchboard.subscribe(lambda one: calls.put_nowait(one) if isinstance(one, CallNotice) else None)
        wish = asyncio.ensure_future(core.switchboard.features.wish(TO_22, Where.PBX, "desk"))
        await calls.get()
        (call,) = core.switchboard.board.calls("desk")
        await core.desk.report("connect", call.call_id)
        assert (await wish).confirmed
        assert core.desk.sent == ["dial *72*22"]
        assert core.switchboard.features.states("side")[-1].on is None
