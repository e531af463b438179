"""A throw-away office: configuration, phone book and a journal with 100,000 calls."""

from __future__ import annotations

import json
import shutil
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from tests.bench.child import PATIENCE, BenchError, process, python
from tests.journal.make import fill
from tui.config.tokens import Tokens
from tui.journal import changes, queries
from tui.journal.opening import open_for_writing
from tui.journal.store import APPLIED
from tui.paths import Paths
from tui.simulator.people import sample_vcards

CALLS = 100_000
_CONFIG = """\
lang = "en"
[events]
host = "127.0.0.1"
port = {port}
advertise = "127.0.0.1"
[dialing]
country = "DE"
area_code = "221"
company_number = "4710"
extension_digits = [2, 3]
outside_prefix = "0"
[contacts]
files = ["contacts.vcf"]
[phone.desk]
vendor = "snom"
host = "{phone}"
user = "admin"
password = "bench"
"""


@dataclass(frozen=True, slots=True)
class Office:
    """One set of files of the program's, and what its phone is told."""

    folder: Path
    port: int
    token: str

    def command(self, *words: str) -> list[str]:
        """`durchwahl` with these files."""
        return python("-m", "tui", *words, *self._files)

    def core(self) -> list[str]:
        return python("-m", "tests.bench.core", str(self.folder / "config.toml"), str(self.folder / "data"))

    @property
    def _files(self) -> tuple[str, ...]:
        return "--config", str(self.folder / "config.toml"), "--data-dir", str(self.folder / "data")


class Offices:
    """Makes offices below `folder`, whose journal is filled once and then copied. They share a phone."""

    def __init__(self, folder: Path, phone: str) -> None:
        self._folder = folder
        self._phone = phone
        self._numbers = count(1)
        self._full = folder / "full.db"

    def new(self, *, full: bool) -> Office:
        """An office of its own, with all the calls or none."""
        folder = self._folder / f"office-{next(self._numbers)}"
        data = folder / "data"
        data.mkdir(parents=True, mode=0o700)
        port = _free_port()
        (folder / "config.toml").write_text(_CONFIG.format(port=port, phone=self._phone), encoding="utf-8")
        (folder / "contacts.vcf").write_text(sample_vcards(), encoding="utf-8", newline="")
        if full:
            if not self._full.exists():
                _fill(self._full)
            shutil.copy(self._full, data / "journal.db")
        paths = Paths.find(str(folder / "config.toml"), str(data))
        return Office(folder, port, Tokens.load(paths).of("desk"))


@contextmanager
def simulated_phone() -> Iterator[str]:
    """A simulated phone in a process of its own; its URL."""
    words = ("simulate", "snom", "--port", "0", "--user", "admin", "--password", "bench")
    with process(python("-m", "tui", *words)) as phone:
        assert phone.stdout is not None
        yield json.loads(phone.stdout.readline())["phones"][0]["url"]


def _fill(journal: Path) -> None:
    """Invented calls and their events, and the mark that the calls know of all the events."""
    fill(journal, CALLS, end=time.time())
    with closing(open_for_writing(journal, patience=5.0)) as connection:
        last = connection.execute(queries.LAST_SEQ).fetchone()[0]
        changes.set_meta(connection, APPLIED, str(last))


def _free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on right now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def answering(port: int, meanwhile: Callable[[], object] = lambda: None) -> float:
    """Asks for / again and again, and does something in between; when it was answered."""
    deadline = time.perf_counter() + PATIENCE
    while time.perf_counter() < deadline:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), PATIENCE) as asking:
            asking.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
            if asking.recv(4096).startswith(b"HTTP/1.1 200"):
                return time.perf_counter()
        meanwhile()
        time.sleep(0.002)
    raise BenchError(f"port {port} did not answer in {PATIENCE:.0f} s")
