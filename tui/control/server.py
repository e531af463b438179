"""The control socket of a running instance: private to the user, in the data folder."""

from __future__ import annotations

import asyncio
import logging
import os
import socket
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from typing import Any

import tui
from tui.control.protocol import LINE_LIMIT, PROTOCOL, pack, unpack
from tui.control.requests import carry_out
from tui.errors import DurchwahlError
from tui.i18n import speaking
from tui.journal.record import as_json
from tui.paths import ensure_private
from tui.switchboard.advice import Done
from tui.switchboard.consent import consent_text
from tui.switchboard.notices import ConsentNotice, Notice
from tui.switchboard.stream import line
from tui.switchboard.switchboard import Switchboard

_log = logging.getLogger(__name__)
_BACKLOG = 1000  # lines that a slow watcher may fall behind before it is cut off


class ControlServer:
    """Answers commands and streams notices. Where there are no Unix sockets it is not offered."""

    def __init__(self, switchboard: Switchboard, path: Path) -> None:
        self._switchboard = switchboard
        self._path = path
        self._server: asyncio.Server | None = None
        self._watching: dict[Callable[[Notice], None], Callable[[], None]] = {}  # and how each is ended
        self._clients: set[asyncio.Task[None]] = set()
        self.on_give_way: Callable[[], None] | None = (
            None  # for one in the background: another one wants to run
        )

    def serve(self, switchboard: Switchboard) -> None:
        """From now on it is for this switchboard. Those who watch notice nothing; what was asked of the one
        before is still answered by it."""
        self._switchboard = switchboard
        for push, unsubscribe in list(self._watching.items()):
            unsubscribe()
            self._watching[push] = switchboard.subscribe(push)

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
            await self._converse(reader, writer)
        except (ConnectionError, ValueError, asyncio.IncompleteReadError):
            pass  # the client is gone or talks nonsense; either way it is over
        except asyncio.CancelledError:
            pass  # we are stopping; asyncio's stream server would report the cancellation as an error
        finally:
            self._clients.discard(task)
            writer.close()
            with suppress(ConnectionError):
                await writer.wait_closed()

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Request by request. While one is worked on the next line is read, to notice that nobody waits."""
        coming = asyncio.ensure_future(reader.readline())
        answering: asyncio.Future[dict[str, Any]] | None = None
        try:
            while received := await coming:
                request = unpack(received)
                if request is None:
                    return
                if request.get("do") == "watch":
                    await self._watch(reader, writer)
                    return
                coming = asyncio.ensure_future(reader.readline())
                asker = _Asker(self._switchboard, writer, request)
                answering = asyncio.ensure_future(self._answer(asker, request))
                await asyncio.wait({answering, coming}, return_when=asyncio.FIRST_COMPLETED)
                if not answering.done() and coming.exception() is None and not coming.result():
                    asker.leave()
                writer.write(pack({"id": request.get("id")} | await answering))
                await writer.drain()
        finally:
            tasks = [task for task in (coming, answering) if task is not None]
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _answer(self, asker: _Asker, request: dict[str, Any]) -> dict[str, Any]:
        asker.task = asyncio.current_task()
        core = self._switchboard
        unsubscribe = core.subscribe(asker.look)
        try:
            if request.get("do") == "give_way":
                return self._give_way()
            result = await carry_out(core, request, asker.tell)
            with asker.speaking():
                return {"ok": self._done(result) if isinstance(result, Done) else result}
        except DurchwahlError as error:
            failure = error
        except Exception:
            _log.exception("A control request failed")
            failure = DurchwahlError("unexpected")
        finally:
            unsubscribe()
        with asker.speaking():
            return {"error": {"text": str(failure), "exit": failure.exit_code}}

    def _give_way(self) -> dict[str, Any]:
        """Says yes, and does it once the answer is on its way."""
        if self.on_give_way is None:
            raise DurchwahlError("already_running", pid=os.getpid())
        asyncio.get_running_loop().call_soon(self.on_give_way)
        return {"ok": {}}

    def _done(self, done: Done) -> dict[str, Any]:
        now = self._switchboard.now()
        record = None if done.call is None else self._switchboard.callers.record(done.call)
        return {
            "phone": done.phone,
            "confirmed": done.confirmed,
            "tried": list(done.tried),
            "advice": done.advice,
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
                self._watching.pop(push)()
                queue.get_nowait()
                queue.put_nowait(None)

        self._watching[push] = self._switchboard.subscribe(push)
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
            if push in self._watching:  # it may have been cut off already
                self._watching.pop(push)()


class _Asker:
    """Who sent a request and waits for its answer: is told what it waits for, and may leave."""

    def __init__(
        self, switchboard: Switchboard, writer: asyncio.StreamWriter, request: dict[str, Any]
    ) -> None:
        self._switchboard = switchboard
        self._writer = writer
        self._id = request.get("id")
        self._lang = str(request.get("lang", ""))
        self.task: asyncio.Task[Any] | None = None
        self._gone = False
        self._at = ""  # the phone at which a command of this request waits

    def speaking(self) -> AbstractContextManager[None]:
        """Whoever asked may speak another language than we do."""
        return speaking(self._lang)

    def tell(self, say_it: Callable[[], str]) -> None:
        """Something that is not the answer yet."""
        with self.speaking():
            self._writer.write(pack({"id": self._id, "wait": {"text": say_it()}}))

    def look(self, notice: Notice) -> None:
        """What is published in the course of this request is about it: others have tasks of their own."""
        if not isinstance(notice, ConsentNotice):
            return
        if notice.waiting and asyncio.current_task() is self.task:
            self._at = notice.phone
            self.tell(lambda: consent_text(notice.phone, notice.cause))
            if self._gone:
                self.leave()
        elif not notice.waiting and notice.phone == self._at:
            self._at = ""

    def leave(self) -> None:
        """The client has hung up: nothing is repeated for it any more."""
        self._gone = True
        if self._at:
            self._switchboard.orders.give_up(self._at)
