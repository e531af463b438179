"""The far end: baresip 1.0, another make of SIP user agent, driven by JSON in netstrings (module ctrl_tcp)."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import struct
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from tests.lab.child import end, spawn
from tests.lab.kamailio import password
from tests.lab.watched import PATIENCE, Watched

_CONTROL = 4444
_GOES_IN = 1.0  # seconds; with a call to a phone that is gone it would wait for that
_RATE = 8000
_ANSWER_SECONDS = 20.0  # a machine may have much else to do
_SILENCE = 3600  # seconds
_MODULES = Path("/usr/lib/baresip/modules")
# baresip's own sine source only does 48 kHz: it plays a file of silence instead.
_CONFIG = """poll_method epoll
sip_listen {host}:5060
net_interface {host}
call_local_timeout 120
call_max_calls 8
audio_source aufile,{sound}
audio_player aubridge,nil
audio_alert aubridge,nil
ausrc_srate 8000
auplay_srate 8000
rtp_ports 20000-20100
module_path {modules}
module g711.so
module aubridge.so
module aufile.so
module_tmp account.so
module_app ctrl_tcp.so
module_app menu.so
ctrl_tcp_listen {host}:{control}
ringback_disabled yes
"""


def _write_silence(path: Path) -> None:
    """A WAV file of an hour, most of it a hole: baresip hangs up where its sound ends."""
    size = _SILENCE * _RATE * 2
    parts = (b"RIFF", size + 36, b"WAVEfmt ", 16, 1, 1, _RATE, _RATE * 2, 2, 16, b"data", size)
    with path.open("wb") as file:
        file.write(struct.pack("<4sI8sIHHIIHH4sI", *parts))
        file.truncate(size + 44)


def missing() -> str:
    """The package to install; "" if it is there."""
    return "" if shutil.which("baresip") and _MODULES.is_dir() else "baresip-core"


@dataclass(frozen=True, slots=True)
class FarEvent:
    """An event of baresip, such as CALL_INCOMING; `at` is in epoch seconds."""

    at: float
    type: str
    details: dict[str, Any] = field(default_factory=dict)


class FarEnd:
    """`async with FarEnd("127.0.77.90", "0221471101", "127.0.77.1")`: registered when it is entered."""

    def __init__(self, host: str, number: str, server: str) -> None:
        self.number = number
        self.events: list[FarEvent] = []
        self._seen = Watched(f"far end {number}", lambda event: event.type, self.events)
        self._host = host
        self._server = server
        self._folder = Path(tempfile.mkdtemp(prefix=f"lab-far-{number}-"))
        self._process: asyncio.subprocess.Process | None = None
        self._reader: asyncio.Task[None] | None = None
        self._writer: asyncio.StreamWriter | None = None
        self._pending: dict[str, asyncio.Future[dict[str, Any]]] = {}
        self._tokens = 0

    async def __aenter__(self) -> Self:
        try:
            await self._start()
        except BaseException:  # whoever does not get in is not asked to leave
            await self.__aexit__()
            raise
        return self

    async def _start(self) -> None:
        sound = self._folder / "silence.wav"
        _write_silence(sound)
        text = _CONFIG.format(host=self._host, sound=sound, modules=_MODULES, control=_CONTROL)
        (self._folder / "config").write_text(text)
        for name in ("accounts", "contacts"):
            (self._folder / name).write_text("")
        with (self._folder / "log").open("wb") as log:
            own = {**os.environ, "HOME": str(self._folder), "PULSE_RUNTIME_PATH": str(self._folder / "pulse")}
            self._process = await spawn("baresip", "-f", str(self._folder), stdout=log, stderr=log, env=own)
        reader, self._writer = await self._connect()
        self._reader = asyncio.create_task(self._read(reader), name=f"far end {self.number}")
        # Only now the account: its first event must not come before somebody listens.
        await self.tell(
            "uanew", f"<sip:{self.number}@{self._server}>;auth_pass={password(self.number)};regint=30"
        )
        await self.wait_for("REGISTER_OK")

    async def __aexit__(self, *error: object) -> None:
        if self._writer is not None:
            self._writer.close()
        await end(self._process, _GOES_IN)
        if self._reader is not None:
            self._reader.cancel()
            await asyncio.gather(self._reader, return_exceptions=True)
        shutil.rmtree(self._folder, ignore_errors=True)

    async def _connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        async with asyncio.timeout(_ANSWER_SECONDS):
            while True:
                try:
                    return await asyncio.open_connection(self._host, _CONTROL)
                except OSError:
                    await asyncio.sleep(0.02)

    async def _read(self, reader: asyncio.StreamReader) -> None:
        while True:
            try:
                size = int((await reader.readuntil(b":"))[:-1])
                message = json.loads((await reader.readexactly(size + 1))[:-1])
            except (asyncio.IncompleteReadError, ConnectionError):
                await self._seen.close("the connection to it is gone")
                return
            if message.get("response"):
                waiting = self._pending.pop(message.get("token", ""), None)
                if waiting is not None and not waiting.done():
                    waiting.set_result(message)
            elif message.get("event"):
                await self._seen.add(FarEvent(time.time(), message.get("type", ""), message))

    async def tell(self, command: str, parameters: str = "") -> None:
        """One command. That it was understood does not mean that it happened: wait for the event."""
        assert self._writer is not None
        self._tokens += 1
        token = str(self._tokens)
        waiting = self._pending[token] = asyncio.get_running_loop().create_future()
        message: dict[str, str] = {"command": command, "token": token}
        if parameters:
            message["params"] = parameters
        body = json.dumps(message).encode()
        self._writer.write(f"{len(body)}:".encode() + body + b",")
        await self._writer.drain()
        async with asyncio.timeout(_ANSWER_SECONDS):
            answer = await waiting
        if not answer.get("ok"):
            raise RuntimeError(f"baresip {self.number}: {command} {parameters}: {answer.get('data')}")

    async def dial(self, number: str) -> None:
        await self.tell("dial", f"sip:{number}@{self._server}")

    async def answer(self) -> None:
        await self.tell("accept")

    async def hang_up(self) -> None:
        """Also refuses what rings (486)."""
        await self.tell("hangup")

    def mark(self) -> int:
        """A place in the events, for `since`."""
        return len(self.events)

    async def wait_for(
        self,
        type: str,
        since: int = 0,
        fits: Callable[[FarEvent], bool] = lambda event: True,
        within: float = PATIENCE,
    ) -> FarEvent:
        """The first event of that type from `since` on."""
        return await self._seen.wait(lambda one: one.type == type and fits(one), since, within, type)
