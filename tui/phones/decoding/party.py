"""The other party and the own one, out of whatever form of SIP address or number a phone writes."""

from __future__ import annotations

import re
from typing import Final

_SCHEME: Final = re.compile(r"(?:sips?|tel):", re.IGNORECASE)
_NUMBER: Final = re.compile(r"[0-9 ()/.*#+-]*[0-9][0-9 ()/.*#+-]*")
# The user part or the name of a caller who does not say who it is; RFC 3323 gives "anonymous" and the
# host "anonymous.invalid", the rest is what exchanges write.
_WITHHELD: Final = frozenset(
    {
        "anonymous",
        "anonym",
        "unknown",
        "unbekannt",
        "restricted",
        "private",
        "withheld",
        "unavailable",
        "unterdrückt",
        "blocked",
        "invalid",
        "anonymous caller",
        "unknown caller",
        "private number",
        "private caller",
        "unbekannter anrufer",
        "no number",
        "no caller id",
        "out of area",
    }
)


def address(text: str) -> str:
    """`text` without a display name, angle brackets and scheme: "user@host:port;parameters" at most."""
    if "<" in text:
        text = text[text.rfind("<") + 1 :].partition(">")[0]
    return _SCHEME.sub("", text.strip().strip("\"'<>"), count=1).strip()


def user_part(text: str) -> str:
    """The user of `sip:user@host`, `Name <sip:user@host>;tag=1`, `user@host:5060` or the bare number.

    "" for a party that withholds itself.
    """
    user, at, host = address(text).partition("@")
    user = re.split(r"[;?:]", user, maxsplit=1)[0].strip().strip("\"'")
    if withheld(user) or (at and re.split(r"[;:]", host)[0].casefold() == "anonymous.invalid"):
        return ""
    return user


def withheld(text: str) -> bool:
    """Whether `text` stands for nobody in particular."""
    return text.strip().strip("\"'").casefold() in _WITHHELD


def is_number(text: str) -> bool:
    """Whether `text` is written like a telephone number, with nothing else in it."""
    return _NUMBER.fullmatch(text) is not None


def is_address(text: str) -> bool:
    """Whether `text` is a SIP or tel address or a number, rather than a name."""
    return is_number(text) or _SCHEME.match(text) is not None or _is_uri(text)


def _is_uri(text: str) -> bool:
    user, at, host = text.partition("@")
    return bool(at and user and host) and " " not in text


def display_name(text: str) -> str:
    """`text` as a name: "" where a phone writes the number, the address or "anonymous" instead."""
    if "<" in text and _SCHEME.match(text[text.rfind("<") + 1 :]):
        text = text[: text.rfind("<")]
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] == '"':
        text = text[1:-1].strip()
    return "" if withheld(text) or is_address(text) else text
