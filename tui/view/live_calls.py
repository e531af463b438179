"""The open calls, what was looked up about their parties, and which cards the user has put away."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from tui.calls.states import Call, CallState
from tui.contacts.model import MatchKind
from tui.i18n import language
from tui.journal.filter import Filter
from tui.journal.record import CallRecord
from tui.phones.driver import Order
from tui.switchboard.aims import Consultation, choose, consultation
from tui.switchboard.switchboard import Switchboard
from tui.view.frame import Facts, card_call

_PAST = 3  # calls of the past that a card shows


class LiveCalls:
    """Knows nothing of the screen; whoever shows it is called back when more is known."""

    def __init__(self, switchboard: Switchboard) -> None:
        self._switchboard = switchboard
        self._open: dict[int, CallRecord] = {}
        self._facts: dict[int, Facts] = {}
        self._put_away: frozenset[int] = frozenset()
        self.places: dict[str, str] = {}  # number → town, for every number that was looked up

    def __bool__(self) -> bool:
        return bool(self._open)

    @property
    def records(self) -> list[CallRecord]:
        """The open calls, oldest first."""
        return list(self._open.values())

    @property
    def calls(self) -> list[Call]:
        return [record.call for record in self._open.values()]

    @property
    def ringing(self) -> CallRecord | None:
        return next((one for one in self.records if one.call.state is CallState.RINGING), None)

    def facts(self, record: CallRecord) -> Facts | None:
        return self._facts.get(record.call.id)

    def take(self, record: CallRecord) -> bool:
        """A call was opened, changed or ended. True when its party has to be looked up."""
        id = record.call.id
        if not record.call.open:
            self._open.pop(id, None)
            self._facts.pop(id, None)
            return False
        before = self._open.get(id)
        self._open[id] = record
        return before is None or before.number != record.number or before.contact != record.contact

    async def look_up(self, record: CallRecord, known_more: Callable[[], None]) -> None:
        """Contact at once, past calls and town as they are found."""
        core = self._switchboard
        number = core.callers.number(record.call)
        self._learn(record, Facts(core.callers.match(number)), known_more)
        if record.number is None:
            return
        past = await core.journal.page(Filter(number=record.number), 0, _PAST + 1)
        history = tuple(one for one in past if one.call.id != record.call.id)[:_PAST]
        facts = Facts(core.callers.match(number), "", history)
        self._learn(record, facts, known_more)
        if number.e164:
            place = await core.callers.place(number.e164, language())
            self.places[record.number] = place
            self._learn(record, replace(facts, place=place), known_more)

    async def learn_places(self, records: Iterable[CallRecord]) -> bool:
        """Looks up the towns of the numbers that are in no phone book. False when none was new."""
        callers = self._switchboard.callers
        unknown = {
            record.number
            for record in records
            if record.number and record.number.startswith("+") and record.number not in self.places
        }
        wanted = [number for number in unknown if callers.match_key(number).kind is MatchKind.NONE]
        self.places.update(await callers.towns(wanted, language()))
        return bool(wanted)

    def _learn(self, record: CallRecord, facts: Facts, known_more: Callable[[], None]) -> None:
        if record.call.id in self._open:  # it may have ended meanwhile
            self._facts[record.call.id] = facts
            known_more()

    # cards

    def raised(self) -> CallRecord | None:
        """The call whose card is up."""
        return card_call(self.records, self._put_away)

    def meant(self, phone: str | None = None) -> CallRecord | None:
        """The call that the keys are for: the one on the card; with all cards put away the most urgent.

        With `phone`, the most urgent of that phone's calls.
        """
        if phone is not None:
            return card_call([one for one in self.records if one.call.phone == phone], frozenset())
        return self.raised() or card_call(self.records, frozenset())

    def consultation(self, phone: str | None = None) -> Consultation | None:
        """The consultation at the phone of the call that is meant, unless something else rings there."""
        meant = self.meant(phone)
        if meant is None:
            return None
        beside = [call for call in self.calls if call.phone == meant.call.phone]
        ringing = any(call.state is CallState.RINGING for call in beside)
        return None if ringing else consultation(beside)

    def record(self, call_id: int) -> CallRecord | None:
        """The open call with that id."""
        return self._open.get(call_id)

    def next_hold(self, phone: str | None = None) -> Order:
        """What the hold key does now: the running call is held; where none runs, the held one comes back."""
        calls = [call for call in self.calls if phone in (None, call.phone)]
        running, held = choose(calls, Order.HOLD), choose(calls, Order.RESUME)
        return Order.RESUME if held is not None and running is None else Order.HOLD

    def put_away(self) -> None:
        self._put_away = frozenset(self._open)

    def raise_again(self) -> None:
        self._put_away = frozenset()
