"""The first two steps: the computer and its terminal, folders and journal."""

from __future__ import annotations

import io
import os
import stat
from pathlib import Path

import pytest

from tui.setup import system
from tui.setup.model import State, Told
from tui.setup.workshop import Workshop


class Terminal(io.TextIOWrapper):
    """A stream that is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """The program's own terminal, with something else in the place of sys.stdout, as the app has it."""
    monkeypatch.setattr("sys.__stdout__", Terminal(io.BytesIO(), "utf-8"))
    monkeypatch.setattr("sys.stdout", object())
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setenv("LINES", "36")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    return monkeypatch


async def test_a_fit_computer(workshop: Workshop, terminal: pytest.MonkeyPatch) -> None:
    found = await system.fit(workshop)
    assert found.state is State.DONE
    assert any("120×36: Unicode, colours" in line for line in found.lines)


async def test_a_small_and_plain_terminal(workshop: Workshop, terminal: pytest.MonkeyPatch) -> None:
    terminal.setenv("COLUMNS", "60")
    terminal.setenv("NO_COLOR", "1")
    terminal.setattr("sys.__stdout__", Terminal(io.BytesIO(), "ascii"))
    found = await system.fit(workshop)
    assert (found.state, "60×36" in found.detail) == (State.ATTENTION, True)
    assert any("ASCII only, no colours" in line for line in found.lines)


async def test_without_a_terminal_nothing_is_said_of_one(workshop: Workshop) -> None:
    assert not any("Terminal" in line for line in (await system.fit(workshop)).lines)


async def test_a_newer_version_is_only_asked_for_if_wanted(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    async def newest() -> str:
        asked.append("")
        return "99.0"

    monkeypatch.setattr(system, "_newest", newest)
    assert "99.0" not in str(await system.look_newer(workshop, {"look_newer": "no"}, _silent))
    assert not asked
    assert "99.0" in str(await system.look_newer(workshop, {"look_newer": "yes"}, _silent))


async def test_folders_are_made_and_closed_to_others(workshop: Workshop) -> None:
    assert (await system.folders(workshop)).state is State.OPEN
    found = await system.make_folders(workshop, {}, _silent)
    assert found.state is State.DONE
    assert stat.S_IMODE(workshop.paths.data_dir.stat().st_mode) == 0o700
    workshop.paths.data_dir.chmod(0o755)
    assert (await system.folders(workshop)).state is State.ATTENTION
    assert (await system.make_folders(workshop, {}, _silent)).state is State.DONE
    assert stat.S_IMODE(workshop.paths.data_dir.stat().st_mode) == 0o700


async def test_a_damaged_journal_is_named_and_left(workshop: Workshop) -> None:
    await system.make_folders(workshop, {}, _silent)
    workshop.paths.journal.write_bytes(b"no data base" * 1000)
    found = await system.folders(workshop)
    assert found.state is State.ATTENTION
    assert workshop.paths.journal.read_bytes().startswith(b"no data base")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        assert not system._writable(tmp_path / "data")
    finally:
        tmp_path.chmod(0o700)


def _silent(told: Told) -> None: ...
