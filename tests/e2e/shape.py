"""What other programs may rely on in our JSON: checked field by field, in our own words."""

from __future__ import annotations

import re
from typing import Any

from tests.e2e.office import epoch

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d:\d\d")
_STATES = {"in": {"ringing", "talking", "held", "ended"}, "out": {"dialing", "talking", "held", "ended"}}
_OUTCOMES = {
    "answered",
    "missed",
    "rejected",
    "busy",
    "cancelled",
    "forwarded",
    "transferred",
    "failed",
    "unknown",
}
_TEXTS = ("phone", "number_raw", "display_name", "own_number", "note", "call_id")
_SECONDS = ("ringing_seconds", "talk_seconds", "hold_seconds")
_TEXT_OR_NONE = ("number", "forwarded_to", "transferred_to")
_FIELDS = {
    "id",
    "direction",
    "state",
    "outcome",
    "started",
    "answered",
    "ended",
    "contact",
    "tags",
    *_TEXTS,
    *_SECONDS,
    *_TEXT_OR_NONE,
}


def check_call(call: dict[str, Any]) -> None:
    """A Call object: every promised field is there, of its type, and none contradicts another."""
    assert set(call) >= _FIELDS, _FIELDS - set(call)
    assert type(call["id"]) is int
    assert call["id"] > 0
    for name in _TEXTS:
        assert type(call[name]) is str, name
    for name in _TEXT_OR_NONE:
        assert call[name] is None or type(call[name]) is str, name
    for name in _SECONDS:
        assert type(call[name]) is float, name
        assert call[name] >= 0.0, name
    assert call["state"] in _STATES[call["direction"]]
    assert (call["outcome"] is None) == (call["state"] != "ended")
    assert call["outcome"] is None or call["outcome"] in _OUTCOMES
    assert type(call["tags"]) is list
    assert all(type(tag) is str for tag in call["tags"])
    _check_number(call["number"])
    _check_contact(call["contact"])
    _check_times(call)


def _check_number(number: str | None) -> None:
    """E.164, or what one dials inside the house; a withheld number is None and never empty."""
    assert number is None or re.fullmatch(r"\+[1-9]\d{4,14}|[0-9*#]{1,32}", number)


def _check_contact(contact: dict[str, Any] | None) -> None:
    if contact is None:
        return
    assert set(contact) == {"id", "name", "company"}
    assert type(contact["id"]) is int
    assert type(contact["name"]) is str
    assert type(contact["company"]) is str


def _check_times(call: dict[str, Any]) -> None:
    for name in ("started", "answered", "ended"):
        assert call[name] is None or _MOMENT.fullmatch(call[name]), name
    assert call["started"] is not None
    assert (call["ended"] is None) == (call["state"] != "ended")
    if call["state"] in ("ringing", "dialing"):
        assert call["answered"] is None
    if call["answered"] is None:
        assert call["talk_seconds"] == call["hold_seconds"] == 0.0
        assert call["outcome"] != "answered" or call["answered_elsewhere"]
    if call["ended"] is None:
        return
    started, ended = epoch(call["started"]), epoch(call["ended"])
    answered = ended if call["answered"] is None else epoch(call["answered"])
    assert started <= answered <= ended
    assert abs(call["ringing_seconds"] - (answered - started)) < 0.11  # they are told in tenths
    assert abs(call["talk_seconds"] - (ended - answered)) < 0.11
    assert call["hold_seconds"] <= call["talk_seconds"] + 0.11


def check_line(line: dict[str, Any]) -> None:
    """A line of the stream, after the first."""
    assert line["type"] in ("event", "call", "phone", "rule", "fax")
    assert _MOMENT.fullmatch(line["at"])
    if line["type"] == "call":
        check_call(line["call"])
