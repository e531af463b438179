"""The phones of the stage: a driver that writes down what it is told, and reports as a real phone would."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Collection, Mapping
from typing import Final

from tui.calls.events import RawEvent
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
    },
}
_ANSWERS: Final = {
    Order.ANSWER: "connect",
    Order.REJECT: "reject",
    Order.HANGUP: "end",
    Order.HOLD: "hold",
    Order.RESUME: "resume",
}
_VARIABLE: Final = re.compile(r"\$[\w-]+")


class PropPhone:
    """Both ends of a phone: `ring`, `call` and `report` are the world's side, the rest is the driver's.

    `sent` is what it was told, in order. `obeys` False: it takes orders and reports nothing. `error`
    is raised instead of taking an order.
    """

    def __init__(self, name: str, vendor: str, own: str, now: Callable[[], float]) -> None:
        self.name = name
        self.vendor = vendor
        self.own = own
        self.sent: list[str] = []
        self.obeys = True
        self.error: Exception | None = None
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

    async def dial(self, number: str, identity: str = "") -> None:
        self._take(f"dial {number}")
        if self.obeys:
            await self.call(number)

    def ways(self, order: Order, call_id: str = "", argument: str = "") -> tuple[Way, ...]:
        if order not in _ANSWERS:
            return ()
        return (Way(order.value, (Step(call_id),)),)

    def wishes(self, wish: Wish) -> tuple[Way, ...]:
        return ()

    def lacks(self, what: Order | Feature | Ability) -> str:
        return "" if what is Ability.DIAL or what in _ANSWERS else "phone_cannot"

    async def go(self, way: Way) -> None:
        call_id = way.steps[0].target
        self._take(f"{way.name} {call_id}")
        word = _ANSWERS[Order(way.name)]
        if self.obeys and word in _WORDS[self.vendor]:  # a Snom says nothing after a reject
            await self.report(word, call_id)

    async def settings(self, names: Collection[str]) -> dict[str, str]:
        return {}

    async def configure(self, values: Mapping[str, str]) -> None:
        self._take(f"configure {len(values)}")

    async def provision(self) -> None:
        self._take("provision")

    async def picture(self) -> bytes:
        self._take("picture")
        return b""

    async def probe(self) -> Probe:
        return self.says

    def forgive(self) -> None:
        self.error = None

    async def aclose(self) -> None:
        self.receive = None

    def _take(self, what: str) -> None:
        if self.error is not None:
            raise self.error
        self.sent.append(what)
