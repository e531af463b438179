"""Starting by itself: the files, and the programs that are told."""

from __future__ import annotations

import os
import plistlib
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.unit.desktop.desk import COMMAND, everything, machine_in, program
from tui.desktop.component import Component, DesktopError, State
from tui.desktop.components import install, installed, remove, start_service
from tui.desktop.launchd import LaunchAgent, agent, bootout, bootstrap
from tui.desktop.machine import System
from tui.desktop.systemd import UNIT, unit
from tui.desktop.windows_task import creating, deleting, task

# A systemctl that knows one unit: enabled while there is a file.
SYSTEMCTL = """
mark="$(dirname "$0")/enabled"
case "$2" in
enable) : >"$mark" ;;
disable) rm -f "$mark" ;;
is-enabled) [ -e "$mark" ] && echo enabled || { echo disabled; exit 1; } ;;
is-active) exit 3 ;;
esac
exit 0
"""


async def test_systemd(tmp_path: Path) -> None:
    told = program(tmp_path, "systemctl", SYSTEMCTL)
    machine = machine_in(tmp_path)
    assert (await installed(Component.AUTOSTART, machine)).state is State.ABSENT
    assert "enable" not in told.read_text()
    assert (await install(Component.AUTOSTART, machine)).state is State.INSTALLED
    path = machine.config_home / "systemd" / "user" / UNIT
    assert path.read_text() == unit(COMMAND)
    lines = told.read_text().splitlines()
    assert "--user daemon-reload" in lines
    assert f"--user enable {UNIT}" in lines  # and nothing is started that was not asked for
    assert await start_service(machine)
    assert (await remove(Component.AUTOSTART, machine)).state is State.ABSENT
    assert f"--user disable --now {UNIT}" in told.read_text().splitlines()
    assert everything(machine.home) == {}
    assert not await start_service(machine)


async def test_systemd_starts_it_where_that_was_asked_for(tmp_path: Path) -> None:
    told = program(tmp_path, "systemctl", SYSTEMCTL)
    await install(Component.AUTOSTART, machine_in(tmp_path), now=True)
    assert f"--user enable --now {UNIT}" in told.read_text().splitlines()


async def test_what_systemd_refuses_leaves_nothing_behind(tmp_path: Path) -> None:
    program(tmp_path, "systemctl", '[ "$2" = enable ] && { echo "no such thing" >&2; exit 1; }; exit 0')
    machine = machine_in(tmp_path)
    with pytest.raises(DesktopError) as caught:
        await install(Component.AUTOSTART, machine)
    assert caught.value.values == {"program": "systemctl", "said": "no such thing"}
    assert everything(machine.home) == {}


async def test_without_systemd_the_desktop_starts_it(tmp_path: Path) -> None:
    program(tmp_path, "systemctl", "exit 1")  # there, but no instance for the user
    machine = machine_in(tmp_path)
    assert (await install(Component.AUTOSTART, machine, now=True)).state is State.INSTALLED
    path = machine.config_home / "autostart" / "durchwahl.desktop"
    assert path.read_text().count(" serve\n") == 1
    path.write_text(path.read_text() + "Hidden=true\n")
    standing = await installed(Component.AUTOSTART, machine)
    assert (standing.state, standing.why.key) == (State.ABSENT, "desktop_autostart_disabled")
    await remove(Component.AUTOSTART, machine)
    assert everything(machine.home) == {}


@pytest.mark.skipif(
    shutil.which("systemd-analyze") is None and not os.environ.get("DURCHWAHL_DESKTOP"),
    reason="systemd is not installed",
)
def test_the_unit_is_valid(tmp_path: Path) -> None:
    starter = tmp_path / "my apps" / "100%" / "durchwahl"
    starter.parent.mkdir(parents=True)
    starter.write_text("#!/bin/sh\n")
    starter.chmod(0o755)
    path = tmp_path / UNIT
    path.write_text(unit((str(starter), "--config", "/a b/$c")))
    environ = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path)}
    done = subprocess.run(
        ["systemd-analyze", "--user", "verify", str(path)],
        env=environ,
        capture_output=True,
        text=True,
        timeout=50,
    )
    ours = [line for line in done.stderr.splitlines() if "durchwahl" in line]
    assert (done.returncode, ours) == (0, [])
    path.write_text(unit(("/nowhere/durchwahl",)))  # it does look
    done = subprocess.run(
        ["systemd-analyze", "--user", "verify", str(path)],
        env=environ,
        capture_output=True,
        text=True,
        timeout=50,
    )
    assert "/nowhere/durchwahl" in done.stderr


