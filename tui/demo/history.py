"""The calls of the demo's last days, as the phone would have reported them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from tui.calls.events import RawEvent


@dataclass(frozen=True, slots=True)
class Past:
    """A call `days` ago at `clock`. `end` is the last event's name; `talk` seconds, 0 = never answered."""

    days: int
    clock: str
    way: str
    number: str
    name: str
    ring: float
    talk: float
    end: str = "disconnected"
    note: str = ""


HISTORY: tuple[Past, ...] = (
    Past(6, "09:12", "incoming", "03023125110", "Käthe Mühlenbach", 5, 412, note="Angebot bis Freitag"),
    Past(6, "10:40", "outgoing", "002214710501", "", 7, 95),
    Past(6, "16:05", "incoming", "08999998717", "", 22, 0, "missed"),
    Past(5, "08:31", "incoming", "31", "Bernd Jäger", 3, 37),
    Past(5, "11:17", "outgoing", "004066969340", "", 9, 268),
    Past(5, "14:52", "incoming", "", "anonymous", 14, 0, "missed"),
    Past(4, "09:03", "incoming", "06990009330", 'Praxis "Am Brückentor"', 4, 181, note="Termin am 3.12."),
    Past(4, "13:26", "outgoing", "0030231251", "", 3, 0),
    Past(4, "13:27", "outgoing", "003023125110", "", 6, 733),
    Past(3, "10:10", "incoming", "01713920044", "", 9, 64),
    Past(3, "15:48", "incoming", "32", "Cäcilia Röhrig", 2, 19),
    Past(2, "09:44", "incoming", "02214710501", "Lindner, Jürgen", 6, 305, note="Lieferung KW 49 zugesagt"),
    Past(2, "11:02", "outgoing", "0001713920044", "", 18, 0),
    Past(2, "16:39", "incoming", "04066969340", "", 27, 0, "missed"),
    Past(1, "08:58", "outgoing", "004066969340", "", 5, 147),
    Past(1, "12:20", "incoming", "03023125187", "", 4, 88),
    Past(1, "17:31", "incoming", "08999998717", "", 19, 0, "missed"),
    Past(0, "08:05", "incoming", "31", "Bernd Jäger", 3, 52),
    Past(0, "08:17", "outgoing", "002214710501", "", 8, 226),
    Past(0, "08:42", "incoming", "06990009330", 'Praxis "Am Brückentor"', 25, 0, "missed"),
)


def past_events(now: float, phone: str = "desk", history: tuple[Past, ...] = HISTORY) -> Iterator[RawEvent]:
    """The reports of all calls of `history`, oldest first; none lies after `now` (epoch seconds)."""
    today = datetime.fromtimestamp(now, UTC).astimezone()
    for number, past in enumerate(history):
        hour, minute = (int(part) for part in past.clock.split(":"))
        start = (today - timedelta(days=past.days)).replace(hour=hour, minute=minute, second=7, microsecond=0)
        if past.days == 0:  # the demo is run at any hour: this morning's calls are an hour or two ago
            start = today - timedelta(minutes=25 * (len(history) - number) + 11)
        yield from _reports(past, start.timestamp(), f"5d{number:010x}-demo", phone)


def _reports(past: Past, at: float, call_id: str, phone: str) -> Iterator[RawEvent]:
    remote = f"{past.number or 'anonymous'}@pbx.example"
    query = f"call_id={call_id}&local=22@pbx.example&remote={remote}&name={past.name}".encode()
    yield RawEvent(at, phone, "snom", past.way, query)
    if past.talk:
        yield RawEvent(at + past.ring, phone, "snom", "connected", query)
    yield RawEvent(at + past.ring + past.talk, phone, "snom", past.end, query)
