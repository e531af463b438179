"""The address of a page about a caller: a customer database, made from a template of the configuration."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final
from urllib.parse import quote, urlsplit

# What a template may name: the number as +49…, as it is written here, and who it belongs to.
PLACES: Final = ("e164", "number", "name", "company")
_LONGEST = 200  # characters of a value: what a phone displays is no safer than anything from outside
_PLACE = re.compile(r"\{([^{}]*)\}")


def is_template(text: str) -> bool:
    """Whether it is an http(s) address whose host stands fast and whose places are known."""
    bare = _PLACE.sub("x", text)
    if any(name not in PLACES for name in _PLACE.findall(text)) or set("{}") & set(bare):
        return False
    if re.search(r"[\s\\\"<>^`|]", text):
        return False
    try:
        parts, before = urlsplit(bare), urlsplit(text)
        _ = parts.port
    except ValueError:
        return False
    host_stands = "{" not in before.scheme and "{" not in before.netloc
    return parts.scheme in ("http", "https") and bool(parts.hostname) and host_stands


def has_login(text: str) -> bool:
    """Whether a user name or password stands before the host."""
    return "@" in text.partition("://")[2].partition("/")[0].partition("?")[0]


def page_url(template: str, values: Mapping[str, str]) -> str:
    """`template` with its places filled; every value is percent-encoded and can change no other part."""
    return _PLACE.sub(lambda found: quote(values.get(found[1], "")[:_LONGEST], safe=""), template)
