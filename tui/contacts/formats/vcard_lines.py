"""The lines of a vCard file, put together and taken apart (RFC 6350 chapter 3, RFC 2425, vCard 2.1)."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass

from tui.contacts.charset import guessed

_MAX_LINE = 64 * 1024  # bytes of one property; nobody's note is longer, and pictures are not read
_PHYSICAL = re.compile(rb"[^\r\n]*(?:\r{0,2}\n|\r|\Z)")
_MARK = b"\xef\xbb\xbf"  # in mid-file where several files were joined
_LARGE = re.compile(
    rb"\s*(?:[\w-]+\.)?(?:PHOTO|LOGO|SOUND|KEY|X-MS-CARDPICTURE|X-PHOTO)\s*[;:]", re.IGNORECASE
)
_FRAME = re.compile(rb"\s*(BEGIN|END)\s*:\s*VCARD\s*\Z", re.IGNORECASE)
_OLD = re.compile(rb"\s*VERSION\s*:\s*2\.1", re.IGNORECASE)
_QUOTED_HEAD = re.compile(rb'[^":]*(?:"[^"]*"[^":]*)*:')
_NAME = re.compile(r"[A-Za-z0-9_-]{1,64}")
_PARAMS = re.compile(r';((?:[^;"]|"[^"]*"|")*)')
_ENCODINGS = {"quoted-printable", "base64", "b", "8bit", "7bit"}


@dataclass(frozen=True, slots=True)
class Property:
    """One property of a card. `name` in capitals, the rest of the head in small letters."""

    line: int
    name: str
    value: bytes
    group: str = ""
    types: tuple[str, ...] = ()
    encoding: str = ""
    charset: str = ""

    def text(self) -> str:
        """The value as text: its transfer encoding undone, its charset as declared or as it looks."""
        value = self.value
        if self.encoding == "quoted-printable" or (self.charset and _looks_quoted(value)):
            value = binascii.a2b_qp(value)
        elif self.encoding in ("base64", "b"):
            try:
                value = binascii.a2b_base64(value)
            except binascii.Error:
                return ""
        return guessed(value, self.charset)


def frame(line: bytes) -> str:
    """ "BEGIN" or "END" where `line` begins or ends a card, else ""."""
    found = _FRAME.match(line)
    return found[1].decode("ascii").upper() if found else ""


def logical_lines(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Every property with the number of its first line (from 1): folds undone, pictures passed over.

    Line ends may be mixed, blank lines stand anywhere, and a soft break of quoted-printable continues a
    line without folding it. `data` is in an encoding of which ASCII is a part.
    """
    line = _Line()
    old = False
    for number, start, end in _physical_lines(data):
        piece = data[start : min(end, start + _MAX_LINE)]
        if line.takes(piece):
            line.add(piece, keep_blank=old)
            continue
        if line.first:
            yield line.first, line.joined()
        line = _Line()
        if piece:
            piece = piece.removeprefix(_MARK)
            old = _OLD.match(piece) is not None or (old and frame(piece) != "BEGIN")
            line.begin(number, piece)
    if line.first:
        yield line.first, line.joined()


def parse_property(number: int, line: bytes) -> Property | None:
    """A logical line as a property; None where it is none."""
    head = _QUOTED_HEAD.match(line)
    colon = head.end() - 1 if head else line.find(b":")
    if colon <= 0:
        return None
    text = line[:colon].decode("latin-1")
    group, _, name = text.partition(";")[0].strip().rpartition(".")
    if not _NAME.fullmatch(name):
        return None
    types, named = _parameters(text)
    return Property(
        line=number,
        name=name.upper(),
        value=line[colon + 1 :],
        group=group.lower(),
        types=types,
        encoding=named.get("ENCODING", ""),
        charset=named.get("CHARSET", ""),
    )


def _parameters(head: str) -> tuple[tuple[str, ...], dict[str, str]]:
    """The types, and the other parameters by name in capitals. vCard 2.1 writes types bare: TEL;WORK;FAX."""
    types: list[str] = []
    named: dict[str, str] = {}
    for param in _PARAMS.findall(head)[:40]:
        key, equals, value = param.partition("=")
        key, value = key.strip(), value.replace('"', "").replace("\\", "").strip().lower()
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


def _physical_lines(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Number, start and end of every line without its line end."""
    for number, found in enumerate(_PHYSICAL.finditer(data), start=1):
        start, end = found.span()
        while end > start and data[end - 1] in b"\r\n":
            end -= 1
        yield number, start, end


class _Line:
    """A logical line that is being put together."""

    __slots__ = ("_large", "_parts", "_quoted", "_room", "first")

    def __init__(self) -> None:
        self.first = 0  # the number of its first physical line; 0: none, or one that is not wanted
        self._parts: list[bytes] = []
        self._room = _MAX_LINE
        self._quoted = False
        self._large = False

    def begin(self, number: int, piece: bytes) -> None:
        self._large = _LARGE.match(piece) is not None
        if not self._large:
            self.first = number
            self._parts = [piece]
            self._room -= len(piece)
            self._quoted = b"QUOTED-PRINTABLE" in piece.partition(b":")[0].upper()

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

    def joined(self) -> bytes:
        return b"".join(self._parts)
