"""X11: the marked text, and a key of our own in every program. Through libxcb, by xcffib."""

from __future__ import annotations

import select
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from tui.desktop.component import DesktopError
from tui.desktop.keys import Key
from tui.untrusted import clean, decode

if TYPE_CHECKING:
    import xcffib

_PATIENCE: Final = 1.0  # seconds for the program that has the marked text
_LONGEST: Final = 64 * 1024  # bytes of it that are taken
_MODIFIERS: Final = {"Shift": 1, "Ctrl": 4, "Alt": 8, "Super": 64}
_CAPS_LOCK: Final = 2
_KEYSYM_NUM_LOCK: Final = 0xFF7F
_LEAST_KEYCODE: Final = 8


@contextmanager
def connected(display: str) -> Iterator[xcffib.Connection]:
    """A connection to the X server. Raises `DesktopError` where there is none, or no library for it."""
    try:
        import xcffib
        import xcffib.xproto
    except (ImportError, OSError):  # OSError: there is no libxcb
        raise DesktopError("desktop_no_xcb") from None
    try:
        connection = xcffib.Connection(display=display)
    except xcffib.ConnectionException:
        raise DesktopError("desktop_no_display", display=clean(display, 60)) from None
    try:
        yield connection
    finally:
        connection.disconnect()


def primary(display: str) -> str:
    """The text that is marked now, "" where none is. Waits for its owner, a second at most."""
    with connected(display) as connection:
        window = _window(connection)
        selection = _atom(connection, "PRIMARY")
        if connection.core.GetSelectionOwner(selection).reply().owner == 0:
            return ""
        for target in ("UTF8_STRING", "STRING"):
            data = _converted(connection, window, selection, _atom(connection, target))
            if data is not None:
                return data.decode("utf-8", "replace") if target == "UTF8_STRING" else decode(data)
    return ""


def _converted(connection: xcffib.Connection, window: int, selection: int, target: int) -> bytes | None:
    """The marked text as `target`; None where its owner has it in no such form, or does not answer."""
    from xcffib.xproto import SelectionNotifyEvent

    place = _atom(connection, "DURCHWAHL_SELECTION")
    connection.core.ConvertSelection(window, selection, target, place, 0)
    connection.flush()
    deadline = time.monotonic() + _PATIENCE
    while (left := deadline - time.monotonic()) > 0:
        event = connection.poll_for_event()
        if event is None:
            select.select([connection.get_file_descriptor()], [], [], left)
        elif isinstance(event, SelectionNotifyEvent) and event.target == target:
            return _property(connection, window, place) if event.property else None
    return None


def _property(connection: xcffib.Connection, window: int, place: int) -> bytes:
    """Its first part. A text that comes piece by piece (ICCCM 2.7.2) is none that holds a number to dial."""
    found = connection.core.GetProperty(True, window, place, 0, 0, _LONGEST // 4).reply()
    if found.type == _atom(connection, "INCR"):
        raise DesktopError("desktop_marked_too_much")
    return bytes(found.value.buf())


class KeyGrab:
    """The key belongs to us in every program, with NumLock and CapsLock too, until `release`."""

    def __init__(self, connection: xcffib.Connection, key: Key) -> None:
        """Raises `DesktopError` where another program has the key, or the keyboard has none such."""
        self._connection = connection
        self._root: int = connection.setup.roots[connection.pref_screen].root
        self._code = _keycode(connection, key)
        if not self._code:
            raise DesktopError("desktop_key_missing", hotkey=str(key))
        held = sum(_MODIFIERS[one] for one in key.modifiers)
        num = _num_lock(connection)
        self._masks = sorted({held | locks for locks in (0, _CAPS_LOCK, num, num | _CAPS_LOCK)})
        self._grab(key)

    def _grab(self, key: Key) -> None:
        from xcffib.xproto import AccessError, GrabMode

        try:
            for mask in self._masks:
                self._connection.core.GrabKeyChecked(
                    True, self._root, mask, self._code, GrabMode.Async, GrabMode.Async
                ).check()
        except AccessError:
            self.release()
            raise DesktopError("desktop_key_taken", hotkey=str(key)) from None

    @property
    def fileno(self) -> int:
        """Readable when the X server has something for us."""
        return int(self._connection.get_file_descriptor())

    def presses(self) -> int:
        """How often it was pressed since the last look. Raises `DesktopError` when the server is gone."""
        import xcffib
        from xcffib.xproto import KeyPressEvent

        count = 0
        try:
            while (event := self._connection.poll_for_event()) is not None:
                count += isinstance(event, KeyPressEvent) and event.detail == self._code
        except xcffib.ConnectionException:
            raise DesktopError("desktop_display_gone") from None
        return count

    def release(self) -> None:
        """Gives the key back."""
        for mask in self._masks:
            self._connection.core.UngrabKey(self._code, self._root, mask)
        self._connection.flush()


def _window(connection: xcffib.Connection) -> int:
    """A window that nobody sees: the marked text is handed to a window."""
    from xcffib.xproto import WindowClass

    window = int(connection.generate_id())
    root = connection.setup.roots[connection.pref_screen].root
    connection.core.CreateWindow(0, window, root, 0, 0, 1, 1, 0, WindowClass.InputOnly, 0, 0, [])
    return window


def _atom(connection: xcffib.Connection, name: str) -> int:
    return int(connection.core.InternAtom(False, len(name), name).reply().atom)


def _keycode(connection: xcffib.Connection, key: Key) -> int:
    """The key that the keyboard has for it, 0 for none."""
    from xcffib import keysymdef

    wanted = getattr(keysymdef, f"XK_{key.keysym}", 0)
    return next((code for code, symbols in _keyboard(connection) if wanted and wanted in symbols), 0)


def _keyboard(connection: xcffib.Connection) -> Iterator[tuple[int, list[int]]]:
    setup: Any = connection.setup
    first, last = setup.min_keycode, setup.max_keycode
    mapping = connection.core.GetKeyboardMapping(first, last - first + 1).reply()
    width = mapping.keysyms_per_keycode
    symbols = list(mapping.keysyms)
    for code in range(first, last + 1):
        at = (code - first) * width
        yield code, symbols[at : at + width]


def _num_lock(connection: xcffib.Connection) -> int:
    """The modifier that NumLock is; Mod2 nearly everywhere."""
    codes = {code for code, symbols in _keyboard(connection) if _KEYSYM_NUM_LOCK in symbols}
    mapping = connection.core.GetModifierMapping().reply()
    width = mapping.keycodes_per_modifier
    held = list(mapping.keycodes)
    for modifier in range(8):
        if codes & {
            code for code in held[modifier * width : (modifier + 1) * width] if code >= _LEAST_KEYCODE
        }:
            return 1 << modifier
    return 0
