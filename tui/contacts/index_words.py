"""The words by which a contact is found. Each begins with a letter that says what it is of.

n name, c company, d department; of numbers: h national at home, x with the country code, f national abroad,
e as it is dialled (extensions, service numbers). A national number stands without its 0.
"""

from __future__ import annotations

import re

from tui.contacts.folding import spellings
from tui.contacts.model import Contact
from tui.dialing.number import DialPlan, Number
from tui.dialing.numbering import calling_code
from tui.dialing.trunk import extension_of

NAME, COMPANY, DEPARTMENT = "n", "c", "d"
HOME, ABROAD, FOREIGN, DIALLED = "h", "x", "f", "e"

# Countries have one digit (1, 7), two of these or three (ITU-T E.164, list of assigned country codes).
_COUNTRY = re.compile(r"\+(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})")
_EXTENSION = re.compile(
    r"\d{3}\s*[-\u2010-\u2015\u2212]\s*(\d{1,5})\s*\Z|(?:ext=|dw|durchwahl|ext\.?)\s*(\d{1,5})\s*\Z", re.I
)
# ITU-T E.161, the letters on the keys.
_KEYS = str.maketrans("abcdefghijklmnopqrstuvwxyz", "22233344455566677778889999")
_T9 = re.compile("[2-9]{3,}")


def text_words(contact: Contact) -> set[str]:
    """The words of name, company and department."""
    names = (contact.name, contact.given, contact.family, *contact.aliases)
    found = {NAME + word for word in spellings(" ".join(names))}
    if contact.company:
        found |= {COMPANY + word for word in spellings(contact.company)}
    if contact.department:
        found |= {DEPARTMENT + word for word in spellings(contact.department)}
    return found


def number_words(raw: str, number: Number, plan: DialPlan) -> set[str]:
    """What `number`, written `raw`, can be found by: {"h221471122", "e22"}."""
    found: set[str] = set()
    if number.e164:
        country = _COUNTRY.match(number.e164)
        national = number.e164[country.end() :].removeprefix("0") if country else ""
        if country and country[0] == f"+{calling_code(plan.country)}":
            found.add(HOME + national)
        else:
            found.add(ABROAD + number.e164[1:])
            found |= {FOREIGN + national} if national else set()
    elif number.digits.startswith("+"):
        found.add(ABROAD + number.digits[1:])
    elif number.digits:
        found.add(DIALLED + number.digits)
    written = _EXTENSION.search(raw)
    extension = extension_of(number, plan) or (written and (written[1] or written[2]))
    if extension:
        found.add(DIALLED + extension)
    return found


def number_beginnings(digits: str, plan: DialPlan) -> list[str]:
    """How the words of numbers begin that somebody means with `digits` ("+49221", "0221", "22")."""
    if digits.startswith("+"):
        home = f"+{calling_code(plan.country)}"
        if digits.startswith(home):
            return [HOME + digits.removeprefix(home).removeprefix("0")]
        return [ABROAD + digits[1:], *([HOME] if home.startswith(digits) else [])]
    found = [DIALLED + digits]
    if digits.startswith("0"):
        found += [HOME + digits[1:], FOREIGN + digits[1:]]
    return found


def keyed(word: str) -> str:
    """The digits of the keys that `word` is written with on a telephone: "muller" → "685537"."""
    return word.translate(_KEYS)


def is_keyed(digits: str) -> bool:
    """Whether `digits` may be letters: shorter, nearly everything would be a name."""
    return _T9.fullmatch(digits) is not None
