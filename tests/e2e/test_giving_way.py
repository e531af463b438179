"""`serve` in the background steps aside for the app, and goes on when the app has left, however it left."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.e2e.office import DESK, OWN, Office
from tests.e2e.program import COMMAND, ROOT
from tests.e2e.terminal import TMUX, terminal

pytestmark = [
    pytest.mark.skipif(TMUX is None, reason="tmux is not installed"),
    pytest.mark.xdist_group("giving way"),
]


class Service:
    """`serve` as a service runs it: its words go to a log."""

    def __init__(self, office: Office) -> None:
        self.words: list[str] = []
        self._stirred = threading.Condition()
        self._process = subprocess.Popen(
            [*COMMAND, "serve", *office.where()],
            env={**office.env, "PYTHONUNBUFFERED": "1"},
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as lines:
            for line in lines:
                with self._stirred:
                    self.words.append(line)
                    self._stirred.notify_all()

    def says(self, text: str, times: int) -> None:
        """Waits until it has said so that often."""
        with self._stirred:
            assert self._stirred.wait_for(lambda: sum(text in line for line in self.words) >= times, 20), (
                self.words
            )

    def end(self) -> int:
        """Its exit status."""
        self._process.send_signal(signal.SIGTERM)
        try:
            return self._process.wait(15)
        finally:
            if self._process.poll() is None:
                self._process.kill()
                self._process.wait()
            self._reader.join()


@contextmanager
def service(office: Office) -> Iterator[Service]:
    made = Service(office)
    try:
        made.says("Events are received", 1)
        yield made
    finally:
        status = made.end()
    assert status == 0, made.words
    assert not any("Traceback" in line for line in made.words)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Phones of its own, and no instance yet."""
    made = Office(tmp_path / "office")
    made.write()
    made.start_phones()
    try:
        yield made
    finally:
        made.end_leftovers()


def test_the_app_takes_over_and_gives_back(office: Office, tmp_path: Path) -> None:
    with service(office) as background, terminal(100, 30, office.env, tmp_path / "tmp") as screen:
        screen.start("--lang", "en", *office.where())
        background.says("goes on when", 1)
        screen.wait(lambda text: "events active" in text, "the app in force")
        office.hand("01713920044", "call", OWN[DESK])
        screen.card("Incoming call", "ringing")
        office.hand("01713920044", "hangup")
        screen.no_card()
        screen.press("q")
        screen.left()
        background.says("Events are received", 2)
        (call,) = office.calls()
        assert (call["direction"], call["state"]) == ("in", "ended")


def test_an_app_that_is_killed_gives_back_too(office: Office, tmp_path: Path) -> None:
    with service(office) as background, terminal(100, 30, office.env, tmp_path / "tmp") as screen:
        screen.start("--lang", "en", *office.where())
        background.says("goes on when", 1)
        screen.wait(lambda text: "events active" in text, "the app in force")
        asked = office.cli("dial", "112", "--dry-run", "--json")
        assert asked.status == 0
        pid = int(screen.tmux("list-panes", "-F", "#{pane_pid}"))
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        os.kill(int(children[0]), signal.SIGKILL)
        background.says("Events are received", 2)


def test_what_somebody_follows_does_not_step_aside(office: Office, tmp_path: Path) -> None:
    office.start_serve()  # with --json: a program reads it
    with terminal(100, 30, office.env, tmp_path / "tmp") as screen:
        screen.start("--lang", "en", *office.where())
        text = screen.wait(lambda text: "status=" in text, "the refusal")
        assert f"process {office.serve.pid}" in " ".join(text.split())
    assert office.serve.alive
    office.serve.stop()


def test_the_set_up_takes_over_as_well(office: Office) -> None:
    (office.folder / "answers.toml").write_text(
        f'name = "{DESK}"\nhost = "127.0.0.1:{office.phone_ports[DESK]}"\nvendor = "snom"\nuser = "admin"\n'
        f'password = "{office.password}"\ncountry = "DE"\narea_code = "221"\noutside_prefix = "0"\n'
        f'address = "127.0.0.1"\nport = {office.events_port}\n'
    )
    with service(office) as background:
        done = office.cli("setup", "--answers", str(office.folder / "answers.toml"))
        assert "durchwahl: Durchwahl is running already" not in done.err
        background.says("goes on when", 1)
        background.says("Events are received", 2)
