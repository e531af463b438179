"""The log: a small rotating file in the data directory, and stderr on request. Redacted, both of them."""

from __future__ import annotations

import contextlib
import logging
import os
import sys
import unicodedata

from tui.errors import DurchwahlError
from tui.paths import Paths, ensure_private
from tui.redact import redact
from tui.untrusted import clean

_MAX_BYTES = 1_000_000
_FILES = 3  # the current one among them
_MESSAGE_MAX = 2_000  # characters
_TRACE_MAX = 200  # lines
_OURS = "durchwahl"  # how our handlers are told from those of others


class RedactedFormatter(logging.Formatter):
    """Writes a record on one line and its traceback below, without control characters and secrets.

    This is done to the finished text and not in a `logging.Filter`: a filter does not see the text of an
    exception, and what it changes in a record is changed for every other handler as well.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Leaves the record as it is, and takes no text from it that another formatter has left there."""
        message = redact(clean(record.getMessage(), _MESSAGE_MAX))
        parts = [f"{self.formatTime(record)} {record.levelname} {record.name}: {message}"]
        if record.exc_info:
            parts.append(_block(self.formatException(record.exc_info)))
        if record.stack_info:
            parts.append(_block(record.stack_info))
        return "\n".join(parts)


def setup(paths: Paths, verbose: bool = False, to_stderr: bool = False) -> None:
    """Starts logging to `paths.log` (mode 0600, three files of 1 MB), and with both flags to stderr.

    `verbose` includes debug messages of ours. A file that cannot be written is no reason not to run: the
    program then goes without. Calling it again replaces the former set-up.
    """
    close()
    root = logging.getLogger()
    # A failing log must not write into the screen of the app, nor repeat the record unredacted.
    logging.raiseExceptions = False
    logging.getLogger("tui").setLevel(logging.DEBUG if verbose else logging.INFO)
    handlers: list[logging.Handler] = []
    if verbose and to_stderr:
        handlers.append(logging.StreamHandler(sys.stderr))
    with contextlib.suppress(OSError, DurchwahlError):
        handlers.append(_file_handler(paths))
    if not handlers:  # or Python itself would print warnings, unredacted
        handlers.append(logging.NullHandler())
    for handler in handlers:
        handler.set_name(_OURS)
        handler.setFormatter(RedactedFormatter())
        root.addHandler(handler)


def close() -> None:
    """Ends what `setup` began."""
    root = logging.getLogger()
    for handler in [handler for handler in root.handlers if handler.get_name() == _OURS]:
        root.removeHandler(handler)
        handler.close()


def _file_handler(paths: Paths) -> logging.Handler:
    from logging.handlers import RotatingFileHandler  # brings sockets and pickling with it

    ensure_private(paths.data_dir)
    name = os.fspath(paths.log)
    _create_private(name)
    handler = RotatingFileHandler(name, maxBytes=_MAX_BYTES, backupCount=_FILES - 1, encoding="utf-8")
    handler.rotator = _rotate
    return handler


def _rotate(source: str, destination: str) -> None:
    """Renames the full file and makes the new one private before the handler opens it."""
    os.replace(source, destination)  # noqa: PTH105 - the handler deals in texts
    _create_private(source)


def _create_private(name: str) -> None:
    handle = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        if os.name == "posix":
            os.fchmod(handle, 0o600)
    finally:
        os.close(handle)


def _block(text: str) -> str:
    """Several lines, made harmless. Of an endless traceback the end is kept: it names the error."""
    lines = text.split("\n")[-_TRACE_MAX:]
    kept = (
        "".join(char for char in line[:_MESSAGE_MAX] if unicodedata.category(char)[0] != "C")
        for line in lines
    )
    return redact("\n".join(kept))
