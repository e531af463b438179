"""Values of vCard properties: escapes, and fields between semicolons or commas (RFC 6350, 3.4)."""

from __future__ import annotations

import re

from tui.untrusted import clean

_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_FIELD = re.compile(r"(?:[^;\\]|\\.|\\\Z)*", re.DOTALL)
_ITEM = re.compile(r"(?:[^,;\\]|\\.|\\\Z)*", re.DOTALL)
_MAX_FIELDS = 64


def unescape(text: str) -> str:
    """`text` without its backslashes: "\\n" is a line break, "\\," a comma."""
    if "\\" not in text:
        return text
    return _ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], text)


def fields(text: str, limit: int = 256) -> list[str]:
    """The components of N, ORG and ADR, unescaped and on one line each."""
    return [_line(part, limit) for part in _split(_FIELD, text)]


def items(text: str) -> list[str]:
    """The members of a list such as CATEGORIES, without empty ones."""
    return [part for part in (_line(item) for item in _split(_ITEM, text)) if part]


def _split(pattern: re.Pattern[str], text: str) -> list[str]:
    if "\\" not in text:
        return text.split(";" if pattern is _FIELD else ",", _MAX_FIELDS)[:_MAX_FIELDS]
    parts: list[str] = []
    at = 0
    while at <= len(text) and len(parts) < _MAX_FIELDS:
        found = pattern.match(text, at)
        end = found.end() if found else len(text)
        parts.append(text[at:end])
        at = end + 1
    return parts


def _line(text: str, limit: int = 256) -> str:
    if "\\" not in text and text.isprintable():
        return clean(text, limit)
    return clean(", ".join(part.strip() for part in unescape(text).splitlines() if part.strip()), limit)
