"""Marked text and a real key press, under a real X server: the simulated phone dials."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.desktop.screen import Screen, until
from tests.e2e.office import COLLEAGUE, DESK, KAETHE, Office
from tests.e2e.program import COMMAND
from tui.desktop.listening import listener

pytestmark = [pytest.mark.timeout(180), pytest.mark.xdist_group("desktop")]

TEXT = "Please call Kaethe: +49 (30) 231 25-110 today"


def components(desktop: Screen, *words: str) -> dict[str, Any]:
    told = json.loads(desktop.run(*COMMAND, "handler", *words, "--json"))
    return {one["component"]: one for one in told["components"]}


def ended(office: Office, call: dict[str, Any]) -> None:
    office.order("hangup", DESK)
    office.becomes(call, "ended")


@pytest.fixture
def hotkey(desktop: Screen, office: Office) -> Any:
    """Installed as a user does it, and taken out again: the key has to be free then."""
    assert components(desktop, "install", "--hotkey")["hotkey"]["state"] == "installed"
    entry = Path(desktop.env["XDG_CONFIG_HOME"]) / "autostart" / "durchwahl-hotkey.desktop"
    assert entry.exists()
    pid = listener(office.data)
    assert pid > 1
    yield pid
    components(desktop, "remove", "--hotkey")
    assert not entry.exists()
    until(lambda: not Path(f"/proc/{pid}/cmdline").exists() or _gone(pid), "the end of the process")
    assert listener(office.data) == 0


def _gone(pid: int) -> bool:
    """A child of nobody that waits to be collected is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def test_pause_dials_what_is_marked_in_another_program(desktop: Screen, office: Office, hotkey: int) -> None:
    desktop.mark(desktop.window(TEXT), "231 25-110")
    before = office.phones.mark()
    call = office.new_call(DESK, lambda: desktop.run("xdotool", "key", "Pause"))
    assert (call["direction"], call["number"]) == ("out", "+493023125110")
    assert office.obeyed(DESK, before)[0] == f"/command.htm?number=0{KAETHE}"
    ended(office, call)
    desktop.run("xdotool", "key", "Num_Lock")  # is a modifier, too
    try:
        call = office.new_call(DESK, lambda: desktop.run("xdotool", "key", "Pause"))
    finally:
        desktop.run("xdotool", "key", "Num_Lock")
    assert call["number"] == "+493023125110"
    ended(office, call)
    desktop.run("xdotool", "key", "Caps_Lock")
    try:
        call = office.new_call(DESK, lambda: desktop.run("xdotool", "key", "Pause"))
    finally:
        desktop.run("xdotool", "key", "Caps_Lock")
    ended(office, call)
    assert components(desktop, "status")["hotkey"]["detail"] == "Pause dials the marked text."


def test_a_second_one_is_told_that_there_is_one(desktop: Screen, hotkey: int) -> None:
    assert "is being waited for already" in desktop.run("sh", "-c", _quoted("hotkey"), check=False)


def _quoted(*words: str) -> str:
    import shlex

    return shlex.join([*COMMAND, *words]) + " 2>&1"


def test_a_key_that_another_program_has_is_told(desktop: Screen, office: Office) -> None:
    """The other program is one of ours, with a data folder of its own: X11 makes no difference."""
    other = {"DURCHWAHL_DATA_DIR": desktop.env["HOME"] + "/other"}
    mine = dict(desktop.env)
    desktop.env.update(other)
    desktop.start(*COMMAND, "hotkey")
    until(lambda: listener(Path(other["DURCHWAHL_DATA_DIR"])), "the other program has the key")
    desktop.env.update(mine)
    told = components(desktop, "status")["hotkey"]
    assert told["state"] == "taken"
    assert told["detail"].startswith("Another program, or the desktop itself, has the key Pause.")
    said = desktop.run("sh", "-c", _quoted("handler", "install", "--hotkey"), check=False)
    assert "Another program, or the desktop itself, has the key Pause." in said
    assert not (Path(desktop.env["XDG_CONFIG_HOME"]) / "autostart").exists()
    assert "has the key Pause" in desktop.run("sh", "-c", _quoted("hotkey"), check=False)


def test_dial_selection(desktop: Screen, office: Office) -> None:
    desktop.mark(desktop.window("Durchwahl 31 (Bernd)"), "Durchwahl 31")
    call = office.new_call(DESK, lambda: desktop.run(*COMMAND, "dial", "--selection"))
    assert call["number"] == COLLEAGUE
    ended(office, call)


def test_what_cannot_be_dialled_is_said(desktop: Screen, office: Office) -> None:
    assert "No text is marked" in desktop.run("sh", "-c", _quoted("dial", "--selection"), check=False)
    before = office.phones.mark()
    for text, said in (
        ("Nothing to call in here", "There is no telephone number in the marked text."),
        ("030 123456 or 030 654321", "Nobody could be asked whether to dial"),
        ("0900 3 123456", "Nobody could be asked whether to dial"),
    ):
        desktop.mark(desktop.window(text), text[:8])
        assert said in desktop.run("sh", "-c", _quoted("dial", "--selection"), check=False)
    assert office.obeyed(DESK, before) == []


def test_the_selection_of_a_program_that_hangs_is_given_up(desktop: Screen) -> None:
    """The owner of the marked text is stopped: it answers nobody."""
    window = desktop.window(TEXT)
    desktop.mark(window, "231 25-110")
    pid = int(desktop.run("xdotool", "getwindowpid", window))
    os.kill(pid, 19)
    try:
        assert "No text is marked" in desktop.run("sh", "-c", _quoted("dial", "--selection"), check=False)
    finally:
        os.kill(pid, 18)
