"""Notices as the lines of `serve --json` and `watch --json`."""

from __future__ import annotations

from tui.calls.events import PhoneEvent
from tui.journal.record import as_json, local_time
from tui.switchboard.notices import CallNotice, EventNotice, Notice, PhoneNotice, PhoneStatus


def line(notice: Notice, now: float) -> dict[str, object] | None:
    """The stream object of `notice`, or None for what only concerns the app. `now` is in epoch seconds."""
    match notice:
        case EventNotice():
            return {"type": "event", "at": local_time(notice.event.at)} | _event(notice)
        case CallNotice():
            return {"type": "call", "at": local_time(now), "call": as_json(notice.record, now)}
        case PhoneNotice():
            return {"type": "phone", "at": local_time(now)} | phone_json(notice.status)
        case _:
            return None


def phone_json(status: PhoneStatus) -> dict[str, object]:
    """A configured phone as `phone list --json` and the stream show it."""
    state = status.state
    return {
        "phone": status.name,
        "vendor": status.vendor,
        "model": status.model,
        "firmware": status.firmware,
        "reachable": status.reachable,
        "problem": status.problem or None,
        "registered": state.registered,
        "dnd": state.dnd,
        "forwards": dict(state.forwards),
        "last_event": None if state.last_event is None else local_time(state.last_event),
    }


def _event(notice: EventNotice) -> dict[str, object]:
    event: PhoneEvent = notice.event
    return {
        "seq": event.seq,
        "phone": event.phone,
        "event": event.kind.value,
        "source": notice.source,
        "name": notice.raw_name,
        "call_id": event.call_id,
        "remote": event.remote,
        "display_name": event.display_name,
        "local": event.local,
    }
