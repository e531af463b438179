"""Which address the phones are told."""

from __future__ import annotations

import ipaddress
import socket

import pytest

from tui.server import addresses
from tui.server.addresses import advertised, host_of, local_addresses


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("192.168.1.50", "192.168.1.50"),
        ("192.168.1.50:8080", "192.168.1.50"),
        ("http://192.168.1.50:8080/x", "192.168.1.50"),
        ("https://phone.example", "phone.example"),
        ("[fd00::5]:80", "fd00::5"),
        ("http://[fd00::5]/", "fd00::5"),
        ("fd00::5", "fd00::5"),
        ("phone", "phone"),
        ("http://[broken", ""),
        ("", ""),
    ],
)
def test_the_host_of_what_the_configuration_calls_one(text: str, host: str) -> None:
    assert host_of(text) == host


def test_a_phone_on_this_computer_sees_loopback() -> None:
    assert advertised("", "127.0.0.1:9001") == "127.0.0.1"


def test_a_single_address_is_the_answer() -> None:
    assert advertised("192.168.1.20", "10.0.0.5") == "192.168.1.20"
    assert advertised("fd00::20", "10.0.0.5") == "[fd00::20]"
    assert advertised("[fd00::20]", "10.0.0.5") == "[fd00::20]"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("10.1.2.3", "10.1.2.3"),
        ("fd00::20", "[fd00::20]"),
        ("169.254.7.8", "192.168.1.20"),
        ("fe80::1%2", "192.168.1.20"),
        ("", "192.168.1.20"),
    ],
)
def test_addresses_that_are_none_are_passed_over(
    monkeypatch: pytest.MonkeyPatch, source: str, expected: str
) -> None:
    monkeypatch.setattr(addresses, "source_address", lambda _: source)
    monkeypatch.setattr(addresses, "local_addresses", lambda: ["192.168.1.20", "10.9.9.9"])
    assert advertised("", "phone") == expected


def test_without_any_address_there_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(*_: object, **__: object) -> list[object]:
        raise OSError

    monkeypatch.setattr(socket, "getaddrinfo", nothing)
    assert local_addresses() == []
    assert advertised("", "192.168.1.50") == ""


def test_local_addresses_are_ones_that_a_phone_can_use(monkeypatch: pytest.MonkeyPatch) -> None:
    sources = {"192.0.2.1": "192.168.1.20", "2001:db8::1": "fd00::20"}
    monkeypatch.setattr(addresses, "source_address", sources.__getitem__)
    monkeypatch.setattr(socket, "gethostname", lambda: "localhost")  # loopback, to be left out
    assert local_addresses() == ["192.168.1.20", "[fd00::20]"]


def test_the_system_gives_only_addresses_that_a_phone_can_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "gethostname", lambda: "localhost")
    for address in local_addresses():
        ip = ipaddress.ip_address(address.strip("[]"))
        assert not ip.is_loopback
        assert not ip.is_link_local
        assert (ip.version == 6) is address.startswith("[")
