"""Which addresses are searched."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.discovery.networks import (
    MOST,
    area_around,
    named_area,
    own_area,
    parse_ifconfig,
    parse_route_print,
    parse_routes,
)
from tui.errors import UsageError

HOME = IPv4Network("192.168.1.0/24")
ME = IPv4Address("192.168.1.20")

ROUTES = """\
Iface	Destination	Gateway 	Flags	RefCnt	Use	Metric	Mask		MTU	Window	IRTT
eth0	00000000	0101A8C0	0003	0	0	100	00000000	0	0	0
eth0	0001A8C0	00000000	0001	0	0	100	00FFFFFF	0	0	0
eth0	0002A8C0	0101A8C0	0003	0	0	100	00FFFFFF	0	0	0
docker0	000011AC	00000000	0001	0	0	0	0000FFFF	0	0	0
eth0	0000FEA9	00000000	0001	0	0	1000	0000FFFF	0	0	0
tun0	0100080A	00000000	0005	0	0	0	FFFFFFFF	0	0	0
"""
MACOS = """\
lo0: flags=8049<UP,LOOPBACK,RUNNING,MULTICAST> mtu 16384
	inet 127.0.0.1 netmask 0xff000000
	inet6 ::1 prefixlen 128
en0: flags=8863<UP,BROADCAST,SMART,RUNNING,SIMPLEX,MULTICAST> mtu 1500
	inet6 fe80::1c3a:1%en0 prefixlen 64 secured scopeid 0x6
	inet 192.168.1.20 netmask 0xffffff00 broadcast 192.168.1.255
utun3: flags=8051<UP,POINTOPOINT,RUNNING,MULTICAST> mtu 1380
	inet 10.8.0.6 --> 10.8.0.5 netmask 0xffffffff
"""
FREEBSD = "em0: flags=8843<UP>\n\tinet 192.168.1.20 netmask 255.255.255.0 broadcast 192.168.1.255\n"
OLD_LINUX = (
    "eth0  Link encap:Ethernet\n      inet addr:192.168.1.20  Bcast:192.168.1.255  Mask:255.255.255.0\n"
)
WINDOWS_DE = """\
IPv4-Routentabelle
===========================================================================
Aktive Routen:
     Netzwerkziel    Netzwerkmaske          Gateway    Schnittstelle Metrik
          0.0.0.0          0.0.0.0      192.168.1.1     192.168.1.20     25
        127.0.0.0        255.0.0.0   Auf Verbindung         127.0.0.1    331
      192.168.1.0    255.255.255.0   Auf Verbindung      192.168.1.20    281
     192.168.1.20  255.255.255.255   Auf Verbindung      192.168.1.20    281
    192.168.1.255  255.255.255.255   Auf Verbindung      192.168.1.20    281
      192.168.9.0    255.255.255.0      192.168.1.9      192.168.1.20     26
        224.0.0.0        240.0.0.0   Auf Verbindung      192.168.1.20    281
  255.255.255.255  255.255.255.255   Auf Verbindung      192.168.1.20    281
===========================================================================
Ständige Routen:
  Keine
