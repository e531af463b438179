"""The certificate of a phone: the first one is kept, and to another one nothing is said."""

from __future__ import annotations

import asyncio
import gc
import hashlib
import ssl
import warnings
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
import trustme

from tests.unit.net.raw_phone import RawPhone, raw_phone, refused, reply
from tui.errors import PhoneError
from tui.net import PhoneLink, greet
from tui.phones.address import parse_address
from tui.phones.certificates import fingerprint, grouped, is_fingerprint, look, tls_context
from tui.phones.pins import MemoryPins, Pins

AUTHORITY = trustme.CA(organization_name="A factory of phones")
VERSIONS = [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3]
LOGIN = {"user": "admin", "password": "Geheim7"}


class Certificate:
    """One that a phone signed itself, more or less."""

    def __init__(self) -> None:
        self._made = AUTHORITY.issue_cert("snom.invalid", key_type=trustme.KeyType.RSA)
        pem = self._made.cert_chain_pems[0].bytes().decode()
        self.fingerprint = hashlib.sha256(ssl.PEM_cert_to_DER_cert(pem)).hexdigest()

    def context(self, version: ssl.TLSVersion | None = None) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        if version is not None:
            with warnings.catch_warnings():  # that a version is deprecated is why it is tried
                warnings.simplefilter("ignore", DeprecationWarning)
                context.minimum_version = context.maximum_version = version
        self._made.configure_cert(context)
        return context


FIRST, SECOND = Certificate(), Certificate()


@asynccontextmanager
async def linked(
    pins: Pins, certificate: Certificate, version: ssl.TLSVersion | None = None, *, pinned: str = ""
) -> AsyncIterator[tuple[RawPhone, PhoneLink]]:
    """A phone with that certificate, and a link that sends the password unasked."""
    async with raw_phone(tls=certificate.context(version)) as phone:
        host = f"https://127.0.0.1:{phone.port}"
        if pinned:
            pins.pin(f"127.0.0.1:{phone.port}", pinned)
        link = PhoneLink(phone.config(host=host, **LOGIN), pins, basic_first=True)
        try:
            yield phone, link
        finally:
            await link.aclose()


@pytest.mark.parametrize("version", VERSIONS)
async def test_the_first_one_is_kept_and_told(version: ssl.TLSVersion) -> None:
    pins = MemoryPins()
    async with linked(pins, FIRST, version) as (phone, link):
        assert link.certificate == ""
        await link.get("/")
        assert link.certificate == pins.pinned(link.address.authority) == FIRST.fingerprint
        await link.get("/")
    assert len(phone.requests) == 2


@pytest.mark.parametrize("version", VERSIONS)
async def test_another_one_gets_not_a_byte_of_the_login(version: ssl.TLSVersion) -> None:
    async with linked(MemoryPins(), SECOND, version, pinned=FIRST.fingerprint) as (phone, link):
        error = await refused(link)
        assert link.certificate == SECOND.fingerprint
        with pytest.raises(PhoneError):  # and so it stays
            await link.get("/")
        gc.collect()  # an abandoned socket would warn here
    assert (error.cause, error.key) == ("certificate", "phone_certificate")
    assert phone.requests == []
    assert phone.connections in (0, 2)  # TLS 1.3 servers may find out before they hand the connection on
    text = str(error)
    assert grouped(FIRST.fingerprint) in text
    assert grouped(SECOND.fingerprint) in text
    assert "durchwahl phone trust --phone desk" in text


async def test_nothing_at_all_is_written_after_the_handshake() -> None:
    """Byte for byte: what the phone can decrypt of a connection that ends over its certificate is nothing."""
    decrypted = bytearray()
    over = asyncio.Event()

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while data := await reader.read(65536):
                decrypted.extend(data)
        finally:
            over.set()

    pins = MemoryPins()
    async with raw_phone(talk=talk, tls=SECOND.context(ssl.TLSVersion.TLSv1_2)) as phone:
        host = f"https://127.0.0.1:{phone.port}"
        pins.pin(f"127.0.0.1:{phone.port}", FIRST.fingerprint)
        link = PhoneLink(phone.config(host=host, **LOGIN), pins, basic_first=True)
        assert (await refused(link, "/servlet?key=number=110")).cause == "certificate"
        await link.aclose()
        if phone.connections:
            await asyncio.wait_for(over.wait(), 5)
    assert decrypted == b""


class Elsewhere(MemoryPins):
    """Another process has accepted the new certificate."""

    def latest(self, authority: str) -> str:
        self._pins[authority] = SECOND.fingerprint
        return SECOND.fingerprint


async def test_one_that_the_user_accepted_meanwhile_is_taken_at_once() -> None:
    async with linked(Elsewhere(), SECOND, pinned=FIRST.fingerprint) as (phone, link):
        assert (await link.get("/servlet?key=OK")).status == 200
    assert [request.target for request in phone.requests] == [b"/servlet?key=OK"]


async def test_a_changed_certificate_does_not_count_as_a_wrong_password() -> None:
    pins = Elsewhere()
    async with linked(pins, SECOND, pinned=FIRST.fingerprint) as (_phone, link):
        pins.latest = pins.pinned  # type: ignore[method-assign]
        assert (await refused(link)).cause == "certificate"
        del pins.latest
        assert (await link.get("/")).status == 200


async def test_each_port_has_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    pins = MemoryPins()
    async with linked(pins, FIRST) as (_one, first), linked(pins, SECOND) as (_other, second):
        await first.get("/")
        await second.get("/")
        assert (first.certificate, second.certificate) == (FIRST.fingerprint, SECOND.fingerprint)


