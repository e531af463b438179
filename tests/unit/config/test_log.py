"""The log file and what reaches it."""

from __future__ import annotations

import logging
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from tui import log
from tui.paths import Paths

_log = logging.getLogger("tui.test")


@pytest.fixture
def paths(tmp_path: Path) -> Iterator[Paths]:
    before = (logging.raiseExceptions, logging.getLogger("tui").level)
    yield Paths(tmp_path / "config.toml", tmp_path / "data")
    log.close()
    logging.raiseExceptions = before[0]
    logging.getLogger("tui").setLevel(before[1])


def test_a_record_is_written_redacted_on_one_line(paths: Paths) -> None:
    log.setup(paths)
    _log.info("call from %s\nFORGED \x1b[31m line", "+49221471022")
    _log.debug("not asked for")
    (line,) = paths.log.read_text().splitlines()
    assert line.endswith(" INFO tui.test: call from +49221471xxx FORGED [31m line")
    assert line[:4].isdigit()


def test_exceptions_and_their_causes_are_redacted_too(paths: Paths) -> None:
    log.setup(paths)
    try:
        try:
            raise ValueError("http://admin:geheim@10.0.0.5/")
        except ValueError as error:
            raise OSError("password='to p' for +49221471022 \x1b[2J") from error
    except OSError:
        _log.exception("failed", stack_info=True)
    text = paths.log.read_text()
    assert "Traceback" in text
    assert "Stack (most recent call last)" in text
    assert "test_log.py" in text
    for secret in ("http://admin:", "to p' for +", "471022 ", "\x1b"):
        assert not any(secret in line for line in text.splitlines() if "raise " not in line)
    assert "ValueError: http://***@10.0.0.5/" in text
    assert "OSError: password=*** for +49221471xxx" in text


def test_another_handler_neither_suffers_nor_spoils(paths: Paths, caplog: pytest.LogCaptureFixture) -> None:
    log.setup(paths)
    record = logging.LogRecord("tui.x", logging.ERROR, "f", 1, "number=%s", ("02214710022",), None)
    record.exc_text = "ValueError: password=geheim"  # what a formatter before ours left there
    record.exc_info = (ValueError, ValueError("password=geheim"), None)
    formatted = log.RedactedFormatter().format(record)
    assert "geheim" not in formatted
    assert record.getMessage() == "number=02214710022"


def test_a_long_record_and_a_long_traceback_are_cut(paths: Paths) -> None:
    log.setup(paths)
    _log.error("x" * 100_000)
    error = ValueError("\n".join(["y" * 10_000] * 400))
    _log.error("long", exc_info=error)
    assert paths.log.stat().st_size < 500_000


def test_the_file_is_private_and_rotates_into_private_ones(
    paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log, "_MAX_BYTES", 1000)
    paths.data_dir.mkdir()
    paths.log.write_text("from an earlier version\n")
    paths.log.chmod(0o644)
    log.setup(paths)
    for _ in range(100):
        _log.info("filler " * 10)
    files = sorted(path.name for path in paths.data_dir.iterdir())
    assert files == ["durchwahl.log", "durchwahl.log.1", "durchwahl.log.2"]
    for path in paths.data_dir.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert path.stat().st_size <= 1000


@pytest.mark.parametrize(
    ("verbose", "to_stderr", "shown"), [(True, True, True), (True, False, False), (False, True, False)]
)
def test_stderr_has_it_where_both_are_asked_for(
    paths: Paths, capsys: pytest.CaptureFixture[str], verbose: bool, to_stderr: bool, shown: bool
) -> None:
    log.setup(paths, verbose, to_stderr)
    _log.debug("number=02214710022")
    captured = capsys.readouterr()
    assert ("number=02214710xxx" in captured.err) is shown
    assert captured.out == ""
    assert ("DEBUG" in paths.log.read_text()) is verbose


def test_setting_up_again_does_not_write_twice(paths: Paths) -> None:
    log.setup(paths)
    log.setup(paths)
    _log.info("once")
    assert paths.log.read_text().count("once") == 1
    log.close()
    _log.warning("never")
    assert "never" not in paths.log.read_text()


def test_other_libraries_are_heard_from_warnings_on(paths: Paths) -> None:
    log.setup(paths, verbose=True)
    logging.getLogger("httpx").info("GET http://x/")
    logging.getLogger("httpx").warning("careful")
    assert "GET" not in paths.log.read_text()
    assert "careful" in paths.log.read_text()


def test_a_place_that_cannot_be_written_does_not_stop_the_program(
    paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    paths.data_dir.write_text("a file in the way")
    log.setup(paths, verbose=True, to_stderr=True)
    _log.info("still there")
    assert "still there" in capsys.readouterr().err


def test_a_record_that_cannot_be_formatted_is_dropped_in_silence(
    paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    log.setup(paths)
    record = logging.LogRecord("tui.x", logging.ERROR, "f", 1, "%d", ("password=geheim",), None)
    for handler in logging.getLogger().handlers:
        if handler.get_name() == "durchwahl":
            handler.handle(record)
    assert capsys.readouterr().err == ""
    assert paths.log.read_text() == ""
