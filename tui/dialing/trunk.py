"""Company lines: a main number and the extensions (Durchwahlen) behind it."""

from __future__ import annotations

import re
from functools import lru_cache

from tui.dialing import numbering
from tui.dialing.number import DialPlan, Number, NumberKind

MOST_EXTENSION_DIGITS = 5  # behind somebody else's main number; 1 to 4 is usual
_LEAST_SUBSCRIBER_DIGITS = 3  # a stored number shorter than area code + 3 is no main number

# "4711-0", "4711 – 00", "…;ext=0": the switchboard (Zentrale).
_SWITCHBOARD = re.compile(r"(?:[\s\u00a0]*[-\u00ad\u2010-\u2015\u2212\uff0d][\s\u00a0]*|;ext=)(0{1,3})\s*$")

# German ranges without lines behind them, after +49: mobile, freephone, personal, shared cost, mass
# traffic, premium, national (032) and the short ones of 1xx (Bundesnetzagentur, number plan).
_GERMAN_SINGLE = re.compile(r"\+49(?:1|32|700|800|900)")


@lru_cache(maxsize=64)
def own_trunk(plan: DialPlan) -> str | None:
    """The site's main number as E.164 without extension ("+492214711"); None where the plan lacks it."""
    company = re.sub(r"[^0-9]", "", plan.company_number)
    home = numbering.home_area(plan) if company else ""
    return home + company if home else None


def extension_of(number: Number, plan: DialPlan) -> str | None:
    """The extension of this site that `number` is: "22" for 22 and for 0221 4711-22 where 4711 is ours.

    None for everything else, the switchboard ("-0") and our main number among them. So two numbers are the
    same colleague when both have an extension and it is the same.
    """
    if number.kind is NumberKind.EXTENSION:
        return number.digits
    trunk = own_trunk(plan)
    if trunk is None or number.e164 is None or not number.e164.startswith(trunk):
        return None
    rest = number.e164[len(trunk) :]
    return rest if is_extension(rest, plan) else None


def is_extension(digits: str, plan: DialPlan) -> bool:
    """Whether `digits` has the shape of an internal number: never 110 or 112, never a leading 0."""
    if digits in ("110", "112") or not (digits.isascii() and digits.isdigit()):
        return False
    return len(digits) in plan.extension_digits and not digits.startswith("0")


def may_have_extensions(e164: str) -> bool:
    """Whether lines can lie behind `e164`, so that a longer number may be one of its extensions.

    Ask it of the shorter, stored number. Never true for mobiles, service and short numbers, nor for a number
    that has fewer than three digits behind its area code. Abroad only for what is known as a fixed line.
    """
    if not e164.startswith("+") or _GERMAN_SINGLE.match(e164):
        return False
    if not e164.startswith("+49"):
        found = numbering.assign(e164, "")
        if found is None or found.country_code == 1 or found.kind is not NumberKind.FIXED_LINE:
            return False
        return len(found.national) >= numbering.area_length(e164) + _LEAST_SUBSCRIBER_DIGITS
    area = numbering.area_length(e164)
    return area > 0 and len(e164) - len("+49") - area >= _LEAST_SUBSCRIBER_DIGITS


def main_number(raw: str, e164: str) -> str:
    """`e164` without the switchboard's zero where `raw` was written with it: "0221 4711-0" → "+492214711".

    Everything else comes back unchanged: without the hyphen, a last 0 is a digit like any other.
    """
    found = _SWITCHBOARD.search(raw)
    if found is None or not e164.endswith(found[1]) or not may_have_extensions(e164):
        return e164
    main = e164[: -len(found[1])]
    return main if may_have_extensions(main) else e164


def extension_behind(main: str, e164: str) -> str | None:
    """The one to five digits of `e164` behind the main number `main` (as `main_number` gives it), or None.

    "" never comes back: the main number itself is an exact match and none of an extension.
    """
    rest = e164[len(main) :]
    if not e164.startswith(main) or not 1 <= len(rest) <= MOST_EXTENSION_DIGITS:
        return None
    return rest if may_have_extensions(main) else None
