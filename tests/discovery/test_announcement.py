"""What a phone says when it starts."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.discovery.announcement import Announcement, as_found, parse_announcement
from tui.discovery.found import Found, How
from tui.phones.registry import makers

EVENT = 'ua-profile;profile-type="device";vendor="snom";model="snomD785";version="10.1.169.16"'


def subscribe(
    event: str = EVENT, *, user: str = "MAC%3a0004137AB1CD", name: str = "Event", method: str = "SUBSCRIBE"
) -> bytes:
    lines = [
        f"{method} sip:{user}@224.0.1.75 SIP/2.0",
        "Via: SIP/2.0/UDP 192.168.1.50:2048;branch=z9hG4bK-6d4f5e",
        f"From: <sip:{user}@224.0.1.75>;tag=x1",
        f"To: <sip:{user}@224.0.1.75>",
        "Call-ID: 313233@192.168.1.50",
        "CSeq: 1 SUBSCRIBE",
        f"{name}: {event}",
        "Expires: 0",
        "Accept: application/url",
        "Contact: <sip:192.168.1.50:2048>",
        "Content-Length: 0",
    ]
    return "\r\n".join([*lines, "", ""]).encode()


@pytest.mark.parametrize(
    ("datagram", "announcement"),
    [
        (subscribe(), Announcement("snom", "snomD785", "0004137ab1cd", "10.1.169.16")),
        (subscribe(name="o"), Announcement("snom", "snomD785", "0004137ab1cd", "10.1.169.16")),
        (subscribe(name="EVENT "), Announcement("snom", "snomD785", "0004137ab1cd", "10.1.169.16")),
        (
            subscribe(
                'ua-profile; vendor = "Yealink" ; model=SIP-T46U;version=108.86.0.20', user="805ec001020a"
            ),
            Announcement("Yealink", "SIP-T46U", "805ec001020a", "108.86.0.20"),
        ),
        (
            subscribe('ua-profile;vendor="OEM";model="OEM"'),
            Announcement("OEM", "OEM", "0004137ab1cd"),
        ),
        (subscribe("ua-profile", user="phone"), Announcement("", "", "")),
        (subscribe('ua-profile;vendor="a;b=c"', user="mac%3A00041"), Announcement("a;b=c", "", "")),
        (
            subscribe('ua-profile;vendor="sn\x1bom\u202e";vendor="x"'),
            Announcement("snom", "", "0004137ab1cd"),
        ),
    ],
)
def test_a_phone_introduces_itself(datagram: bytes, announcement: Announcement) -> None:
    assert parse_announcement(datagram) == announcement


@pytest.mark.parametrize(
    "datagram",
    [
        b"",
        b"\r\n\r\n",
        b"\x00" * 100,
        subscribe(method="REGISTER"),
        subscribe("presence"),
        subscribe("message-summary;ua-profile"),
        subscribe(name="X-Event"),
        subscribe(user="a" * 200),
        subscribe(user="a b"),
        subscribe().replace(b"SIP/2.0\r\n", b"HTTP/1.1\r\n", 1),
        subscribe().split(b"Event:")[0],
        b"SUBSCRIBE sip:a@b SIP/2.0\r\n" + b"X: y\r\n" * 100 + b"Event: " + EVENT.encode() + b"\r\n\r\n",
        b"SUBSCRIBE sip:a@b SIP/2.0\r\n\r\nEvent: " + EVENT.encode() + b"\r\n",
        b"SUBSCRIBE sip:a@b SIP/2.0\r\nX: " + b"y" * 9000 + b"\r\nEvent: " + EVENT.encode() + b"\r\n\r\n",
    ],
    ids=lambda datagram: repr(datagram[:30]),
)
def test_everything_else_is_nothing(datagram: bytes) -> None:
    assert parse_announcement(datagram) is None


@pytest.mark.parametrize(
    ("announcement", "expected"),
    [
        (Announcement("snom", "snomD785", "0004137ab1cd"), ("snom", "D785", "0004137ab1cd")),
        (Announcement("SNOM", "snom320", ""), ("snom", "320", "")),
        (Announcement("Yealink", "SIP-T46U", "805ec001020a"), ("yealink", "SIP-T46U", "805ec001020a")),
        (Announcement("OEM", "OEM", "0004137ab1cd"), ("snom", "", "0004137ab1cd")),
        (Announcement("", "", "805ec001020a"), ("yealink", "", "805ec001020a")),
        (Announcement("Yealink", "T46U", "0004137ab1cd"), ("yealink", "T46U", "0004137ab1cd")),
        (Announcement("OEM", "OEM", ""), None),
        (Announcement("Gigaset", "DE900", "7c2f80000001"), None),
    ],
)
def test_whose_phone_it_is(announcement: Announcement, expected: tuple[str, str, str] | None) -> None:
    found = as_found(announcement, "192.168.1.50", makers())
    if expected is None:
        assert found is None
    else:
        vendor, model, mac = expected
        assert found == Found("192.168.1.50", vendor, model, mac, (How.MULTICAST,))


@given(st.binary(max_size=400) | st.text(max_size=200).map(lambda text: subscribe(text.replace("\n", ""))))
def test_no_datagram_is_too_strange(datagram: bytes) -> None:
    announcement = parse_announcement(datagram)
    if announcement is not None:
        for text in (announcement.vendor, announcement.model, announcement.version):
            assert text.isprintable()
            assert len(text) <= 60


@given(st.text(alphabet='a="; \t', max_size=4000))
def test_parameters_take_no_time(event: str) -> None:
    parse_announcement(subscribe("ua-profile;" + event))


@pytest.mark.parametrize("tail", ['"', "=", "x", "", ";", ',"'])
@pytest.mark.parametrize("space", [" ", "\t"])
def test_nor_do_thousands_of_spaces(space: str, tail: str) -> None:
    """Anybody in the network can send one, and the whole program waits while it is read."""
    datagram = subscribe(f"ua-profile;a={space * 7000}{tail}")
    begun = time.perf_counter()
    parse_announcement(datagram)
    assert time.perf_counter() - begun < 0.2
