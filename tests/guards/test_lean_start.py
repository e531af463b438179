"""What each way of starting the program loads: nothing that the first frame, or a hotkey, has to wait for."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.guards.source import ROOT

TERMINAL = ("textual", "rich")
NETWORK = ("httpx", "httpcore", "anyio", "aiohttp")
REST = ("phonenumbers", "tomlkit", "keyring", "sqlite3")
PHONES = ("tui.net", "tui.phones.maker", "tui.phones.memory", "tui.phones.makers.snom")

CONFIG = """
[phone.desk]
vendor = "snom"
host = "127.0.0.1:9"
user = "admin"
password = "secret"
"""

COMMAND = """
import json, sys
from tui.cli import main
status = main(sys.argv[1:])
print(json.dumps([status, sorted(sys.modules)]), file=sys.stderr)
"""

# `before` runs when the first frame is on the screen and no service has been started. What it raises ends
# the app.
FIRST_FRAME = """
import json, sys
from pathlib import Path
from tui.app.run import run_app
from tui.cli.setting import read
from tui.cli.parser import build
from tui.errors import DurchwahlError
from tui.switchboard.switchboard import Switchboard

config, paths = read(build([]).parse_args([]))
seen = []

async def look():
    seen.extend(sorted(sys.modules))
    raise DurchwahlError("unexpected")

error = run_app(Switchboard(config, paths), before=look)
assert seen and error is not None and error.key == "unexpected", error
print(json.dumps([0, seen]), file=sys.stderr)
"""


def _loaded(code: str, home: Path, *words: str) -> set[str]:
    """The modules that are loaded once `code` has run in a process and a home of its own."""
    config = home / "config.toml"
    config.write_text(CONFIG)
    environ = {name: value for name, value in os.environ.items() if name.startswith(("SYSTEM", "PYTHONHASH"))}
    environ |= {
        "HOME": str(home),
        "PATH": "",
        "PYTHONWARNINGS": "",
        "TERM": "xterm-256color",
        "DURCHWAHL_CONFIG": str(config),
        "DURCHWAHL_DATA_DIR": str(home / "data"),
        "DURCHWAHL_HEADLESS": "1",
    }
    done = subprocess.run(
        [sys.executable, "-c", code, *words],
        cwd=ROOT,
        env=environ,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=50,
    )
    assert done.returncode == 0, done.stderr
    status, names = json.loads(done.stderr.splitlines()[-1])
    assert status == 0, done.stderr
    return set(names)


def _heavy(loaded: set[str], *names: str) -> list[str]:
    return sorted(set(names) & loaded)


def test_importing_the_package_imports_nothing(tmp_path: Path) -> None:
    code = """
import json, sys
before = set(sys.modules)
import tui
print(json.dumps([0, sorted(set(sys.modules) - before)]), file=sys.stderr)
"""
    assert _loaded(code, tmp_path) == {"tui"}


@pytest.mark.parametrize(
    ("words", "unneeded"),
    [
        (["--version"], TERMINAL + NETWORK + REST),
        (["--help"], TERMINAL + NETWORK + REST),
        (["dial", "--help"], TERMINAL + NETWORK + REST),
        (["calls", "--json"], (*TERMINAL, *NETWORK, "phonenumbers", "tomlkit", "keyring")),
        (["phone", "urls", "--vendor", "snom"], TERMINAL + NETWORK + REST),
        (["dial", "112", "--dry-run"], TERMINAL + NETWORK + REST),
        (["dial", "0221 4710-122", "--dry-run"], (*TERMINAL, *NETWORK, "tomlkit", "keyring", "sqlite3")),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_command_loads_only_what_it_needs(
    words: list[str], unneeded: tuple[str, ...], tmp_path: Path
) -> None:
    loaded = _loaded(COMMAND, tmp_path, *words)
    assert "tui.cli.parser" in loaded
    assert _heavy(loaded, *unneeded) == []


def test_the_first_frame_waits_for_no_service(tmp_path: Path) -> None:
    loaded = _loaded(FIRST_FRAME, tmp_path)
    assert "tui.screens.main" in loaded
    assert _heavy(loaded, *NETWORK, *REST, *PHONES) == []


def test_place_names_are_not_loaded_at_the_start(tmp_path: Path) -> None:
    """A third of a second, and only a foreign or unknown number ever needs them."""
    loaded = _loaded(COMMAND, tmp_path, "dial", "0221 4710-122", "--dry-run")
    assert "phonenumbers" in loaded
    assert _heavy(loaded, "phonenumbers.geocoder", "phonenumbers.geodata") == []
