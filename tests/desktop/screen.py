"""A desktop of our own: an X server nobody sees, a session bus, a window manager, and a throw-away home."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.e2e.program import ROOT

PATIENCE = 20.0
_STEP = 0.05
_CLICKS = 1.5  # seconds after which the next click begins anew


def until(true: Callable[[], Any], what: str, patience: float = PATIENCE) -> Any:
    """What `true` gives as soon as it is something; fails with `what` never came."""
    deadline = time.monotonic() + patience
    while True:
        found = true()
        if found:
            return found
        assert time.monotonic() < deadline, f"never: {what}"
        time.sleep(_STEP)


class Screen:
    """Programs that see this desktop and no other. Make it with `screen`."""

    def __init__(self, folder: Path, env: dict[str, str]) -> None:
        self.folder = folder
        self.env = env
        self._started: list[subprocess.Popen[bytes]] = []

    def start(self, *argv: str, pass_fds: Sequence[int] = ()) -> subprocess.Popen[bytes]:
        """A program that goes on until the desktop ends; what it says is in a file of its name."""
        with (self.folder / f"{Path(argv[0]).name}.{len(self._started)}.log").open("wb") as log:
            process = subprocess.Popen(
                argv,
                env=self.env,
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                pass_fds=tuple(pass_fds),
            )
        self._started.append(process)
        return process

    def run(self, *argv: str, check: bool = True, stdin: str = "") -> str:
        """A program to its end; what it printed."""
        done = subprocess.run(
            argv, env=self.env, cwd=ROOT, input=stdin, capture_output=True, text=True, timeout=30, check=False
        )
        assert not check or done.returncode == 0, (argv, done.returncode, done.stdout, done.stderr)
        return done.stdout.strip()

    def logs(self) -> str:
        """What the programs said, for a test that failed."""
        return "\n".join(
            f"{path.name}: {path.read_text(errors='replace')}" for path in self.folder.glob("*.log")
        )

    def x11(self) -> None:
        """Brings up the X server, on a display that it finds free itself, and a window manager."""
        reads, writes = os.pipe()
        try:
            self.start(
                *(
                    "Xvfb",
                    "-displayfd",
                    str(writes),
                    "-screen",
                    "0",
                    "1024x768x24",
                    "-nolisten",
                    "tcp",
                    "-noreset",
                ),
                pass_fds=(writes,),
            )
            os.close(writes)
            with os.fdopen(reads, "rb") as told:
                number = told.readline().decode().strip()
        except OSError:
            os.close(writes)
            raise
        assert number.isdecimal(), self.logs()
        self.env["DISPLAY"] = f":{number}"
        self.start("openbox", "--sm-disable")
        managed = ("xprop", "-root", "_NET_SUPPORTING_WM_CHECK")
        until(lambda: "window id" in self.run(*managed, check=False), "the window manager")

    def bus(self) -> None:
        """Brings up the session bus."""
        path = self.folder / "bus"
        self.start("dbus-daemon", "--session", f"--address=unix:path={path}", "--nofork", "--nopidfile")
        until(path.exists, "the session bus")
        self.env["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={path}"

    def window(self, text: str) -> str:
        """A window with `text` in it; its id."""
        note = self.folder / "note.txt"
        note.write_text(text + "\n")
        name = f"note-{len(self._started)}"
        self.start(
            "xterm", "-T", name, "-geometry", "70x10+20+20", "-e", "sh", "-c", f"cat '{note}'; exec sleep 600"
        )
        search = ("xdotool", "search", "--onlyvisible", "--name", name)
        try:
            return str(until(lambda: self.run(*search, check=False), "the window")).splitlines()[0]
        except AssertionError as error:
            raise AssertionError(f"{error}\n{self.logs()}") from None

    def mark(self, window: str, expected: str) -> None:
        """Marks the first line of the window as one does: a triple click on it."""
        self.run("xdotool", "windowactivate", "--sync", window)

        deadline = time.monotonic() + PATIENCE
        while True:
            self.run("xdotool", "mousemove", "--window", window, "40", "10")
            self.run("xdotool", "click", "--repeat", "3", "--delay", "40", "1")
            if self._becomes_marked(expected):  # clicks that follow at once would belong to these
                return
            assert time.monotonic() < deadline, f"never: {expected!r} marked"

    def _becomes_marked(self, expected: str) -> bool:
        deadline = time.monotonic() + _CLICKS
        while time.monotonic() < deadline:
            if expected in self.run("xclip", "-o", "-selection", "primary", check=False):
                return True
            time.sleep(_STEP)
        return False

    def close(self) -> None:
        """Ends what was started, the last first."""
        for process in reversed(self._started):
            process.terminate()
        for process in self._started:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@contextmanager
def screen(folder: Path, env: dict[str, str], *, x11: bool = True, bus: bool = True) -> Iterator[Screen]:
    """The desktop, until the end of the block."""
    folder.mkdir(parents=True, exist_ok=True)
    shown = Screen(folder, dict(env))
    try:
        if bus:
            shown.bus()
        if x11:
            shown.x11()
        yield shown
    finally:
        shown.close()
