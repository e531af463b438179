"""Appends as fast as it can, until it is killed: `python -m tests.journal.appender FILE`.

Prints the number of an event, and what the event says, once `append` has returned it, and not earlier.
"""

from __future__ import annotations

import asyncio
import itertools
import os
import sys
from pathlib import Path

from tests.journal.samples import NOON, event, record
from tui.journal.store import Journal

_TASKS = 8


async def main(path: Path) -> None:
    journal = await Journal.open(path)
    ticket = itertools.count()

    async def append() -> None:
        while True:
            said = f"{os.getpid()}-{next(ticket)}"
            seq = await journal.append(event(said, query=said.encode() * 20))
            os.write(1, f"{seq} {said}\n".encode())
            journal.save([record(seq, NOON + seq)])

    async with asyncio.TaskGroup() as group:
        for _ in range(_TASKS):
            group.create_task(append())


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
