"""The program's memory, file handles and threads over time, as Linux tells them."""

from __future__ import annotations

import asyncio
import os
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Final


@dataclass(frozen=True, slots=True)
class Sample:
    """`at` in epoch seconds; memory in KiB (proportional and resident set)."""

    at: float
    pss: int
    rss: int
    handles: int
    threads: int
    cpu: float


@dataclass(frozen=True, slots=True)
class Limits:
    """KiB of memory (PSS) a minute, where it was watched long enough to tell a trend, and KiB from the first rest to
    the last; file handles more at the last rest than at the first; threads in all.

    The threads are the program's first one, the journal's, the phone book's three, and asyncio's pool, which is made as it is needed and has
    at most four more than there are processors (Python's `ThreadPoolExecutor`).
    """

    pss_per_minute: float = 150.0
    pss: float = 3072.0
    handles: int = 0
    threads: int = 2 + 3 + 4 + (os.cpu_count() or 1)


_TREND: Final = 180.0  # seconds of samples that tell a trend


@dataclass(slots=True)
class Health:
    """Samples of the process `pid` every `every` seconds; `rests` were taken while nothing went on."""

    pid: int
    every: float = 10.0
    samples: list[Sample] = field(default_factory=list)
    rests: list[Sample] = field(default_factory=list)

    async def keep(self) -> None:
        """Runs until it is cancelled."""
        while True:
            self.samples.append(sample(self.pid))
            await asyncio.sleep(self.every)

    def rest(self) -> None:
        """Nothing goes on just now."""
        self.rests.append(sample(self.pid))

    def findings(self, limits: Limits = Limits()) -> list[str]:
        """What grew although it must not."""
        found = []
        after = self.warm()
        growth = slope([(one.at, one.pss) for one in after]) * 60
        if after and after[-1].at - after[0].at >= _TREND and growth > limits.pss_per_minute:
            found.append(f"memory grows by {growth:.0f} KiB a minute (PSS, after the warm-up)")
        if len(self.rests) >= 2:
            first, last = self.rests[0], self.rests[-1]
            if last.pss > first.pss + limits.pss:
                found.append(f"memory at rest: {first.pss} KiB (PSS), at the end {last.pss}")
            if last.handles > first.handles + limits.handles:
                found.append(f"file handles at rest: {first.handles}, at the end {last.handles}")
        most = max((one.threads for one in self.samples), default=0)
        if most > limits.threads:
            found.append(f"{most} threads")
        return found

    def warm(self) -> list[Sample]:
        """The samples after the first rest, which ends the warm-up."""
        return [one for one in self.samples if self.rests and one.at > self.rests[0].at]


def sample(pid: int) -> Sample:
    """Raises `OSError` where the process has gone."""
    folder = Path("/proc") / str(pid)
    memory: dict[str, int] = {}
    for line in (folder / "smaps_rollup").read_text().splitlines()[1:]:
        name, _, rest = line.partition(":")
        memory[name] = int(rest.split()[0])
    status = dict(line.split(":", 1) for line in (folder / "status").read_text().splitlines() if ":" in line)
    fields = (folder / "stat").read_text().rpartition(")")[2].split()
    handles = sum(1 for _ in (folder / "fd").iterdir())
    ticks = int(fields[11]) + int(fields[12])
    return Sample(time.time(), memory["Pss"], memory["Rss"], handles, int(status["Threads"]), ticks / 100)


def slope(points: Sequence[tuple[float, float]]) -> float:
    """The median of the slopes between all pairs (Theil and Sen): a single leap does not count for a trend."""
    slopes = [(b[1] - a[1]) / (b[0] - a[0]) for a, b in combinations(points, 2) if b[0] > a[0]]
    return statistics.median(slopes) if slopes else 0.0
