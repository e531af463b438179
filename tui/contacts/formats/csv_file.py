"""CSV address books: Outlook, Google, Thunderbird, home-made ones, and the Cloud PBX form `Name, +49…`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tui.contacts.formats.charset import mended, whole_text
from tui.contacts.formats.columns import told_for
from tui.contacts.formats.csv_columns import repaired
from tui.contacts.formats.csv_contact import contact_from
from tui.contacts.formats.csv_layout import Layout, find_layout
from tui.contacts.formats.csv_rows import MAX_FIELD, Row, rows, split_lines
from tui.contacts.formats.draft import MAX_CONTACTS, Draft, Drafts, Progress
from tui.contacts.formats.problems import Problem, problem
from tui.contacts.model import Contact


def read_csv(data: bytes, source: str, progress: Progress, columns: Mapping[str, str]) -> Drafts | None:
    """Every row of `data` that makes a contact; `source` becomes its source. None: it is no address book.

    Separator, encoding and columns are found out, `columns` tells some of them. A file without a heading is
    read by what its columns hold.
    """
    text = whole_text(data)
    lines = split_lines(text)
    head = next((line for line in lines[:2] if not line.lower().startswith("sep=")), "")
    if repaired(head) != head:  # not this file's encoding, but what somebody once made of it
        lines = split_lines(mended(text, head))
    layout = find_layout(lines, columns)
    if layout is None:
        return None
    progress.format = layout.heading.format
    progress.columns = layout.plan
    progress.total = len(lines)
    return _drafts(lines, layout, source, progress, columns)


def _drafts(
    lines: list[str], layout: Layout, source: str, progress: Progress, columns: Mapping[str, str]
) -> Drafts:
    yield from _remarks(layout, columns)
    width = 0
    for row in rows(lines, layout.separator, layout.start):
        progress.done = row.line
        if layout.headed and not width:
            width = max(len(row.cells), 1)
            continue
        if progress.read >= MAX_CONTACTS:
            yield problem(row.line, "", "contacts_too_many", limit=MAX_CONTACTS)
            break
        progress.read += 1
        contact = contact_from(row.cells, layout.heading, source)
        yield from _faults(row, contact, width)
        if contact:
            yield Draft(contact, row.line, unsure=_unsure(row, layout))
    progress.done = progress.total


def _remarks(layout: Layout, told: Mapping[str, str]) -> Iterator[Problem]:
    """What is to be said of the file as a whole, at its heading."""
    line = layout.start + 1
    if layout.guessed and layout.headed and not told:
        yield problem(line, "", "contacts_columns_guessed")
    if layout.rounded:
        yield problem(line, "", "contacts_zero_lost")
    for name in told:
        alone = {name: told[name]}
        if not any(told_for(alone, column.number, column.heading) for column in layout.plan.columns):
            yield problem(line, "", "contacts_column_missing", name=name)


def _unsure(row: Row, layout: Layout) -> frozenset[str]:
    """Numbers that have lost a zero: to complete them would be to invent them."""
    if not layout.rounded:
        return frozenset()
    cells = (row.cells[at].strip() for at in layout.rounded if at < len(row.cells))
    return frozenset(cell for cell in cells if cell[:1] not in ("0", "+"))


def _faults(row: Row, contact: Contact | None, width: int) -> Iterator[Problem]:
    name = contact.name if contact else ""
    if row.fault == "too_long":
        yield problem(row.line, "", "contacts_row_too_long", limit=MAX_FIELD)
        return
    if row.fault == "quotes":
        yield problem(row.line, name, "contacts_row_quotes")
    elif width and any(cell.strip() for cell in row.cells[width:]):
        yield problem(row.line, name, "contacts_row_columns", count=len(row.cells), expected=width)
    if contact is None:
        yield problem(row.line, "", "contacts_row_empty")
