"""Whatever happens at the phones: what was recorded leads to the calls that the journal has, masked or not."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path
from typing import Any
from unittest.mock import patch

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.recording.traces_of import MASKED, calls_of
from tests.unit.switchboard.core import Core
from tui.calls.events import EventKind
from tui.cli.record import begin
from tui.config.tokens import Tokens
from tui.journal.filter import EVERY_CALL
from tui.journal.record import as_json
from tui.journal.store import Journal
from tui.phones.decoding import snom, yealink
from tui.recording.masker import Masker
from tui.recording.reading import TraceReader
from tui.recording.trace import Line, Opening

VENDORS = {"desk": "snom", "side": "yealink"}
parties = st.sampled_from(
    [b"0221471101@pbx.firma.de", b"sip:+49221471101@10.0.0.1", b"sip:23@pbx", b"0221 4711-02", b"anonymous@anonymous.invalid", b"", b"$remote", b"04711@x", b"anna.lindner@pbx"]
)  # fmt: skip
ids = st.sampled_from(
    [b"32768", b"32769", b"3c3b966053be-phxdiv27t9gm", b"3c3b966053be-phxdiv27t9gm@1.2.3.4", b"", b"$call_id"]
)
display_names = st.one_of(
    st.sampled_from(
        [b"", b"Anna M\xfcller", "Jürgen & Söhne".encode(), b"x&remote=110&call_id=1", b"J%C3%B6rg", b"Anonymous", b'"sip:22@pbx"', b"0221 4711-02"]
    ),
    st.binary(max_size=12).filter(lambda name: b"\n" not in name and b"\r" not in name and b" HTTP/" not in name),
)  # fmt: skip
reasons = st.sampled_from(
    [b"", b'SIP;cause=200;text="Call completed elsewhere"', b"Anna hat abgenommen", b"$cancel_reason"]
)
gaps = st.sampled_from([0.0, 0.0, 0.05, 0.95, 1.0, 3.2, 11.0, 190.0, 700.0])
kinds = {
    "desk": st.sampled_from(sorted(snom.KINDS)),
    "side": st.sampled_from(sorted(yealink.KINDS)),
}


def reports(phone: str) -> st.SearchStrategy[tuple[str, str, bytes]]:
    return st.builds(
        lambda name, call, remote, count, reason, display: (
            phone,
            name,
            b"mac=000413A1B2C3&ongoing=%b&local=22@pbx&call_id=%b&remote=%b&reason=%b&name=%b"
            % (count, call, remote, reason, display),
        ),
        kinds[phone], ids, parties, st.sampled_from([b"0", b"1", b"$nr_ongoing_calls"]), reasons, display_names,
    )  # fmt: skip


orders = st.tuples(
    st.sampled_from(list(VENDORS)),
    st.sampled_from(
        [EventKind.REJECT_SENT, EventKind.HANGUP_SENT, EventKind.DIAL_SENT, EventKind.TRANSFER_SENT, EventKind.WITHDRAWN]
    ),
    st.sampled_from(["32768", "3c3b966053be-phxdiv27t9gm", ""]),
    st.sampled_from(["0221471101", "23", ""]),
)  # fmt: skip
plays = st.lists(st.tuples(gaps, st.one_of(reports("desk"), reports("side"), orders)), max_size=25)


Play = list[tuple[float, tuple[Any, ...]]]


async def _report(core: Core, token: str, name: str, query: bytes) -> None:
    """The report of a phone, over HTTP."""
    reader, writer = await asyncio.open_connection("127.0.0.1", core.switchboard.port)
    request = b"GET /%b/%b?%b HTTP/1.1\r\nConnection: close\r\n\r\n" % (token.encode(), name.encode(), query)
    writer.write(request)
    assert (await reader.read()).startswith(b"HTTP/1.1 200"), request
    writer.close()
    await writer.wait_closed()


def _time_goes_by(core: Core, seconds: float) -> None:
    """Calls whose time has come end then, as by the switchboard's own watch, which waits for a real clock."""
    until = core.clock.at + seconds
    board = core.switchboard.board
    while (deadline := board.next_deadline()) is not None and deadline <= until:
        core.clock.at = max(core.clock.at, deadline)
        core.switchboard._changed(board.expire(core.clock.at))
    core.clock.at = until


async def _played(folder: Path, play: Play) -> tuple[list[dict[str, Any]], list[Line]]:
    """The calls that the journal has in the end, and the trace."""
    core, path = Core(folder), folder / "trace.jsonl"
    switchboard = core.switchboard
    with patch("tui.phones.registry.make_driver", core.driver):
        begin(path, switchboard, masked=False)
        try:
            await switchboard.start(events_required=True)
            tokens = Tokens.load(switchboard.paths)
            for gap, (phone, *what) in play:
                _time_goes_by(core, gap)
                if isinstance(what[0], EventKind):
                    await switchboard.desk.note(what[0], phone, *what[1:])
                else:
                    await _report(core, tokens.of(phone), *what)
        finally:
            await switchboard.stop()
            assert switchboard.recorder is not None
            switchboard.recorder.close()
    journal = await Journal.open(switchboard.paths.journal)
    kept = await journal.page(EVERY_CALL, 0, 1000)
    await journal.close()
    reader = TraceReader(path)
    lines = list(reader)
    assert reader.damaged == []
    return [as_json(one, 0.0) for one in reversed(kept)], lines


def _known(call: dict[str, Any], *without: str) -> dict[str, Any]:
    """A call without the seconds of one that is still open, which depend on when they are asked for."""
    if call["state"] != "ended":
        without = (*without, "ringing_seconds", "talk_seconds", "hold_seconds")
    return {name: value for name, value in call.items() if name not in without}


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(plays, st.binary(min_size=1, max_size=16))
def test_a_recording_leads_to_the_calls_of_the_journal(play: Play, key: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        kept, lines = asyncio.run(_played(Path(folder), play))
    replayed = calls_of(lines)
    assert [_known(call) for call in kept] == [_known(call) for call in replayed]

    assert isinstance(lines[0], Opening)
    mask = Masker(key, lines[0].plan, VENDORS)
    masked = calls_of([mask.mask(line) for line in lines])
    assert [_known(call, *MASKED) for call in masked] == [_known(call, *MASKED) for call in replayed]
    for mine, real in zip(masked, replayed, strict=True):
        assert [mine[name] in (None, "") for name in MASKED] == [real[name] in (None, "") for name in MASKED]
        assert len(mine["number_raw"]) == len(real["number_raw"])
