"""A lab phone in a process of its own: `python -m tests.lab.phone`, told and watched by JSON lines.

The first line in is the `Plan`. Lines in: {"do": "press", "key": "…"}, {"do": "user", "act": "answer"…},
{"do": "faults", …}, {"do": "actions", "urls": …}, {"do": "settings", "values": …}, {"do": "allow"}, {"do": "refuse"},
{"do": "waiting", "on": false}, {"do": "web", "on": false}, {"do": "state"}. Lines out: what SIP and the phone did,
what was asked of its web server, and what became of its reports, with the time in epoch seconds.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from tests.lab import snom_front, yealink_front
from tests.lab.desk import Desk
from tests.lab.flash import Flash
from tests.lab.kamailio import password
from tests.lab.leg import Leg, Word
from tests.lab.linphone import Happened, UserAgent
from tests.lab.reports import Reports
from tests.lab.snom_front import SnomFront
from tests.lab.tones import loudness
from tests.lab.web import Answer, Login, Request, Web
from tests.lab.yealink_front import YealinkFront

_REGISTER_AGAIN = 0.5  # seconds after a registration that failed
_GIVES_UP = 9.0  # seconds after which a web server that hangs drops the connection


@dataclass(frozen=True, slots=True)
class Plan:
    """One phone of the lab. `folder` is where it keeps its settings and files."""

    vendor: str
    extension: str
    host: str
    server: str
    folder: str
    port: int = 80
    user: str = "admin"
    web_password: str = "lab"
    digest: bool = False
    display: str = ""
    sip_password: str = ""  # "": the right one
    mac: str = "000413000001"
    draw: float = 1.8  # seconds in which a Snom loses keys; clients wait 2
    seed: int = 1  # of its faults
    old: bool = False  # a Yealink with the reports of firmware before V80
    tcp: bool = False  # speaks SIP by TCP, and so notices that the server is gone
    tone: int = 0  # Hz of what is to be heard of it
    encoding: str = "utf-8"  # of names in its reports
    actions: dict[str, str] = field(default_factory=dict)  # setting → URL, typed in before it is switched on


class Phone:
    """Desk, front and user agent of one `Plan`."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._folder = Path(plan.folder)
        self._folder.mkdir(parents=True, exist_ok=True)
        self.desk = Desk(plan.extension, self._tell)
        self._flash = Flash(self._folder / "flash.json")
        self._snom = plan.vendor == "snom"
        agent = snom_front.AGENT.format(mac=plan.mac) if self._snom else yealink_front.agent_of(plan.mac)
        self.reports = Reports(plan.host, agent, plan.seed, partial(say, "report"))
        self.reports.encoding = plan.encoding
        self.front = self._dressed()
        self._hangs = self._slow = 0.0
        name = snom_front.SERVER if self._snom else yealink_front.SERVER
        self._web = Web(plan.host, plan.port, self._serve, name)
        self.agent = UserAgent(
            self._folder, plan.host, plan.extension, plan.server, plan.sip_password or password(plan.extension),
            self._happened, agent=agent.split(" ")[0], display=plan.display, tcp=plan.tcp, tone=plan.tone,
        )  # fmt: skip
        self.desk.agent = self.agent
        self._again: asyncio.TimerHandle | None = None

    def _dressed(self) -> SnomFront | YealinkFront:
        plan = self._plan
        realm = snom_front.REALM if self._snom else yealink_front.REALM
        login = self._login = Login(plan.user, plan.web_password, plan.digest, realm)
        if self._snom:
            login.doubling = True
            return SnomFront(self.desk, self.reports, login, plan.server, plan.mac, self._flash, plan.draw)
        login.tries, login.seconds, login.restarting = 5, 180.0, True
        return YealinkFront(self.desk, self.reports, login, plan.server, plan.mac, self._flash, old=plan.old)

    async def run(self, commands: asyncio.StreamReader) -> None:
        """Until the commands end."""
        self.reports.start()
        await self._web.open()
        await self.agent.start()
        self.front.apply()
        if self._plan.actions:
            self.front.write(self._plan.actions)
        self._tell(Word.BOOTED, None, "")
        try:
            while line := await commands.readline():
                await self._obey(json.loads(line))
        finally:
            if self._again is not None:
                self._again.cancel()
            self.desk.close()
            self.front.stop()
            await self.agent.stop()
            await self.reports.stop()
            self._web.close()

    async def _serve(self, request: Request) -> Answer:
        target = f"{request.path}?{request.query}" if request.query else request.path
        if self._slow:
            await asyncio.sleep(self._slow)
        if self._hangs:
            await asyncio.sleep(_GIVES_UP)
            answer = Answer(dropped=True)
        else:
            answer = await self.front.serve(request)
        status = 0 if answer.dropped else answer.status
        say("request", target=target, peer=request.peer, beside=request.beside, status=status)
        return answer

    # what happens

    def _happened(self, what: Happened) -> None:
        call = what.call
        known = {} if call is None else asdict(call)
        say("sip", event=what.what, detail=what.detail, **known)
        self.desk.happened(what)
        if what.what == "registration" and what.detail == "failed" and self._plan.tcp:
            self._again = asyncio.get_running_loop().call_later(_REGISTER_AGAIN, self.agent.register)

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
                say("allowed", asked=self.front.allow())
            case "refuse":
                self.front.refuses = command["how"]
            case "faults":
                self._faults(command)
            case "actions":
                self.front.write(command["urls"])
            case "settings":
                self.front.write(command["values"])
            case "waiting":
                self.desk.call_waiting = command["on"]
            case "web":
                await self._web.open() if command["on"] else self._web.close()
            case "state":
                self._state()
            case other:
                say("unknown", command=other)

    def _state(self) -> None:
        say(
            "state",
            calls=[asdict(leg.sip) for leg in self.desk.legs],
            heard=self.desk.heard,
            dnd=self.desk.dnd,
            failed_reports=self.reports.failed,
            wrong_logins=self._login.wrong,
            asking=getattr(self.front, "asking", ""),
            settings=self._flash.values,
            hears={hertz: loudness(self.agent.recording, hertz) for hertz in (440, 1000, 1400)}
            if self._plan.tone
            else {},
        )

    def _user(self, act: str, number: str) -> None:
        """Somebody at the phone itself, who lifts the handset to talk."""
        desk = self.desk
        acts: dict[str, Callable[[], object]] = {
            "dial": lambda: desk.lift() and desk.dial(number),
            "answer": lambda: desk.ringing and desk.lift() and desk.answer(),
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
            "clear": desk.clear,
        }
        acts[act]()

    def _faults(self, wanted: dict[str, Any]) -> None:
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
    reader = asyncio.StreamReader(limit=1 << 20)
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    await Phone(Plan(**json.loads(await reader.readline()))).run(reader)


if __name__ == "__main__":
    asyncio.run(main())
