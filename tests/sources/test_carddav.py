"""Address books of a real Radicale, and of servers that misbehave."""

from __future__ import annotations

import subprocess
import sys
import time
import urllib.error
import urllib.request
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.sources import needs
from tests.sources.server import Asked, reply, serving
from tui.config.source_model import CardDavConfig
from tui.contacts.formats.reader import ParsedContact
from tui.paths import Paths
from tui.sources.carddav import CardDavSource
from tui.sources.errors import SourceError
from tui.sources.multistatus import NoMultistatusError, parse
from tui.sources.web import Answer

SECRET = "geheim-77"


@dataclass
class Radicale:
    """A server on the loopback with one account."""

    port: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def send(self, method: str, path: str, body: str = "") -> int:
        login = b64encode(f"anna:{SECRET}".encode()).decode()
        request = urllib.request.Request(  # noqa: S310 - our own server
            self.url + path, body.encode() or None, {"Authorization": f"Basic {login}"}, method=method
        )
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
            return int(answer.status)

    def card(self, name: str, phone: str) -> None:
        text = f"BEGIN:VCARD\r\nVERSION:3.0\r\nUID:{name}\r\nFN:{name} Müller\r\nTEL;TYPE=WORK:{phone}\r\nEND:VCARD\r\n"
        self.send("PUT", f"/anna/book/{name}.vcf", text)


@pytest.fixture
def radicale(tmp_path: Path) -> Iterator[Radicale]:
    needs.library("radicale")
    (tmp_path / "users").write_text(f"anna:{SECRET}\n")
    port = needs.free_port()
    (tmp_path / "radicale.ini").write_text(
        f"[server]\nhosts = 127.0.0.1:{port}\n[auth]\ntype = htpasswd\nhtpasswd_filename = {tmp_path}/users\n"
        f"htpasswd_encryption = plain\ndelay = 0\n[storage]\nfilesystem_folder = {tmp_path}/store\n"
    )
    command = [sys.executable, "-m", "radicale", "--config", str(tmp_path / "radicale.ini")]
    process = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    server = Radicale(port)
    try:
        deadline = time.monotonic() + 50
        while not _up(server):
            assert process.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.05)
        server.send(
            "MKCOL",
            "/anna/book/",
            '<mkcol xmlns="DAV:" xmlns:c="urn:ietf:params:xml:ns:carddav"><set><prop><resourcetype>'
            "<collection/><c:addressbook/></resourcetype></prop></set></mkcol>",
        )
        yield server
    finally:
        process.terminate()
        process.wait(30)


def _up(server: Radicale) -> bool:
    try:
        return server.send("PROPFIND", "/anna/") == 207
    except (OSError, urllib.error.URLError):
        return False


def _source(url: str, paths: Paths, password: str = SECRET, timeout: float = 30.0) -> CardDavSource:
    config = CardDavConfig(name="cloud", url=url, user="anna", password=password, timeout=timeout)
    return CardDavSource(config, paths)


async def _fetched(source: CardDavSource) -> dict[str, ParsedContact]:
    found = {record.key: record async for record in source.fetch()}
    await source.aclose()
    return found


class Counting:
    """Keeps what a source asks for."""

    def __init__(self, source: CardDavSource, monkeypatch: pytest.MonkeyPatch) -> None:
        self.bodies: list[str] = []
        real = source._web.request

        async def request(method: str, url: str, **more: object) -> Answer:
            body = more.get("body", b"")
            assert isinstance(body, bytes)
            self.bodies.append(body.decode())
            return await real(method, url, **more)  # type: ignore[arg-type]

        monkeypatch.setattr(source._web, "request", request)

    def cards(self) -> list[str]:
        """The cards that were fetched by name."""
        found = (body.split("<d:href>")[1:] for body in self.bodies if "multiget" in body)
        return sorted(part.partition("</d:href>")[0].rpartition("/")[2] for parts in found for part in parts)


@pytest.mark.parametrize("path", ["", "/", "/anna/", "/anna/book/"])
async def test_the_address_book_is_found(radicale: Radicale, paths: Paths, path: str) -> None:
    radicale.card("anna", "0221 998877")
    (found,) = (await _fetched(_source(radicale.url + path, paths))).values()
    assert found.key == "href:/anna/book/anna.vcf"
    assert (found.contact.name, found.contact.source) == ("anna Müller", "cloud")
    assert found.contact.numbers[0].raw == "0221 998877"