async def test_plain_http_has_none() -> None:
    pins = MemoryPins()
    async with raw_phone() as phone:
        link = PhoneLink(phone.config(), pins)
        await link.get("/")
        await link.aclose()
        assert link.certificate == pins.pinned(link.address.authority) == ""


OLD = [
    pytest.param(version, marks=pytest.mark.skipif(not known, reason="this OpenSSL cannot speak it"))
    for version, known in [(ssl.TLSVersion.TLSv1, ssl.HAS_TLSv1), (ssl.TLSVersion.TLSv1_1, ssl.HAS_TLSv1_1)]
]


@pytest.mark.parametrize("version", OLD)
async def test_a_phone_of_2012_is_spoken_to_and_its_certificate_kept(version: ssl.TLSVersion) -> None:
    async with raw_phone(tls=_weak(FIRST.context(version))) as phone:
        pins = MemoryPins()
        link = PhoneLink(phone.config(host=f"https://127.0.0.1:{phone.port}", **LOGIN), pins)
        assert (await link.get("/")).status == 200
        assert link.certificate == FIRST.fingerprint
        await link.aclose()


@pytest.mark.parametrize("version", OLD)
async def test_a_phone_of_2012_with_another_certificate_is_refused(version: ssl.TLSVersion) -> None:
    async with raw_phone(tls=_weak(SECOND.context(version))) as phone:
        pins = MemoryPins()
        pins.pin(f"127.0.0.1:{phone.port}", FIRST.fingerprint)
        link = PhoneLink(
            phone.config(host=f"https://127.0.0.1:{phone.port}", **LOGIN), pins, basic_first=True
        )
        assert (await refused(link)).cause == "certificate"
        await link.aclose()
    assert phone.requests == []


def _weak(context: ssl.SSLContext) -> ssl.SSLContext:
    context.set_ciphers("AES128-SHA:@SECLEVEL=0")
    return context


def test_what_is_broken_is_not_offered() -> None:
    names = {str(cipher["name"]) for cipher in tls_context().get_ciphers()}
    assert {"AES128-SHA", "ECDHE-RSA-AES128-GCM-SHA256", "TLS_AES_128_GCM_SHA256"} <= names
    assert not [
        name
        for name in names
        if any(
            part in ("RC4", "DES", "3DES", "CBC3", "NULL", "EXP", "DHE", "ADH", "AECDH", "PSK", "SRP")
            for part in name.split("-")
        )
    ]
    assert ssl.OP_NO_RENEGOTIATION in tls_context().options


async def test_a_look_says_nothing_but_the_handshake() -> None:
    async with raw_phone(tls=FIRST.context()) as phone:
        address = parse_address(f"https://127.0.0.1:{phone.port}", "desk")
        assert await look(address, 5.0) == FIRST.fingerprint
    assert phone.requests == []


async def test_a_look_at_someone_silent_ends() -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while await reader.read(65536):
            pass

    async with raw_phone(talk=talk) as phone:
        address = parse_address(f"https://127.0.0.1:{phone.port}", "desk")
        with pytest.raises(OSError):  # noqa: PT011 - a time-out of either kind is one
            await look(address, 0.2)
        gc.collect()


async def test_a_greeting_that_is_cancelled_in_the_handshake_leaves_no_socket_behind() -> None:
    shaking, over = asyncio.Event(), asyncio.Event()

    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while await reader.read(65536):
                shaking.set()
        finally:
            over.set()

    async with raw_phone(talk=silent) as phone:
        task = asyncio.create_task(greet(parse_address(f"https://127.0.0.1:{phone.port}", "desk"), 30.0))
        async with asyncio.timeout(5):
            await shaking.wait()
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            await over.wait()  # the phone's end sees it closed


async def test_a_greeting_takes_any_certificate_and_brings_no_login() -> None:
    def answer(request: object) -> bytes:
        return reply("401 Unauthorized", b"<title>snom</title>", b"Server: snom embedded")

    async with raw_phone(answer, tls=SECOND.context()) as phone:
        address = parse_address(f"https://127.0.0.1:{phone.port}", "desk")
        greeting = await greet(address, 5.0)
    assert (greeting.status, greeting.headers["server"]) == (401, "snom embedded")
    assert greeting.text == "<title>snom</title>"
    assert len(phone.requests) == 1
    assert phone.logins == []


async def test_a_greeting_is_bounded_in_size_and_time() -> None:
    async def flood(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            writer.write(b"x" * 65536)
            await writer.drain()

    async with raw_phone(talk=flood) as phone:
        greeting = await greet(parse_address(f"127.0.0.1:{phone.port}", "desk"), 5.0)
        assert len(greeting.text) == 16 * 1024
    async with raw_phone(lambda request: None) as phone:
        with pytest.raises(PhoneError) as caught:
            await greet(parse_address(f"127.0.0.1:{phone.port}", "desk"), 0.2)
        assert caught.value.cause == "timeout"
        phone.release.set()


def test_a_fingerprint_is_readable() -> None:
    made = fingerprint(b"")
    assert made == hashlib.sha256(b"").hexdigest()
    assert is_fingerprint(made)
    assert grouped(made) == "E3:B0:C4:42:98:FC:1C:14…"
    assert len(grouped(made, whole=True)) == 95
    assert not [text for text in ("", "xyz", made.upper(), made + "0", made[:-1]) if is_fingerprint(text)]
