"""Makes the traces that `test_traces` plays: `python -m tests.recording.make_traces [simulated] [lab]`.

Each is recorded by `durchwahl serve --record` itself, masked as it is for everybody, at simulated phones and at
the real SIP phones of `tests.lab`. What the journal has of the calls is kept beside it.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from tests.e2e.office import CALLER, DESK, KAETHE, SECOND, SIDE, VENDOR, Office
from tests.lab.laboratory import Laboratory, missing
from tests.lab.product import Product
from tests.recording.traces_of import FOLDER, MASKED, played

Calls = list[dict[str, Any]]
VENDORS = ("snom", "yealink")
OUTSIDE, ALSO = "0221471101", "0221471102"


# at simulated phones


def sim_answered(office: Office, phone: str) -> None:
    call = office.rings(phone, KAETHE, 'Käthe "K." Mühlenbach')
    office.order("answer", phone)
    office.becomes(call, "talking")
    office.order("hold", phone)
    office.order("resume", phone)
    office.order("hangup", phone)
    office.ended(call)


def sim_rejected(office: Office, phone: str) -> None:
    call = office.rings(phone, SECOND)
    office.order("reject", phone)
    office.ended(call)


def sim_transfer(office: Office, phone: str) -> None:
    call = office.rings(phone, CALLER, "Jürgen Lindner")
    office.order("answer", phone)
    office.becomes(call, "talking")
    office.order("transfer", phone, "31")
    office.ended(call)


def sim_two_calls(office: Office, phone: str) -> None:
    first = office.rings(phone, CALLER)
    office.order("answer", phone)
    second = office.rings(phone, SECOND, "Anonymous")
    office.order("answer", phone)
    office.becomes(first, "held")
    office.becomes(second, "talking")
    office.order("hangup", phone, "--call", str(second["id"]))
    office.ended(second)
    office.order("resume", phone)
    office.order("hangup", phone)
    office.ended(first)


SIMULATED: dict[str, Callable[[Office, str], None]] = {
    "answered": sim_answered,
    "rejected": sim_rejected,
    "transfer": sim_transfer,
    "two-calls": sim_two_calls,
}


def simulate(folder: Path, phone: str, play: Callable[[Office, str], None], trace: Path) -> Calls:
    """The journal after the play."""
    office = Office(folder)
    office.configured = (DESK, SIDE)
    office.write()
    office.start_phones()  # their URLs are asked for while both are configured
    office.configured = (phone,)
    office.write()
    try:
        office.serve = office.program("serve", "--json", "--record", str(trace), *office.where())
        office.serve.ready()
        office.serve.wait(lambda line: line["type"] == "phone" and line["reachable"], what=f"{phone} asked")
        play(office, phone)
        calls = office.calls("--limit", "0")
        office.serve.stop(signal.SIGTERM)
        office.phones.stop(signal.SIGTERM)
    finally:
        office.end_leftovers()
    return calls


# in the lab


class Recorded(Product):
    """The product, recording."""

    trace: Path

    async def _begin(self, *arguments: str) -> None:
        more = ("--record", str(self.trace)) if arguments[0] == "serve" else ()
        await super()._begin(*arguments, *more)


async def lab_answered(lab: Laboratory, program: Product) -> None:
    far = await lab.far_end(OUTSIDE)
    await far.dial("22")
    await program.call("desk", "ringing")
    await program.done("call", "answer")
    await program.done("call", "hold")
    await program.done("call", "resume")
    await program.done("call", "hangup")
    await program.call("desk", "ended")


async def lab_rejected(lab: Laboratory, program: Product) -> None:
    far = await lab.far_end(OUTSIDE)
    await far.dial("22")
    await program.call("desk", "ringing")
    await program.done("call", "reject")
    await program.call("desk", "ended")


async def lab_transfer(lab: Laboratory, program: Product) -> None:
    """Attended, by a consultation that is answered. Both others have to understand Replaces."""
    first, colleague = await asyncio.gather(lab.phone("yealink", "23"), lab.phone("snom", "24"))
    first.user("dial", "22")
    await program.call("desk", "ringing")
    await program.done("call", "answer")
    mark = program.mark()
    await program.done("call", "transfer", "24", "--attended")
    await colleague.word("incoming")
    colleague.user("answer")
    await program.call("desk", "talking", mark, number="24")
    await program.done("call", "complete")
    await program.call("desk", "ended", mark, number="24")
    await program.call("desk", "ended", mark, number="23")


async def lab_two_calls(lab: Laboratory, program: Product) -> None:
    one, two = await asyncio.gather(lab.far_end(OUTSIDE), lab.far_end(ALSO))
    await one.dial("22")
    await program.call("desk", "ringing")
    await program.done("call", "answer")
    mark = program.mark()
    await two.dial("22")
    await program.call("desk", "ringing", mark)
    await program.done("call", "answer")
    await program.call("desk", "held", mark)
    await one.hang_up()
    await program.call("desk", "ended", mark)
    mark = program.mark()
    await program.done("call", "hangup")
    await program.call("desk", "ended", mark, number="+49221471102")


IN_THE_LAB: dict[str, Callable[[Laboratory, Product], Awaitable[None]]] = {
    "answered": lab_answered,
    "rejected": lab_rejected,
    "transfer": lab_transfer,
    "two-calls": lab_two_calls,
}


async def in_the_lab(
    folder: Path, vendor: str, play: Callable[[Laboratory, Product], Awaitable[None]], trace: Path
) -> Calls:
    """The journal after the play."""
    async with Laboratory() as lab:
        phone = await lab.phone(vendor, "22")
        product = Recorded(folder, lab.computer, {"desk": phone})
        product.trace = trace
        async with product:
            await play(lab, product)
            return await product.journal()


# both


def keep(trace: Path, calls: Calls) -> None:
    """Looks whether the trace leads to the journal's calls, and keeps what it leads to."""
    replayed = played(trace)

    def bare(call: dict[str, Any]) -> dict[str, Any]:
        without = {*MASKED, "contact"}  # a replay has no phone book
        return {name: value for name, value in call.items() if name not in without}

    assert [bare(call) for call in reversed(calls)] == [bare(call) for call in replayed], (calls, replayed)
    expected = trace.with_suffix(".calls.json")
    expected.write_text(json.dumps(replayed, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"{trace.name}: {[call['outcome'] for call in replayed]}, {trace.stat().st_size} bytes")


def main(wanted: list[str]) -> int:
    """Makes the traces of the places that are named, of both where none is."""
    os.environ["TZ"] = "Europe/Berlin"
    time.tzset()
    FOLDER.mkdir(exist_ok=True)
    for place in wanted or ["simulated", "lab"]:
        if place == "lab" and missing():
            print(f"the lab needs these packages: {' '.join(missing())}", file=sys.stderr)
            return 1
        for vendor in VENDORS:
            phone = next(name for name, made_by in VENDOR.items() if made_by == vendor)
            for name in SIMULATED:
                trace = FOLDER / f"{place}-{vendor}-{name}.jsonl"
                trace.unlink(missing_ok=True)
                with tempfile.TemporaryDirectory() as folder:
                    if place == "lab":
                        calls = asyncio.run(in_the_lab(Path(folder), vendor, IN_THE_LAB[name], trace))
                    else:
                        calls = simulate(Path(folder), phone, SIMULATED[name], trace)
                trace.chmod(0o644)
                keep(trace, calls)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
