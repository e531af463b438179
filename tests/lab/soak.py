"""`python -m tests.lab.soak`: random calls, transfers, holds and faults at real SIP phones, and the journal compared
with the SIP side, call for call. Ends with 1 when something is wrong."""

from __future__ import annotations

import argparse
import asyncio
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from tests.lab.desk_phone import DeskPhone
from tests.lab.laboratory import Laboratory, missing
from tests.lab.product import Product
from tests.lab.soak_health import Health
from tests.lab.soak_judge import judge
from tests.lab.soak_plan import FAR, Act, Play, Step, digest, draw, number_of, phones
from tests.lab.soak_report import Problem, Results
from tests.lab.soak_stage import Complaint, Given, Stage
from tests.lab.soak_truth import legs_of
from tests.lab.soak_watch import Watch, complaints, latency
from tui.control.client import ControlClient
from tui.paths import Paths

_LOOK_AHEAD: Final = 12  # plays, of which those begin whose phones are free
_WARM_UP: Final = 0.15  # of the time
_DIGESTED: Final = 100  # plays, of which the report has a digest: the same seed, the same decisions
_LAST: Final = -2  # the number of the play that ends it all


@dataclass(frozen=True, slots=True)
class Wanted:
    """`only`: these plays and no others. `net` is the lab's network, 0 for any."""

    minutes: float = 10.0
    seed: int = 1
    phones: int = 6
    faults: bool = True
    net: int = 0
    only: tuple[int, ...] = ()
    chronicle: Path | None = None

    def again(self, play: int) -> str:
        """The command that gives one play alone."""
        return (
            f"python -m tests.lab.soak --seed {self.seed} --phones {self.phones} "
            f"--faults {'on' if self.faults else 'off'} --play {play}"
        )


async def soak(wanted: Wanted, home: Path) -> Results:
    """The whole of it. `home` is an empty folder for the program."""
    async with Laboratory(wanted.net) as lab:
        desks = await _desks(lab, wanted.phones)
        far = {name: await lab.far_end(number_of(name)) for name in FAR}
        product = Product(home, lab.computer, desks)
        async with product:
            socket = Paths.find(data_dir=home / "data", environ={}).socket
            clients = {name: await _connect(socket) for name in desks}
            stage = Stage(lab, desks, far, clients)
            watch = Watch(await _connect(socket))
            health = Health(product.pid, min(10.0, wanted.minutes * 60 / 12))
            begun = time.monotonic()
            tasks = [asyncio.create_task(watch.keep()), asyncio.create_task(health.keep())]
            try:
                await _perform(wanted, stage, health)
                await stage.give(_the_end(list(desks)))
            finally:
                for task in tasks:
                    task.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)
            health.rest()
            seconds = time.monotonic() - begun
            stage.complaints += [Complaint(_LAST, text) for text in await stage.features()]
            left = [call for name in desks for call in await _open(clients[name], name)]
            for client in (*clients.values(), watch.client):
                await client.close()
            if wanted.chronicle is not None:
                wanted.chronicle.write_text(_chronicle(lab, watch), encoding="utf-8")
        journal = await product.journal()
        rebuilt = await product.run("calls", "rebuild")
        return _results(
            wanted, stage, watch, health, product, seconds, (left, journal, await product.journal(), rebuilt)
        )


async def _desks(lab: Laboratory, count: int) -> dict[str, DeskPhone]:
    """Of both makers in turn."""
    found = {}
    for at, name in enumerate(phones(count)):
        found[name] = await lab.phone("snom" if at % 2 == 0 else "yealink", number_of(name), seed=at + 1)
    return found


async def _connect(socket: Path) -> ControlClient:
    client = await ControlClient.connect(socket)
    assert client is not None, "the program does not answer at its control socket"
    return client


async def _open(client: ControlClient, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await client.ask("status", phone=name))["phones"][0]["calls"]
    return found


def _chronicle(lab: Laboratory, watch: Watch) -> str:
    """What the lab tells, and the program's stream, in the order of time."""
    told = [(float(line[:8]), line) for line in lab.chronicle().splitlines()]
    for at, line in watch.told:
        told.append((at % 1000, f"{at % 1000:8.3f} >>>>> {line}"))
    return "\n".join(line for _, line in sorted(told)) + "\n"


