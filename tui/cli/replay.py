"""`durchwahl replay`: what a recorded trace leads to, told as `durchwahl watch` would have told it."""

from __future__ import annotations

import argparse
import asyncio
import json
import math
import sys
from collections.abc import Iterator
from typing import Any

from tui.calls.states import CallChange
from tui.cli.lines import spoken
from tui.errors import UsageError
from tui.i18n import say
from tui.recording.reading import TraceReader
from tui.recording.replay import Replay, Step
from tui.recording.trace import Line, Opening
from tui.switchboard.callers import Callers
from tui.switchboard.notices import CallNotice, EventNotice
from tui.switchboard.stream import line

_TOLD = 10  # damaged lines that are named one by one


async def run(args: argparse.Namespace) -> int:
    """Prints everything at once, or with `--speed` as it came. Needs neither configuration nor network."""
    speed = args.speed
    if speed is not None and not (math.isfinite(speed) and speed > 0):
        raise UsageError("replay_speed")
    reader = TraceReader(args.file)
    clock = asyncio.get_running_loop().time
    begun, first = clock(), None
    events, calls = 0, set()
    for step, messages in told(iter(reader)):
        first = step.at if first is None else first
        if speed is not None:
            await asyncio.sleep(max(0.0, begun + (step.at - first) / speed - clock()))
        events += step.event is not None
        for message in messages:
            if message["type"] == "call":
                calls.add(message["call"]["id"])
            text = json.dumps(message, ensure_ascii=False) if args.json else spoken(message)
            if text:
                print(text, flush=speed is not None)
    if reader.damaged:
        numbers = ", ".join(map(str, reader.damaged[:_TOLD]))
        more = ", …" if len(reader.damaged) > _TOLD else ""
        print(f"durchwahl: {say('replay_damaged', numbers=numbers + more)}", file=sys.stderr)
    if not args.json:
        print(say("replay_done", events=events, calls=len(calls)), file=sys.stderr)
    return 0


def told(lines: Iterator[Line]) -> Iterator[tuple[Step, list[dict[str, Any]]]]:
    """Each step with the objects of the stream that it leads to. The trace's dial plan reads the numbers."""
    opening = next(lines)
    assert isinstance(opening, Opening)  # the reader sees to it
    callers = Callers(opening.plan)
    for step in Replay(opening).feed(lines):
        notices: list[EventNotice | CallNotice] = []
        if step.event is not None and step.raw is not None:
            notices.append(EventNotice(step.event, step.raw.source, step.raw.name))
        for change in step.changes:
            if isinstance(change, CallChange):
                notices.append(CallNotice(callers.record(change.call), change))
        messages = [line(notice, step.at) for notice in notices]
        yield step, [message for message in messages if message is not None]
