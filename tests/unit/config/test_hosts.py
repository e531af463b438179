"""The forms of addresses and host names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.config.hosts import is_address, is_phone_host, is_unspecified


@pytest.mark.parametrize(
    "text",
    ["0.0.0.0", "192.168.1.50", "::", "fd00::5", "localhost", "fritz.box", "t-53.büro.example.", "a_b", "9a"],  # noqa: S104
)
def test_addresses(text: str) -> None:
    assert is_address(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "1.2.3",
        "1.2.3.",
        "1.2.3.4.",
        "1.2.3.256",
        "01.2.3.4",
        "1234",
        "a b",
        "a..b",
        "-a",
        "a-",
        ".",
        "a/b",
        "[::1]",
        "fe80::1%eth0",
        "::x",
        "x" * 64,
        ".".join(["x" * 60] * 5),
        "a:b",
        "a\n",
        "ä!",
    ],
)
def test_no_addresses(text: str) -> None:
    assert not is_address(text)


@pytest.mark.parametrize(
    "text",
    [
        "192.168.1.50",
        "192.168.1.50:8080",
        "http://192.168.1.50",
        "HTTPS://phone.example:8443/",
        "phone:1",
        "fd00::5",
        "[fd00::5]",
        "[fd00::5]:8080",
        "http://[fd00::5]:65535",
        "phone/",
    ],
)
def test_hosts_of_phones(text: str) -> None:
    assert is_phone_host(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "/",
        "http://",
        "ftp://x",
        "://x",
        "http:/x",
        "x:0",
        "x:65536",
        "x:",
        "x:a",
        "x:123456",
        "http://x/y",
        "http://fd00::5",
        "[x]",
        "[fd00::5",
        "[fe80::1%eth0]",
        "http://http://x",
        "x?y",
        "x#y",
        "a@b",
        "x:٣",
    ],
)
def test_no_hosts_of_phones(text: str) -> None:
    assert not is_phone_host(text)


@pytest.mark.parametrize(("text", "expected"), [("0.0.0.0", True), ("::", True), ("0::0", True)])  # noqa: S104
def test_unspecified(text: str, expected: bool) -> None:
    assert is_unspecified(text) is expected


@pytest.mark.parametrize("text", ["10.0.0.0", "::1", "o", "0.0.0.1"])
def test_specified(text: str) -> None:
    assert not is_unspecified(text)


@given(st.text(max_size=300))
def test_any_text_is_judged(text: str) -> None:
    assert is_address(text) in (True, False)
    assert is_phone_host(text) in (True, False)
