"""From the start of a process to what its user waits for."""

from __future__ import annotations

import time
from collections.abc import Iterator

from tests.bench.child import process, python, run_through, terminal
from tests.bench.figures import Figure, ratio, times
from tests.bench.office import CALLS, Office, Offices, answering

_FRAMES = 15
_COMMANDS = 15
_SERVERS = 5


def figures(offices: Offices) -> Iterator[Figure]:
    yield from _first_frame(offices.new(full=False))
    yield from _commands(offices.new(full=False))
    yield from _server_up(offices.new(full=True))


def _first_frame(office: Office) -> Iterator[Figure]:
    """The app beside the smallest app, in turns. The first of each is not counted: it fills the caches."""
    own, least = [], []
    for _ in range(_FRAMES + 1):
        least.append(_drawn(python("-m", "tests.bench.minimal"), b"Minimal"))
        own.append(_drawn(office.command(), b"Durchwahl"))
    own, least = own[1:], least[1:]
    factor = ratio(own, least)
    yield times("minimal Textual app: start to first frame", least)
    yield times("durchwahl: start to first frame", own, f"{factor:.2f} x minimal", "<= 1.5 x", factor <= 1.5)


def _drawn(command: list[str], text: bytes) -> float:
    with terminal(command) as child:
        return child.wait_for(text) - child.begun


def _commands(office: Office) -> Iterator[Figure]:
    commands = {
        "python -c pass": python("-c", "pass"),
        "durchwahl --help": office.command("--help"),
        "durchwahl dial --dry-run": office.command("dial", "0221 4710-22", "--dry-run"),
    }
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for turn in range(_COMMANDS + 1):
        for name, command in commands.items():
            seconds = run_through(command)
            if turn:
                taken[name].append(seconds)
    plain = taken.pop("python -c pass")
    yield times("python -c pass", plain)
    for name, runs in taken.items():
        yield times(name, runs, f"{ratio(runs, plain):.1f} x python")


def _server_up(office: Office) -> Iterator[Figure]:
    """Until GET / is answered on the port of the events."""
    serve, app = [], []
    for _ in range(_SERVERS):
        begun = time.perf_counter()
        with process(office.command("serve")):
            serve.append(answering(office.port) - begun)
        with terminal(office.command()) as child:
            app.append(answering(office.port, child.poll) - child.begun)
    yield times(f"serve: start to server up, {CALLS:,} calls", serve)
    yield times(f"app: start to server up, {CALLS:,} calls", app)
