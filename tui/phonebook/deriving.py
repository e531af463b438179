"""What follows from a contact for a site: numbers as they are compared, and the words of the search."""

from __future__ import annotations

from dataclasses import dataclass

from tui.contacts.index_words import number_words, text_words
from tui.contacts.matching import is_company, number_key, switchboard
from tui.contacts.model import Contact
from tui.contacts.number_text import as_typed
from tui.dialing.number import DialPlan
from tui.dialing.reading import read_typed


@dataclass(frozen=True, slots=True)
class DerivedNumber:
    """`key` is compared with a caller's; `main` is what stands before a switchboard's 0."""

    e164: str | None
    key: str | None
    main: str | None


@dataclass(frozen=True, slots=True)
class Derived:
    """`words` are those of text first, then those of numbers."""

    numbers: tuple[DerivedNumber, ...]
    firm: bool
    text_words: frozenset[str]
    words: str


def derive(contact: Contact, plan: DialPlan) -> Derived:
    """Plain computing: a hundredth of a millisecond, and some for each number."""
    firm = is_company(contact)
    texts = text_words(contact)
    digits: set[str] = set()
    numbers = []
    for held in contact.numbers:
        number = read_typed(as_typed(held.raw), plan)
        key = number_key(number, plan)
        main = switchboard(held.raw, key, firm) if key else None
        numbers.append(DerivedNumber(number.e164, key, main))
        digits |= number_words(held.raw, number, plan)
    return Derived(tuple(numbers), firm, frozenset(texts), " ".join((*sorted(texts), *sorted(digits))))


def fingerprint(plan: DialPlan) -> str:
    """Changes where anything derived may: kept in the book, to see whether it fits the site."""
    lengths = ",".join(map(str, plan.extension_digits))
    return "|".join(("1", plan.country, plan.area_code, plan.company_number, lengths, plan.outside_prefix))
