"""The demo's office and the calls that come into it."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Final

from tui.simulator.activity import Activity
from tui.simulator.call import Leg
from tui.simulator.office import Office, OfficePlan
from tui.simulator.party import PartyPlan
from tui.simulator.profile import PhoneProfile

DESK: Final = "desk"  # Snom, number 22
SIDE: Final = "side"  # Yealink, number 23
USER: Final = "admin"
PASSWORD: Final = "demo"  # noqa: S105  the demo's phones only listen on loopback

PARTIES: Final = {
    "03023125110": PartyPlan(after=3.0, display_name="Käthe Mühlenbach"),
    "03023125121": PartyPlan(after=2.5),
    "03023125187": PartyPlan(after=3.0),  # an extension that no card has
    "02214710501": PartyPlan(after=2.0, display_name="Lindner, Jürgen"),
    "04066969340": PartyPlan(after=4.0),
    "06990009330": PartyPlan(after=3.0, display_name='Praxis "Am Brückentor"'),
    "01713920044": PartyPlan(after=2.0),
    "08999998717": PartyPlan(after=3.0),  # unknown
    "31": PartyPlan(after=2.0, display_name="Bernd Jäger"),
    "32": PartyPlan(after=3.0, display_name="Cäcilia Röhrig"),
}


@dataclass(frozen=True, slots=True)
class Scene:
    """A call that comes in. `patience`: seconds until the caller gives up; `shown_as`: form of the number."""

    caller: str
    to: str = "22"
    patience: float = 30.0
    shown_as: str = ""
    anonymous: bool = False


SCENES: Final = (
    Scene("02214710501", shown_as="+492214710501"),
    Scene("03023125187", patience=20.0),
    Scene("31", patience=25.0),
    Scene("01713920044", patience=8.0, shown_as="+491713920044"),
    Scene("08999998717", patience=15.0, anonymous=True),
    Scene("06990009330", shown_as="00496990009330"),
    Scene("04066969340", to="23", patience=20.0),
    Scene("08999998717", patience=9.0),
    Scene("32", to="23", patience=12.0),
    Scene("03023125110"),
)


def demo_office(
    events_base: Callable[[str], str] | Mapping[str, str],
    *,
    ports: Mapping[str, int] | None = None,
    listener: Callable[[Activity], None] | None = None,
    seed: int = 22,
) -> Office:
    """The demo's office: the user's two phones ("desk", "side"), colleagues and the outside world.

    `events_base` gives the address below which a phone, by its name, sends its action URLs; `ports` the
    port of its web server (0: any free one).
    """
    port = ports or {}
    base = events_base if callable(events_base) else events_base.__getitem__
    phones = {
        DESK: PhoneProfile(
            "snom",
            "22",
            DESK,
            "Anna Müller",
            user=USER,
            password=PASSWORD,
            model="D785",
            port=port.get(DESK, 0),
            events_base=base(DESK),
        ),
        SIDE: PhoneProfile(
            "yealink",
            "23",
            SIDE,
            "Anna Müller (Besprechung)",
            user=USER,
            password=PASSWORD,
            model="T46U",
            port=port.get(SIDE, 0),
            events_base=base(SIDE),
        ),
    }
    plan = OfficePlan(phones=phones, parties=PARTIES, unknown=PartyPlan(after=3.0), seed=seed)
    return Office(plan, listener=listener)


async def demo_traffic(
    office: Office,
    *,
    rng: random.Random | None = None,
    first_after: float = 1.5,
    gap: tuple[float, float] = (20.0, 40.0),
    scenes: tuple[Scene, ...] = SCENES,
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> None:
    """Let one call after the other come in, for ever; cancel it to stop.

    A call only comes when no phone of the office has one, and `gap` seconds (least, most) after the
    last one ended: never more than one can follow. A caller who was answered stays on the line.
    """
    chance = rng if rng is not None else office.rng
    await sleep(first_after)
    turn = 0
    while True:
        await _quiet(office)
        await _play(office, scenes[turn % len(scenes)], sleep)
        await _quiet(office)
        turn += 1
        await sleep(chance.uniform(*gap))


async def _play(office: Office, scene: Scene, sleep: Callable[[float], Awaitable[None]]) -> None:
    """One call: it rings until someone reacts or the caller's patience ends."""
    caller = office.party(scene.caller)
    leg = caller.call(scene.to, shown_as=scene.shown_as, anonymous=scene.anonymous)
    giving_up = asyncio.ensure_future(_give_up(office, leg, scene.patience, sleep))
    try:
        await office.wait_for(lambda: leg.answered or not leg.alive, within=scene.patience + 3_600)
    finally:
        giving_up.cancel()
        await asyncio.gather(giving_up, return_exceptions=True)


async def _give_up(
    office: Office, leg: Leg, patience: float, sleep: Callable[[float], Awaitable[None]]
) -> None:
    await sleep(patience)
    if leg.alive and not leg.answered:
        office.exchange.hang_up(leg)


async def _quiet(office: Office) -> None:
    """Until no phone of the office has a call."""
    while any(phone.calls for phone in office.phones.values()):
        try:
            await office.wait_for(
                lambda: not any(phone.calls for phone in office.phones.values()), within=3_600
            )
        except TimeoutError:
            continue
