"""The `host` of the configuration, in every form that people write."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.errors import UsageError
from tui.phones.address import PhoneAddress, parse_address


@pytest.mark.parametrize(
    ("value", "scheme", "host", "port", "base"),
    [
        ("192.168.1.50", "http", "192.168.1.50", 80, "http://192.168.1.50"),
        ("192.168.1.50:8080", "http", "192.168.1.50", 8080, "http://192.168.1.50:8080"),
        (" 192.168.1.50 ", "http", "192.168.1.50", 80, "http://192.168.1.50"),
        ("http://192.168.1.50/", "http", "192.168.1.50", 80, "http://192.168.1.50"),
        ("http://192.168.1.50:80", "http", "192.168.1.50", 80, "http://192.168.1.50"),
        ("https://192.168.1.50", "https", "192.168.1.50", 443, "https://192.168.1.50"),
        ("HTTPS://desk-phone.example:8443", "https", "desk-phone.example", 8443, None),
        ("snom_1", "http", "snom_1", 80, "http://snom_1"),
        ("phone.example.", "http", "phone.example.", 80, "http://phone.example."),
        ("fd00::50", "http", "fd00::50", 80, "http://[fd00::50]"),
        ("[fd00::50]", "http", "fd00::50", 80, "http://[fd00::50]"),
        ("[fd00::50]:8080", "http", "fd00::50", 8080, "http://[fd00::50]:8080"),
        ("https://[fd00::50]", "https", "fd00::50", 443, "https://[fd00::50]"),
    ],
)
def test_forms(value: str, scheme: str, host: str, port: int, base: str | None) -> None:
    address = parse_address(value, "desk")
    assert address == PhoneAddress(scheme, host, port)
    assert address.base == (base or value.lower())


@pytest.mark.parametrize(
    "value",
    [
        "",
        "http://",
        "ftp://192.168.1.50",
        "192.168.1.50:0",
        "192.168.1.50:65536",
        "192.168.1.50:",
        "300.1.1.1",
        "192.168.1",
        "a b",
        "desk..phone",
        "-desk",
        "192.168.1.50/command.htm",
        "http://192.168.1.50?x",
        "[::1",
        "[desk]",
        "fe80::1%eth0",
        "[fe80::1%eth0]",
        "desk\nphone",
        "192.168.1.50#x",
        "dü.example",
        "a" * 300,
    ],
)
def test_a_wrong_form_is_named(value: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_address(value, "desk")
    assert caught.value.key == "phone_host_form"
    assert "desk" in str(caught.value)
    assert value.split("\n", maxsplit=1)[0][:60] in str(caught.value)


def test_a_login_in_the_address_is_refused_and_never_repeated() -> None:
    with pytest.raises(UsageError) as caught:
        parse_address("http://admin:Geheim7@192.168.1.50", "desk")
    assert "Geheim7" not in str(caught.value)
    assert "Geheim7" not in repr(caught.value.values)


@given(st.text(max_size=400))
def test_any_text_is_an_address_or_a_usage_error(value: str) -> None:
    try:
        address = parse_address(value, "desk")
    except UsageError:
        return
    assert parse_address(address.base, "desk") == address


@pytest.mark.parametrize(
    ("location", "other"),
    [
        ("https://192.168.1.50/index.htm", "https://192.168.1.50"),
        ("https://192.168.1.50:8443/", "https://192.168.1.50:8443"),
        ("https://evil.example/", "https://192.168.1.50"),  # the host stays ours
        ("http://192.168.1.50/index.htm", ""),
        ("index.htm", ""),
        ("", ""),
        ("https://[broken", ""),
        ("https://192.168.1.50:99999/", ""),
        ("javascript:alert(1)", ""),
    ],
)
def test_a_redirect_to_the_other_scheme(location: str, other: str) -> None:
    assert parse_address("192.168.1.50", "desk").elsewhere(location) == other
