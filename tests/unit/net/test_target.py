"""Numbers and identities in a request."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.errors import UsageError
from tui.phones.target import outgoing_uri, quoted_number


@pytest.mark.parametrize(
    ("number", "quoted"),
    [
        ("00221471122", "00221471122"),
        ("+49221471122", "%2B49221471122"),
        ("*97*1#", "%2A97%2A1%23"),
        ("22", "22"),
    ],
)
def test_numbers(number: str, quoted: str) -> None:
    assert quoted_number(number, "desk") == quoted


@pytest.mark.parametrize(
    "number", ["", "+", "0221 4711", "0221/471122", "22&key=X", "22;23", "a", "٣", "4+9", "2" * 65]
)
def test_what_no_phone_can_dial(number: str) -> None:
    with pytest.raises(UsageError) as caught:
        quoted_number(number, "desk")
    assert caught.value.key == "phone_number_form"


@given(st.from_regex(r"\+?[0-9*#]{1,64}", fullmatch=True, alphabet="0123456789*#+"))
def test_a_number_comes_back_whole(number: str) -> None:
    quoted = quoted_number(number, "desk")
    assert unquote(quoted) == number
    assert not set(quoted) & set("+*#&=;")


@pytest.mark.parametrize(
    ("identity", "uri"),
    [
        ("", ""),
        ("22@pbx.example", "&outgoing_uri=22@pbx.example"),
        ("sip:22@pbx.example", "&outgoing_uri=22@pbx.example"),
        ("22@pbx.example:5060", "&outgoing_uri=22@pbx.example%3A5060"),
        ("a&b@pbx", "&outgoing_uri=a%26b@pbx"),
    ],
)
def test_identities(identity: str, uri: str) -> None:
    assert outgoing_uri(identity, "desk") == uri


@pytest.mark.parametrize("identity", ["22", "@pbx", "22@", "2 2@pbx", "a@b@c", "22@pbx\r\n"])
def test_what_is_no_identity(identity: str) -> None:
    with pytest.raises(UsageError) as caught:
        outgoing_uri(identity, "desk")
    assert caught.value.key == "phone_identity_form"
