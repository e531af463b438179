"""The Call object: what scripts rely on."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator

import pytest

from tests.journal.samples import ANNA, call, open_call
from tui.calls.states import CallState, Direction, Outcome
from tui.journal.record import CallRecord, as_json


@pytest.fixture(autouse=True)
def _berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    if not hasattr(time, "tzset"):
        pytest.skip("this system cannot change the time zone of a process")
    before = os.environ.get("TZ")
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    if before is None:
        monkeypatch.delenv("TZ")
    else:
        monkeypatch.setenv("TZ", before)
    time.tzset()


def test_an_answered_call() -> None:
    answered = call(
        7,
        1_795_525_387.12,
        answered=1_795_525_391.004,
        ended=1_795_525_540.9,
        outcome=Outcome.ANSWERED,
        call_id="3c3b966053be",
        remote="02214710122",
        remote_raw="sip:02214710122@pbx",
        display_name="Anna Müller",
        own_number="22",
    )
    assert as_json(CallRecord(answered, "+492214710122", ANNA, "Rückruf", ("wichtig",)), now=0.0) == {
        "id": 7,
        "phone": "desk",
        "direction": "in",
        "state": "ended",
        "outcome": "answered",
        "started": "2026-11-24T14:03:07.120+01:00",
        "answered": "2026-11-24T14:03:11.004+01:00",
        "ended": "2026-11-24T14:05:40.900+01:00",
        "ringing_seconds": 3.9,
        "talk_seconds": 149.9,
        "hold_seconds": 0.0,
        "number": "+492214710122",
        "number_raw": "sip:02214710122@pbx",
        "display_name": "Anna Müller",
        "own_number": "22",
        "contact": {"id": 12, "name": "Anna Müller", "company": "Muster GmbH"},
        "forwarded_to": None,
        "transferred_to": None,
        "note": "Rückruf",
        "tags": ["wichtig"],
        "call_id": "3c3b966053be",
        "answered_elsewhere": False,
        "reference": "",
        "follow_up": None,
    }


def test_an_open_call_runs_until_now() -> None:
    held = open_call(
        3,
        100.0,
        direction=Direction.OUT,
        state=CallState.HELD,
        answered=104.0,
        held_since=110.0,
        hold_seconds=1.5,
    )
    shown = as_json(CallRecord(held), now=120.04)
    assert (shown["ringing_seconds"], shown["talk_seconds"], shown["hold_seconds"]) == (4.0, 16.0, 11.5)
    assert (shown["state"], shown["outcome"], shown["ended"], shown["number"]) == ("held", None, None, None)
    assert shown["contact"] is None


def test_seconds_are_floats_whatever_the_call_holds() -> None:
    shown = as_json(CallRecord(call(1, 100, ended=104, hold_seconds=0)), now=0)
    assert [type(shown[key]) for key in ("ringing_seconds", "talk_seconds", "hold_seconds")] == [float] * 3


def test_the_offset_is_that_of_the_day() -> None:
    assert (
        as_json(CallRecord(call(1, 1_784_116_800.0)), now=0.0)["started"] == "2026-07-15T14:00:00.000+02:00"
    )


def test_targets_and_elsewhere() -> None:
    forwarded = call(1, outcome=Outcome.FORWARDED, forwarded_to="23", transferred_to="24", elsewhere=True)
    shown = as_json(CallRecord(forwarded), now=0.0)
    assert (shown["forwarded_to"], shown["transferred_to"], shown["answered_elsewhere"]) == ("23", "24", True)