async def test_only_what_changed_is_fetched(
    radicale: Radicale, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("anna", "bo", "cy"):
        radicale.card(name, "0221 998877")
    source = _source(radicale.url, paths)
    first = Counting(source, monkeypatch)
    assert len(await _fetched(source)) == 3
    assert first.cards() == ["anna.vcf", "bo.vcf", "cy.vcf"]

    source = _source(radicale.url, paths)  # as after a restart
    again = Counting(source, monkeypatch)
    assert len(await _fetched(source)) == 3
    assert again.cards() == []
    assert not any("sync-collection" in body for body in again.bodies)  # its tag says that nothing changed

    radicale.card("bo", "0171 3920001")
    radicale.card("di", "0221 1")
    radicale.send("DELETE", "/anna/book/cy.vcf")
    source = _source(radicale.url, paths)
    third = Counting(source, monkeypatch)
    found = await _fetched(source)
    assert third.cards() == ["bo.vcf", "di.vcf"]
    assert sorted(found) == [f"href:/anna/book/{name}.vcf" for name in ("anna", "bo", "di")]
    assert found["href:/anna/book/bo.vcf"].contact.numbers[0].raw == "0171 3920001"


@pytest.mark.parametrize("damage", ["{", '{"origin": 1}', "token"])
async def test_a_lost_memory_or_token_fetches_all_anew(radicale: Radicale, paths: Paths, damage: str) -> None:
    radicale.card("anna", "0221 998877")
    await _fetched(_source(radicale.url, paths))
    (kept,) = (paths.data_dir / "sources").iterdir()
    assert kept.stat().st_mode & 0o777 == 0o600
    if damage == "token":
        import json

        known = json.loads(kept.read_text())
        for book in known["books"].values():
            book["token"], book["tag"] = "http://radicale.org/ns/sync/" + "0" * 64, "old"
        kept.write_text(json.dumps(known))
    else:
        kept.write_text(damage)
    radicale.card("bo", "0221 1")
    assert len(await _fetched(_source(radicale.url, paths))) == 2


async def test_a_wrong_password(radicale: Radicale, paths: Paths) -> None:
    with pytest.raises(SourceError) as refused:
        await _fetched(_source(radicale.url, paths, "wrong"))
    assert refused.value.cause == "password"


@pytest.mark.parametrize(
    ("answer", "cause"),
    [
        (reply(207, b"<html>"), "garbage"),
        (reply(207, b"<a/>"), "garbage"),
        (reply(207, b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "garbage"),
        (reply(207, b"<a>" * 1000), "garbage"),
        (reply(404), "setting"),
        (reply(503), "unreachable"),
        (reply(301, Location="https://203.0.113.9/dav"), "setting"),
        (b"", "timeout"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
async def test_a_server_that_misbehaves(answer: bytes, cause: str, paths: Paths) -> None:
    async with serving() as site:
        site.answer = lambda asked: answer
        source = _source(site.url, paths, timeout=1.0 if cause == "timeout" else 20.0)
        with pytest.raises(SourceError) as failed:
            await _fetched(source)
    assert failed.value.cause == cause
    assert SECRET not in str(failed.value)


async def test_the_login_goes_to_no_other_server(paths: Paths) -> None:
    async with serving() as other, serving() as site:
        home = f"<c:addressbook-home-set><d:href>{other.url}/home/</d:href></c:addressbook-home-set>"

        def answer(asked: Asked) -> bytes:
            body = (
                '<d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:carddav"><d:response><d:href>/</d:href>'
                f"<d:propstat><d:prop>{home}</d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat>"
                "</d:response></d:multistatus>"
            )
            return reply(207, body.encode())

        site.answer = answer
        with pytest.raises(SourceError) as refused:
            await _fetched(_source(site.url, paths))
        assert refused.value.key == "source_elsewhere"
        assert not other.asked


@pytest.mark.parametrize(
    "body", [b"", b"\xff\xfe", b"<a", b"<a></b>", b'<?xml version="1.0" encoding="nope"?><a/>']
)
def test_what_is_no_xml_is_refused(body: bytes) -> None:
    with pytest.raises(NoMultistatusError):
        parse(body)
