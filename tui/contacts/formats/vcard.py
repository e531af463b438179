"""vCard 2.1, 3.0 and 4.0, as address books really write them (vCard 2.1; RFC 2426; RFC 6350)."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from tui.contacts.formats.charset import eight_bit, narrow
from tui.contacts.formats.draft import MAX_CONTACTS, Draft, Drafts, Progress
from tui.contacts.formats.problems import Problem, problem
from tui.contacts.formats.vcard_card import MAX_PROPERTIES, Card, contact_from
from tui.contacts.formats.vcard_lines import Property, frame, logical_lines
from tui.contacts.model import Contact
from tui.untrusted import clean

_VERSIONS = ("2.1", "3.0", "4.0")
_MAX_NESTED = 20
_MAX_AGENTS = 1000
_BLOCK = 64 * 1024
_OVERLAP = 256  # more than a match is long
_GROUP = re.compile(rb"KIND[^:\r\n]{0,100}:\s*group", re.IGNORECASE)


def read_vcards(data: bytes, source: str, progress: Progress) -> Drafts:
    """Every card of `data` that makes sense; what does not is reported and never stops the rest.

    A card nested in AGENT belongs to its outer card and makes no contact. Cards that are groups give their
    name to their members. `source` becomes each contact's source. Raises nothing.
    """
    text = narrow(data)
    progress.total = len(text)
    progress.format = "vcard"
    fallback = eight_bit(text)
    groups: dict[str, list[str]] = {}
    if _has_groups(text):  # they mostly stand behind their members
        first = _Reader(source, Progress(), fallback, {}, groups_only=True)
        for at, prop in logical_lines(text):
            first.take(at, prop)
        groups = first.members
    reader = _Reader(source, progress, fallback, groups)
    for at, prop in logical_lines(text):
        going = reader.take(at, prop)
        if reader.out:
            yield from reader.out
            reader.out.clear()
        if not going:
            break
    reader.finish()
    progress.done = progress.total
    yield from reader.out


def _has_groups(data: bytes) -> bool:
    """Whether a card says that it is a group. In pieces, since a search keeps all other threads waiting."""
    return any(_GROUP.search(data, at, at + _BLOCK + _OVERLAP) for at in range(0, len(data), _BLOCK))


class _Reader:
    def __init__(
        self,
        source: str,
        progress: Progress,
        fallback: str,
        groups: dict[str, list[str]],
        *,
        groups_only: bool = False,
    ) -> None:
        self._source = source
        self._progress = progress
        self._fallback = fallback
        self._groups = groups  # the UID of a member: the names of its groups
        self._groups_only = groups_only
        self._versions: Counter[str] = Counter()
        self._open: list[Card] = []  # the card being read, and in it those nested by AGENT
        self._agents: list[Card] = []  # those nested cards that have ended
        self._agent = False  # the last property was an AGENT that waits for its card
        self._outside = False  # text outside a card was reported and goes on
        self.members: dict[str, list[str]] = {}
        self.out: list[Draft | Problem] = []

    def take(self, at: int, prop: Property) -> bool:
        """One property, which begins about byte `at`. False: enough."""
        edge = prop.edge
        if edge == "BEGIN":
            self._begin(prop.line)
        elif edge == "END":
            self._progress.done = at
            self._end(prop.line)
        elif self._open:
            self._property(prop)
        elif not self._outside and (prop.head.name or prop.value.strip()):
            self._outside = True
            self._report(prop.line, "", "contacts_outside_card", text=_excerpt(prop))
        if self._progress.read < MAX_CONTACTS:
            return True
        self._report(prop.line, "", "contacts_too_many", limit=MAX_CONTACTS)
        return False

    def finish(self) -> None:
        """The file has ended, perhaps within a card."""
        self._close_all()

    def _report(self, line: int, contact: str, key: str, **values: object) -> None:
        self.out.append(problem(line, contact, key, **values))

    def _begin(self, number: int) -> None:
        if not self._agent or len(self._open) >= _MAX_NESTED:
            self._close_all()
        self._agent = self._outside = False
        self._open.append(Card(number, self._fallback))

    def _end(self, number: int) -> None:
        self._agent = False
        if not self._open:
            self._report(number, "", "contacts_outside_card", text="END:VCARD")
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

    def _property(self, prop: Property) -> None:
        card = self._open[-1]
        name = prop.head.name
        self._agent = name == "AGENT" and not prop.value.strip()
        if not name:
            if prop.value.strip() and len(self._open) == 1:
                self._report(prop.line, card.text("FN"), "contacts_line_unreadable", text=_excerpt(prop))
        elif name == "AGENT" and frame(prop.value) == "BEGIN":
            self._open.append(Card(prop.line, self._fallback))
        elif card.count < MAX_PROPERTIES:
            card.add(prop)
        elif card.count == MAX_PROPERTIES:
            card.count += 1
            self._report(prop.line, card.text("FN"), "contacts_card_too_long", limit=MAX_PROPERTIES)

    def _keep(self, card: Card, *, closed: bool) -> None:
        if self._groups_only:
            for uid in card.members() if card.is_group() else ():
                self.members.setdefault(uid, []).append(card.text("FN", "N") or "?")
            return
        self._version(card.text("VERSION"))
        if card.is_group():
            return
        self._progress.read += 1
        contact = contact_from(card, self._source)
        if not closed:
            self._report(card.line, contact.name if contact else "", "contacts_card_unclosed")
        if contact is None:
            self._report(card.line, "", "contacts_card_empty")
            return
        self.out.append(Draft(self._with_groups(contact), card.line, line_of=card.line_of))

    def _version(self, version: str) -> None:
        if version in _VERSIONS:
            self._versions[version] += 1
            if len(self._versions) > 1 or self._versions[version] == 1:
                version = max(self._versions, key=lambda name: self._versions[name])
                self._progress.format = f"vcard-{version}"

    def _with_groups(self, contact: Contact) -> Contact:
        named = self._groups.get(contact.uid) if contact.uid else None
        return replace(contact, groups=tuple(dict.fromkeys((*contact.groups, *named)))) if named else contact


def _excerpt(prop: Property) -> str:
    head = f"{prop.head.name}:" if prop.head.name else ""
    return clean(head + prop.value[:200].decode("utf-8", "replace"), 40)