# which play when


async def _perform(wanted: Wanted, stage: Stage, health: Health) -> None:
    """Gives plays side by side until the time is up, with a rest after the warm-up."""
    if wanted.only:
        for number in wanted.only:
            await stage.give(draw(wanted.seed, number, wanted.phones, wanted.faults))
        return
    agenda, whole = _Agenda(wanted, stage), wanted.minutes * 60
    await agenda.give_until(time.monotonic() + whole * _WARM_UP)
    health.rest()
    await agenda.give_until(time.monotonic() + whole * (1 - _WARM_UP))


@dataclass(slots=True)
class _Agenda:
    """Which play is next. What is in a play does not depend on how long others take; only which ones go on side by
    side does. The one that has waited longest keeps its phones: others overtake it, but do not take them away."""

    wanted: Wanted
    stage: Stage
    number: int = 0
    waiting: list[Play] = field(default_factory=list)

    async def give_until(self, deadline: float) -> None:
        """Begins no play after that, and waits for those that go on."""
        running: dict[asyncio.Task[None], Play] = {}
        while True:
            if time.monotonic() < deadline:
                self._begin(running)
            if not running:
                return
            done, _ = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                del running[task]
                task.result()

    def _begin(self, running: dict[asyncio.Task[None], Play]) -> None:
        """Whatever can begin now."""
        wanted = self.wanted
        while len(self.waiting) < _LOOK_AHEAD:
            self.waiting.append(draw(wanted.seed, self.number, wanted.phones, wanted.faults))
            self.number += 1
        engaged = {name for play in running.values() for name in play.cast}
        for play in list(self.waiting):
            if engaged.isdisjoint(play.cast):
                self.waiting.remove(play)
                running[asyncio.create_task(self.stage.give(play), name=f"play {play.number}")] = play
                engaged |= set(play.cast)
            elif play is self.waiting[0]:
                engaged |= set(play.cast)


def _the_end(names: Sequence[str]) -> Play:
    """A plain call of every phone: its last report says that it has no call left."""
    steps = []
    for one, two in zip(names[::2], names[1::2], strict=False):
        steps += [Step(one, Act.DIAL, two), Step(two, Act.ANSWER, pause=0.2)]
    steps.append(Step(names[0], Act.WAIT, pause=3.2))  # a call younger than 3 s is spared
    steps += [Step(one, Act.HANG_UP) for one in names[::2]]
    return Play(_LAST, "the end", tuple(names), tuple(steps))


# what came of it


def _results(
    wanted: Wanted, stage: Stage, watch: Watch, health: Health, product: Product, seconds: float,
    found: tuple[list[dict[str, Any]], list[dict[str, Any]], list[dict[str, Any]], Any],
) -> Results:  # fmt: skip
    left, journal, again, rebuilt = found
    makers = {name: phone.plan.vendor for name, phone in stage.phones.items()}
    verdict = judge(list(legs_of(stage.tracks)), journal, makers, watch.sent)
    seconds_late, unseen = watch.late(stage.tracks)
    plays = [draw(wanted.seed, number, wanted.phones, wanted.faults) for number in range(_DIGESTED)]
    results = Results(
        wanted.seed, seconds, wanted.faults, digest(plays), stage.given, stage.asked, stage.tracks, verdict, health,
        latency(seconds_late), stage.missed_cues, stage.helped, watch.lines,
    )  # fmt: skip

    def problem(what: str, play: int | None = None) -> None:
        again = wanted.again(play) if play is not None and play >= 0 else ""
        results.problems.append(Problem(what, play, again))

    for one in verdict.findings:
        problem(one.what, _play_at(stage.given, one.phone, one.at))
    for complaint in stage.complaints:
        if complaint.what.startswith("the lab: "):
            results.lab.append(complaint.what.removeprefix("the lab: "))
        else:
            problem(complaint.what, complaint.play)
    for name, what in _borne(stage):
        problem(f"{name}: {what}")
    for call in left:
        problem(f"{call['phone']}: call {call['id']} is {call['state']} at the end", _play_of(stage, call))
    log = product.home / "data" / "durchwahl.log"
    lines = complaints(log.read_text(encoding="utf-8") if log.exists() else "")
    for text in (*health.findings(), *watch.strays(journal), *unseen, *watch.warnings, *lines, *product.err):
        problem(text)
    if rebuilt.status != 0:
        problem(f"the calls cannot be rebuilt: {rebuilt.err}")
    for text in _differences(journal, again):
        problem(text)
    return results


