"""A real terminal to run the app in: tmux, on a socket of its own."""

from __future__ import annotations

import os
import re
import secrets
import shlex
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.e2e.program import COMMAND, ROOT

TMUX = shutil.which("tmux")
PATIENCE = 20.0  # seconds
_PROMPT = "ready>"
_SHELL = f"env PS1='{_PROMPT} ' bash --noprofile --norc"  # a shell on the way there would drop it


@dataclass(frozen=True, slots=True)
class Terminal:
    """A shell in a window of a fixed size. Make it with `terminal`."""

    socket: str
    env: Mapping[str, str]

    def tmux(self, *words: str) -> str:
        done = subprocess.run(
            [TMUX or "tmux", "-L", self.socket, "-f", os.devnull, "-u", *words],
            env=dict(self.env),
            cwd=ROOT,
            capture_output=True,
            timeout=20,
            check=True,
        )
        return done.stdout.decode()

    def screen(self) -> str:
        return self.tmux("capture-pane", "-p")

    def wait(self, shows: Callable[[str], object], what: str) -> str:
        """Looks at the screen again and again until it shows what it should; fails with what it shows."""
        deadline = time.monotonic() + PATIENCE
        while True:
            screen = self.screen()
            if shows(screen):
                return screen
            assert time.monotonic() < deadline, f"the screen does not show {what}:\n{screen}"
            time.sleep(0.05)

    def press(self, *keys: str) -> None:
        """Keys by tmux's names."""
        self.tmux("send-keys", *keys)

    def type(self, text: str) -> None:
        self.tmux("send-keys", "-l", text)

    def start(self, *arguments: str) -> None:
        """Runs `durchwahl` as one types it, and has the shell tell its exit status."""
        self.wait(lambda screen: _PROMPT in screen, "a prompt")
        self.type(f"clear; {shlex.join([*COMMAND, *arguments])}; echo status=$?")
        self.press("Enter")

    def card(self, title: str, state: str) -> str:
        """Waits for the caller card with that title and state, and returns its text."""
        found = re.compile(rf"^.{{0,2}}\S* ?{title}.*\n(.*\b{state}\b.*\n(?:.*\n)*?)[╰┗]", re.MULTILINE)
        screen = self.wait(found.search, f"the card “{title}” in state “{state}”")
        match = found.search(screen)
        assert match is not None
        return match[1]

    def no_card(self) -> str:
        return self.wait(
            lambda screen: "Incoming call" not in screen and "Outgoing call" not in screen, "no card"
        )

    def left(self) -> None:
        """Waits until the shell is back; it must have the screen to itself again, as it was."""
        screen = self.wait(lambda screen: re.search(r"^status=", screen, re.MULTILINE), "the shell")
        assert re.search(r"^status=0$", screen, re.MULTILINE), screen
        rest = [
            line for line in screen.splitlines() if line and _PROMPT not in line and "status=" not in line
        ]
        assert rest == []
        modes = "#{alternate_on} #{cursor_flag} #{mouse_any_flag} #{keypad_flag}"
        assert self.tmux("display-message", "-p", modes) == "0 1 0 0\n"


@contextmanager
def terminal(columns: int, lines: int, env: Mapping[str, str], folder: Path) -> Iterator[Terminal]:
    """A terminal of that size. At the end its tmux is ended, and no other."""
    folder.mkdir(exist_ok=True)
    with TemporaryDirectory(prefix="durchwahl-tmux-") as short:  # a socket's path has but 100 characters
        full = {**env, "TMPDIR": str(folder), "TMUX_TMPDIR": short, "TERM": "xterm-256color"}
        opened = Terminal(f"durchwahl-{os.getpid()}-{secrets.token_hex(4)}", full)
        opened.tmux(
            *("new-session", "-d", "-x", str(columns), "-y", str(lines), _SHELL),
            *(";", "set-option", "-g", "default-terminal", "screen-256color"),
        )
        try:
            yield opened
        finally:
            opened.tmux("kill-server")
