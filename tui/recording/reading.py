"""A trace's file, line by line. It may come from anywhere: nothing in it is believed unseen."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tui.errors import DurchwahlError
from tui.recording.trace import Line, Opening, from_json
from tui.untrusted import clean

LONGEST: Final = 1 << 20  # bytes of one line; the longest that is written has a quarter of that


class TraceReader:
    """Iterates over the lines. `damaged` are the numbers of those that are none and were left out."""

    def __init__(self, path: str | Path) -> None:
        self._path = Path(path)
        self.damaged: list[int] = []

    def __iter__(self) -> Iterator[Line]:
        """The first is the `Opening`. Raises `DurchwahlError` for what is no trace or cannot be read."""
        shown = clean(str(self._path), 200)
        self.damaged = []
        try:
            with self._path.open("rb") as file:
                first = self._line(file.readline(LONGEST + 1))
                if not isinstance(first, Opening):
                    raise DurchwahlError("trace_is_none", file=shown)
                yield first
                number = 1
                while raw := file.readline(LONGEST + 1):
                    number += 1
                    try:
                        line = self._line(raw)
                    except ValueError:
                        self.damaged.append(number)
                        while len(raw) > LONGEST and not raw.endswith(b"\n"):
                            raw = file.readline(LONGEST + 1)
                        continue
                    if line is not None and not isinstance(line, Opening):
                        yield line
        except OSError as error:
            reason = clean(error.strerror or "?")
            raise DurchwahlError("trace_not_read", file=shown, reason=reason) from None
        except ValueError:
            raise DurchwahlError("trace_is_none", file=shown) from None

    def _line(self, raw: bytes) -> Line | None:
        if len(raw) > LONGEST:
            raise ValueError("too long")
        try:
            return from_json(json.loads(raw))
        except RecursionError:
            raise ValueError("too deep") from None
