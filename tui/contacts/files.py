"""The address books on the disk: files of every format, and folders of vCards."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from tui.contacts.formats.columns import ColumnPlan
from tui.contacts.formats.problems import Problem, problem
from tui.contacts.formats.reader import ContactFile, ParsedContact, failed, read_contacts
from tui.contacts.identity import Keys
from tui.dialing.number import DialPlan
from tui.untrusted import clean

MAX_FILE = 500  # MB
_MAX_FILES = 200_000  # of a folder
_OTHER_THINGS = (".ics", ".tmp", ".part", ".bak")  # beside the cards of a vdir


class ContactFolder:
    """A folder with a file for every contact (vdir, as vdirsyncer keeps it), read like one address book.

    Hidden files, folders in it, appointments and half-written files are passed over.
    """

    format = "vdir"
    plan: ColumnPlan | None = None

    def __init__(self, path: Path, plan: DialPlan | None) -> None:
        self._path = path
        self._dialing = plan
        self.read = 0
        self.done = 0
        self.total = 0  # files; known when the first has been read

    def __iter__(self) -> Iterator[ParsedContact | Problem]:
        """Every contact, and every problem with the name of its file."""
        name = clean(self._path.name)
        try:
            paths = sorted(path for path in self._path.iterdir() if _is_card(path))[:_MAX_FILES]
        except OSError as error:
            yield _failure(error, self._path)
            return
        self.total = len(paths)
        if not paths:
            yield problem(0, "", "contacts_folder_empty", name=str(self._path))
        keys = Keys()
        for path in paths:
            data = _bytes(path)
            if isinstance(data, Problem):
                yield replace(data, file=clean(path.name))
            else:
                book = read_contacts(data, name, self._dialing, keys=keys, item=path.name)
                for found in book:
                    yield replace(found, file=clean(path.name)) if isinstance(found, Problem) else found
                self.read += book.read
            self.done += 1


def open_path(
    path: Path, plan: DialPlan | None = None, *, columns: Mapping[str, str] | None = None
) -> ContactFile | ContactFolder:
    """The address book at `path`, a file or a folder, to be iterated over; see `read_contacts`.

    Raises nothing: what cannot be opened is a problem of the iteration. Reading blocks: do it in a thread.
    """
    try:
        folder = path.is_dir()
    except (OSError, ValueError):  # told in words by whatever tries to open it
        folder = False
    if folder:
        return ContactFolder(path, plan)
    data = _bytes(path)
    if isinstance(data, Problem):
        return failed(data)
    return read_contacts(data, clean(path.name), plan, columns=columns)


def _is_card(path: Path) -> bool:
    return not path.name.startswith(".") and path.suffix.lower() not in _OTHER_THINGS and path.is_file()


def _bytes(path: Path) -> bytes | Problem:
    """What stands in the file, or why it cannot be read."""
    limit = MAX_FILE * 1024 * 1024
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # reading a pipe would wait for ever
            return problem(0, "", "contacts_file_not_regular", name=str(path))
        if status.st_size > limit:
            return problem(0, "", "contacts_file_too_big", name=str(path), limit=MAX_FILE)
        with path.open("rb") as file:
            return file.read(limit)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        return _failure(error, path)


def _failure(error: OSError | ValueError, path: Path) -> Problem:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return problem(0, "", "contacts_file_missing", name=str(path))
    reason = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else str(error)
    return problem(0, "", "contacts_file_unreadable", name=str(path), reason=reason)
