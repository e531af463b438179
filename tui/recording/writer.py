"""The file of a recording: written behind by a thread, so that no disk ever keeps a phone waiting."""

from __future__ import annotations

import contextlib
import errno
import json
import logging
import os
import queue
import threading
from collections.abc import Callable
from io import FileIO
from pathlib import Path
from typing import Final

from tui.errors import DurchwahlError
from tui.recording.trace import Line, as_json
from tui.untrusted import clean

LIMIT: Final = 256 * 1024 * 1024  # bytes; a busy desk makes a few megabytes a day
_WAITING: Final = 10_000  # lines that may wait for the disk
_CLOSE_SECONDS: Final = 5.0
_log = logging.getLogger(__name__)

Render = Callable[[Line], Line]
Ended = Callable[[DurchwahlError], None]


def create(path: Path) -> FileIO:
    """A new file for this user alone. Raises `DurchwahlError` where there is one already, or none can be."""
    shown = clean(str(path), 200)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
    try:
        return FileIO(os.open(path, flags, 0o600), "wb")
    except FileExistsError:
        raise DurchwahlError("record_exists", file=shown) from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise DurchwahlError("record_not_made", file=shown, reason=_reason(error)) from None


class TraceWriter:
    """`put` never waits and never fails. What goes wrong ends the recording, once, and `ended` is told why.

    `render` makes each line fit to be kept, in the writer's thread; `ended` is called there, too. Lines that
    come after the end are dropped.
    """

    def __init__(self, path: Path, file: FileIO, render: Render, ended: Ended, limit: int = LIMIT) -> None:
        self._shown = clean(str(path), 200)
        self._file = file
        self._render = render
        self._ended = ended
        self._left = limit
        self._over = threading.Event()
        self._lines: queue.Queue[Line | None] = queue.Queue(_WAITING)
        self._thread = threading.Thread(target=self._work, name="recording", daemon=True)
        self._thread.start()

    def put(self, line: Line) -> None:
        """Queues `line`; any thread may."""
        if self._over.is_set():
            return
        try:
            self._lines.put_nowait(line)
        except queue.Full:
            self._end(DurchwahlError("record_slow", file=self._shown))

    def close(self, seconds: float = _CLOSE_SECONDS) -> None:
        """Waits until all is written, at most so long: a dead disk must not keep the program from ending."""
        with contextlib.suppress(queue.Full):
            self._lines.put(None, timeout=seconds)
        self._thread.join(seconds)

    def _work(self) -> None:
        with contextlib.closing(self._file):
            while (line := self._lines.get()) is not None:
                if self._over.is_set():
                    continue
                try:
                    self._write(line)
                except OSError as error:
                    key = (
                        "record_disk_full" if error.errno in (errno.ENOSPC, errno.EDQUOT) else "record_broken"
                    )
                    values = {} if key == "record_disk_full" else {"reason": _reason(error)}
                    self._end(DurchwahlError(key, file=self._shown, **values))
                except Exception:  # an outer wall: what cannot be masked is not written, and no call suffers
                    _log.exception("A line of the recording could not be made")
                    self._end(DurchwahlError("record_broken", file=self._shown, reason="?"))
        self._over.set()

    def _write(self, line: Line) -> None:
        data = json.dumps(as_json(self._render(line)), ensure_ascii=False).encode() + b"\n"
        self._left -= len(data)
        if self._left < 0:
            self._end(DurchwahlError("record_too_long", file=self._shown))
            return
        view = memoryview(data)
        while view:  # a raw file may take less than all
            view = view[self._file.write(view) :]

    def _end(self, error: DurchwahlError) -> None:
        if not self._over.is_set():
            self._over.set()
            self._ended(error)


def _reason(error: OSError | ValueError) -> str:
    return clean((error.strerror if isinstance(error, OSError) else "NUL") or "?")
