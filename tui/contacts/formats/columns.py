"""What the columns of a CSV file are taken for: shown to a person, and corrected by one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from tui.contacts.formats.csv_columns import Column, key_of
from tui.errors import UsageError
from tui.untrusted import clean

# As `--columns` names them; the places and types behind a colon are free for phone, else these.
PLAIN = (
    "name",
    "given",
    "middle",
    "family",
    "nickname",
    "company",
    "department",
    "title",
    "email",
    "url",
    "note",
    "groups",
    "favourite",
    "uid",
    "ignore",
)
ADDRESS = {"address": "whole", "street": "street", "zip": "zip", "city": "city", "country": "country"}
PLACES = ("work", "home", "other")
FIELDS = ("phone", *PLAIN, *ADDRESS)
_MAX_TYPE = 40
_LONGEST = 20_000
_PART = re.compile(r'(?:"[^"]*"|[^,"]|")+')


@dataclass(frozen=True, slots=True)
class PlannedColumn:
    """`number` counts from 1; `field` as `--columns` takes it ("phone:work"), "ignore" for a column that is
    not read; `why` name|content|told, "" where nothing speaks for anything; `sample` is one of its cells."""

    number: int
    heading: str
    field: str
    why: str
    sample: str


@dataclass(frozen=True, slots=True)
class ColumnPlan:
    """The columns of a file in their order. `headed`: its first row names them."""

    columns: tuple[PlannedColumn, ...]
    headed: bool

    def spec(self) -> str:
        """The plan as `--columns` takes it, to be corrected and given back."""
        return ",".join(f"{_quoted(column)}={column.field}" for column in self.columns)


def parse_columns(text: str) -> dict[str, str]:
    """`Firma=company,"Tel, alt"=phone:work,3=ignore` → what each heading or column number is.

    Raises `UsageError` for what is no assignment, and for a field that does not exist.
    """
    told: dict[str, str] = {}
    for part in _PART.findall(text[:_LONGEST]):
        if not part.strip():
            continue
        heading, equals, field = part.rpartition("=")
        heading, field = heading.strip().strip('"').strip(), field.strip()
        if not equals or not heading:
            raise UsageError("contacts_columns_form", text=clean(part, 60))
        if column_of(field) is None:
            raise UsageError("contacts_columns_field", field=clean(field, 40), known=", ".join(FIELDS))
        told[heading] = field
    return told


def column_of(spec: str) -> Column | None:
    """The column that `spec` describes, None where there is no such field."""
    field, _, kind = spec.partition(":")
    if field == "phone":
        return Column("phone", kind=clean(kind, _MAX_TYPE) or "other")
    if field in ADDRESS:
        place = kind or "work"
        return Column("address", kind=ADDRESS[field], place=place) if place in PLACES else None
    if field in PLAIN and not kind:
        return Column("ignored" if field == "ignore" else field)
    return None


def spec_of(column: Column | None) -> str:
    """`column` as `--columns` takes it."""
    if column is None or column.field == "ignored":
        return "ignore"
    if column.field == "phone":
        return "phone" if column.kind in ("", "other") else f"phone:{column.kind}"
    if column.field == "address":
        field = next(name for name, part in ADDRESS.items() if part == column.kind)
        return field if column.place in ("", "work") else f"{field}:{column.place}"
    return "nickname" if column.field == "file_as" else column.field


def told_for(told: Mapping[str, str], number: int, heading: str) -> str:
    """What was told of the column with that number and heading, "" for nothing."""
    for name, spec in told.items():
        same = name.strip().casefold() == heading.strip().casefold() and heading.strip()
        if same or name == str(number) or (key_of(name) and key_of(name) == key_of(heading)):
            return spec
    return ""


def _quoted(column: PlannedColumn) -> str:
    heading = column.heading
    if not heading or heading.isdecimal() or '"' in heading:
        return str(column.number)
    return f'"{heading}"' if any(sign in heading for sign in ",=") else heading
