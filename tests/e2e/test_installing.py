"""`phone install-urls` as a user types it, with and without a running instance, against phones of their own."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.office import CALLER, DESK, LOOPBACK, PASSWORD, SIDE, VENDOR, Office
from tests.e2e.program import COMMAND, ROOT, Line, Ran

pytestmark = pytest.mark.xdist_group("e2e-installing")

FOREIGN = "http://10.0.0.5/cti?x=1"
LOCKED = "action_missed_url"


def provisioning_url(office: Office) -> str:
    told = office.cli("phone", "urls", "--phone", SIDE, "--format", "json").json()
    return str(told["provisioning_url"])


def phones(office: Office, *, snom: str = "", points_to: str | None = None) -> None:
    """Simulated phones without any action URL of ours."""
    points_to = provisioning_url(office) if points_to is None else points_to
    extra = {
        DESK: f'auth = "digest"\nevents = {{ hold = {json.dumps(FOREIGN)} }}\n{snom}',
        SIDE: f'settings = {{ "static.auto_provision.server.url" = {json.dumps(points_to)} }}\n',
    }
    sections = [
        f'[phone.{name}]\nvendor = "{VENDOR[name]}"\nport = {port}\nnumber = "{number}"\nuser = "admin"\n'
        f'password = "{PASSWORD}"\n{extra[name]}'
        for (name, port), number in zip(office.phone_ports.items(), ("22", "23"), strict=True)
    ]
    path = office.folder / "office.toml"
    path.write_text("\n".join(sections), encoding="utf-8")
    office.phones = office.program("simulate", "--office", str(path), "--hands")
    office.phones.ready()


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Office]:
    """Configured, and nothing runs yet. What a test starts is ended."""
    office = Office(tmp_path)
    office.write()
    yield office
    office.end_leftovers()


def install(office: Office, phone: str, *options: str, lang: str = "en") -> Ran:
    return office.cli("phone", "install-urls", "--phone", phone, "--wait", "8", *options, lang=lang)


def written(office: Office, phone: str, since: int = 0) -> set[str]:
    """The settings that the phone says were written, once it says so."""
    line = office.phone_did(
        lambda line: line["phone"] == phone and line["type"] in ("settings", "provisioning"), since
    )
    return set(line["written"])


def announces(office: Office, phone: str, event: str, since: int) -> Line:
    """What the phone did with an event of its own."""
    return office.phone_did(
        lambda line: line["type"] == "event" and (line["phone"], line["event"]) == (phone, event), since
    )


@pytest.mark.parametrize("serving", [False, True], ids=["alone", "served"])
def test_into_a_snom_and_out_again(bare: Office, serving: bool) -> None:
    phones(bare)
    if serving:
        bare.start_serve()
    done = install(bare, DESK)
    assert done.status == 0, done
    assert re.search(r"desk: \d\d action URLs written and read back, 0 were right", done.out)
    assert "10.0.0.5" in done.err
    again = install(bare, DESK, "--json").json()
    assert {one["outcome"] for one in again["settings"]} == {"kept"}
    assert (again["phone"], again["way"], again["fetched"]) == (DESK, "settings", None)
    since = bare.phones.mark()
    if not serving:
        bare.start_serve()
    bare.hand(CALLER, "call", "22")
    bare.serve.wait(lambda line: line["type"] == "event" and line["event"] == "incoming")
    bare.hand(DESK, "reject")
    assert announces(bare, DESK, "incoming", since)["status"] == 200
    out = install(bare, DESK, "--remove", "--json").json()
    outcomes = {one["setting"]: one["outcome"] for one in out["settings"]}
    assert set(outcomes.values()) == {"written"}
    since = bare.phones.mark()
    bare.hand(CALLER, "call", "22")
    assert announces(bare, DESK, "incoming", since)["sent"] is False
    bare.hand(DESK, "reject")
    nothing = install(bare, DESK, "--remove")
    assert nothing.status == 0
    assert "nothing to take out" in nothing.out
    bare.serve.stop()
    bare.phones.stop(signal.SIGTERM)


@pytest.mark.parametrize("serving", [False, True], ids=["alone", "served"])
def test_a_yealink_fetches_its_file(bare: Office, serving: bool) -> None:
    phones(bare)
    if serving:
        bare.start_serve()
    done = install(bare, SIDE, "--yes")
    assert done.status == 0, done
    assert "has fetched the file" in done.out
    assert LOOPBACK in done.out
    assert "side reports: the action URLs work." in done.out
    assert len(written(bare, SIDE)) > 30
    since = bare.phones.mark()
    out = install(bare, SIDE, "--remove", "--json").json()
    assert (out["way"], out["fetched"], out["fetched_by"]) == ("file", True, LOOPBACK)
    assert len(written(bare, SIDE, since)) > 30
    with socket.socket() as probe:  # without an instance the port is free again
        assert (probe.connect_ex((LOOPBACK, bare.events_port)) == 0) is serving
    if serving:
        bare.serve.stop()
    bare.phones.stop(signal.SIGTERM)


def test_a_yealink_that_does_not_come(bare: Office) -> None:
    phones(bare, points_to="")
    sentence = bare.cli("phone", "install-urls", "--phone", SIDE, "--yes", "--wait", "1").sentence(3)
    assert "Auto Provision" in sentence
    assert provisioning_url(bare) in sentence
    assert str(bare.events_port) in sentence
    bare.phones.stop(signal.SIGTERM)


def test_the_undocumented_way_only_when_asked_for(bare: Office) -> None:
    phones(bare)
    bare.start_serve()
    done = install(bare, SIDE, "--way", "phonecfg", "--wait", "0")
    assert (done.status, "cannot be asked" in done.out) == (0, True)
    assert "No report has come" in done.err
    out = install(bare, SIDE, "--remove")
    assert (out.status, "cannot be asked" in out.out) == (0, True)
    bare.serve.stop()
    bare.phones.stop(signal.SIGTERM)


def test_locked_settings(bare: Office) -> None:
    phones(bare, snom=f'locked_settings = ["{LOCKED}"]\n')
    for lang, word in (("en", "locked"), ("de", "gesperrt")):
        done = install(bare, DESK, lang=lang)
        assert done.status == 3
        assert LOCKED in done.err
        assert word in done.err
        assert 'action_urls = "provider"' in done.err
    told = install(bare, DESK, "--json")
    assert told.status == 3
    assert [one["setting"] for one in json.loads(told.out)["settings"] if one["outcome"] == "refused"] == [
        LOCKED
    ]
    bare.phones.stop(signal.SIGTERM)


@pytest.mark.parametrize("lang", ["en", "de"])
def test_the_providers_are_not_touched(bare: Office, lang: str) -> None:
    text = bare.config.read_text(encoding="utf-8")
    bare.config.write_text(
        text.replace('user = "admin"', 'user = "admin"\naction_urls = "provider"'), encoding="utf-8"
    )
    for phone in (DESK, SIDE):
        for more in ([], ["--remove"], ["--yes"]):
            sentence = bare.cli("phone", "install-urls", "--phone", phone, *more, lang=lang).sentence(1)
            assert phone in sentence
            assert "provider" in sentence
        assert bare.action_urls(phone)  # they are printed all the same


@pytest.mark.parametrize("lang", ["en", "de"])
def test_without_consent_nothing_is_sent(bare: Office, lang: str) -> None:
    """No phone and no server runs: whatever would be sent would fail in another way."""
    sentence = bare.cli("phone", "install-urls", "--phone", SIDE, lang=lang).sentence(2)
    assert "--yes" in sentence
    assert bare.cli("phone", "install-urls", "--phone", SIDE, "--json", lang=lang).sentence(2) == sentence


@pytest.mark.parametrize(("lang", "answer"), [("en", "n\n"), ("de", "\n"), ("de", "x" * 100_000 + "\n")])
def test_an_answer_that_is_no_yes(bare: Office, lang: str, answer: str) -> None:
    done = subprocess.run(
        [*COMMAND, "phone", "install-urls", "--phone", SIDE, *bare.where()],
        env={**bare.env, "DURCHWAHL_LANG": lang},
        cwd=ROOT,
        input=answer.encode(),
        capture_output=True,
        timeout=30,
        check=False,
    )
    told = done.stderr.decode()
    assert done.returncode == 1
    assert provisioning_url(bare) in told
    assert 'action_urls = "provider"' in told
    assert told.splitlines()[-1].startswith("durchwahl: ")
    assert "Traceback" not in told


def test_a_typed_yes(bare: Office) -> None:
    phones(bare)
    done = subprocess.run(
        [*COMMAND, "phone", "install-urls", "--phone", SIDE, "--wait", "8", *bare.where()],
        env={**bare.env, "DURCHWAHL_LANG": "de"},
        cwd=ROOT,
        input=b"Ja\n",
        capture_output=True,
        timeout=30,
        check=False,
    )
    assert done.returncode == 0, done
    assert "Action-URLs funktionieren" in done.stdout.decode()
    bare.phones.stop(signal.SIGTERM)


@pytest.mark.parametrize("lang", ["en", "de"])
def test_something_else_listens_on_the_port(bare: Office, lang: str) -> None:
    with socket.socket() as other:
        other.bind((LOOPBACK, bare.events_port))
        other.listen()
        sentence = bare.cli("phone", "install-urls", "--phone", SIDE, "--yes", lang=lang).sentence(1)
    assert str(bare.events_port) in sentence


@pytest.mark.parametrize("phone", [DESK, SIDE])
def test_a_wrong_password_is_sent_once(bare: Office, phone: str) -> None:
    bare.password = "Falsch8"
    bare.write()
    phones(bare)
    sentence = bare.cli("phone", "install-urls", "--phone", phone, "--yes", "--wait", "1").sentence(3)
    assert phone in sentence
    assert "Falsch8" not in sentence
    bare.phones.stop(signal.SIGTERM)
    logins = [line for line in bare.phones.lines if line.get("auth") and line["phone"] == phone]
    assert len(logins) == 1


@pytest.mark.parametrize("phone", [DESK, SIDE])
def test_a_dead_phone(bare: Office, phone: str) -> None:
    sentence = bare.cli("phone", "install-urls", "--phone", phone, "--yes", "--wait", "1").sentence(3)
    assert phone in sentence


def test_overwritten_at_a_restart_they_come_back_and_the_stream_says_so(bare: Office) -> None:
    phones(bare, snom='provisioned_settings = { action_missed_url = "" }\n')
    bare.start_serve()
    assert install(bare, DESK).status == 0
    since = bare.serve.mark()
    bare.hand(DESK, "reboot")
    told = bare.serve.wait(lambda line: line["type"] == "warning", since=since)
    assert DESK in told["text"]
    again = install(bare, DESK, "--json").json()
    assert {one["outcome"] for one in again["settings"]} == {"kept"}
    bare.serve.kill()
    bare.phones.stop(signal.SIGTERM)
