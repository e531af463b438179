"""What can be asked for over the control socket: each word, what it takes, and what it does.

Whoever may open the socket is the user, but not necessarily this program: what a request says is looked at
before it is believed.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from tui.control import features
from tui.errors import UsageError
from tui.i18n import say
from tui.phones.driver import Order
from tui.switchboard.advice import Done
from tui.switchboard.offers import Offer, Source
from tui.switchboard.stream import phone_json
from tui.switchboard.switchboard import Switchboard
from tui.untrusted import clean

LONGEST: Final = 300.0  # seconds that a command may wait for a phone
_MOST_CALLS: Final = 2**63  # a call's id is a row of the journal

Tell = Callable[[Callable[[], str]], None]  # says something while the answer is not there yet
Result = Done | dict[str, Any]


class Fields:
    """A request's fields, of the right type and of a sensible length, or `UsageError`."""

    def __init__(self, request: Mapping[str, Any]) -> None:
        self._request = request

    def text(self, name: str, limit: int = 256, default: str | None = None) -> str:
        """A string. Without `default` it must be there."""
        value = self._request.get(name)
        if value is None and default is not None:
            return default
        if not isinstance(value, str) or len(value) > limit:
            raise UsageError("control_form", word=name)
        return value

    def name(self, name: str) -> str | None:
        """A string or nothing."""
        return None if self._request.get(name) is None else self.text(name, 64)

    def id(self, name: str) -> int | None:
        """A call's number, or nothing."""
        value = self._request.get(name)
        if value is None:
            return None
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < _MOST_CALLS:
            raise UsageError("control_form", word=name)
        return value

    def flag(self, name: str) -> bool:
        """True or false; false where it is not given."""
        value = self._request.get(name, False)
        if not isinstance(value, bool):
            raise UsageError("control_form", word=name)
        return value

    def seconds(self, name: str) -> float:
        """How long to wait, at most `LONGEST`; 0 where it is not given."""
        value = self._request.get(name, 0.0)
        if not isinstance(value, int | float) or isinstance(value, bool) or value != value:  # not a number
            raise UsageError("control_form", word=name)
        return max(0.0, min(LONGEST, float(value)))

    def texts(self, name: str, most: int = 20) -> tuple[str, ...]:
        """One to `most` short strings."""
        value = self._request.get(name)
        if not isinstance(value, list) or not 1 <= len(value) <= most:
            raise UsageError("control_form", word=name)
        if not all(isinstance(item, str) and 0 < len(item) <= 64 for item in value):
            raise UsageError("control_form", word=name)
        return tuple(clean(item, 64) for item in value)

    def order(self) -> Order:
        word = self.text("order", 32)
        if word not in {order.value for order in Order}:
            raise UsageError("control_unknown", word=clean(word, 40))
        return Order(word)


async def carry_out(switchboard: Switchboard, request: Mapping[str, Any], tell: Tell) -> Result:
    """Does what is asked for. Raises `DurchwahlError`."""
    word = request.get("do")
    do = _WORDS.get(word) if isinstance(word, str) else None
    if do is None:
        raise UsageError("control_unknown", word=clean(str(word), 40))
    return await do(switchboard, Fields(request), tell)


async def _dial(switchboard: Switchboard, given: Fields, tell: Tell) -> Result:
    return await switchboard.orders.dial(
        given.text("text"),
        given.name("phone"),
        suppress=given.flag("suppress"),
        identity=given.text("identity", 200, ""),
    )


async def _offer(switchboard: Switchboard, given: Fields, tell: Tell) -> Result:
    source = given.text("source", 16)
    if source not in list(Source):
        raise UsageError("control_unknown", word=clean(source, 16))
    return {"shown": switchboard.offers.make(Offer(given.texts("numbers"), Source(source)))}


async def _order(switchboard: Switchboard, given: Fields, tell: Tell) -> Result:
    order, call, phone = given.order(), given.id("call"), given.name("phone")
    return await switchboard.orders.order(order, call, phone, given.text("argument", 256, ""))


async def _park(switchboard: Switchboard, given: Fields, tell: Tell) -> Result:
    return await switchboard.orders.park(given.text("slot", 32), given.id("call"), given.name("phone"))


async def _retrieve(switchboard: Switchboard, given: Fields, tell: Tell) -> Result:
    return await switchboard.orders.retrieve(given.text("slot", 32), given.name("phone"))


async def _pick_up(switchboard: Switchboard, given: Fields, tell: Tell) -> Result:
    return await switchboard.orders.pick_up(given.text("text"), given.name("phone"))


async def _confer(switchboard: Switchboard, given: Fields, tell: Tell) -> Result:
    target = given.text("text")
    tell(lambda: say("confer_waits", party=clean(target, 60)))
    return await switchboard.orders.confer(target, given.id("call"), given.name("phone"))


async def _install(switchboard: Switchboard, given: Fields, tell: Tell) -> Result:
    from tui.phones import installing

    phone = switchboard.orders.phone(given.name("phone")).name
    way = given.text("way", 40, "")
    if way and way not in list(installing.Means):
        raise UsageError("control_unknown", word=clean(way, 40))
    remove, patience = given.flag("remove"), given.seconds("seconds")
    return installing.as_json(
        await switchboard.installing.install(phone, way, remove=remove, patience=patience)
    )


async def _reported(switchboard: Switchboard, given: Fields, tell: Tell) -> Result:
    phone, seconds = switchboard.orders.phone(given.name("phone")).name, given.seconds("seconds")
    return {"reported": await switchboard.installing.reported(phone, seconds)}


async def _phones(switchboard: Switchboard, given: Fields, tell: Tell) -> Result:
    names = switchboard.config.phones
    return {"phones": [phone_json(switchboard.status(name)) for name in names]}


async def _state(switchboard: Switchboard, given: Fields, tell: Tell) -> Result:
    return {"url": switchboard.url, "able": switchboard.able}


_WORDS: Final[dict[str, Callable[[Switchboard, Fields, Tell], Awaitable[Result]]]] = {
    "dial": _dial,
    "offer": _offer,
    "order": _order,
    "park": _park,
    "retrieve": _retrieve,
    "pickup": _pick_up,
    "confer": _confer,
    "install": _install,
    "reported": _reported,
    "wish": features.wish,
    "status": features.status,
    "picture": features.picture,
    "phones": _phones,
    "state": _state,
}
