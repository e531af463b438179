"""What calls come to: counted from the list itself, so that each figure is that of the calls behind it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from statistics import median

from tui.calls.states import Direction, Outcome
from tui.journal.record import CallRecord, local_time

MOST = 20  # contacts and numbers that are listed


@dataclass(slots=True)
class Count:
    """Calls of one kind. Talk time is in seconds."""

    calls: int = 0
    incoming: int = 0
    missed: int = 0
    talk_seconds: float = 0.0

    def add(self, record: CallRecord, talked: float) -> None:
        call = record.call
        self.calls += 1
        self.incoming += call.direction is Direction.IN
        self.missed += call.outcome is Outcome.MISSED
        self.talk_seconds += talked

    def as_json(self) -> dict[str, object]:
        """The same as a part of the report's document."""
        return {
            "calls": self.calls,
            "incoming": self.incoming,
            "outgoing": self.calls - self.incoming,
            "missed": self.missed,
            "talk_seconds": round(self.talk_seconds, 1),
        }


@dataclass(slots=True)
class Report:
    """The figures of a period. Days are "2026-12-01" in local time, weekdays count from Monday, 0.

    `contacts` are counted by name (or number, or "" where it was withheld), `outcomes` by their words (""
    while a call runs). `waits` is how many seconds each answered incoming call rang.
    """

    since: float | None
    until: float | None
    total: Count = field(default_factory=Count)
    answered: int = 0
    days: dict[str, Count] = field(default_factory=dict)
    hours: dict[int, Count] = field(default_factory=lambda: {hour: Count() for hour in range(24)})
    weekdays: dict[int, Count] = field(default_factory=lambda: {day: Count() for day in range(7)})
    lines: dict[str, Count] = field(default_factory=dict)
    contacts: dict[str, Count] = field(default_factory=dict)
    outcomes: dict[str, Count] = field(default_factory=dict)
    waits: list[float] = field(default_factory=list)
    open_follow_ups: int = 0

    def add(self, record: CallRecord, now: float) -> None:
        """Counts one call."""
        call = record.call
        talked = call.talk_seconds(now)
        began = datetime.fromtimestamp(call.started, UTC).astimezone()
        self.total.add(record, talked)
        self.hours[began.hour].add(record, talked)
        self.weekdays[began.weekday()].add(record, talked)
        for group, key in (
            (self.days, f"{began:%Y-%m-%d}"),
            (self.lines, call.own_number or call.phone),
            (self.contacts, party_key(record)),
            (self.outcomes, call.outcome.value if call.outcome is not None else ""),
        ):
            group.setdefault(key, Count()).add(record, talked)
        if call.answered is not None:
            self.answered += 1
            if call.direction is Direction.IN:
                self.waits.append(call.ringing_seconds(now))
        if record.follow_up is not None and record.follow_up.open:
            self.open_follow_ups += 1

    @property
    def missed_rate(self) -> float | None:
        """The share of incoming calls that were missed, from 0 to 1; None where there were none."""
        return self.total.missed / self.total.incoming if self.total.incoming else None

    @property
    def answer_seconds(self) -> float | None:
        """How long the caller waited for the answer, in the median."""
        return median(self.waits) if self.waits else None

    def top_contacts(self, most: int = MOST) -> list[tuple[str, Count]]:
        """Those with the most calls, then the longest talks."""
        by_weight = sorted(
            self.contacts.items(), key=lambda one: (-one[1].calls, -one[1].talk_seconds, one[0])
        )
        return by_weight[:most]

    def as_json(self) -> dict[str, object]:
        """The document of `durchwahl report --json`."""
        return {
            "since": None if self.since is None else local_time(self.since),
            "until": None if self.until is None else local_time(self.until),
            "total": {
                **self.total.as_json(),
                "answered": self.answered,
                "missed_rate": _rounded(self.missed_rate, 4),
                "answer_seconds": _rounded(self.answer_seconds, 1),
                "open_follow_ups": self.open_follow_ups,
            },
            "days": _listed("day", sorted(self.days.items())),
            "hours": _listed("hour", self.hours.items()),
            "weekdays": _listed("weekday", self.weekdays.items()),
            "lines": _listed("line", sorted(self.lines.items())),
            "outcomes": _listed("outcome", sorted(self.outcomes.items())),
            "contacts": _listed("contact", self.top_contacts(10**9)),
        }


def party_key(record: CallRecord) -> str:
    """Under which name a call is counted."""
    contact = record.contact
    return (contact.name or contact.company if contact is not None else "") or record.number or ""


def report_of(
    records: Iterable[CallRecord], now: float, since: float | None = None, until: float | None = None
) -> Report:
    """The figures of these calls. `now` (epoch seconds) ends the calls that still run."""
    report = Report(since, until)
    for record in records:
        report.add(record, now)
    return report


def _listed(name: str, counts: Iterable[tuple[object, Count]]) -> list[dict[str, object]]:
    return [{name: key, **count.as_json()} for key, count in counts]


def _rounded(value: float | None, places: int) -> float | None:
    return None if value is None else round(value, places)
