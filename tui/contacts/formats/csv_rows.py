"""The rows of a CSV file: its separator guessed, open quotation marks survived."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

SEPARATORS = (";", ",", "\t", "|")
MAX_FIELD = 131_072  # characters; the limit that the csv module comes with
_MAX_SPAN = 200  # physical lines of one row: a long note
_SAMPLE = 30
_MAX_LINES = 4_000_000  # physical ones
_MAX_FAULTS = 1000  # rows with open quotation marks; then these are taken for characters everywhere
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


@dataclass(frozen=True, slots=True)
class Row:
    """`line` counts from 1. `fault`: "" | "quotes" (read as well as possible) | "too_long" (no cells)."""

    line: int
    cells: tuple[str, ...]
    fault: str = ""


def split_lines(text: str) -> list[str]:
    """Physical lines with their ends, at CR, LF and CRLF only: other separators may stand in a field."""
    return [found[0] for found in islice(_LINE.finditer(text), _MAX_LINES)]


def rows(lines: list[str], separator: str, start: int = 0) -> Iterator[Row]:
    """Every row from line index `start` on that holds anything."""
    at = start
    width = faults = 0
    while at < len(lines):
        if '"' in lines[at] and faults < _MAX_FAULTS:
            row, at = _quoted(lines, at, separator, width)
            faults += row.fault == "quotes"
        else:
            row, at = _single(lines, at, separator, ""), at + 1
        width = width or len(row.cells)
        if row.fault == "too_long" or any(cell.strip() for cell in row.cells):
            yield row


def guess_separator(
    lines: list[str], start: int, worth: Callable[[tuple[str, ...]], int], tells: Callable[[str], bool]
) -> str:
    """The separator that makes most sense of the first rows, "" where none does.

    `worth` says how many columns of a heading are known; that counts more than equal widths. Where these are
    equal too, it is the one that leaves more cells of which `tells` knows what they are.
    """
    best, chosen = (0, 0.0, 0), ""
    for separator in SEPARATORS:
        sample = list(islice(rows(lines[: start + 400], separator, start), _SAMPLE))
        widths = [len(row.cells) for row in sample]
        common = max(set(widths), key=lambda width: (widths.count(width), width), default=0)
        if common < 2:
            continue
        equal = widths.count(common) / len(widths) + min(common, 50) / 100
        known = sum(tells(cell) for row in sample for cell in row.cells[:50])
        score = (worth(sample[0].cells), equal, known)
        if score > best:
            best, chosen = score, separator
    return chosen


def _quoted(lines: list[str], at: int, separator: str, width: int) -> tuple[Row, int]:
    """The row that begins at index `at`, and where the next one begins."""
    for strict in (True, False):
        reader = csv.reader(_window(lines, at), delimiter=separator, skipinitialspace=True, strict=strict)
        try:
            cells = tuple(next(reader))
        except (csv.Error, StopIteration):
            continue
        span = reader.line_num
        if strict or (
            len(cells) >= max(width, 2) and not _swallows(lines[at + 1 : at + span], separator, width)
        ):
            return Row(at + 1, cells), at + span
    return _single(lines, at, separator, "quotes"), at + 1


def _swallows(inner: list[str], separator: str, width: int) -> bool:
    """Whether lines taken for the middle of a quoted field are rows, so that the quotation mark was stray."""
    return any(line.count(separator) >= max(width - 1, 1) for line in inner)


def _single(lines: list[str], at: int, separator: str, fault: str) -> Row:
    """Line `at` taken for a row of its own, quotation marks for characters."""
    cells = tuple(cell.strip().strip('"') for cell in lines[at].rstrip("\r\n").split(separator))
    if max(len(cell) for cell in cells) > MAX_FIELD:
        return Row(at + 1, (), "too_long")
    return Row(at + 1, cells, fault)


def _window(lines: list[str], at: int) -> Iterator[str]:
    for index in range(at, min(at + _MAX_SPAN, len(lines))):
        yield lines[index]
