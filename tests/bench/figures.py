"""What was measured, and how it is said."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

_HEAD = ("", "runs", "median", "p99", "unit", "beside", "aim", "")


@dataclass(frozen=True, slots=True)
class Figure:
    """A line of the table. `worst` is the 99th percentile, or the worst of few runs.

    `beside` says what it was compared with in the same run, `aim` what it ought to be and `met` whether
    it is; None where nothing was aimed at.
    """

    name: str
    runs: int
    middle: float
    worst: float
    unit: str
    beside: str = ""
    aim: str = ""
    met: bool | None = None

    def cells(self) -> tuple[str, ...]:
        verdict = {True: "met", False: "MISSED", None: ""}[self.met]
        numbers = (str(self.runs), _short(self.middle), _short(self.worst))
        return (self.name, *numbers, self.unit, self.beside, self.aim, verdict)


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least `share` of the values do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def times(
    name: str, seconds: Sequence[float], beside: str = "", aim: str = "", met: bool | None = None
) -> Figure:
    """Durations, said in milliseconds."""
    millis = [second * 1000 for second in seconds]
    return Figure(name, len(millis), median(millis), percentile(millis, 0.99), "ms", beside, aim, met)


def ratio(values: Sequence[float], others: Sequence[float]) -> float:
    """Of the medians of what was measured in turns."""
    return median(values) / median(others)


def table(figures: Sequence[Figure]) -> str:
    """Columns of plain text."""
    rows = [_HEAD, *(figure.cells() for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEAD))]
    return "\n".join("  ".join(_aligned(row, widths)).rstrip() for row in rows)


def _aligned(row: Sequence[str], widths: Sequence[int]) -> list[str]:
    return [
        cell.rjust(width) if column in (1, 2, 3) else cell.ljust(width)
        for column, (cell, width) in enumerate(zip(row, widths, strict=True))
    ]


def _short(value: float) -> str:
    return f"{value:.0f}" if value >= 1000 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"
