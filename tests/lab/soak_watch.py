"""What the program tells while the soak goes on: its stream, how late it is, and its log."""

from __future__ import annotations

import re
import statistics
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from tests.lab.soak_judge import Sent
from tests.lab.soak_truth import Report, Track
from tui.control.client import ControlClient

_LINE: Final = re.compile(r"^[0-9-]+ [0-9:,]+ ([A-Z]+) (\S+): (.*)$")
# Lines of the log that the soak itself has caused, and how. Everything else from WARNING on is a finding.
EXPLAINED: Final[tuple[tuple[str, str], ...]] = ()


@dataclass(frozen=True, slots=True)
class Latency:
    """Milliseconds from a report's first byte to its line of the stream, with the soak as the reader."""

    count: int
    median: float
    p95: float
    p99: float
    worst: float


@dataclass(slots=True)
class Watch:
    """The stream of a running program, by a connection of its own."""

    client: ControlClient
    events: list[tuple[float, dict[str, Any]]] = field(default_factory=list)  # those of phones
    calls: dict[int, dict[str, Any]] = field(default_factory=dict)  # the last line of each
    sent: list[Sent] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    told: list[tuple[float, str]] = field(default_factory=list)  # of every line, in short
    lines: int = 0

    async def keep(self) -> None:
        """Until the program ends."""
        async for line in self.client.watch():
            self.lines += 1
            self.told.append((time.time(), _short(line)))
            match line["type"]:
                case "event" if line["source"] != "durchwahl":
                    self.events.append((time.time(), line))
                case "event":
                    at = datetime.fromisoformat(line["at"]).timestamp()
                    self.sent.append(Sent(at, line["phone"], line["name"], line["call_id"]))
                case "call":
                    self.calls[line["call"]["id"]] = line["call"]
                case "warning":
                    self.warnings.append(line["text"])

    def strays(self, journal: Iterable[dict[str, Any]]) -> list[str]:
        """Calls of which the stream's last line is not what the journal has."""
        kept = {call["id"]: call for call in journal}
        found = [
            f"call {id}: {name} is {call[name]} in the stream, {kept[id][name]} in the journal"
            for id, call in self.calls.items()
            if id in kept
            for name in ("state", "outcome", "direction", "started", "answered", "ended", "number")
            if call[name] != kept[id][name]
        ]
        found += [f"call {id} is in the stream, not in the journal" for id in self.calls.keys() - kept.keys()]
        return found + [f"call {id} was never in the stream" for id in kept.keys() - self.calls.keys()]

    def late(self, tracks: dict[str, Track]) -> tuple[list[float], list[str]]:
        """Seconds from each report's beginning to its line, and the reports that have none."""
        seconds: list[float] = []
        missing: list[str] = []
        for phone, track in tracks.items():
            lines = [(at, line) for at, line in self.events if line["phone"] == phone]
            reports = sorted(
                ((begun, report) for report in track.reports for begun in report.begun), key=_first
            )
            place = 0
            for begun, report in reports:
                found = _next(lines, place, begun, report)
                if found is None:
                    missing.append(f"{phone}: {report.name} was answered 200, and is not in the stream")
                    continue
                seconds.append(lines[found][0] - begun)
                place = found + 1
        return seconds, missing


def _short(line: dict[str, Any]) -> str:
    match line["type"]:
        case "event":
            return f"{line['phone']} {line['source']}/{line['name']} {line['call_id']} {line['remote']}"
        case "call":
            call = line["call"]
            return (
                f"{call['phone']} call {call['id']} ({call['call_id']}) {call['direction']} {call['number']} "
                f"{call['state']} {call['outcome'] or ''}"
            )
        case _:
            return " ".join(
                str(line.get(name)) for name in ("phone", "type", "cause", "text") if line.get(name)
            )


def _first(pair: tuple[float, Report]) -> float:
    return pair[0]


def _next(
    lines: Sequence[tuple[float, dict[str, Any]]], place: int, begun: float, report: Report
) -> int | None:
    """Which line is that report's, from `place` on. They come in the order in which they were sent."""
    for at in range(place, len(lines)):
        if lines[at][1]["name"] == report.name and lines[at][0] >= begun:
            return at
        if lines[at][0] > begun + 10.0:
            return None
    return None


def latency(seconds: Sequence[float]) -> Latency | None:
    """None where nothing was measured."""
    if len(seconds) < 2:
        return None
    cuts = statistics.quantiles(seconds, n=100, method="inclusive")
    return Latency(
        len(seconds), *(round(1000 * value, 1) for value in (cuts[49], cuts[94], cuts[98], max(seconds)))
    )


def complaints(log: str) -> list[str]:
    """The lines of the log from WARNING on, and tracebacks, that nothing of the soak explains."""
    found = []
    for line in log.splitlines():
        match = _LINE.match(line)
        level, text = (match[1], f"{match[2]}: {match[3]}") if match else ("ERROR", line)
        if level in ("DEBUG", "INFO") or not line.strip():
            continue
        if not any(re.search(pattern, text) for pattern, _ in EXPLAINED):
            found.append(f"{level} {text}")
    return found
