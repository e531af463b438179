"""The hotkey as a component, where there is no desktop to ask: what is possible, and the line to copy."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import pytest

from tests.unit.desktop.desk import everything, machine_in
from tui.desktop.component import Component, DesktopError, State
from tui.desktop.components import install, installed, possible
from tui.desktop.listening import end_listener, listener, listening
from tui.errors import DurchwahlError


async def test_without_a_desktop(tmp_path: Path) -> None:
    machine = machine_in(tmp_path)
    reason = await possible(Component.HOTKEY, machine)
    assert reason is not None
    assert reason.key == "desktop_no_session"
    with pytest.raises(DesktopError) as caught:
        await install(Component.HOTKEY, machine)
    assert caught.value.key == "desktop_no_session"
    assert everything(tmp_path) == {}


async def test_an_x_server_that_is_not_there(tmp_path: Path) -> None:
    machine = machine_in(tmp_path, DISPLAY=":9973")
    reason = await possible(Component.HOTKEY, machine)
    assert reason is not None
    assert (reason.key, reason.values) == ("desktop_no_display", {"display": ":9973"})


@pytest.mark.parametrize(
    ("desktop", "key", "begins"),
    [
        ("sway", "desktop_bind_sway", "bindsym Ctrl+Mod1+d exec '/opt/my apps/durchwahl'"),
        ("Hyprland", "desktop_bind_hyprland", "bind = CTRL ALT, d, exec, "),
        ("KDE", "desktop_bind_kde", "'/opt/my apps/durchwahl'"),
        ("GNOME", "desktop_bind_gnome", "gsettings set "),
        ("LXQt", "desktop_bind_other", "'/opt/my apps/durchwahl'"),
    ],
)
async def test_wayland_without_the_portal_gives_the_line(
    tmp_path: Path, desktop: str, key: str, begins: str
) -> None:
    machine = machine_in(tmp_path, WAYLAND_DISPLAY="wayland-0", XDG_CURRENT_DESKTOP=desktop)
    assert await possible(Component.HOTKEY, machine, "Ctrl+Alt+D") is None
    for standing in (
        await installed(Component.HOTKEY, machine, "Ctrl+Alt+D"),
        await install(Component.HOTKEY, machine, "Ctrl+Alt+D"),
    ):
        assert (standing.state, standing.why.key) == (State.BY_HAND, key)
        assert standing.copy.startswith(begins)
        assert "dial --selection" in standing.copy
    assert everything(tmp_path) == {}


async def test_a_key_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(DesktopError) as caught:
        await install(Component.HOTKEY, machine_in(tmp_path), "Ctrl+Ctrl+")
    assert caught.value.key == "desktop_key_unknown"


@contextmanager
def no_killing() -> Iterator[list[tuple[int, int]]]:
    killed: list[tuple[int, int]] = []
    with patch("tui.desktop.listening.os.kill", lambda pid, by: killed.append((pid, by))):
        yield killed


def test_one_process_waits_for_the_key(tmp_path: Path) -> None:
    assert listener(tmp_path) == 0
    with no_killing() as killed:
        with listening(tmp_path):
            assert listener(tmp_path) == os.getpid()
            with pytest.raises(DurchwahlError) as caught, listening(tmp_path):
                pass
            assert caught.value.key == "hotkey_running"
            end_listener(tmp_path)
        assert killed == [(os.getpid(), signal.SIGTERM)]
        assert listener(tmp_path) == 0
        (tmp_path / "hotkey.pid").write_text(
            "1234"
        )  # left by one that was killed: the lock says that it is gone
        end_listener(tmp_path)
    assert killed == [(os.getpid(), signal.SIGTERM)]
