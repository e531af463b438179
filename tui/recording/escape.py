"""Bytes as text that JSON can carry and people can read, without losing one of them."""

from __future__ import annotations

import re
from typing import Final

_ESCAPE: Final = re.compile(r"\\(?:\\|x([0-9a-f]{2}))|[^\\]+")


def escaped(data: bytes) -> str:
    r"""UTF-8 as it is; what is none or cannot be seen as `\xNN`, one for each byte; "\" doubled."""
    text = data.decode("utf-8", "surrogateescape")
    if text.isprintable() and "\\" not in text:
        return text
    return "".join(
        "\\\\" if char == "\\" else char if char.isprintable() else _spelled(char) for char in text
    )


def unescaped(text: str) -> bytes:
    """The bytes of `escaped`. Raises `ValueError` for a text that it cannot have made."""
    made = bytearray()
    at = 0
    while at < len(text):
        found = _ESCAPE.match(text, at)
        if found is None:
            raise ValueError("a lone backslash")
        if found[1]:
            made.append(int(found[1], 16))
        else:
            made += b"\\" if found[0] == "\\\\" else found[0].encode()
        at = found.end()
    return bytes(made)


def _spelled(char: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in char.encode("utf-8", "surrogateescape"))
