"""Numbers for people."""

from __future__ import annotations

import re

from tui.dialing import numbering
from tui.dialing.number import DialPlan, Number, NumberKind
from tui.dialing.service import german_kind
from tui.dialing.trunk import extension_of, own_trunk


def national(number: Number, home: str = "DE") -> str:
    """`number` as it is written in the country `home`: "0221 471122"; others as "+43 1 58858".

    Extensions, short numbers and codes are their digits, what is no number is the text itself, and a withheld
    number is "".
    """
    if number.kind is NumberKind.ANONYMOUS:
        return ""
    if number.e164 is None:
        return number.digits or number.text
    return _written(number.e164, home)


def shown(number: Number | str, plan: DialPlan) -> str:
    """A number, or a key of the journal, as lists show it at this site.

    Numbers of the own trunk have the extension behind a hyphen (DIN 5008): "0221 4711-22".
    """
    if isinstance(number, str):
        number = Number(number, number, NumberKind.UNKNOWN, number if number.startswith("+") else None)
    if number.e164 is None:
        return national(number, plan.country)
    trunk = own_trunk(plan)
    extension = number.e164.removeprefix(trunk) if trunk else number.e164
    if trunk and (extension_of(number, plan) or extension == "0"):
        return f"{_written(trunk, plan.country)}-{extension}"
    return _written(number.e164, plan.country)


def location(e164: str, language: str) -> str:
    """The town, or else the country, in `language` ("de", "en"); "" where it is unknown.

    The first call takes about 0.35 s to load the place names: in the background only.
    """
    return numbering.place(e164, language) if e164.startswith("+") else ""


def country(e164: str, language: str) -> str:
    """The country in `language`, to stand beside a foreign number: +261… looks like 0261 at a glance.

    As slow at first as `location`.
    """
    return numbering.place(e164, language, town=False) if e164.startswith("+") else ""


def _written(e164: str, home: str) -> str:
    code = numbering.calling_code(home)
    inland = bool(code) and e164.startswith(f"+{code}")
    text = numbering.written(e164, national=inland)
    if inland and code == "49" and not text.startswith("0"):
        return _german(e164.removeprefix("+49"))
    return text


def _german(rest: str) -> str:
    """A German number of a range that libphonenumber does not write: "0700 1234567"."""
    if german_kind(rest) is not None and not rest.startswith("32"):
        return f"0{rest[:3]} {rest[3:]}"
    return re.sub(r"^0*", "0", rest)
