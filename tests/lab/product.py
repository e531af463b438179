"""The program under test: `durchwahl serve` on the lab's phones, and its command line beside it."""

from __future__ import annotations

import asyncio
import json
import signal
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Self

from tests.e2e.program import COMMAND, ROOT, environment
from tests.lab.laboratory import DeskPhone

_PORT = 8080


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


@dataclass(slots=True)
class Product:
    """`phones` maps the name in the configuration to a phone of the lab. `host` is the computer's address."""

    home: Path
    host: str
    phones: dict[str, DeskPhone]
    more: str = ""  # further TOML
    lines: list[dict[str, Any]] = field(default_factory=list)
    err: list[str] = field(default_factory=list)
    _process: asyncio.subprocess.Process | None = None
    _readers: list[asyncio.Task[None]] = field(default_factory=list)
    _changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def __aenter__(self) -> Self:
        (self.home / "config.toml").write_text(self._config(), encoding="utf-8")
        for name, phone in self.phones.items():
            urls = (await self.run("phone", "urls", "--phone", name, "--format", "json")).json()["urls"]
            phone.tell({"do": "actions", "urls": {url["setting"]: url["url"] for url in urls}})
        await self.start()
        return self

    async def __aexit__(self, *error: object) -> None:
        await self.stop()

    def _config(self) -> str:
        parts = [
            f'[events]\nhost = "{self.host}"\nport = {_PORT}\nadvertise = "{self.host}"\n',
            '[dialing]\ncountry = "DE"\narea_code = "221"\nextension_digits = [2]\noutside_prefix = ""\n',
        ]
        for name, phone in self.phones.items():
            plan = phone.plan
            parts.append(
                f'[phone.{name}]\nvendor = "{plan.vendor}"\nhost = "{plan.host}"\n'
                f'user = "{plan.user}"\npassword = "{plan.web_password}"\n'
            )
        return "\n".join([*parts, self.more])

    @property
    def _environment(self) -> dict[str, str]:
        return environment(self.home) | {
            "DURCHWAHL_CONFIG": str(self.home / "config.toml"),
            "DURCHWAHL_DATA_DIR": str(self.home / "data"),
        }

    async def start(self) -> None:
        """Starts `serve` and waits until it takes events and has asked every phone."""
        self._process = await asyncio.create_subprocess_exec(
            *COMMAND, "serve", "--json", cwd=ROOT, env=self._environment,
            stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        self._readers = [
            asyncio.create_task(self._read_out(), name="product's lines"),
            asyncio.create_task(self._read_err(), name="product's messages"),
        ]
        since = len(self.lines)
        await self.line(lambda one: one["type"] == "ready", since, what="ready")
        for name in self.phones:
            await self.line(partial(_reached, name), since, what=f"{name} reached")

    async def stop(self) -> None:
        """SIGTERM, and a clean end."""
        if self._process is None:
            return
        if self._process.returncode is None:
            self._process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(15):
            status = await self._process.wait()
        await asyncio.gather(*self._readers)
        self._process = None
        assert status == 0, (status, self.err[-3:])

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    async def _read_out(self) -> None:
        assert self._process is not None
        assert self._process.stdout is not None
        while raw := await self._process.stdout.readline():
            async with self._changed:
                self.lines.append(json.loads(raw))
                self._changed.notify_all()

    async def _read_err(self) -> None:
        assert self._process is not None
        assert self._process.stderr is not None
        while raw := await self._process.stderr.readline():
            self.err.append(raw.decode())

    # watching

    def mark(self) -> int:
        """A place in the stream, for `since`."""
        return len(self.lines)

    async def line(
        self, fits: Callable[[dict[str, Any]], bool], since: int = 0, within: float = 10.0, what: str = ""
    ) -> dict[str, Any]:
        """The first line of the stream from `since` on that fits."""

        def found() -> dict[str, Any] | None:
            return next((one for one in self.lines[since:] if fits(one)), None)

        try:
            async with asyncio.timeout(within), self._changed:
                while (line := found()) is None:
                    await self._changed.wait()
                return line
        except TimeoutError:
            had = [
                (one["type"], one.get("event"), (one.get("call") or {}).get("state"))
                for one in self.lines[since:]
            ]
            raise AssertionError(
                f"the product: no {what} within {within} s: {had}; {self.err[-3:]}"
            ) from None

    async def call(
        self, phone: str, state: str, since: int = 0, within: float = 10.0, **more: object
    ) -> dict[str, Any]:
        """The Call of the first line in which a call of `phone` is in `state` and has the fields `more`."""

        def fits(one: dict[str, Any]) -> bool:
            call = one.get("call")
            return (
                call is not None and call["phone"] == phone and call["state"] == state
                and all(call[name] == value for name, value in more.items())
            )  # fmt: skip

        line = await self.line(fits, since, within, f"call of {phone} {state} {more}")
        found: dict[str, Any] = line["call"]
        return found

    async def run(self, *arguments: str) -> Outcome:
        """A command of the command line, to its end."""
        process = await asyncio.create_subprocess_exec(
            *COMMAND, *arguments, cwd=ROOT, env=self._environment,
            stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        async with asyncio.timeout(90):
            out, err = await process.communicate()
        return Outcome(process.returncode or 0, out.decode(), err.decode())

    async def done(self, *arguments: str) -> dict[str, Any]:
        """A command that the phone has to confirm."""
        result: dict[str, Any] = (await self.run(*arguments, "--json")).json()
        assert result["confirmed"], (arguments, result)
        return result

    async def journal(self) -> list[dict[str, Any]]:
        """Every call, the newest first."""
        calls: list[dict[str, Any]] = (await self.run("calls", "--json", "--limit", "100000")).json()["calls"]
        return calls


def _reached(phone: str, line: dict[str, Any]) -> bool:
    return line["type"] == "phone" and line["phone"] == phone and line["reachable"] is True
