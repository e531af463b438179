"""The program under test: `durchwahl serve` on the lab's phones, and its command line beside it."""

from __future__ import annotations

import asyncio
import json
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Self

from tests.e2e.program import COMMAND, ROOT, environment
from tests.lab.child import end, ended, spawn
from tests.lab.desk_phone import DeskPhone
from tests.lab.network import free_port
from tests.lab.watched import PATIENCE, Watched

_COMMAND_SECONDS = 80.0  # a command may wait a minute for somebody to press OK on a phone
_START_SECONDS = 40.0  # on a machine that has much else to do
_STOP_SECONDS = 15.0

Line = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A command that has ended."""

    status: int
    out: str
    err: str

    def json(self) -> Any:
        """What a command that had to succeed printed."""
        assert self.status == 0, (self.status, self.err)
        return json.loads(self.out)

    def json_of_failure(self, status: int) -> Any:
        """What a command that had to fail with `status` printed all the same."""
        assert self.status == status, (self.status, self.out, self.err)
        return json.loads(self.out)

    def sentence(self, status: int) -> str:
        """What a command that had to fail with `status` said on stderr."""
        assert self.status == status, (self.status, self.out, self.err)
        assert "Traceback" not in self.err
        return self.err


def _brief(line: Line) -> object:
    call = line.get("call") or {}
    return line["type"], line.get("event") or line.get("cause"), call.get("state"), call.get("outcome")


@dataclass(slots=True)
class Product:
    """`phones` maps the name in the configuration to a phone of the lab. `host` is the computer's address.

    `typed`: somebody has typed the action URLs into the phones. `passwords` are those that the program is given,
    where they are not the phones'.
    """

    home: Path
    host: str
    phones: dict[str, DeskPhone]
    more: str = ""  # further TOML
    typed: bool = True
    passwords: dict[str, str] = field(default_factory=dict)
    port: int = 0  # for events; 0: one that is free
    lines: list[Line] = field(default_factory=list)
    err: list[str] = field(default_factory=list)
    _seen: Watched[Line] = field(init=False)
    _process: Process | None = None
    _readers: list[asyncio.Task[None]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.port = self.port or free_port(self.host)
        self._seen = Watched("the product", _brief, self.lines)

    async def __aenter__(self) -> Self:
        await self.prepare()
        try:
            await self.start()
        except BaseException:
            await self.kill()
            raise
        return self

    async def __aexit__(self, kind: object, *error: object) -> None:
        if kind is None:
            await self.stop()
        else:  # its own complaint would hide the first one
            await self.kill()

    async def prepare(self) -> None:
        """Writes the configuration, and has the URLs typed in."""
        (self.home / "config.toml").write_text(self._config(), encoding="utf-8")
        if self.typed:
            for name, phone in self.phones.items():
                phone.tell({"do": "actions", "urls": await self.action_urls(name)})

    async def action_urls(self, name: str) -> dict[str, str]:
        """Setting → URL of a phone, as the program prints them."""
        urls = (await self.run("phone", "urls", "--phone", name, "--format", "json")).json()["urls"]
        return {url["setting"]: url["url"] for url in urls}

    def _config(self) -> str:
        parts = [
            f'[events]\nhost = "{self.host}"\nport = {self.port}\nadvertise = "{self.host}"\n',
            '[dialing]\ncountry = "DE"\narea_code = "221"\nextension_digits = [2]\noutside_prefix = ""\n',
        ]
        for name, phone in self.phones.items():
            plan = phone.plan
            password = self.passwords.get(name, plan.web_password)
            parts.append(
                f'[phone.{name}]\nvendor = "{plan.vendor}"\nhost = "{phone.web}"\n'
                f'user = "{plan.user}"\npassword = "{password}"\n'
            )
        return "\n".join([*parts, self.more])

    @property
    def environment(self) -> dict[str, str]:
        """What it and its commands are started with."""
        return environment(self.home) | {
            "DURCHWAHL_CONFIG": str(self.home / "config.toml"),
            "DURCHWAHL_DATA_DIR": str(self.home / "data"),
        }

    # the program that goes on

    async def start(self) -> None:
        """Starts `serve` and waits until it takes events and has asked every phone."""
        since = len(self.lines)
        await self._begin("serve", "--json")
        await self.line(lambda one: one["type"] == "ready", since, _START_SECONDS, what="ready")
        for name in self.phones:
            await self.line(partial(_asked, name), since, _START_SECONDS, what=f"{name} asked")

    async def watch(self) -> None:
        """Follows an instance that somebody else has started."""
        since = len(self.lines)
        await self._begin("watch", "--json")
        await self.line(lambda one: one["type"] == "ready", since, _START_SECONDS, what="ready")

    async def _begin(self, *arguments: str) -> None:
        self._seen.reopen()
        process = await spawn(*COMMAND, *arguments, cwd=ROOT, env=self.environment, stdout=PIPE, stderr=PIPE)
        self._process = process
        self._readers = [
            asyncio.create_task(self._read_out(process), name="product's lines"),
            asyncio.create_task(self._read_err(process), name="product's messages"),
        ]

    async def stop(self) -> None:
        """SIGTERM, and a clean end."""
        if self._process is None:
            return
        status = await end(self._process, _STOP_SECONDS)
        await self._read_up()
        assert status == 0, (status, self.err[-3:])
        assert not any("Traceback" in line for line in self.err), "".join(self.err)

    async def finished(self) -> None:
        """Waits for its end, which must come by itself."""
        assert self._process is not None
        status = await ended(self._process, _STOP_SECONDS)
        await self._read_up()
        assert status == 0, (status, self.err[-3:])

    async def kill(self) -> None:
        """As the power cut would."""
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
            await self._process.wait()
        await self._read_up()

    async def _read_up(self) -> None:
        await asyncio.gather(*self._readers)
        self._readers, self._process = [], None

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    async def _read_out(self, process: Process) -> None:
        assert process.stdout is not None
        while raw := await process.stdout.readline():
            await self._seen.add(json.loads(raw))
        await self._seen.close("".join(self.err[-3:]) or "without a word")

    async def _read_err(self, process: Process) -> None:
        assert process.stderr is not None
        while raw := await process.stderr.readline():
            self.err.append(raw.decode())

    # watching

    def mark(self) -> int:
        """A place in the stream, for `since`."""
        return self._seen.mark()

    async def line(
        self, fits: Callable[[Line], bool], since: int = 0, within: float = PATIENCE, what: str = ""
    ) -> Line:
        """The first line of the stream from `since` on that fits."""
        return await self._seen.wait(fits, since, within, what)

    async def call(
        self, phone: str, state: str, since: int = 0, within: float = PATIENCE, **more: object
    ) -> dict[str, Any]:
        """The Call of the first line in which a call of `phone` is in `state` and has the fields `more`."""

        def fits(one: Line) -> bool:
            call = one.get("call")
            return (
                call is not None and call["phone"] == phone and call["state"] == state
                and all(call[name] == value for name, value in more.items())
            )  # fmt: skip

        line = await self.line(fits, since, within, f"call of {phone} {state} {more}")
        found: dict[str, Any] = line["call"]
        return found

    async def event(self, kind: str, since: int = 0, phone: str = "", within: float = PATIENCE) -> Line:
        """The first event of that kind, at that phone if it is named."""
        return await self.line(
            lambda one: one["type"] == "event" and one["event"] == kind and phone in ("", one["phone"]),
            since,
            within,
            f"event {kind}",
        )

    async def status(self, phone: str, since: int = 0, within: float = PATIENCE, **more: object) -> Line:
        """The first line about the phone itself in which it has the fields `more`."""
        return await self.line(
            lambda one: (
                one["type"] == "phone"
                and one["phone"] == phone
                and all(one[name] == value for name, value in more.items())
            ),
            since,
            within,
            f"{phone} {more}",
        )

    # its command line

    async def run(self, *arguments: str) -> Outcome:
        """A command of the command line, to its end."""
        async with self.running(*arguments) as process, asyncio.timeout(_COMMAND_SECONDS):
            out, err = await process.communicate()
        return Outcome(process.returncode or 0, out.decode(), err.decode())

    @asynccontextmanager
    async def running(self, *arguments: str) -> AsyncIterator[Process]:
        """A command that is under way; it is gone afterwards."""
        process = await spawn(*COMMAND, *arguments, cwd=ROOT, env=self.environment, stdout=PIPE, stderr=PIPE)
        try:
            yield process
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()

    async def done(self, *arguments: str) -> dict[str, Any]:
        """A command that the phone has to confirm."""
        result: dict[str, Any] = (await self.run(*arguments, "--json")).json()
        assert result["confirmed"], (arguments, result)
        return result

    async def journal(self) -> list[dict[str, Any]]:
        """Every call, the newest first."""
        calls: list[dict[str, Any]] = (await self.run("calls", "--json", "--limit", "100000")).json()["calls"]
        return calls


def _asked(phone: str, line: Line) -> bool:
    return line["type"] == "phone" and line["phone"] == phone and line["reachable"] is not None
