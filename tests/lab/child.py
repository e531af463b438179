"""Child processes of the lab: ended by their id, and gone with whoever started them, however that ends."""

from __future__ import annotations

import asyncio
import ctypes
import signal
from asyncio.subprocess import DEVNULL, Process
from pathlib import Path
from typing import IO, Final

_SET_PARENT_DEATH_SIGNAL: Final = 1  # PR_SET_PDEATHSIG of Linux' prctl(2)
_PATIENCE = 5.0  # seconds for an end in good order
_libc = ctypes.CDLL(None)

Stream = int | IO[bytes]


def _with_its_parent() -> None:
    """In the child: ends it when the thread that started it is gone, as when a test run is killed."""
    _libc.prctl(_SET_PARENT_DEATH_SIGNAL, signal.SIGTERM)


async def spawn(
    *command: str,
    stdin: int = DEVNULL,
    stdout: Stream = DEVNULL,
    stderr: Stream = DEVNULL,
    env: dict[str, str] | None = None,
    cwd: Path | None = None,
) -> Process:
    """Starts it. Whoever starts it ends it, by `end`."""
    return await asyncio.create_subprocess_exec(
        *command,
        stdin=stdin,
        stdout=stdout,
        stderr=stderr,
        env=env,
        cwd=cwd,
        preexec_fn=_with_its_parent,
        limit=1 << 20,  # characters of a line
    )


async def end(process: Process | None, patience: float = _PATIENCE) -> int | None:
    """SIGTERM, and SIGKILL where that does not help in time. Its exit status; None if there was no process."""
    if process is None:
        return None
    if process.returncode is None:
        process.terminate()
    return await ended(process, patience)


async def ended(process: Process, patience: float = _PATIENCE) -> int:
    """Waits for an end that is under way, and makes it one where it takes too long. Its exit status."""
    try:
        async with asyncio.timeout(patience):
            await process.wait()
    except TimeoutError:
        pass
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    assert process.returncode is not None
    return process.returncode
