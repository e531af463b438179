"""What came out of a file: the contacts, and what was wrong with the rest."""

from __future__ import annotations

from dataclasses import dataclass, field

from tui.contacts.model import Contact
from tui.i18n import say
from tui.untrusted import clean

MAX_CONTACTS = 1_000_000  # per file
_MAX_PROBLEMS = 1000  # per file; what comes after is counted only


@dataclass(frozen=True, slots=True)
class Problem:
    """`line` counts from 1, 0 means the whole file. `contact` is its name or "", `text` a sentence in the
    language in use, `file` the file's name where several were read."""

    line: int
    contact: str
    text: str
    file: str = ""

    def __str__(self) -> str:
        """cards.vcf:12: Anna Müller: what is wrong."""
        place = self.file + (f":{self.line}" if self.line else "")
        return ": ".join(part for part in (place, self.contact, self.text) if part)


@dataclass(frozen=True, slots=True)
class Reading:
    """A file, read. Ids are 0 until the phone book gives them.

    `format` vcard-2.1|vcard-3.0|vcard-4.0|vcard|csv-outlook|csv-google|csv-thunderbird|csv-cloud-pbx|csv
    |unknown; `read` counts the cards or rows that were met, the unusable ones among them.
    """

    contacts: tuple[Contact, ...] = ()
    problems: tuple[Problem, ...] = ()
    format: str = "unknown"
    read: int = 0


@dataclass(slots=True)
class ProblemList:
    """Problems of one file, gathered; a hostile file cannot make the list endless."""

    _kept: list[Problem] = field(default_factory=list)
    _more: int = 0

    def add(self, line: int, contact: str, key: str, **values: object) -> None:
        """Note that the text `key` of the catalogue applies at `line`; string values are made harmless."""
        if len(self._kept) >= _MAX_PROBLEMS:
            self._more += 1
            return
        harmless = {name: clean(value) if isinstance(value, str) else value for name, value in values.items()}
        self._kept.append(Problem(line, contact, say(key, **harmless)))

    def all(self) -> tuple[Problem, ...]:
        """Every problem kept, in order, and one that counts those not kept."""
        if not self._more:
            return tuple(self._kept)
        return (*self._kept, Problem(0, "", say("contacts_more_problems", count=self._more)))
