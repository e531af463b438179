"""The lab as a whole: server, desk phones, far ends, each with an address of its own on loopback."""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from tests.lab import baresip, kamailio, linphone
from tests.lab.baresip import FarEnd
from tests.lab.kamailio import Kamailio
from tests.lab.phone import Plan


def missing() -> list[str]:
    """Debian's packages that have to be installed for the lab."""
    return [name for name in (kamailio.missing(), linphone.missing(), baresip.missing()) if name]


@dataclass(slots=True)
class DeskPhone:
    """The lab's hold on a phone's process: what it said, and the user who stands before it."""

    plan: Plan
    said: list[dict[str, Any]] = field(default_factory=list)
    _process: asyncio.subprocess.Process | None = None
    _reader: asyncio.Task[None] | None = None
    _changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    @property
    def address(self) -> str:
        return self.plan.host

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    async def start(self) -> None:
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.lab.phone",
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
        self._reader = asyncio.create_task(self._read(), name=f"lab phone {self.plan.extension}")
        self.tell(asdict(self.plan))

    async def stop(self) -> None:
        """Goes in good order: calls end, the registration is taken back."""
        process = self._process
        if process is not None and process.returncode is None:
            assert process.stdin is not None
            process.stdin.close()
            try:
                async with asyncio.timeout(5):
                    await process.wait()
            except TimeoutError:
                process.kill()
                await process.wait()
        if self._reader is not None:
            await self._reader

    async def power_cut(self) -> None:
        """As if the plug were pulled: nobody is told."""
        assert self._process is not None
        self._process.kill()
        await self._process.wait()
        if self._reader is not None:
            await self._reader

    async def _read(self) -> None:
        assert self._process is not None
        assert self._process.stdout is not None
        while line := await self._process.stdout.readline():
            if not line.startswith(b"{"):
                continue  # the SIP library's own chatter
            async with self._changed:
                self.said.append(json.loads(line))
                self._changed.notify_all()

    def tell(self, command: dict[str, Any]) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(command).encode() + b"\n")

    def user(self, act: str, number: str = "") -> None:
        """Somebody at the phone itself: dial, answer, reject, hang-up, hold, resume."""
        self.tell({"do": "user", "act": act, "number": number})

    def mark(self) -> int:
        return len(self.said)

    async def wait_for(
        self, fits: Callable[[dict[str, Any]], bool], since: int = 0, within: float = 8.0, what: str = ""
    ) -> dict[str, Any]:
        """The first line from `since` on that fits."""

        def found() -> dict[str, Any] | None:
            return next((one for one in self.said[since:] if fits(one)), None)

        try:
            async with asyncio.timeout(within), self._changed:
                while (line := found()) is None:
                    await self._changed.wait()
                return line
        except TimeoutError:
            had = [(one.get("event"), one.get("detail") or one.get("word")) for one in self.said[since:]]
            raise AssertionError(
                f"lab phone {self.plan.extension}: no {what} within {within} s: {had}"
            ) from None

    async def word(self, word: str, since: int = 0, within: float = 8.0) -> dict[str, Any]:
        """The phone did something, in the words of `tests.lab.desk.Word`."""
        return await self.wait_for(lambda one: one.get("word") == word, since, within, word)

    async def sip(self, state: str, since: int = 0, within: float = 8.0) -> dict[str, Any]:
        """A SIP call of the phone reached that state of liblinphone."""
        return await self.wait_for(
            lambda one: one.get("event") == "call" and one.get("detail") == state, since, within, state
        )

    async def state(self) -> dict[str, Any]:
        """What it knows now."""
        since = self.mark()
        self.tell({"do": "state"})
        return await self.wait_for(lambda one: one["what"] == "state", since, what="state")

    async def has_calls(self, count: int, within: float = 5.0) -> None:
        """Until it has so many calls."""
        deadline = time.monotonic() + within
        while len(calls := (await self.state())["calls"]) != count:
            assert time.monotonic() < deadline, (self.plan.extension, count, calls)
            await asyncio.sleep(0.02)


class Laboratory:
    """`net` is the network's number: 127.0.<net>.x, so that two labs can stand side by side."""

    def __init__(self, net: int = 77, *, ring_seconds: float = 60.0) -> None:
        self.server = Kamailio(f"127.0.{net}.1", ring_seconds=ring_seconds)
        self.net = net
        self.phones: dict[str, DeskPhone] = {}
        self.far: dict[str, FarEnd] = {}
        self._far_ends = 0
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> Self:
        await self._stack.enter_async_context(self.server)
        return self

    async def __aexit__(self, *error: object) -> None:
        await asyncio.gather(*(phone.stop() for phone in self.phones.values()))
        await self._stack.aclose()

    async def phone(self, vendor: str, extension: str, line: str = "", **more: Any) -> DeskPhone:
        """A registered desk phone. `line` tells two of the same extension apart."""
        number = len(self.phones) + 10
        mac = f"{'000413' if vendor == 'snom' else '805ec0'}0000{number:02x}"
        plan = Plan(vendor, extension, f"127.0.{self.net}.{number}", self.server.host, mac=mac, **more)
        phone = self.phones[extension + line] = DeskPhone(plan)
        await phone.start()
        await phone.word("registered")
        return phone

    async def far_end(self, number: str) -> FarEnd:
        """Somebody outside, who answers when told to."""
        self._far_ends += 1
        host = f"127.0.{self.net}.{self._far_ends + 89}"
        self.far[number] = await self._stack.enter_async_context(FarEnd(host, number, self.server.host))
        return self.far[number]
