"""Ids for contacts that have none of their own: the same contact gets the same id at the next load."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from hashlib import blake2b

from tui.contacts.folding import fold
from tui.contacts.model import Contact

_LARGEST = 2**31 - 1


def assign_ids(contacts: Sequence[Contact]) -> list[int]:
    """A positive 31-bit id for every contact, in their order, none twice.

    It comes from the source and what the contact is called there (UID), else from source, name and company,
    so a changed number or another order in the file keeps it. Namesakes are told apart by their numbers and
    addresses. An id that is taken moves to the next free one, in an order that the file's does not influence.
    """
    keys = [_key(contact) for contact in contacts]
    count = Counter(keys)
    keys = [
        f"{key}\0{_details(contact)}" if count[key] > 1 else key
        for key, contact in zip(keys, contacts, strict=True)
    ]
    ids = [0] * len(contacts)
    taken: set[int] = set()
    for at in sorted(range(len(contacts)), key=keys.__getitem__):
        found = _hash(keys[at])
        while found in taken:
            found = found % _LARGEST + 1
        taken.add(found)
        ids[at] = found
    return ids


class Keys:
    """Keys for the records of one source: the same record gets the same at the next reading.

    It is what the record calls itself, else its name and company; namesakes are counted. Thus a changed
    number keeps the key, and two readings of one file give the same keys.
    """

    def __init__(self) -> None:
        self._given: Counter[str] = Counter()

    def key(self, contact: Contact, identity: str = "") -> str:
        """The key of `contact`, which no other record has got; `identity` goes before its uid."""
        if identity or contact.uid:
            key = identity or f"uid:{contact.uid}"
        else:
            words = f"{fold(contact.name)}\0{fold(contact.company)}"
            key = f"name:{_digest(words, 12)}"
        unique = key
        while unique in self._given:
            self._given[key] += 1
            unique = f"{key}/{self._given[key]}"
        self._given[unique] = 1
        return unique


def content_digest(contact: Contact) -> str:
    """32 hexadecimal digits that change when anything of the record does: not with id, source and E.164."""
    numbers = (f"{number.type}\0{number.raw}" for number in contact.numbers)
    single = (
        contact.name,
        contact.given,
        contact.family,
        contact.company,
        contact.title,
        contact.department,
        contact.address,
        contact.url,
        contact.note,
        contact.uid,
        str(contact.favourite),
    )
    lists = (single, numbers, contact.emails, contact.groups, contact.aliases)
    return _digest("\2".join("\1".join(texts) for texts in lists), 16)


def _digest(text: str, size: int) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=size).hexdigest()


def _key(contact: Contact) -> str:
    if contact.uid:
        return f"uid\0{contact.source}\0{contact.uid}"
    return f"name\0{contact.source}\0{fold(contact.name)}\0{fold(contact.company)}"


def _details(contact: Contact) -> str:
    return "\0".join((*sorted(number.raw for number in contact.numbers), *sorted(contact.emails)))


def _hash(key: str) -> int:
    digest = blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") % _LARGEST + 1
