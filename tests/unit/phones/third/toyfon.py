"""Toyfon, a maker that does not exist: all that the program has to be told to drive another maker's phones.

This file stands where `tui/phones/makers/toyfon.py` would. It is the example of the README's "a third maker".
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Final
from urllib.parse import quote

from tui.calls.events import EventKind, PhoneEvent, RawEvent
from tui.calls.facts import PhoneFacts
from tui.config.model import PhoneConfig
from tui.errors import PhoneError
from tui.net import PhoneLink, Reply
from tui.phones.answer import failed, late, not_recognised, unexpected
from tui.phones.decoding.party import display_name, user_part
from tui.phones.decoding.query import exact, free, split
from tui.phones.driver import Ability, Feature, Order, Probe, Step, Way, Wish, always
from tui.phones.maker import ActionUrl, Greeting, Maker
from tui.phones.pins import Pins
from tui.phones.target import outgoing_uri, quoted_number

_KEYS: Final = {Order.ANSWER: "answer", Order.REJECT: "reject", Order.HANGUP: "hangup", Order.HOLD: "hold"}
_CAN: Final = {*_KEYS, Ability.DIAL, Ability.SETTINGS, Ability.CONFIGURE, Feature.DND}
KINDS: Final = {
    "ringing": EventKind.INCOMING,
    "dialling": EventKind.OUTGOING,
    "talking": EventKind.CONNECTED,
    "over": EventKind.ENDED,
}


class ToyfonPhone:
    """Its protocol: /about, /dial?to=, /press?key=, /settings and /set?name=value."""

    def __init__(self, config: PhoneConfig, pins: Pins) -> None:
        self._link = PhoneLink(config, pins)
        self._identity = config.identity

    @property
    def name(self) -> str:
        return self._link.name

    @property
    def vendor(self) -> str:
        return "toyfon"

    def dial_request(self, number: str) -> str:
        return f"GET {self._link.address.base}{self._dialling(number, self._identity)}"

    def _dialling(self, number: str, identity: str, *, urgent: bool = False) -> str:
        line = outgoing_uri(identity or self._identity, self.name, urgent=urgent)
        return f"/dial?to={quoted_number(number, self.name)}{line}"

    async def dial(self, number: str, identity: str = "", *, urgent: bool = False) -> None:
        await self._send([Step(self._dialling(number, identity, urgent=urgent))], urgent=urgent)

    def ways(self, order: Order, call_id: str = "", argument: str = "") -> tuple[Way, ...]:
        key = _KEYS.get(order)
        return (Way(key, (Step(f"/press?key={key}"),)),) if key else ()

    def wishes(self, wish: Wish) -> tuple[Way, ...]:
        if wish.feature is not Feature.DND:
            return ()
        return (Way("dnd", (Step(f"/set?dnd={'on' if wish.on else 'off'}"),)),)

    def lacks(self, what: Order | Feature | Ability) -> str:
        return "" if what in _CAN else "phone_cannot"

    async def go(self, way: Way) -> None:
        await self._send(way.steps, still=way.still)

    async def probe(self) -> Probe:
        try:
            reply = await self._link.get("/about")
            told = self._about(reply)
            dnd = (await self._listed()).get("dnd")
        except PhoneError as fault:
            return failed(fault)
        facts = PhoneFacts(told["model"], told["version"], told["mac"], dnd=dnd == "on")
        return Probe(True, facts.model, facts.firmware, facts.mac, facts=facts)

    def _about(self, reply: Reply) -> dict[str, str]:
        try:
            told = json.loads(reply.text)
            return {name: str(told[name]) for name in ("model", "version", "mac")}
        except (ValueError, KeyError, TypeError):
            raise not_recognised(self._link, "Toyfon") from None

    async def settings(self, names: Collection[str]) -> dict[str, str]:
        return {name: value for name, value in (await self._listed()).items() if name in names}

    async def _listed(self) -> dict[str, str]:
        lines = (await self._link.get("/settings")).text.splitlines()
        return {name: value for name, _, value in (line.partition("=") for line in lines)}

    async def configure(self, values: Mapping[str, str]) -> None:
        await self._send([Step(f"/set?{name}={quote(value, safe='')}") for name, value in values.items()])

    async def provision(self) -> None:
        raise PhoneError("phone_cannot", cause="no-remote-control", phone=self.name)

    async def picture(self) -> bytes:
        raise PhoneError("phone_cannot", cause="no-remote-control", phone=self.name)

    def forgive(self) -> None:
        self._link.forgive()

    async def aclose(self) -> None:
        await self._link.aclose()

    async def _send(
        self, steps: Sequence[Step], *, still: Callable[[], bool] = always, urgent: bool = False
    ) -> None:
        async with self._link.turn(urgent=urgent) as get:
            if not still():
                raise late(self.name)
            for step in steps:
                reply = await get(step.target)
                if reply.status != 200:
                    raise unexpected(self._link, "Toyfon", reply)


def decode(raw: RawEvent, seq: int, kind: EventKind) -> PhoneEvent:
    """A report as `action_urls` asked for it."""
    fields = split(raw.query)
    remote = exact(fields.get("remote", b""))
    return PhoneEvent(
        seq,
        raw.at,
        raw.phone,
        kind,
        call_id=exact(fields.get("call_id", b"")),
        remote=user_part(remote),
        remote_raw=remote,
        display_name=display_name(free(fields.get("name", b""))),
    )


def action_urls(base: str) -> list[ActionUrl]:
    """What the phone fills in stands in brackets."""
    query = "call_id=[id]&remote=[number]&name=[name]"
    return [ActionUrl(event, f"url_{event}", f"{base}/{event}?{query}") for event in KINDS]


def _as_file(urls: Sequence[ActionUrl]) -> str:
    return "".join(f"{url.setting}: {url.url}\n" for url in urls)


def _recognised(greeting: Greeting) -> str | None:
    return "" if greeting.headers.get("server", "").startswith("toyfon") else None


MAKER: Final = Maker(
    vendor="toyfon",
    title="Toyfon",
    prefixes=frozenset({"02aabb"}),
    kinds=KINDS,
    decode=decode,
    action_urls=action_urls,
    file_format="toy",
    as_file=_as_file,
    recognise=_recognised,
    make=ToyfonPhone,
)
