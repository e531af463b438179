"""Secrets stay out of a recording whatever it is asked to keep."""

from __future__ import annotations

import base64
import json
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.recording.scrubber import Scrubber
from tui.recording.trace import Command, Report

TOKEN = "aB3dE6gH9jK2mN5p"
PASSWORD = "Gehéim 7&<x>"


def scrubbed(target: bytes = b"/", body: bytes = b"", header: tuple[str, bytes] = ("server", b"")) -> Command:
    scrubber = Scrubber()
    scrubber.keep_out(TOKEN, PASSWORD, "4711")
    line = scrubber.scrub(Command(0.0, "desk", target, headers=(header,), body=body))
    assert isinstance(line, Command)
    return line


@pytest.mark.parametrize(
    "spelling",
    [
        PASSWORD,
        quote(PASSWORD, safe=""),
        quote(PASSWORD, safe="").lower(),
        quote(quote(PASSWORD, safe=""), safe=""),
        PASSWORD.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"),
        base64.b64encode(PASSWORD.encode()).decode(),
    ],
)
def test_the_password_of_a_phone_stays_out(spelling: str) -> None:
    for data in (spelling.encode(), spelling.encode("latin-1", "replace")):
        assert scrubbed(b"/x?a=" + data).target == b"/x?a=***"
        assert scrubbed(body=b"a " + data + b" b").body == b"a *** b"
        assert scrubbed(header=("location", b"/?" + data)).headers == (("location", b"/?***"),)


def test_a_token_stays_out_and_can_be_told_from_a_password() -> None:
    url = quote(f"http://192.168.1.20:8080/{TOKEN}/incoming?mac=$mac", safe="")
    target = scrubbed(f"/dummy.htm?settings=save&action_incoming_url={url}".encode()).target
    assert TOKEN.encode() not in target
    assert target.endswith(b"%2FTOKEN%2Fincoming%3Fmac%3D%24mac")


def test_a_weak_password_is_starred_only_where_it_stands_alone() -> None:
    found = scrubbed(b"/x?pin=4711&remote=0221471122&a=4711&b=4711@pbx", b"a 4711 02214711 b")
    assert found.target == b"/x?pin=***&remote=0221471122&a=***&b=4711@pbx"
    assert found.body == b"a *** 02214711 b"


@pytest.mark.parametrize(
    "body",
    [
        "http_pass!: Zx9Qz and Zx9Qz\nuser_name1: 22",
        "user_pass1&: Zx9Qz\r\nuser_name1: 22",
        "user_hash[1]: Zx9Qz\nuser_name1: 22",
        "account.1.password = Zx9Qz\nuser_name1: 22",
        "static.wifi.1.psk=Zx9Qz\nuser_name1: 22",
        '<http_pass perm="">Zx9Qz</http_pass>\nuser_name1: 22',
        "<input type='text' value='Zx9Qz and' name='admin_mode_password'><br>user_name1: 22",
        '<input name="http_pass" value="Zx9Qz"><br>user_name1: 22',
        '<INPUT TYPE=password VALUE=Zx9Qz><br>user_name1: 22',
        '<input type="hidden" name="x" value="Zx9Qz"><br>user_name1: 22',
        "<tr><td>http_pass</td><td>Zx9Qz</td></tr><tr><td>user_name1: 22",
        "<tr><td>http_pass</td></tr><tr><td>Zx9Qz</td></tr><tr><td>user_name1: 22",
        "<b>vm_pin</b><br><i>Zx9Qz</i><br>user_name1: 22",
        "Password: <input name=x value=Zx9Qz><br>user_name1: 22",
        '{"password": "Zx9Qz", "user_name1: 22": 1}',
        '{"wui_pwd":"Zx9Qz","user_name1: 22":1}',
        'g_strToken = "Zx9Qz";\nuser_name1: 22',
        "Set-Cookie: JSESSIONID=Zx9Qz\nuser_name1: 22",
        "Authorization: Basic Zx9Qz\nuser_name1: 22",
        "http://admin:Zx9Qz@192.168.1.1/ user_name1: 22",
    ],
)  # fmt: skip
def test_what_is_called_like_a_secret_loses_its_value(body: str) -> None:
    found = scrubbed(body=body.encode()).body.decode()
    assert "Zx9Qz" not in found
    assert "user_name1: 22" in found


@pytest.mark.parametrize(
    ("target", "kept"),
    [
        ("/command.htm?key_dtmf=1234%23*", "/command.htm?key_dtmf=000000"),
        ("/command.htm?key=1;2;3", "/command.htm?key=0;0;0"),
        ("/servlet?key=7", "/servlet?key=0"),
        ("/servlet?key=POUND", "/servlet?key=0"),
        ("/servlet?Key=4711&Duration=200", "/servlet?Key=0000&Duration=200"),
        ("/servlet?key=OK", "/servlet?key=OK"),
        ("/servlet?key=number=0221471122", "/servlet?key=number=0221471122"),
        ("/command.htm?key=F_HOLD;DOWN;F_HOLD", "/command.htm?key=F_HOLD;DOWN;F_HOLD"),
        ("/servlet?phonecfg=set[&security.user_password=x][&a=1]", "/servlet?phonecfg=set[&security.user_password=***][&a=1]"),
    ],
)  # fmt: skip
def test_tones_may_be_a_pin(target: str, kept: str) -> None:
    assert scrubbed(target.encode()).target.decode() == kept


def test_a_challenge_keeps_its_scheme_and_realm() -> None:
    header = ("www-authenticate", b'Digest realm="snom", qop="auth", nonce="abc", opaque=def, algorithm=MD5')
    (found,) = scrubbed(header=header).headers
    assert found[1] == b'Digest realm="snom", qop="auth", nonce=***, opaque=***, algorithm=MD5'


def test_a_report_is_still_one() -> None:
    scrubber = Scrubber()
    scrubber.keep_out(PASSWORD, "remote", "incoming", "HTTP")
    line = b"GET /TOKEN/incoming?remote=22@pbx&x_pass=abc HTTP/1.1"
    report = scrubber.scrub(Report(0.0, "desk", "snom", "GET", line))
    assert isinstance(report, Report)
    assert report.line == b"GET /TOKEN/incoming?remote=22@pbx&x_pass=*** HTTP/1.1"


@given(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=6, max_size=30),
    st.binary(max_size=40),
    st.binary(max_size=40),
)
def test_a_password_never_gets_through(secret: str, before: bytes, after: bytes) -> None:
    raw = secret.encode()
    scrubber = Scrubber()
    scrubber.keep_out(secret)
    if secret.isdigit() or secret in "***":
        return
    line = scrubber.scrub(Command(0.0, "desk", b"/x?a=" + raw, body=before + raw + after))
    assert isinstance(line, Command)
    assert raw not in line.target
    assert raw not in line.body
    assert json.dumps(secret)[1:-1].encode() not in line.body or secret != json.dumps(secret)[1:-1]


def test_the_urls_that_stand_in_a_phone_can_still_be_read() -> None:
    page = f"action_incoming_url!: http://192.168.1.20:8080/{TOKEN}/incoming?mac=$mac\nhttp_pass!: abc\ndnd_mode!: off"
    assert scrubbed(body=page.encode()).body.decode() == page.replace(TOKEN, "TOKEN").replace("abc", "***")
