"""What macOS and Windows are told of links and the hotkey: built here, looked at here."""

from __future__ import annotations

import plistlib
from pathlib import Path

from tests.unit.desktop.desk import COMMAND, everything, machine_in, program
from tui.desktop.component import Component, State
from tui.desktop.components import install, installed, possible, remove
from tui.desktop.hotkeys import WindowsHotkey
from tui.desktop.keys import read_key
from tui.desktop.machine import System
from tui.desktop.macos_links import info, registering, script
from tui.desktop.registry import reg_file
from tui.desktop.windows_links import OWN_KEYS, values

PROGRAM = (r"C:\my apps\Scripts\durchwahl.exe", "--data-dir", r"D:\d w")


def test_windows_registry() -> None:
    written = {(value.key, value.name): value.text for value in values(PROGRAM)}
    line = written[(r"Software\Classes\Durchwahl.Link\shell\open\command", "")]
    assert line == r'"C:\my apps\Scripts\pythonw.exe" -m tui --data-dir "D:\d w" open-link "%1"'
    schemes = r"Software\Durchwahl\Capabilities\URLAssociations"
    assert {name for key, name in written if key == schemes} == {"tel", "callto", "sip"}
    assert written[(r"Software\RegisteredApplications", "Durchwahl")] == r"Software\Durchwahl\Capabilities"
    shared = {key for key, _ in written if not any(key.startswith(own) for own in OWN_KEYS)}
    assert shared == {r"Software\RegisteredApplications"}  # of which only our own value is ever removed
    assert list(OWN_KEYS[:4]) == sorted(OWN_KEYS[:4], key=len, reverse=True)


def test_windows_registry_as_a_file() -> None:
    text = reg_file(values(PROGRAM))
    assert text.startswith("Windows Registry Editor Version 5.00\r\n\r\n[HKEY_CURRENT_USER\\Software")
    line = r'@="\"C:\\my apps\\Scripts\\pythonw.exe\" -m tui --data-dir \"D:\\d w\" open-link \"%1\""'
    assert line in text.split("\r\n")
    assert '"URL Protocol"=""' in text.split("\r\n")


def test_windows_hotkey(tmp_path: Path) -> None:
    machine = machine_in(tmp_path, System.WINDOWS)
    value = WindowsHotkey(machine, read_key("Pause")).value
    assert value.key == r"Software\Microsoft\Windows\CurrentVersion\Run"
    assert value.text.endswith(" hotkey")


def test_the_application_for_links_on_macos() -> None:
    text = script(COMMAND)
    assert "on open location theURL" in text
    assert "quoted form of theURL" in text
    assert "'/opt/my apps/durchwahl' --config" in text
    told = plistlib.loads(info({"CFBundleExecutable": "applet"}))
    assert told["CFBundleExecutable"] == "applet"
    assert told["CFBundleURLTypes"][0]["CFBundleURLSchemes"] == ["tel", "callto", "sip"]
    assert registering(Path("/A.app"))[1:] == ("-f", "/A.app")
    assert registering(Path("/A.app"), remove=True)[1:] == ("-u", "/A.app")


async def test_it_is_compiled_and_goes_again(tmp_path: Path) -> None:
    machine = machine_in(tmp_path, System.MACOS)
    missing = await possible(Component.LINKS, machine)
    assert missing is not None
    assert missing.key == "desktop_needs"
    program(tmp_path, "osacompile", f'/bin/mkdir -p "$2/Contents/Resources"; /bin/cat >"{tmp_path}/given"')
    assert await possible(Component.LINKS, machine) is None
    assert (await install(Component.LINKS, machine)).state is State.INSTALLED
    assert (tmp_path / "given").read_text() == script(COMMAND)
    assert (await installed(Component.LINKS, machine)).why.key == "desktop_links_choose_macos"
    await remove(Component.LINKS, machine)
    assert everything(machine.home) == {}


async def test_the_hotkey_on_macos_is_a_quick_action(tmp_path: Path) -> None:
    machine = machine_in(tmp_path, System.MACOS)
    standing = await install(Component.HOTKEY, machine)
    assert (standing.state, standing.why.key) == (State.BY_HAND, "desktop_bind_macos")
    assert standing.copy.endswith(" dial -")
    assert everything(tmp_path) == {}
