"""Windows' registry, as far as it is the user's own (HKEY_CURRENT_USER)."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass

from tui.desktop.component import DesktopError


@dataclass(frozen=True, slots=True)
class Value:
    """A text in the registry; `name` "" is the key's own value."""

    key: str
    name: str
    text: str


def reg_file(values: Sequence[Value]) -> str:
    """The values as a file to look at or to hand out; Windows reads it with a double click."""
    lines = ["Windows Registry Editor Version 5.00"]
    last = ""
    for value in values:
        if value.key != last:
            lines += ["", rf"[HKEY_CURRENT_USER\{value.key}]"]
            last = value.key
        lines.append(f"{_quoted(value.name) if value.name else '@'}={_quoted(value.text)}")
    return "\r\n".join(lines) + "\r\n"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


if sys.platform == "win32":  # pragma: no cover
    import winreg

    def read(value: Value) -> str | None:
        """What stands there now; None for nothing, or no text."""
        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, value.key) as key:
                text, kind = winreg.QueryValueEx(key, value.name)
        except OSError:
            return None
        return str(text) if kind == winreg.REG_SZ else None

    def write(value: Value) -> None:
        """Raises `DesktopError`."""
        try:
            with winreg.CreateKey(winreg.HKEY_CURRENT_USER, value.key) as key:
                winreg.SetValueEx(key, value.name, 0, winreg.REG_SZ, value.text)
        except OSError as error:
            raise DesktopError("desktop_registry", reason=error.strerror or "?") from None

    def drop(value: Value) -> None:
        """Takes out one value of a key that others use too."""
        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, value.key, 0, winreg.KEY_SET_VALUE) as key:
                winreg.DeleteValue(key, value.name)
        except OSError:
            return

    def drop_keys(keys: Sequence[str]) -> None:
        """Takes out keys of ours, the deepest first; one with something of another program's stays."""
        for key in keys:
            try:
                winreg.DeleteKey(winreg.HKEY_CURRENT_USER, key)
            except OSError:
                continue

else:

    def read(value: Value) -> str | None:
        """Windows only."""
        return None

    def write(value: Value) -> None:
        """Windows only."""
        raise DesktopError("desktop_registry", reason=sys.platform)

    def drop(value: Value) -> None:
        """Windows only."""

    def drop_keys(keys: Sequence[str]) -> None:
        """Windows only."""
