"""What a caller writes into his name, and a stranger into our port, does no harm anywhere."""

from __future__ import annotations

import csv
import io
import socket
from urllib.parse import quote, urlsplit

import pytest

from tests.e2e.office import DESK, LOOPBACK, OWN, VENDOR, Call, Office

_EVENTS = {"snom": ("incoming", "missed"), "yealink": ("incoming_call", "missed_call")}

# What stands in the name, as bytes of the request line; what must be left of it.
_NAMES: list[tuple[str, bytes, str]] = [
    ("markup", b"[bold red]Rot[/] [link=file:///x]", "[bold red]Rot[/] [link=file:///x]"),
    ("right-to-left", "\u202egnp.exe\u202c \u2066x".encode(), "gnp.exe x"),
    ("right-to-left-encoded", quote("\u202e\u200fabc").encode(), "abc"),
    ("escape-encoded", b"%1b]0;owned%07%1b[31mRot", "]0;owned[31mRot"),
    ("new-line-encoded", b"Anna%0d%0aX-Evil: 1", "Anna X-Evil: 1"),
    ("nul-encoded", b"Anna%00Mueller", "AnnaMueller"),
    ("formula", b"=HYPERLINK(1)", "=HYPERLINK(1)"),
    ("surrogates", b"%ed%a0%80abc", "í\xa0\x80abc"),
    ("latin-1", "Müller".encode("latin-1"), "Müller"),
    ("quote", b"a\";b,c'd", "a\";b,c'd"),
]


def knock(office: Office, target: bytes) -> int:
    """One request, byte for byte as given; the status, or 0 where the connection just ended."""
    with socket.create_connection((LOOPBACK, office.events_port), timeout=10) as wire:
        wire.sendall(b"GET " + target + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        answer = b""
        try:
            while chunk := wire.recv(4096):
                answer += chunk
        except ConnectionError:
            pass
    return int(answer.split(b" ", 2)[1]) if answer else 0


def report(office: Office, phone: str, event: int, call_id: str, name: bytes) -> int:
    path = urlsplit(office.base(phone)).path.encode()
    query = f"call_id={call_id}&local={OWN[phone]}@pbx&remote=06990009330@pbx&name=".encode()
    return knock(office, path + b"/" + _EVENTS[VENDOR[phone]][event].encode() + b"?" + query + name)


def told(office: Office, phone: str, call_id: str, name: bytes) -> Call:
    """A call with that name, come and gone."""
    assert report(office, phone, 0, call_id, name) == 200
    call = office.call_line(lambda call: call["call_id"] == call_id)
    assert report(office, phone, 1, call_id, name) == 200
    return office.ended(call)


def visible(text: str) -> bool:
    return all(char.isprintable() for char in text)


def row(office: Office, call: Call) -> dict[str, str]:
    """The call's row of the CSV."""
    text = office.cli("calls", "--csv", "--limit", "0").out
    return next(one for one in csv.DictReader(io.StringIO(text)) if one["id"] == str(call["id"]))


@pytest.mark.parametrize(("case", "sent", "left"), _NAMES, ids=[name for name, _, _ in _NAMES])
def test_a_name_is_shown_as_harmless_text(
    office: Office, phone: str, case: str, sent: bytes, left: str
) -> None:
    call = told(office, phone, f"hostile-{phone}-{case}", sent)
    if case != "surrogates":  # how bytes that are no UTF-8 are read is told elsewhere
        assert call["display_name"] == left
    assert visible(call["display_name"])
    table = office.cli("calls", "--limit", "1")
    assert (table.status, table.err, table.out.count("\n")) == (0, "", 2)
    assert visible(table.out.replace("\n", ""))
    cells = row(office, call)
    assert all(visible(cell) for cell in cells.values())
    assert cells["display_name"].removeprefix("'") == call["display_name"]
    assert not cells["display_name"].startswith(("=", "+", "-", "@", "\t"))


def test_a_long_name_is_cut(office: Office, phone: str) -> None:
    call = told(office, phone, f"hostile-{phone}-long", b"A" * 3_500)
    assert call["display_name"].startswith("AAAA")
    assert len(call["display_name"]) <= 256
    table = office.cli("calls", "--limit", "1").out
    assert max(len(line) for line in table.splitlines()) < 250
    assert len(row(office, call)["display_name"]) <= 256


def test_a_caller_with_a_name_of_ten_thousand_letters_is_shown(office: Office, phone: str) -> None:
    call = told(office, phone, f"hostile-{phone}-huge", b"A" * 10_000)
    assert call["display_name"].startswith("AAAA")
    assert len(row(office, call)["display_name"]) <= 256


def test_a_name_without_end_is_refused(office: Office, phone: str) -> None:
    assert report(office, phone, 0, "hostile-endless", b"A" * 200_000) in (0, 414, 431)
    known = office.calls("--limit", "0")
    assert all(call["call_id"] != "hostile-endless" for call in known)


@pytest.mark.parametrize("name", [b"Anna\x00B", b"Anna\x1b[2JB", b"Anna\x07B", b"A\x7fB"], ids=repr)
def test_raw_control_characters(office: Office, phone: str, name: bytes) -> None:
    """Refused, or taken and cleaned: nothing in between."""
    call_id = f"hostile-{phone}-raw-{name.hex()}"
    status = report(office, phone, 0, call_id, name)
    assert status in (200, 400)
    found = [call for call in office.calls("--limit", "0") if call["call_id"] == call_id]
    assert len(found) == (status == 200)
    assert all(visible(call["display_name"]) for call in found)
    if found:
        report(office, phone, 1, call_id, name)
        office.ended(found[0])


@pytest.mark.xdist_group("e2e-snom")
def test_strangers_are_not_recorded(office: Office) -> None:
    path = urlsplit(office.base(DESK)).path.encode()
    before = office.calls("--limit", "0")
    for target, statuses in (
        (b"/wrong-token/incoming?call_id=hostile-x", (404,)),
        (path + b"/no_such_event?call_id=hostile-x", (404,)),
        (path + b"/../incoming?call_id=hostile-x", (404,)),
        (path, (404,)),
        (b"*", (400, 404)),
        (b"/" + b"a" * 9_000, (404,)),
        (b"/" + b"a" * 90_000, (0, 414, 431)),
        (b"\xff\xfe\x00", (400, 404)),
    ):
        assert knock(office, target) in statuses, target
    assert office.calls("--limit", "0") == before


@pytest.mark.xdist_group("e2e-snom")
def test_the_stream_stays_one_json_object_a_line(office: Office) -> None:
    """`Program` reads line by line as JSON: had a name broken a line, it would not have got here."""
    told(office, DESK, "hostile-lines", "a\u2028b\u0085c%0ad%e2%80%a8e".encode())
    assert office.latest()[max(office.latest())]["display_name"] == "a b c d e"
