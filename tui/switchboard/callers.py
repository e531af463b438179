"""Who is at the other end: number, contact, place.

What reads numbers is imported when the first one is read: the first frame has none.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import sys
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Protocol

from tui.calls.states import Call, Direction
from tui.contacts.model import NO_MATCH, Contact, Match, MatchKind
from tui.dialing.emergency import emergency_hint
from tui.dialing.number import DialPlan, Number, NumberKind
from tui.errors import DurchwahlError, NotFoundError, UsageError
from tui.journal.record import CallRecord, ContactRef
from tui.untrusted import clean

_log = logging.getLogger(__name__)
_CACHE = 4096


class Lookup(Protocol):
    """A phone book, as far as callers are looked up in it."""

    def match(self, number: Number) -> Match:
        """Whose number it is, at once."""

    def search(self, query: str, limit: int = 50) -> list[Contact]:
        """Contacts for what is being typed, the best first."""

    async def find(self, query: str, limit: int = 50) -> list[Contact]:
        """The same, without keeping the loop waiting."""


class Callers:
    """Looks parties up in the phone book. Before the book is there, nobody is known."""

    def __init__(self, plan: DialPlan) -> None:
        self.plan = plan
        self._book: Lookup | None = None
        self._matches: OrderedDict[str, Match] = OrderedDict()
        self._remote = lru_cache(maxsize=_CACHE)(lambda text: _remote(text, plan))
        self._place = lru_cache(maxsize=_CACHE)(_location)
        self._dialled = lru_cache(maxsize=_CACHE)(lambda text: _dialled(text, plan))

    @property
    def book(self) -> Lookup | None:
        return self._book

    @book.setter
    def book(self, book: Lookup | None) -> None:
        self._book = book
        self.forget()

    def forget(self) -> None:
        """The book says something else now."""
        self._matches.clear()

    def number(self, call: Call) -> Number:
        """The other party's number: as the network sent it, or as we dialled it."""
        read = self._remote if call.direction is Direction.IN else self._dialled
        return read(call.remote)

    def match(self, number: Number) -> Match:
        """Who the number belongs to. A withheld number is never looked up."""
        key = number.key
        if self._book is None or key is None or number.kind is NumberKind.ANONYMOUS:
            return NO_MATCH
        found = self._matches.get(key)
        if found is None:
            try:
                found = self._book.match(number)
            except DurchwahlError as error:  # a call is shown and kept whatever has become of the book
                _log.warning("%s", error)
                return NO_MATCH
            self._matches[key] = found
            if len(self._matches) > _CACHE:
                self._matches.popitem(last=False)
        return found

    def match_key(self, key: str | None) -> Match:
        """The same for a number as the journal keeps it."""
        if not key or self._book is None:
            return NO_MATCH
        return self.match(self._remote(key))

    def typed(self, text: str) -> Number:
        """A number as a person writes it."""
        from tui.dialing.reading import read_typed

        return read_typed(text, self.plan)

    def named(self, text: str) -> Number:
        """The first number of the one contact that `text` names. Raises `NotFoundError` or `UsageError`."""
        found = [contact for contact in self.search(text, 3) if contact.numbers]
        if not found:
            raise NotFoundError("dial_nobody", text=clean(text, 60))
        if len(found) > 1:
            names = ", ".join(contact.name or contact.company for contact in found)
            raise UsageError("dial_several", text=clean(text, 60), names=names)
        return self.typed(found[0].numbers[0].raw)

    def search(self, query: str, limit: int = 50) -> list[Contact]:
        """Contacts for what is being typed, the best first."""
        return [] if self._book is None else self._book.search(query, limit)

    async def find(self, query: str, limit: int = 50) -> list[Contact]:
        """The same, without keeping the loop waiting."""
        return [] if self._book is None else await self._book.find(query, limit)

    async def place(self, e164: str, language: str) -> str:
        """City or country of a number; "" where it has none. The first look costs a third of a second."""
        return await asyncio.to_thread(self._place, e164, language)

    async def towns(self, numbers: Sequence[str], language: str) -> dict[str, str]:
        """The places of many numbers at once."""
        if not numbers:
            return {}
        return await asyncio.to_thread(lambda: {one: self._place(one, language) for one in numbers})

    def with_contact(self, record: CallRecord) -> CallRecord:
        """A record of the journal with the contact that its number belongs to by now."""
        contact = reference(self.match_key(record.number))
        return record if contact is None else replace(record, contact=contact)

    def record(self, call: Call) -> CallRecord:
        """`call` with its number and the contact it belongs to now."""
        number = self.number(call)
        return CallRecord(call, number.key, reference(self.match(number)))


def _remote(text: str, plan: DialPlan) -> Number:
    from tui.dialing.reading import read_remote

    return read_remote(text, plan)


def _dialled(text: str, plan: DialPlan) -> Number:
    from tui.dialing.reading import read_dialled

    return read_dialled(text, plan)


def _location(e164: str, language: str) -> str:
    """`location`, after whose first call the garbage collector leaves the place names alone.

    They are hundreds of thousands of objects that stay. Each full collection would look at them all, 40 ms
    in which neither phone nor key is answered, and there would be two in every second of many calls.
    """
    from tui.dialing.display import location

    known = "phonenumbers.geocoder" in sys.modules
    place = location(e164, language)
    if not known:
        gc.freeze()
    return place


def is_name(number: Number, plan: DialPlan) -> bool:
    """Whether what was typed is to be looked up as a name. Not "+49112", which was meant as a number, and not
    a mere blank or hyphen, which would find everybody."""
    if number.kind is not NumberKind.INVALID:
        return False
    letters = any(char.isalpha() for char in number.text)
    return letters or (any(char.isdigit() for char in number.text) and not emergency_hint(number, plan))


def reference(match: Match) -> ContactRef | None:
    """The snapshot of a match that the journal keeps; nobody where several would fit."""
    if match.kind not in (MatchKind.EXACT, MatchKind.EXTENSION) or not match.contacts:
        return None
    contact = match.contacts[0]
    if match.kind is MatchKind.EXTENSION:  # the company is known, the person behind the extension is not
        return ContactRef(
            contact.id, f"{contact.company or contact.name} -{match.extension}", contact.company
        )
    return ContactRef(contact.id, contact.name, contact.company)
