"""Numbers, digits and identities as they stand in the request to a phone."""

from __future__ import annotations

import re
from urllib.parse import quote

from tui.errors import UsageError
from tui.untrusted import clean

_NUMBER = re.compile(r"\+?[0-9*#]{1,64}")
_DIGITS = re.compile(r"[0-9*#]{1,32}")
_LONGEST_RINGING = 600  # seconds: ten minutes, after which nobody waits any more
_IDENTITY = re.compile(r"[^\s@\x00-\x20]{1,64}@[^\s@\x00-\x20]{1,128}")


def quoted_number(number: str, phone: str) -> str:
    """`number` for the query: "#" is %23, "*" %2A and "+" %2B, as both makers' clients send them.

    Raises `UsageError` for anything but digits, "*", "#" and a leading "+".
    """
    if not _NUMBER.fullmatch(number):
        raise UsageError("phone_number_form", phone=phone, value=clean(number, 80))
    return quote(number, safe="")


def tones(digits: str, phone: str) -> tuple[str, ...]:
    """`digits` one by one, as DTMF has them. Raises `UsageError` for what is not 1 to 32 of 0-9, "*", "#"."""
    if not _DIGITS.fullmatch(digits):
        raise UsageError("phone_digits_form", phone=phone, value=clean(digits, 80))
    return tuple(digits)


def ringing(seconds: int, phone: str) -> int:
    """How long a phone shall ring before it forwards; 0 leaves it to the phone. Raises `UsageError`."""
    if not 0 <= seconds <= _LONGEST_RINGING:
        raise UsageError("phone_seconds_form", phone=phone, value=seconds, known=_LONGEST_RINGING)
    return seconds


def outgoing_uri(identity: str, phone: str, *, urgent: bool = False) -> str:
    """`&outgoing_uri=user@host` for the identity to dial with; "" leaves the choice to the phone.

    Both makers want it without `sip:`. Raises `UsageError` for anything but user@host; where the call is
    `urgent` the phone chooses instead.
    """
    if not identity:
        return ""
    bare = identity.removeprefix("sip:")
    if not _IDENTITY.fullmatch(bare):
        if urgent:
            return ""
        raise UsageError("phone_identity_form", phone=phone, value=clean(identity, 80))
    return f"&outgoing_uri={quote(bare, safe='@')}"
