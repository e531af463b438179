"""A program of the user's that knows who calls: run without a shell, its lines read as they come."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Sequence
from contextlib import suppress
from typing import Final

from tui.config.source_model import CommandConfig
from tui.contacts.model import Contact
from tui.dialing.number import DialPlan, Number
from tui.sources.errors import SourceError
from tui.sources.rows import Columns, having
from tui.sources.source import MOST_ANSWERS
from tui.sources.spellings import filled, spellings
from tui.untrusted import clean, decode

_LIMIT: Final = 64 * 1024  # bytes of its output
_ENDING: Final = 5.0  # seconds
_SAID: Final = 2000  # bytes of what it complains


class CommandSource:
    """One run for each number. Whatever it started is ended with it."""

    def __init__(self, config: CommandConfig, plan: DialPlan) -> None:
        self.name = config.name
        self.timeout = config.timeout
        self.cache = config.cache * 60.0
        self._words = config.command
        self._columns = Columns(config.columns)
        self._plan = plan

    async def aclose(self) -> None:
        """Nothing is kept open."""

    async def look_up(self, number: Number) -> Sequence[Contact]:
        """The contacts that its lines name."""
        spelt = spellings(number, self._plan)
        words = [filled(word, spelt) for word in self._words]
        if None in words:
            return ()
        output = await self._output([word for word in words if word is not None])
        found: list[Contact] = []
        for line in decode(output).splitlines():
            contact = self._columns.contact(line.split("\t"), self.name) if line.strip() else None
            if contact is not None:
                found.append(having(contact, number, self._plan))
        return found[:MOST_ANSWERS]

    async def _output(self, words: Sequence[str]) -> bytes:
        try:
            process = await asyncio.create_subprocess_exec(
                *words,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.PIPE,
                start_new_session=True,  # what it starts itself can be ended with it
            )
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or "?"
            raise SourceError(
                "source_command_not_run",
                cause="setting",
                source=self.name,
                program=clean(words[0], 100),
                reason=clean(reason),
            ) from None
        try:
            async with asyncio.timeout(self.timeout):
                output, said = await _both(process, self.name)
                status = await process.wait()
        except TimeoutError:
            raise SourceError(
                "source_timeout", cause="timeout", source=self.name, seconds=f"{self.timeout:g}"
            ) from None
        finally:
            await _end(process)
        if status:
            raise SourceError(
                "source_command_failed",
                cause="unreachable",
                source=self.name,
                status=status,
                said=clean(decode(said).strip().rpartition("\n")[2], 120) or "–",
            )
        return output


async def _both(process: asyncio.subprocess.Process, name: str) -> tuple[bytes, bytes]:
    """What it says on both channels: of its complaints only the beginning is kept, the rest is read all the
    same, or it would wait for us."""
    assert process.stdout is not None
    assert process.stderr is not None
    complaints = asyncio.ensure_future(_beginning(process.stderr))
    try:
        output = bytearray()
        while piece := await process.stdout.read(16 * 1024):
            output += piece
            if len(output) > _LIMIT:
                raise SourceError(
                    "source_too_large", cause="too-large", source=name, limit=f"{_LIMIT // 1024} KiB"
                )
        return bytes(output), await complaints
    finally:
        complaints.cancel()
        await asyncio.gather(complaints, return_exceptions=True)


async def _beginning(stream: asyncio.StreamReader) -> bytes:
    kept = b""
    while piece := await stream.read(4096):
        kept = (kept + piece)[:_SAID]
    return kept


async def _end(process: asyncio.subprocess.Process) -> None:
    """Ends it with all that it started."""
    if os.name == "posix":
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    elif process.returncode is None:
        with suppress(ProcessLookupError):
            process.kill()
    with suppress(TimeoutError):  # a child that left the group may hold the pipes for ever
        async with asyncio.timeout(_ENDING):
            # asyncio calls a process ended when its pipes are, which it does not see while they are full.
            await asyncio.gather(*(_drained(pipe) for pipe in (process.stdout, process.stderr)))
            await process.wait()


async def _drained(pipe: asyncio.StreamReader | None) -> None:
    while pipe is not None and await pipe.read(64 * 1024):
        pass
