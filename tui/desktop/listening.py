"""The one process that waits for the hotkey: who it is, and that there is no second one."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from tui.config.lock import locked
from tui.config.replace import replace_file
from tui.errors import DurchwahlError

_LOCK: Final = "hotkey"
_PID: Final = "hotkey.pid"
_BUSY: Final = "file_busy"


@contextmanager
def listening(folder: Path) -> Iterator[None]:
    """Is that process while this is open. Raises `DurchwahlError` where another one is."""
    try:
        with locked(folder / _LOCK, 0.0):
            replace_file(folder / _PID, str(os.getpid()).encode())
            try:
                yield
            finally:
                (folder / _PID).unlink(missing_ok=True)
    except DurchwahlError as error:
        if error.key != _BUSY:
            raise
        raise DurchwahlError("hotkey_running") from None


def listener(folder: Path) -> int:
    """Its process id; 0 where there is none. The lock says so, not the number: numbers are used again."""
    if not (folder / f"{_LOCK}.lock").exists():
        return 0
    try:
        with locked(folder / _LOCK, 0.0):
            return 0
    except DurchwahlError:
        pass
    try:
        return int((folder / _PID).read_text("ascii"))
    except (OSError, ValueError):  # it has only just come, or is about to go
        return 0


def end_listener(folder: Path) -> None:
    """Asks it to end."""
    pid = listener(folder)
    if pid > 1:
        with suppress(OSError):
            os.kill(pid, signal.SIGTERM)
