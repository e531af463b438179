"""Calls and call-backs as iCalendar (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Final

from tui.dialing.number import DialPlan
from tui.i18n import say
from tui.journal.record import CallRecord
from tui.untrusted import clean
from tui.view.wording import direction, ended, party, state

_WIDTH: Final = 74  # octets of a line, without the blank in front of what continues it
_END: Final = "\r\n"


def calendar(records: Iterable[CallRecord], plan: DialPlan, now: float) -> Iterator[str]:
    """An event for every call, and a task for every call-back that is asked for."""
    yield _lines("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Durchwahl//Calls//EN", "CALSCALE:GREGORIAN")
    for record in records:
        yield _event(record, plan, now)
        if record.follow_up is not None:
            yield _task(record, plan, now)
    yield _lines("END:VCALENDAR")


def _event(record: CallRecord, plan: DialPlan, now: float) -> str:
    call = record.call
    over = max(call.started, call.ended if call.ended is not None else now)
    told = state(call, now) if call.open else ended(call)
    description = "\n".join(
        part for part in (told, record.number or "", record.reference, record.note) if part
    )
    lines = [
        "BEGIN:VEVENT",
        f"UID:call-{call.id}-{int(call.started)}@durchwahl",
        f"DTSTAMP:{_moment(now)}",
        f"DTSTART:{_moment(call.started)}",
        f"DTEND:{_moment(over)}",
        f"SUMMARY:{_text(f'{direction(call)}: {party(record, plan)}')}",
        f"DESCRIPTION:{_text(description)}",
        "TRANSP:TRANSPARENT",
    ]
    if record.tags:
        lines.append("CATEGORIES:" + ",".join(_text(tag) for tag in record.tags))
    return _lines(*lines, "END:VEVENT")


def _task(record: CallRecord, plan: DialPlan, now: float) -> str:
    follow_up = record.follow_up
    assert follow_up is not None
    lines = [
        "BEGIN:VTODO",
        f"UID:call-back-{record.call.id}-{int(record.call.started)}@durchwahl",
        f"DTSTAMP:{_moment(now)}",
        f"DUE;VALUE=DATE:{follow_up.due.replace('-', '')}",
        f"SUMMARY:{_text(say('calendar_call_back', party=party(record, plan)))}",
        f"DESCRIPTION:{_text(record.note)}",
    ]
    if follow_up.done is not None:
        lines += ["STATUS:COMPLETED", f"COMPLETED:{_moment(follow_up.done)}"]
    else:
        lines.append("STATUS:NEEDS-ACTION")
    return _lines(*lines, "END:VTODO")


def _moment(at: float) -> str:
    return f"{datetime.fromtimestamp(at, UTC):%Y%m%dT%H%M%SZ}"


def _text(text: str) -> str:
    """TEXT of section 3.3.11: backslash, semicolon, comma and line end escaped."""
    lines = [clean(line, 2000) for line in text.splitlines()]
    escaped = [one.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,") for one in lines]
    return "\\n".join(escaped)


def _lines(*lines: str) -> str:
    return "".join(folded + _END for line in lines for folded in _folded(line))


def _folded(line: str) -> Iterator[str]:
    """Section 3.1: a line longer than 75 octets goes on in the next, which begins with a blank."""
    current, size, first = "", 0, True
    for char in line:
        octets = len(char.encode())
        if size + octets > _WIDTH:
            yield current if first else " " + current
            current, size, first = "", 0, False
        current += char
        size += octets
    yield current if first else " " + current
