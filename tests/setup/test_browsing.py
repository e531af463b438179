"""Which command opens the test URL, and when there is none."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from tui.setup import browsing


@pytest.mark.parametrize(
    ("platform", "environ", "first"),
    [
        ("darwin", {}, "open"), ("win32", {}, "rundll32"), ("linux", {"DISPLAY": ":0"}, "xdg-open"),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, "xdg-open"), ("linux", {}, None), ("linux", {"DISPLAY": ""}, None),
    ],
)  # fmt: skip
def test_opener(platform: str, environ: dict[str, str], first: str | None) -> None:
    """Without a screen none: a browser for the terminal would draw over ours."""
    command = browsing.opener(platform, environ)
    assert (command[0] if command else None) == first


def test_the_page_is_handed_over_as_one_argument(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = tmp_path / "told"
    os.mkfifo(told)
    program = tmp_path / "xdg-open"
    program.write_text(f'#!/bin/sh\nprintf "%s %s" "$#" "$1" > "{told}"\n')
    program.chmod(stat.S_IRWXU)
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setenv("DISPLAY", ":77")
    assert browsing.browse("http://127.0.0.1:8080/$(id) x")
    assert told.read_text() == "1 http://127.0.0.1:8080/$(id) x"  # waits for whoever writes


def test_without_the_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("DISPLAY", ":77")
    assert not browsing.browse("http://127.0.0.1:8080")
