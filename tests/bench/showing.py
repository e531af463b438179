"""From a phone's report to the caller's name on the screen, in the real app in a terminal."""

from __future__ import annotations

import random
import select
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.bench.child import PATIENCE, BenchError, Terminal, terminal
from tests.bench.figures import Figure, times
from tests.bench.machine import resident
from tests.bench.office import CALLS, Office, Offices, answering

_CALLS = 200
_AIM = 0.050
_FRAME = 1 / 60


@dataclass(slots=True)
class Phone:
    """Reports to the app on a connection that stays open, and looks at the screen."""

    office: Office
    screen: Terminal
    wire: socket.socket
    chance: random.Random = field(default_factory=lambda: random.Random(1))  # noqa: S311 - invented calls

    def ring(self, name: str) -> tuple[float, float]:
        """A call from somebody of that name: seconds until it is answered 200, and until it is seen."""
        begun = time.perf_counter()
        self._report("incoming", name)
        answered, seen = self._watch(name.encode())
        return answered - begun, seen - begun

    def hang_up(self, name: str) -> None:
        """The caller gives up; the next one does not ring in step with the app's frames."""
        self._report("disconnected", name)
        answered = b""
        while not answered:
            self.screen.read(0.002)
            if select.select([self.wire], [], [], 0)[0]:
                answered = self._answer()
        pause = time.perf_counter() + 3 * _FRAME + self.chance.random() * 2 * _FRAME
        while (left := pause - time.perf_counter()) > 0:
            self.screen.read(left)

    def _report(self, event: str, name: str) -> None:
        number = int(name[-4:]) % 1000
        query = f"mac=000413000000&ongoing=1&local=sip:22@pbx&call_id={name[-4:]}@pbx&remote=sip:06990009{number:03}@pbx"
        line = f"GET /{self.office.token}/{event}?{query}&reason=&name={name} HTTP/1.1"
        self.wire.sendall(f"{line}\r\nHost: 127.0.0.1\r\n\r\n".encode())

    def _watch(self, name: bytes) -> tuple[float, float]:
        answered = seen = 0.0
        drawn = b""
        deadline = time.perf_counter() + PATIENCE
        while not (answered and seen):
            ready, _, _ = select.select([self.screen.fd, self.wire.fileno()], [], [], PATIENCE)
            now = time.perf_counter()
            if now > deadline:
                raise BenchError(f"{name.decode()} was not seen in {PATIENCE:.0f} s")
            if self.wire.fileno() in ready:
                self._answer()
                answered = now
            if self.screen.fd in ready:
                drawn += self.screen.poll()
                if not seen and name in drawn:
                    seen = now
        return answered, seen

    def _answer(self) -> bytes:
        answer = self.wire.recv(4096)
        if not answer.startswith(b"HTTP/1.1 200"):
            raise BenchError(f"the app answered {answer[:40]!r}")
        return answer


def figures(offices: Offices) -> Iterator[Figure]:
    office = offices.new(full=True)
    with terminal(office.command()) as screen:
        answering(office.port, screen.poll)
        screen.settle()
        before = resident(screen.pid)
        with socket.create_connection(("127.0.0.1", office.port), PATIENCE) as wire:
            yield from _calls(Phone(office, screen, wire))
        screen.settle()
        after = resident(screen.pid)
    yield Figure("app: resident memory after start", 1, before, before, "MB")
    yield Figure(f"app: resident memory after {_CALLS} calls", 1, after, after, "MB")


def _calls(phone: Phone) -> Iterator[Figure]:
    answered, seen = [], []
    for number in range(_CALLS + 5):
        name = f"Bench {number:04}"
        taken = phone.ring(name)
        phone.hang_up(name)
        if number >= 5:  # the first ones load what is needed for a call
            answered.append(taken[0])
            seen.append(taken[1])
    visible = times(f"event received to visible, {CALLS:,} calls", seen, aim=f"p99 <= {_AIM * 1000:.0f} ms")
    yield times(f"event received to answered, {CALLS:,} calls", answered)
    yield Figure(
        visible.name,
        visible.runs,
        visible.middle,
        visible.worst,
        "ms",
        "",
        visible.aim,
        visible.worst <= _AIM * 1000,
    )
