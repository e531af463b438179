"""Two machines, "phone" and "pc", each in a network namespace, joined by a cable.

The computer also has private copies of the folders in which firewalls keep their rules, so that those of the
machine that runs the tests stay as they are.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
import uuid
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from tests.guards.source import ROOT

PC: Final = "10.77.1.1"
PHONE: Final = "10.77.1.2"
STRANGER: Final = "10.77.1.3"  # a second address of the phone's machine
PORT: Final = 8080
_HERE: Final = Path(__file__).parent
_PRIVATE: Final = ("/etc/ufw", "/etc/default", "/var/lib/ufw", "/etc/firewalld", "/run")


def run(*words: str, seconds: float = 30) -> subprocess.CompletedProcess[str]:
    """A command and what it says."""
    return subprocess.run(
        words, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=seconds, cwd=ROOT
    )


def missing(*programs: str) -> str:
    """Why the proof cannot be made here; "" where it can."""
    if not sys.platform.startswith("linux"):
        return "needs Linux"
    if os.geteuid() != 0:
        return "needs root"
    path = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"
    lacking = [name for name in ("ip", "unshare", *programs) if shutil.which(name, path=path) is None]
    if lacking:
        return f"not installed: {' '.join(lacking)}"
    name = f"dw{uuid.uuid4().hex[:6]}-try"
    made = run("ip", "netns", "add", name)
    if made.returncode != 0:
        return f"ip netns: {made.stderr.strip()}"
    run("ip", "netns", "del", name)
    return ""


@dataclass
class Site:
    """The two machines while a test lasts. `folder` holds the private copies."""

    folder: Path
    stack: ExitStack
    name: str = field(default_factory=lambda: f"dw{uuid.uuid4().hex[:6]}")

    def build(self) -> None:
        """Both machines, the cable, and the server on the computer."""
        for machine in ("pc", "phone"):
            self._must("ip", "netns", "add", f"{self.name}-{machine}")
            self.stack.callback(run, "ip", "netns", "del", f"{self.name}-{machine}")
            self._must("ip", "-n", f"{self.name}-{machine}", "link", "set", "lo", "up")
        pc, phone = f"{self.name}-pc", f"{self.name}-phone"
        cable = ("link", "add", "eth0", "type", "veth", "peer", "eth0", "netns", phone)
        self._must("ip", "-n", pc, *cable)
        for machine, addresses in ((pc, (PC,)), (phone, (PHONE, STRANGER))):
            for address in addresses:
                self._must("ip", "-n", machine, "addr", "add", f"{address}/24", "dev", "eth0")
            self._must("ip", "-n", machine, "link", "set", "eth0", "up")
        self._copy()
        server = self.start(sys.executable, str(_HERE / "answering.py"), str(PORT))
        assert server.stdout is not None
        assert server.stdout.readline() == "ready\n"

    def start(self, *words: str) -> subprocess.Popen[str]:
        """A process on the computer, which the test ends with its standard input or by a signal."""
        process = subprocess.Popen(
            [*self._inside(), *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            cwd=ROOT,
        )
        self.stack.callback(_end, process)
        return process

    def pc(self, *words: str) -> str:
        """A command on the computer that has to work."""
        return self._must(*self._inside(), *words)

    def act(self, what: str, *hosts: str) -> dict[str, Any]:
        """The program looks, opens or closes on the computer."""
        words = ("act.py", what, str(PORT), *(hosts or (PHONE,)))
        told = json.loads(self.pc(sys.executable, "-m", "tests.firewall.act", *words[1:]))
        assert isinstance(told, dict)
        return told

    def reached(self, source: str = PHONE) -> bool:
        """Whether the phone, at one of its addresses, gets an answer from the computer."""
        words = (sys.executable, str(_HERE / "knocking.py"), PC, str(PORT), source)
        said = self._must("ip", "netns", "exec", f"{self.name}-phone", *words).strip()
        assert said == f"seen {source}" or said.startswith("blocked: "), said
        return said.startswith("seen")

    def wait(self, *words: str, until: str, seconds: float = 20) -> None:
        """Asks on the computer until the answer is `until`."""
        end = time.monotonic() + seconds
        while (said := run(*self._inside(), *words)).stdout.strip() != until:
            assert time.monotonic() < end, f"{' '.join(words)}: {said.stdout} {said.stderr}"
            time.sleep(0.1)

    def _copy(self) -> None:
        for path in _PRIVATE:
            copy = self.folder / path.strip("/")
            copy.mkdir(parents=True)
            if Path(path).is_dir() and path != "/run":
                shutil.copytree(path, copy, dirs_exist_ok=True, symlinks=True)

    def _inside(self) -> tuple[str, ...]:
        """The computer: its network, and its own copies in a mount namespace of its own."""
        mounts = "".join(
            f'[ -d {path} ] && mount --bind "$1/{path.strip("/")}" {path}\n' for path in _PRIVATE
        )
        script = f'mount --make-rprivate /\n{mounts}shift\nexec "$@"'
        return (
            "ip",
            "netns",
            "exec",
            f"{self.name}-pc",
            "unshare",
            "-m",
            "sh",
            "-c",
            script,
            "sh",
            str(self.folder),
        )

    def _must(self, *words: str) -> str:
        done = run(*words)
        assert done.returncode == 0, f"{' '.join(words)}: {done.stdout} {done.stderr}"
        return done.stdout


def _end(process: subprocess.Popen[str]) -> None:
    """Ends a process of the test: politely, then for certain."""
    process.terminate()
    try:
        process.communicate(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
