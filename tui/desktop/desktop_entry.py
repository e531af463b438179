"""Files named .desktop: how programs announce themselves (Desktop Entry Specification)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from tui.config.replace import replace_file
from tui.desktop.quoting import desktop_exec

_MAX: Final = 64 * 1024


def links_entry(command: Sequence[str], schemes: Sequence[str]) -> str:
    """The application that opens links with one of `schemes`."""
    kinds = "".join(f"x-scheme-handler/{scheme};" for scheme in schemes)
    return _entry("Durchwahl", desktop_exec((*command, "open-link"), "%u"), f"MimeType={kinds}\n")


def autostart_entry(name: str, command: Sequence[str]) -> str:
    """What is started when the user logs in (Desktop Application Autostart Specification)."""
    return _entry(name, desktop_exec(command), "X-GNOME-Autostart-enabled=true\n")


def _entry(name: str, line: str, more: str) -> str:
    return (
        f"[Desktop Entry]\nType=Application\nVersion=1.0\nName={name}\nExec={line}\n"
        f"Icon=call-start\nTerminal=false\nNoDisplay=true\n{more}"
    )


def read_entry(path: Path) -> str | None:
    """The text of such a file, None where there is none that can be read."""
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            return file.read(_MAX)
    except OSError:
        return None


def write_entry(path: Path, text: str) -> None:
    """Writes it in one step. Raises `DurchwahlError`."""
    replace_file(path, text.encode())


def hidden(text: str) -> bool:
    """Whether the user's desktop has switched an autostart entry off."""
    lines = {line.strip().lower() for line in text.splitlines()}
    return bool(lines & {"hidden=true", "x-gnome-autostart-enabled=false"})
