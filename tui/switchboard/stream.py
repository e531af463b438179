"""Notices as the lines of `serve --json` and `watch --json`, and a phone as JSON shows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from tui.calls.events import PhoneEvent
from tui.journal.record import CallRecord, as_json, local_time
from tui.switchboard.feature_state import FeatureState
from tui.switchboard.notices import (
    CallNotice,
    ConsentNotice,
    EventNotice,
    Notice,
    PhoneNotice,
    PhoneStatus,
    WarningNotice,
)


def line(notice: Notice, now: float) -> dict[str, object] | None:
    """The stream object of `notice`, or None for what only concerns the app. `now` is in epoch seconds."""
    match notice:
        case EventNotice():
            return {"type": "event", "at": local_time(notice.event.at)} | _event(notice)
        case CallNotice():
            return {"type": "call", "at": local_time(now), "call": as_json(notice.record, now)}
        case PhoneNotice():
            return {"type": "phone", "at": local_time(now)} | phone_json(notice.status)
        case ConsentNotice():
            return {"type": "consent", "at": local_time(now)} | asdict(notice)
        case WarningNotice():
            return {"type": "warning", "at": local_time(now), "text": notice.text}
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
        "mac": status.mac,
        "reachable": status.reachable,
        "cause": status.cause or None,
        "problem": status.problem or None,
        "retry_at": _when(status.retry_at),
        "certificate": status.certificate or None,
        "registered": state.registered,
        "identities": [asdict(identity) for identity in state.identities],
        "dnd": state.dnd,
        "forwards": dict(state.forwards),
        "last_event": _when(state.last_event),
    }


def status_json(
    status: PhoneStatus, features: Iterable[FeatureState], calls: Iterable[CallRecord], now: float
) -> dict[str, object]:
    """The same with its features, each place apart, and its open calls: `phone status --json`."""
    return phone_json(status) | {
        "features": [feature_json(feature) for feature in features],
        "calls": [as_json(record, now) for record in calls],
    }


def feature_json(state: FeatureState) -> dict[str, object]:
    """One feature in one place; `told_at` only for the PBX, of which nothing else is known."""
    return {
        "feature": state.feature.value,
        "where": state.where.value,
        "on": state.on,
        "target": state.target or None,
        "seconds": state.seconds,
        "told_at": _when(state.at),
    }


def _when(at: float | None) -> str | None:
    return None if at is None else local_time(at)


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
