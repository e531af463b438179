"""A file that a command writes: private, and in its place only when it is whole."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from tui.errors import DurchwahlError
from tui.untrusted import clean


@contextmanager
def writing(path: Path) -> Iterator[TextIO]:
    """Text as UTF-8, line ends as given, mode 0600. Raises `DurchwahlError`; then `path` is as before."""
    part = path.with_name(path.name + ".part")
    try:
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            with open(handle, "w", encoding="utf-8", errors="backslashreplace", newline="") as file:  # noqa: PTH123
                yield file
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "NUL"
        shown = clean(str(path), 200)
        raise DurchwahlError("file_not_written", file=shown, reason=clean(reason or "?")) from error
