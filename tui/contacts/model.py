"""A contact of the phone book."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class PhoneNumber:
    """`raw` as written in the source, `e164` where it can be derived, `type` work|mobile|home|fax|main|pager
    |car|assistant|other or a label of the source's own ("Ferienhaus")."""

    raw: str
    e164: str | None = None
    type: str = "other"


@dataclass(frozen=True, slots=True)
class Contact:
    """One person or company. A contact without a number is still a contact.

    `id` is 0 until the phone book gives one. `uid` is what the source calls it (vCard: UID), or "".
    `aliases` are names by which it is found as well: nicknames, names as they are spoken.
    """

    id: int
    name: str
    given: str = ""
    family: str = ""
    company: str = ""
    title: str = ""
    department: str = ""
    numbers: tuple[PhoneNumber, ...] = ()
    emails: tuple[str, ...] = ()
    address: str = ""
    url: str = ""
    note: str = ""
    groups: tuple[str, ...] = ()
    source: str = "local"
    favourite: bool = False
    uid: str = ""
    aliases: tuple[str, ...] = ()


class MatchKind(StrEnum):
    """How surely a number belongs to somebody."""

    EXACT = "exact"
    EXTENSION = "extension"  # a company's main number plus a Durchwahl
    AMBIGUOUS = "ambiguous"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Match:
    """Who a number belongs to. `extension` is the Durchwahl behind the company's main number."""

    kind: MatchKind
    contacts: tuple[Contact, ...] = ()
    extension: str = ""


NO_MATCH = Match(MatchKind.NONE)
