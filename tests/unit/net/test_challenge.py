"""Reading a 401 and answering it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.phones.challenge import Challenge, Login, basic, parse_challenges, strongest

_RFC_7616 = {
    "realm": "http-auth@example.org",
    "qop": "auth, auth-int",
    "nonce": "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
    "opaque": "FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS",
}
_CNONCE = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ"


def _field(value: str, name: str) -> str:
    found = re.search(rf'[ ,]{name}=(?:"([^"]*)"|([^, ]+))', value)
    assert found is not None, f"no {name} in {value}"
    return found[1] if found[1] is not None else found[2]


@pytest.mark.parametrize(
    ("algorithm", "response"),
    [
        ("MD5", "8ca523f5e9506fed4657c9700eebdbec"),
        ("SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"),
    ],
)
def test_the_examples_of_rfc_7616(algorithm: str, response: str) -> None:
    challenge = Challenge("digest", _RFC_7616 | {"algorithm": algorithm})
    answer = challenge.answer(Login("Mufasa", "Circle of Life"), "/dir/index.html", _CNONCE)
    assert answer.value.startswith("Digest ")
    assert _field(answer.value, "response") == response
    assert _field(answer.value, "username") == "Mufasa"
    assert _field(answer.value, "uri") == "/dir/index.html"
    assert _field(answer.value, "opaque") == _RFC_7616["opaque"]
    assert _field(answer.value, "algorithm") == algorithm
    assert _field(answer.value, "nc") == "00000001"
    assert _field(answer.value, "qop") == "auth"


def test_an_old_phone_without_qop_gets_the_answer_of_rfc_2069() -> None:
    parameters = {"realm": "testrealm@host.com", "nonce": "dcd98b7102dd2f0e8b11d0f600bfb0c093"}
    answer = Challenge("digest", parameters).answer(Login("Mufasa", "CircleOfLife"), "/dir/index.html", "x")
    assert _field(answer.value, "response") == "1949323746fe6a43ef61f9606e7febea"
    assert "cnonce" not in answer.value
    assert "nc=" not in answer.value


def test_a_quote_in_the_user_name_stays_inside_its_field() -> None:
    challenge = Challenge("digest", {"realm": "r", "nonce": "n"})
    answer = challenge.answer(Login('a", uri="/x', "p"), "/y", "c")
    assert r'username="a\", uri=\"/x"' in answer.value


def test_basic_is_utf_8() -> None:
    assert basic(Login("test", "123£")).value == "Basic dGVzdDoxMjPCow=="  # RFC 7617, section 2.1


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        (['Basic realm="snom D785"'], [("basic", {"realm": "snom D785"})]),
        (["Basic"], [("basic", {})]),
        (['BASIC Realm = "a\\"b, c"'], [("basic", {"realm": 'a"b, c'})]),
        (
            ['Digest realm="x", nonce="n=", qop="auth", stale=TRUE', 'Basic realm="x"'],
            [
                ("digest", {"realm": "x", "nonce": "n=", "qop": "auth", "stale": "TRUE"}),
                ("basic", {"realm": "x"}),
            ],
        ),
        (
            ['Basic realm="x", Digest realm="x",nonce="n"'],
            [("basic", {"realm": "x"}), ("digest", {"realm": "x", "nonce": "n"})],
        ),
        (["Negotiate, Basic realm=x"], [("negotiate", {}), ("basic", {"realm": "x"})]),
        (['realm="x"'], []),
        (["", "=", '"', "Digest nonce="], [("digest", {})]),
    ],
)
def test_challenges_in_every_arrangement(headers: list[str], expected: list[tuple[str, object]]) -> None:
    assert [(one.scheme, one.parameters) for one in parse_challenges(headers)] == expected


@given(st.lists(st.text(max_size=300), max_size=4))
def test_no_header_upsets_the_reader(headers: list[str]) -> None:
    for challenge in parse_challenges(headers):
        if challenge.answerable:
            challenge.answer(Login("u", "p"), "/", "c")


def test_a_header_made_to_waste_time_is_cut() -> None:
    found = parse_challenges(["Digest " + "a=b, " * 100_000 + "nonce=n"])
    assert "nonce" not in found[0].parameters


@pytest.mark.parametrize(
    ("headers", "scheme"),
    [
        (['Basic realm="x"', 'Digest nonce="n"'], "digest"),
        (['Digest nonce="n", algorithm=SHA-512-256', "Basic realm=x"], "basic"),
        (['Digest nonce="n", qop="auth-int"'], None),
        (["Digest realm=x"], None),
        (["Negotiate"], None),
        ([], None),
    ],
)
def test_digest_is_preferred_and_what_cannot_be_answered_passed_over(
    headers: list[str], scheme: str | None
) -> None:
    chosen = strongest(parse_challenges(headers))
    assert (chosen.scheme if chosen else None) == scheme


def test_secrets_do_not_show() -> None:
    login = Login("admin", "Geheim7")
    shown = f"{login!r} {basic(login)!r} {Challenge('digest', {'nonce': 'n'}).answer(login, '/', 'c')!r}"
    assert "Geheim7" not in shown
    assert "YWRtaW46R2VoZWltNw" not in shown
    assert "response" not in shown
