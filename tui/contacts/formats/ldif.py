"""LDIF: directories, and the address books of Thunderbird and its relatives (RFC 2849, RFC 2798)."""

from __future__ import annotations

import binascii
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from tui.contacts.formats.charset import eight_bit, guessed, narrow
from tui.contacts.formats.draft import MAX_CONTACTS, Draft, Drafts, Progress
from tui.contacts.formats.ldif_contact import SKIPPED, contact_from, is_group, is_person
from tui.contacts.formats.problems import Problem, problem
from tui.contacts.formats.vcard_lines import blocks
from tui.untrusted import clean

_MAX_LINE = 64 * 1024  # bytes of a value
_MAX_VALUES = 500  # of a record
_ADDING = {"", "add"}  # change types whose record carries the entry itself


@dataclass(slots=True)
class Record:
    """The attributes of an entry by their names in small letters; `line` is that of its dn."""

    line: int
    values: dict[str, list[str]] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)  # where each value stands
    count: int = 0

    def texts(self, *names: str) -> Iterator[str]:
        """The values of the attributes `names`."""
        for name in names:
            yield from self.values.get(name, ())

    def text(self, *names: str, limit: int = 256) -> str:
        """The first value that says anything, on one line."""
        return next((line for line in (clean(text, limit) for text in self.texts(*names)) if line), "")

    def line_of(self, raw: str) -> int:
        """The line of the value that holds `raw`."""
        return next((line for value, line in self.lines.items() if raw in clean(value, 4000)), self.line)


def read_ldif(data: bytes, source: str, progress: Progress) -> Drafts:
    """Every person and company of `data`; `source` becomes its source. Raises nothing.

    Of a list of changes the additions come in; what would change or delete an entry is reported, since the
    entry itself is not in the file. Files that a value refers to (`jpegPhoto:< file:…`) are never opened.
    """
    text = narrow(data)
    progress.total = len(text)
    progress.format = "ldif"
    reader = _Reader(source, progress, eight_bit(text))
    for at, number, line in _logical_lines(text):
        progress.done = at
        yield from reader.take(number, line)
        if progress.read >= MAX_CONTACTS:
            yield problem(number, "", "contacts_too_many", limit=MAX_CONTACTS)
            break
    yield from reader.close()
    progress.done = progress.total


class _Reader:
    def __init__(self, source: str, progress: Progress, fallback: str) -> None:
        self._source = source
        self._progress = progress
        self._fallback = fallback
        self._record: Record | None = None
        self._outside = False

    def take(self, number: int, line: bytes) -> Iterator[Problem | Draft]:
        """One logical line, an empty one between records."""
        if not line:
            yield from self.close()
            return
        name, colon, rest = line.partition(b":")
        attribute = name.decode("latin-1").strip().lower().partition(";")[0]
        if not colon or not attribute.replace("-", "").replace(".", "").isalnum():
            if line.strip() != b"-":  # between the parts of a change
                yield problem(number, self._name(), "contacts_line_unreadable", text=_excerpt(line))
            return
        if attribute == "dn":
            yield from self.close()  # the empty line is missing
            self._record = Record(number)
        if self._record is None:
            if attribute not in ("version", "search", "result") and not self._outside:
                self._outside = True
                yield problem(number, "", "contacts_outside_record", text=_excerpt(line))
            return
        if attribute in SKIPPED or self._record.count >= _MAX_VALUES:
            return
        if rest.startswith(b"<"):
            yield problem(number, self._name(), "contacts_url_refused", attribute=attribute)
            return
        value = _value(rest, self._fallback)
        if value is None:
            yield problem(number, self._name(), "contacts_line_unreadable", text=_excerpt(line))
            return
        self._record.values.setdefault(attribute, []).append(value)
        self._record.lines.setdefault(value, number)
        self._record.count += 1

    def close(self) -> Iterator[Problem | Draft]:
        """The record has ended."""
        record, self._record, self._outside = self._record, None, False
        if record is None:
            return
        change = record.text("changetype").lower()
        if change not in _ADDING:
            self._progress.read += 1
            yield problem(record.line, record.text("dn"), "contacts_change_skipped", change=change)
            return
        if is_group(record) or not is_person(record):
            return  # lists, and the branches of the directory's tree
        self._progress.read += 1
        contact = contact_from(record, self._source)
        if contact is None:
            yield problem(record.line, record.text("dn"), "contacts_record_empty")
            return
        line_of: Callable[[str], int] = record.line_of
        yield Draft(contact, record.line, identity=_identity(record), line_of=line_of)

    def _name(self) -> str:
        return self._record.text("cn", "displayname") if self._record else ""


def _identity(record: Record) -> str:
    unique = record.text("entryuuid", "objectguid", "nsuniqueid")
    dn = record.text("dn", limit=1000)
    return f"uid:{unique}" if unique else f"dn:{dn.casefold()}" if dn else ""


def _value(rest: bytes, fallback: str) -> str | None:
    """What stands behind the colon; None where its base64 is none."""
    if rest.startswith(b":"):
        try:
            return guessed(binascii.a2b_base64(rest[1:].strip()), "", fallback)
        except binascii.Error:
            return None
    return guessed(rest.removeprefix(b" "), "", fallback)


def _logical_lines(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """A byte near which it stands, the number of its first line, and each line with its folds undone; an
    empty one between records; comments left out."""
    number = first = at = 0
    parts: list[bytes] = []
    room = _MAX_LINE
    for at, block in blocks(data):
        for piece in block.splitlines():
            number += 1
            if first and piece[:1] == b" ":
                if room > 0:
                    parts.append(piece[1 : room + 1])
                    room -= len(piece)
                continue
            if first and parts[0][:1] != b"#":
                yield at, first, b"".join(parts)
            first, parts, room = number, [piece[:_MAX_LINE]], _MAX_LINE - len(piece)
    if first and parts[0][:1] != b"#":
        yield at, first, b"".join(parts)


def _excerpt(line: bytes) -> str:
    return clean(line[:200].decode("utf-8", "replace"), 40)
