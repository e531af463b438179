"""How `serve` ends: asked to, killed, or because nobody reads it; and what is left of the calls."""

from __future__ import annotations

import http.client
import json
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from urllib.parse import urlsplit

import pytest

from tests.e2e.office import (
    CALLER,
    DESK,
    GROUP,
    KAETHE,
    LOOPBACK,
    OWN,
    SECOND,
    SIDE,
    VENDOR,
    Call,
    Office,
    opened,
)
from tests.e2e.program import COMMAND, ROOT
from tests.e2e.shape import check_call

pytestmark = pytest.mark.xdist_group("e2e-ending")

_INCOMING = {"snom": "incoming", "yealink": "incoming_call"}


@pytest.fixture(scope="module")
def phones(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with opened(tmp_path_factory.mktemp("ending"), serving=False) as office:
        yield office


@pytest.fixture
def office(phones: Office) -> Iterator[Office]:
    """Phones only: the tests start and end the instance. The journal goes on from test to test."""
    yield phones
    if phones.end_leftovers(but=phones.phones):  # the test has failed: no call may reach the next one
        for phone in VENDOR:
            phones.hand(phone, "reject")
            phones.hand(phone, "hang-up")


class Reporter(threading.Thread):
    """Reports one call after the other until the server is gone; keeps the ids of those that got a 200."""

    def __init__(self, office: Office, phone: str) -> None:
        super().__init__()
        self.answered: list[str] = []
        self.enough = threading.Event()
        self._phone = phone
        self._base = urlsplit(office.base(phone))

    def run(self) -> None:
        connection = http.client.HTTPConnection(LOOPBACK, self._base.port or 0, timeout=10)
        event = _INCOMING[VENDOR[self._phone]]
        try:
            for number in range(180):  # a server that is well takes 200 at once
                call_id = f"{self._phone}-{number:04}-0000"
                connection.request(
                    "GET", f"{self._base.path}/{event}?call_id={call_id}&local=22@pbx&remote={CALLER}@pbx"
                )
                response = connection.getresponse()
                response.read()
                assert response.status == 200
                self.answered.append(call_id)
                if len(self.answered) == 60:
                    self.enough.set()
        except (OSError, http.client.HTTPException):
            pass  # killed: this one was not answered
        finally:
            connection.close()


def differences(before: list[Call], after: list[Call]) -> list[tuple[object, ...]]:
    """Which fields of which calls are not what they were."""
    return [
        (one["id"], name, one[name], other[name])
        for one, other in zip(before, after, strict=True)
        for name in one
        if one[name] != other[name]
    ]


def test_what_was_answered_survives_a_kill(office: Office) -> None:
    office.start_serve()
    talking = office.rings(DESK, KAETHE)
    office.order("answer", DESK)
    reporters = [Reporter(office, phone) for phone in VENDOR]
    for reporter in reporters:
        reporter.start()
    assert all(reporter.enough.wait(20) for reporter in reporters)
    office.serve.kill()
    for reporter in reporters:
        reporter.join()
    assert all(len(reporter.answered) < 180 for reporter in reporters), "it was killed too late"

    office.start_serve()
    kept = office.calls("--limit", "0")
    assert {call["state"] for call in kept} == {"ended"}
    known = {call["call_id"] for call in kept}
    for reporter in reporters:
        assert known >= set(reporter.answered)
    assert office.journal(talking)["outcome"] == "answered"
    for call in kept:
        check_call(call)
    ringing = office.rings(SIDE, SECOND)
    assert ringing["id"] > max(call["id"] for call in kept)
    office.hand(SECOND, "hang-up")
    office.ended(ringing)
    office.hand(DESK, "hang-up")
    office.serve.stop()

    before = office.calls("--limit", "0")
    rebuilt = office.cli("calls", "rebuild")
    assert (rebuilt.status, rebuilt.out) == (0, "")
    after = office.calls("--limit", "0")
    assert differences(before, after) == []


def test_rebuilding_beside_a_running_instance_harms_no_call(office: Office) -> None:
    office.start_serve()
    over = office.rings(SIDE)
    office.hand(CALLER, "hang-up")
    office.ended(over)
    call = office.rings(DESK, KAETHE)
    office.order("answer", DESK)
    office.cli("calls", "rebuild")
    assert office.journal(call)["state"] == "talking"
    office.order("hold", DESK)
    office.order("hangup", DESK)
    assert office.ended(call)["outcome"] == "answered"
    office.serve.stop()


@pytest.mark.parametrize("by", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "SIGINT"])
def test_it_ends_cleanly_in_the_middle_of_a_call(office: Office, by: signal.Signals) -> None:
    office.start_serve()
    call = office.rings(DESK)
    office.order("answer", DESK)
    office.serve.stop(by)
    assert not (office.data / "control.sock").exists()
    assert office.journal(call)["state"] == "talking"
    office.start_serve()
    assert office.journal(call)["outcome"] == "answered"
    office.serve.stop()
    office.hand(DESK, "hang-up")


