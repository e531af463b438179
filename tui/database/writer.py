"""The one thread that writes to a database, and commits in groups.

A commit waits for the disk; whatever was asked for meanwhile shares the next one. A group in which a job
fails is taken back and done again with a savepoint for each job, so that none takes another with it.
"""

from __future__ import annotations

import asyncio
import logging
import math
import sqlite3
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeVar

from tui.database.faults import translated
from tui.database.kind import Kind
from tui.errors import DurchwahlError

T = TypeVar("T")
Job = Callable[[sqlite3.Connection], T]

_LOG = logging.getLogger(__name__)
_GROUP: Final = 1000  # jobs of one commit


@dataclass(frozen=True, slots=True)
class _Ticket:
    """`alone`: run outside of any transaction, for what SQLite does not allow within one.

    `due`: by when it is to be begun, in monotonic seconds.
    """

    job: Job[Any]
    done: asyncio.Future[Any]
    alone: bool
    due: float


@dataclass(frozen=True, slots=True)
class _Failed:
    error: Exception


class _Undone(Exception):  # noqa: N818 - a signal within this file
    """SQLite took the whole transaction back, not just the job (a full disk does that)."""


class Writer:
    """Runs jobs on `connection`, which it owns from now on, in the order in which they were submitted.

    Belongs to the event loop it is made in: `submit` and `close` are called there.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path, kind: Kind) -> None:
        self._connection = connection
        self._kind = kind
        self._path = path
        self._loop = asyncio.get_running_loop()
        self._queue: deque[_Ticket] = deque()
        self._changed = threading.Condition()
        self._closing = False
        self._due = math.inf  # when the most urgent ticket is; never while the queue is empty
        # A daemon: a process that forgets to close may still end, and loses nothing that was acknowledged.
        self._thread = threading.Thread(target=self._run, name=f"{kind.name}-writer", daemon=True)
        self._thread.start()

    def submit(self, job: Job[T], *, alone: bool = False, within: float = 0.0) -> asyncio.Future[T]:
        """Queues `job` now. The future is done when its changes are on the disk, or have failed.

        It may wait `within` seconds for others to share a commit with. The job may be run more than
        once, what it did before having been taken back. A job whose future is cancelled is done all the
        same. Raises `DurchwahlError` after `close`.
        """
        done: asyncio.Future[T] = self._loop.create_future()
        due = time.monotonic() + within if within else 0.0
        with self._changed:
            if self._closing:
                raise DurchwahlError(self._kind.words.closed)
            self._queue.append(_Ticket(job, done, alone, due))
            self._hurry(due)
        return done

    def hurry(self) -> None:
        """Begins what is queued at once."""
        with self._changed:
            if self._queue:
                self._hurry(0.0)

    def close(self) -> None:
        """Takes no further jobs; those that are queued are still done."""
        with self._changed:
            self._closing = True
            self._hurry(0.0)

    def _hurry(self, due: float) -> None:
        if due < self._due:
            self._due = due
            self._changed.notify()

    def join(self) -> None:
        """Waits until all is written and the file is closed. Blocks: not for the event loop."""
        self._thread.join()

    # in the thread

    def _run(self) -> None:
        try:
            while group := self._next_group():
                self._deliver(group, self._write(group))
        finally:
            self._connection.close()

    def _next_group(self) -> list[_Ticket]:
        with self._changed:
            while (wait := self._due - time.monotonic()) > 0:
                self._changed.wait(None if wait == math.inf else wait)
            group: list[_Ticket] = []
            while self._queue and len(group) < _GROUP:
                if self._queue[0].alone and group:
                    break
                group.append(self._queue.popleft())
                if group[0].alone:
                    break
            self._due = 0.0 if self._closing else min((one.due for one in self._queue), default=math.inf)
            return group

    def _write(self, group: Sequence[_Ticket], *, apart: bool = False) -> list[object]:
        """What each job gave, in order; a `_Failed` for those that failed.

        `apart`: each job in its own savepoint, which costs as much again and is only needed when one fails.
        """
        if group[0].alone:
            return [self._alone(group[0].job)]
        try:
            self._connection.execute("BEGIN IMMEDIATE")
        except sqlite3.Error as error:
            return [_Failed(translated(error, self._path, self._kind.words)) for _ in group]
        try:
            results = [
                self._within_savepoint(ticket.job) if apart else ticket.job(self._connection)
                for ticket in group
            ]
            self._connection.execute("COMMIT")
            return results
        except Exception as error:  # the wall of the thread: whoever asked gets to see it
            self._roll_back()
            if len(group) == 1:
                return [_Failed(self._explained(error))]
            if not apart:
                return self._write(group, apart=True)
            # one of them is too much: each on its own, the others may succeed
            return [result for ticket in group for result in self._write([ticket])]

    def _within_savepoint(self, job: Job[Any]) -> object:
        self._connection.execute("SAVEPOINT job")
        try:
            result: object = job(self._connection)
        except Exception as error:  # the wall of the thread, as above
            if not self._connection.in_transaction:
                raise _Undone from error
            self._connection.execute("ROLLBACK TO job")
            result = _Failed(self._explained(error))
        self._connection.execute("RELEASE job")
        return result

    def _alone(self, job: Job[Any]) -> object:
        try:
            return job(self._connection)
        except Exception as error:  # the wall of the thread, as above
            self._roll_back()
            return _Failed(self._explained(error))

    def _roll_back(self) -> None:
        if not self._connection.in_transaction:
            return
        try:
            self._connection.execute("ROLLBACK")
        except sqlite3.Error:  # the thread must live on: the next BEGIN will say what is wrong
            _LOG.exception("A transaction of the %s could not be rolled back", self._kind.name)

    def _explained(self, error: BaseException | None) -> Exception:
        if isinstance(error, sqlite3.Error | OSError):
            known = translated(error, self._path, self._kind.words)
            known.__cause__ = error
            return known
        return error if isinstance(error, Exception) else RuntimeError(repr(error))

    def _deliver(self, group: Sequence[_Ticket], results: Sequence[object]) -> None:
        try:
            self._loop.call_soon_threadsafe(_settle, group, results)
        except RuntimeError:  # the loop is gone, and with it whoever asked
            _LOG.debug("%d results of the %s had nobody to go to", len(group), self._kind.name)


class Refusing:
    """Stands for a writer where nothing can be written."""

    def __init__(self, why: DurchwahlError) -> None:
        self._why = why

    def submit(self, job: Job[T], *, alone: bool = False, within: float = 0.0) -> asyncio.Future[T]:
        raise DurchwahlError(self._why.key, **self._why.values)

    def hurry(self) -> None:
        """Nothing waits."""

    def close(self) -> None:
        """Nothing is open."""

    def join(self) -> None:
        """Nothing runs."""


def _settle(group: Sequence[_Ticket], results: Sequence[object]) -> None:
    for ticket, result in zip(group, results, strict=True):
        if ticket.done.done():
            continue
        if isinstance(result, _Failed):
            ticket.done.set_exception(result.error)
        else:
            ticket.done.set_result(result)
