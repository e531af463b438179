"""Keys as people write them, and what each desktop is told."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from tui.desktop.bindings import Desktop, binding, desktop_of
from tui.desktop.keys import Key, read_key
from tui.errors import UsageError

DIAL = ("/opt/my apps/durchwahl", "dial", "--selection")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Pause", Key("Pause")),
        ("pause", Key("Pause")),
        ("F12", Key("F12")),
        ("ctrl + alt + d", Key("D", ("Ctrl", "Alt"))),
        ("Strg+Umschalt+F5", Key("F5", ("Ctrl", "Shift"))),
        ("win+1", Key("1", ("Super",))),
        ("Alt+Ctrl+Page_Up", Key("PageUp", ("Ctrl", "Alt"))),
        ("Druck", Key("PrintScreen")),
    ],
)
def test_read(text: str, key: Key) -> None:
    assert read_key(text) == key
    assert read_key(str(key)) == key


@pytest.mark.parametrize(
    "text", ["", "+", "Ctrl+", "Hyper+D", "Ctrl+Ä", "F25", "Pause+Ctrl", "Ctrl+" * 20, "\x1b"]
)
def test_no_key(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_key(text)
    assert caught.value.key == "desktop_key_unknown"
    assert "\x1b" not in str(caught.value)


@pytest.mark.parametrize("text", ["d", "7", "Shift+D"])
def test_a_letter_alone_is_not_taken_from_everybody(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_key(text)
    assert caught.value.key == "desktop_key_bare"


def test_each_desktop_is_told_in_its_own_words() -> None:
    key = read_key("Ctrl+Alt+D")
    assert (key.keysym, key.gnome, key.sway, key.hyprland, key.portal) == (
        "d",
        "<Control><Alt>d",
        "Ctrl+Mod1+d",
        "CTRL ALT, d",
        "CTRL+ALT+d",
    )
    assert key.windows == (0x4003, 0x44)
    assert read_key("Pause").windows == (0x4000, 0x13)
    assert read_key("F1").windows[1] == 0x70
    assert read_key("F24").windows[1] == 0x87


@pytest.mark.parametrize(
    ("environ", "desktop"),
    [
        ({"XDG_CURRENT_DESKTOP": "ubuntu:GNOME"}, Desktop.GNOME),
        ({"XDG_CURRENT_DESKTOP": "KDE"}, Desktop.KDE),
        ({"XDG_CURRENT_DESKTOP": "sway"}, Desktop.SWAY),
        ({"SWAYSOCK": "/run/x"}, Desktop.SWAY),
        ({"HYPRLAND_INSTANCE_SIGNATURE": "abc"}, Desktop.HYPRLAND),
        ({"XDG_CURRENT_DESKTOP": "LXQt"}, Desktop.OTHER),
        ({}, Desktop.OTHER),
    ],
)
def test_the_desktop_is_recognised(environ: dict[str, str], desktop: Desktop) -> None:
    assert desktop_of(environ) is desktop


def test_lines_to_bind_by_hand() -> None:
    key = read_key("Pause")
    assert binding(Desktop.SWAY, key, DIAL) == "bindsym Pause exec '/opt/my apps/durchwahl' dial --selection"
    assert binding(Desktop.HYPRLAND, key, DIAL).startswith("bind = , Pause, exec, '/opt/my apps/durchwahl'")
    assert binding(Desktop.KDE, key, DIAL) == "'/opt/my apps/durchwahl' dial --selection"


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("@as []", "['PATH']"),
        ("['/a/', '/b/']", "['/a/', '/b/', 'PATH']"),
        ("['/a/', 'PATH']", "['/a/', 'PATH']"),
    ],
)
def test_the_line_for_gnome_adds_ours_to_the_list(before: str, after: str) -> None:
    """Run by a real shell, with a gsettings that only repeats what it is told."""
    path = "/org/gnome/settings-daemon/plugins/media-keys/custom-keybindings/durchwahl/"
    before, after = before.replace("PATH", path), after.replace("PATH", path)
    said = f"""gsettings() {{ if [ "$1" = get ]; then echo "{before}"; else printf '%s\\n' "$@"; fi; }}\n"""
    line = binding(Desktop.GNOME, read_key("Ctrl+Alt+D"), DIAL)
    assert "\n" not in line
    done = subprocess.run(["bash", "-c", said + line], capture_output=True, text=True, timeout=10, check=True)
    told = done.stdout.splitlines()
    assert told[-1] == after
    assert "\"'/opt/my apps/durchwahl' dial --selection\"" in told
    assert '"<Control><Alt>d"' in told
