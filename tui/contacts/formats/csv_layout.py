"""How a CSV file is built: where its rows begin, what separates its fields, what its columns hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from tui.contacts.formats.columns import ColumnPlan, PlannedColumn, column_of, spec_of, told_for
from tui.contacts.formats.csv_columns import Column, Heading, is_no_phone, read_heading
from tui.contacts.formats.csv_rows import Row, guess_separator, rows
from tui.contacts.number_text import is_number
from tui.untrusted import clean

_SAMPLE = 200
_MAX_COLUMNS = 200
_SEPARATOR_LINE = re.compile(r"\s*\"?sep=(.)\"?\s*", re.IGNORECASE)  # Excel's own first line
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_OUTSIDE = re.compile(r"\s*[(\[]?\s*(?:\+|0\d)")  # how a number begins, and a customer's or a bank's does not
_NAMES = {"name", "given", "family", "company", "file_as"}
_SEVERAL = {"phone", "email", "address", "groups", "nickname", "ignored"}  # columns that stand side by side
_LOST_ZERO = re.compile(r"(?!49)[1-9]\d{8,11}")


@dataclass(frozen=True, slots=True)
class Layout:
    """`start` is the index of the first line of rows, `headed` whether that is a heading; `guessed`: it names
    no known columns. `rounded` are the phone columns whose numbers have lost their leading zero."""

    start: int
    separator: str
    heading: Heading
    headed: bool
    guessed: bool
    plan: ColumnPlan
    rounded: frozenset[int] = frozenset()


def find_layout(lines: Sequence[str], told: Mapping[str, str]) -> Layout | None:
    """The layout of `lines`; None where they are no address book. `told` is what a person says of columns."""
    lines = list(lines)
    first_line = _SEPARATOR_LINE.fullmatch(lines[0][:20]) if lines else None
    start = 1 if first_line else 0
    separator = (
        first_line[1]
        if first_line
        else guess_separator(lines, start, lambda cells: len(read_heading(cells).columns), _tells)
    )
    sample = list(islice(rows(lines, separator, start), _SAMPLE)) if separator else []
    if not sample:
        return None
    first = sample[0].cells
    heading = read_heading(first)
    values = any(is_phone(cell) or _is_email(cell) for cell in first)
    if heading.convincing and not values:
        return _layout(start, separator, sample, heading, told, headed=True, guessed=False)
    named = {} if values else heading.columns
    guess = _by_content(sample[1:] or sample, separator, named, () if values else first)
    if guess is None and not told:
        return None
    guess = guess or Heading(named, "csv")
    reached = [at for at, column in guess.columns.items() if column.field in ("phone", "email")]
    if any(is_number(cell) or _is_email(cell) for at, cell in enumerate(first) if at in reached):
        guess = _by_content(sample, separator, {}, ()) or guess
        return _layout(start, separator, sample, guess, told, headed=False, guessed=True)
    return _layout(start, separator, sample, guess, told, headed=not values, guessed=True)


def is_phone(cell: str) -> bool:
    """Whether a cell of an unnamed column holds a number that one can call, not a year or a row number."""
    return is_number(cell) and sum(char.isdecimal() for char in cell) >= 5


def _layout(
    start: int,
    separator: str,
    sample: Sequence[Row],
    heading: Heading,
    told: Mapping[str, str],
    *,
    headed: bool,
    guessed: bool,
) -> Layout:
    first = sample[0].cells if headed else ()
    filled = _filled(sample[1:] if headed else sample)
    columns = dict(heading.columns)
    why = dict.fromkeys(columns, "content" if guessed and not headed else "name")
    if not guessed:
        for at, cells in enumerate(filled):
            found = _holds(cells, first[at] if at < len(first) else "") if at not in columns else None
            if found:
                columns[at], why[at] = found, "content"
    elif headed:
        known = read_heading(first).columns
        why = {at: "name" if columns[at] == known.get(at) else "content" for at in columns}
    _obey(told, first, max(len(first), len(filled)), columns, why)
    shown = tuple(
        PlannedColumn(
            at + 1,
            clean(first[at], 60) if at < len(first) else "",
            spec_of(columns.get(at)),
            why.get(at, ""),
            clean(filled[at][0], 60) if at < len(filled) and filled[at] else "",
        )
        for at in range(min(max(len(first), len(filled)), _MAX_COLUMNS))
    )
    rounded = frozenset(
        at
        for at, column in columns.items()
        if column.field == "phone" and at < len(filled) and _lost_zeros(filled[at])
    )
    kept = Heading(columns, heading.format)
    return Layout(start, separator, kept, headed, guessed, ColumnPlan(shown, headed), rounded)


def _obey(
    told: Mapping[str, str], first: Sequence[str], width: int, columns: dict[int, Column], why: dict[int, str]
) -> None:
    """What a person says of a column goes before every guess, also before a guess at another column."""
    for at in range(width):
        spec = told_for(told, at + 1, first[at] if at < len(first) else "")
        column = column_of(spec) if spec else None
        if column:
            if at not in columns or spec_of(columns[at]) != spec:
                columns[at] = column
            why[at] = "told"
    meant = {columns[at].field for at in why if why[at] == "told"} - _SEVERAL
    for at in tuple(columns):
        if columns[at].field in meant and why[at] != "told":
            del columns[at], why[at]


def _by_content(
    body: Sequence[Row], separator: str, named: Mapping[int, Column], first: Sequence[str]
) -> Heading | None:
    """The columns by what they hold, those that are `named` already left as they are; None where there is
    no name with a number or an address."""
    filled = _filled(body)
    free = [at for at in range(len(filled)) if at >= len(first) or not is_no_phone(first[at])]
    phones: set[int] = set()
    for holds in (_is_outside, is_phone, is_number):  # the surest columns only: other numbers are customers'
        phones = phones or {at for at in free if _most(filled[at], holds)}
    columns: dict[int, Column] = dict(named)
    taken = {column.field for column in named.values()}
    names = [field for field in ("company", "name") if field not in taken]
    for at, cells in enumerate(filled):
        if at in columns:
            continue
        if at in phones:
            columns[at] = Column("phone", kind="other")
        elif _most(cells, _is_email):
            columns[at] = Column("email")
        elif cells and names and at in free:
            columns[at] = Column(names.pop())
    found = {column.field for column in columns.values()}
    if not found & _NAMES or not found & {"phone", "email"}:
        return None
    central = separator == "," and len(filled) == 2 and all(_is_central(row) for row in body)
    return Heading(columns, "csv-cloud-pbx" if central else "csv")


def _filled(body: Sequence[Row]) -> list[list[str]]:
    """The cells of every column that hold something."""
    width = max((len(row.cells) for row in body), default=0)
    return [
        [row.cells[at].strip() for row in body if at < len(row.cells) and row.cells[at].strip()]
        for at in range(min(width, _MAX_COLUMNS))
    ]


def _holds(cells: Sequence[str], heading: str) -> Column | None:
    """What a column is whose heading says nothing: its cells must leave no doubt."""
    if _most(cells, _is_email):
        return Column("email")
    if cells and not is_no_phone(heading) and all(_is_outside(cell) for cell in cells):
        return Column("phone", kind="other")
    return None


def _tells(cell: str) -> bool:
    return is_phone(cell) or _is_email(cell)


def _is_outside(cell: str) -> bool:
    return is_phone(cell) and _OUTSIDE.match(cell) is not None


def _lost_zeros(cells: Sequence[str]) -> bool:
    """Whether a spreadsheet took the numbers of a column for quantities: none begins with 0 or "+", and one
    is too long for a number in town."""
    if any(cell.lstrip("'=\"(").startswith(("0", "+")) for cell in cells):
        return False
    return any(_LOST_ZERO.fullmatch(cell) for cell in cells)


def _is_email(cell: str) -> bool:
    return _EMAIL.fullmatch(cell.strip()) is not None


def _most(cells: Sequence[str], holds: Callable[[str], bool]) -> bool:
    return 2 * sum(holds(cell) for cell in cells) > len(cells)


def _is_central(row: Row) -> bool:
    return len(row.cells) == 2 and row.cells[1].strip()[:1] in ("+", "")
