"""Dialling and controlling calls: from the user's word to the phone's own report that it is done."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from tui.calls.board import Board
from tui.calls.events import EventKind, RawEvent
from tui.calls.states import Call, CallChange, CallState, Direction
from tui.config.model import Config, PhoneConfig
from tui.dialing.number import Number, NumberKind
from tui.errors import DurchwahlError, NotFoundError
from tui.phones.decoding import own
from tui.phones.driver import Order, PhoneDriver
from tui.switchboard.callers import Callers, is_name
from tui.switchboard.expectations import Expectations

EVENT_WAIT = 5.0  # seconds in which a phone has to report what it did

# The states in which an order makes sense, the most fitting first. The board's word counts: hold and
# resume are one toggling key on a Snom, pressed in the wrong state it does the opposite.
APPLICABLE: dict[Order, tuple[CallState, ...]] = {
    Order.ANSWER: (CallState.RINGING,),
    Order.REJECT: (CallState.RINGING,),
    Order.HANGUP: (CallState.TALKING, CallState.DIALING, CallState.HELD, CallState.RINGING),
    Order.HOLD: (CallState.TALKING,),
    Order.RESUME: (CallState.HELD,),
}
_RECORDED = {Order.REJECT: EventKind.REJECT_SENT, Order.HANGUP: EventKind.HANGUP_SENT}


@dataclass(frozen=True, slots=True)
class Dialling:
    """A number as it will be dialled, on which phone, and by which request."""

    number: Number
    dialled: str
    phone: str
    request: str


@dataclass(frozen=True, slots=True)
class Done:
    """What became of an order. `confirmed`: the phone reported it; else it only took the request."""

    phone: str
    call: Call | None
    confirmed: bool


def choose(calls: list[Call], order: Order) -> Call | None:
    """The call that `order` is meant for: in the most fitting state, there the one that rang first."""
    for state in APPLICABLE[order]:
        for call in calls:
            if call.state is state:
                return call
    return None


class Orders:
    """Carries orders to the phones. `record` writes our own doing into the journal and onto the board."""

    def __init__(
        self,
        config: Config,
        board: Board,
        callers: Callers,
        drivers: Mapping[str, PhoneDriver],
        expectations: Expectations,
        record: Callable[[RawEvent], Awaitable[None]],
        now: Callable[[], float],
    ) -> None:
        self._config = config
        self._board = board
        self._callers = callers
        self._drivers = drivers
        self._expectations = expectations
        self._record = record
        self._now = now
        self._under_way: set[tuple[int, Order]] = set()

    def phone(self, name: str | None) -> PhoneConfig:
        """The configured phone of that name, or the only (else the first) one."""
        phones = self._config.phones
        if not phones:
            raise NotFoundError("no_phone_configured")
        if name is None:
            return next(iter(phones.values()))
        if name not in phones:
            raise NotFoundError("no_such_phone", name=name, known=", ".join(phones))
        return phones[name]

    def read(self, text: str) -> Number:
        """A number, or the first number of the one contact of that name."""
        number = self._callers.typed(text)
        return self._callers.named(text) if is_name(number, self._config.dialing) else number

    def plan(self, text: str, phone: str | None = None, *, suppress: bool = False) -> Dialling:
        """What dialling `text` would do. Raises `UsageError` for what cannot be dialled."""
        number = self.read(text)
        from tui.dialing.plan import dial_string  # with the first number, not with the first frame

        dialled = dial_string(number, self._config.dialing, suppress)
        target = self.phone(phone)
        return Dialling(number, dialled, target.name, self._driver(target.name).dial_request(dialled))

    async def dial(self, text: str, phone: str | None = None, *, suppress: bool = False) -> Done:
        """Dials and waits until the phone reports the call. Raises `PhoneError` when it refuses.

        For an emergency the phone is asked again even after it refused the password.
        """
        dialling = self.plan(text, phone, suppress=suppress)
        driver = self._driver(dialling.phone)
        if dialling.number.kind is NumberKind.EMERGENCY:
            driver.forgive()
        expected = self._expectations.expect(
            lambda change: (
                change.call.phone == dialling.phone
                and change.call.direction is Direction.OUT
                and change.before is None
            )
        )
        try:
            await driver.dial(dialling.dialled, self._config.phones[dialling.phone].identity)
            await self._note(EventKind.DIAL_SENT, dialling.phone, remote=dialling.dialled)
            call = await self._expectations.wait(expected, EVENT_WAIT)
        finally:
            self._expectations.drop(expected)
        return Done(dialling.phone, call, call is not None)

    async def order(self, order: Order, call_id: int | None = None, phone: str | None = None) -> Done:
        """Does `order` to the call `call_id`, or to the one that fits, and waits for the phone's report.

        What was ordered and not reported yet is not ordered once more: many phones know keys, not calls,
        and the second press of the same key would hit another call or undo what the first one did.
        """
        call = self._target(order, call_id, phone)
        if self.under_way(order, call.id):
            raise DurchwahlError("order_under_way", phone=call.phone)
        self._under_way.add((call.id, _same(order)))
        expected = self._expectations.expect(
            lambda change: change.call.id == call.id and _done(order, change)
        )
        try:
            driver = self._driver(call.phone)
            await driver.go(driver.ways(order, call.call_id)[0])
            if order in _RECORDED:
                await self._note(_RECORDED[order], call.phone, call_id=call.call_id, remote=call.remote)
            changed = await self._expectations.wait(expected, EVENT_WAIT)
        finally:
            self._expectations.drop(expected)
            self._under_way.discard((call.id, _same(order)))
        return Done(call.phone, changed or call, changed is not None)

    def under_way(self, order: Order, call_id: int) -> bool:
        """Whether the phone was told to do that to the call and has not reported it yet."""
        return (call_id, _same(order)) in self._under_way

    def _target(self, order: Order, call_id: int | None, phone: str | None) -> Call:
        if phone is not None:
            self.phone(phone)
        if call_id is not None:
            call = self._board.call(call_id)
            if call is None:
                raise NotFoundError("no_such_open_call", id=call_id)
            if call.state not in APPLICABLE[order]:
                raise NotFoundError(f"no_call_to_{order.value}")
        else:
            call = choose(self._board.calls(phone), order)
            if call is None:
                raise NotFoundError(f"no_call_to_{order.value}")
        self.phone(call.phone)
        return call

    def _driver(self, phone: str) -> PhoneDriver:
        """The driver of a configured phone. Raises `DurchwahlError` while there is none."""
        if phone not in self._drivers:
            raise DurchwahlError("phone_not_ready", phone=phone)
        return self._drivers[phone]

    async def _note(self, kind: EventKind, phone: str, call_id: str = "", remote: str = "") -> None:
        query = own.query(call_id, remote)
        await self._record(RawEvent(self._now(), phone, "durchwahl", kind.value, query))


def _same(order: Order) -> Order:
    """Rejecting and hanging up end the call alike."""
    return Order.HANGUP if order is Order.REJECT else order


def _done(order: Order, change: CallChange) -> bool:
    call = change.call
    match order:
        case Order.ANSWER:
            return call.answered is not None
        case Order.REJECT | Order.HANGUP:
            return not call.open
        case Order.HOLD:
            return call.state is CallState.HELD
        case Order.RESUME:
            return call.state is CallState.TALKING
        case _:
            return False
