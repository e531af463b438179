"""The user's side of this computer: which system, where its settings are, and how we are started on it."""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from tui.paths import Paths

_OUTPUT_MAX: Final = 64 * 1024  # bytes of a program's output that are looked at
_PATIENCE: Final = 10.0  # seconds for a program of the desktop


class System(StrEnum):
    """The systems that have a desktop of their own kind."""

    LINUX = "linux"  # and the BSDs: whatever follows freedesktop.org
    MACOS = "macos"
    WINDOWS = "windows"


@dataclass(frozen=True, slots=True)
class Ran:
    """A program that has ended: its status (127: not there, 124: it took too long), and what it said."""

    status: int
    out: str = ""
    err: str = ""

    @property
    def ok(self) -> bool:
        return self.status == 0

    @property
    def said(self) -> str:
        """Its last words, for a sentence."""
        return (self.err.strip() or self.out.strip() or str(self.status)).splitlines()[-1]


@dataclass(frozen=True, slots=True)
class Machine:
    """`command` starts this very program with the same configuration and data; `state` is a folder of ours
    that keeps what was there before us. Tests make their own: nothing else says where anything is."""

    system: System
    home: Path
    environ: Mapping[str, str]
    command: tuple[str, ...]
    state: Path

    @classmethod
    def here(cls, paths: Paths) -> Machine:
        """This one."""
        return cls(_system(), Path.home(), dict(os.environ), own_command(paths), paths.data_dir)

    @property
    def config_home(self) -> Path:
        """Where the user's settings are (XDG Base Directory Specification)."""
        return self._folder("XDG_CONFIG_HOME", ".config")

    @property
    def data_home(self) -> Path:
        """Where the user's own applications are."""
        return self._folder("XDG_DATA_HOME", ".local/share")

    def has(self, program: str) -> bool:
        """Whether there is such a program."""
        return shutil.which(program, path=self.environ.get("PATH", os.defpath)) is not None

    async def run(self, argv: Sequence[str], given: str = "", seconds: float = _PATIENCE) -> Ran:
        """Runs a program to its end, never through a shell, in this machine's environment."""
        found = shutil.which(argv[0], path=self.environ.get("PATH", os.defpath))
        if found is None:
            return Ran(127, err=argv[0])
        try:
            process = await asyncio.create_subprocess_exec(
                found,
                *argv[1:],
                env=dict(self.environ),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.PIPE,
            )
        except OSError as error:
            return Ran(126, err=error.strerror or argv[0])
        try:
            out, err = await asyncio.wait_for(process.communicate(given.encode()), seconds)
        except TimeoutError:
            return Ran(124, err=argv[0])
        finally:
            if process.returncode is None:
                with suppress(ProcessLookupError):
                    process.kill()
                await process.wait()
        return Ran(process.returncode or 0, _text(out), _text(err))

    def _folder(self, variable: str, beneath: str) -> Path:
        named = Path(self.environ.get(variable, ""))
        return named if named.is_absolute() else self.home / beneath


def own_command(paths: Paths) -> tuple[str, ...]:
    """How this program is started again: by its own script where there is one, else by its interpreter."""
    script = Path(sys.argv[0]) if sys.argv and sys.argv[0] else Path()
    beside = Path(sys.executable).with_name("durchwahl.exe" if os.name == "nt" else "durchwahl")
    if script.stem == "durchwahl" and script.is_file():
        program: tuple[str, ...] = (str(script.absolute()),)
    elif beside.is_file():
        program = (str(beside),)
    else:
        program = (sys.executable, "-m", "tui")
    if paths.config_named:
        program += ("--config", str(paths.config_file))
    if paths.data_named:
        program += ("--data-dir", str(paths.data_dir))
    return program


def windowless(command: Sequence[str]) -> tuple[str, ...]:
    """The same command on Windows without a console window: by the interpreter that has none."""
    program, *rest = command
    silent = program.rpartition("\\")[0] + "\\pythonw.exe"
    if program.lower().endswith("\\durchwahl.exe"):
        return (silent, "-m", "tui", *rest)
    return (silent, *rest) if program.lower().endswith("\\python.exe") else (program, *rest)


def _system() -> System:
    if sys.platform == "darwin":
        return System.MACOS
    return System.WINDOWS if os.name == "nt" else System.LINUX


def _text(data: bytes) -> str:
    return data[:_OUTPUT_MAX].decode("utf-8", "replace")
