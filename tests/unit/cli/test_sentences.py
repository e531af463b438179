"""What the command line says of wrong words, of phones that are away, and of output that has no room."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.program import environment, run
from tui import i18n
from tui.cli import main


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    before = i18n.language()
    yield
    i18n.use(before)


@pytest.fixture
def away(tmp_path: Path) -> list[str]:
    """Options that name a configuration whose phone nobody answers for."""
    (tmp_path / "config.toml").write_text('[phone.desk]\nvendor = "snom"\nhost = "127.0.0.1:9"\n')
    return ["--config", str(tmp_path / "config.toml"), "--data-dir", str(tmp_path / "data")]


@pytest.mark.parametrize(
    ("words", "command"),
    [
        (["phone", "test", "extra"], "durchwahl phone test"),
        (["--fast", "phone", "list"], "durchwahl phone list"),
        (["call", "answer", "it"], "durchwahl call answer"),
        (["calls", "--fast"], "durchwahl calls"),
        (["--fast"], "durchwahl"),
    ],
)
def test_the_hint_names_the_very_command(
    words: list[str], command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--lang", "en", *words]) == 2
    assert f"`{command} --help` shows how." in capsys.readouterr().err


def test_a_wait_that_is_over_before_it_begins(away: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "en", *away, "phone", "install-urls", "--wait", "-1"]) == 2
    assert capsys.readouterr().err == "durchwahl: --wait wants 0 or a positive number.\n"


def test_a_number_that_is_none(away: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "de", *away, "phone", "discover", "--listen", "lange"]) == 2
    assert "--listen verlangt eine Zahl, nicht „lange“." in capsys.readouterr().err


def test_a_phone_that_is_away_is_named_once_and_not_tried_again(
    away: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """A command on its own ends, so that it must not promise another try; what is unknown takes one line."""
    assert main(["--lang", "en", *away, "phone", "status"]) == 0
    shown = capsys.readouterr().out
    assert "ried again" not in shown
    assert shown.count("unknown") == 1
    assert main(["--lang", "en", *away, "phone", "test"]) == 3
    assert not capsys.readouterr().out.startswith("desk: desk ")


@pytest.mark.skipif(not os.access("/dev/full", os.W_OK), reason="no device that is always full")
@pytest.mark.parametrize("words", [["phone", "list"], ["phone", "urls", "--vendor", "yealink"]], ids=" ".join)
def test_output_without_room_is_one_sentence(tmp_path: Path, away: list[str], words: list[str]) -> None:
    """Short output fails only when it is flushed at the end, long output at once."""
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "tui", *away, *words],
            stdout=full,
            stderr=subprocess.PIPE,
            env=environment(tmp_path / "home"),
            text=True,
            check=False,
            timeout=30,
        )
    assert done.returncode == 1
    assert done.stderr.startswith("durchwahl: The output could not be written:")
    assert done.stderr.count("\n") == 1


def test_requests_are_told_with_v_but_no_whole_number(tmp_path: Path, away: list[str]) -> None:
    done = run("-v", "dial", "030 23125-110", *away, env=environment(tmp_path / "home"))
    assert done.status == 3
    assert "DEBUG tui.net: desk GET /command.htm?number=" in done.err
    assert "23125110" not in done.err + (tmp_path / "data" / "durchwahl.log").read_text()
