"""Processes of our own: in a terminal or without one, and gone when their block is left."""

from __future__ import annotations

import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import gettempdir

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 20.0  # seconds for whatever takes a fraction of one
_ROWS, _COLUMNS = 36, 120
_TITLE = re.compile(rb"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)")  # OSC: says the title, draws nothing


class BenchError(Exception):
    """A figure that could not be measured, and why."""


def python(*words: str) -> list[str]:
    """The command line of a Python process like this one."""
    return [sys.executable, *words]


def environment() -> dict[str, str]:
    """Ours, without what would lead a child to the user's own files."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DURCHWAHL_", "XDG_"))}
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    kept.pop("NO_COLOR", None)
    return kept | {
        "HOME": gettempdir(),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LC_ALL": "C.UTF-8",
        "PYTHONPATH": str(ROOT),
    }


class Terminal:
    """A process that believes itself in a terminal of 120x36; `begun` is when it was started."""

    def __init__(self, command: Sequence[str]) -> None:
        settings = environment()
        size = struct.pack("HHHH", _ROWS, _COLUMNS, 0, 0)
        self.begun = time.perf_counter()
        self.pid, self.fd = os.forkpty()
        if self.pid == 0:  # the child
            with suppress(BaseException):
                fcntl.ioctl(0, termios.TIOCSWINSZ, size)
                os.chdir(ROOT)
                os.execvpe(command[0], list(command), settings)  # noqa: S606
            os._exit(127)

    def read(self, seconds: float) -> bytes:
        """What has been written, at the latest after so long; b"" for nothing."""
        if not select.select([self.fd], [], [], max(0.0, seconds))[0]:
            return b""
        try:
            return os.read(self.fd, 65536)
        except OSError as error:
            raise BenchError("the program in the terminal has ended") from error

    def poll(self) -> bytes:
        """What has been written by now. Somebody has to read, or the program waits for it."""
        return self.read(0)

    def wait_for(self, text: bytes) -> float:
        """When `text` was on the screen: the moment its last byte was read."""
        seen = b""
        deadline = time.perf_counter() + PATIENCE
        while time.perf_counter() < deadline:
            seen += self.read(0.5)
            if text in _TITLE.sub(b"", seen):
                return time.perf_counter()
        raise BenchError(f"{text.decode()!r} did not appear in {PATIENCE:.0f} s")

    def settle(self, quiet: float = 0.4, at_most: float = 4.0) -> None:
        """Reads until nothing has been written for `quiet` seconds."""
        deadline = time.perf_counter() + at_most
        while self.read(quiet) and time.perf_counter() < deadline:
            pass

    def end(self) -> None:
        """Asks it to go, and kills it if it does not."""
        os.kill(self.pid, signal.SIGTERM)
        deadline = time.perf_counter() + 2.0
        while os.waitpid(self.pid, os.WNOHANG) == (0, 0):
            if time.perf_counter() > deadline:
                os.kill(self.pid, signal.SIGKILL)
                os.waitpid(self.pid, 0)
                break
            with suppress(BenchError):
                self.read(0.02)
        os.close(self.fd)


@contextmanager
def terminal(command: Sequence[str]) -> Iterator[Terminal]:
    child = Terminal(command)
    try:
        yield child
    finally:
        child.end()


@contextmanager
def process(command: Sequence[str]) -> Iterator[subprocess.Popen[bytes]]:
    """A process whose stdout is read by us and whose stdin ends when the block is left."""
    child = subprocess.Popen(
        command, cwd=ROOT, env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        yield child
    finally:
        child.terminate()
        try:
            child.communicate(timeout=5.0)
        except subprocess.TimeoutExpired:
            child.kill()
            child.communicate()


def run_through(command: Sequence[str]) -> float:
    """How long a command takes from start to end, in seconds."""
    begun = time.perf_counter()
    done = subprocess.run(
        command, cwd=ROOT, env=environment(), capture_output=True, timeout=PATIENCE, check=False
    )
    taken = time.perf_counter() - begun
    if done.returncode != 0:
        raise BenchError(f"{' '.join(command[1:])}: {done.stderr.decode(errors='replace').strip()}")
    return taken
