"""The phones of the stage: a driver that writes down what it is told, and reports as a real phone would."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import replace
from typing import Final

from tui.calls.events import RawEvent
from tui.calls.facts import Forwarding
from tui.phones.answer import late
from tui.phones.driver import Ability, Feature, Order, Probe, Step, Way, Wish
from tui.phones.registry import maker

Receive = Callable[[RawEvent], Awaitable[None]]

MODELS: Final = {"snom": ("D785", "10.1.169.16"), "yealink": ("T46U", "108.86.0.20")}
_WORDS: Final = {
    "snom": {
        "ring": "incoming",
        "call": "outgoing",
        "connect": "connected",
        "end": "disconnected",
        "miss": "missed",
        "hold": "hold",
        "resume": "unhold",
        "blind": "blind_transfer",
        "attended": "attended_transfer",
        "transferred": "disconnected",
        "cancel": "disconnected",
    },
    "yealink": {
        "ring": "incoming_call",
        "call": "outgoing_call",
        "connect": "call_established",
        "end": "call_terminated",
        "miss": "missed_call",
        "hold": "hold",
        "resume": "unhold",
        "reject": "reject_incoming_call",
        "mute": "mute",
        "unmute": "unmute",
        "blind": "blind_transfer_call",
        "attended": "attended_transfer_call",
        "transferred": "transfer_finished",
        "cancel": "cancel_callout",
    },
}
# What is reported of the call that an order names; the rest is in `_obey`.
_ANSWERS: Final = {
    Order.ANSWER: ("connect",),
    Order.REJECT: ("reject",),
    Order.HANGUP: ("end",),
    Order.HOLD: ("hold",),
    Order.RESUME: ("resume",),
    Order.SWAP: ("resume",),
    Order.MUTE: ("mute",),
    Order.UNMUTE: ("unmute",),
    Order.TRANSFER: ("blind", "transferred"),
    Order.CONSULT: ("hold",),
    Order.COMPLETE: ("attended", "transferred"),
    Order.DEFLECT: ("blind", "transferred"),
}
_LEAVES: Final = {  # the state that a call is in after a report
    "ring": "ringing",
    "call": "dialing",
    "connect": "talking",
    "hold": "held",
    "resume": "talking",
    "end": "",
    "miss": "",
    "reject": "",
    "transferred": "",
    "cancel": "",
}
_WISH: Final = "wish"
_VARIABLE: Final = re.compile(r"\$[\w-]+")


class PropPhone:
    """Both ends of a phone: `ring`, `call` and `report` are the world's side, the rest is the driver's.

    `sent` is what it was told, in order: the way's name, the call, the argument. `obeys` False: it takes
    orders and reports nothing. `error` is raised instead of taking an order; `errors` one for each attempt,
    None where that one is taken. `offers` has the ways of an order, each a name and what is special about
    it; without an entry there is one, named like the order. Those in `deaf` are taken and do nothing.
    `missing` is what it cannot do at all, `able` the features and abilities that it has besides dialling.
    `drawn` is its screen.
    """

    def __init__(self, name: str, vendor: str, own: str, now: Callable[[], float]) -> None:
        self.name = name
        self.vendor = vendor
        self.own = own
        self.sent: list[str] = []
        self.obeys = True
        self.error: Exception | None = None
        self.errors: list[Exception | None] = []
        self.offers: dict[Order, list[tuple[str, str]]] = {}
        self.deaf: set[str] = set()
        self.missing: set[Order | Feature | Ability] = set()
        self.able: set[Feature | Ability] = set()
        self.drawn = b""
        self.states: dict[str, str] = {}
        model, firmware = MODELS[vendor]
        self.says = Probe(True, model, firmware)
        self.receive: Receive | None = None
        self._now = now
        self._parties: dict[str, tuple[bytes, bytes]] = {}
        made_by = maker(vendor)
        assert made_by is not None
        urls = made_by.action_urls("http://127.0.0.1/token")
        self._templates = {url.event: url.url.partition("?")[2] for url in urls}

    # the world

    async def ring(self, number: str, name: str | bytes = "", call_id: str = "") -> str:
        """A call comes in; the result is the phone's id of it. `number` "" is withheld."""
        return await self._begin("ring", number, name, call_id)

    async def call(self, number: str, name: str = "", call_id: str = "") -> str:
        """Somebody dials on the phone itself."""
        return await self._begin("call", number, name, call_id)

    async def report(self, word: str, call_id: str = "") -> None:
        """Sends the action URL for `word`, one of ours or the maker's own."""
        event = _WORDS[self.vendor].get(word, word)
        if word in _LEAVES:
            self.states[call_id] = _LEAVES[word]
        assert self.receive is not None
        query = self._query(event, call_id)
        await self.receive(RawEvent(self._now(), self.name, self.vendor, event, query, "127.0.0.1"))

    async def _begin(self, word: str, number: str, name: str | bytes, call_id: str) -> str:
        serial = len(self._parties) + 1
        call_id = call_id or (f"3c3b96605{serial:03x}-{self.name}" if self.vendor == "snom" else str(serial))
        scheme = "" if self.vendor == "snom" else "sip:"
        remote = f"{number}@pbx.example" if number else "anonymous@anonymous.invalid"
        shown = name if isinstance(name, bytes) else name.encode()
        self._parties[call_id] = (f"{scheme}{remote}".encode(), shown)
        await self.report(word, call_id)
        return call_id

    def _query(self, event: str, call_id: str) -> bytes:
        """The maker's variables filled in as phones do it: bare, without any encoding."""
        remote, shown = self._parties.get(call_id, (b"", b""))
        scheme = "" if self.vendor == "snom" else "sip:"
        values = {
            "$mac": b"000413AABBCC",
            "$nr_ongoing_calls": b"1",
            "$local": f"{scheme}{self.own}@pbx.example".encode(),
            "$active_user": self.own.encode(),
            "$call-id": call_id.encode(),
            "$call_id": call_id.encode(),
            "$remote": remote,
            "$display_remote": shown,
        }
        parts = re.split(f"({_VARIABLE.pattern})", self._templates.get(event, "mac=$mac"))
        return b"".join(
            values.get(part, b"") if part.startswith("$") else part.encode() for part in parts if part
        )

    # the driver

    def dial_request(self, number: str) -> str:
        return f"GET http://127.0.0.1/{number}"

    async def dial(self, number: str, identity: str = "", *, urgent: bool = False) -> None:
        self._take(f"dial {number} {identity}".rstrip())
        if self.obeys:
            await self.call(number)

    def ways(self, order: Order, call_id: str = "", argument: str = "") -> tuple[Way, ...]:
        """`offers` says "named" of a way that names the call and "toggles" of one that does."""
        steps = (Step(order.value), Step(call_id), Step(argument))
        return tuple(
            Way(name, steps, selected="named" not in what, toggles="toggles" in what)
            for name, what in self.offers.get(order, [(order.value, "")])
        )

    def wishes(self, wish: Wish) -> tuple[Way, ...]:
        """A feature is switched by what it is called, "on" or "off", the target and the seconds."""
        if wish.feature not in self.able:
            return ()
        words = (_WISH, wish.feature.value, "on" if wish.on else "off", wish.target, str(wish.seconds or ""))
        return (Way(_WISH, tuple(Step(word) for word in words)),)

    def lacks(self, what: Order | Feature | Ability) -> str:
        can = isinstance(what, Order) or what is Ability.DIAL or what in self.able
        return "" if can and what not in self.missing else "phone_cannot"

    async def go(self, way: Way) -> None:
        if way.name == _WISH:
            self._switch([step.target for step in way.steps[1:]])
            return
        if not way.still():
            raise late(self.name)
        order, call_id, argument = (step.target for step in way.steps)
        self._take(" ".join(part for part in (way.name, call_id, argument) if part))
        if self.obeys and way.name not in self.deaf:
            await self._obey(Order(order), call_id, argument)

    def _switch(self, words: list[str]) -> None:
        """Takes a wish; whoever asks it then is told."""
        self._take(" ".join(word for word in words if word))
        feature, on, target, seconds = words
        if not self.obeys:
            return
        facts = self.says.facts
        if feature == Feature.DND.value:
            facts = replace(facts, dnd=on == "on")
        else:
            forward = Forwarding(on == "on", target, int(seconds) if seconds else None)
            facts = replace(facts, forwards={**(facts.forwards or {}), feature: forward})
        self.says = replace(self.says, facts=facts)

    async def _obey(self, order: Order, call_id: str, argument: str) -> None:
        """Does it, and reports what this maker's phones report of it."""
        others = [id for id, state in self.states.items() if state and id != call_id]
        if order is Order.SWAP:
            for other in others:
                await self.report("hold", other)
        if order is Order.RETURN:
            await self.report("cancel" if self.states[call_id] == "dialing" else "end", call_id)
        for word in _ANSWERS.get(order, ()):
            if word in _WORDS[self.vendor]:  # a Snom says nothing after a reject, nor of its microphone
                await self.report(word, call_id)
        if order is Order.COMPLETE:
            for other in others:
                await self.report("end", other)
        elif order is Order.CONFERENCE:
            for other in others:
                await self.report("resume", other)
        elif order is Order.CONSULT:
            await self.call(argument)
        elif order is Order.REDIAL:
            await self.call("02214710501")

    async def settings(self, names: Collection[str]) -> dict[str, str]:
        return {}

    async def configure(self, values: Mapping[str, str]) -> None:
        self._take(f"configure {len(values)}")

    async def provision(self) -> None:
        self._take("provision")

    async def picture(self) -> bytes:
        self._take("picture")
        return self.drawn

    async def probe(self) -> Probe:
        return self.says

    def forgive(self) -> None:
        self.error = None

    async def aclose(self) -> None:
        self.receive = None

    def _take(self, what: str) -> None:
        error = self.errors.pop(0) if self.errors else self.error
        if error is not None:
            raise error
        self.sent.append(what)
