"""What reading the configuration costs at start, and that importing does nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
HEAVY = (
    "tomlkit",
    "keyring",
    "platformdirs",
    "difflib",
    "tempfile",
    "logging.handlers",
    "hashlib",
)


def loaded(code: str, home: Path) -> set[str]:
    """The modules of `HEAVY` that are there after `code`."""
    script = f"import sys\n{code}\nprint(*[name for name in {HEAVY!r} if name in sys.modules])"
    environ = {"HOME": str(home), "PATH": ""}
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=environ, capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


MODULES = ["load", "save", "secrets", "problems", "lines", "checks", "replace", "lock"]


@pytest.mark.parametrize("module", [*(f"tui.config.{name}" for name in MODULES), "tui.paths", "tui.log"])
def test_importing_is_light_and_creates_nothing(module: str, tmp_path: Path) -> None:
    assert loaded(f"import {module}", tmp_path) == set()
    assert list(tmp_path.iterdir()) == []


def test_reading_a_good_configuration_stays_light(tmp_path: Path) -> None:
    code = """
from pathlib import Path
from tui.config.load import parse
from tui.paths import Paths
paths = Paths.find(config="/c.toml", data_dir="/d", environ={})
assert paths.socket
parse('[phone.desk]\\nvendor = "snom"\\nhost = "192.168.1.50:80"\\n', paths.config_file)
"""
    assert loaded(code, tmp_path) == set()
