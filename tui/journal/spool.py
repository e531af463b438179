"""A file beside the journal for what cannot be written to it just now: the phone still gets its answer.

Its room is reserved while there is some, so that it can be written on a full disk. A line is an event as
JSON; what follows the last whole line are zeros.
"""

from __future__ import annotations

import base64
import binascii
import json
import os
from pathlib import Path
from typing import Final

from tui.calls.events import RawEvent

RESERVE: Final = 1_000_000  # bytes, for a few thousand events


class Spool:
    """Events with their numbers, in the order in which they came. Blocks for the disk: not for the loop.

    Every method may raise `OSError`; what `put` has returned from is on the disk.
    """

    def __init__(self, path: Path, reserve: int = RESERVE) -> None:
        self.path = path
        self._reserve = reserve
        self._handle: int | None = None
        self._end = 0

    def open(self) -> None:
        """Makes the file, mode 0600, and reserves its room where there is some."""
        if self._handle is not None:
            return
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            data = os.pread(handle, os.fstat(handle).st_size, 0)
            whole = data.split(b"\0", 1)[0]
            self._end = whole.rfind(b"\n") + 1
            self._make_room(handle, len(data))
        except BaseException:
            os.close(handle)
            raise
        self._handle = handle

    def put(self, seq: int, raw: RawEvent) -> None:
        """Keeps an event."""
        self.open()
        assert self._handle is not None
        line = json.dumps([seq, *_values(raw)], separators=(",", ":")).encode() + b"\n"
        written = 0
        while written < len(line):
            written += os.pwrite(self._handle, line[written:], self._end + written)
        os.fsync(self._handle)
        self._end += len(line)

    def events(self) -> list[tuple[int, RawEvent]]:
        """All that is kept."""
        if not self.path.exists():
            return []
        self.open()
        assert self._handle is not None
        lines = os.pread(self._handle, self._end, 0).splitlines()
        return [one for line in lines if (one := _event(line)) is not None]

    def clear(self) -> None:
        """All of it is in the journal. The room stays reserved, and nothing of the events in it."""
        if self._handle is None or not self._end:
            return
        os.pwrite(self._handle, b"\0" * self._end, 0)
        if self._end > self._reserve:
            os.ftruncate(self._handle, self._reserve)
        os.fsync(self._handle)
        self._end = 0

    def close(self) -> None:
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def _make_room(self, handle: int, size: int) -> None:
        missing = self._reserve - size
        if missing <= 0:
            return
        try:  # real zeros: a sparse file would have no room on a full disk
            os.pwrite(handle, b"\0" * missing, size)
            os.fsync(handle)
        except OSError:  # the disk is full by now: what there is must do
            os.ftruncate(handle, max(size, self._end))


def _values(raw: RawEvent) -> list[object]:
    query = base64.b64encode(raw.query).decode()
    return [raw.at, raw.phone, raw.source, raw.name, query, raw.peer]


def _event(line: bytes) -> tuple[int, RawEvent] | None:
    try:
        seq, at, phone, source, name, query, peer = json.loads(line)
        raw = RawEvent(float(at), str(phone), str(source), str(name), base64.b64decode(query), str(peer))
        return int(seq), raw
    except (ValueError, TypeError, binascii.Error):  # half a line of a power cut: it was never answered
        return None
