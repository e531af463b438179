"""A lab phone in a process of its own: `python -m tests.lab.phone`, told and watched by JSON lines.

The first line in is the `Plan`. Lines in: {"do": "press", "key": "…"}, {"do": "user", "act": "answer"…}, {"do": "faults", …},
{"do": "actions", …}, {"do": "allow"}, {"do": "state"}, {"do": "web", "on": false}. Lines out: what SIP and the phone did, with the time.
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from tests.lab import snom_front, yealink_front
from tests.lab.desk import Desk, Leg, Word
from tests.lab.kamailio import password
from tests.lab.linphone import Happened, UserAgent
from tests.lab.reports import Reports
from tests.lab.snom_front import SnomFront
from tests.lab.web import Answer, Login, Request, listen
from tests.lab.yealink_front import YealinkFront


@dataclass(frozen=True, slots=True)
class Plan:
    """One phone of the lab."""

    vendor: str
    extension: str
    host: str
    server: str
    user: str = "admin"
    web_password: str = "lab"
    digest: bool = False
    display: str = ""
    sip_password: str = ""  # "": the right one
    mac: str = "000413000001"
    draw: float = 0.3  # seconds in which a Snom loses keys
    seed: int = 1
    actions: dict[str, str] = field(default_factory=dict)


class Phone:
    """Desk, front and user agent of one `Plan`."""

    def __init__(self, plan: Plan) -> None:
        snom = plan.vendor == "snom"
        agent = snom_front.AGENT.format(tail=plan.mac[6:]) if snom else yealink_front.AGENT
        self.desk = Desk(plan.extension, self._tell)
        self.reports = Reports(plan.host, agent, plan.seed, partial(say, "report"))
        login = Login(plan.user, plan.web_password, plan.digest, "snom" if snom else "Yealink")
        self.front: SnomFront | YealinkFront = (
            SnomFront(self.desk, self.reports, login, plan.server, plan.mac, plan.draw)
            if snom
            else YealinkFront(self.desk, self.reports, login, plan.server, plan.mac)
        )
        self.front.actions.update(plan.actions)
        self._plan = plan
        self._server_name = snom_front.SERVER if snom else yealink_front.SERVER
        self._hangs = self._slow = 0.0
        self._web: asyncio.Server | None = None
        secret = plan.sip_password or password(plan.extension)
        folder = Path(tempfile.mkdtemp(prefix=f"lab-phone-{plan.extension}-"))
        self.agent = UserAgent(
            folder, plan.host, plan.extension, plan.server, secret, self._happened, agent=agent.split(" ")[0], display=plan.display
        )  # fmt: skip
        self.desk.agent = self.agent

    async def run(self, commands: asyncio.StreamReader) -> None:
        """Until the commands end."""
        self.reports.start()
        await self._open_web()
        await self.agent.start()
        self._tell(Word.BOOTED, None, "")
        try:
            while line := await commands.readline():
                await self._obey(json.loads(line))
        finally:
            self.desk.close()
            await self.agent.stop()
            await self.reports.stop()
            self._close_web()

    async def _open_web(self) -> None:
        if self._web is None:
            self._web = await listen(self._plan.host, 80, self._serve, self._server_name)

    def _close_web(self) -> None:
        if self._web is not None:
            self._web.close()
            self._web = None

    async def _serve(self, request: Request) -> Answer:
        say("request", target=f"{request.path}?{request.query}", peer=request.peer)
        if self._slow:
            await asyncio.sleep(self._slow)
        if self._hangs:
            await asyncio.sleep(9)
            return Answer(dropped=True)
        return await self.front.serve(request)

    # what happens

    def _happened(self, what: Happened) -> None:
        call = what.call
        known = {} if call is None else asdict(call)
        say("sip", event=what.what, detail=what.detail, **known)
        self.desk.happened(what)

    def _tell(self, word: Word, leg: Leg | None, detail: str) -> None:
        say(
            "phone",
            word=word.value,
            number=leg.number if leg else "",
            detail=detail,
            leg=leg.sip.number if leg else 0,
        )
        self.front.tell(word, leg, detail)

    # what it is told

    async def _obey(self, command: dict[str, Any]) -> None:
        match command.pop("do"):
            case "press":
                self.front.press(command["key"])
            case "user":
                self._user(command["act"], command.get("number", ""))
            case "allow" if isinstance(self.front, YealinkFront):
                self.front.allow()
            case "refuse":
                self.front.refuses = command["how"]
            case "faults":
                self._faults(command)
            case "actions":
                self.front.actions = command["urls"]
            case "waiting":
                self.desk.call_waiting = command["on"]
            case "web":
                await self._open_web() if command["on"] else self._close_web()
            case "state":
                say("state", calls=[asdict(leg.sip) for leg in self.desk.legs], heard=self.desk.heard, dnd=self.desk.dnd,
                    failed_reports=self.reports.failed)  # fmt: skip

    def _user(self, act: str, number: str) -> None:
        """Somebody at the phone itself."""
        desk = self.desk
        acts: dict[str, Callable[[], object]] = {
            "dial": lambda: desk.dial(number),
            "answer": desk.answer,
            "reject": desk.reject,
            "hang-up": lambda: desk.reject() or desk.hang_up(),
            "hold": desk.hold,
            "resume": desk.resume,
            "swap": desk.swap,
            "transfer": lambda: desk.transfer(number),
            "join": desk.join,
            "conference": desk.conference,
            "mute": desk.mute,
            "dnd-on": lambda: desk.set_dnd(True),
            "dnd-off": lambda: desk.set_dnd(False),
            "clear": lambda: [desk.reject(leg) or desk.hang_up(leg) for leg in list(desk.legs)],
        }
        acts[act]()

    def _faults(self, wanted: dict[str, float]) -> None:
        self._hangs = wanted.pop("hangs", self._hangs)
        self._slow = wanted.pop("slow", self._slow)
        if "seed" in wanted:
            self.reports.reseed(int(wanted.pop("seed")))
        for name, value in wanted.items():
            setattr(self.reports.faults, name, value)


def say(what: str, **details: object) -> None:
    """One line for whoever watches."""
    print(json.dumps({"at": time.time(), "what": what, **details}), flush=True)


async def main() -> None:
    reader = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    await Phone(Plan(**json.loads(await reader.readline()))).run(reader)


if __name__ == "__main__":
    asyncio.run(main())
