"""What cannot be done is said in one sentence, in the user's language, with the exit status that fits."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.e2e.office import DESK, LOOPBACK, SIDE, VENDOR, Office, opened
from tests.e2e.program import COMMAND, ROOT, Line, Ran

pytestmark = pytest.mark.xdist_group("e2e-refusals")

# arguments, exit status, what the sentence must name
_REFUSED: list[tuple[list[str], int, str]] = [
    (["calls", "--nonsense"], 2, "--nonsense"),
    (["nonsense"], 2, "nonsense"),
    (["calls", "--since", "nonsense"], 2, "nonsense"),
    (["calls", "--until", "2026-02-30"], 2, "2026-02-30"),
    (["calls", "--limit", "-1"], 2, "--limit"),
    (["calls", "--limit", "many"], 2, "many"),
    (["calls", "--in", "--out"], 2, "--out"),
    (["calls", "--limit"], 2, "--limit"),
    (["calls", "--json=yes"], 2, "--json"),
    (["calls", "note", "seven", "text"], 2, "seven"),
    (["call", "dance"], 2, "dance"),
    (["dial"], 2, "dial"),
    (["phone"], 2, "phone"),
    (["app"], 2, "durchwahl serve"),
    (["demo"], 2, "durchwahl serve"),
    (["simulate", "nokia"], 2, "nokia"),
    (["phone", "urls", "--phone", DESK, "--vendor", "yealink"], 2, DESK),
    (["phone", "urls", "--phone", SIDE, "--format", "xml"], 2, "xml"),
    (["call", "answer", "--phone", "attic"], 4, "attic"),
    (["dial", "112", "--phone", "attic"], 4, "attic"),
    (["phone", "urls", "--phone", "attic"], 4, "attic"),
    (["phone", "test", "--phone", "attic"], 4, "attic"),
    (["call", "hangup", "--call", "77"], 4, "77"),
    (["calls", "note", "77", "text"], 4, "77"),
    (["contacts", "show", "77"], 4, "77"),
    (["dial", "Niemand Namens So"], 4, "Niemand Namens So"),
    (["dial", "\x1b[31m\u202eevil"], 4, "evil"),
    (["watch"], 1, "durchwahl serve"),
]

_ENGLISH = re.compile(r"\b(argument|invalid|required|expected|unrecognized|the|is)\b")


@pytest.fixture(scope="module")
def idle(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """A configuration, and nothing that runs."""
    office = Office(tmp_path_factory.mktemp("idle"))
    office.write()
    return office


def harmless(text: str) -> bool:
    return text.replace("\n", "").isprintable()


@pytest.mark.parametrize(
    ("arguments", "status", "named"), _REFUSED, ids=[" ".join(one[0]).encode().hex()[:40] for one in _REFUSED]
)
def test_one_sentence_in_both_languages(idle: Office, arguments: list[str], status: int, named: str) -> None:
    english = idle.cli(*arguments, lang="en").sentence(status)
    german = idle.cli(*arguments, lang="de").sentence(status)
    assert named in english
    assert named in german
    assert english != german
    assert not _ENGLISH.search(german)
    assert harmless(english)
    assert harmless(german)


@pytest.mark.parametrize("lang", ["en", "de"])
@pytest.mark.parametrize(
    ("extra", "named"),
    [
        ("[app]\nthme = 'dark'\n", "theme"),
        ("[phone.three]\nvendor = 'snom'\n", "phone.three.host"),
        ("[app]\ntheme = 'pink'\n", "pink"),
        ("[phone.desk\n", "config.toml"),
        ("lang = [\n", "config.toml"),
    ],
)
def test_a_bad_configuration(tmp_path: Path, lang: str, extra: str, named: str) -> None:
    office = Office(tmp_path)
    office.write(extra)
    sentence = office.cli("calls", lang=lang).sentence(2)
    assert named in sentence
    assert office.cli("serve", lang=lang).sentence(2) == sentence
    assert not office.data.exists()


@pytest.mark.parametrize("lang", ["en", "de"])
def test_a_named_configuration_that_is_not_there(tmp_path: Path, lang: str) -> None:
    office = Office(tmp_path)
    assert "config.toml" in office.cli("calls", lang=lang).sentence(2)


def test_without_any_configuration_there_is_an_empty_journal_and_no_phone(tmp_path: Path) -> None:
    office = Office(tmp_path)
    office.config.write_text("", encoding="utf-8")
    assert office.cli("calls", "--json").json() == {"calls": []}
    assert office.cli("phone", "list", "--json").json() == {"phones": []}
    assert "[phone.desk]" in office.cli("dial", "112").sentence(4)


@pytest.mark.parametrize("lang", ["en", "de"])
def test_a_contacts_file_that_cannot_be_read(tmp_path: Path, lang: str) -> None:
    """What the other files hold is still found; the exit status is that of the search."""
    office = Office(tmp_path)
    office.write()
    text = office.config.read_text(encoding="utf-8")
    office.config.write_text(text.replace('"book.vcf"', '"book.vcf", "gone.vcf"'), encoding="utf-8")
    found = office.cli("contacts", "search", "mühlen", lang=lang)
    assert found.status == 0
    assert "Käthe Mühlenbach" in found.out
    assert found.err.count("\n") == 1
    assert "gone.vcf" in found.err
    (tmp_path / "gone.vcf").mkdir()
    folder = office.cli("contacts", "search", "mühlen", lang=lang)
    assert (folder.status, folder.out) == (0, found.out)
    assert folder.err.count("\n") == 1
    assert folder.err != found.err


@pytest.mark.parametrize("lang", ["en", "de"])
def test_a_port_in_use(idle: Office, lang: str) -> None:
    with socket.socket() as other:
        other.bind((LOOPBACK, idle.events_port))
        other.listen()
        sentence = idle.cli("serve", "--json", lang=lang).sentence(1)
    assert str(idle.events_port) in sentence


@pytest.mark.parametrize("lang", ["en", "de"])
@pytest.mark.parametrize("phone", [DESK, SIDE])
def test_a_dead_phone(idle: Office, phone: str, lang: str) -> None:
    sentence = idle.cli("dial", "31", "--phone", phone, lang=lang).sentence(3)
    assert f"{LOOPBACK}:{idle.phone_ports[phone]}" in sentence
    assert idle.cli("call", "hold", "--phone", phone, lang=lang).sentence(3) == sentence
    # The test looks closer: this computer's address answers, only no web server does.
    tested = idle.cli("phone", "test", "--phone", phone, "--json", lang=lang)
    assert (tested.status, tested.err) == (3, "")
    (result,) = json.loads(tested.out)["phones"]
    assert (result["phone"], result["ok"], result["cause"]) == (phone, False, "web-off")
    shown = idle.cli("phone", "test", "--phone", phone, lang=lang)
    assert shown.out == f"{phone}: {result['text']}\n"


@pytest.fixture(scope="module")
def locked_out(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Phones whose password is not the configured one; no instance runs."""
    with opened(tmp_path_factory.mktemp("locked"), serving=False, password="Falsch8") as office:
        yield office


