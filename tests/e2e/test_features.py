"""Do not disturb, forwards, status and screen on the command line: beside a running instance and alone."""

from __future__ import annotations

import os
import pty
import re
import struct
import subprocess
import termios
from collections.abc import Iterator
from fcntl import ioctl
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.office import CALLER, DESK, SIDE, Office, opened
from tests.e2e.program import COMMAND, ROOT

pytestmark = pytest.mark.xdist_group("e2e-features")


@pytest.fixture(scope="module")
def beside(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office with a running instance."""
    with opened(tmp_path_factory.mktemp("beside")) as office:
        yield office


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One without."""
    with opened(tmp_path_factory.mktemp("alone"), serving=False) as office:
        yield office


@pytest.fixture(params=["beside", "alone"])
def place(request: pytest.FixtureRequest) -> Office:
    found: Office = request.getfixturevalue(request.param)
    return found


def status(office: Office, phone: str) -> dict[str, Any]:
    (known,) = office.cli("phone", "status", "--phone", phone, "--json").json()["phones"]
    return dict(known)


def feature(known: dict[str, Any], name: str, where: str) -> dict[str, Any]:
    """One feature of a status."""
    (found,) = (one for one in known["features"] if (one["feature"], one["where"]) == (name, where))
    return dict(found)


@pytest.mark.parametrize("phone", [DESK, SIDE])
def test_features_of_the_phone_go_on_and_off(place: Office, phone: str) -> None:
    done = place.cli("phone", "dnd", "on", "--phone", phone)
    assert (done.status, done.out, done.err) == (0, "", f"{phone}, in the phone, do not disturb: on\n")
    document = place.cli("phone", "forward", "busy", "Käthe", "Mühlenbach", "--phone", phone, "--json").json()
    assert (document["confirmed"], document["failed"], document["where"]) == (True, False, "phone")
    known = status(place, phone)
    assert feature(known, "dnd", "phone")["on"] is True
    assert (known["dnd"], known["forwards"]) == (True, {"busy": "003023125110"})
    assert feature(known, "busy", "pbx")["on"] is None
    assert place.cli("phone", "forward", "busy", "--off", "--phone", phone).status == 0
    assert place.cli("phone", "dnd", "off", "--phone", phone).status == 0
    known = status(place, phone)
    assert (known["dnd"], known["forwards"]) == (False, {})


def test_the_seconds_that_count_are_told(beside: Office) -> None:
    done = beside.cli("phone", "forward", "no-answer", "voicemail", "--seconds", "20", "--phone", SIDE)
    assert done.status == 0
    assert "18 s, not 20 s" in done.err
    there = feature(status(beside, SIDE), "no-answer", "phone")
    assert (there["on"], there["target"], there["seconds"]) == (True, "2000", 18)
    assert beside.cli("phone", "forward", "off", "--phone", SIDE).status == 0
    assert feature(status(beside, SIDE), "no-answer", "phone")["on"] is False


def test_a_forward_in_the_pbx_is_told_with_its_time(beside: Office) -> None:
    done = beside.cli("phone", "forward", "not-registered", "voicemail", "--phone", DESK)
    assert done.status == 0
    assert re.fullmatch(
        r"desk, in the PBX, forward when not registered: to 2000 \(told from here: \d\d:\d\d\)\n", done.err
    )
    assert beside.cli("phone", "forward", "always", "22", "--pbx", "--phone", DESK).status == 0
    off = beside.cli(
        "phone", "forward", "off", "--phone", DESK
    )  # the phone's: it knows nothing of the others
    assert "Still on in the PBX: forward always: to 22" in off.err
    assert "not registered" not in off.err
    assert beside.cli("phone", "forward", "off", "--pbx", "--phone", DESK).status == 0
    known = status(beside, DESK)
    assert {one["on"] for one in known["features"] if one["where"] == "pbx"} == {False}


def test_without_an_instance_nobody_hears_what_became_of_a_code(alone: Office) -> None:
    done = alone.cli("phone", "forward", "always", "22", "--pbx")
    assert done.status == 0
    assert "*72*22" in done.err
    assert feature(status(alone, DESK), "always", "pbx")["target"] == "22"


@pytest.mark.parametrize(
    ("words", "exit_status", "names"),
    [
        (["dnd", "perhaps"], 2, "perhaps"),
        (["forward", "always"], 2, "voicemail"),
        (["forward", "always", "112"], 2, "emergency"),
        (["forward", "off", "22"], 2, "target"),
        (["forward", "always", "22", "--off"], 2, "target"),
        (["forward", "busy", "22", "--seconds", "6"], 2, "--seconds"),
        (["forward", "busy", "22", "--pbx", "--in-phone"], 2, "--in-phone"),
        (["forward", "no-answer", "22", "--seconds", "301"], 2, "300"),
        (["forward", "not-registered", "22", "--in-phone"], 3, DESK),
        (["dnd", "on", "--phone", "attic"], 4, "attic"),
        (["status", "--phone", "attic"], 4, "attic"),
        (["forward", "always", "Niemand"], 4, "Niemand"),
        (["screen"], 2, "--save"),
        (["screen", "--save", "desk.gif"], 2, ".png"),
        (["screen", "--save", "no/such/folder/desk.png"], 2, "no/such/folder"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_is_one_sentence(
    beside: Office, words: list[str], exit_status: int, names: str
) -> None:
    assert names in beside.cli("phone", *words).sentence(exit_status)


def test_a_status_for_people(beside: Office) -> None:
    call = beside.rings(DESK, CALLER)
    told = beside.cli("phone", "status", "--phone", DESK, lang="de")
    beside.hand(CALLER, "hang-up")
    beside.ended(call)
    assert (told.status, told.err) == (0, "")
    title, *lines = told.out.splitlines()
    assert title == "desk (Snom D785)"
    assert [line.split()[0] for line in lines][:4] == ["Zustand", "Adresse", "Firmware", "MAC"]
    assert any(line.split() == ["Gespräch", "klingelt", "Jürgen", "Lindner"] for line in lines), told.out


def test_a_phone_that_is_away_does_not_hide_the_other(alone: Office) -> None:
    alone.write('[phone.attic]\nvendor = "snom"\nhost = "127.0.0.1:9"\n')
    try:
        told = alone.cli("phone", "status", "--json").json()["phones"]
    finally:
        alone.write()
    known = {phone["phone"]: phone for phone in told}
    assert [known[name]["reachable"] for name in (DESK, SIDE)] == [True, True]
    assert known["attic"]["problem"]
    assert known["attic"]["retry_at"] is None, "the command ends, so nobody tries again"


@pytest.mark.parametrize(
    ("phone", "size", "suffix", "start"),
    [(DESK, "320 × 240", "png", b"\x89PNG"), (SIDE, "480 × 272", "jpg", b"\xff\xd8\xff")],
)
def test_a_screen_is_saved(
    place: Office, tmp_path: Path, phone: str, size: str, suffix: str, start: bytes
) -> None:
    file = tmp_path / f"screen.{suffix}"
    done = place.cli("phone", "screen", "--phone", phone, "--save", str(file))
    assert (done.status, done.out) == (0, "")
    assert size in done.err
    assert file.read_bytes().startswith(start)


@pytest.mark.parametrize(
    ("more", "env", "look"),
    [
        ([], {}, r"\x1b\[38;2;\d+;\d+;\d+;48;2;\d+;\d+;\d+m▀"),
        ([], {"NO_COLOR": "1"}, r"^[ ░▒▓█\n]+$"),
        (["--ascii"], {}, r"^[ .:\-=+*#%@\n]+$"),
    ],
    ids=["colour", "no colour", "ascii"],
)
def test_a_screen_is_shown_in_a_terminal(
    beside: Office, more: list[str], env: dict[str, str], look: str
) -> None:
    shown = in_terminal(["phone", "screen", *more, *beside.where()], beside.env | env, 60, 20)
    assert re.search(look, shown), repr(shown[:400])
    assert len(shown.splitlines()) <= 19


def in_terminal(words: list[str], env: dict[str, str], columns: int, lines: int) -> str:
    """What a command writes on a terminal of that size."""
    ours, theirs = pty.openpty()
    ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
    with subprocess.Popen(
        [*COMMAND, *words],
        env=env,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=subprocess.PIPE,
    ) as running:
        os.close(theirs)
        written = b""
        while True:
            try:
                part = os.read(ours, 65_536)
            except OSError:  # Linux says so of a terminal that nobody writes to any more
                part = b""
            if not part:
                break
            written += part
        os.close(ours)
        assert running.wait(20) == 0, running.stderr and running.stderr.read()
    return written.decode().replace("\r\n", "\n")
