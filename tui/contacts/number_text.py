"""Telephone numbers as people write them into address books. What they mean is for `tui.dialing`."""

from __future__ import annotations

import re
from functools import lru_cache

from tui.contacts.folding import fold
from tui.dialing.spelling import spell
from tui.untrusted import clean

MAX_NUMBERS = 50  # per contact
_MAX_LENGTH = 100

_LINK = re.compile(r"(?:tel|callto|sips?):", re.IGNORECASE)
_REMARK = re.compile(r"\s*\((?=[^)\d]*\))[^)]*\)\s*")  # "(privat)", but not "(0)"
_PAUSED = re.compile(r"(?<=\d)\s*[,;pPwW]+[\d,;pPwW#*]*\Z")  # ",,22#": dialled after the answer
_TYPES = (  # the first that fits; folded
    ("fax", re.compile(r"fax")),
    ("mobile", re.compile(r"mobil|cell|handy|iphone|natel")),
    ("pager", re.compile(r"pager|piepser")),
    ("car", re.compile(r"(?<![a-z])car(?![a-z])|autotelefon")),
    ("assistant", re.compile(r"assist[ae]nt|sekretariat")),
    ("main", re.compile(r"(?<![a-z])main(?![a-z])|zentrale|haupt(?!adresse)|switchboard|company ?main")),
    ("work", re.compile(r"work|busines|gescha(?:e)?ft|dienst|bu(?:e)?ro|office|firma|compan|arbeit|beruf")),
    ("work", re.compile(r"durchwahl|nebenstelle|extension")),
    ("home", re.compile(r"home|privat|zuhause|wohnung")),
)
_MAX_LABEL = 40
_SAYS_NOTHING = re.compile(  # folded
    r"(?:other|andere[rs]?|sonstige[rs]?|voice|pref|phone|tel|telefon|telephone|number|nummer|fixed|sip|text|video|msg|internet"
    r"|default|standard|custom|none|textphone|isdn|bbs|modem|dom|intl|postal|parcel|[\s,;.])*"
)
_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?[eE]\+?\d{1,2}")
_PACKED = re.compile(r"\s*(?::::|[\r\n|,]+|;(?!\s*(?:ext|isub|phone-context)=)|\s(?:oder|or|und)\s)\s*", re.I)
# In "0221/4711" the slash is a separator; in "0221 471122 / 0171 3920001" another number begins.
_SLASHED = re.compile(r"\s+/\s*(?=\+|0\d)|/(?=\+)")
_WHOLE = re.compile(r"\s*(?:[a-z.:]+\s*)?[+(]*\s*[+0](?:\D*\d){5,}", re.IGNORECASE)


def raw_number(text: str) -> str:
    """`text` on one line without the wrapping of its format: a `tel:` scheme, Excel's ="…" and apostrophe."""
    number = clean(text, _MAX_LENGTH)
    if number.startswith('="') and number.endswith('"'):
        number = number[2:-1]
    number = number.lstrip("'=").strip()
    return number[4:].strip() if number[:4].lower() == "tel:" else number


def as_typed(raw: str) -> str:
    """What `tui.dialing` is to read: `raw` without remarks and pauses; a link where it has parameters."""
    text = _REMARK.sub(" ", raw).strip()
    if "ext=" in text.lower() and not _LINK.match(text):
        return f"tel:{text}"
    return _PAUSED.sub("", text)


def is_number(raw: str) -> bool:
    """Whether `raw` is a telephone number and not words ("n/a"), a vanity number or Excel's 4,9E+11."""
    return spell(as_typed(raw)) is not None


def split_numbers(text: str) -> list[str]:
    """The numbers of a field that holds several; one that holds one comes back as it is.

    "0221 471122 ::: 0171 3920001" (Google), "… / …", "… oder …", one per line. Where a part does not
    begin as a number does ("0221 4711,,22", a pause before an extension), all of it is one.
    """
    parts = [piece for part in _PACKED.split(text[:2000]) for piece in _SLASHED.split(part) if piece.strip()]
    if len(parts) > 1 and all(_WHOLE.match(part) for part in parts):
        return parts[:MAX_NUMBERS]
    if ":::" in text:
        return [part.strip() for part in text[:2000].split(":::") if part.strip()][:MAX_NUMBERS]
    return [text.strip()] if text.strip() else []


def is_scientific(raw: str) -> bool:
    """Whether a spreadsheet has rounded the number: "4,92211E+11". The rest of its digits is gone."""
    return _SCIENTIFIC.fullmatch(raw.strip()) is not None


@lru_cache(maxsize=1024)
def number_type(label: str) -> str:
    """work|mobile|home|fax|main|pager|car|assistant|other for a label or vCard types: "WORK,FAX" → "fax"."""
    folded = fold(label)
    return next((kind for kind, pattern in _TYPES if pattern.search(folded)), "other")


@lru_cache(maxsize=1024)
def label_type(types: str, label: str = "") -> str:
    """The type of a number; where no known one fits, what its owner calls it ("Ferienhaus").

    `types` are words of the format, of which "x-ferienhaus" is a label; `label` is text of the owner's.
    """
    kind = number_type(f"{types},{label}")
    if kind != "other":
        return kind
    own = label or next((word[2:] for word in types.split(",") if word[:2].lower() == "x-"), "")
    own = clean(own, _MAX_LABEL)
    return "other" if _SAYS_NOTHING.fullmatch(fold(own)) else own
