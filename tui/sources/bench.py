"""A thread for a library that blocks. One that hangs keeps neither the loop nor the program's end waiting."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from tui.sources.errors import SourceError

T = TypeVar("T")


class Bench:
    """Runs one piece of work at a time for the source of that name, in a daemon thread of its own."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._turn = asyncio.Lock()
        self._hung: asyncio.Event | None = None

    async def run(self, work: Callable[[], T], seconds: float) -> T:
        """What `work` returns or raises. Raises `SourceError` when it takes longer; the thread is left to
        itself then, and until it has come to its end nothing else is begun."""
        async with self._turn:
            if self._hung is not None and not self._hung.is_set():
                raise SourceError("source_hangs", cause="busy", source=self._source)
            loop = asyncio.get_running_loop()
            result: asyncio.Future[T] = loop.create_future()
            ended = self._hung = asyncio.Event()
            thread = threading.Thread(
                target=_work, args=(loop, work, result, ended), name=f"source {self._source}", daemon=True
            )
            thread.start()
            try:
                async with asyncio.timeout(seconds):
                    return await result
            except TimeoutError:
                raise SourceError(
                    "source_timeout", cause="timeout", source=self._source, seconds=f"{seconds:g}"
                ) from None


def _work(
    loop: asyncio.AbstractEventLoop,
    work: Callable[[], T],
    result: asyncio.Future[T],
    ended: asyncio.Event,
) -> None:
    """In the thread. Whatever is raised belongs to whoever waits."""
    value: T | None = None
    failure: BaseException | None = None
    try:
        value = work()
    except BaseException as error:  # a SystemExit too would else be lost with the thread
        failure = error

    def settle() -> None:
        ended.set()
        if result.done():  # nobody waits any more
            return
        if failure is not None:
            result.set_exception(failure)
        else:
            result.set_result(value)  # type: ignore[arg-type]

    with suppress(RuntimeError):  # the loop has been closed meanwhile
        loop.call_soon_threadsafe(settle)
