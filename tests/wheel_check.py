"""Builds the wheel, installs it outside the checkout and starts it there: `python -m tests.wheel_check`.

What works only in a checkout (a file that is not packed, a dependency that is not named) fails here.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import venv
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[1]
PATIENCE = 300  # seconds for a single step; installing over a slow line is the longest
STARTING = 60  # seconds for the installed program to come up and go down again

CONFIG = """
lang = "en"
[events]
host = "127.0.0.1"
port = 0
[phone.desk]
vendor = "snom"
host = "127.0.0.1:{port}"
user = "admin"
password = "secret"
"""


class CheckError(Exception):
    """The wheel is not as it should be; the text says what is wrong."""


def main() -> int:
    """Runs the whole check. The result is the exit status: 0, or 1 with the reason on stderr."""
    begun = time.monotonic()
    try:
        with tempfile.TemporaryDirectory(prefix="durchwahl-wheel-") as folder:
            _check(Path(folder).resolve())
    except CheckError as error:
        print(f"wheel check FAILED: {error}", file=sys.stderr)
        return 1
    print(f"wheel check passed in {time.monotonic() - begun:.0f} s")
    return 0


def _check(folder: Path) -> None:
    wheel = _build(folder)
    _check_contents(wheel)
    scripts = _install(wheel, folder)
    empty = folder / "elsewhere"
    empty.mkdir()
    _start(scripts, empty)
    left = sorted(path.name for path in empty.iterdir())
    _require(not left, f"the program left files where it was started: {left}")


def _build(folder: Path) -> Path:
    """The wheel, built into `folder`."""
    _say("building the wheel")
    out = folder / "dist"
    _run([sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)], ROOT)
    wheels = list(out.glob("*.whl"))
    _require(len(wheels) == 1, f"expected one wheel, got {[path.name for path in wheels]}")
    return wheels[0]


def _check_contents(wheel: Path) -> None:
    """Everything of tui/ that the program reads is in the wheel, and nothing else but its metadata."""
    with zipfile.ZipFile(wheel) as archive:
        packed = set(archive.namelist())
    wanted = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "tui").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".pyc"
    }
    _require("tui/py.typed" in wanted, "tui/py.typed is missing in the checkout")
    _require(any(name.endswith(".tcss") for name in wanted), "no style sheet in the checkout")
    _require(wanted <= packed, f"not in the wheel: {', '.join(sorted(wanted - packed))}")
    metadata = {name for name in packed if name.split("/")[0].endswith(".dist-info")}
    extra = packed - wanted - metadata
    _require(not extra, f"in the wheel and not of the program: {', '.join(sorted(extra))}")
    _require(any("licenses/" in name for name in metadata), "the licence is not in the wheel")
    size = wheel.stat().st_size // 1024
    _say(f"{wheel.name}: {len(packed)} files, {size} KiB, complete and nothing besides")


def _install(wheel: Path, folder: Path) -> Path:
    """The folder of the commands of a fresh environment that holds the wheel and what it asks for."""
    _say("installing it into a fresh environment outside the checkout")
    place = folder / "environment"
    venv.create(place, with_pip=False, symlinks=os.name != "nt")
    scripts = place / ("Scripts" if os.name == "nt" else "bin")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", str(_python(scripts))]
    _run([*pip, "install", "--quiet", "-c", str(ROOT / "constraints.txt"), str(wheel)], folder)
    _run([*pip, "check"], folder)
    return scripts


def _python(scripts: Path) -> Path:
    return scripts / ("python.exe" if os.name == "nt" else "python")


def _start(scripts: Path, cwd: Path) -> None:
    """Starts what was installed in every way that needs no terminal and no phone."""
    home = cwd.parent / "home"
    home.mkdir()
    environ = _environment(home)
    durchwahl = str(scripts / "durchwahl")
    where = "import tui; print(tui.__file__)"
    imported = _run([str(_python(scripts)), "-c", where], cwd, environ, STARTING)
    _require(str(scripts.parent) in imported, f"the checkout was imported instead: {imported.strip()}")

    version = _run([durchwahl, "--version"], cwd, environ, STARTING)
    _require(version.startswith("durchwahl "), f"--version says {version!r}")
    _say(f"starts: {version.strip()}")
    helps = {
        lang: _run([durchwahl, "--lang", lang, "--help"], cwd, environ, STARTING) for lang in ("de", "en")
    }
    _require("contacts" in helps["en"], "--help lists no commands")
    _require(helps["de"] != helps["en"], "--help is the same in both languages")
    _say("starts: --help, in German and in English")

    with _closed_port() as port:
        (home / "config.toml").write_text(CONFIG.format(port=port), encoding="utf-8")
        own = environ | {
            "DURCHWAHL_CONFIG": str(home / "config.toml"),
            "DURCHWAHL_DATA_DIR": str(home / "data"),
        }
        _run([durchwahl], cwd, own | {"DURCHWAHL_HEADLESS": "1"}, STARTING)
        _require((home / "data" / "journal.db").exists(), "the app made no journal")
        _say("starts: the app, with a phone that is switched off")
        calls = _run([durchwahl, "calls", "--json"], cwd, own, STARTING)
        _require('"calls"' in calls, f"calls --json says {calls!r}")
        _say("starts: calls --json on the journal that the app made")
    thrown_away = home / "temporary"
    thrown_away.mkdir()
    temporary = {name: str(thrown_away) for name in ("TMPDIR", "TEMP", "TMP")}
    _run([durchwahl, "demo"], cwd, environ | temporary | {"DURCHWAHL_HEADLESS": "1"}, STARTING)
    _require(not any(thrown_away.iterdir()), "the demo left its throw-away folder behind")
    _say("starts: the demo, and nothing of it is left")


def _environment(home: Path) -> dict[str, str]:
    """Nothing of the user's and nothing of the checkout's: neither its path nor its settings."""
    kept = ("PATH", "SYSTEMROOT", "LANG", "LC_ALL", "TMPDIR", "TEMP", "TMP")
    environ = {name: os.environ[name] for name in kept if name in os.environ}
    places = ("HOME", "USERPROFILE", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
    environ |= {name: str(home) for name in places}
    return environ | {"TERM": "xterm-256color", "PYTHONWARNINGS": "error::ResourceWarning"}


@contextmanager
def _closed_port() -> Iterator[int]:
    """A port that is taken, so that nobody else gets it, and at which nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield int(taken.getsockname()[1])


def _run(
    words: list[str], cwd: Path, environ: dict[str, str] | None = None, patience: float = PATIENCE
) -> str:
    """What the command printed. Raises `CheckError` with its last words where it fails."""
    shown = " ".join(Path(word).name if os.sep in word else word for word in words)
    try:
        done = subprocess.run(
            words,
            cwd=cwd,
            env=environ,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=patience,
        )
    except subprocess.TimeoutExpired:
        raise CheckError(f"`{shown}` did not end within {patience:.0f} s") from None
    if done.returncode != 0:
        last = "\n".join((done.stdout + done.stderr).strip().splitlines()[-30:])
        raise CheckError(f"`{shown}` ended with status {done.returncode}:\n{last}")
    _require("Traceback" not in done.stderr, f"`{shown}` wrote a traceback:\n{done.stderr}")
    return done.stdout


def _require(condition: bool, otherwise: str) -> None:
    if not condition:
        raise CheckError(otherwise)


def _say(text: str) -> None:
    print(f"wheel check: {text}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
