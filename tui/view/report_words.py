"""A report in words and bars: the same for terminal and page."""

from __future__ import annotations

from tui.i18n import say
from tui.i18n.formats import duration, local, weekday
from tui.journal.report import Count, Report
from tui.view.charts import Bar

_DAYS = 62  # of a longer period the last ones are drawn


def headline(report: Report, now: float) -> tuple[str, list[tuple[str, str]]]:
    """The period, and the figures of all calls together with their names."""
    since = f"{local(report.since):%Y-%m-%d}" if report.since is not None else "…"
    until = f"{local(report.until if report.until is not None else now):%Y-%m-%d %H:%M}"
    total = report.total
    rate, wait = report.missed_rate, report.answer_seconds
    return say("report_period", since=since, until=until), [
        (say("report_calls"), str(total.calls)),
        (say("report_incoming"), str(total.incoming)),
        (say("report_outgoing"), str(total.calls - total.incoming)),
        (say("report_answered"), str(report.answered)),
        (say("report_missed"), str(total.missed)),
        (say("report_missed_rate"), "–" if rate is None else f"{rate * 100:.1f} %"),
        (say("report_answer_time"), "–" if wait is None else say("wait_seconds", count=round(wait))),
        (say("report_talk_time"), duration(total.talk_seconds)),
        (say("report_open"), str(report.open_follow_ups)),
    ]


def groups(report: Report) -> list[tuple[str, list[Bar]]]:
    """The calls per day, hour, weekday, line, outcome and contact."""
    hours = [(f"{hour:02}", count.calls) for hour, count in report.hours.items()]
    weekdays = [(weekday(day), count.calls) for day, count in report.weekdays.items()]
    outcomes = [(_outcome(name), count.calls) for name, count in sorted(report.outcomes.items())]
    contacts = [(name or say("anonymous"), count) for name, count in report.top_contacts()]
    return [
        (say("report_by_day"), _bars(sorted(report.days.items())[-_DAYS:])),
        (say("report_by_hour"), [*hours]),
        (say("report_by_weekday"), [*weekdays]),
        (say("report_by_line"), _bars(sorted(report.lines.items()))),
        (say("report_by_outcome"), [*outcomes]),
        (say("report_by_contact"), _bars(contacts)),
    ]


def _bars(counts: list[tuple[str, Count]]) -> list[Bar]:
    return [(name, count.calls) for name, count in counts]


def _outcome(name: str) -> str:
    return say(f"outcome_{name}") if name else say("report_running")
