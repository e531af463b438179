"""One order carried to one phone: the ways that reach the right call, tried until the phone reports it."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from tui.calls.board import Board
from tui.calls.events import EventKind, RawEvent
from tui.calls.states import Call, CallState
from tui.config.model import Config
from tui.errors import DurchwahlError, PhoneError
from tui.i18n import say
from tui.phones.decoding import own
from tui.phones.driver import Ability, Order, PhoneDriver, Way
from tui.switchboard.advice import Done, Hint, hint
from tui.switchboard.aims import Aim, aim_at, in_the_way
from tui.switchboard.callers import Callers
from tui.switchboard.chain import Chain, Patience, Pursued, arranged, phone_kind
from tui.switchboard.consent import Consents
from tui.switchboard.expectations import NEVER_REPORTED, Expectation, Expectations, fulfils
from tui.switchboard.journalled import Journalled
from tui.switchboard.presence import Presence

if TYPE_CHECKING:
    from tui.phones.memory import Memory

_IN_THE_WAY: Final = {
    CallState.RINGING: "order_hits_ringing",
    CallState.DIALING: "order_hits_dialing",
    CallState.TALKING: "order_hits_talking",
    CallState.HELD: "order_hits_held",
}
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Desk:
    """What an order needs: the phones, their calls, and where is written what they were told.

    `record` writes our own doing into the journal and onto the board. `memory` gives what was learnt of the
    phones, once there is any.
    """

    config: Config
    board: Board
    callers: Callers
    drivers: Mapping[str, PhoneDriver]
    expectations: Expectations
    presence: Presence
    consents: Consents
    record: Callable[[RawEvent], Awaitable[None]]
    now: Callable[[], float]
    memory: Callable[[], Memory | None]
    silence: Callable[[str], Hint | None] = lambda phone: None  # what to do about one that never reports

    def driver(self, phone: str) -> PhoneDriver:
        """The driver of a configured phone. Raises `DurchwahlError` while there is none."""
        if phone not in self.drivers:
            raise DurchwahlError("phone_not_ready", phone=phone)
        return self.drivers[phone]

    def refuse_lacking(self, order: Order, phone: str) -> None:
        """Raises `PhoneError` where the phone cannot do that at all."""
        lack = self.driver(phone).lacks(order)
        if lack:
            raise PhoneError(lack, cause="no-remote-control", phone=phone)

    async def still_lacks(self, phone: str, what: Order | Ability) -> str:
        """What `PhoneDriver.lacks` says of it after one more look at a phone that lacked it.

        Whoever reads what is in the way switches it off at the phone, and tries again.
        """
        driver = self.driver(phone)
        if driver.lacks(what):
            await self.presence.ask(phone)
        return driver.lacks(what)

    def advised(self, phone: str, told: Hint | None) -> Hint | None:
        """`told`, and why no report came where none has ever come."""
        return told and replace(told, also=self.silence(phone))

    def reports_mute(self, phone: str) -> bool:
        """Whether the phone says when its microphone is switched off and on."""
        from tui.phones.registry import maker

        found = maker(self.config.phones[phone].vendor)
        return found is not None and EventKind.MUTE in found.kinds.values()

    async def insist(
        self,
        phone: str,
        send: Callable[[], Awaitable[None]],
        sensible: Callable[[], bool],
        *,
        urgent: bool = False,
    ) -> None:
        """Sends, repeats where the phone asks its user, and tells what that says of the phone."""

        async def attempt() -> None:
            try:
                await send()
            except PhoneError as error:
                self.presence.lost(phone, error)
                raise
            self.presence.obeyed(phone)

        await self.consents.insist(phone, attempt, sensible, urgent=urgent)

    async def note(
        self, kind: EventKind, phone: str, call_id: str = "", remote: str = "", target: str = ""
    ) -> None:
        """Into the journal. A full disk must not keep anybody from dialling or hanging up."""
        query = own.query(call_id, remote, target)
        try:
            await self.record(RawEvent(self.now(), phone, "durchwahl", kind.value, query))
        except DurchwahlError as error:
            _log.error("Not in the journal: %s at %s: %s", kind.value, phone, error)


class Carrier:
    """Carries orders about calls to the phones and knows which are under way."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._under_way: set[tuple[int, Order]] = set()
        self._newest: dict[int, object] = {}  # call → the last order about it

    def under_way(self, order: Order, call_id: int) -> bool:
        """Whether the phone was told to do that to the call and has not reported it yet."""
        return (call_id, _same(order)) in self._under_way

    def ways(self, order: Order, aim: Aim, argument: str) -> list[Way]:
        """The ways that reach the right call, in the order in which they are tried.

        Raises `DurchwahlError` where there is none. Nothing is sent.
        """
        desk, phone = self._desk, aim.call.phone
        desk.refuse_lacking(order, phone)
        calls = desk.board.calls(phone)
        other = in_the_way(calls, order, aim)
        offered = desk.driver(phone).ways(order, aim.call.call_id, argument)
        usable = [way for way in offered if other is None or not way.selected]
        if offered and other is not None and not usable:
            key = _IN_THE_WAY[other.state]
            raise DurchwahlError(key, phone=phone, way=offered[0].name, party=self._party(other))
        if not usable:
            raise PhoneError("order_no_way", cause="no-remote-control", phone=phone)
        memory, kind = desk.memory(), phone_kind(desk.presence.status(phone))
        remembered = memory.way(kind, order) if memory is not None and kind else ""
        return arranged(usable, remembered, len(calls) > 1)

    async def carry_out(self, order: Order, aim: Aim, argument: str, patience: Patience) -> Done:
        """Tells the phone, and waits for its report. `argument` as the phone takes it."""
        desk, call = self._desk, aim.call
        await desk.still_lacks(call.phone, order)
        ways = self.ways(order, aim, argument)
        with self._marked(order, aim) as newest:
            met = desk.expectations.expect(fulfils(order, aim))
            over = desk.expectations.expect(lambda change: change.call.id == call.id and not change.call.open)
            over.met.add_done_callback(lambda _: desk.consents.stir(call.phone) if over.call else None)
            errand = _Errand(order, aim, ways, met, over, newest)
            target = argument or (aim.other.remote if order is Order.COMPLETE and aim.other else "")
            journalled = Journalled(self._write, order, call, target, lambda: met.reported)
            try:
                pursued = await self._pursue(errand, journalled, patience)
                await journalled.done(pursued.call is not None)
            finally:
                desk.expectations.drop(met, over)
        return self._done(errand, pursued)

    @contextmanager
    def _marked(self, order: Order, aim: Aim) -> Iterator[Callable[[], bool]]:
        """Keeps an order from being given twice. What it yields: is this the last one about the calls?"""
        if order in NEVER_REPORTED:  # several in a row are meant
            yield lambda: True
            return
        ids, token = [call.id for call in aim.calls], object()
        marks = {(id, _same(order)) for id in ids}
        if marks & self._under_way:
            raise DurchwahlError("order_under_way", phone=aim.call.phone)
        self._under_way |= marks
        self._newest |= dict.fromkeys(ids, token)
        try:
            yield lambda: all(self._newest.get(id) is token for id in ids)
        finally:
            self._under_way -= marks
            for id in ids:
                if self._newest.get(id) is token:
                    del self._newest[id]

    async def _pursue(self, errand: _Errand, journalled: Journalled, patience: Patience) -> Pursued:
        desk, phone, order = self._desk, errand.phone, errand.order
        driver = desk.driver(phone)

        async def send(way: Way) -> None:
            checked = replace(way, still=lambda: not errand.met.reported and self._reaches(errand, way))
            await desk.insist(
                phone,
                lambda: journalled.attempt(lambda: driver.go(checked)),
                lambda: errand.met.call is None and errand.newest() and self._fits(errand),
            )

        if not self._reports(order, phone) and order is not Order.CONFERENCE:
            await send(errand.ways[0])
            return Pursued(None, (errand.ways[0].name,))
        before = self._look(errand.aim)
        chain = Chain(
            order,
            errand.ways,
            desk.expectations,
            errand.met,
            errand.over,
            send,
            untouched=lambda: errand.newest() and self._look(errand.aim) == before,
            alone=lambda: len(desk.board.calls(phone)) <= 1,
            lacking=lambda: bool(driver.lacks(order)),
        )
        silent = order is Order.REJECT and phone in desk.board.silent  # the board concludes it, later
        return await chain.pursue(Patience(patience.last, patience.last) if silent else patience)

    def _reports(self, order: Order, phone: str) -> bool:
        """Whether the phone says something once it has done that."""
        if order in (Order.MUTE, Order.UNMUTE):
            return self._desk.reports_mute(phone)
        return order not in NEVER_REPORTED and order is not Order.CONFERENCE

    def _fits(self, errand: _Errand) -> bool:
        return aim_at(self._desk.board.calls(errand.phone), errand.order, errand.aim.call.id) is not None

    def _reaches(self, errand: _Errand, way: Way) -> bool:
        """Whether `way` does now what it was chosen for, to the same call."""
        calls, order, meant = self._desk.board.calls(errand.phone), errand.order, errand.aim.call
        aim = aim_at(calls, order, meant.id)
        if aim is None or (aim.call.id != meant.id and order is not Order.CONFERENCE):
            return False
        return not way.selected or in_the_way(calls, order, aim) is None

    def _look(self, aim: Aim) -> list[Call | None]:
        """The calls of an order as the phone has reported them, without what we have noted ourselves."""
        return [
            call and replace(call, last_event=0.0, giving_up=False, transferred_to="")
            for call in (self._desk.board.call(one.id) for one in aim.calls)
        ]

    def _done(self, errand: _Errand, pursued: Pursued) -> Done:
        order, phone = errand.order, errand.phone
        memory, kind = self._desk.memory(), phone_kind(self._desk.presence.status(phone))
        if pursued.way is not None and len(errand.ways) > 1 and memory is not None and kind:
            memory.learn_way(kind, order, pursued.way.name)
        if pursued.call is not None:
            return Done(phone, pursued.call, True, pursued.tried)
        known = pursued.ended or self._desk.board.call(errand.aim.call.id) or errand.aim.call
        late = pursued.ended is not None
        told = hint(
            order,
            phone,
            pursued.tried,
            ended=late,
            reports=self._reports(order, phone),
        )
        return Done(phone, known, False, pursued.tried, told if late else self._desk.advised(phone, told))

    def _party(self, call: Call) -> str:
        """Who is at the other end, for a sentence."""
        record = self._desk.callers.record(call)
        name = record.contact.name if record.contact else call.display_name
        return name or call.remote or say("anonymous")

    async def _write(self, kind: EventKind, call: Call, target: str) -> None:
        await self._desk.note(kind, call.phone, call.call_id, call.remote, target)


@dataclass(frozen=True, slots=True)
class _Errand:
    """An order on its way. `newest`: no other was given about the call since."""

    order: Order
    aim: Aim
    ways: list[Way]
    met: Expectation
    over: Expectation
    newest: Callable[[], bool]

    @property
    def phone(self) -> str:
        return self.aim.call.phone


def _same(order: Order) -> Order:
    """Orders of which the second must wait for the first one's report: their keys are the same."""
    match order:
        case Order.REJECT:
            return Order.HANGUP
        case Order.UNMUTE:
            return Order.MUTE
        case Order.RESUME | Order.SWAP:
            return Order.HOLD
        case _:
            return order
