"""Call-backs close themselves, missed calls stay marked until somebody has seen to them."""

from __future__ import annotations

import pytest

from tests.journal.samples import ANNA, NOON, call, event, record
from tui.calls.states import Direction, Outcome
from tui.errors import NotFoundError
from tui.journal.filter import Filter
from tui.journal.record import CallRecord, ContactRef, FollowUp
from tui.journal.store import Journal

NUMBER = "+492214710122"


def _out(
    id: int, started: float, *, answered: bool, number: str | None = NUMBER, contact: ContactRef | None = None
) -> CallRecord:
    made = call(
        id,
        started,
        direction=Direction.OUT,
        outcome=Outcome.ANSWERED if answered else Outcome.CANCELLED,
        answered=started + 5 if answered else None,
    )
    return CallRecord(made, number, contact)


async def _open(journal: Journal) -> list[int]:
    return [one.call.id for one in await journal.follow_ups()]


async def test_a_call_that_is_answered_closes_the_call_back(journal: Journal) -> None:
    await journal.save([record(1)])
    await journal.set_follow_up(1, "2026-12-01", NOON + 60)
    assert await _open(journal) == [1]
    await journal.save([_out(2, NOON + 100, answered=False)])
    assert await _open(journal) == [1]  # nobody was there
    await journal.save([_out(3, NOON + 200, answered=True)])
    assert await _open(journal) == []
    stored = await journal.get(1)
    assert stored is not None
    assert stored.follow_up == FollowUp("2026-12-01", NOON + 205, 3)
    assert await journal.count(Filter(open_follow_up=True)) == 0
    assert await journal.count(Filter(with_note=True)) == 1


async def test_another_number_of_the_contact_closes_it_too_and_others_do_not(journal: Journal) -> None:
    await journal.save([record(1)])
    await journal.set_follow_up(1, "2026-12-01", NOON)
    await journal.save([_out(2, NOON + 10, answered=True, number="+493023125100")])
    await journal.save([_out(3, NOON + 20, answered=True, number=None)])
    assert await _open(journal) == [1]
    await journal.save([_out(4, NOON + 30, answered=True, number="+493023125100", contact=ANNA)])
    assert await _open(journal) == []


async def test_a_call_from_before_the_wish_does_not_close_it(journal: Journal) -> None:
    await journal.save([record(1), _out(2, NOON + 100, answered=True)])
    await journal.set_follow_up(1, "2026-12-01", NOON + 500)
    await journal.save([_out(2, NOON + 100, answered=True)])  # as a rebuild writes it again
    assert await _open(journal) == [1]


async def test_a_rebuild_keeps_tags_references_and_follow_ups(journal: Journal) -> None:
    for _ in range(2):
        await journal.append(event())
    await journal.save([record(1), record(2)])
    await journal.set_tags(1, ["angebot"])
    await journal.set_reference(1, "AZ-123/26")
    await journal.set_follow_up(2, "2026-12-01", NOON)
    assert await journal.replace_calls(1, [record(1), record(2)])
    assert [one.call.id for one in await journal.page(Filter(tag="angebot"))] == [1]
    assert [one.call.id for one in await journal.page(Filter(reference="AZ-123/26"))] == [1]
    assert [one.call.id for one in await journal.page(Filter(text="az 123"))] == [1]
    assert await _open(journal) == [2]


async def test_the_user_closes_it_or_takes_it_back(journal: Journal) -> None:
    await journal.save([record(1)])
    assert not await journal.finish_follow_up(1, NOON)
    await journal.set_follow_up(1, "2026-12-01", NOON)
    assert await journal.finish_follow_up(1, NOON + 9)
    stored = await journal.get(1)
    assert stored is not None
    assert stored.follow_up == FollowUp("2026-12-01", NOON + 9)
    await journal.set_follow_up(1, None, NOON)
    assert await journal.count(Filter(with_note=True)) == 0
    with pytest.raises(NotFoundError):
        await journal.set_follow_up(99, "2026-12-01", NOON)


async def test_missed_calls_are_unseen_until_looked_at_or_called_back(journal: Journal) -> None:
    other = CallRecord(call(3, NOON + 30), "+493023125100")
    await journal.save([record(1), record(2, NOON + 20), other])
    assert await journal.unseen() == {1, 2, 3}
    await journal.see([1])
    assert await journal.unseen() == {2, 3}
    await journal.save([_out(4, NOON + 60, answered=False)])  # tried to call back: whoever does has seen it
    assert await journal.unseen() == {3}
    assert [one.call.id for one in await journal.page(Filter(unseen=True))] == [3]
    await journal.see_all()
    await journal.save([record(5, NOON + 90)])
    assert await journal.unseen() == {5}


async def test_notes_are_found_by_contact_and_by_number(journal: Journal) -> None:
    stranger = CallRecord(call(1), "+493023125100")
    await journal.save([stranger, record(2), CallRecord(call(3), "22")])
    for id in (1, 2, 3):
        await journal.set_note(id, f"Notiz {id}")
    wanted = Filter(contact=ANNA.id, also=("+493023125100",), with_note=True)
    assert {one.note for one in await journal.page(wanted)} == {"Notiz 1", "Notiz 2"}
