"""XML phone books: FRITZ!Box, Snom, Yealink."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tui.contacts.formats.charset import narrow
from tui.contacts.formats.draft import MAX_CONTACTS, Draft, Drafts, Progress
from tui.contacts.formats.problems import Problem, problem
from tui.contacts.formats.xml_contact import contact_from, form_of, numbers_of
from tui.contacts.formats.xml_records import Broken, Element, EntitiesError, as_text, records
from tui.contacts.model import Contact
from tui.contacts.number_text import MAX_NUMBERS

_HEAD = 64 * 1024
_ROOTS = re.compile(
    rb"<(?:phonebooks?|phone-book|tbook|root_contact|vp_contact|\w{0,40}IPPhone(?:Directory|Book))[\s>/]",
    re.IGNORECASE,
)
_IN_SETTINGS = re.compile(rb"<(?:tbook|phone-book)[\s>]", re.IGNORECASE)  # Snom, behind a thousand settings
_ALIAS = "member_alias"


def is_phone_book(data: bytes) -> bool:
    """Whether an XML document is one that `read_xml` knows."""
    return _ROOTS.search(narrow(data[:_HEAD])) is not None or _IN_SETTINGS.search(data) is not None


def read_xml(data: bytes, source: str, progress: Progress) -> Drafts:
    """Every entry of `data`; `source` becomes its source. Raises nothing."""
    text = as_text(data)
    progress.total = len(text)
    progress.format = "xml"
    forms: Counter[str] = Counter()
    families = _Families()
    try:
        for found in records(text, lambda at: setattr(progress, "done", at)):
            if isinstance(found, Broken):
                key = "contacts_xml_broken" if found.whole else "contacts_xml_record"
                yield problem(found.line, "", key)
                continue
            form = form_of(found)
            if not form:
                continue
            if progress.read >= MAX_CONTACTS:
                yield problem(found.line, "", "contacts_too_many", limit=MAX_CONTACTS)
                break
            forms[form] += 1
            progress.format = max(forms, key=lambda name: forms[name])
            if form != "snom-xml" or not families.take(found):
                progress.read += 1
                yield _draft(found, contact_from(found, form, source))
    except EntitiesError:
        yield problem(0, "", "contacts_xml_entities")
    for draft in families.drafts(source):
        progress.read += 1
        yield draft
    progress.done = progress.total


def _draft(record: Element, contact: Contact | None) -> Draft | Problem:
    if contact is None:
        return problem(record.line, "", "contacts_record_empty")
    return Draft(contact, record.line)


@dataclass(slots=True)
class _Family:
    master: Element | None
    members: list[Element]


class _Families:
    """Snom's old way to give somebody several numbers: a master item, and members that name its number."""

    def __init__(self) -> None:
        self._by_number: dict[str, _Family] = {}

    def take(self, item: Element) -> bool:
        """Whether `item` belongs to a family, which is kept until the file has ended."""
        if item.get("first_name").lower() == _ALIAS:
            self._family(item.get("last_name")).members.append(item)
            return True
        if item.get("type").lower() != "master":
            return False
        family = self._family(item.get("number"))
        if family.master is not None:
            return False  # a second master with that number: somebody of his own
        family.master = item
        return True

    def drafts(self, source: str) -> Iterator[Draft | Problem]:
        """Every family as one contact; members without a master as contacts of their own."""
        for family in self._by_number.values():
            if family.master is None:
                for member in family.members:
                    orphan = contact_from(_orphan(member), "snom-xml", source)
                    yield _draft(member, orphan)
                continue
            contact = contact_from(family.master, "snom-xml", source)
            if contact is not None:
                further = numbers_of((one.get("number_type"), one.get("number")) for one in family.members)
                known = {number.raw for number in contact.numbers}
                new = tuple(number for number in further if number.raw not in known)
                contact = replace(contact, numbers=(*contact.numbers, *new)[:MAX_NUMBERS])
            yield _draft(family.master, contact)

    def _family(self, number: str) -> _Family:
        return self._by_number.setdefault(number, _Family(None, []))


def _orphan(member: Element) -> Element:
    kept = [child for child in member.children if child.name not in ("first_name", "last_name")]
    return Element(member.name, member.attributes, member.line, kept, root=member.root)
