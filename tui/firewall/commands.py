"""Runs a command of the system, bounded in time and in what it may say."""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tui.firewall.model import Argv
from tui.untrusted import clean

SECONDS: Final = 10.0
_LIMIT: Final = 16 * 1024 * 1024  # bytes: a ruleset with a few large sets
_GRACE: Final = 2.0
# Not the PATH: what runs with privileges must not come out of a folder of the user's.
_FOLDERS: Final = (
    "/usr/sbin",
    "/usr/bin",
    "/sbin",
    "/bin",
    "/usr/local/sbin",
    "/usr/local/bin",
    "/run/current-system/sw/bin",
)


@dataclass(frozen=True, slots=True)
class Said:
    """What a command answered. `status` is None where it did not end in time; `missing`: it is not there."""

    status: int | None
    out: str = ""
    err: str = ""
    missing: bool = False

    @property
    def last(self) -> str:
        """Its last word on what went wrong, made harmless."""
        lines = [line for line in (self.err or self.out).splitlines() if line.strip()]
        return clean(lines[-1], 200) if lines else ""


def find(name: str, platform: str = sys.platform) -> str | None:
    """The full path of a program of the system."""
    if platform == "win32":
        root = Path(os.environ.get("SYSTEMROOT", r"C:\Windows")) / "System32"
        folders = f"{root};{root / 'WindowsPowerShell' / 'v1.0'}"
    else:
        folders = os.pathsep.join(_FOLDERS)
    return shutil.which(name, path=folders)


async def ask(argv: Argv, seconds: float = SECONDS, *, terminal: bool = False) -> Said:
    """Runs `argv` and waits for its end. With `terminal` it may read from the keyboard."""
    program = find(argv[0])
    if program is None:
        return Said(127, missing=True)
    try:
        process = await asyncio.create_subprocess_exec(
            program,
            *argv[1:],
            stdin=None if terminal else asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env=_environment(os.environ),
        )
    except (OSError, ValueError) as error:
        return Said(126, err=clean(str(error)))
    assert process.stdout is not None
    assert process.stderr is not None
    try:
        async with asyncio.timeout(seconds):
            out, err = await asyncio.gather(_read(process.stdout), _read(process.stderr))
            status = await process.wait()
    except TimeoutError:
        return Said(None)
    finally:
        await _end(process)
    return Said(status, decoded(out), decoded(err))


def decoded(data: bytes, platform: str = sys.platform) -> str:
    """UTF-8, else what a console of Windows speaks in Western Europe."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp850" if platform == "win32" else "latin-1", "replace")


def _environment(own: Mapping[str, str]) -> dict[str, str]:
    """Ours, in English: the answers are read by a program."""
    return {**own, "LC_ALL": "C", "LANGUAGE": "C"}


async def _read(stream: asyncio.StreamReader) -> bytes:
    """All of it, kept up to the limit; the rest is read too, so that the command can end."""
    kept = bytearray()
    while part := await stream.read(65536):
        kept += part[: _LIMIT - len(kept)]
    return bytes(kept)


async def _end(process: asyncio.subprocess.Process) -> None:
    """Ends a command that is still there. One that runs as root may not let itself be ended."""
    if process.returncode is not None:
        return
    with suppress(ProcessLookupError, PermissionError):
        process.kill()
    with suppress(TimeoutError):
        async with asyncio.timeout(_GRACE):
            await process.wait()
