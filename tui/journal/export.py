"""Calls as CSV (RFC 4180), safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from typing import Final, TextIO

from tui.journal.record import CallRecord, as_json

HEADER: Final = (
    "id",
    "phone",
    "direction",
    "state",
    "outcome",
    "started",
    "answered",
    "ended",
    "ringing_seconds",
    "talk_seconds",
    "hold_seconds",
    "number",
    "number_raw",
    "display_name",
    "own_number",
    "contact_id",
    "contact_name",
    "contact_company",
    "forwarded_to",
    "transferred_to",
    "note",
    "tags",
    "call_id",
    "answered_elsewhere",
    "reference",
    "follow_up_due",
    "follow_up_done",
)

# OWASP, "CSV Injection": what makes a spreadsheet take a cell for a formula; the full-width forms too.
_FORMULA: Final = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
_NUMBER: Final = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")


def write_csv(records: Iterable[CallRecord], stream: TextIO, now: float) -> int:
    """Writes a header and one line per call, and returns how many calls those were.

    `stream` is text opened as UTF-8 with newline="", since the lines end in CR LF as the RFC wants it.
    The columns are the keys of the Call object, of contact and follow-up with its name in front; the tags
    are joined by commas. `now` (epoch seconds) dates a call that is still open.
    """
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(HEADER)
    count = 0
    for record in records:
        cells = _flat(as_json(record, now))
        writer.writerow([_cell(cells[name]) for name in HEADER])
        count += 1
    return count


def defused(text: str) -> str:
    """`text`, with an apostrophe in front where a spreadsheet would run it; a number like "+49…" stays."""
    if _FORMULA.match(text) and not _NUMBER.fullmatch(text):
        return "'" + text
    return text


def _flat(call: dict[str, object]) -> dict[str, object]:
    flat = dict(call)
    contact = flat.pop("contact")
    known: dict[str, object] = contact if isinstance(contact, dict) else {}
    flat.update({f"contact_{key}": known.get(key) for key in ("id", "name", "company")})
    wished = flat.pop("follow_up")
    follow_up: dict[str, object] = wished if isinstance(wished, dict) else {}
    flat.update({f"follow_up_{key}": follow_up.get(key) for key in ("due", "done")})
    return flat


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return defused(", ".join(str(each) for each in value))
    return defused(str(value))
