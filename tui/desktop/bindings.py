"""The line with which a user binds the hotkey by hand, for desktops that let no program do it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from tui.desktop.keys import Key
from tui.desktop.quoting import shell_line

_PATH = "/org/gnome/settings-daemon/plugins/media-keys/custom-keybindings/durchwahl/"
_MEDIA = "org.gnome.settings-daemon.plugins.media-keys"


class Desktop(StrEnum):
    """The desktops whose way of binding a key is known."""

    GNOME = "gnome"
    KDE = "kde"
    SWAY = "sway"
    HYPRLAND = "hyprland"
    OTHER = "other"


def desktop_of(environ: Mapping[str, str]) -> Desktop:
    """Which desktop this session says it is."""
    names = environ.get("XDG_CURRENT_DESKTOP", "").lower().replace(";", ":").split(":")
    for name, desktop in (
        ("hyprland", Desktop.HYPRLAND),
        ("sway", Desktop.SWAY),
        ("kde", Desktop.KDE),
        ("gnome", Desktop.GNOME),
        ("unity", Desktop.GNOME),
    ):
        if name in names:
            return desktop
    if environ.get("SWAYSOCK"):
        return Desktop.SWAY
    return Desktop.HYPRLAND if environ.get("HYPRLAND_INSTANCE_SIGNATURE") else Desktop.OTHER


def binding(desktop: Desktop, key: Key, command: Sequence[str]) -> str:
    """What is to be put into a terminal (GNOME, KDE) or into the configuration (Sway, Hyprland)."""
    line = shell_line(command)
    match desktop:
        case Desktop.GNOME:
            return _gnome(key, line)
        case Desktop.SWAY:
            return f"bindsym {key.sway} exec {line}"
        case Desktop.HYPRLAND:
            return f"bind = {key.hyprland}, exec, {line}"
        case _:
            return line  # a field "command" in the desktop's own settings


def _gnome(key: Key, line: str) -> str:
    """One line of shell: it adds ours to the list that is there, whatever stands in it."""
    one = f"{_MEDIA}.custom-keybinding:{_PATH}"
    values = (("name", "Durchwahl"), ("command", line), ("binding", key.gnome))
    sets = " && ".join(
        shell_line(("gsettings", "set", one, name, _gvariant(value))) for name, value in values
    )
    listed = f"gsettings get {_MEDIA} custom-keybindings"
    edit = f"sed \"s|^@as ||; /durchwahl/!{{s|\\]$|, '{_PATH}']|; s|\\[, |[|}}\""
    return f'{sets} && gsettings set {_MEDIA} custom-keybindings "$({listed} | {edit})"'


def _gvariant(text: str) -> str:
    """A string as gsettings takes it."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
