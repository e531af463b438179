"""Takes passwords, tokens and telephone numbers out of a text before it is kept.

When in doubt something is masked that need not have been: a log that is sent to someone for help must
not give away whom the user talks to, nor how to enter the phone.
"""

from __future__ import annotations

import re
from typing import Final

_MASK: Final = "***"

# The words after which a secret stands, also inside a longer name: "admin_mode_password".
_WORD: Final = r"[\w.-]{0,64}(?:pass(?:word|wd|wort|phrase)?|pwd|kennwort|secret|api_?key|token)[\w-]{0,64}"
_SECRET = re.compile(
    rf"(?P<name>\b{_WORD}[\"']?\s{{0,3}}(?:=|:|%3D)\s{{0,3}})"
    r"(?:b?\"(?:[^\"\\\n]|\\.)*\"|b?'(?:[^'\\\n]|\\.)*'|\S+)",
    re.IGNORECASE,
)
_ELEMENT = re.compile(rf"(?P<name><{_WORD}(?:\s[^<>]{{0,200}})?>)[^<\n]+", re.IGNORECASE)
_HEADER = re.compile(
    r"(?P<name>\b(?:(?:proxy-)?authorization|(?:proxy|www)-authenticate|(?:set-)?cookie)\b)[\"']?\s{0,3}[:=,][^\n]*",
    re.IGNORECASE,
)
# RFC 7617, RFC 6750, RFC 7616
_CREDENTIALS = re.compile(
    r"\b(?P<name>(?:Basic|Bearer)\s+)(?=\S*[A-Z0-9=])[A-Za-z0-9+/=_.~-]{6,}"
    r"|\b(?P<digest>Digest\s+)\w+\s*=[^\n]+"
)
_USER_INFO = re.compile(r"(?P<name>\b(?:https?|ftp|wss?)://)[^\s/?#\"'<>]*@", re.IGNORECASE)
_BARE_LOGIN = re.compile(r"(?<![\w:/.+-])(?!sips?:|tel:|mailto:)[\w.+-]{1,64}:[^\s:@/]{1,128}@(?=[\w\[])")
# A token of an action URL: sixteen characters, never a plain lower-case word.
_TOKEN = re.compile(r"(?P<name>/|%2F|%2f)(?=[a-z_-]*[A-Z0-9])[A-Za-z0-9_-]{16}(?![A-Za-z0-9_-])")

# What looks like a number and is none: times of ISO 8601, addresses of IPv4, decimal fractions.
_TIME = r"(?<!\d)\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?:[+-]\d\d:?\d\d)?)?(?![\d-])"
_OCTET = r"(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)"
_IPV4 = rf"(?<![\d.+]){_OCTET}(?:\.{_OCTET}){{3}}(?!\d|\.\d)"
_FRACTION = r"(?<![\d.+])(?:0|[1-9]\d{0,2})\.\d{1,9}(?![\d./(-]|\s\d)"
_GAP = r"(?:%20|[ \u00a0\u202f./()\-\u2010-\u2015]){0,4}"
_LONG = rf"\d(?:{_GAP}\d){{5,}}"  # six digits and more, however they are grouped
_SHORT = rf"(?:\+|%2B|(?<!\d)0(?!\.))(?:{_GAP}\d){{3,}}"
_NUMBER = re.compile(rf"(?P<kept>{_TIME}|{_IPV4}|{_FRACTION})|{_LONG}|{_SHORT}", re.IGNORECASE)
# An extension, where its name says that it is one.
_EXTENSION = re.compile(
    r"(?P<label>\b(?:number|remote|local|target|caller|callee|extension)[\"']?\s?(?:=|:|%3D)\s?[\"']?(?:sips?:|sips?%3A)?"
    rf"|\b(?:sips?|tel)(?::|%3A))(?P<digits>[\d*#]{{1,5}})(?![\d*#])(?!{_GAP}\d)",
    re.IGNORECASE,
)
_DIGITS_MAX = 19  # fifteen of E.164, and room for "00" and what is dialled before it
_GROUP_MIN = 6  # undivided digits that are a number of their own
_DIGIT = re.compile(r"%20|%2B|(?P<digit>\d)", re.IGNORECASE)


def redact(text: str) -> str:
    """`text` without secrets; of each telephone number the last three digits are "x"."""
    text = _HEADER.sub(rf"\g<name>: {_MASK}", text)
    text = _CREDENTIALS.sub(lambda found: f"{found['name'] or found['digest']}{_MASK}", text)
    text = _USER_INFO.sub(rf"\g<name>{_MASK}@", text)
    text = _BARE_LOGIN.sub(f"{_MASK}@", text)
    text = _ELEMENT.sub(rf"\g<name>{_MASK}", text)
    text = _SECRET.sub(rf"\g<name>{_MASK}", text)
    text = _TOKEN.sub(rf"\g<name>{_MASK}", text)
    text = _EXTENSION.sub(lambda found: found["label"] + mask_number(found["digits"]), text)
    return _NUMBER.sub(lambda found: found["kept"] or mask_number(found.group()), text)


def mask_number(number: str) -> str:
    """`number` with its last three digits as "x"; the way it is grouped stays.

    Several numbers with nothing but blanks between them look like one. So every group of six digits and
    more is masked like a number, and of more digits than a number can have only the first three stay.
    """
    places = [found.start() for found in _DIGIT.finditer(number) if found["digit"]]
    masked = set(places[3:] if len(places) > _DIGITS_MAX else places[-3:])
    for group in _groups(places):
        if len(group) >= _GROUP_MIN:
            masked.update(group[-3:])
    return "".join("x" if place in masked else char for place, char in enumerate(number))


def _groups(places: list[int]) -> list[list[int]]:
    """`places` in runs of direct neighbours."""
    groups: list[list[int]] = []
    for place in places:
        if groups and groups[-1][-1] == place - 1:
            groups[-1].append(place)
        else:
            groups.append([place])
    return groups
