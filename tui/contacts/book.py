"""The phone book in memory: who is it, and who is called so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from tui.contacts.folding import fold, spellings
from tui.contacts.identity import assign_ids
from tui.contacts.matching import NumberIndex, same_entry
from tui.contacts.model import NO_MATCH, Contact, Match, MatchKind
from tui.contacts.number_text import as_typed
from tui.contacts.number_words import number_words
from tui.contacts.prefix_index import PrefixIndex
from tui.contacts.ranking import SearchIndex
from tui.dialing.number import DialPlan, Number
from tui.dialing.reading import read_typed


class PhoneBook:
    """Contacts, found by id, number and words. Never changes; a new state is a new book.

    Reading from several threads is safe. Listing order: favourites, then by name.
    """

    def __init__(
        self, contacts: Sequence[Contact], numbers: NumberIndex, search: SearchIndex, places: dict[int, int]
    ) -> None:
        """Use `build`."""
        self._contacts = contacts
        self._numbers = numbers
        self._search = search
        self._places = places

    @staticmethod
    def build(contacts: Iterable[Contact], plan: DialPlan) -> PhoneBook:
        """A book of `contacts`, with ids and E.164 numbers derived for the site `plan`.

        Plain computing, about 0.2 ms for a contact: with many, call it by `asyncio.to_thread`.
        """
        given = list(contacts)
        listed = [replace(contact, id=new) for contact, new in zip(given, assign_ids(given), strict=True)]
        listed.sort(key=lambda contact: (not contact.favourite, fold(contact.name), contact.id))
        numbers = NumberIndex(plan)
        digits: list[tuple[str, int]] = []
        for position, contact in enumerate(listed):
            read = [read_typed(as_typed(held.raw), plan) for held in contact.numbers]
            for held, number in zip(contact.numbers, read, strict=True):
                numbers.add(position, contact, held.raw, number)
                digits.extend((word, position) for word in number_words(held.raw, number, plan))
            listed[position] = _with_numbers(contact, read)
        search = SearchIndex(
            favourites=sum(contact.favourite for contact in listed),
            names=_words(
                listed,
                lambda contact: " ".join((contact.name, contact.given, contact.family, *contact.aliases)),
            ),
            companies=_words(listed, lambda contact: contact.company),
            departments=_words(listed, lambda contact: contact.department),
            numbers=PrefixIndex(digits),
        )
        return PhoneBook(listed, numbers, search, {contact.id: at for at, contact in enumerate(listed)})

    def __len__(self) -> int:
        return len(self._contacts)

    def __iter__(self) -> Iterator[Contact]:
        """Every contact in listing order."""
        return iter(self._contacts)

    def get(self, contact_id: int) -> Contact | None:
        """The contact with that id, or None."""
        place = self._places.get(contact_id)
        return None if place is None else self._contacts[place]

    def match(self, number: Number) -> Match:
        """Whose number it is. Several contacts of equal rank are AMBIGUOUS, unless they are one and the
        same in two sources: those come back together as the match that they are."""
        found = self._numbers.match(number)
        if not found.positions:
            return NO_MATCH
        contacts = tuple(self._contacts[position] for position in found.positions)
        kind = found.kind
        if kind is MatchKind.AMBIGUOUS and all(same_entry(contacts[0], other) for other in contacts[1:]):
            kind = MatchKind.EXTENSION if found.extension else MatchKind.EXACT
        return Match(kind, contacts, found.extension)

    def search(self, query: str, limit: int = 50) -> list[Contact]:
        """Contacts in which every word of `query` begins a word of name, company or department, or a number
        (national, international, extension). At most `limit`: favourites, then the better match, then by
        name. An empty query lists the book."""
        positions = self._search.search(query, limit)
        if positions is None:
            return list(self._contacts[: max(limit, 0)])
        return [self._contacts[position] for position in positions]


def _with_numbers(contact: Contact, read: Sequence[Number]) -> Contact:
    derived = tuple(
        replace(held, e164=number.e164) for held, number in zip(contact.numbers, read, strict=True)
    )
    return replace(contact, numbers=derived) if derived else contact


def _words(contacts: Sequence[Contact], text: Callable[[Contact], str]) -> PrefixIndex:
    return PrefixIndex(
        (word, position) for position, contact in enumerate(contacts) for word in spellings(text(contact))
    )