def logins(office: Office, phone: str, since: int) -> int:
    """How many requests with a login the phone has seen. One more request from here makes sure of the last."""
    lines = [line for line in office.phones.lines[since:] if line["type"] in ("request", "refused")]
    return sum(bool(line["auth"]) for line in lines if line["phone"] == phone)


@pytest.mark.parametrize("phone", [DESK, SIDE])
def test_a_wrong_password_is_sent_once(locked_out: Office, phone: str) -> None:
    since = locked_out.phones.mark()
    sentence = locked_out.cli("dial", "31", "--phone", phone).sentence(3)
    assert phone in sentence
    assert "Falsch8" not in sentence
    locked_out.phone_did(
        lambda line: line["phone"] == phone and line["type"] == "request" and bool(line["auth"]), since
    )
    assert logins(locked_out, phone, since) == 1
    assert locked_out.obeyed(phone, since) == []


def tells_of(phone: str, line: Line) -> bool:
    return bool(line["type"] == "phone" and line["phone"] == phone)


def test_a_wrong_password_is_sent_once_however_often_one_dials(locked_out: Office) -> None:
    """Once in all: by a command before, or by the instance when it starts, and not for what that is told."""
    locked_out.start_serve()
    try:
        for phone in VENDOR:
            locked_out.serve.wait(partial(tells_of, phone))
            for _ in range(3):
                assert phone in locked_out.cli("dial", "31", "--phone", phone).sentence(3)
            assert logins(locked_out, phone, 0) == 1
    finally:
        locked_out.serve.stop()


def closed_pipe(office: Office, *arguments: str) -> Ran:
    """The command, writing to a pipe that nobody reads."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [*COMMAND, *arguments, "--config", str(office.config), "--data-dir", str(office.data)],
            env=office.env,
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=writing,
            stderr=subprocess.PIPE,
            timeout=30,
            check=False,
        )
    finally:
        os.close(writing)
    return Ran(done.returncode, "", done.stderr.decode())


@pytest.mark.parametrize(
    "arguments",
    [
        ["calls"],
        ["calls", "--json"],
        ["calls", "--csv"],
        ["phone", "urls", "--phone", DESK],
        ["calls", "--help"],
        ["serve", "--json"],
    ],
    ids=" ".join,
)
def test_a_broken_pipe_is_silent(idle: Office, arguments: list[str]) -> None:
    assert closed_pipe(idle, *arguments) == Ran(0, "", "")


def test_head_takes_nothing(idle: Office) -> None:
    """The same as one writes it in a shell; `pipefail` shows the status of the first command."""
    command = " ".join([*COMMAND, "calls", "--config", str(idle.config), "--data-dir", str(idle.data)])
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command} | head -0"],
        env=idle.env,
        cwd=ROOT,
        capture_output=True,
        timeout=30,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
