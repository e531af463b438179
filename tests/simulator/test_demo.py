"""The demo's people and the calls that come in."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest

from tests.simulator.sink import Sink
from tui.simulator import people, scenes
from tui.simulator.office import Office
from tui.simulator.scenes import DESK, PASSWORD, SIDE, USER, Scene

# Kept free for fiction: Berlin, Hamburg, Frankfurt, Köln, München, and some mobile numbers.
FICTION = re.compile(
    r"0(?:3023125|4066969|6990009|2214710|8999998)\d{3}|01713920[0-9]\d{2}|2\d|3\d|030231250|0302312599"
)


@dataclass
class Sleeper:
    """A sleep that ends when it is told to."""

    asked: list[float] = field(default_factory=list)
    waiting: dict[float, asyncio.Event] = field(default_factory=dict)

    async def __call__(self, seconds: float) -> None:
        self.asked.append(seconds)
        await self.waiting.setdefault(seconds, asyncio.Event()).wait()
        del self.waiting[seconds]

    async def reached(self, seconds: float) -> None:
        async with asyncio.timeout(5):
            while seconds not in self.waiting:  # noqa: ASYNC110  a few turns of the loop
                await asyncio.sleep(0)

    def over(self, seconds: float) -> None:
        self.waiting[seconds].set()


@pytest.fixture
async def office(sink: Sink) -> AsyncIterator[Office]:
    async with scenes.demo_office(lambda name: f"{sink.base}/{name}") as one:
        yield one


def national(number: str) -> str:
    digits = re.sub(r"\(0\)|[^0-9+]", "", number)
    return re.sub(r"^(\+|00)49", "0", digits)


def test_all_numbers_are_fictional() -> None:
    shown = [number for person in people.PEOPLE for _, number in person.phones]
    shown += [scene.caller for scene in scenes.SCENES] + [scene.shown_as for scene in scenes.SCENES]
    shown += list(scenes.PARTIES)
    assert [number for number in shown if number and not FICTION.fullmatch(national(number))] == []


def test_cards_are_well_formed() -> None:
    text = people.sample_vcards()
    assert text.count("BEGIN:VCARD\r\n") == text.count("END:VCARD\r\n") == len(people.PEOPLE) >= 12
    assert len(set(re.findall(r"FN:(.*)\r\n", text))) == len(people.PEOPLE)
    assert all(":" in row for row in text.split("\r\n") if row)
    assert "ORG:Mühlenbach & Söhne GmbH" in text
    assert "NOTE:Zentrale\\, Mo–Fr 8–17 Uhr" in text


def test_company_with_extensions() -> None:
    numbers = [national(number) for person in people.PEOPLE for _, number in person.phones]
    trunk = "03023125"
    assert trunk + "0" in numbers
    assert len([number for number in numbers if number.startswith(trunk) and len(number) == 11]) >= 3


async def test_the_first_call_comes_soon_and_only_one_at_a_time(office: Office, sink: Sink) -> None:
    sleep = Sleeper()
    traffic = asyncio.create_task(scenes.demo_traffic(office, gap=(20.0, 20.0), sleep=sleep))
    await sleep.reached(1.5)
    assert sleep.asked == [1.5]
    sleep.over(1.5)
    desk = office.phone(DESK)
    await desk.wait_for("ringing")
    await sleep.reached(30.0)
    desk.answer()
    await desk.wait_for("talking")
    for _ in range(20):
        await asyncio.sleep(0)
    assert sleep.asked == [1.5, 30.0]
    desk.hang_up()
    await sleep.reached(20.0)
    sleep.over(20.0)
    await desk.wait_for("ringing")
    await sleep.reached(20.0)
    sleep.over(20.0)  # the second caller's patience
    await desk.wait_for_event("missed")
    assert sink.events(DESK) == ["incoming", "connected", "disconnected", "incoming", "missed"]
    traffic.cancel()
    await asyncio.gather(traffic, return_exceptions=True)


async def test_every_scene_rings_at_its_phone(office: Office) -> None:
    for scene in scenes.SCENES:
        sleep = Sleeper()
        traffic = asyncio.create_task(
            scenes.demo_traffic(office, first_after=0.5, gap=(7.0, 7.0), scenes=(scene,), sleep=sleep)
        )
        await sleep.reached(0.5)
        sleep.over(0.5)
        phone = office.phone(DESK if scene.to == "22" else SIDE)
        await phone.wait_for("ringing")
        remote = phone.calls[0].remote
        assert remote.number == ("anonymous" if scene.anonymous else scene.shown_as or scene.caller)
        await sleep.reached(scene.patience)
        sleep.over(scene.patience)
        await phone.wait_for("idle")
        await sleep.reached(7.0)
        traffic.cancel()
        await asyncio.gather(traffic, return_exceptions=True)


def test_known_unknown_anonymous_and_internal_callers_come() -> None:
    cards = {national(number) for person in people.PEOPLE for _, number in person.phones}
    named = [scene for scene in scenes.SCENES if not scene.anonymous]
    assert any(scene.anonymous for scene in scenes.SCENES)
    assert any(len(scene.caller) == 2 for scene in named)
    assert any(scene.caller in cards and len(scene.caller) > 2 for scene in named)
    assert any(scene.caller not in cards for scene in named)
    assert any(scene.patience < 10 for scene in named)
    assert {scene.to for scene in scenes.SCENES} == {"22", "23"}
    assert isinstance(scenes.SCENES[0], Scene)


async def test_outgoing_calls_are_answered_and_stay(office: Office) -> None:
    desk = office.phone(DESK)
    assert (desk.number, office.phone(SIDE).number) == ("22", "23")
    assert (desk.profile.user, desk.profile.password) == (USER, PASSWORD)
    for plan in (*scenes.PARTIES.values(), office.plan.unknown):
        assert plan.behaviour == "answers"
        assert 0 < plan.after <= 5
        assert plan.hangs_up_after is None
    desk.dial("31")
    await office.party("31").wait_for("ringing")
    assert desk.calls[0].remote.name == "Bernd Jäger"
    office.party("31").answer()
    await desk.wait_for("talking")
