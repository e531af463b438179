"""The whole command in a network of its own: real neighbour table, real multicast, real addresses.

Needs Linux, root and `ip netns`; nothing outside the namespaces that it makes is touched.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.discovery.test_announcement import subscribe
from tests.guards.source import ROOT

PHONE = Path(__file__).with_name("desk_phone.py")


def ip(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["ip", *words], capture_output=True, text=True, timeout=20)


@dataclass
class Lan:
    """A computer at 10.77.0.20/26 and phones, each in a namespace, on one bridge."""

    name: str
    stack: ExitStack
    phones: list[subprocess.Popen[str]] = field(default_factory=list)

    def do(self, *words: str) -> None:
        done = ip(*words)
        assert done.returncode == 0, done.stderr

    def namespace(self, name: str) -> str:
        whole = f"{self.name}-{name}"
        self.do("netns", "add", whole)
        self.stack.callback(ip, "netns", "del", whole)
        self.do("-n", whole, "link", "set", "lo", "up")
        return whole

    def add(self, number: int, mac: str, port: int = 0, server: str = "", announcement: bytes = b"") -> None:
        """A phone at 10.77.0.`number`."""
        where, address = self.namespace(f"p{number}"), f"10.77.0.{number}"
        cable = f"dw{number}"
        self.do("-n", f"{self.name}-pc", "link", "add", cable, "type", "veth", "peer", "eth0", "netns", where)
        self.do("-n", where, "link", "set", "eth0", "address", mac)
        self.do("-n", where, "addr", "add", f"{address}/26", "dev", "eth0")
        self.do("-n", where, "link", "set", "eth0", "up")
        self.do("-n", f"{self.name}-pc", "link", "set", cable, "master", "br0", "up")
        words = [sys.executable, str(PHONE), address, str(port), server, announcement.decode()]
        process = subprocess.Popen(
            ["ip", "netns", "exec", where, *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self.phones.append(process)
        self.stack.callback(self._end, process)

    def _end(self, process: subprocess.Popen[str]) -> str:
        said, _ = process.communicate(timeout=10)  # closes its stdin, and so it ends
        return said

    def requests(self, number: int) -> list[str]:
        """What the phone with that place in the order was asked; ends it."""
        return self._end(self.phones[number]).splitlines()

    def run(self, folder: Path, *words: str, stderr: int = subprocess.PIPE) -> subprocess.Popen[str]:
        """`durchwahl phone discover` on the computer."""
        config = folder / "config.toml"
        config.write_text('[phone.desk]\nvendor = "snom"\nhost = "10.77.0.50"\n')
        environ = {name: value for name, value in os.environ.items() if name in ("PATH", "PYTHONHASHSEED")}
        environ |= {
            "HOME": str(folder),
            "DURCHWAHL_CONFIG": str(config),
            "DURCHWAHL_DATA_DIR": str(folder / "data"),
        }
        command = [sys.executable, "-m", "tui", "--lang", "en", "phone", "discover", *words]
        return subprocess.Popen(
            ["ip", "netns", "exec", f"{self.name}-pc", *command],
            cwd=ROOT,
            env=environ,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=stderr,
            text=True,
        )


@pytest.fixture
def lan() -> Iterator[Lan]:
    if not sys.platform.startswith("linux") or os.geteuid() != 0 or shutil.which("ip") is None:
        pytest.skip("needs Linux, root and ip netns")
    name = f"dw{uuid.uuid4().hex[:6]}"
    made = ip("netns", "add", f"{name}-try")
    if made.returncode != 0:
        pytest.skip(f"ip netns: {made.stderr.strip()}")
    ip("netns", "del", f"{name}-try")
    with ExitStack() as stack:
        lan = Lan(name, stack)
        here = lan.namespace("pc")
        bridge = ip("-n", here, "link", "add", "br0", "type", "bridge")
        if bridge.returncode != 0:
            pytest.skip(f"no bridge: {bridge.stderr.strip()}")
        lan.do("-n", here, "addr", "add", "10.77.0.20/26", "dev", "br0")
        lan.do("-n", here, "link", "set", "br0", "up")
        yield lan


def answered(process: subprocess.Popen[str]) -> tuple[int, dict[str, Any], str]:
    out, said = process.communicate(timeout=40)
    return process.returncode, json.loads(out) if out else {}, said


def test_the_phones_of_a_real_network(lan: Lan, tmp_path: Path) -> None:
    lan.add(50, "00:04:13:7a:b1:cd", 80, "snom embedded")
    lan.add(51, "80:5e:c0:01:02:0a", 3112, "yealink embed httpd")
    lan.add(52, "00:04:13:00:00:01")  # its web server is off
    lan.add(53, "02:00:00:00:00:01", 80, "Virata-EmWeb")
    event = 'ua-profile;vendor="Yealink";model="SIP-T46U";version="108.86.0.20"'
    lan.add(54, "02:00:00:00:00:02", announcement=subscribe(event, user="MAC%3a805ec0999999"))
    status, told, said = answered(lan.run(tmp_path, "--json", "--listen", "2"))
    assert status == 0, said
    assert said == ""
    phones = {phone["address"]: phone for phone in told["phones"]}
    assert set(phones) == {"10.77.0.50", "10.77.0.51", "10.77.0.52", "10.77.0.54"}
    assert phones["10.77.0.50"] | {"model": None} == {
        "address": "10.77.0.50",
        "vendor": "snom",
        "model": None,
        "mac": "0004137ab1cd",
        "host": "http://10.77.0.50",
        "phone": "desk",
        "how": ["neighbours", "http"],
    }
    assert phones["10.77.0.51"]["host"] == "http://10.77.0.51:3112"
    assert (phones["10.77.0.52"]["host"], phones["10.77.0.52"]["how"]) == (None, ["neighbours"])
    assert phones["10.77.0.54"]["model"] == "SIP-T46U"
    assert "multicast" in phones["10.77.0.54"]["how"]
    assert told["networks"] == ["10.77.0.0/26"]
    assert told["answered"] == 5
    assert [(one["how"], one["found"]) for one in told["tried"]] == [
        ("neighbours", 3),
        ("http", 2),
        ("multicast", 1),
    ]
    for number in (0, 1, 3):
        (request,) = lan.requests(number)
        assert request.startswith("GET / HTTP/1.1|")
        assert "authorization" not in request.lower()


def test_a_network_without_a_phone(lan: Lan, tmp_path: Path) -> None:
    process = lan.run(tmp_path)
    out, said = process.communicate(timeout=40)
    assert (process.returncode, out) == (0, "")
    assert "None of 61 addresses answered" in said
    assert "web servers: addresses asked 61, phones 0." in said


def test_ctrl_c_prints_what_was_found(lan: Lan, tmp_path: Path) -> None:
    lan.add(50, "00:04:13:7a:b1:cd", 80, "snom embedded")
    terminal, inside = os.openpty()
    try:
        process = lan.run(tmp_path, "--json", "--listen", "300", stderr=inside)
        os.close(inside)
        shown = b""
        while b"61 of 61 addresses, phones: 1" not in shown and b"listening" not in shown:
            shown += os.read(terminal, 4096)
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=40)
    finally:
        os.close(terminal)
    told = json.loads(out)
    assert (process.returncode, told["cancelled"]) == (130, True)
    assert [phone["address"] for phone in told["phones"]] == ["10.77.0.50"]
    assert b"[####" in shown
    assert b"Traceback" not in shown
