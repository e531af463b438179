"""Emergency numbers: 110 and 112, everywhere and before anything else.

They are recognised without any library and without the dial plan, so that no setting and no fault of
either can stand in their way. What only resembles them is never changed: `emergency_hint` lets a face offer
the right number beside it (TKG section 164; area code + 110/112 is not switched through in Germany).
"""

from __future__ import annotations

import re

from tui.dialing import numbering
from tui.dialing.number import DialPlan, Number, NumberKind
from tui.dialing.spelling import fold

EMERGENCY = frozenset({"110", "112"})
_LONGEST = 200  # characters looked at; nobody writes 112 with more around it


def emergency_digits(text: str) -> str:
    """ "110" or "112" where `text` is that with nothing but punctuation and blanks about it, else ""."""
    if len(text) > _LONGEST:
        return ""
    folded = fold(text)
    if any(char.isalpha() or char in "+*#" for char in folded):
        return ""
    digits = re.sub(r"\D", "", folded)
    return digits if digits in EMERGENCY else ""


def is_emergency(digits: str, plan: DialPlan) -> bool:
    """Whether `digits` is an emergency number here: 110 and 112 always, and those of the plan's country."""
    if digits in EMERGENCY:
        return True
    country = plan.country.upper()
    if country in ("", "DE") or len(digits) > 4 or not digits.isdigit():
        return False
    return numbering.emergency_elsewhere(digits, country)


def emergency_hint(number: Number, plan: DialPlan | None = None) -> str | None:
    """ "112" or "110" where `number` is another number that was probably meant as that one, else None.

    So +49112, 0112, 0221112, *31*112 and, with the plan, the outside prefix before it. To be offered, never
    to be put in place of what was written. None for 110 and 112 themselves.
    """
    if number.kind is NumberKind.EMERGENCY:
        return None
    digits = number.digits or re.sub(r"\D", "", fold(number.text))  # "Notarzt 112": words and the number
    for end in sorted(EMERGENCY):
        if not digits.rstrip("#").endswith(end):
            continue
        before = digits.rstrip("#")[: -len(end)]
        if re.fullmatch(r"\+?0*(49)?0*|[*#0-9]*[*#]", before) or (plan and before == plan.outside_prefix):
            return end
        if _is_area(number, end, plan):
            return end
    return None


def _is_area(number: Number, end: str, plan: DialPlan | None) -> bool:
    """Whether `number` is a German area code and `end`."""
    if number.e164 is None or not number.e164.startswith("+49"):
        return False
    before = number.e164[len("+49") : -len(end)]
    if plan and plan.country.upper() == "DE" and before and before == plan.area_code.lstrip("0"):
        return True
    return 0 < numbering.area_length(number.e164) == len(before)
