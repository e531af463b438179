"""A key as people write it ("Pause", "Ctrl+Alt+D"), and as each desktop wants to be told."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from tui.errors import UsageError
from tui.untrusted import clean

_MODIFIERS: Final = ("Ctrl", "Alt", "Shift", "Super")
_ALIASES: Final = {
    "control": "Ctrl",
    "strg": "Ctrl",
    "umschalt": "Shift",
    "win": "Super",
    "windows": "Super",
    "meta": "Super",
    "cmd": "Super",
}
# Our name → X11's keysym; the number of Windows' virtual key (learn.microsoft.com, "Virtual-Key Codes").
_NAMED: Final[dict[str, tuple[str, int]]] = {
    "Pause": ("Pause", 0x13),
    "ScrollLock": ("Scroll_Lock", 0x91),
    "PrintScreen": ("Print", 0x2C),
    "Insert": ("Insert", 0x2D),
    "Home": ("Home", 0x24),
    "End": ("End", 0x23),
    "PageUp": ("Prior", 0x21),
    "PageDown": ("Next", 0x22),
    "Menu": ("Menu", 0x5D),
    **{f"F{number}": (f"F{number}", 0x6F + number) for number in range(1, 25)},
}
_KEY_ALIASES: Final = {"break": "Pause", "rollen": "ScrollLock", "druck": "PrintScreen", "einfg": "Insert"}
_WINDOWS_MODIFIERS: Final = {"Alt": 1, "Ctrl": 2, "Shift": 4, "Super": 8}
NO_REPEAT: Final = 0x4000  # MOD_NOREPEAT: a key held down is one press


@dataclass(frozen=True, slots=True)
class Key:
    """A key with its modifiers, in the order Ctrl, Alt, Shift, Super."""

    name: str
    modifiers: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "+".join((*self.modifiers, self.name))

    @property
    def keysym(self) -> str:
        """The name of X11's keysym."""
        return _NAMED[self.name][0] if self.name in _NAMED else self.name.lower()

    @property
    def gnome(self) -> str:
        """`<Control><Alt>d`, as GTK writes it."""
        signs = {"Ctrl": "<Control>", "Alt": "<Alt>", "Shift": "<Shift>", "Super": "<Super>"}
        return "".join(signs[one] for one in self.modifiers) + self.keysym

    @property
    def sway(self) -> str:
        """`Ctrl+Mod1+d`."""
        signs = {"Ctrl": "Ctrl", "Alt": "Mod1", "Shift": "Shift", "Super": "Mod4"}
        return "+".join((*(signs[one] for one in self.modifiers), self.keysym))

    @property
    def hyprland(self) -> str:
        """`CTRL ALT, d`."""
        return f"{' '.join(one.upper() for one in self.modifiers)}, {self.keysym}"

    @property
    def portal(self) -> str:
        """`CTRL+ALT+d`, as the shortcuts specification of freedesktop.org has it."""
        signs = {"Ctrl": "CTRL", "Alt": "ALT", "Shift": "SHIFT", "Super": "LOGO"}
        return "+".join((*(signs[one] for one in self.modifiers), self.keysym))

    @property
    def windows(self) -> tuple[int, int]:
        """The modifiers and the virtual key for RegisterHotKey."""
        code = _NAMED[self.name][1] if self.name in _NAMED else ord(self.name)
        return sum(_WINDOWS_MODIFIERS[one] for one in self.modifiers) | NO_REPEAT, code


def read_key(text: str) -> Key:
    """The key that `text` names. Raises `UsageError`.

    A letter or a digit needs a modifier other than Shift: it would be lost to every other program.
    """
    *before, last = [part.strip() for part in re.split(r"\+", text)] if len(text) <= 40 else [""]
    modifiers = {_modifier(part) for part in before}
    name = _key_name(last)
    if not name or "" in modifiers:
        raise UsageError("desktop_key_unknown", text=clean(text, 40))
    if len(name) == 1 and not modifiers - {"Shift"}:
        raise UsageError("desktop_key_bare", text=clean(text, 40))
    return Key(name, tuple(one for one in _MODIFIERS if one in modifiers))


def _modifier(text: str) -> str:
    known = {one.lower(): one for one in _MODIFIERS} | _ALIASES
    return known.get(text.lower(), "")


def _key_name(text: str) -> str:
    if re.fullmatch(r"[A-Za-z0-9]", text):
        return text.upper()
    known = {one.lower(): one for one in _NAMED} | _KEY_ALIASES
    return known.get(text.lower().replace(" ", "").replace("_", ""), "")
