"""Office files: what they may say, and which sentence comes back when they are wrong."""

from __future__ import annotations

import argparse
import re
from dataclasses import fields
from pathlib import Path

import pytest

from tui.errors import UsageError
from tui.i18n import catalogues, use
from tui.i18n.simulator import DE, EN
from tui.simulator.command import add_arguments
from tui.simulator.config import PHONE as PHONE_KEYS
from tui.simulator.config import parse_office, read_office
from tui.simulator.faults import Faults
from tui.simulator.office import Office
from tui.simulator.party import Behaviour
from tui.simulator.profile import PhoneProfile

WHOLE = """
[phone.a]
vendor = "snom"
port = 0
number = "22"
display_name = "Anna Müller"
user = "admin"
password = "secret"
auth = "digest"
remote_control = "hidden-tags"
events = { incoming = "http://127.0.0.1:8080/t/incoming?r=$remote", action_hold = "http://127.0.0.1:8080/t/h" }
lines = ["26"]
model = "D785"
encoding = "latin-1"
faults = { lose = 0.1, lose_next = 2, hang = false, lose_events = ["missed"] }
[phone.b]
vendor = "yealink"
number = "23"
remote_control = "prompt"
events_base = "http://127.0.0.1:8080/u"
[party."0221471122"]
behaviour = "busy"
display_name = "Büro"
[group."20"]
members = ["a", "b"]
[office]
unknown = "never"
outside_prefix = ""
seed = 5
"""
PHONE = '[phone.a]\nvendor = "snom"\nnumber = "22"\n'


@pytest.fixture(autouse=True)
def english() -> None:
    use("en")


def test_everything_is_taken_over() -> None:
    plan = parse_office(WHOLE)
    a = plan.phones["a"]
    assert (a.vendor, a.number, a.lines, a.auth_scheme, a.encoding) == (
        "snom",
        "22",
        ("26",),
        "digest",
        "latin-1",
    )
    assert a.events["action_hold"] == "http://127.0.0.1:8080/t/h"
    assert a.faults == {"lose": 0.1, "lose_next": 2, "hang": False, "lose_events": ["missed"]}
    assert plan.phones["b"].prompt_after == 3.0
    assert plan.parties["0221471122"].behaviour is Behaviour.BUSY
    assert plan.groups == {"20": ("a", "b")}
    assert (plan.unknown.behaviour, plan.outside_prefix, plan.seed) == (Behaviour.NEVER, "", 5)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[phone.a", ["not valid TOML", "office.toml"]),
        ("", ["no phone"]),
        ("[phon.a]\nx = 1", ["phon", "nearest", "phone"]),
        ("phone = 1", ["phone = 1"]),
        ("[phone]\na = 1", ["phone.a = 1"]),
        (PHONE + 'passwort = "x"', ["phone.a.passwort", "password"]),
        ('[phone.a]\nvendor = "snom"', ["phone.a.number", "missing"]),
        ('[phone.a]\nnumber = "22"', ["phone.a.vendor", "missing"]),
        ('[phone.a]\nvendor = "grandstream"\nnumber = "22"', ["grandstream", "snom or yealink"]),
        (PHONE + "port = 70000", ["phone.a.port", "70000", "65535"]),
        (PHONE + "port = true", ["phone.a.port", "True"]),
        ('[phone.a]\nvendor = "snom"\nnumber = 22', ["phone.a.number", "22"]),
        (PHONE + 'auth = "ntlm"', ["phone.a.auth", "ntlm", '"basic" | "digest"']),
        (PHONE + 'remote_control = "prompt"', ["phone.a.remote_control", "prompt", "hidden-tags"]),
        (PHONE + 'events = { incomming = "http://x" }', ["incomming", "nearest one is incoming"]),
        (PHONE + 'events = { action_hold_url = "http://x" }', ["action_hold_url", "nearest"]),
        (PHONE + 'events = { incoming = "x" }', ["phone.a.events.incoming", "'x'", "http://"]),
        (PHONE + 'events_base = "ftp://x"', ["phone.a.events_base", "ftp://x"]),
        (PHONE + "faults = { loose = 1 }", ["phone.a.faults.loose", "lose"]),
        (PHONE + 'faults = { lose = "x" }', ["phone.a.faults.lose", "'x'"]),
        (PHONE + 'encoding = "ascii"', ["phone.a.encoding", "latin-1"]),
        (PHONE + 'mac = "0004"', ["phone.a.mac", "12 hex"]),
        (PHONE + 'announce_pnp = "here"', ["phone.a.announce_pnp", "224.0.1.75:5060"]),
        (PHONE + "hidden_tags_status = 500", ["phone.a.hidden_tags_status", "403 | 401"]),
        (PHONE + 'web = "off"', ["phone.a.web", "true | false"]),
        (PHONE + "provisioned_settings = { a = 1 }", ["phone.a.provisioned_settings"]),
        (PHONE + 'certificate = "none.pem"', ["none.pem", "PEM"]),
        (PHONE + "https_port = 9\n" + PHONE.replace(".a", ".b") + "port = 9", ["port 9", "a and b"]),
        (PHONE + '[party."1"]\nbehaviour = "sleeps"', ['party."1".behaviour', "sleeps", "answers"]),
        (PHONE + '[group."1"]\nmembers = ["b"]', ["no phone b", "known: a"]),
        (PHONE + '[office]\nunknown = "x"', ["office.unknown"]),
        (PHONE + "[office]\nseeds = 1", ["office.seeds", "seed"]),
        (PHONE + "port = 9\n" + PHONE.replace(".a", ".b") + "port = 9", ["port 9", "a and b"]),
    ],
)
def test_mistakes_are_named_in_one_sentence(text: str, words: list[str]) -> None:
    with pytest.raises(UsageError) as caught:
        parse_office(text, "office.toml")
    message = str(caught.value)
    assert [word for word in words if word not in message] == []
    assert "\n" not in message


def test_a_password_of_the_wrong_kind_is_not_shown() -> None:
    with pytest.raises(UsageError) as caught:
        parse_office(PHONE + "password = 12345")
    assert "12345" not in str(caught.value)


async def test_office_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "office.toml").write_text(WHOLE, encoding="utf-8")
    async with Office.from_toml(tmp_path / "office.toml") as office:
        assert sorted(office.phones) == ["a", "b"]
        assert office.phone("a").faults.lose_events == {"missed"}
        assert office.phone("a").settings.get("action_hold") == "http://127.0.0.1:8080/t/h"
        assert "/u/incoming_call?mac=$mac" in office.phone("b").settings.get("action_url.incoming_call")


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        read_office(tmp_path / "none.toml")
    (tmp_path / "latin.toml").write_bytes(b'[phone.a]\nvendor = "\xe4"')
    with pytest.raises(UsageError, match="UTF-8"):
        read_office(tmp_path / "latin.toml")


def test_both_languages_have_the_same_placeholders() -> None:
    held = re.compile(r"\{(\w+)")
    for key, text in EN.items():
        assert sorted(held.findall(str(text))) == sorted(held.findall(catalogues()["de"][key])), key
    assert list(EN) == list(DE)


def test_secrets_do_not_show_in_the_profile() -> None:
    assert "geheim" not in repr(PhoneProfile("snom", password="geheim"))


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_help_names_every_key_of_a_phone(language: str) -> None:
    use(language)
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    words = set(re.findall(r"\w+", parser.format_help().replace("-\n", "-")))
    assert [key for key in PHONE_KEYS if key not in words] == []
    assert [fault.name for fault in fields(Faults) if fault.name not in words] == []
