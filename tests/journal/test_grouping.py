"""Repeated calls stand together, in the order of the list."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.journal.samples import ANNA, NOON, call, open_call, record
from tui.calls.states import Outcome
from tui.journal.grouping import grouped
from tui.journal.record import CallRecord, ContactRef

_PARTIES = st.sampled_from(
    [
        (None, None),
        ("22", None),
        ("+493023125100", None),
        ("+492214710122", ANNA),
        ("33", ContactRef(3, "Zoë")),
    ]
)


@given(parties=st.lists(_PARTIES, max_size=20))
def test_nothing_is_lost_moved_or_wrongly_joined(
    parties: list[tuple[str | None, ContactRef | None]],
) -> None:
    records = [CallRecord(call(id), *party) for id, party in enumerate(parties, 1)]
    groups = grouped(records)
    assert [one for group in groups for one in group.records] == records
    for group in groups:
        assert len({(one.number, one.contact) for one in group.records}) == 1
        assert len(group.records) == 1 or group.first.number is not None
    for before, after in pairwise(groups):
        same = before.first.number == after.first.number
        assert not same or before.first.number is None


def test_a_contact_is_one_party_at_several_numbers() -> None:
    mobile = CallRecord(call(2), "+4917139200", ANNA)
    (group,) = grouped([record(1), mobile])
    assert group.missed == 2


def test_a_running_call_stands_alone() -> None:
    running = CallRecord(open_call(3, NOON + 60), "+492214710122", ANNA)
    answered = CallRecord(call(4, outcome=Outcome.ANSWERED), "+492214710122", ANNA)
    assert [len(group.records) for group in grouped([running, answered, record(1)])] == [1, 2]
