"""CSV address books: Outlook, Google, Thunderbird, home-made ones, and the Cloud PBX form `Name, +49…`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

from tui.contacts.charset import whole_text
from tui.contacts.csv_columns import Column, Heading, read_heading
from tui.contacts.csv_contact import contact_from
from tui.contacts.csv_rows import MAX_FIELD, Row, guess_separator, rows, split_lines
from tui.contacts.model import Contact
from tui.contacts.number_text import is_number
from tui.contacts.reading import MAX_CONTACTS, Problem, ProblemList, Reading

__all__ = ["Problem", "Reading", "read_csv"]

_SAMPLE = 200
_MAX_COLUMNS = 100
_SEPARATOR_LINE = re.compile(r"\s*\"?sep=(.)\"?\s*", re.IGNORECASE)  # Excel's own first line
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


@dataclass(frozen=True, slots=True)
class _Layout:
    """How a file is built. `start` is the index of its first row, `headed` whether that is a heading."""

    start: int
    separator: str
    heading: Heading
    headed: bool
    guessed: bool = False


def read_csv(data: bytes, source: str) -> Reading:
    """Every row of `data` that makes a contact; `source` becomes its source. Raises nothing.

    Separator, encoding and columns are found out. A file without a heading is read by what its columns
    hold. Where there are no columns at all, nothing is read and `format` is "unknown".
    """
    lines = split_lines(whole_text(data))
    layout = _layout(lines)
    if layout is None:
        return Reading()
    problems = ProblemList()
    if layout.guessed and layout.headed:
        problems.add(layout.start + 1, "", "contacts_columns_guessed")
    contacts, read = _read_rows(lines, layout, source, problems)
    return Reading(tuple(contacts), problems.all(), layout.heading.format, read)


def _layout(lines: list[str]) -> _Layout | None:
    told = _SEPARATOR_LINE.fullmatch(lines[0][:20]) if lines else None
    start = 1 if told else 0
    known = told[1] if told else guess_separator(lines, start, lambda cells: len(read_heading(cells).columns))
    sample = list(islice(rows(lines, known, start), _SAMPLE)) if known else []
    if not sample:
        return None
    first = sample[0].cells
    heading = read_heading(first)
    if heading.convincing and not any(is_phone(cell) or _is_email(cell) for cell in first):
        return _Layout(start, known, heading, headed=True)
    guess = _guess_heading(sample[1:] or sample, known)
    if guess is None:
        return None
    reached = [at for at, column in guess.columns.items() if column.field in ("phone", "email")]
    values = any(is_number(cell) or _is_email(cell) for at, cell in enumerate(first) if at in reached)
    if values:
        guess = _guess_heading(sample, known) or guess
    return _Layout(start, known, guess, headed=not values, guessed=True)


def _read_rows(
    lines: list[str], layout: _Layout, source: str, problems: ProblemList
) -> tuple[list[Contact], int]:
    contacts: list[Contact] = []
    read = width = 0
    for row in rows(lines, layout.separator, layout.start):
        if layout.headed and not width:
            width = max(len(row.cells), 1)
            continue
        if read >= MAX_CONTACTS:
            problems.add(row.line, "", "contacts_too_many", limit=MAX_CONTACTS)
            break
        read += 1
        contact = contact_from(row.cells, layout.heading, source)
        _report(row, contact, width, problems)
        if contact:
            contacts.append(contact)
    return contacts, read


def _report(row: Row, contact: Contact | None, width: int, problems: ProblemList) -> None:
    name = contact.name if contact else ""
    if row.fault == "too_long":
        problems.add(row.line, "", "contacts_row_too_long", limit=MAX_FIELD)
        return
    if row.fault == "quotes":
        problems.add(row.line, name, "contacts_row_quotes")
    elif width and any(cell.strip() for cell in row.cells[width:]):
        problems.add(row.line, name, "contacts_row_columns", count=len(row.cells), expected=width)
    if contact is None:
        problems.add(row.line, "", "contacts_row_empty")
        return
    for number in contact.numbers:
        if not is_number(number.raw):
            problems.add(row.line, name, "contacts_number_kept", number=number.raw)


def _guess_heading(body: list[Row], separator: str) -> Heading | None:
    """The columns by what they hold; None where there is no name with a number or an address."""
    width = max(len(row.cells) for row in body)
    filled = [
        [row.cells[at].strip() for row in body if at < len(row.cells) and row.cells[at].strip()]
        for at in range(min(width, _MAX_COLUMNS))
    ]
    phones = {at for at, cells in enumerate(filled) if _most(cells, is_phone)}
    phones = phones or {at for at, cells in enumerate(filled) if _most(cells, is_number)}
    columns: dict[int, Column] = {}
    free = ["company", "name"]
    for at, cells in enumerate(filled):
        if at in phones:
            columns[at] = Column("phone", kind="other")
        elif _most(cells, _is_email):
            columns[at] = Column("email")
        elif cells and free:
            columns[at] = Column(free.pop())
    found = {column.field for column in columns.values()}
    if "name" not in found or not found & {"phone", "email"}:
        return None
    central = separator == "," and width == 2 and all(_is_central(row) for row in body)
    return Heading(columns, "csv-cloud-pbx" if central else "csv")


def is_phone(cell: str) -> bool:
    """Whether a cell of an unnamed column holds a number that one can call, not a year or a row number."""
    return is_number(cell) and sum(char.isdecimal() for char in cell) >= 5


def _is_email(cell: str) -> bool:
    return _EMAIL.fullmatch(cell.strip()) is not None


def _most(cells: list[str], holds: Callable[[str], bool]) -> bool:
    return 2 * sum(holds(cell) for cell in cells) > len(cells)


def _is_central(row: Row) -> bool:
    return len(row.cells) == 2 and row.cells[1].strip()[:1] in ("+", "")
