"""A program of ours as a process of its own: its lines as they come, and a clean end."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

ROOT = Path(__file__).resolve().parents[2]
COMMAND = (sys.executable, "-m", "tui")
PATIENCE = 10.0  # seconds

Line = dict[str, Any]


def environment(home: Path, lang: str = "en") -> dict[str, str]:
    """What a program of ours is started with: nothing of the developer's but the way to Python."""
    return {
        "PATH": os.environ.get("PATH", ""),
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_DATA_HOME": str(home / "share"),
        "XDG_STATE_HOME": str(home / "state"),
        "XDG_CACHE_HOME": str(home / "cache"),
        "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
        "PYTHONDONTWRITEBYTECODE": "1",
        "LC_ALL": "C.UTF-8",
        "TZ": "Europe/Berlin",
        "DURCHWAHL_LANG": lang,
    }


@dataclass(frozen=True, slots=True)
class Ran:
    """A command that has ended."""

    status: int
    out: str
    err: str

    def json(self) -> Any:
        """What a command that had to succeed printed, as one JSON document."""
        assert (self.status, self.err) == (0, "")
        return json.loads(self.out)

    def sentence(self, status: int) -> str:
        """The one line that a command that had to fail with `status` left on stderr."""
        assert self.status == status, (self.status, self.out, self.err)
        assert self.out == ""
        assert self.err.endswith("\n")
        assert self.err.count("\n") == 1, self.err
        assert self.err.startswith("durchwahl: ")
        assert "Traceback" not in self.err
        return self.err.removeprefix("durchwahl: ").rstrip("\n")


def run(*arguments: str, env: Mapping[str, str], stdin: int = subprocess.DEVNULL) -> Ran:
    """`durchwahl` with these arguments, to its end."""
    done = subprocess.run(
        [*COMMAND, *arguments],
        env=env,
        cwd=ROOT,
        stdin=stdin,
        capture_output=True,
        timeout=30,
        check=False,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


class Program:
    """A command that goes on, and writes JSON lines. End it with `stop`."""

    def __init__(self, *arguments: str, env: Mapping[str, str]) -> None:
        self.lines: list[Line] = []
        self.err = ""
        self._stirred = threading.Condition()
        self._process = subprocess.Popen(
            [*COMMAND, *arguments],
            env=env,
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        assert self._process.stderr is not None
        self._stdin: IO[bytes] = self._process.stdin
        self._readers = [
            threading.Thread(target=self._read_out, args=(self._process.stdout,)),
            threading.Thread(target=self._read_err, args=(self._process.stderr,)),
        ]
        for reader in self._readers:
            reader.start()

    @property
    def pid(self) -> int:
        return self._process.pid

    def _read_out(self, stream: IO[bytes]) -> None:
        with stream:
            for raw in stream:
                line = json.loads(raw)
                with self._stirred:
                    self.lines.append(line)
                    self._stirred.notify_all()

    def _read_err(self, stream: IO[bytes]) -> None:
        with stream:
            for raw in stream:
                with self._stirred:
                    self.err += raw.decode()

    def ready(self) -> Line:
        """The first line, which must say so."""
        self.wait(lambda line: True, what="its first line")
        assert self.lines[0]["type"] == "ready"
        return self.lines[0]

    def tell(self, text: str) -> None:
        """One line to its standard input."""
        self._stdin.write(text.encode() + b"\n")
        self._stdin.flush()

    def mark(self) -> int:
        """Where the lines end by now: `wait` may begin there."""
        return len(self.lines)

    def wait(
        self, fits: Callable[[Line], bool], since: int = 0, within: float = PATIENCE, what: str = ""
    ) -> Line:
        """The first line from `since` on that fits; fails after `within` seconds with what came instead."""
        deadline = time.monotonic() + within
        with self._stirred:
            at = since
            while True:
                for line in self.lines[at:]:
                    at += 1
                    if fits(line):
                        return line
                left = deadline - time.monotonic()
                if left <= 0 or (self._process.poll() is not None and not self._readers[0].is_alive()):
                    came = "\n".join(json.dumps(line, ensure_ascii=False) for line in self.lines[since:])
                    raise AssertionError(f"no such line: {what}\n{came}\n{self.err}")
                self._stirred.wait(min(left, 0.5))

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def kill(self) -> None:
        """As the power cut would."""
        self._end(signal.SIGKILL)

    def stop(self, by: signal.Signals = signal.SIGTERM) -> None:
        """Asks it to end, and looks whether it did so without a complaint."""
        assert self.alive, f"ended by itself: {self.err}"
        assert self._end(by) == 0, self.err
        assert "Traceback" not in self.err
        assert "Warning" not in self.err

    def finished(self) -> None:
        """Waits for its end, which must come by itself and without a complaint."""
        assert self._end(None) == 0, self.err
        assert self.err == ""

    def _end(self, by: signal.Signals | None) -> int:
        if by is not None:
            self._process.send_signal(by)
        try:
            status = self._process.wait(PATIENCE)
        finally:
            if self._process.poll() is None:
                self._process.kill()
                self._process.wait()
            self._stdin.close()
            for reader in self._readers:
                reader.join()
        return status
