"""The kept traces, and what they lead to."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from tui.cli.replay import told
from tui.recording.reading import TraceReader
from tui.recording.trace import Line

FOLDER: Final = Path(__file__).with_name("traces")
# What a mask changes of a call, and nothing else.
MASKED: Final = (
    "phone",
    "number",
    "number_raw",
    "display_name",
    "own_number",
    "call_id",
    "forwarded_to",
    "transferred_to",
)


def played(trace: Path) -> list[dict[str, Any]]:
    """The calls that a trace leads to, as they were told last."""
    reader = TraceReader(trace)
    calls = calls_of(reader)
    assert reader.damaged == []
    return calls


def calls_of(lines: Iterable[Line]) -> list[dict[str, Any]]:
    """The calls that lines lead to, in the order of their ids."""
    found: dict[int, dict[str, Any]] = {}
    for _, messages in told(iter(lines)):
        for message in messages:
            if message["type"] == "call":
                found[message["call"]["id"]] = message["call"]
    return [found[id] for id in sorted(found)]
