"""Dialling and controlling calls: from the user's word to the phone's own report that it is done."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from tui.calls.events import EventKind
from tui.calls.states import Call
from tui.config.model import PhoneConfig
from tui.dialing.number import Number, NumberKind
from tui.errors import DurchwahlError, NotFoundError, PhoneError
from tui.phones.driver import Ability, Order
from tui.switchboard import codes
from tui.switchboard.advice import Done, by_hand, dial_hint, hint
from tui.switchboard.aims import APPLICABLE, Aim, aim_at, aims, choose
from tui.switchboard.callers import is_name
from tui.switchboard.carrying import Carrier, Desk
from tui.switchboard.chain import Patience
from tui.switchboard.expectations import new_call

__all__ = ["APPLICABLE", "EVENT_WAIT", "Dialling", "Done", "Orders", "choose"]

EVENT_WAIT = 5.0  # seconds in which a phone has to report what it did
NEXT_WAIT = 2.0  # … before the next way of doing it is tried
ANSWER_WAIT = 60.0  # seconds in which somebody who is called into a conference has to answer


@dataclass(frozen=True, slots=True)
class Dialling:
    """A number as it will be dialled, on which phone, and by which request."""

    number: Number
    dialled: str
    phone: str
    request: str


class Orders:
    """Everything that can be done with calls, by whichever face. One phone's orders wait for no other's."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._carrier = Carrier(desk)
        self._redialling: set[str] = set()
        self._dialling: Counter[str] = Counter()

    # what is meant

    def phone(self, name: str | None) -> PhoneConfig:
        """The configured phone of that name, or the only (else the first) one."""
        phones = self._desk.config.phones
        if not phones:
            raise NotFoundError("no_phone_configured")
        if name is None:
            return next(iter(phones.values()))
        if name not in phones:
            raise NotFoundError("no_such_phone", name=name, known=", ".join(phones))
        return phones[name]

    def read(self, text: str) -> Number:
        """A number, or the first number of the one contact of that name."""
        number = self._desk.callers.typed(text)
        return self._desk.callers.named(text) if is_name(number, self._desk.config.dialing) else number

    def plan(self, text: str, phone: str | None = None, *, suppress: bool = False) -> Dialling:
        """What dialling `text` would do. Raises `UsageError` for what cannot be dialled."""
        number = self.read(text)
        dialled = self._dialled(number, suppress=suppress)
        target = self.phone(phone)
        return Dialling(number, dialled, target.name, self._desk.driver(target.name).dial_request(dialled))

    def why_not(self, order: Order, phone: str | None = None) -> str:
        """Why `order` cannot be done now, at that phone or at any: a sentence; "" if it can."""
        try:
            if order is Order.REDIAL:
                self._redialler(phone)
            else:
                self._carrier.ways(order, self._aim(order, None, phone), "1")
        except DurchwahlError as error:
            return str(error)
        return ""

    def under_way(self, order: Order, call_id: int) -> bool:
        """Whether the phone was told to do that to the call and has not reported it yet."""
        return self._carrier.under_way(order, call_id)

    def dialling(self, phone: str) -> bool:
        """Whether the phone is being told to dial and has not reported the call yet."""
        return self._dialling[phone] > 0

    # a command that waits for its user's consent at the phone

    def waiting(self, phone: str) -> bool:
        """Whether a command is repeated until somebody presses OK on the phone."""
        return self._desk.consents.waiting(phone)

    def give_up(self, phone: str) -> None:
        """Such a command is not wanted any more."""
        self._desk.consents.give_up(phone)

    # dialling

    async def dial(
        self, text: str, phone: str | None = None, *, suppress: bool = False, identity: str = ""
    ) -> Done:
        """Dials and waits until the phone reports the call. Raises `PhoneError` when it refuses.

        `identity` is user@host of the line to dial with, else the configured one. For an emergency the phone
        is asked again even after it refused the password. A phone that cannot be told to dial raises
        `PhoneError` with the values `number`, as it would be dialled, and `link`, for another program.
        """
        dialling = self.plan(text, phone, suppress=suppress)
        if dialling.number.kind is NumberKind.EMERGENCY:
            self._desk.driver(dialling.phone).forgive()
        return await self._dial(dialling.phone, dialling.dialled, dialling.number, identity)

    async def retrieve(self, slot: str, phone: str | None = None) -> Done:
        """Fetches the call that is parked in `slot`. Raises `UsageError` where the PBX has no such code."""
        code = codes.fetching(self._desk.config.codes, slot)
        return await self._dial(self.phone(phone).name, code, self._desk.callers.typed(code))

    async def pick_up(self, target: str, phone: str | None = None) -> Done:
        """Takes the call that rings at a colleague's, an extension or a contact's name."""
        code = codes.picking_up(self._desk.config.codes, self.read(target), self._desk.config.dialing)
        return await self._dial(self.phone(phone).name, code, self._desk.callers.typed(code))

    async def _dial(self, phone: str, dialled: str, number: Number, identity: str = "") -> Done:
        driver = self._desk.driver(phone)
        plan = self._desk.config.dialing
        urgent = number.kind is NumberKind.EMERGENCY
        lack = "" if urgent else await self._desk.still_lacks(phone, Ability.DIAL)
        if lack:
            raise by_hand(phone, dialled, number, plan, lack)
        identity = identity or self._desk.config.phones[phone].identity
        expected = self._desk.expectations.expect(new_call(phone))
        self._dialling[phone] += 1
        try:
            await self._desk.insist(
                phone, lambda: driver.dial(dialled, identity, urgent=urgent), lambda: True, urgent=urgent
            )
            await self._desk.note(EventKind.DIAL_SENT, phone, remote=dialled)
            await self._desk.expectations.wait([expected], EVENT_WAIT)
        except PhoneError as error:
            if error.cause == "no-remote-control":
                raise by_hand(phone, dialled, number, plan, error) from error
            if expected.call is None:  # else only the answer was lost
                raise
        finally:
            self._dialling[phone] -= 1
            self._desk.expectations.drop(expected)
        call = expected.call
        told = None if call else self._desk.advised(phone, dial_hint(phone, dialled))
        return Done(phone, call, call is not None, (), told)

    def _dialled(self, number: Number, *, suppress: bool = False) -> str:
        from tui.dialing.plan import dial_string  # with the first number, not with the first frame

        return dial_string(number, self._desk.config.dialing, suppress)

    # controlling

    async def order(
        self, order: Order, call_id: int | None = None, phone: str | None = None, argument: str = ""
    ) -> Done:
        """Does `order` to the call `call_id`, or to the one that fits, and waits for the phone's report.

        `argument` is what a user types: a number or a name for TRANSFER, CONSULT and DEFLECT, the digits for
        DTMF. What was ordered and not reported yet is not ordered once more: many phones know keys, not
        calls, and the second press of the same key would hit another call or undo what the first one did.
        """
        if order is Order.REDIAL:
            return await self._redial(self._redialler(phone))
        aim = self._aim(order, call_id, phone)
        return await self._do(order, aim, self._argument(order, argument))

    async def park(self, slot: str, call_id: int | None = None, phone: str | None = None) -> Done:
        """Parks a call in the PBX. Raises `UsageError` where the PBX has no code for that."""
        code = codes.parking(self._desk.config.codes, slot)
        return await self._do(Order.TRANSFER, self._aim(Order.TRANSFER, call_id, phone), code)

    async def confer(self, target: str, call_id: int | None = None, phone: str | None = None) -> Done:
        """Calls `target` and makes a conference of three once there is an answer."""
        aim = self._aim(Order.CONSULT, call_id, phone)
        self._desk.refuse_lacking(Order.CONFERENCE, aim.call.phone)
        asked = await self._do(Order.CONSULT, aim, self._argument(Order.CONSULT, target))
        if not asked.confirmed or asked.call is None:
            return asked
        await self._answered(asked.call)
        return await self.order(Order.CONFERENCE, asked.call.id)

    async def _do(self, order: Order, aim: Aim, argument: str) -> Done:
        patience = Patience(NEXT_WAIT, EVENT_WAIT).for_order(order)
        return await self._carrier.carry_out(order, aim, argument, patience)

    async def _answered(self, call: Call) -> None:
        """Until the call that we began is answered. Raises `DurchwahlError` when it is not."""
        expected = self._desk.expectations.expect(
            lambda change: (
                change.call.id == call.id and (change.call.answered is not None or not change.call.open)
            )
        )
        try:
            known = self._desk.board.call(call.id)
            if known is not None and known.answered is None:
                await self._desk.expectations.wait([expected], ANSWER_WAIT)
                known = self._desk.board.call(call.id)
        finally:
            self._desk.expectations.drop(expected)
        if known is None or known.answered is None:
            raise DurchwahlError("confer_not_answered", phone=call.phone)

    def _argument(self, order: Order, typed: str) -> str:
        """What goes to the phone for what the user typed: a target is planned like a number to dial."""
        if order in codes.TO_SOMEBODY:
            return self._dialled(self.read(typed))
        return codes.sounds(typed) if order is Order.DTMF else ""

    def _aim(self, order: Order, call_id: int | None, phone: str | None) -> Aim:
        if phone is not None:
            self.phone(phone)
        if call_id is not None and self._desk.board.call(call_id) is None:
            raise NotFoundError("no_such_open_call", id=call_id)
        calls = [call for call in self._desk.board.calls(phone) if call.phone in self._desk.config.phones]
        found = next(iter(aims(calls, order)), None) if call_id is None else aim_at(calls, order, call_id)
        if found is None or self._is_so(order, found.call):
            raise NotFoundError(f"no_call_to_{order.value}")
        return found

    def _is_so(self, order: Order, call: Call) -> bool:
        """Whether the microphone is as wanted already: the key is a toggle."""
        if order not in (Order.MUTE, Order.UNMUTE) or not self._desk.reports_mute(call.phone):
            return False
        return call.muted is (order is Order.MUTE)

    # the phone's own list

    def _redialler(self, phone: str | None) -> str:
        """The phone that redials. Raises `NotFoundError` while it has a call; the key differs then."""
        name = self.phone(phone).name
        self._desk.refuse_lacking(Order.REDIAL, name)
        if self._desk.board.calls(name):
            raise NotFoundError("no_call_to_redial")
        return name

    async def _redial(self, phone: str) -> Done:
        driver = self._desk.driver(phone)
        ways = driver.ways(Order.REDIAL)
        if not ways:
            raise PhoneError("order_no_way", cause="no-remote-control", phone=phone)
        if phone in self._redialling:
            raise DurchwahlError("order_under_way", phone=phone)
        self._redialling.add(phone)
        expected = self._desk.expectations.expect(new_call(phone))
        try:
            await self._desk.insist(
                phone, lambda: driver.go(ways[0]), lambda: not self._desk.board.calls(phone)
            )
            await self._desk.expectations.wait([expected], EVENT_WAIT)
        finally:
            self._desk.expectations.drop(expected)
            self._redialling.discard(phone)
        call, tried = expected.call, (ways[0].name,)
        told = None if call else hint(Order.REDIAL, phone, tried, ended=False, reports=False)
        return Done(phone, call, call is not None, tried, told)
