"""An office to test in: simulated phones and `serve`, each a process of its own, and the command line."""

from __future__ import annotations

import json
import random
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from tests.e2e.program import Line, Program, Ran, environment, run

Call = dict[str, Any]

LOOPBACK = "127.0.0.1"
PASSWORD = "Geheim7"
DESK, SIDE = "desk", "side"  # the user's phones: a Snom with number 22, a Yealink with number 23
VENDOR = {DESK: "snom", SIDE: "yealink"}
OWN = {DESK: "22", SIDE: "23"}
OTHER = {DESK: SIDE, SIDE: DESK}
GROUP = "29"  # rings at both
COLLEAGUE = "31"  # a phone that is not ours
RING_SECONDS = 6.0  # then the exchange gives up

KAETHE = "03023125110"  # answers; in the phone book
BUSY = "03023125121"
NEVER = "04066969340"  # rings for ever
CALLER = "01713920044"  # only calls
SECOND = "06990009330"  # calls while someone else talks

_CARDS = """BEGIN:VCARD
VERSION:3.0
UID:kaethe
N:Mühlenbach;Käthe;;;
FN:Käthe Mühlenbach
ORG:Muster GmbH
TEL;TYPE=WORK:030 23125-110
END:VCARD
BEGIN:VCARD
VERSION:3.0
UID:juergen
N:Lindner;Jürgen;;;
FN:Jürgen Lindner
TEL;TYPE=CELL:0171 3920044
END:VCARD
"""


def free_port() -> int:
    """A port that nobody uses, below those that the system gives to outgoing connections."""
    for _ in range(200):
        port = random.randint(20_000, 32_000)  # noqa: S311 - no secret
        with socket.socket() as probe:
            try:
                probe.bind((LOOPBACK, port))
            except OSError:
                continue
            return port
    raise AssertionError("no free port")


