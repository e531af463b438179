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
_LETTERS = 1024 * 1024  # so much is looked at for letters
_BLOCK = 64 * 1024
_MAX_SOME = 2000
_INSIDE = re.compile(rb"(?<=[A-Za-z])[\x80-\xff]{1,3}(?=[A-Za-z])")  # at a word's edge it may be a quote
_EIGHT_BIT = ("cp1252", "cp850", "mac-roman")  # of equal ones the first
_DOUBLED = re.compile("[\u0080-\uffff]{2,4}")
# What the letters of DOS look like when they are taken for those of Windows.
_FROM_DOS = {
    ord(bytes([code]).decode("cp1252", "replace")): bytes([code]).decode("cp850")
    for code in b"\x81\x84\x8e\x94\x99\x9a\xe1\x82\x8a\x85"
    if code != 0x81
} | {0x81: "ü"}
_USUAL = frozenset("äöüÄÖÜßéèêáàâóôíçñåøæëïúùîłšž")


def whole_text(data: bytes) -> str:
    """A whole file as text, by its byte order mark, else as UTF-16, UTF-8 or what its letters look like.

    Where most lines are UTF-8 and some are not, several files were joined: each line is read on its own.
    """
    wide = _wide(data)
    if wide:
        skip, encoding = wide
        return data[skip:].decode(encoding, "replace")
    plain = data[3:] if data.startswith(codecs.BOM_UTF8) else data
    try:
        return plain.decode("utf-8")
    except UnicodeDecodeError:
        pass
    fallback = eight_bit(plain)
    if _mixed(plain):
        return "".join(guessed(line, "", fallback) for line in plain.splitlines(keepends=True))
    return _decoded(plain, fallback)


def narrow(data: bytes) -> bytes:
    """`data` in an encoding of which ASCII is a part: UTF-16 and UTF-32 become UTF-8, a mark is taken off."""
    wide = _wide(data)
    if wide:
        skip, encoding = wide
        return data[skip:].decode(encoding, "replace").encode("utf-8", "replace")
    return data[3:] if data.startswith(codecs.BOM_UTF8) else data


def guessed(data: bytes, declared: str = "", fallback: str = "cp1252") -> str:
    """`data` as text. UTF-8 wins over what is declared: nothing else looks like it by chance."""
    encodings = ["utf-8", fallback]
    named = declared.strip().lower().replace("_", "-")
    if _KNOWN.fullmatch(named):
        encodings.insert(0 if named.startswith("iso-2022") else 1, named)  # that one looks like plain ASCII
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("latin-1")


def eight_bit(data: bytes) -> str:
    """Which encoding of one byte a letter `data` is in: that in which most of it are letters of words.

    "M\\x81ller" is Müller in the code page of DOS (Outlook's "DOS" exports, old Notes), "M\\x9fller" on an
    old Mac. Windows-1252 where nothing tells.
    """
    letters: list[bytes] = []
    for at in range(0, len(data), _BLOCK):  # in pieces: other threads of the program want to go on
        block = data[at : at + _BLOCK]
        if not block.isascii():
            letters += _INSIDE.findall(block)
        if len(letters) >= _MAX_SOME:
            break
    if not letters:
        return "cp1252"
    return max(_EIGHT_BIT, key=lambda encoding: sum(_likely(some, encoding) for some in letters))


def mended(text: str, sample: str) -> str:
    """`text`, which was decoded wrongly before it was saved, put right as far as that can be undone.

    `sample` is a part in which a known word is damaged. "gesch„ftlich" was DOS taken for Windows,
    "geschÃ¤ftlich" UTF-8 taken for Windows. What is lost ("gesch?ftlich") stays lost.
    """
    if "Ã" in sample:
        return _DOUBLED.sub(_undoubled, text)
    if any(char in sample for char in "„”™Ž"):
        return text.translate(_FROM_DOS)
    return text


def _undoubled(found: re.Match[str]) -> str:
    try:
        return found[0].encode("cp1252").decode("utf-8")
    except UnicodeError:
        return found[0]


def _likely(some: bytes, encoding: str) -> int:
    text = _decoded(some, encoding)
    return sum(1 if char in _USUAL else 0 if char.isalpha() else -2 for char in text if not char.isascii())


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _mixed(data: bytes) -> bool:
    """Whether more lines with letters beyond ASCII are UTF-8 than are not."""
    balance = 0
    for line in data[:_LETTERS].splitlines():
        if not line.isascii():
            try:
                line.decode("utf-8")
                balance += 1
            except UnicodeDecodeError:
                balance -= 1
    return balance > 0


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
