"""After a stop, a crash or a power cut: the board is brought to where the journal's events end."""

from __future__ import annotations

from dataclasses import replace

from tui.calls.board import MEMORY, Board
from tui.calls.states import CallChange
from tui.journal.filter import EVERY_CALL
from tui.journal.record import CallRecord
from tui.journal.store import APPLIED, Journal
from tui.phones.decoding import decode
from tui.switchboard.callers import Callers

_RECENT = 200


async def recover(journal: Journal, board: Board, callers: Callers) -> list[CallRecord]:
    """Replays the events since the oldest call that was open or ended a short while ago.

    The phone book is not there yet: a call keeps the contact that it was stored with. The result are the
    calls that have none.

    An event is committed before the change that it makes to its call, so the last ones may not have
    reached the calls. Replaying from the beginning of a call makes every change again, none twice: a
    call's id is the number of the event that opened it. Another call of which only the end is replayed
    looks like a new one: whatever a saved event opened is stored, or it was no call.
    """
    applied = int(await journal.meta(APPLIED) or 0)
    first = await _first(journal, applied)
    latest: dict[int, CallRecord] = {}
    async for seq, raw in journal.events_since(first - 1):
        event = decode(raw, seq)
        if event is None:
            continue
        for change in board.apply(event):
            if isinstance(change, CallChange):
                latest[change.call.id] = callers.record(change.call)
    records: list[CallRecord] = []
    for record in latest.values():
        stored = await journal.get(record.call.id)
        if stored is not None:
            records.append(replace(record, contact=record.contact or stored.contact))
        elif record.call.id > applied:
            records.append(record)
    if records:
        await journal.save(records)
    return [record for record in records if record.contact is None]


async def _first(journal: Journal, applied: int) -> int:
    last = await journal.last_seq()
    recent = await journal.page(EVERY_CALL, 0, _RECENT)
    newest = max((record.call.last_event for record in recent), default=0.0)
    ids = [record.call.id for record in recent if (record.call.ended or newest) > newest - MEMORY]
    ids += [record.call.id for record in await journal.open_calls()]
    return min([*ids, applied + 1, last + 1])
