"""A desk whose time stands still but for the pauses of the driver and of the user.

The simulated phone loses keys while it draws its next screen, so a sequence works only if the driver waits
long enough between its steps; and no test waits for it.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

from tests.contract.desk import OUTSIDE, OWN, PASSWORD, USER, Desk, driver_with
from tests.simulator.clock import Clock
from tui.config.model import PhoneConfig
from tui.phones.driver import Order, Way, Wish
from tui.simulator.call import Leg, LegState
from tui.simulator.office import Office, OfficePlan
from tui.simulator.party import Behaviour, Party, PartyPlan
from tui.simulator.profile import PhoneProfile

COLLEAGUE = "24"  # somebody within the PBX
ABROAD = "022147119"  # somebody outside
DRAWING = {"snom": 2.0, "yealink": 1.0}  # seconds


@dataclass(frozen=True)
class Pace:
    """`slept` are the pauses that the driver made, `clock` the time of phone and driver."""

    at: Desk
    clock: Clock
    slept: list[float]

    def passes(self, seconds: float = 5.0) -> None:
        """The user takes time; the phone has drawn its screen."""
        self.clock.time += seconds

    async def order(self, order: Order, argument: str = "", call_id: str = "") -> Way:
        """Goes the best way; which one that was."""
        way = self.at.driver.ways(order, call_id, argument)[0]
        await self.go(way)
        return way

    async def go(self, way: Way) -> None:
        self.passes()
        await self.at.driver.go(way)

    async def wish(self, wish: Wish) -> None:
        """Switches a feature by the best way."""
        await self.go(self.at.driver.wishes(wish)[0])

    async def in_turn(self, ways: tuple[Way, ...], reached: Callable[[], bool]) -> list[str]:
        """Goes one way after the other until `reached`, as the program does: what would undo the first is
        not tried after it. The names of those that were gone; TimeoutError when none did it."""
        tried: list[str] = []
        for way in ways:
            if tried and way.toggles:
                continue
            await self.go(way)
            tried.append(way.name)
            for _ in range(5):  # what the exchange does in the next turns of the loop
                await asyncio.sleep(0)
            if reached():
                return tried
        raise TimeoutError(f"none of {tried} did it")

    @property
    def heard(self) -> list[str]:
        """The numbers of those whom the user hears."""
        legs = self.at.phone.calls
        return [leg.remote.number for leg in legs if leg.state is LegState.TALKING and not leg.on_hold]

    async def two_calls(self) -> tuple[Leg, Leg]:
        """The caller waits, and the call with somebody else outside goes on."""
        await self.at.talks()
        self.party(ABROAD).call(OWN)
        await self.at.phone.wait_for("ringing")
        self.at.phone.answer()
        first, second = self.at.phone.calls
        assert self.heard == [ABROAD]
        return first, second

    def party(self, number: str, behaviour: Behaviour = Behaviour.NEVER) -> Party:
        """Somebody who does with a call what the test says."""
        return self.at.office.party(number, PartyPlan(behaviour, after=0.0))


@asynccontextmanager
async def pace(vendor: str, *, hurried: bool = False, **profile: object) -> AsyncIterator[Pace]:
    """A phone that draws, with a caller outside and a colleague, and its driver.

    `hurried`: the driver's pauses take no time at all.
    """
    plain = PhoneProfile(
        vendor,
        number=OWN,
        user=USER,
        password=PASSWORD,
        think_seconds=0.0,
        draw_seconds=DRAWING[vendor],
    )
    sample = replace(plain, **profile)  # type: ignore[arg-type]
    plan = OfficePlan(
        phones={"desk": sample},
        parties={OUTSIDE: PartyPlan(after=0.0)},
        outside_prefix="",
        announce_seconds=0.01,
    )
    clock, slept = Clock(), list[float]()

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        clock.time += 0.0 if hurried else seconds
        await asyncio.sleep(0)

    async with Office(plan, now=clock) as office:
        phone = office.phone("desk")
        config = PhoneConfig("desk", vendor, phone.url.removeprefix("http://"), USER, PASSWORD, timeout=3.0)
        driver = await driver_with(config, sleep=sleep, clock=clock)
        try:
            yield Pace(Desk(office, phone, driver, config, office.party(OUTSIDE)), clock, slept)
        finally:
            await driver.aclose()
