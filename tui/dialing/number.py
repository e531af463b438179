"""A telephone number and the dial plan of the site."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class NumberKind(StrEnum):
    """What sort of number it is: who pays, and whether it leads outside at all."""

    FIXED_LINE = "fixed_line"
    MOBILE = "mobile"
    TOLL_FREE = "toll_free"
    PREMIUM = "premium"
    SHARED_COST = "shared_cost"
    VOIP = "voip"
    SERVICE = "service"
    EMERGENCY = "emergency"
    EXTENSION = "extension"
    ANONYMOUS = "anonymous"
    INVALID = "invalid"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class DialPlan:
    """How numbers are written and dialled at this site.

    `country` ISO 3166 alpha-2; `area_code` without its 0 ("221"); `company_number` the trunk without
    area code ("4711", for 0221 4711-…); `extension_digits` the lengths of internal numbers;
    `outside_prefix` the Amtskennziffer ("" = none); `suppress_code` what is dialled before a number to hide
    one's own for that call (the mobile networks' is "*31#", some adapters have "*67").
    """

    country: str = "DE"
    area_code: str = ""
    company_number: str = ""
    extension_digits: tuple[int, ...] = (2, 3)
    outside_prefix: str = ""
    suppress_code: str = "*31*"


@dataclass(frozen=True, slots=True)
class Number:
    """A number, read. `digits` is what is left of the text: digits, "*", "#", perhaps a leading "+".

    `e164` is set where the number can be derived without guessing; an extension ("22") has none, even
    where the trunk is known, since not every extension can be reached from outside.
    `prefix` is the outside prefix where `digits` begins with it and it was understood as such; it is how
    the text was read, not part of what the number is, and does not count in comparisons.
    """

    text: str
    digits: str
    kind: NumberKind
    e164: str | None = None
    prefix: str = field(default="", compare=False)

    @property
    def key(self) -> str | None:
        """What the journal stores: E.164, else the digits as dialled inside the PBX, else None."""
        if self.kind is NumberKind.ANONYMOUS:
            return None
        return self.e164 or self.digits or None
