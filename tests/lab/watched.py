"""What some process said, line after line, and waiting for the line that fits."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Generic, TypeVar

Line = TypeVar("Line")
PATIENCE = 20.0  # seconds; what has to happen takes a moment, unless the machine has much else to do


class Watched(Generic[Line]):
    """`name` says whose lines they are, `brief` how one is shown where none fitted."""

    def __init__(self, name: str, brief: Callable[[Line], object], lines: list[Line] | None = None) -> None:
        self.lines: list[Line] = [] if lines is None else lines
        self._name = name
        self._brief = brief
        self._over = ""
        self._changed = asyncio.Condition()

    async def add(self, line: Line) -> None:
        async with self._changed:
            self.lines.append(line)
            self._changed.notify_all()

    async def close(self, why: str) -> None:
        """There will be no more: whoever waits is told at once, and why."""
        async with self._changed:
            self._over = why
            self._changed.notify_all()

    def reopen(self) -> None:
        """The process was started again."""
        self._over = ""

    def mark(self) -> int:
        """A place in the lines, for `since`."""
        return len(self.lines)

    async def wait(
        self, fits: Callable[[Line], bool], since: int = 0, within: float = PATIENCE, what: str = "such line"
    ) -> Line:
        """The first line from `since` on that fits. Fails with what there was instead."""
        at = since
        try:
            async with asyncio.timeout(within), self._changed:
                while True:
                    for line in self.lines[at:]:
                        at += 1
                        if fits(line):
                            return line
                    if self._over:
                        raise AssertionError(f"{self._name}: no {what}, it has ended: {self._over}")
                    await self._changed.wait()
        except TimeoutError:
            had = [self._brief(line) for line in self.lines[since:]]
            raise AssertionError(f"{self._name}: no {what} within {within} s: {had}") from None
