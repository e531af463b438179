"""The kept traces lead to the calls that the journal had when they were recorded, masked once more or not."""

from __future__ import annotations

import json
import random
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.recording.traces_of import FOLDER, MASKED, calls_of, played
from tui.recording.masker import Masker
from tui.recording.reading import TraceReader
from tui.recording.trace import Command, Line, Opening, Own, Report

TRACES = sorted(FOLDER.glob("*.jsonl"))
# What somebody who was there saw.
OUTCOMES = {
    "simulated": {
        "answered": [("in", "answered")],
        "rejected": [("in", "rejected")],
        "transfer": [("in", "transferred")],
        "two-calls": [("in", "answered"), ("in", "answered")],
    },
    "lab": {
        "answered": [("in", "answered")],
        "rejected": [("in", "rejected")],
        "transfer": [("in", "transferred"), ("out", "transferred")],
        "two-calls": [("in", "answered"), ("in", "answered")],
    },
}


def lines_of(trace: Path) -> list[Line]:
    return list(TraceReader(trace))


def timed(calls: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Times as moments: how they are written depends on the machine's time zone."""
    return [
        {
            name: datetime.fromisoformat(value).timestamp()
            if name in ("started", "answered", "ended") and value
            else value
            for name, value in call.items()
        }
        for call in calls
    ]


def bare(calls: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{name: value for name, value in call.items() if name not in MASKED} for call in calls]


def test_every_play_was_recorded_for_both_makers_in_both_places() -> None:
    wanted = {
        f"{place}-{vendor}-{play}"
        for place, plays in OUTCOMES.items()
        for play in plays
        for vendor in ("snom", "yealink")
    }
    assert {trace.stem for trace in TRACES} >= wanted
    assert {trace.stem for trace in TRACES} == {
        path.name[: -len(".calls.json")] for path in FOLDER.glob("*.json")
    }


@pytest.mark.parametrize("trace", TRACES, ids=lambda trace: trace.stem)
def test_a_trace_leads_to_its_calls(trace: Path) -> None:
    expected = json.loads(trace.with_suffix(".calls.json").read_text(encoding="utf-8"))
    calls = played(trace)
    assert timed(calls) == timed(expected)
    place, _, play = trace.stem.split("-", 2)
    if play in OUTCOMES.get(place, {}):  # those of other people's phones have names of their own
        assert [(call["direction"], call["outcome"]) for call in calls] == OUTCOMES[place][play]


@pytest.mark.parametrize("trace", TRACES, ids=lambda trace: trace.stem)
def test_masked_it_leads_to_the_same_calls(trace: Path) -> None:
    lines = lines_of(trace)
    assert isinstance(lines[0], Opening)
    mask = Masker(b"another key", lines[0].plan, lines[0].phones)
    before, after = calls_of(lines), calls_of([mask.mask(line) for line in lines])
    assert bare(before) == bare(after)
    parties = [[call["number"] for call in calls] for calls in (before, after)]
    assert not set(filter(None, parties[0])) & set(filter(None, parties[1]))
    assert [len(number or "") for number in parties[0]] == [len(number or "") for number in parties[1]]
    same = [[calls[0]["number"] == call["number"] for call in calls] for calls in (before, after)]
    assert same[0] == same[1]


@pytest.mark.parametrize("trace", TRACES, ids=lambda trace: trace.stem)
def test_nothing_in_it_is_anybodys(trace: Path) -> None:
    text = trace.read_text(encoding="utf-8")
    assert "Geheim7" not in text
    assert not re.search(r"authorization|cookie", text, re.IGNORECASE)
    lines = lines_of(trace)
    assert isinstance(lines[0], Opening)
    assert lines[0].masked
    for line in lines:
        if isinstance(line, Report):
            assert re.match(rb"GET /TOKEN/\w+\?", line.line)
        if isinstance(line, Command):
            assert b"TOKEN" in line.body or b"action_incoming" not in line.body


@pytest.mark.parametrize("trace", TRACES[::3], ids=lambda trace: trace.stem)
def test_a_trace_in_pieces_does_no_harm(trace: Path) -> None:
    """Lines lost, lines twice, the end missing: there are other calls then, and no fault."""
    first, *rest = lines_of(trace)
    chance = random.Random(7)  # noqa: S311 - no secret
    for _ in range(30):
        pieces = [line for line in rest for _ in range(chance.choice((0, 1, 1, 2)))]
        calls = calls_of([first, *pieces[: chance.randrange(len(pieces) + 1)]])
        assert len({call["id"] for call in calls}) == len(calls)
        assert all((call["ended"] is None) is (call["outcome"] is None) for call in calls)


def test_a_trace_by_hand_needs_no_numbers(tmp_path: Path) -> None:
    trace = tmp_path / "t.jsonl"
    rows = [
        {"type": "trace", "format": 1, "at": "2026-11-23T14:00:00+01:00", "program": "by hand", "masked": True},
        {"type": "report", "at": "2026-11-23T14:00:01.5+01:00", "phone": "a", "vendor": "snom", "method": "GET",
         "line": "GET /TOKEN/incoming?call_id=1&remote=03023125110@pbx HTTP/1.1"},
        {"type": "own", "at": "2026-11-23T14:00:03+01:00", "phone": "a", "event": "reject-sent", "call_id": "1"},
        {"type": "end", "at": "2026-11-23T14:01:00+01:00"},
    ]  # fmt: skip
    trace.write_text("\n".join(map(json.dumps, rows)))
    (call,) = played(trace)
    assert (call["id"], call["outcome"], call["number"], call["ringing_seconds"]) == (
        1,
        "rejected",
        "+493023125110",
        1.5,
    )


@pytest.mark.parametrize(
    "change",
    [
        {"vendor": "durchwahl", "line": "GET /TOKEN/started HTTP/1.1"},
        {"vendor": "nobody"},
        {"status": 503},
        {"phone": ""},
        {"line": "HEAD /TOKEN/incoming?call_id=1 HTTP/1.1"},
        {"line": "no request"},
        {"line": "GET /TOKEN/no_event?call_id=1 HTTP/1.1"},
    ],
)
def test_what_was_no_event_is_none(change: dict[str, Any]) -> None:
    plain: dict[str, Any] = {
        "at": 1.0,
        "phone": "a",
        "vendor": "snom",
        "method": "GET",
        "line": "GET /TOKEN/incoming?call_id=1 HTTP/1.1",
    }
    values = plain | change
    values["line"] = values["line"].encode()
    lines: list[Line] = [Opening(0.0, "x", True), Report(**values), Own(2.0, "a", "no-such-word")]
    assert calls_of(lines) == []
    assert len(calls_of([lines[0], Report(**plain | {"line": plain["line"].encode()})])) == 1