@dataclass
class Office:
    """Where the files are, and the programs that run. Make it with `opened`."""

    folder: Path
    events_port: int = field(default_factory=free_port)
    phone_ports: dict[str, int] = field(default_factory=lambda: {name: free_port() for name in VENDOR})
    password: str = PASSWORD
    configured: tuple[str, ...] = (DESK, SIDE)  # the first is the one that dials unless told otherwise

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.data = self.folder / "data"
        self.config = self.folder / "config.toml"
        self.env = environment(self.folder / "home")
        self.phones: Program
        self.serve: Program
        self.colleague = ""
        self._started: list[Program] = []
        self._used: set[int] = set()

    # files

    def write(self, extra: str = "") -> None:
        """Writes configuration and phone book."""
        (self.folder / "book.vcf").write_text(_CARDS, encoding="utf-8")
        phones = "".join(
            f'[phone.{name}]\nvendor = "{VENDOR[name]}"\nhost = "{LOOPBACK}:{self.phone_ports[name]}"\n'
            f'user = "admin"\npassword = "{self.password}"\n'
            for name in self.configured
        )
        self.config.write_text(
            f'[events]\nhost = "{LOOPBACK}"\nport = {self.events_port}\nadvertise = "{LOOPBACK}"\n'
            '[dialing]\ncountry = "DE"\narea_code = "221"\ncompany_number = "4710"\n'
            'extension_digits = [2, 3]\noutside_prefix = "0"\n'
            f'[contacts]\nfiles = ["book.vcf"]\n{phones}{extra}',
            encoding="utf-8",
        )

    def action_urls(self, phone: str) -> dict[str, str]:
        """Event → URL, as the program says that they are to be pasted into the phone."""
        told = self.cli("phone", "urls", "--phone", phone, "--format", "json").json()
        assert (told["phone"], told["vendor"]) == (phone, VENDOR[phone])
        return {one["event"]: one["url"] for one in told["urls"]}

    def base(self, phone: str) -> str:
        """`http://host:port/<token>` of a phone."""
        return next(iter(self.action_urls(phone).values())).partition("?")[0].rpartition("/")[0]

    def _write_phones(self) -> Path:
        sections = [
            f"[office]\nring_seconds = {RING_SECONDS}\n",
            f'[group."{GROUP}"]\nmembers = ["{DESK}", "{SIDE}"]\n',
            f'[phone.colleague]\nvendor = "snom"\nport = 0\nnumber = "{COLLEAGUE}"\n'
            'display_name = "Bernd Jäger"\n',
            f'[party."{KAETHE}"]\nafter = 0.3\n',
            f'[party."{BUSY}"]\nbehaviour = "busy"\n',
            f'[party."{NEVER}"]\nbehaviour = "never"\n',
        ]
        for name in VENDOR:
            urls = ", ".join(f"{event} = {json.dumps(url)}" for event, url in self.action_urls(name).items())
            auth = 'auth = "digest"\n' if name == DESK else ""
            sections.append(
                f'[phone.{name}]\nvendor = "{VENDOR[name]}"\nport = {self.phone_ports[name]}\n'
                f'number = "{OWN[name]}"\nuser = "admin"\npassword = "{PASSWORD}"\n{auth}'
                f"events = {{ {urls} }}\n"
            )
        path = self.folder / "office.toml"
        path.write_text("\n".join(sections), encoding="utf-8")
        return path

    # programs

    def program(self, *arguments: str) -> Program:
        """A program that goes on; whatever a failed test leaves is ended with the office."""
        program = Program(*arguments, env=self.env)
        self._started.append(program)
        return program

    def end_leftovers(self, *, but: Program | None = None) -> bool:
        """Ends what a failed test has left; whether there was any such."""
        left = [program for program in self._started if program.alive and program is not but]
        for program in left:
            program.kill()
        return bool(left)

    def start_phones(self) -> None:
        self.phones = self.program("simulate", "--office", str(self._write_phones()), "--hands")
        found = {one["name"]: one for one in self.phones.ready()["phones"]}
        for name, port in self.phone_ports.items():
            assert found[name]["url"] == f"http://{LOOPBACK}:{port}"
            assert (found[name]["vendor"], found[name]["number"]) == (VENDOR[name], OWN[name])
        self.colleague = found["colleague"]["url"]

    def start_serve(self) -> None:
        self.serve = self.program("serve", "--json", *self.where())
        assert self.serve.ready() == {"type": "ready", "url": f"http://{LOOPBACK}:{self.events_port}"}

    def cli(self, *arguments: str, lang: str = "en") -> Ran:
        """One command beside the running instance."""
        return run(*arguments, *self.where(), env={**self.env, "DURCHWAHL_LANG": lang})

    def where(self) -> tuple[str, ...]:
        return ("--config", str(self.config), "--data-dir", str(self.data))

    # what happens

    def hand(self, *words: str) -> None:
        """Somebody does something at a simulated phone, or an outside party does."""
        self.phones.tell(" ".join(words))

    def remote_control(self, command: str) -> None:
        """The colleague's own click-to-dial: it speaks to the colleague's phone, not through us."""
        with urlopen(f"{self.colleague}/command.htm?{command}", timeout=10) as answer:  # noqa: S310
            assert answer.status == 200

    def call_line(self, fits: Callable[[Call], bool], since: int = 0, what: str = "") -> Call:
        """The call of the first stream line of a call that fits."""
        line = self.serve.wait(
            lambda line: line["type"] == "call" and fits(line["call"]), since=since, what=what
        )
        return dict(line["call"])

    def new_call(self, phone: str, act: Callable[[], object]) -> Call:
        """The call that appears at `phone` when `act` is done."""
        since = self.serve.mark()
        act()
        call = self.call_line(
            lambda call: call["phone"] == phone and call["id"] not in self._used, since, f"a call at {phone}"
        )
        self._used.add(call["id"])
        return call

    def rings(self, phone: str, caller: str = CALLER, name: str = "") -> Call:
        """Lets an outside party call one of our phones."""
        call = self.new_call(phone, lambda: self.hand(caller, "call", OWN[phone], name))
        assert (call["state"], call["direction"], call["outcome"]) == ("ringing", "in", None)
        return call

    def becomes(self, call: Call, state: str) -> Call:
        """Waits until the stream says that `call` is in `state`."""
        return self.call_line(
            lambda now: now["id"] == call["id"] and now["state"] == state, what=f"{call['id']} {state}"
        )

    def order(self, word: str, phone: str, *more: str) -> None:
        """`durchwahl call …`, which must be confirmed: then it says nothing."""
        done = self.cli("call", word, "--phone", phone, *more)
        assert (done.status, done.out, done.err) == (0, "", "")

    def calls(self, *options: str) -> list[Call]:
        """What `calls --json` lists, newest first."""
        document = self.cli("calls", "--json", *options).json()
        assert set(document) == {"calls"}
        return list(document["calls"])

    def journal(self, call: Call) -> Call:
        """The call as the journal has it."""
        return next(one for one in self.calls("--limit", "0") if one["id"] == call["id"])

    def lasts(self, call: Call, figure: str, seconds: float) -> None:
        """Waits until the journal itself says that a phase of a running call has lasted so long."""
        deadline = datetime.now().astimezone().timestamp() + 10
        while self.journal(call)[figure] < seconds:
            assert datetime.now().astimezone().timestamp() < deadline, f"{figure} does not count"

    def ended(self, call: Call) -> Call:
        """Waits for the end of `call`; stream and journal must tell the same of it."""
        self.becomes(call, "ended")
        kept = self.journal(call)
        assert kept == self.latest()[call["id"]]
        return kept

    def latest(self) -> dict[int, Call]:
        """Every call as the stream told of it last, by id."""
        return {line["call"]["id"]: line["call"] for line in self.serve.lines if line["type"] == "call"}

    def open_calls(self) -> list[Call]:
        """The calls that by the stream have not ended."""
        return [call for call in self.latest().values() if call["state"] != "ended"]

    def tidy_up(self) -> None:
        """Ends by hand whatever a failed test has left."""
        for call in self.open_calls():
            self.hand(call["phone"], "reject" if call["state"] == "ringing" else "hang-up")
        for call in self.open_calls():
            self.becomes(call, "ended")

    # what the simulated phones did

    def phone_did(self, fits: Callable[[Line], bool], since: int = 0, what: str = "") -> Line:
        return self.phones.wait(lambda line: line["type"] != "ready" and fits(line), since=since, what=what)

    def moment(self, call: Call, what: str) -> float:
        """When the phone did `what` with that call, in epoch seconds."""
        line = self.phone_did(
            lambda line: (
                line["type"] == "call"
                and (line["phone"], line["what"]) == (call["phone"], what)
                and line["call_id"] == call["call_id"]
            ),
            what=f"{call['phone']} {what}",
        )
        return datetime.fromisoformat(line["at"]).timestamp()

    def obeyed(self, phone: str, since: int = 0) -> list[str]:
        """The requests that a phone took as commands, in order."""
        return [
            line["target"]
            for line in self.phones.lines[since:]
            if line["type"] == "request"
            and line["phone"] == phone
            and line["outcome"] in ("accepted", "ignored")
        ]


def epoch(text: str) -> float:
    """The moment of an ISO 8601 time, which must name its offset."""
    moment = datetime.fromisoformat(text)
    assert moment.tzinfo is not None
    return moment.timestamp()


@contextmanager
def opened(
    folder: Path,
    *,
    serving: bool = True,
    configured: tuple[str, ...] = (DESK, SIDE),
    password: str = PASSWORD,
) -> Iterator[Office]:
    """An office with everything running. At the end all must stop without complaint."""
    office = Office(folder, configured=configured, password=password)
    office.write()
    with ExitStack() as stack:
        stack.callback(office.end_leftovers)
        office.start_phones()
        stack.callback(lambda: office.phones.stop(signal.SIGTERM))
        if serving:
            office.start_serve()
            stack.callback(lambda: office.serve.stop(signal.SIGTERM))
        yield office
