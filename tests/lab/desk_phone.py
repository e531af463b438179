"""The lab's hold on a phone's process: what it says, its plug, and the user who stands before it."""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tests.lab.child import ended, spawn
from tests.lab.phone import Plan
from tests.lab.watched import PATIENCE, Watched

_ROOT = Path(__file__).resolve().parents[2]
Said = dict[str, Any]


def brief(line: Said) -> str:
    """A line of a phone, as it is shown to who looks for a fault; "" for one that tells nothing new."""
    match line["what"]:
        case "phone":
            return f"{line['word']} {line['number']} {line['detail']}".rstrip()
        case "request":
            return f"asked for {line['target']}: {line['status']}"
        case "report" if line["fate"] == "posted":
            return f"reports {line['url'].rpartition('/')[2]}"
        case "report" if line["fate"] != "sent":
            return f"report {line['serial']} {line['fate']}"
        case "report" | "state" | "sip":
            return ""
        case _:
            return str(line)


def _shown(line: Said) -> object:
    return brief(line) or (line.get("event") or line["what"], line.get("detail"))


class DeskPhone:
    """One phone of the lab. Each start is a process of its own; its settings stay where they are."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.said: list[Said] = []
        self._heard = Watched(f"lab phone {plan.extension} ({plan.vendor})", _shown, self.said)
        self._process: asyncio.subprocess.Process | None = None
        self._reader: asyncio.Task[None] | None = None
        self._turn = asyncio.Lock()  # a start that is under way is waited for before an end
        self._log = Path(plan.folder) / "log"
        self._log.parent.mkdir(parents=True, exist_ok=True)

    @property
    def address(self) -> str:
        return self.plan.host

    @property
    def web(self) -> str:
        """`host[:port]` of its web server."""
        return self.plan.host if self.plan.port == 80 else f"{self.plan.host}:{self.plan.port}"

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    @property
    def crashed(self) -> bool:
        """Whether its process has ended, and nobody pulled the plug."""
        return self._process is not None and self._process.returncode is not None

    # its plug

    async def start(self) -> None:
        """Switches it on: "registered" tells that it is ready."""
        async with self._turn:
            self._heard.reopen()
            with self._log.open("ab") as log:
                self._process = await spawn(
                    sys.executable, "-m", "tests.lab.phone",
                    stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=log, cwd=_ROOT,
                )  # fmt: skip
            self._reader = asyncio.create_task(self._read(self._process), name=f"phone {self.plan.extension}")
            self.tell(asdict(self.plan))

    async def stop(self) -> None:
        """Goes in good order: calls end, the registration is taken back."""
        async with self._turn:
            process = self._process
            if process is not None and process.returncode is None:
                assert process.stdin is not None
                process.stdin.close()
                await ended(process)
            await self._read_up()

    async def power_cut(self) -> None:
        """As if the plug were pulled: nobody is told."""
        async with self._turn:
            assert self._process is not None
            if self._process.returncode is None:
                self._process.kill()
            await self._process.wait()
            await self._read_up()

    async def _read_up(self) -> None:
        if self._reader is not None:
            await self._reader
            self._reader = None

    async def _read(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdout is not None
        while line := await process.stdout.readline():
            if line.startswith(b"{"):  # else it is the SIP library's own chatter
                await self._heard.add(json.loads(line))
        await self._heard.close(self._last_words())

    def _last_words(self) -> str:
        text = self._log.read_text(errors="replace") if self._log.exists() else ""
        return text[-1500:].strip() or "without a word"

    # what it is told

    def tell(self, command: dict[str, Any]) -> None:
        """One line to its process; see `tests.lab.phone`."""
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(command).encode() + b"\n")

    def user(self, act: str, number: str = "") -> None:
        """Somebody at the phone itself: dial, answer, reject, hang-up, hold, resume, transfer, …"""
        self.tell({"do": "user", "act": act, "number": number})

    def faults(self, **wanted: object) -> None:
        """What goes wrong from now on: the fields of `tests.lab.reports.Faults`, `slow` and `hangs` of its web server."""
        self.tell({"do": "faults", **wanted})

    def refuse(self, how: str) -> None:
        """Bars remote control from now on; "" lets it through again. See the fronts."""
        self.tell({"do": "refuse", "how": how})

    # what it says

    def mark(self) -> int:
        """A place in what it said, for `since`."""
        return self._heard.mark()

    async def wait_for(
        self, fits: Callable[[Said], bool], since: int = 0, within: float = PATIENCE, what: str = ""
    ) -> Said:
        """The first line from `since` on that fits."""
        return await self._heard.wait(fits, since, within, what)

    async def word(self, word: str, since: int = 0, within: float = PATIENCE) -> Said:
        """The phone did something, in the words of `tests.lab.leg.Word`."""
        return await self.wait_for(lambda one: one.get("word") == word, since, within, word)

    async def sip(self, state: str, since: int = 0, within: float = PATIENCE) -> Said:
        """A SIP call of the phone reached that state of liblinphone."""
        return await self.wait_for(
            lambda one: one.get("event") == "call" and one.get("detail") == state, since, within, state
        )

    async def asked(self, part: str, since: int = 0, within: float = PATIENCE) -> Said:
        """A request to its web server with `part` in path or query."""
        return await self.wait_for(
            lambda one: one["what"] == "request" and part in one["target"], since, within, f"request {part}"
        )

    async def reported(self, part: str, since: int = 0, within: float = PATIENCE) -> Said:
        """A report whose URL has `part` in it: when it was made up, whatever became of it."""
        return await self.wait_for(
            lambda one: one.get("fate") == "posted" and part in one["url"], since, within, f"report {part}"
        )

    @property
    def requests(self) -> list[Said]:
        """Every request to its web server."""
        return [one for one in self.said if one["what"] == "request"]

    @property
    def complaints(self) -> list[str]:
        """What a real phone would not have borne: two requests at once, and an answer to a report that is not an
        empty 200 (Yealinks show an error for it, Snoms try to run it)."""
        asked = [f"asked while it answered: {one['target']}" for one in self.requests if one["beside"]]
        answers = [one for one in self.said if one.get("fate") == "sent"]
        odd = [
            f"report answered with {one['status']} and {one['body']} bytes"
            for one in answers
            if one["status"] != 200 or one["body"]
        ]
        return asked + odd

    async def state(self) -> Said:
        """What it knows now."""
        since = self.mark()
        self.tell({"do": "state"})
        return await self.wait_for(lambda one: one["what"] == "state", since, what="state")

    async def until(self, fits: Callable[[Said], bool], within: float = PATIENCE, what: str = "") -> Said:
        """Asks for its state until that fits."""
        deadline = time.monotonic() + within
        while not fits(state := await self.state()):
            assert time.monotonic() < deadline, (self.plan.extension, what, state)
            await asyncio.sleep(0.02)
        return state

    async def has_calls(self, count: int, within: float = PATIENCE) -> None:
        """Until it has so many calls."""
        await self.until(lambda one: len(one["calls"]) == count, within, f"{count} calls")

    async def running(self, count: int, within: float = PATIENCE) -> None:
        """Until so many of its calls have media in both directions, and no other is there."""
        running = ["StreamsRunning"] * count
        await self.until(
            lambda one: [call["state"] for call in one["calls"]] == running, within, f"{count} running"
        )
