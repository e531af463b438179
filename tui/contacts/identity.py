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


def _key(contact: Contact) -> str:
    if contact.uid:
        return f"uid\0{contact.source}\0{contact.uid}"
    return f"name\0{contact.source}\0{fold(contact.name)}\0{fold(contact.company)}"


def _details(contact: Contact) -> str:
    return "\0".join((*sorted(number.raw for number in contact.numbers), *sorted(contact.emails)))


def _hash(key: str) -> int:
    digest = blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") % _LARGEST + 1
