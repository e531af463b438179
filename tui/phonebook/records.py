"""The records of an address book on the disk, as they are put into the book."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from tui.contacts.files import open_path
from tui.contacts.formats.problems import Problem
from tui.contacts.formats.reader import ContactFile, ParsedContact
from tui.phonebook.intake import Record


class Records:
    """To be iterated over once; what was wrong comes between them. `done` of `total` is worked through."""

    def __init__(self, path: Path, columns: Mapping[str, str] | None) -> None:
        # Without the dial plan: the book derives the numbers itself, and would do it twice.
        self._book = open_path(path, columns=columns)

    @property
    def format(self) -> str:
        return self._book.format

    @property
    def read(self) -> int:
        return self._book.read

    @property
    def done(self) -> int:
        return self._book.done

    @property
    def total(self) -> int:
        return self._book.total

    @property
    def columns(self) -> str:
        """What the columns of a CSV file were taken for, as `--columns` takes it; "" for other formats."""
        plan = self._book.plan if isinstance(self._book, ContactFile) else None
        return plan.spec() if plan is not None else ""

    def __iter__(self) -> Iterator[Record | Problem]:
        for found in self._book:
            if isinstance(found, ParsedContact):
                yield Record(found.key, found.contact, found.line)
            else:
                yield found


def open_records(path: Path, columns: Mapping[str, str] | None = None) -> Records:
    """The records of the file or folder at `path`. Raises nothing: what cannot be read is a problem."""
    return Records(path, columns)
