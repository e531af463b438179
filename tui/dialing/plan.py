"""From a number to what goes to the phone."""

from __future__ import annotations

from tui.dialing import numbering
from tui.dialing.emergency import emergency_hint
from tui.dialing.number import DialPlan, Number, NumberKind
from tui.dialing.reading import INTERNAL_DIGITS, read_remote
from tui.errors import UsageError


def dial_string(number: Number, plan: DialPlan, suppress: bool = False) -> str:
    """Exactly the digits that the phone is told to dial; `suppress` hides the own number.

    Emergency numbers come first and bare: never prefixed, never behind a code, and no error can be raised for
    them. Extensions, short codes of the PBX and feature codes are dialled as they are. Everything else
    gets the outside prefix, and abroad "00" and the country code in place of "+".

    A colleague written as 0221 4711-22 is dialled outside: not every number of the trunk is an extension, and
    the PBX brings the call back by itself where it is. Whoever means the extension types 22.

    Internal calls show the extension anyway, so `suppress` does nothing there. Raises `UsageError` for what
    is no number and for a withheld one.
    """
    if number.kind is NumberKind.EMERGENCY:
        return number.digits
    _refuse(number, plan)
    if is_inside(number, plan):
        return number.digits
    if number.e164 is None and emergency_hint(number, plan):
        return number.digits  # 0112: the prefix and 112, or nothing at all; never with a second prefix
    outside = plan.outside_prefix + _public(number, plan)
    return plan.suppress_code + outside if suppress else outside


def is_inside(number: Number, plan: DialPlan) -> bool:
    """Whether the PBX itself answers `number`: an extension, a feature code, a short code such as 2000."""
    if number.kind is NumberKind.EXTENSION or number.digits[:1] in ("*", "#"):
        return True
    if number.kind is not NumberKind.UNKNOWN or number.e164 is not None:
        return False
    short = len(number.digits) <= max(INTERNAL_DIGITS, *plan.extension_digits, 0)
    return short and (len(number.digits) < 3 or not number.digits.startswith(("0", "+")))


def strip_prefix(digits: str, plan: DialPlan) -> str:
    """`digits` of an incoming call without the outside prefix, where they carry it beyond doubt.

    "00221471122" → "0221471122" with prefix 0; "0049…" and "0221…" stay. Which doubts there are, and how
    they are settled, stands in `tui.dialing.reading`.
    """
    prefix = read_remote(digits, plan).prefix
    return digits.removeprefix(prefix) if prefix else digits


def _refuse(number: Number, plan: DialPlan) -> None:
    if number.kind is NumberKind.ANONYMOUS:
        raise UsageError("dial_withheld")
    if number.kind is not NumberKind.INVALID and number.digits:
        return
    if not number.text.strip():
        raise UsageError("dial_nothing")
    meant = emergency_hint(number, plan)
    if meant:
        raise UsageError("dial_emergency_meant", text=number.text, number=meant)
    raise UsageError("dial_no_number", text=number.text)


def _public(number: Number, plan: DialPlan) -> str:
    """The number as the public network takes it at this site, without the outside prefix."""
    abroad, trunk = numbering.access_codes(plan.country)
    if number.e164 is None:
        digits = number.digits
        return abroad + digits[1:] if digits.startswith("+") else digits
    code = numbering.calling_code(plan.country)
    if code and number.e164.startswith(f"+{code}"):
        found = numbering.assign(number.e164, "")
        if found is not None and str(found.country_code) == code:
            return trunk + found.national
    return abroad + number.e164[1:]
