"""The figures of a report are those of the list behind it, whatever the calls are."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.journal.make import invented_calls
from tests.journal.samples import NOON, call
from tui.calls.states import CallState, Direction, Outcome
from tui.journal.record import CallRecord, ContactRef, FollowUp
from tui.journal.report import party_key, report_of

_CALLS = st.builds(
    lambda id, started, direction, outcome, wait, talk, line, contact, due: CallRecord(
        call(
            id,
            started,
            direction=direction,
            outcome=outcome,
            state=CallState.TALKING if outcome is None else CallState.ENDED,
            own_number=line,
            answered=None if talk is None else started + wait,
            ended=None if outcome is None else started + wait + (talk or 0.0),
        ),
        "+492214710122",
        contact,
        follow_up=due,
    ),
    id=st.integers(1, 10**6),
    started=st.floats(NOON - 40 * 86400, NOON),
    direction=st.sampled_from(list(Direction)),
    outcome=st.sampled_from([None, *Outcome]),
    wait=st.floats(0, 60),
    talk=st.none() | st.floats(0, 3600),
    line=st.sampled_from(["22", "23", ""]),
    contact=st.sampled_from([None, ContactRef(1, "Anna"), ContactRef(2, "", "Muster GmbH")]),
    due=st.sampled_from([None, FollowUp("2026-12-01"), FollowUp("2026-12-01", NOON)]),
)


@settings(max_examples=60, deadline=None)
@given(records=st.lists(_CALLS, max_size=40))
def test_every_group_adds_up_to_the_list(records: list[CallRecord]) -> None:
    report = report_of(records, NOON + 7200)
    talked = sum(one.call.talk_seconds(NOON + 7200) for one in records)
    missed = [one for one in records if one.call.outcome is Outcome.MISSED]
    incoming = [one for one in records if one.call.direction is Direction.IN]
    assert (report.total.calls, report.total.missed) == (len(records), len(missed))
    assert report.total.incoming == len(incoming)
    assert report.answered == sum(one.call.answered is not None for one in records)
    for group in (
        report.days,
        report.hours,
        report.weekdays,
        report.lines,
        report.contacts,
        report.outcomes,
    ):
        counts = list(group.values())
        assert sum(count.calls for count in counts) == len(records)
        assert sum(count.missed for count in counts) == len(missed)
        assert sum(count.incoming for count in counts) == len(incoming)
        assert abs(sum(count.talk_seconds for count in counts) - talked) < 1e-3
    for day, count in report.days.items():
        assert count.calls == sum(_day(one) == day for one in records)
    for name, count in report.contacts.items():
        assert count.calls == sum(party_key(one) == name for one in records)
    assert report.open_follow_ups == sum(one.follow_up == FollowUp("2026-12-01") for one in records)
    assert len(report.waits) == sum(one.call.answered is not None for one in incoming)


def _day(record: CallRecord) -> str:
    return f"{datetime.fromtimestamp(record.call.started, UTC).astimezone():%Y-%m-%d}"


def test_shares_and_times_where_there_is_nothing_to_divide() -> None:
    empty = report_of([], NOON)
    assert (empty.missed_rate, empty.answer_seconds) == (None, None)
    assert empty.as_json()["contacts"] == []


def test_the_busiest_contacts_come_first() -> None:
    report = report_of(invented_calls(2000), NOON)
    counts = [count.calls for _, count in report.top_contacts()]
    assert len(counts) == 20
    assert counts == sorted(counts, reverse=True)
