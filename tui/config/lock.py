"""Lets one process at a time change a file. The system frees the lock when its holder dies."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tui.errors import DurchwahlError
from tui.untrusted import clean

_STEP = 0.02  # seconds
_PATIENCE = 5.0  # a change takes milliseconds; whoever holds it longer is stuck or stopped


@contextmanager
def locked(path: Path, patience: float = _PATIENCE) -> Iterator[None]:
    """Holds the lock that belongs to the file `path`, an empty file next to it.

    Waits up to `patience` seconds, then raises `DurchwahlError`. The directory must be there. Not for
    use by two threads of one process inside each other.
    """
    shown = clean(str(path), 200)
    try:
        handle = os.open(path.with_name(path.name + ".lock"), os.O_RDWR | os.O_CREAT, 0o600)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "NUL"
        raise DurchwahlError("file_not_written", file=shown, reason=clean(reason or "?")) from None
    try:
        deadline = time.monotonic() + patience
        while not _take(handle):
            if time.monotonic() >= deadline:
                raise DurchwahlError("file_busy", file=shown)
            time.sleep(_STEP)
        yield
    finally:
        os.close(handle)  # frees the lock


if sys.platform == "win32":  # pragma: no cover

    def _take(handle: int) -> bool:
        import msvcrt

        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:

    def _take(handle: int) -> bool:
        import fcntl

        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:  # a network drive without locks: better without than not at all
            return True
        return True
