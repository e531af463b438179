"""The control socket of a running instance: private to the user, in the data folder."""

from __future__ import annotations

import asyncio
import logging
import os
import socket
from contextlib import suppress
from pathlib import Path
from typing import Any

import tui
from tui.control.protocol import LINE_LIMIT, PROTOCOL, pack, unpack
from tui.errors import DurchwahlError, UsageError
from tui.i18n import speaking
from tui.journal.record import as_json
from tui.paths import ensure_private
from tui.phones.driver import Order
from tui.switchboard.notices import Notice
from tui.switchboard.orders import Done
from tui.switchboard.stream import line, phone_json
from tui.switchboard.switchboard import Switchboard

_LONGEST = 300.0  # seconds that a command may wait for a phone
_log = logging.getLogger(__name__)
_BACKLOG = 1000  # lines that a slow watcher may fall behind before it is cut off


class ControlServer:
    """Answers commands and streams notices. Where there are no Unix sockets it is not offered."""

    def __init__(self, switchboard: Switchboard, path: Path) -> None:
        self._switchboard = switchboard
        self._path = path
        self._server: asyncio.Server | None = None
        self._clients: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Binds the socket. Raises `DurchwahlError` when another instance holds it."""
        if not hasattr(socket, "AF_UNIX"):
            return
        ensure_private(self._path.parent)
        if self._path.exists():  # a live one answers; a dead one is what a crash left behind
            await self._refuse_if_alive()
            self._path.unlink(missing_ok=True)
        mask = os.umask(0o177)  # so that the socket is 0600 from its first moment
        try:
            self._server = await asyncio.start_unix_server(self._serve, str(self._path), limit=LINE_LIMIT)
        except OSError as error:
            raise DurchwahlError("control_not_made", path=self._path, reason=error.strerror or "?") from error
        finally:
            os.umask(mask)

    async def stop(self) -> None:
        """Ends every client's connection and takes the socket away."""
        if self._server is None:
            return
        self._server.close()
        for client in list(self._clients):
            client.cancel()
        await asyncio.gather(*self._clients, return_exceptions=True)
        await self._server.wait_closed()
        self._path.unlink(missing_ok=True)
        self._server = None

    async def _refuse_if_alive(self) -> None:
        from tui.control.client import ControlClient

        client = await ControlClient.connect(self._path)
        if client is not None:
            pid = client.pid
            await client.close()
            raise DurchwahlError("already_running", pid=pid)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._clients.add(task)
        try:
            writer.write(pack({"durchwahl": tui.__version__, "protocol": PROTOCOL, "pid": os.getpid()}))
            while received := await reader.readline():
                request = unpack(received)
                if request is None:
                    break
                if request.get("do") == "watch":
                    await self._watch(reader, writer)
                    break
                writer.write(pack({"id": request.get("id")} | await self._answer(request)))
                await writer.drain()
        except (ConnectionError, ValueError, asyncio.IncompleteReadError):
            pass  # the client is gone or talks nonsense; either way it is over
        except asyncio.CancelledError:
            pass  # we are stopping; asyncio's stream server would report the cancellation as an error
        finally:
            self._clients.discard(task)
            writer.close()
            with suppress(ConnectionError):
                await writer.wait_closed()

    async def _answer(self, request: dict[str, Any]) -> dict[str, Any]:
        try:
            return {"ok": await self._do(request)}
        except DurchwahlError as error:
            failure = error
        except Exception:
            _log.exception("A control request failed")
            failure = DurchwahlError("unexpected")
        with speaking(str(request.get("lang", ""))):  # whoever asked may speak another language than we do
            return {"error": {"text": str(failure), "exit": failure.exit_code}}

    async def _do(self, request: dict[str, Any]) -> dict[str, Any]:
        orders = self._switchboard.orders
        phone = request.get("phone")
        match request.get("do"):
            case "dial":
                done = await orders.dial(
                    str(request.get("text", "")), phone, suppress=bool(request.get("suppress"))
                )
                return self._done(done)
            case "order":
                call = request.get("call")
                order = Order(str(request.get("order")))
                return self._done(await orders.order(order, None if call is None else int(call), phone))
            case "phones":
                names = self._switchboard.config.phones
                return {"phones": [phone_json(self._switchboard.status(name)) for name in names]}
            case "state":
                return {"url": self._switchboard.url}
            case "install":
                return await self._install(request)
            case "reported":
                name, seconds = orders.phone(phone).name, _seconds(request)
                return {"reported": await self._switchboard.installing.reported(name, seconds)}
            case _:
                raise UsageError("control_unknown", word=str(request.get("do"))[:40])

    async def _install(self, request: dict[str, Any]) -> dict[str, Any]:
        from tui.phones import installing

        phone = self._switchboard.orders.phone(request.get("phone")).name
        way = str(request.get("way") or "")
        if way and way not in list(installing.Means):
            raise UsageError("control_unknown", word=way[:40])
        remove = bool(request.get("remove"))
        install = self._switchboard.installing.install
        return installing.as_json(await install(phone, way, remove=remove, patience=_seconds(request)))

    def _done(self, done: Done) -> dict[str, Any]:
        now = self._switchboard.now()
        record = None if done.call is None else self._switchboard.callers.record(done.call)
        return {
            "phone": done.phone,
            "confirmed": done.confirmed,
            "call": None if record is None else as_json(record, now),
        }

    async def _watch(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        queue: asyncio.Queue[bytes | None] = asyncio.Queue(_BACKLOG)

        def push(notice: Notice) -> None:
            message = line(notice, self._switchboard.now())
            if message is None:
                return
            try:
                queue.put_nowait(pack(message))
            except asyncio.QueueFull:
                unsubscribe()
                queue.get_nowait()
                queue.put_nowait(None)

        unsubscribe = self._switchboard.subscribe(push)
        gone = asyncio.ensure_future(reader.read(1))
        item = asyncio.ensure_future(queue.get())
        try:
            writer.write(pack({"type": "ready", "url": self._switchboard.url}))
            while True:
                await asyncio.wait({gone, item}, return_when=asyncio.FIRST_COMPLETED)
                message = item.result() if item.done() else None
                if message is None:  # the client is gone, or too slow
                    return
                item = asyncio.ensure_future(queue.get())
                writer.write(message)
                await writer.drain()
        finally:
            gone.cancel()
            item.cancel()
            with suppress(ValueError):  # it may have been cut off already
                unsubscribe()


def _seconds(request: dict[str, Any]) -> float:
    return max(0.0, min(_LONGEST, float(request.get("seconds", 0.0))))
