"""Talking to the instance that already runs."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import tui
from tui.control.protocol import LINE_LIMIT, PROTOCOL, RemoteError, pack, unpack
from tui.errors import DurchwahlError
from tui.i18n import language
from tui.untrusted import clean

_GREETING = 5.0  # seconds for the first line
_PATIENCE = 60.0  # seconds for an answer; a phone that hangs has given up in every way long before
_LONG_PATIENCE = 180.0  # … once the instance has said what it waits for


class ControlClient:
    """One connection. `connect` gives None where nothing runs."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, pid: int) -> None:
        self._reader = reader
        self._writer = writer
        self._next = 0
        self.pid = pid

    @classmethod
    async def connect(cls, path: Path) -> ControlClient | None:
        """The running instance's socket at `path`. Raises `DurchwahlError` for another version's,
        and for one that does not answer."""
        if not hasattr(socket, "AF_UNIX"):
            return None
        try:
            reader, writer = await asyncio.wait_for(
                asyncio.open_unix_connection(str(path), limit=LINE_LIMIT * 16), 2.0
            )
        except (OSError, TimeoutError):
            return None
        try:
            greeting = unpack(await asyncio.wait_for(reader.readline(), _GREETING)) or {}
        except (OSError, TimeoutError, ValueError):
            greeting = {}
        if not greeting:
            writer.close()
            raise DurchwahlError("control_silent")
        if greeting.get("protocol") != PROTOCOL:
            writer.close()
            raise DurchwahlError(
                "control_refused", theirs=greeting.get("durchwahl", "?"), ours=tui.__version__
            )
        return cls(reader, writer, int(greeting.get("pid", 0)))

    async def ask(
        self,
        do: str,
        *,
        patience: float = _PATIENCE,
        told: Callable[[str], None] | None = None,
        **arguments: Any,
    ) -> dict[str, Any]:
        """One request, one answer within `patience` seconds, or longer once the instance has said what it
        waits for: `told` is called with that sentence. Raises `RemoteError` with the instance's sentence, in
        our language."""
        self._next += 1
        try:
            self._writer.write(pack({"id": self._next, "do": do, "lang": language()} | arguments))
            await self._writer.drain()
            answer = await self._read(patience)
            while answer is not None and "wait" in answer:
                if told is not None:
                    told(clean(str(answer["wait"].get("text", "")), 400))
                answer = await self._read(max(patience, _LONG_PATIENCE))
        except (OSError, TimeoutError, ValueError, AttributeError) as error:
            raise DurchwahlError("control_lost") from error
        if answer is None:
            raise DurchwahlError("control_lost")
        if "error" in answer:
            raise RemoteError(str(answer["error"].get("text", "")), int(answer["error"].get("exit", 1)))
        result: dict[str, Any] = answer.get("ok", {})
        return result

    async def _read(self, seconds: float) -> dict[str, Any] | None:
        return unpack(await asyncio.wait_for(self._reader.readline(), seconds))

    async def watch(self) -> AsyncIterator[dict[str, Any]]:
        """The stream's lines until the instance stops."""
        self._writer.write(pack({"do": "watch"}))
        await self._writer.drain()
        while received := await self._reader.readline():
            message = unpack(received)
            if message is not None:
                yield message

    async def gone(self) -> None:
        """Waits for the end of the instance, however it comes."""
        with suppress(OSError, ValueError):
            while await self._reader.read(4096):
                pass

    async def close(self) -> None:
        self._writer.close()
        with suppress(OSError):
            await self._writer.wait_closed()
