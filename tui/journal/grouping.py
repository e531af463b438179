"""Calls with one party that follow each other, taken together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tui.calls.states import Outcome
from tui.journal.record import CallRecord


@dataclass(frozen=True, slots=True)
class Group:
    """Consecutive calls of one party, in the order of the list; never empty."""

    records: tuple[CallRecord, ...]

    @property
    def first(self) -> CallRecord:
        return self.records[0]

    @property
    def missed(self) -> int:
        return sum(record.call.outcome is Outcome.MISSED for record in self.records)


def grouped(records: Iterable[CallRecord]) -> list[Group]:
    """The list in runs of calls with the same party.

    A contact is the same by its id, anybody else by the number. Withheld numbers are nobody's: each such
    call stands alone, and so does one that has not ended.
    """
    groups: list[list[CallRecord]] = []
    for record in records:
        if groups and _alike(groups[-1][-1], record):
            groups[-1].append(record)
        else:
            groups.append([record])
    return [Group(tuple(group)) for group in groups]


def _alike(one: CallRecord, other: CallRecord) -> bool:
    if one.call.open or other.call.open:
        return False
    if one.contact is not None and other.contact is not None:
        return one.contact.id == other.contact.id
    return one.number is not None and one.number == other.number
