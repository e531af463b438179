"""The records of an address book on the disk, in the order in which they stand there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import blake2b
from pathlib import Path

from tui.contacts.files import read_bytes
from tui.contacts.identity import source_keys
from tui.contacts.reader import read_file
from tui.contacts.reading import Problem
from tui.dialing.number import DialPlan
from tui.phonebook.intake import Record
from tui.untrusted import clean


class Records:
    """To be iterated over once; what was wrong comes between them. `done` of `total` is worked through."""

    def __init__(self, path: Path) -> None:
        self._name = clean(path.name)
        data, self._failure = read_bytes(path)
        self._data = data
        self.digest = blake2b(data, digest_size=16).hexdigest() if data is not None else ""
        self.format = "unknown"
        self.read = 0
        self.done = 0
        self.total = 0

    def __iter__(self) -> Iterator[Record | Problem]:
        if self._data is None:
            yield from self._failure
            return
        reading = read_file(self._data, self._name)
        self.format, self.read, self.total = reading.format, reading.read, len(reading.contacts)
        yield from reading.problems
        for key, contact in zip(source_keys(reading.contacts), reading.contacts, strict=True):
            self.done += 1
            yield Record(key, contact)


def open_records(path: Path, plan: DialPlan, columns: Mapping[str, str] | None) -> Records:
    """The records of the file at `path`. Raises nothing: what cannot be opened is a problem. Blocks."""
    return Records(path)
