"""Events per second, each on the disk before its answer, beside an aiohttp handler that does nothing."""

from __future__ import annotations

import json
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from statistics import median
from typing import Any

from tests.bench.child import PATIENCE, ROOT, BenchError, environment, process, python
from tests.bench.figures import Figure, ratio, times
from tests.bench.machine import resident
from tests.bench.office import CALLS, Office, Offices, answering

_ROUNDS = 5
_REQUESTS = 3000
_CONNECTIONS = 16
_WARM = 300
_AIM = 0.5
_SERVED = 600  # what `serve` takes with its own limits
_PER_SECOND = 95.0


def figures(offices: Offices) -> Iterator[Figure]:
    yield from _rates(offices.new(full=True))
    yield from _serve(offices.new(full=True))


def _rates(office: Office) -> Iterator[Figure]:
    with process(python("-m", "tests.bench.bare")) as bare, process(office.core()) as core:
        ports = [_port(bare), _port(core)]
        for port in ports:
            _load(port, office.token, _CONNECTIONS, _WARM)
        least, own = [], []
        for _ in range(_ROUNDS):
            least.append(_load(ports[0], office.token, _CONNECTIONS, _REQUESTS))
            own.append(_load(ports[1], office.token, _CONNECTIONS, _REQUESTS))
        memory = resident(core.pid)
    _check(office, _WARM + _ROUNDS * _REQUESTS)
    yield _rate("bare aiohttp handler: answers", least)
    factor = ratio(_per_second(own), _per_second(least))
    beside = f"{factor:.2f} x bare"
    yield _rate("durchwahl: events committed and answered", own, beside, f">= {_AIM} x", factor >= _AIM)
    for name, rounds in (("bare aiohttp handler", least), ("durchwahl", own)):
        seconds = [second for one in rounds for second in one["seconds"]]
        yield times(f"{name}: answer time, {_CONNECTIONS} connections", seconds)
    taken = _WARM + _ROUNDS * _REQUESTS
    yield Figure(f"switchboard: resident memory after {taken:,} events", 1, memory, memory, "MB")


def _serve(office: Office) -> Iterator[Figure]:
    with process(office.command("serve")) as serve:
        _port_opens(serve, office)
        before = resident(serve.pid)
        _load(office.port, office.token, 4, _SERVED, _PER_SECOND)
        after = resident(serve.pid)
    yield Figure(f"serve: resident memory after start, {CALLS:,} calls", 1, before, before, "MB")
    yield Figure(f"serve: resident memory after {_SERVED} events", 1, after, after, "MB")


def _port_opens(serve: subprocess.Popen[bytes], office: Office) -> None:
    assert serve.stdout is not None
    serve.stdout.readline()
    answering(office.port)


def _port(server: subprocess.Popen[bytes]) -> int:
    assert server.stdout is not None
    return int(json.loads(server.stdout.readline())["port"])


def _load(port: int, token: str, connections: int, requests: int, per_second: float = 0.0) -> dict[str, Any]:
    words = ("-m", "tests.bench.load", str(port), token, str(connections), str(requests), str(per_second))
    done = subprocess.run(
        python(*words), cwd=ROOT, env=environment(), stdout=subprocess.PIPE, timeout=60 + PATIENCE, check=True
    )
    result: dict[str, Any] = json.loads(done.stdout)
    if result["bad"] or len(result["seconds"]) != requests:
        raise BenchError(f"{len(result['seconds'])} of {requests} answers, {result['bad']} of them not a 200")
    return result


def _check(office: Office, sent: int) -> None:
    """Nothing is measured that did not end in the journal."""
    with closing(sqlite3.connect(office.folder / "data" / "journal.db")) as journal:
        kept = journal.execute(
            "SELECT count(*) FROM events WHERE CAST(query AS TEXT) LIKE '%name=Load-%'"
        ).fetchone()[0]
    if kept != sent:
        raise BenchError(f"{sent} events were answered with 200 and {kept} are in the journal")


def _per_second(rounds: list[dict[str, Any]]) -> list[float]:
    return [len(one["seconds"]) / one["took"] for one in rounds]


def _rate(
    name: str, rounds: list[dict[str, Any]], beside: str = "", aim: str = "", met: bool | None = None
) -> Figure:
    rates = _per_second(rounds)
    return Figure(name, len(rates), median(rates), min(rates), "/s", beside, aim, met)