def test_a_launch_agent() -> None:
    told = plistlib.loads(agent(COMMAND))
    assert told["ProgramArguments"] == [*COMMAND, "serve"]
    assert told["RunAtLoad"] is True
    assert told["KeepAlive"] == {"SuccessfulExit": False}
    assert bootstrap(501, Path("/x.plist")) == ("launchctl", "bootstrap", "gui/501", "/x.plist")
    assert bootout(501) == ("launchctl", "bootout", "gui/501/durchwahl.serve")


async def test_a_launch_agent_comes_and_goes(tmp_path: Path) -> None:
    told = program(tmp_path, "launchctl")
    machine = machine_in(tmp_path, System.MACOS)
    part = LaunchAgent(machine, 501)
    await part.put(now=False)
    assert not told.exists()
    assert (await part.look()).state is State.INSTALLED
    await part.put(now=True)
    assert told.read_text().splitlines()[-1] == f"bootstrap gui/501 {part.path}"
    await part.take()
    assert told.read_text().splitlines()[-1] == "bootout gui/501/durchwahl.serve"
    assert everything(machine.home) == {}


def test_a_scheduled_task() -> None:
    text = task((r"C:\R&D\Scripts\durchwahl.exe", "--config", r"C:\my files\c.toml"), r"OFFICE\anna")
    root = ElementTree.fromstring(text.replace('encoding="UTF-16"', ""))  # noqa: S314 - our own
    space = {"t": "http://schemas.microsoft.com/windows/2004/02/mit/task"}
    assert root.findtext("t:Actions/t:Exec/t:Command", None, space) == r"C:\R&D\Scripts\pythonw.exe"
    assert (
        root.findtext("t:Actions/t:Exec/t:Arguments", None, space)
        == r'-m tui --config "C:\my files\c.toml" serve'
    )
    assert root.findtext("t:Triggers/t:LogonTrigger/t:UserId", None, space) == r"OFFICE\anna"
    assert root.findtext("t:Principals/t:Principal/t:RunLevel", None, space) == "LeastPrivilege"
    assert creating(Path("/t.xml"))[:3] == ("schtasks", "/Create", "/TN")
    assert deleting() == ("schtasks", "/Delete", "/TN", "Durchwahl", "/F")


async def test_a_scheduled_task_comes_and_goes(tmp_path: Path) -> None:
    script = """
mark="$(dirname "$0")/task"
case "$1" in
/Create) cp "$5" "$mark" ;;
/Delete) rm "$mark" ;;
/Query) [ -e "$mark" ] ;;
esac
"""
    machine = machine_in(tmp_path, System.WINDOWS, USERDOMAIN="OFFICE", USERNAME="anna")
    program(tmp_path, "schtasks", script)
    (tmp_path / "bin" / "cp").symlink_to(shutil.which("cp") or "")
    (tmp_path / "bin" / "rm").symlink_to(shutil.which("rm") or "")
    (tmp_path / "bin" / "dirname").symlink_to(shutil.which("dirname") or "")
    assert (await installed(Component.AUTOSTART, machine)).state is State.ABSENT
    assert (await install(Component.AUTOSTART, machine)).state is State.INSTALLED
    assert (tmp_path / "bin" / "task").read_bytes().decode("utf-16").startswith("<?xml")
    assert (await remove(Component.AUTOSTART, machine)).state is State.ABSENT
    assert everything(machine.state) == {}
