"""The app on phones of the lab, which people call now and then: `python -m tests.lab.demo`, or `make lab-demo`.

A Snom (22) and a Yealink (23) are the user's, on a telephone system of their own; colleagues have 24 and 25. Everybody
else answers after a moment, talks for a while and hangs up. Nothing outside of this computer is called, and nothing
of it stays: settings, journal and phones are gone with the app.
"""

from __future__ import annotations

import asyncio
import os
import random
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from tests.lab.baresip import FarEnd
from tests.lab.desk_phone import DeskPhone
from tests.lab.laboratory import Laboratory, missing
from tests.lab.product import Product

OUTSIDE = {"0221471101": "Jürgen Lindner", "03023125110": "Käthe Mühlenbach", "01713920044": "Timo Schäfer"}
COLLEAGUES = {"24": ("yealink", "Bernd Jäger"), "25": ("snom", "Cäcilia Röhrig")}
OWN = ("22", "23")
FIRST = 4.0  # seconds until the first call
PAUSE = (30.0, 90.0)  # … between two of somebody's calls
MOMENT = (1.5, 4.0)  # … until somebody answers
PATIENCE = 20.0  # … until somebody gives up
TALK = (60.0, 180.0)  # so that there is time to try a transfer


def _card(number: str, name: str) -> str:
    given, _, family = name.partition(" ")
    return (
        f"BEGIN:VCARD\r\nVERSION:3.0\r\nUID:{number}\r\nN:{family};{given};;;\r\nFN:{name}\r\n"
        f"TEL;TYPE=WORK:{number}\r\nEND:VCARD\r\n"
    )


def _between(chance: random.Random, limits: tuple[float, float]) -> float:
    return chance.uniform(*limits)


async def caller(far: FarEnd, chance: random.Random, first: float) -> None:
    """Somebody outside, who calls one of the user's phones again and again."""
    await asyncio.sleep(first)
    while True:
        mark = far.mark()
        await far.dial(chance.choice(OWN))
        try:
            await far.wait_for("CALL_ESTABLISHED", mark, within=PATIENCE)
            await asyncio.sleep(_between(chance, TALK))
        except AssertionError:
            pass  # nobody answered
        with suppress(RuntimeError):  # the other one was faster
            await far.hang_up()
        await asyncio.sleep(_between(chance, PAUSE))


async def called(far: FarEnd, chance: random.Random) -> None:
    """The same person, when the user calls."""
    mark = far.mark()
    while True:
        await far.wait_for("CALL_INCOMING", mark, within=1e9)
        mark = far.mark()
        await asyncio.sleep(_between(chance, MOMENT))
        with suppress(RuntimeError):
            await far.answer()


async def colleague(phone: DeskPhone, chance: random.Random) -> None:
    """Somebody in the office, who answers."""
    mark = phone.mark()
    while True:
        await phone.word("incoming", mark, within=1e9)
        mark = phone.mark()
        await asyncio.sleep(_between(chance, MOMENT))
        phone.user("answer")


async def live(lab: Laboratory, chance: random.Random) -> None:
    """Everybody, until it is cancelled."""
    async with asyncio.TaskGroup() as group:
        for at, far in enumerate(lab.far.values()):
            group.create_task(caller(far, chance, FIRST + at * 25.0), name=f"{far.number} calls")
            group.create_task(called(far, chance), name=f"{far.number} answers")
        for number in COLLEAGUES:
            group.create_task(colleague(lab.phones[number], chance), name=f"{number} answers")


async def run(arguments: list[str]) -> int:
    """The app's exit status. `arguments` are the app's."""
    with tempfile.TemporaryDirectory(prefix="durchwahl-lab-") as folder:
        home = Path(folder)
        people = OUTSIDE | {number: name for number, (_, name) in COLLEAGUES.items()}
        (home / "people.vcf").write_text("".join(_card(*one) for one in people.items()), encoding="utf-8")
        async with Laboratory() as lab:
            desk, side, *_ = await asyncio.gather(
                lab.phone("snom", "22"),
                lab.phone("yealink", "23"),
                *(lab.phone(vendor, number, display=name) for number, (vendor, name) in COLLEAGUES.items()),
                *(lab.far_end(number) for number in OUTSIDE),
            )
            assert isinstance(desk, DeskPhone)
            assert isinstance(side, DeskPhone)
            more = '[contacts]\nfiles = ["people.vcf"]\n'
            program = Product(home, lab.computer, {"desk": desk, "side": side}, more)
            await program.prepare()
            life = asyncio.create_task(live(lab, random.Random()), name="life")  # noqa: S311 - no secret
            try:
                return await _app(program, arguments)
            finally:
                life.cancel()
                await asyncio.gather(life, return_exceptions=True)


async def _app(program: Product, arguments: list[str]) -> int:
    """In this terminal."""
    own = {
        name: value
        for name, value in program.environment.items()
        if name.startswith(("DURCHWAHL_", "PYTHON"))
    }
    own.pop("DURCHWAHL_LANG", None)  # the user's
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tui", *arguments, env={**os.environ, **own}
    )
    return await process.wait()


def main() -> int:
    """The exit status."""
    if lacking := missing():
        print(
            f"The lab needs these of Debian's packages: {' '.join(lacking)} (make lab installs them).",
            file=sys.stderr,
        )
        return 1
    return asyncio.run(run(sys.argv[1:]))


if __name__ == "__main__":
    sys.exit(main())