"""
WINDOWS_EN = WINDOWS_DE.replace("Auf Verbindung", "On-link")


def test_linux() -> None:
    assert parse_routes(ROUTES, "little") == [HOME, IPv4Network("172.17.0.0/16")]


def test_linux_the_other_way_round() -> None:
    line = "eth0 C0A80100 00000000 0001 0 0 100 FFFFFF00 0 0 0"
    assert parse_routes(f"Iface\n{line}\n", "big") == [HOME]


@pytest.mark.parametrize("text", [MACOS, FREEBSD, OLD_LINUX])
def test_ifconfig(text: str) -> None:
    assert parse_ifconfig(text) == [HOME]


@pytest.mark.parametrize("text", [WINDOWS_DE, WINDOWS_EN, WINDOWS_EN.replace("\n", "\r\n")])
def test_windows(text: str) -> None:
    assert parse_route_print(text) == [HOME]


@given(st.text(alphabet="0123456789abcdefx. \n\tinetmask", max_size=300) | st.text(max_size=100))
def test_nothing_is_too_strange_to_be_read(text: str) -> None:
    for network in (*parse_routes(text), *parse_ifconfig(text), *parse_route_print(text)):
        assert 0 < network.prefixlen < 31


def test_ones_own_network_without_oneself() -> None:
    area = area_around([ME], [HOME, IPv4Network("172.17.0.0/16")])
    assert area.networks == ("192.168.1.0/24",)
    assert len(area.addresses) == 253
    assert str(ME) not in area.addresses
    assert not {"192.168.1.0", "192.168.1.255"} & set(area.addresses)
    assert area.part == area.public == ()


def test_two_addresses_in_one_network_are_one_search() -> None:
    other = IPv4Address("192.168.1.21")
    area = area_around([ME, other], [HOME])
    assert len(area.addresses) == 252
    assert not {str(ME), str(other)} & set(area.addresses)


def test_of_a_large_network_the_part_around_oneself() -> None:
    me = IPv4Address("10.1.130.7")
    area = area_around([me], [IPv4Network("10.0.0.0/8")])
    assert area.part == area.networks == ("10.0.0.0/8",)
    assert MOST - 3 <= len(area.addresses) <= MOST
    assert "10.1.130.8" in area.addresses
    assert all(IPv4Address(text) in IPv4Network("10.1.128.0/22") for text in area.addresses)


def test_several_networks_share_the_limit() -> None:
    own = [IPv4Address(f"10.{number}.0.5") for number in range(3)]
    area = area_around(own, [IPv4Network(f"10.{number}.0.0/16") for number in range(3)])
    assert len(area.addresses) <= MOST
    assert {text.split(".")[1] for text in area.addresses} == {"0", "1", "2"}


def test_a_small_network_is_searched_whole_beside_a_large_one() -> None:
    own = [IPv4Address("10.0.0.5"), ME]
    area = area_around(own, [IPv4Network("10.0.0.0/8"), HOME])
    assert area.part == ("10.0.0.0/8",)
    assert {f"192.168.1.{number}" for number in range(1, 255)} - {str(ME)} <= set(area.addresses)
    assert area.addresses[0].startswith("10.")


def test_where_no_network_is_told_the_usual_size_is_taken() -> None:
    assert area_around([ME], []).networks == ("192.168.1.0/24",)


def test_the_end_of_a_tunnel_is_no_network() -> None:
    assert area_around([IPv4Address("10.8.0.6")], [HOME]).addresses == ()


def test_a_network_of_public_addresses_is_left_alone() -> None:
    area = area_around([IPv4Address("8.8.4.7")], [IPv4Network("8.8.4.0/24")])
    assert (area.addresses, area.public) == ((), ("8.8.4.0/24",))


def test_nowhere() -> None:
    assert area_around([], [HOME]).addresses == ()


@given(st.lists(st.integers(0, 2**32 - 1).map(IPv4Address), max_size=6), st.integers(1, 30))
def test_never_too_many_and_never_abroad(own: list[IPv4Address], prefix: int) -> None:
    connected = [IPv4Network((address, prefix), strict=False) for address in own]
    area = area_around(own, connected)
    assert len(area.addresses) <= MOST
    assert len(set(area.addresses)) == len(area.addresses)
    assert not set(map(str, own)) & set(area.addresses)


def test_named_networks() -> None:
    area = named_area(["192.168.7.0/28", " 192.168.8.1/32 ", "192.168.7.3/28"])
    assert area.networks == ("192.168.7.0/28", "192.168.8.1/32")
    assert len(area.addresses) == 15
    assert area.addresses[-1] == "192.168.8.1"


@pytest.mark.parametrize(
    ("texts", "key"),
    [
        (["phone"], "discovery_network_form"),
        (["fd00::/120"], "discovery_network_form"),
        (["192.168.1.0/33"], "discovery_network_form"),
        (["\x1b[2J"], "discovery_network_form"),
        (["10.0.0.0/8"], "discovery_network_large"),
        (["192.168.0.0/22", "192.168.4.0/30"], "discovery_network_large"),
        (["8.8.8.0/24"], "discovery_network_public"),
        (["224.0.1.0/24"], "discovery_network_public"),
        (["0.0.0.0/0"], "discovery_network_public"),
    ],
)
def test_a_network_that_cannot_be_searched(texts: list[str], key: str) -> None:
    with pytest.raises(UsageError) as caught:
        named_area(texts)
    assert caught.value.key == key
    assert "\x1b" not in str(caught.value)


async def test_the_systems_own_answer_can_be_read() -> None:
    """Whatever network this computer is in, or none; nothing is sent."""
    area = await own_area()
    assert len(area.addresses) <= MOST
    assert all(not IPv4Address(text).is_global for text in area.addresses)
