"""What the reader of one format hands to the reader of them all, and how far it has come."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.contacts.formats.problems import Problem
from tui.contacts.model import Contact

if TYPE_CHECKING:
    from tui.contacts.formats.columns import ColumnPlan

MAX_CONTACTS = 1_000_000  # per file


@dataclass(slots=True)
class Draft:
    """A contact as its record has it, its numbers not looked at yet.

    `line` is where the record begins. `identity` is what the record calls itself where that is not the
    contact's uid ("dn:cn=Anna"). `line_of` tells in which line a number stands. `unsure` are numbers as
    written of which no E.164 form may be derived.
    """

    contact: Contact
    line: int
    identity: str = ""
    line_of: Callable[[str], int] | None = None
    unsure: frozenset[str] = frozenset()


Drafts = Iterator[Draft | Problem]


@dataclass(slots=True)
class Progress:
    """How far a file has been read; the reader of its format writes it.

    `read` counts the records met, the unusable ones among them; `done` of `total` is work in a unit of the
    format's own (bytes, lines). `format` is final at the end: the prevailing version names a vCard file's.
    """

    format: str = "unknown"
    read: int = 0
    done: int = 0
    total: int = 0
    columns: ColumnPlan | None = None
