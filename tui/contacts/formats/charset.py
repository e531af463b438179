"""Bytes to text, where the encoding is declared, undeclared or declared wrongly."""

from __future__ import annotations

import codecs
import re

_MARKS = (  # the longer mark first: UTF-32 LE begins like UTF-16 LE
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Encodings that address books come in. Python also knows "codecs" that are none for text, or costly.
_KNOWN = re.compile(
    r"(us-?ascii|utf-?(8|16|16le|16be)|iso-?8859-?\d{1,2}|latin-?\d|(windows-?|cp)(125\d|437|850|852|866|874|932|936|949|950)"
    r"|koi8-?[ru]|gb(2312|k|18030)|big5|shift-?jis|euc-?(jp|kr)|iso-2022-jp|mac-?roman|macintosh)",
    re.IGNORECASE,
)
_SAMPLE = 512


def whole_text(data: bytes) -> str:
    """A whole file as text, by its byte order mark, else as UTF-16, UTF-8 or Windows-1252, as it looks."""
    wide = _wide(data)
    if wide:
        skip, encoding = wide
        return data[skip:].decode(encoding, "replace")
    return guessed(data[3:] if data.startswith(codecs.BOM_UTF8) else data)


def narrow(data: bytes) -> bytes:
    """`data` in an encoding of which ASCII is a part: UTF-16 and UTF-32 become UTF-8, a mark is taken off."""
    wide = _wide(data)
    if wide:
        skip, encoding = wide
        return data[skip:].decode(encoding, "replace").encode("utf-8", "replace")
    return data[3:] if data.startswith(codecs.BOM_UTF8) else data


def guessed(data: bytes, declared: str = "") -> str:
    """`data` as text. UTF-8 wins over what is declared: nothing else looks like it by chance."""
    encodings = ["utf-8", "cp1252"]
    named = declared.strip().lower().replace("_", "-")
    if _KNOWN.fullmatch(named):
        encodings.insert(0 if named.startswith("iso-2022") else 1, named)  # that one looks like plain ASCII
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("latin-1")


def _wide(data: bytes) -> tuple[int, str] | None:
    """How many bytes of mark to skip and the encoding, where it takes two or four bytes per character."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return None if encoding == "utf-8" else (len(mark), encoding)
    sample = data[:_SAMPLE]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > len(sample) // 5 and even <= len(sample) // 50:
        return 0, "utf-16-le"
    if even > len(sample) // 5 and odd <= len(sample) // 50:
        return 0, "utf-16-be"
    return None
