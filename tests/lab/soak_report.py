"""What the soak found, for people and for programs."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from tests.lab.soak_health import Health, slope
from tests.lab.soak_judge import Verdict
from tests.lab.soak_stage import Asked, Given
from tests.lab.soak_truth import Track
from tests.lab.soak_watch import Latency


@dataclass(slots=True)
class Problem:
    """Something that is wrong. `again`: the shortest command that gives it once more, if one play is to blame."""

    what: str
    play: int | None = None
    again: str = ""


@dataclass(slots=True)
class Results:
    """All that there is to say."""

    seed: int
    seconds: float
    faults: bool
    digest: str
    given: Sequence[Given]
    asked: Sequence[Asked]
    tracks: dict[str, Track]
    verdict: Verdict
    health: Health
    latency: Latency | None
    missed_cues: int
    helped: int
    stream_lines: int
    problems: list[Problem] = field(default_factory=list)
    lab: list[str] = field(default_factory=list)  # the lab's own trouble

    def as_json(self) -> dict[str, Any]:
        """Every figure, under a name of its own."""
        return {
            "seed": self.seed,
            "seconds": round(self.seconds, 1),
            "faults": self.faults,
            "decisions": self.digest,
            "processors": os.cpu_count(),
            "plays": self._plays(),
            "calls": self._calls(),
            "reports": self._reports(),
            "commands": self._commands(),
            "latency_ms": asdict(self.latency) if self.latency else None,
            "health": self._health(),
            "stream_lines": self.stream_lines,
            "problems": [asdict(problem) for problem in self.problems],
            "lab": self.lab,
        }

    def _plays(self) -> dict[str, Any]:
        kinds = Counter(given.play.kind for given in self.given)
        return {
            "given": len(self.given),
            "with_trouble": sum(given.play.trouble is not None for given in self.given),
            "kinds": dict(sorted(kinds.items())),
            "missed_cues": self.missed_cues,
        }

    def _calls(self) -> dict[str, Any]:
        verdict = self.verdict
        return {
            "sip": verdict.legs, "journal": verdict.calls, "exact": verdict.exact, "less": verdict.less,
            "alike": verdict.alike, "unseen": verdict.unseen, "direction_guessed": verdict.guessed,
            "durations": verdict.durations, "worst_duration_difference": round(verdict.worst, 3),
            "outcomes": dict(sorted(verdict.outcomes.items())),
        }  # fmt: skip

    def _reports(self) -> dict[str, int]:
        reports = [report for track in self.tracks.values() for report in track.reports]
        return {
            "posted": len(reports),
            "taken": sum(report.told for report in reports),
            "lost": sum(report.lost for report in reports),
            "twice": sum(len(report.sent) > 1 for report in reports),
            "late": sum(report.late > 0.1 for report in reports),
            "uncertain": sum(report.maybe for report in reports),
        }

    def _commands(self) -> dict[str, Any]:
        refused = Counter(asked.status for asked in self.asked if asked.status)
        return {
            "given": len(self.asked),
            "confirmed": sum(asked.confirmed for asked in self.asked),
            "refused": {str(status): count for status, count in sorted(refused.items())},
            "worked": sum(asked.worked for asked in self.asked),
            "done_by_hand_instead": self.helped,
            "slowest_seconds": round(max((asked.seconds for asked in self.asked), default=0.0), 1),
        }

    def _health(self) -> dict[str, Any]:
        health, warm = self.health, self.health.warm()
        return {
            "pss_kib_per_minute": round(slope([(one.at, one.pss) for one in warm]) * 60, 1),
            "rss_kib_per_minute": round(slope([(one.at, one.rss) for one in warm]) * 60, 1),
            "handles_per_minute": round(slope([(one.at, one.handles) for one in warm]) * 60, 2),
            "threads_per_minute": round(slope([(one.at, one.threads) for one in warm]) * 60, 2),
            "rests": [asdict(one) for one in health.rests],
            "samples": [asdict(one) for one in health.samples],
        }

    def as_text(self) -> str:
        """The table."""
        return "\n".join([*self._rows(), "", *self._told()])

    def _rows(self) -> list[str]:
        plays, calls, reports, commands = self._plays(), self._calls(), self._reports(), self._commands()
        kinds = ", ".join(f"{count} {kind}" for kind, count in plays["kinds"].items())
        outcomes = ", ".join(f"{count} {outcome}" for outcome, count in calls["outcomes"].items())
        refused = (
            ", ".join(f"{count} with {status}" for status, count in commands["refused"].items()) or "none"
        )
        rows = [
            ("seed", f"{self.seed}, {self.seconds:.0f} s, faults {'on' if self.faults else 'off'}, decisions {self.digest}"),
            ("plays", f"{plays['given']}, {plays['with_trouble']} of them with trouble: {kinds}"),
            ("SIP calls", f"{calls['sip']} at the phones; {calls['journal']} in the journal: {outcomes}"),
            ("", f"{calls['exact']} known in full, {calls['less']} knowing less as reports were lost, {calls['alike']} "
                 f"believed to be what the same reports would have meant without a fault"),
            ("", f"{calls['unseen']} that no report told of; direction guessed wrong where nothing told: {calls['direction_guessed']}"),
            ("durations", f"{calls['durations']} compared, the worst differs by {calls['worst_duration_difference']:.2f} s"),
            ("reports", f"{reports['posted']} posted, {reports['lost']} lost, {reports['twice']} twice, {reports['late']} late, "
                        f"{reports['uncertain']} uncertain"),
            ("commands", f"{commands['given']} given, {commands['confirmed']} confirmed, refused: {refused}; done by hand "
                         f"instead: {commands['done_by_hand_instead']}; the slowest took {commands['slowest_seconds']} s"),
            *self._measured(),
        ]  # fmt: skip
        width = max(len(name) for name, _ in rows)
        return [f"{name:<{width}}  {text}" for name, text in rows]

    def _measured(self) -> list[tuple[str, str]]:
        health = self._health()
        rows = []
        if self.latency is not None:
            found = self.latency
            rows.append(
                (
                    "latency",
                    f"report to stream line: median {found.median} ms, 95 % {found.p95} ms, 99 % {found.p99} ms, "
                    f"worst {found.worst} ms, of {found.count}",
                )
            )
        for place, one in zip(
            ("at rest", "at the end"), self.health.rests[:1] + self.health.rests[1:][-1:], strict=False
        ):
            rows.append(
                (
                    place,
                    f"PSS {one.pss / 1024:.1f} MiB, RSS {one.rss / 1024:.1f} MiB, {one.handles} handles, "
                    f"{one.threads} threads, {one.cpu:.1f} s of processor time",
                )
            )
        rows.append(
            (
                "a minute",
                f"PSS {health['pss_kib_per_minute']:+.0f} KiB, RSS {health['rss_kib_per_minute']:+.0f} KiB, handles "
                f"{health['handles_per_minute']:+.2f}, threads {health['threads_per_minute']:+.2f}, of "
                f"{len(self.health.warm())} samples after the warm-up",
            )
        )
        return rows

    def _told(self) -> list[str]:
        lines = [f"the lab: {line}" for line in self.lab]
        for number, problem in enumerate(self.problems, 1):
            where = "" if problem.play is None else f"play {problem.play}: "
            lines.append(f"{number}. {where}{problem.what}")
            if problem.again:
                lines.append(f"   again: {problem.again}")
        lines.append(f"{len(self.problems)} problems" if self.problems else "All is well.")
        return lines