_STILL_BUSY: Final = (
    15.0  # seconds for which a web server may be busy with a request that it was slow to answer
)


def _borne(stage: Stage) -> list[tuple[str, str]]:
    """What a real phone would not have borne: two requests at once, and an answer that is not an empty 200."""
    found = []
    for name, phone in stage.phones.items():
        slow = [given for given in stage.given if _slows(given.play, name)]
        for line in phone.said:
            if line["what"] == "request" and line["beside"]:
                if not any(one.begun <= line["at"] <= one.ended + _STILL_BUSY for one in slow):
                    found.append((name, f"asked while it answered: {line['target']}"))
            elif line.get("fate") == "sent" and (line["status"] != 200 or line["body"]):
                found.append((name, f"a report was answered with {line['status']} and {line['body']} bytes"))
    return found


def _slows(play: Play, name: str) -> bool:
    trouble = play.trouble
    return trouble is not None and name in trouble.phones and bool(trouble.hangs or trouble.slow)


def _differences(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> list[str]:
    """What `calls rebuild` made of the calls: nothing else than they were."""
    old, new = ({call["id"]: call for call in calls} for calls in (before, after))
    found = [f"call {id} is gone once the calls are rebuilt" for id in old.keys() - new.keys()]
    found += [f"call {id} is there only once the calls are rebuilt" for id in new.keys() - old.keys()]
    for id in old.keys() & new.keys():
        changed = [name for name in old[id] if old[id][name] != new[id][name]]
        if changed:
            told = ", ".join(f"{name} {old[id][name]} → {new[id][name]}" for name in changed)
            found.append(f"call {id} is another once the calls are rebuilt: {told}")
    return found


def _play_at(given: Sequence[Given], phone: str, at: float) -> int | None:
    """The play in which that was: a phone is in one at a time, and it may be told a moment too early or too late."""
    mine = [one for one in given if phone in one.play.cast and one.begun - 1 <= at <= one.ended + 1]
    best = min(mine, key=lambda one: max(one.begun - at, at - one.ended, 0.0), default=None)
    return best.play.number if best else None


def _play_of(stage: Stage, call: dict[str, Any]) -> int | None:
    from datetime import datetime

    return _play_at(stage.given, call["phone"], datetime.fromisoformat(call["started"]).timestamp())


def _arguments(arguments: Sequence[str]) -> tuple[Wanted, Path | None]:
    parser = argparse.ArgumentParser(prog="python -m tests.lab.soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=1, help="the same seed makes the same decisions")
    parser.add_argument("--phones", type=int, default=6, choices=range(3, 10), metavar="3-9")
    parser.add_argument("--faults", choices=("on", "off"), default="on")
    parser.add_argument("--play", type=int, action="append", default=[], help="only this play of that seed")
    parser.add_argument("--net", type=int, default=0, help="the lab's network, 127.0.NET.x; 0: any")
    parser.add_argument(
        "--chronicle", type=Path, metavar="FILE", help="everything that was told, in the order of time"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="all figures")
    given = parser.parse_args(arguments)
    return Wanted(
        given.minutes,
        given.seed,
        given.phones,
        given.faults == "on",
        given.net,
        tuple(given.play),
        given.chronicle,
    ), given.json


def main(arguments: Sequence[str]) -> int:
    """The command."""
    wanted, figures = _arguments(arguments)
    lacking = missing()
    if lacking:
        print(f"These packages of Debian's are missing: {' '.join(lacking)}", file=sys.stderr)
        return 1
    home = Path(tempfile.mkdtemp(prefix="durchwahl-soak-"))
    try:
        results = asyncio.run(soak(wanted, home))
    finally:
        with suppress(OSError):
            shutil.rmtree(home)
    print(results.as_text())
    if figures is not None:
        figures.parent.mkdir(parents=True, exist_ok=True)
        figures.write_text(
            json.dumps(results.as_json(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
        )
    return 1 if results.problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
