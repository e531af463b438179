"""`serve --record` and `replay` as they are typed."""

from __future__ import annotations

import argparse
import json
import socket
import stat
import time
from datetime import datetime
from io import FileIO
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from tests.e2e.office import DESK, KAETHE, PASSWORD, Office
from tests.e2e.program import environment, run
from tests.e2e.shape import check_line
from tests.recording.traces_of import FOLDER, played
from tests.unit.switchboard.core import Core, until
from tui.calls.states import Outcome
from tui.cli import record as recording
from tui.cli import replay
from tui.i18n import say
from tui.recording.trace import Line, Opening, Report, as_json
from tui.switchboard.notices import Notice, WarningNotice

TRACE = FOLDER / "simulated-snom-two-calls.jsonl"


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    return environment(tmp_path / "home")


def test_a_trace_as_lines_of_the_stream(env: dict[str, str]) -> None:
    done = run("replay", str(TRACE), "--json", "--speed", "5000", env=env)
    assert (done.status, done.err) == (0, "")
    lines = [json.loads(row) for row in done.out.splitlines()]
    for line in lines:
        check_line(line)
    moments = [datetime.fromisoformat(line["at"]).timestamp() for line in lines]
    assert moments == sorted(moments)
    latest = {line["call"]["id"]: line["call"] for line in lines if line["type"] == "call"}
    assert [call["outcome"] for call in latest.values()] == ["answered", "answered"]


async def test_at_a_speed_it_takes_its_time(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "t.jsonl"
    lines: list[Line] = [
        Opening(1.0, "x", True),
        Report(2.0, "a", "snom", "GET", b"GET /TOKEN/incoming?call_id=1 HTTP/1.1"),
        Report(4.0, "a", "snom", "GET", b"GET /TOKEN/connected?call_id=1 HTTP/1.1"),
    ]
    path.write_text("\n".join(json.dumps(as_json(line)) for line in lines), encoding="utf-8")
    begun = time.monotonic()
    assert await replay.run(argparse.Namespace(file=str(path), json=True, speed=20.0)) == 0
    assert 0.1 <= time.monotonic() - begun < 2.0  # two seconds, twenty times as fast
    assert capsys.readouterr().out.count('"type": "call"') == 2


def test_a_trace_for_people(env: dict[str, str]) -> None:
    done = run("replay", str(TRACE), "--lang", "de", env=env)
    assert done.status == 0
    assert done.err.startswith("Ereignisse: ")
    assert "Anrufe: 2." in done.err
    rows = done.out.splitlines()
    assert len(rows) > 5
    assert all("eingehend" in row.lower() for row in rows)


def test_a_damaged_trace_says_which_lines(env: dict[str, str], tmp_path: Path) -> None:
    rows = TRACE.read_text(encoding="utf-8").splitlines()
    rows[4] = rows[4][:50]
    path = tmp_path / "cut.jsonl"
    path.write_text("\n".join(rows), encoding="utf-8")
    done = run("replay", str(path), "--json", env=env)
    assert done.status == 0
    assert done.err.count("\n") == 1
    assert "5" in done.err


@pytest.mark.parametrize(
    ("words", "status", "key"),
    [
        (["replay", "nowhere.jsonl"], 1, "trace_not_read"),
        (["replay", "pyproject.toml"], 1, "trace_is_none"),
        (["replay", str(TRACE), "--speed", "0"], 2, "replay_speed"),
        (["replay", str(TRACE), "--speed", "nan"], 2, "replay_speed"),
        (["serve", "--no-mask"], 2, "record_mask_alone"),
        (["serve", "--record", str(TRACE)], 1, "record_exists"),
        (["serve", "--record", "/no/such/folder/x"], 1, "record_not_made"),
    ],
)
def test_what_cannot_be_is_said_in_one_sentence(
    words: list[str], status: int, key: str, env: dict[str, str]
) -> None:
    before = TRACE.read_bytes()
    sentence = run(*words, env=env).sentence(status)
    assert sentence.split()[-1] == say(key, file="x", reason="x").split()[-1]
    assert TRACE.read_bytes() == before


def test_where_nothing_comes_up_no_file_is_left(env: dict[str, str], tmp_path: Path) -> None:
    """Else the second try would be refused, as the file is there already."""
    config, path = tmp_path / "config.toml", tmp_path / "trace.jsonl"
    with socket.create_server(("127.0.0.1", 0)) as taken:
        config.write_text(f'[events]\nhost = "127.0.0.1"\nport = {taken.getsockname()[1]}\n')
        where = ("--config", str(config), "--data-dir", str(tmp_path / "data"))
        done = run("serve", "--record", str(path), *where, env=env)
    assert done.status == 1
    assert str(path) in done.err.splitlines()[0]
    assert not path.exists()


def test_the_whole_program_records_itself(tmp_path: Path) -> None:
    """Unmasked, so that everything can be compared with the journal."""
    office, path = Office(tmp_path / "office"), tmp_path / "trace.jsonl"
    office.write()
    try:
        office.start_phones()
        office.serve = office.program("serve", "--json", "--record", str(path), "--no-mask", *office.where())
        office.serve.ready()
        call = office.rings(DESK, KAETHE, "Käthe Mühlenbach")
        office.order("answer", DESK)
        office.order("hangup", DESK)
        kept = office.ended(call)
        assert path.read_bytes().count(b"\n") > 5  # while it goes on
        tokens = [office.base(name).rpartition("/")[2] for name in office.configured]
        assert office.serve.err.startswith("Recording into ")
        office.serve.stop()
        office.phones.stop()
    finally:
        office.end_leftovers()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    data = path.read_bytes()
    assert not [secret for secret in (PASSWORD, *tokens) if secret.encode() in data]
    (replayed,) = played(path)

    def moments(one: dict[str, Any]) -> dict[str, Any]:
        times = {
            name: datetime.fromisoformat(one[name]).timestamp() for name in ("started", "answered", "ended")
        }
        return one | times | {"contact": None}

    assert moments(replayed) == moments(kept)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
async def test_a_full_disk_is_told_once_and_calls_go_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    core, heard = Core(tmp_path), list[Notice]()
    core.switchboard.subscribe(heard.append)

    def warnings() -> list[str]:
        return [one.text for one in heard if isinstance(one, WarningNotice)]

    with (
        patch("tui.phones.registry.make_driver", core.driver),
        patch.object(recording, "create", lambda path: FileIO("/dev/full", "wb")),
    ):
        recording.begin(tmp_path / "trace", core.switchboard, masked=True)
        try:
            await core.switchboard.start(events_required=True)
            call = await core.desk.ring("03023125110")
            await until(lambda: bool(warnings()))
            await core.desk.report("connect", call)
            await core.desk.report("end", call)
            (only,) = await core.calls()
        finally:
            await core.switchboard.stop()
            assert core.switchboard.recorder is not None
            core.switchboard.recorder.close()
    assert only.call.outcome is Outcome.ANSWERED
    (sentence,) = warnings()
    assert sentence == say("record_disk_full", file=str(tmp_path / "trace"))
    assert "Recording into" in capsys.readouterr().err
