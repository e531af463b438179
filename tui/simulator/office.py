"""The simulated office: phones, outside parties, and the exchange between them."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import TracebackType

from tui.errors import DurchwahlError
from tui.simulator.activity import Activity, Journal
from tui.simulator.call import Endpoint
from tui.simulator.codes import canonical
from tui.simulator.exchange import Exchange
from tui.simulator.party import Behaviour, Party, PartyPlan
from tui.simulator.phone import SimulatedPhone
from tui.simulator.profile import PhoneProfile


@dataclass(frozen=True, slots=True)
class OfficePlan:
    """Everything an office is made of. `groups`: number → names of the phones that ring for it.

    `unknown`: what happens when a number is dialled that nobody has.
    """

    phones: Mapping[str, PhoneProfile] = field(default_factory=dict)
    parties: Mapping[str, PartyPlan] = field(default_factory=dict)
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unknown: PartyPlan = field(default_factory=PartyPlan)
    outside_prefix: str = "0"
    host: str = "pbx.example"
    ring_seconds: float = 60.0
    hides_hold: bool = False
    announce_seconds: float = 0.5
    seed: int = 1


class Office:
    """Start it, use its phones and parties, stop it; or `async with`.

    `listener` is called with each activity. `now`: monotonic seconds (lock-outs); `wall`: epoch seconds.
    """

    def __init__(
        self,
        plan: OfficePlan,
        *,
        listener: Callable[[Activity], None] | None = None,
        now: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
    ) -> None:
        self.plan = plan
        self._listener = listener
        self.journal = Journal(wall, self._heard)
        self.rng = random.Random(plan.seed)  # noqa: S311  no secret comes from it
        self.exchange = Exchange(
            call_ids=lambda: f"{self.rng.getrandbits(48):012x}-{self.rng.getrandbits(48):012x}",
            host=plan.host,
            outside_prefix=plan.outside_prefix,
            ring_seconds=plan.ring_seconds,
            hides_hold=plan.hides_hold,
            announce_seconds=plan.announce_seconds,
            unknown=self._stranger,
        )
        self.phones: dict[str, SimulatedPhone] = {}
        self.parties: dict[str, Party] = {}
        for name, profile in plan.phones.items():
            named = profile if profile.name else replace(profile, name=name)
            phone = SimulatedPhone(named, self.exchange, self.journal, seed=plan.seed, now=now)
            self.phones[name] = phone
            self.exchange.attach(phone.device, *phone.device.numbers)
        for number, members in plan.groups.items():
            self.exchange.group(number, [self.phones[name].device for name in members])
        for number, behaviour in plan.parties.items():
            self.party(number, behaviour)

    @classmethod
    def from_toml(cls, path: Path, *, listener: Callable[[Activity], None] | None = None) -> Office:
        """The office that a TOML file describes; UsageError naming what is wrong in it."""
        from tui.simulator.config import read_office  # it needs this module

        return cls(read_office(path), listener=listener)

    async def start(self) -> None:
        """All phones listen; DurchwahlError naming the one whose port is taken."""
        for phone in self.phones.values():
            try:
                await phone.start()
            except OSError as error:
                await self.stop()
                port, name = phone.profile.port, phone.name
                raise DurchwahlError("simulator_port_in_use", phone=name, port=port) from error

    async def stop(self) -> None:
        """Everything ends at once; nothing is left behind. May be called twice."""
        self.exchange.stop()
        for party in self.parties.values():
            party.stop()
        for phone in self.phones.values():
            await phone.stop()

    async def __aenter__(self) -> Office:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    def phone(self, name: str) -> SimulatedPhone:
        """The phone of that name; KeyError if there is none."""
        return self.phones[name]

    def party(self, number: str, plan: PartyPlan | None = None) -> Party:
        """The outside party of that number; made if there is none yet."""
        key = canonical(number)
        party = self.parties.get(key)
        if party is None:
            party = Party(number, plan or PartyPlan(), self.exchange, self.journal)
            self.parties[key] = party
            self.exchange.attach(party, number)
        elif plan is not None:
            party.plan = plan
        return party

    async def wait_for(self, condition: Callable[[], bool], within: float = 5.0, what: str = "") -> None:
        """Until `condition` holds; looked at after every activity."""
        await self.journal.watch.until(condition, within, what)

    async def settled(self, within: float = 5.0) -> None:
        """Until no phone has an event left to send."""
        for phone in self.phones.values():
            await phone.wait_until_sent(within)

    def _stranger(self, number: str) -> Endpoint | None:
        plan = self.plan.unknown
        return None if plan.behaviour is Behaviour.NOBODY else self.party(number, plan)

    def _heard(self, activity: Activity) -> None:
        if self._listener is not None:
            self._listener(activity)
        phone = self.phones.get(activity.phone)
        if phone is not None and activity.type in ("refused", "prompt"):
            phone.watch_prompt()
