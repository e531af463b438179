"""The neighbour tables of the systems, as they print them."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.discovery import neighbours as module
from tui.discovery.neighbours import (
    Neighbour,
    neighbours,
    parse_arp,
    parse_ip_neigh,
    parse_proc,
    run,
    sources,
)

SNOM = Neighbour("192.168.1.50", "0004137ab1cd")
YEALINK = Neighbour("192.168.1.51", "805ec001020a")

PROC = """\
IP address       HW type     Flags       HW address            Mask     Device
192.168.1.50     0x1         0x2         00:04:13:7a:b1:cd     *        eth0
192.168.1.51     0x1         0x6         80:5E:C0:01:02:0A     *        eth0
192.168.1.52     0x1         0x0         00:00:00:00:00:00     *        eth0
192.168.1.53     0x1         0x0         00:04:13:00:00:01     *        eth0
"""
IP_NEIGH = """\
192.168.1.50 dev eth0 lladdr 00:04:13:7a:b1:cd REACHABLE
192.168.1.51 dev wlan0 lladdr 80:5e:c0:01:02:0a router STALE
192.168.1.52 dev eth0 FAILED
192.168.1.53 dev eth0  INCOMPLETE
192.168.1.54 dev eth0 lladdr 00:04:13:00:00:01 FAILED
fe80::1 dev eth0 lladdr 00:04:13:00:00:02 router REACHABLE
fd00::50 dev eth0 lladdr 00:04:13:00:00:03 DELAY
192.168.1.55 dev eth0 lladdr
"""
MACOS = """\
? (192.168.1.50) at 0:4:13:7a:b1:cd on en0 ifscope [ethernet]
? (192.168.1.51) at 80:5e:c0:1:2:a on en0 ifscope permanent [ethernet]
? (192.168.1.52) at (incomplete) on en0 ifscope [ethernet]
? (192.168.1.255) at ff:ff:ff:ff:ff:ff on en0 ifscope [ethernet]
? (224.0.0.251) at 1:0:5e:0:0:fb on en0 ifscope permanent [ethernet]
"""
FREEBSD = """\
? (192.168.1.50) at 00:04:13:7a:b1:cd on em0 expires in 1180 seconds [ethernet]
? (192.168.1.51) at 80:5e:c0:01:02:0a on em0 permanent [ethernet]
? (192.168.1.52) at (incomplete) on em0 expired [ethernet]
"""
OPENBSD = """\
Host                                 Ethernet Address    Netif Expire    Flags
192.168.1.50                         00:04:13:7a:b1:cd     em0 19m59s
192.168.1.51                         80:5e:c0:01:02:0a     em0 permanent l
192.168.1.52                         (incomplete)          em0 expired
"""
WINDOWS_DE = """\

Schnittstelle: 192.168.1.20 --- 0x7
  Internetadresse       Physische Adresse     Typ
  192.168.1.50          00-04-13-7a-b1-cd     dynamisch
  192.168.1.51          80-5e-c0-01-02-0a     dynamisch
  192.168.1.255         ff-ff-ff-ff-ff-ff     statisch
  224.0.0.22            01-00-5e-00-00-16     statisch
  239.255.255.250       01-00-5e-7f-ff-fa     statisch
  255.255.255.255       ff-ff-ff-ff-ff-ff     statisch
"""
WINDOWS_FR = WINDOWS_DE.replace("Schnittstelle", "Interface\xa0").replace("statisch", "statique")


def test_linux_file() -> None:
    assert parse_proc(PROC) == [SNOM, YEALINK]


def test_linux_command() -> None:
    assert parse_ip_neigh(IP_NEIGH) == [SNOM, YEALINK, Neighbour("fd00::50", "000413000003")]


@pytest.mark.parametrize("text", [MACOS, FREEBSD, OPENBSD, WINDOWS_DE, WINDOWS_FR])
def test_everybody_else(text: str) -> None:
    assert parse_arp(text) == [SNOM, YEALINK]
    assert parse_arp(text.replace("\n", "\r\n")) == [SNOM, YEALINK]


@pytest.mark.parametrize(
    "line",
    [
        "192.168.1.50 00:04:13:7a:b1",
        "192.168.1.50 00:04:13:7a:b1:cd:ef",
        "192.168.1.999 00:04:13:7a:b1:cd",
        "1.192.168.1.50 00:04:13:7a:b1:cd",
        "192.168.1.50 004:04:13:7a:b1:cd",
        "0.0.0.0 00:04:13:7a:b1:cd",
        "169.254.1.1 00:04:13:7a:b1:cd",
        "192.168.1.50 01:00:5e:00:00:16",
        "",
    ],
)
def test_what_is_no_neighbour(line: str) -> None:
    assert parse_arp(line) == []


@given(st.text(alphabet="0123456789abcdefx.:- \n()[]", max_size=300) | st.text(max_size=100))
def test_no_table_is_too_strange(text: str) -> None:
    for parse in (parse_proc, parse_ip_neigh, parse_arp):
        for neighbour in parse(text):
            assert len(neighbour.mac) == 12
            assert int(neighbour.mac, 16)


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32", "freebsd14", "openbsd7"])
def test_every_system_has_a_way(platform: str) -> None:
    for command, parse in sources(platform):
        assert command[0] in ("arp", "ip")
        assert parse in (parse_arp, parse_ip_neigh)


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program in the place of a system's command; what it does is written into it."""
    if os.name != "posix":
        pytest.skip("a program of one line")
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    path = tmp_path / "arp"
    path.write_text("")
    path.chmod(0o755)
    return path


def written(path: Path, code: str) -> None:
    path.write_text(f"#!{sys.executable}\n{code}\n")


async def test_a_command_is_read(program: Path) -> None:
    written(program, f"import sys; assert sys.argv[1:] == ['-an']; print({MACOS!r})")
    assert parse_arp(await run(("arp", "-an")) or "") == [SNOM, YEALINK]


@pytest.mark.parametrize("code", ["raise SystemExit(1)", "import time\nwhile True: time.sleep(9)"])
async def test_a_command_that_fails_or_hangs(program: Path, code: str) -> None:
    written(program, code)
    assert await run(("arp",), seconds=0.3 if "while" in code else 5.0) is None


async def test_a_command_that_never_stops_talking(program: Path) -> None:
    written(program, "while True: print('x' * 100)")
    output = await run(("arp",), limit=10_000)
    assert output is not None
    assert len(output) == 10_000


async def test_a_command_that_is_not_there(program: Path) -> None:
    assert await run(("durchwahl-no-such-command",)) is None


async def test_the_file_comes_first_then_the_commands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: Path
) -> None:
    table = tmp_path / "table"
    monkeypatch.setattr(module, "_FILE", table)
    monkeypatch.setattr(module, "sources", lambda: [(("no-such",), parse_ip_neigh), (("arp",), parse_arp)])
    written(program, f"print({MACOS!r})")
    assert await neighbours() == [SNOM, YEALINK]
    table.write_text(PROC.splitlines()[0])
    assert await neighbours() == []
    table.unlink()
    monkeypatch.setattr(module, "sources", lambda: [(("no-such",), parse_arp)])
    assert await neighbours() is None
