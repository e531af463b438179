"""A number as sources want it spelt, and the templates into which it is put."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tui.config.source_checks import SPELLINGS, template
from tui.dialing.display import national
from tui.dialing.number import DialPlan, Number, NumberKind
from tui.dialing.trunk import extension_of

_NEVER = (NumberKind.ANONYMOUS, NumberKind.INVALID, NumberKind.EMERGENCY)


def spellings(number: Number, plan: DialPlan) -> dict[str, str]:
    """ "+49221471122", "0221471122", "49221471122" and the own extension "22" of a number; "" for each that
    it has not. All are "" for a number that must not be looked up."""
    if number.kind in _NEVER or number.key is None:
        return dict.fromkeys(SPELLINGS, "")
    e164 = number.e164 or ""
    inland = "".join(char for char in national(number, plan.country) if char.isdigit()) if e164 else ""
    if e164 and inland and national(number, plan.country).startswith("+"):
        inland = f"00{inland}"
    return {
        "e164": e164,
        "national": inland,
        "digits": e164.removeprefix("+") or _digits(number.digits),
        "extension": _digits(extension_of(number, plan) or ""),
    }


def filled(text: str, spelt: Mapping[str, str], quoted: Callable[[str], str] = str) -> str | None:
    """The template with the spellings in it, each put through `quoted`; None where one of them is missing."""
    needed = template(text)
    if any(not spelt[name] for name in needed):
        return None
    return text.format(**{name: quoted(spelt[name]) for name in needed})


def _digits(text: str) -> str:
    return "".join(char for char in text if char in "0123456789")
