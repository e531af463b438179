"""A number and an identity as they stand in the request to a phone."""

from __future__ import annotations

import re
from urllib.parse import quote

from tui.errors import UsageError
from tui.untrusted import clean

_NUMBER = re.compile(r"\+?[0-9*#]{1,64}")
_IDENTITY = re.compile(r"[^\s@\x00-\x20]{1,64}@[^\s@\x00-\x20]{1,128}")


def quoted_number(number: str, phone: str) -> str:
    """`number` for the query: "#" is %23, "*" %2A and "+" %2B, as both makers' clients send them.

    Raises `UsageError` for anything but digits, "*", "#" and a leading "+".
    """
    if not _NUMBER.fullmatch(number):
        raise UsageError("phone_number_form", phone=phone, value=clean(number, 80))
    return quote(number, safe="")


def outgoing_uri(identity: str, phone: str) -> str:
    """`&outgoing_uri=user@host` for the identity to dial with; "" leaves the choice to the phone.

    Both makers want it without `sip:`. Raises `UsageError` for anything but user@host.
    """
    if not identity:
        return ""
    bare = identity.removeprefix("sip:")
    if not _IDENTITY.fullmatch(bare):
        raise UsageError("phone_identity_form", phone=phone, value=clean(identity, 80))
    return f"&outgoing_uri={quote(bare, safe='@')}"
