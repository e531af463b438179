"""A number as a link that another telephone program can open (RFC 3966)."""

from __future__ import annotations

from tui.dialing import numbering
from tui.dialing.number import DialPlan, Number
from tui.dialing.trunk import own_trunk


def tel_link(number: Number, plan: DialPlan) -> str:
    """`tel:+49221471122`, or for what only means something here `tel:22;phone-context=+492214711`.

    A local number must say where it is local (RFC 3966 section 5.1.5): behind the main number where that is
    known, else in the country. "#" is not allowed bare. The outside prefix is never part of a link.
    """
    if number.e164 is not None:
        return f"tel:{number.e164}"
    digits = number.digits.replace("#", "%23")
    if digits.startswith("+"):
        return f"tel:{digits}"
    code = numbering.calling_code(plan.country)
    context = own_trunk(plan) or (f"+{code}" if code else "")
    return f"tel:{digits};phone-context={context}" if context else f"tel:{digits}"
