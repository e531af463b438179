"""The query of an action URL, read as phones really write it: variables filled in without encoding."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote_to_bytes

from tui.untrusted import clean, decode

_MAX = 8192

# Parameter → field. Ours come first; the others are met in templates of providers and other programs.
_FIELDS: Final[dict[str, str]] = {
    "mac": "mac",
    "ongoing": "ongoing",
    "nr_ongoing_calls": "ongoing",
    "call_id": "call_id",
    "call-id": "call_id",
    "callid": "call_id",
    "cid": "call_id",
    "id": "call_id",
    "local": "local",
    "to": "local",
    "user": "user",
    "active_user": "user",
    "u": "user",
    "remote": "remote",
    "from": "remote",
    "caller": "caller",
    "callerid": "caller",
    "caller_id": "caller",
    "number": "caller",
    "num": "caller",
    "called": "called",
    "callednumber": "called",
    "called_number": "called",
    "reason": "reason",
    "cancel_reason": "reason",
    "target": "target",
    "redirect_number": "target",
    "context": "context",
    "context_url": "context",
    "name": "name",
    "display": "name",
    "display_name": "name",
    "display_remote": "name",
    "cnam": "name",
    # of no use to us, but they end the value before them
    "display_local": "",
    "model": "",
    "firmware": "",
    "ip": "",
    "phone_ip": "",
    "active_url": "",
    "active_host": "",
}
_NAMES = "|".join(re.escape(name) for name in sorted(_FIELDS, key=len, reverse=True))
# "&amp;" is what a URL becomes that was copied out of an XML file into the phone's web page.
_PARAMETER: Final = re.compile(rf"(?:^|&(?:amp;)?)({_NAMES})=".encode(), re.IGNORECASE)
_PHONE_NUMBER: Final = re.compile(rb"\+[0-9]")


def split(query: bytes) -> dict[str, bytes]:
    """Field → value, still encoded; empty for a variable that the phone left unfilled.

    Only known parameters divide the query, so that "Müller & Söhne" stays whole. The first of a kind
    counts. A display name is free text from outside: when the other party and the call's id stood
    before it, nothing inside it can claim to be a parameter.
    """
    query = query[:_MAX]
    marks = [(m.start(), m.end(), _FIELDS[m[1].decode().lower()]) for m in _PARAMETER.finditer(query)]
    fields: dict[str, bytes] = {}
    for index, (_, begin, field) in enumerate(marks):
        if field == "name":
            fields.update(_from_name_on(query, begin, marks[index + 1 :], fields))
            break
        end = marks[index + 1][0] if index + 1 < len(marks) else len(query)
        fields.setdefault(field, query[begin:end])
    return {field: b"" if value.startswith(b"$") else value for field, value in fields.items()}


def _from_name_on(
    query: bytes, begin: int, marks: list[tuple[int, int, str]], before: dict[str, bytes]
) -> dict[str, bytes]:
    """The name and, in a template that does not put it last, the fields after it.

    Parameters seen before are text of the name. Of the others the last one is the template's, for
    anything that the name brought along stands further left; they are believed only where the
    template cannot do without them.
    """
    last = {field: (start, end) for start, end, field in marks if field not in before and field != "name"}
    ends = sorted(last.items(), key=lambda item: item[1])
    found = {"name": query[begin : ends[0][1][0] if ends else len(query)]}
    if "remote" in before and "call_id" in before:
        return found
    for index, (field, (_, value)) in enumerate(ends):
        until = ends[index + 1][1][0] if index + 1 < len(ends) else len(query)
        found[field] = query[value:until]
    return found


def exact(value: bytes, limit: int = 128) -> str:
    """A number, an address or an id: %XX decoded, "+" kept, cleaned, at most `limit` characters."""
    return clean(decode(unquote_to_bytes(value)), limit) if value else ""


def free(value: bytes) -> str:
    """A name or a sentence. "+" is a blank only where nothing else in the value says blank."""
    if b"+" in value and b" " not in value and b"%20" not in value and not _PHONE_NUMBER.match(value):
        value = value.replace(b"+", b" ")
    return exact(value, 256)


def count(value: bytes) -> int | None:
    """A small whole number, or None."""
    text = exact(value, 16)
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else None