@pytest.mark.parametrize("lang", ["en", "de"])
def test_there_is_one_instance_in_a_data_directory(office: Office, lang: str) -> None:
    office.start_serve()
    for arguments in (["serve"], ["serve", "--json"]):
        sentence = office.cli(*arguments, lang=lang).sentence(1)
        assert str(office.serve.pid) in sentence
    call = office.rings(DESK)  # the first one does not mind
    office.hand(CALLER, "hang-up")
    office.ended(call)
    office.serve.stop()


def test_a_killed_instance_leaves_nothing_that_keeps_the_next_from_starting(office: Office) -> None:
    office.start_serve()
    office.serve.kill()
    assert (office.data / "control.sock").exists()
    assert "attic" in office.cli("call", "hold", "--phone", "attic").sentence(4)
    office.start_serve()
    office.serve.stop()


def test_the_phone_is_answered_also_when_nobody_reads(office: Office) -> None:
    """`serve --json | head -1`: the event that finds the pipe broken is still recorded."""
    serve = subprocess.Popen(
        [*COMMAND, "serve", "--json", *office.where()],
        env=office.env,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert serve.stdout is not None
    assert serve.stderr is not None
    with serve.stdout, serve.stderr, ExitStack() as stack:
        stack.callback(serve.kill)  # without effect on one that has ended
        asked: set[str] = set()
        while asked < {DESK, SIDE}:  # behind the phones' answers nothing comes until there is a call
            line = json.loads(serve.stdout.readline())
            if line["type"] == "phone" and line["reachable"] is not None:
                asked.add(line["phone"])
        serve.stdout.close()
        since = office.phones.mark()
        office.hand(CALLER, "call", OWN[DESK])
        rang = office.phone_did(lambda line: line.get("what") == "ringing", since)
        sent = office.phone_did(lambda line: line["type"] == "event", since)
        assert sent["status"] == 200
        assert (serve.wait(10), serve.stderr.read()) == (0, b"")
    (call,) = office.calls("--limit", "1")
    assert (call["number"], call["state"]) == ("+491713920044", "ringing")
    assert call["call_id"] == rang["call_id"]
    office.hand(CALLER, "hang-up")


def test_watching_follows_and_ends_with_the_instance(office: Office) -> None:
    office.start_serve()
    watch = office.program("watch", "--json", *office.where())
    assert watch.ready()["url"] == f"http://{LOOPBACK}:{office.events_port}"
    call = office.new_call(DESK, lambda: office.hand(CALLER, "call", GROUP))
    seen = watch.wait(lambda line: line["type"] == "call" and line["call"]["id"] == call["id"])
    assert seen["call"] == office.latest()[call["id"]]
    office.hand(CALLER, "hang-up")
    office.ended(call)
    office.serve.stop()
    watch.finished()


@pytest.mark.parametrize("said", [b"", b"GET /"])
def test_a_connection_made_at_the_last_moment_does_not_hold_the_end_up(office: Office, said: bytes) -> None:
    office.start_serve()
    with socket.create_connection((LOOPBACK, office.events_port)) as knocking:
        knocking.sendall(said)
        asked = time.monotonic()
        office.serve.stop()
        assert time.monotonic() - asked < 4.0
