"""Reads an address book file, whatever its format; the content decides, not the name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from tui.contacts.formats.columns import ColumnPlan
from tui.contacts.formats.draft import Draft, Drafts, Progress
from tui.contacts.formats.problems import MAX_PROBLEMS, Problem, problem
from tui.contacts.formats.sniffing import recognise
from tui.contacts.identity import Keys
from tui.contacts.model import Contact, PhoneNumber
from tui.contacts.number_text import as_typed, is_number, is_scientific
from tui.dialing.number import DialPlan, NumberKind
from tui.dialing.reading import read_typed


@dataclass(frozen=True, slots=True)
class ParsedContact:
    """A contact with its E.164 numbers. `key` is the same at the next reading of the same export, also where
    a number or a note has changed; it stands once in a file. `line` is where the record begins."""

    contact: Contact
    key: str
    line: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A file, read to its end; see `ContactFile`."""

    contacts: tuple[Contact, ...] = ()
    problems: tuple[Problem, ...] = ()
    format: str = "unknown"
    read: int = 0


class ContactFile:
    """An address book that is being read: iterate over it once, and stop where it is enough.

    Nothing raises. A broken record is a `Problem` and the others come; what is no address book at all is one
    problem with line 0 and the format "unknown".
    """

    def __init__(
        self, drafts: Drafts, progress: Progress, plan: DialPlan | None, keys: Keys, item: str
    ) -> None:
        """Use `read_contacts`."""
        self._drafts = drafts
        self._progress = progress
        self._dialing = plan
        self._keys = keys
        self._item = item

    @property
    def format(self) -> str:
        """vcard-2.1|vcard-3.0|vcard-4.0|vcard|csv-outlook|csv-google|csv-thunderbird|csv-cloud-pbx|csv|ldif
        |fritzbox-xml|snom-xml|yealink-xml|unknown; final when the iteration has ended."""
        return self._progress.format

    @property
    def read(self) -> int:
        """The records met so far, the unusable ones among them."""
        return self._progress.read

    @property
    def done(self) -> int:
        """Of `total`: how much of the file is behind us."""
        return self._progress.done

    @property
    def total(self) -> int:
        """The whole of the work, in a unit of the format's own."""
        return self._progress.total

    @property
    def plan(self) -> ColumnPlan | None:
        """What each column of a CSV file was taken for; None for other formats."""
        return self._progress.columns

    def __iter__(self) -> Iterator[ParsedContact | Problem]:
        """Every contact, and every problem at its place: at most 1,000, and one that counts the rest."""
        problems = 0
        for found in self._records():
            if isinstance(found, Problem):
                problems += 1
                if problems > MAX_PROBLEMS:
                    continue
            yield found
        if problems > MAX_PROBLEMS:
            yield problem(0, "", "contacts_more_problems", count=problems - MAX_PROBLEMS)

    def _records(self) -> Iterator[ParsedContact | Problem]:
        for draft in self._drafts:
            if isinstance(draft, Problem):
                yield draft
                continue
            contact = draft.contact
            if contact.numbers:
                contact, words = self._derived(contact, draft.unsure)
                yield from _unreadable(draft, words)
            identity = draft.identity or ("" if contact.uid or not self._item else f"file:{self._item}")
            yield ParsedContact(contact, self._keys.key(contact, identity), draft.line)

    def _derived(self, contact: Contact, unsure: frozenset[str]) -> tuple[Contact, list[PhoneNumber]]:
        """`contact` with its numbers in E.164 where a plan is known, and those that are none."""
        if self._dialing is None:
            return contact, [number for number in contact.numbers if not is_number(number.raw)]
        words: list[PhoneNumber] = []
        numbers: list[PhoneNumber] = []
        for number in contact.numbers:
            read = read_typed(as_typed(number.raw), self._dialing)
            if read.kind is NumberKind.INVALID:
                words.append(number)
            sure = read.e164 and number.raw not in unsure
            numbers.append(PhoneNumber(number.raw, read.e164, number.type) if sure else number)
        return replace(contact, numbers=tuple(numbers)), words


def read_contacts(
    data: bytes,
    name: str,
    plan: DialPlan | None = None,
    *,
    columns: Mapping[str, str] | None = None,
    keys: Keys | None = None,
    item: str = "",
) -> ContactFile:
    """The contacts of `data`, a file called `name`, which becomes their source.

    With `plan` the numbers get their E.164 form where that can be derived. `columns` tells what the columns
    of a CSV file are, by heading or number, as `parse_columns` reads it; the others are guessed. Where one
    source lies in many files, they share `keys` and each is an `item`, which is what a record without a UID
    is known by.
    """
    progress = Progress(total=len(data))
    return ContactFile(recognise(data, name, columns or {}, progress), progress, plan, keys or Keys(), item)


def failed(why: Problem) -> ContactFile:
    """What stands for a file that could not be opened."""
    return ContactFile(iter([why]), Progress(), None, Keys(), "")


def read_file(data: bytes, name: str) -> Reading:
    """The whole of a file at once, without E.164 numbers. Raises nothing."""
    book = read_contacts(data, name)
    contacts: list[Contact] = []
    problems: list[Problem] = []
    for found in book:
        if isinstance(found, Problem):
            problems.append(found)
        else:
            contacts.append(found.contact)
    return Reading(tuple(contacts), tuple(problems), book.format, book.read)


def _unreadable(draft: Draft, numbers: Iterable[PhoneNumber]) -> Iterator[Problem]:
    """What is kept as text because it is no number."""
    for number in numbers:
        key = "contacts_number_rounded" if is_scientific(number.raw) else "contacts_number_kept"
        line = draft.line_of(number.raw) if draft.line_of else draft.line
        yield problem(line, draft.contact.name, key, number=number.raw)
