"""The address book files that the configuration names."""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tui.contacts.book import PhoneBook
from tui.contacts.model import Contact
from tui.contacts.reader import read_file
from tui.contacts.reading import Problem, ProblemList
from tui.dialing.number import DialPlan
from tui.untrusted import clean

MAX_FILE = 200  # MB


@dataclass(frozen=True, slots=True)
class LoadResult:
    """The book of all files, and what was wrong with each; `Problem.file` names it."""

    book: PhoneBook
    problems: tuple[Problem, ...] = ()


def load(paths: Sequence[Path], plan: DialPlan) -> LoadResult:
    """Read `paths` and build the book. A file that cannot be read is a problem, the others still load.

    A contact's source is the name of its file. Blocks: call it by `asyncio.to_thread`.
    """
    contacts: list[Contact] = []
    problems: list[Problem] = []
    for path in paths:
        name = clean(path.name)
        data, failure = _bytes(path)
        if data is None:
            problems.extend(replace(problem, file=name) for problem in failure)
            continue
        reading = read_file(data, name)
        contacts.extend(reading.contacts)
        problems.extend(replace(problem, file=name) for problem in reading.problems)
    return LoadResult(PhoneBook.build(contacts, plan), tuple(problems))


def _bytes(path: Path) -> tuple[bytes | None, tuple[Problem, ...]]:
    limit = MAX_FILE * 1024 * 1024
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # reading a pipe would wait for ever
            return None, _problem("contacts_file_not_regular", path)
        if status.st_size > limit:
            return None, _problem("contacts_file_too_big", path, limit=MAX_FILE)
        with path.open("rb") as file:
            return file.read(limit), ()
    except (FileNotFoundError, NotADirectoryError):
        return None, _problem("contacts_file_missing", path)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        reason = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else str(error)
        return None, _problem("contacts_file_unreadable", path, reason=reason)


def _problem(key: str, path: Path, **values: object) -> tuple[Problem, ...]:
    problems = ProblemList()
    problems.add(0, "", key, name=str(path), **values)
    return problems.all()
