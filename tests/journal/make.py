"""A journal full of invented calls, for tests and for figures: `python -m tests.journal.make FILE COUNT`."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

from tui.calls.events import RawEvent
from tui.calls.states import Call, CallState, Direction, Outcome
from tui.journal import changes, queries, rows
from tui.journal.opening import open_for_writing
from tui.journal.record import CallRecord, ContactRef

NOON: Final = 1_795_432_500.0  # 2026-11-23T11:15:00Z
EVENTS_PER_CALL: Final = 3

# Number blocks that are kept free for fiction.
_LINES: Final = ("3023125", "4066969", "6990009", "2214710", "8999998")
_GIVEN: Final = ("Anna", "Jürgen", "Zoë", "Mehmet", "Łucja", "Björn", "Renate", "Oleksandr", "Chloé", "Gül")
_FAMILY: Final = ("Müller", "Groß", "Öztürk", "Ångström", "Schäfer", "Nowak", "Petersen", "Weiß", "Lindqvist")
_COMPANIES: Final = ("", "Muster GmbH", "Bäckerei Süß", "Nordlicht Logistik AG", "Praxis am Ring")
_OUTCOMES: Final = {
    Direction.IN: (Outcome.ANSWERED, Outcome.ANSWERED, Outcome.MISSED, Outcome.REJECTED, Outcome.FORWARDED),
    Direction.OUT: (Outcome.ANSWERED, Outcome.ANSWERED, Outcome.BUSY, Outcome.CANCELLED, Outcome.FAILED),
}


def invented_calls(
    count: int, *, seed: int = 1, end: float = NOON, every: float = 300.0
) -> Iterator[CallRecord]:
    """`count` ended calls, oldest first, one each `every` seconds up to `end`. Their ids leave room for events."""
    chance = random.Random(seed)  # noqa: S311 - invented data
    book = [_contact(chance, id) for id in range(1, 301)]
    for index in range(count):
        started = end - (count - index) * every + chance.random() * every / 2
        yield _call(chance, EVENTS_PER_CALL * index + 1, started, book)


def fill(
    path: Path, count: int, *, seed: int = 1, end: float = NOON, events: bool = True
) -> list[CallRecord]:
    """Creates the journal at `path` with `count` invented calls and, unless told otherwise, their events."""
    records = list(invented_calls(count, seed=seed, end=end))
    with closing(open_for_writing(path, patience=5.0)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        if events:
            told = (rows.event_values(raw) for record in records for raw in _events(record.call))
            connection.executemany(queries.APPEND, told)
        changes.save(connection, records)
        connection.execute("COMMIT")
    return records


def _contact(chance: random.Random, id: int) -> tuple[str, ContactRef]:
    number = f"+49{chance.choice(_LINES)}{chance.randrange(1000):03}"
    name = f"{chance.choice(_GIVEN)} {chance.choice(_FAMILY)}"
    return number, ContactRef(id, name, chance.choice(_COMPANIES))


def _call(chance: random.Random, id: int, started: float, book: list[tuple[str, ContactRef]]) -> CallRecord:
    number, contact = _party(chance, book)
    direction = chance.choice((Direction.IN, Direction.IN, Direction.OUT))
    outcome = chance.choice(_OUTCOMES[direction])
    answered = started + 2 + chance.random() * 15 if outcome is Outcome.ANSWERED else None
    ended = (answered or started) + chance.expovariate(1 / 90)
    remote = "" if number is None else number.replace("+49", "0")
    call = Call(
        id=id,
        phone=chance.choice(("desk", "desk", "reception")),
        direction=direction,
        state=CallState.ENDED,
        started=started,
        last_event=ended,
        call_id=f"{chance.getrandbits(48):012x}",
        remote=remote,
        remote_raw=f"sip:{remote}@pbx.example" if remote else "sip:anonymous@anonymous.invalid",
        display_name=contact.name if contact is not None and chance.random() < 0.5 else "",
        own_number="22",
        answered=answered,
        ended=ended,
        outcome=outcome,
        hold_seconds=chance.choice((0.0, 0.0, 0.0, 12.5)) if answered else 0.0,
    )
    return CallRecord(call, number, contact)


def _party(chance: random.Random, book: list[tuple[str, ContactRef]]) -> tuple[str | None, ContactRef | None]:
    kind = chance.random()
    if kind < 0.05:
        return None, None
    if kind < 0.15:
        return str(chance.randrange(20, 60)), None
    if kind < 0.35:
        return f"+4917139200{chance.randrange(100):02}", None
    return chance.choice(book)


def _events(call: Call) -> Iterator[RawEvent]:
    first = "incoming" if call.direction is Direction.IN else "outgoing"
    query = f"remote={call.remote_raw}&call-id={call.call_id}&local=22".encode()
    middle = ("connected", call.answered) if call.answered is not None else ("off-hook", call.started)
    for name, at in ((first, call.started), middle, ("disconnected", call.last_event)):
        yield RawEvent(at or call.started, call.phone, "snom", name, query, "192.0.2.50")


if __name__ == "__main__":
    fill(Path(sys.argv[1]), int(sys.argv[2]))
