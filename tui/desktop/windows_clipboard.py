"""Windows: the text that was copied."""

from __future__ import annotations

import sys
from typing import Final

from tui.desktop.component import DesktopError

_UNICODE_TEXT: Final = 13  # CF_UNICODETEXT
_LONGEST: Final = 20_000  # characters

if sys.platform == "win32":  # pragma: no cover
    import ctypes
    from ctypes import wintypes

    def copied() -> str:
        """That text, "" for anything else. Raises `DesktopError` while another program has the clipboard."""
        user, kernel = ctypes.WinDLL("user32"), ctypes.WinDLL("kernel32")
        user.GetClipboardData.restype = wintypes.HANDLE
        kernel.GlobalLock.restype = wintypes.LPVOID
        kernel.GlobalLock.argtypes = kernel.GlobalUnlock.argtypes = (wintypes.HGLOBAL,)
        kernel.GlobalSize.restype = ctypes.c_size_t
        kernel.GlobalSize.argtypes = (wintypes.HGLOBAL,)
        if not user.OpenClipboard(None):
            raise DesktopError("desktop_clipboard_busy")
        try:
            handle = user.GetClipboardData(_UNICODE_TEXT)
            place = kernel.GlobalLock(handle) if handle else None
            if not place:
                return ""
            try:
                length = min(kernel.GlobalSize(handle) // 2, _LONGEST)
                return ctypes.wstring_at(place, length).partition("\0")[0]
            finally:
                kernel.GlobalUnlock(handle)
        finally:
            user.CloseClipboard()

else:

    def copied() -> str:
        """Windows only."""
        raise DesktopError("desktop_no_session")
