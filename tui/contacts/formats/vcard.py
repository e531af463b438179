"""vCard 2.1, 3.0 and 4.0, as address books really write them (vCard 2.1; RFC 2426; RFC 6350)."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from tui.contacts.charset import narrow
from tui.contacts.model import Contact
from tui.contacts.number_text import is_number
from tui.contacts.reading import MAX_CONTACTS, Problem, ProblemList, Reading
from tui.contacts.vcard_card import MAX_PROPERTIES, Card, contact_from
from tui.contacts.vcard_lines import Property, frame, logical_lines, parse_property
from tui.untrusted import clean

__all__ = ["Problem", "Reading", "read_vcards"]

_VERSIONS = ("2.1", "3.0", "4.0")
_MAX_NESTED = 20
_MAX_AGENTS = 1000


def read_vcards(data: bytes, source: str) -> Reading:
    """Every card of `data` that makes sense; what does not is reported and never stops the rest.

    A card nested in AGENT belongs to its outer card and makes no contact. Cards that are groups give their
    name to their members. `source` becomes each contact's source. Raises nothing.
    """
    reader = _Reader(source)
    for number, line in logical_lines(narrow(data)):
        if not reader.take(number, line):
            break
    return reader.finish()


class _Reader:
    def __init__(self, source: str) -> None:
        self._source = source
        self._problems = ProblemList()
        self._contacts: list[Contact] = []
        self._groups: dict[str, set[str]] = {}
        self._versions: Counter[str] = Counter()
        self._open: list[Card] = []  # the card being read, and in it those nested by AGENT
        self._agents: list[Card] = []  # those nested cards that have ended
        self._agent = False  # the last property was an AGENT that waits for its card
        self._outside = False  # text outside a card was reported and goes on
        self._read = 0

    def take(self, number: int, line: bytes) -> bool:
        """One logical line. False: enough."""
        edge = frame(line)
        if edge == "BEGIN":
            self._begin(number)
        elif edge == "END":
            self._end(number)
        elif self._open:
            self._property(number, line)
        elif line.strip() and not self._outside:
            self._outside = True
            self._problems.add(number, "", "contacts_outside_card", text=_excerpt(line))
        if self._read < MAX_CONTACTS:
            return True
        self._problems.add(number, "", "contacts_too_many", limit=MAX_CONTACTS)
        return False

    def finish(self) -> Reading:
        self._close_all()
        version = max(self._versions, key=lambda name: self._versions[name], default="")
        return Reading(
            contacts=tuple(self._with_groups(contact) for contact in self._contacts),
            problems=self._problems.all(),
            format=f"vcard-{version}" if version else "vcard",
            read=self._read,
        )

    def _begin(self, number: int) -> None:
        if not self._agent or len(self._open) >= _MAX_NESTED:
            self._close_all()
        self._agent = self._outside = False
        self._open.append(Card(number))

    def _end(self, number: int) -> None:
        self._agent = False
        if not self._open:
            self._problems.add(number, "", "contacts_outside_card", text="END:VCARD")
            return
        card = self._open.pop()
        if not self._open:
            self._keep(card, closed=True)
            self._agents.clear()
        elif len(self._agents) < _MAX_AGENTS:
            self._agents.append(card)

    def _close_all(self) -> None:
        """The END of the open card is missing. What ended within it may well have been a card of its own,
        after a file that breaks off behind "AGENT:"."""
        if self._open:
            self._keep(self._open[0], closed=False)
            for card in self._agents:
                self._keep(card, closed=True)
            self._agents.clear()
            self._open.clear()

    def _property(self, number: int, line: bytes) -> None:
        card = self._open[-1]
        prop = parse_property(number, line)
        if prop is None:
            self._agent = False
            if line.strip() and len(self._open) == 1:
                self._problems.add(number, card.text("FN"), "contacts_line_unreadable", text=_excerpt(line))
            return
        self._agent = prop.name == "AGENT" and not prop.value.strip()
        if prop.name == "AGENT" and frame(prop.value) == "BEGIN":
            self._open.append(Card(number))
        elif card.count < MAX_PROPERTIES:
            card.add(prop)
        elif card.count == MAX_PROPERTIES:
            card.count += 1
            self._problems.add(number, card.text("FN"), "contacts_card_too_long", limit=MAX_PROPERTIES)

    def _keep(self, card: Card, *, closed: bool) -> None:
        version = card.text("VERSION")
        if version in _VERSIONS:
            self._versions[version] += 1
        if card.is_group():
            self._groups[card.text("FN", "N") or "?"] = card.members()
            return
        self._read += 1
        contact = contact_from(card, self._source)
        name = contact.name if contact else ""
        if not closed:
            self._problems.add(card.line, name, "contacts_card_unclosed")
        if contact is None:
            self._problems.add(card.line, "", "contacts_card_empty")
            return
        self._contacts.append(contact)
        for raw in (number.raw for number in contact.numbers if not is_number(number.raw)):
            self._problems.add(_line_of(card, raw), name, "contacts_number_kept", number=raw)

    def _with_groups(self, contact: Contact) -> Contact:
        if not self._groups or not contact.uid:
            return contact
        named = [name for name, members in self._groups.items() if contact.uid in members]
        return replace(contact, groups=tuple(dict.fromkeys((*contact.groups, *named))))


def _line_of(card: Card, raw: str) -> int:
    """The line of the TEL that holds `raw`."""
    props: list[Property] = card.properties.get("TEL", [])
    return next((prop.line for prop in props if raw in clean(prop.text(), 4000)), card.line)


def _excerpt(line: bytes) -> str:
    return clean(line[:200].decode("utf-8", "replace"), 40)
