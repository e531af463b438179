"""How people write numbers: blanks, slashes, brackets, dashes, links, labels. Characters only, no meaning."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

_LONGEST = 200
_SAME = {
    "\u2212": "-",
    "\u00ad": "-",
    "\u2044": "/",
    "\u2215": "/",
    "\u00b7": ".",
    "\u2022": ".",
    "\u2217": "*",
}

_LINK = re.compile(r"(?:tel|callto|sips?|dial|fax):(?://)?", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:(?:tele?(?:fon|phon|phone|fax)?|fon|phone|fax|mobile?|mobil(?:telefon|funk)|handy|cell|büro|office|"
    r"privat|zentrale|durchwahl|dw|ruf|notruf|call)(?:\.?[- ]?(?:nr|nummer|number))?[\s.:]+|[tmf][.:]\s*)"
    r"(?=[-(\[+*#\d])",
    re.IGNORECASE,
)
_EXTENSION = re.compile(
    r"(?<=[\d)\s.,/-])[\s.,(/-]*(?:dw|durchwahl|app(?:arat)?|ext(?:ension)?|nst|nebenstelle|klappe|kl|x)"
    r"[\s.:]*-?\s*(\d{1,5})\s*\)?$",
    re.IGNORECASE,
)
_ALLOWED = re.compile(r"[0-9+*#()\[\]./\- ]+")
_BRACKET_ZERO = re.compile(r"[(\[]\s*0\s*[)\]]")
_SWITCHBOARD = re.compile(r"-\s*0{1,3}$")

# Not numbers although they look like it: IPv4 addresses, dates, two numbers in one, "4711-22/23".
_ADDRESS = re.compile(r"(?:(?:0|[1-9]\d{0,2})\.){3}(?:0|[1-9]\d{0,2})(?::\d+)?")
_DATE = re.compile(r"\d{1,2}[./]\d{1,2}[./](?:19|20)\d{2}|(?:19|20)\d{2}-(?:\d{2}-\d{2}|(?:19|20)\d{2})")
_ANOTHER = re.compile(r"(?:\d[\s()./-]*){6,}[/]\s*(?:\+|\(?0\d)")
_VARIANT = re.compile(r"(?:(?:\d[\s()./-]*){7,}|(?:\d[\s()./]*){3,}-\s*\d+\s*)/\s*-?\s*\d{1,3}")


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: `digits` with a leading "+" or with "*" and "#", the first group of them before any
    separator, and an extension that was named as such ("DW 22", ";ext=22"). `main` is `digits` without the
    switchboard's "-0"."""

    digits: str
    group: str
    extension: str = ""
    main: str = ""


def fold(text: str) -> str:
    """`text` with digits, dashes, blanks and signs of every script as ASCII; invisible characters dropped.

    Superscripts and circled digits stay what they are: a footnote is no part of a number.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_fold, text))


def _fold(char: str) -> str:
    if char.isascii() and char.isprintable():
        return char
    digit = unicodedata.decimal(char, None)
    if digit is not None:
        return str(digit)
    if char in _SAME:
        return _SAME[char]
    if char.isspace():
        return " "
    category = unicodedata.category(char)
    if category in ("Cf", "Cc", "Cs", "Cn", "Co"):
        return ""
    if category == "Pd":
        return "-"
    plain = unicodedata.normalize("NFKC", char)
    return plain if len(plain) == 1 and plain.isascii() and not plain.isdigit() else char


def spell(text: str) -> Written | None:
    """The digits of `text`, a number as typed or pasted or a tel:, callto: or sip: link; None for words."""
    return None if len(text) > _LONGEST else _spell(text)


@lru_cache(maxsize=8192)
def _spell(text: str) -> Written | None:
    """Kept, since an address book's numbers are looked at where they are read and where they are put."""
    if re.search(r"[\n\r\v\f]", text.strip()):
        return None  # several lines are several numbers
    body = fold(text).strip()
    body = _inside_brackets(body)
    body, extension = unlink(body) if _LINK.match(body) else (body, "")
    body = body.strip(" \"'.,;:")
    label = _LABEL.match(body)
    body = body[label.end() :] if label else body
    if not extension:
        named = _EXTENSION.search(body)
        if named:
            body, extension = body[: named.start()], named[1]
    body = body.strip(" \"'.,;:/")
    return _digits(body, extension)


def _inside_brackets(body: str) -> str:
    """ "<tel:…>" → "tel:…"; what stands before the angle brackets is a name."""
    found = re.fullmatch(r"[^<>]*<([^<>]+)>[^<>]*", body)
    return found[1].strip() if found and _LINK.match(found[1].strip()) else body


def unlink(link: str) -> tuple[str, str]:
    """The number and the extension of a tel:, callto: or sip: link (RFC 3966, RFC 3261)."""
    body = unquote(_LINK.sub("", link, count=1)).strip()
    parameters = body.split(";")[1:]
    body = re.split(r"[;?@:]", body)[0]
    extension = ""
    for parameter in parameters:
        name, _, value = parameter.split("?")[0].split("@")[0].partition("=")
        value = fold(value).strip()
        if name.strip().lower() == "ext" and re.fullmatch(r"[0-9]{1,5}", value):
            extension = value
        if name.strip().lower() == "phone-context" and re.fullmatch(r"\+[0-9-]{1,15}", value):
            body = value + body if re.fullmatch(r"[1-9][0-9.()-]{4,}", body) else body
    return body, extension


def _digits(body: str, extension: str) -> Written | None:
    if not _ALLOWED.fullmatch(body) or _ADDRESS.fullmatch(body) or _DATE.fullmatch(body):
        return None
    if _ANOTHER.match(body) or _VARIANT.fullmatch(body):
        return None
    bare = re.sub(r"[^0-9+*#]", "", body)
    if bare.startswith(("+", "00")) and not re.match(r"\+39|0039", bare):
        body = _BRACKET_ZERO.sub(" ", body, count=1)  # "+49 (0) 221"; Italy dials its 0 from abroad as well
        bare = re.sub(r"[^0-9+*#]", "", body)
    coded = bare[:1] in ("*", "#")
    if not re.search("[0-9]", bare) or "+" in bare[1:] or (not coded and re.search(r"[*#]", bare)):
        return None
    group = re.split(r"[^0-9+*#]", body.lstrip("([ ."))[0]
    zero = _SWITCHBOARD.search(body)
    main = re.sub(r"[^0-9+*#]", "", body[: zero.start()]) if zero else bare
    return Written(bare, group, extension, main or bare)
