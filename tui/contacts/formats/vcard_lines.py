"""The lines of a vCard file, put together and taken apart (RFC 6350 chapter 3, RFC 2425, vCard 2.1)."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from tui.contacts.formats.charset import guessed

_MAX_LINE = 64 * 1024  # bytes of one property; nobody's note is longer, and pictures are not read
_MAX_HEAD = 2048
_BLOCK = 64 * 1024
_MARK = b"\xef\xbb\xbf"  # in mid-file where several files were joined
_LARGE = {"PHOTO", "LOGO", "SOUND", "KEY", "X-MS-CARDPICTURE", "X-PHOTO"}
_FRAME = re.compile(rb"\s*(BEGIN|END)\s*:\s*VCARD\s*\Z", re.IGNORECASE)
_QUOTED_HEAD = re.compile(rb'[^":]*(?:"[^"]*"[^":]*)*:')
_NAME = re.compile(r"[A-Za-z0-9_-]{1,64}")
_PARAMS = re.compile(r';((?:[^;"]|"[^"]*"|")*)')
_LABELS = ("X-LABEL", "LABEL")
_ENCODINGS = {"quoted-printable", "base64", "b", "8bit", "7bit"}


@dataclass(frozen=True, slots=True)
class Head:
    """What stands before the value. `name` in capitals, "" where it is none; the rest in small letters."""

    name: str = ""
    group: str = ""
    types: tuple[str, ...] = ()
    encoding: str = ""
    charset: str = ""
    label: str = ""


_NO_HEAD = Head()


@dataclass(slots=True)
class Property:
    """One property of a card."""

    line: int
    head: Head
    value: bytes

    @property
    def edge(self) -> str:
        """ "BEGIN" or "END" where it begins or ends a card, else ""."""
        name = self.head.name
        return name if name in ("BEGIN", "END") and self.value.strip().upper() == b"VCARD" else ""

    def text(self, fallback: str = "cp1252") -> str:
        """The value as text: its transfer encoding undone, its charset as declared or as it looks, else
        `fallback`."""
        value, head = self.value, self.head
        if head.encoding == "quoted-printable" or (head.charset and _looks_quoted(value)):
            value = binascii.a2b_qp(value)
        elif head.encoding in ("base64", "b"):
            try:
                value = binascii.a2b_base64(value)
            except binascii.Error:
                return ""
        elif value.isascii() and not head.charset:
            return value.decode("ascii")
        return guessed(value, head.charset, fallback)


def frame(line: bytes) -> str:
    """ "BEGIN" or "END" where `line` begins or ends a card, else ""."""
    found = _FRAME.match(line)
    return found[1].decode("ascii").upper() if found else ""


def logical_lines(data: bytes) -> Iterator[tuple[int, Property]]:
    """Every property with a byte near which it stands: folds undone, pictures passed over.

    Line ends may be mixed, blank lines stand anywhere, and a soft break of quoted-printable continues a
    line without folding it. What is no property has no name, and all of the line for its value. `data` is in
    an encoding of which ASCII is a part.
    """
    line = _Line()
    old = False
    number = at = 0
    for at, block in blocks(data):
        for piece in block.splitlines():
            number += 1
            if line.takes(piece):
                line.add(piece, keep_blank=old)
                continue
            if line.first:
                prop = line.whole()
                if prop.head.name == "VERSION":
                    old = prop.value.strip() == b"2.1"
                yield at, prop
            line = _Line()
            if piece:
                line.begin(number, piece.removeprefix(_MARK) if piece[0] == 0xEF else piece)
    if line.first:
        yield at, line.whole()


def blocks(data: bytes) -> Iterator[tuple[int, bytes]]:
    """`data` in pieces that end where a line does."""
    at = 0
    while at < len(data):
        end = data.find(b"\n", at + _BLOCK)
        if end < 0:
            end = data.find(b"\r", at + _BLOCK) if b"\n" not in data[at : at + _BLOCK] else -1
        end = end + 1 if end >= 0 else len(data)
        block = data[at:end]
        yield at, block.replace(b"\r\r\n", b"\r\n") if b"\r\r\n" in block else block
        at = end


def _colon(line: bytes) -> int:
    """Where the value begins: a colon within quotation marks belongs to a parameter."""
    colon = line.find(b":")
    if colon > 0 and b'"' in line[:colon]:
        quoted = _QUOTED_HEAD.match(line[:_MAX_LINE])
        return quoted.end() - 1 if quoted else colon
    return colon


@lru_cache(maxsize=4096)
def _head(head: bytes) -> Head:
    """The same few heads stand in all the cards of a file."""
    text = head.decode("latin-1")
    group, _, name = text.partition(";")[0].strip().rpartition(".")
    if not _NAME.fullmatch(name):
        return _NO_HEAD
    types, named = _parameters(text)
    return Head(
        name=name.upper(),
        group=group.lower(),
        types=types,
        encoding=named.get("ENCODING", ""),
        charset=named.get("CHARSET", ""),
        label=next((named[name] for name in _LABELS if name in named), ""),
    )


def _parameters(head: str) -> tuple[tuple[str, ...], dict[str, str]]:
    """The types, and the other parameters by name in capitals. vCard 2.1 writes types bare: TEL;WORK;FAX."""
    types: list[str] = []
    named: dict[str, str] = {}
    for param in _PARAMS.findall(head)[:40]:
        key, equals, value = param.partition("=")
        key, value = key.strip(), value.replace('"', "").replace("\\", "").strip()
        value = value if key.upper() in _LABELS else value.lower()
        if not equals:
            bare = key.lower()
            if bare in _ENCODINGS:
                named["ENCODING"] = bare
            elif bare:
                types.append(bare)
        elif key.upper() == "TYPE":
            types.extend(part.strip() for part in value.split(",") if part.strip())
        else:
            named.setdefault(key.upper(), value)
    return tuple(types), named


def _looks_quoted(value: bytes) -> bool:
    return b"=" in value and re.fullmatch(rb"(?:[^=]|=[0-9A-Fa-f]{2})*", value) is not None


class _Line:
    """A logical line that is being put together."""

    __slots__ = ("_head", "_large", "_parts", "_quoted", "_room", "first")

    def __init__(self) -> None:
        self.first = 0  # the number of its first physical line; 0: none, or one that is not wanted
        self._large = False

    def begin(self, number: int, piece: bytes) -> None:
        """`piece` is the first physical line of a property, or of something that is none."""
        self._head, value = _taken_apart(piece)
        self._large = self._head.name in _LARGE
        if not self._large:
            self.first = number
            self._parts = [value[:_MAX_LINE]]
            self._room = _MAX_LINE - len(value)
            self._quoted = self._head.encoding == "quoted-printable"

    def takes(self, piece: bytes) -> bool:
        """Whether `piece` belongs to this line."""
        if self._large:  # some writers do not indent the base64 of a picture
            return piece[:1] in (b" ", b"\t") or b":" not in piece
        if not self.first:
            return False
        if self._quoted and self._parts[-1].endswith(b"="):
            return not frame(piece)
        return not piece or piece[:1] in (b" ", b"\t")

    def add(self, piece: bytes, *, keep_blank: bool) -> None:
        """`piece` continues it."""
        if self._large:
            return
        soft = self._quoted and self._parts[-1].endswith(b"=")
        if soft:
            self._parts[-1] = self._parts[-1][:-1]
        elif not piece:
            return
        elif keep_blank:  # vCard 2.1 folds at a blank and the blank stays (RFC 822), later ones anywhere
            piece = b" " + piece.lstrip()
        else:
            piece = piece[1:]
        if self._room > 0:
            self._parts.append(piece[: self._room])
            self._room -= len(piece)

    def whole(self) -> Property:
        """All of it."""
        value = self._parts[0] if len(self._parts) == 1 else b"".join(self._parts)
        if not self._head.name and len(self._parts) > 1:  # the head itself was folded
            return Property(self.first, *_taken_apart(value))
        return Property(self.first, self._head, value)


def _taken_apart(line: bytes) -> tuple[Head, bytes]:
    """Head and value; what has no head is all value."""
    colon = _colon(line)
    head = _head(line[:colon]) if 0 < colon <= _MAX_HEAD else _NO_HEAD
    return head, line[colon + 1 :] if head.name else line
