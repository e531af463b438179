"""The beginnings by which a number is searched: national, international, extension."""

from __future__ import annotations

import re

from tui.dialing.number import DialPlan, Number
from tui.dialing.trunk import extension_of

# Countries have one digit (1, 7), two of these or three (ITU-T E.164, list of assigned country codes).
_COUNTRY = re.compile(r"\+(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})")
_ITALIAN = "+39"  # the 0 belongs to the number and is dialled from abroad
_EXTENSION = re.compile(
    r"\d{3}\s*[-\u2010-\u2015\u2212]\s*(\d{1,5})\s*\Z|(?:ext=|dw|durchwahl|ext\.?)\s*(\d{1,5})\s*\Z", re.I
)


def number_words(raw: str, number: Number, plan: DialPlan) -> set[str]:
    """What `number`, written `raw`, can be found by: {"+49221471122", "0221471122", "22"}."""
    found = {number.digits} - {""}
    if number.e164:
        country = _COUNTRY.match(number.e164)
        national = number.e164[country.end() :] if country else ""
        found = {number.e164}
        if national:
            found.add(national if number.e164.startswith(_ITALIAN) else f"0{national}")
    written = _EXTENSION.search(raw)
    extension = extension_of(number, plan) or (written and (written[1] or written[2]))
    if extension:
        found.add(extension)
    return found
