"""Telephone numbers as people write them into address books. What they mean is for `tui.dialing`."""

from __future__ import annotations

import re
import unicodedata

from tui.contacts.folding import fold
from tui.untrusted import clean

MAX_NUMBERS = 50  # per contact
_MAX_LENGTH = 100
_MAX_DIGITS = 30  # 15 of E.164, an extension, prefixes, "oder" and a second one

_SCHEME = re.compile(r"(?:tel|callto|sips?|phone):", re.IGNORECASE)
_REMARK = re.compile(r"\((?=[^)\d]*\))[^)]*\)")  # "(privat)", but not "(0)"
_WORDS = re.compile(
    r"(?<![^\W\d_])(?:ext|extension|dw|durchwahl|nst|nebenstelle|app|apparat|tel|telefon|fax|mobil|oder|or|und|u|x|p|w"
    r"|phone-context|isub)(?![^\W\d_])\.?",
)
_TYPES = (  # the first that fits; folded
    ("fax", re.compile(r"fax")),
    ("mobile", re.compile(r"mobil|cell|handy|iphone|natel|(?<![a-z])c-?netz")),
    (
        "work",
        re.compile(r"work|business|busines|geschaft|geschaeft|dienst|buro|buero|office|firma|company|compan"),
    ),
    (
        "work",
        re.compile(r"(?<![a-z])main(?![a-z])|zentrale|haupt|durchwahl|nebenstelle|extension|arbeit|beruf"),
    ),
    ("home", re.compile(r"home|privat|zuhause|wohnung")),
)
_PACKED = re.compile(
    r"\s*(?::::|[\r\n|]+|;(?!\s*(?:ext|isub|phone-context)=)|,|\s(?:oder|or|und)\s)\s*", re.IGNORECASE
)
_SLASHED = re.compile(
    r"\s+/\s*(?=\+|0\d)|/(?=\+)"
)  # "0221 471122 / 0171 …"; in "0221/4711" it is a separator


def raw_number(text: str) -> str:
    """`text` on one line without the wrapping of its format: a `tel:` scheme, Excel's ="…" and apostrophe."""
    number = clean(text, _MAX_LENGTH)
    if number.startswith('="') and number.endswith('"'):
        number = number[2:-1]
    number = number.lstrip("'=").strip()
    return number[4:].strip() if number[:4].lower() == "tel:" else number


def is_number(raw: str) -> bool:
    """Whether `raw` is a telephone number and not words ("n/a"), a vanity number or Excel's 4,9E+11."""
    text = unicodedata.normalize("NFKC", raw).lower()
    scheme = _SCHEME.match(text)
    if scheme:
        text = text[scheme.end() :]
        text = text.partition("@")[0] if scheme[0].startswith("sip") else text
    text = re.sub(r"phone-context=[^;]*", "", text)
    text = _WORDS.sub(" ", _REMARK.sub(" ", text))
    if any(char.isalpha() or char in "@=%" for char in text.replace("ext=", "").replace(";=", "")):
        return False
    return 1 <= sum(char.isdecimal() for char in text) <= _MAX_DIGITS


def split_numbers(text: str) -> list[str]:
    """The numbers of a field that holds several; one that holds one comes back as it is.

    "0221 471122 ::: 0171 3920001" (Google), "… / …", "… oder …", one per line. A part with few digits
    ("0221 4711,,22", a pause before an extension) belongs to the number before it.
    """
    parts = [piece for part in _PACKED.split(text[:2000]) for piece in _SLASHED.split(part) if piece.strip()]
    if len(parts) > 1 and all(sum(char.isdecimal() for char in part) >= 5 for part in parts):
        return parts[:MAX_NUMBERS]
    if ":::" in text:
        return [part.strip() for part in text[:2000].split(":::") if part.strip()][:MAX_NUMBERS]
    return [text.strip()] if text.strip() else []


def number_type(label: str) -> str:
    """work|mobile|home|fax|other for a label or a list of vCard types: "WORK,FAX" → "fax"."""
    folded = fold(label)
    return next((kind for kind, pattern in _TYPES if pattern.search(folded)), "other")
