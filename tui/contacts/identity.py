"""What a contact is known by: its id here, its key in a source, and a digest that tells a change."""

from __future__ import annotations

from collections import Counter
from hashlib import blake2b

from tui.contacts.folding import fold
from tui.contacts.model import Contact

LARGEST_ID = 2**31 - 1


def preferred_id(contact: Contact) -> int:
    """The positive 31-bit id that a new contact gets unless it is taken; then the next free one.

    It comes from the source and what the contact is called there (UID), else from source, name and company,
    so that a book that is made anew has the same ids: journals and scripts may hold them.
    """
    digest = blake2b(_key(contact).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") % LARGEST_ID + 1


def next_id(taken: int) -> int:
    return taken % LARGEST_ID + 1


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
