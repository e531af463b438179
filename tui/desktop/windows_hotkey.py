"""Windows: a key of our own in every program (learn.microsoft.com, "RegisterHotKey")."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Final

from tui.desktop.component import DesktopError
from tui.desktop.keys import Key

ID: Final = 1
_WM_HOTKEY: Final = 0x0312

if sys.platform == "win32":  # pragma: no cover
    import ctypes
    from ctypes import wintypes

    def listen(key: Key, pressed: Callable[[], None]) -> None:
        """Calls `pressed` for each press, in the thread that it runs in, until that thread is told to quit.

        Raises `DesktopError` where another program has the key.
        """
        user = ctypes.WinDLL("user32", use_last_error=True)
        modifiers, code = key.windows
        if not user.RegisterHotKey(None, ID, modifiers, code):
            raise DesktopError("desktop_key_taken", hotkey=str(key))
        message = wintypes.MSG()
        try:
            while user.GetMessageW(ctypes.byref(message), None, 0, 0) > 0:
                if message.message == _WM_HOTKEY and message.wParam == ID:
                    pressed()
        finally:
            user.UnregisterHotKey(None, ID)

else:

    def listen(key: Key, pressed: Callable[[], None]) -> None:
        """Windows only."""
        raise DesktopError("desktop_no_session")
