"""`durchwahl phone test` and `phone trust`, against phones that speak https."""

from __future__ import annotations

import asyncio
import hashlib
import io
import json
import ssl
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import trustme

from tests.contract.desk import desk
from tests.unit.net.raw_phone import RawPhone, RawRequest, raw_phone, reply
from tui import i18n
from tui.cli import main
from tui.phones.certificates import grouped

AUTHORITY = trustme.CA()
INFO = b"<html>snom D785<br>Hardware: D785 Mac:0004137AB1CD Firmware-Version: snomD785-SIP 10.1.169.16</html>"


class Certificate:
    def __init__(self) -> None:
        made = AUTHORITY.issue_cert("snom.invalid", key_type=trustme.KeyType.RSA)
        pem = made.cert_chain_pems[0].bytes().decode()
        self.fingerprint = hashlib.sha256(ssl.PEM_cert_to_DER_cert(pem)).hexdigest()
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        made.configure_cert(self.context)


FIRST, SECOND = Certificate(), Certificate()


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    before = i18n.language()
    yield
    i18n.use(before)


def snom(request: RawRequest) -> bytes:
    return reply("200 OK", INFO, b"Server: snom embedded", b"Content-Type: text/html")


class Program:
    """The command line with a configuration of one phone."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys

    def configure(self, phone: RawPhone, scheme: str = "https", vendor: str = "snom") -> None:
        text = f'[phone.desk]\nvendor = "{vendor}"\nhost = "{scheme}://127.0.0.1:{phone.port}"\n'
        (self.folder / "config.toml").write_text(text + 'user = "admin"\npassword = "Geheim7"\n')

    def address(self, host: str) -> None:
        """Of a simulated Snom, with a password that it does not take."""
        text = f'[phone.desk]\nvendor = "snom"\nhost = "{host}"\nuser = "admin"\npassword = "Falsch8"\n'
        (self.folder / "config.toml").write_text(text)

    async def run(self, *words: str) -> tuple[int, str, str]:
        files = ["--config", str(self.folder / "config.toml"), "--data-dir", str(self.folder / "data")]
        status = await asyncio.to_thread(main, ["--lang", "en", *files, "phone", *words])
        said = self._capsys.readouterr()
        assert "Geheim7" not in said.out + said.err
        return status, said.out, said.err

    async def tested(self) -> dict[str, Any]:
        status, out, _ = await self.run("test", "--json")
        (phone,) = json.loads(out)["phones"]
        assert status == (0 if phone["ok"] else 3)
        return dict(phone)


@pytest.fixture
def program(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Program:
    return Program(tmp_path, capsys)


async def test_a_good_phone_and_its_certificate_on_first_use(program: Program) -> None:
    async with raw_phone(snom, tls=FIRST.context) as phone:
        program.configure(phone)
        status, out, _ = await program.run("test")
        assert status == 0
        assert out.startswith("desk: OK D785 10.1.169.16 0004137ab1cd certificate ")
        assert grouped(FIRST.fingerprint) in out
        assert "first time" in out
        _, out, _ = await program.run("test")
        assert "first time" not in out
        told = await program.tested()
    assert (told["ok"], told["cause"], told["text"], told["wait"]) == (True, None, None, None)
    assert told["certificate"] == FIRST.fingerprint
    assert {"identities", "dnd", "forwards"} <= set(told)


async def test_plain_http_has_no_certificate(program: Program) -> None:
    async with raw_phone(snom) as phone:
        program.configure(phone, "http")
        told = await program.tested()
        _, out, _ = await program.run("test")
    assert told["certificate"] is None
    assert "certificate" not in out


async def test_one_cause_and_its_remedy(program: Program) -> None:
    async with raw_phone(snom, tls=FIRST.context) as phone:
        program.configure(phone, "http")
        told = await program.tested()
        status, out, _ = await program.run("test")
    assert told["cause"] == "wrong-scheme"
    assert (status, out) == (3, f"{told['text']}\n")
    assert f"https://127.0.0.1:{phone.port}" in out


async def test_a_changed_certificate_until_it_is_accepted(program: Program) -> None:
    async with raw_phone(snom, tls=FIRST.context) as phone:
        program.configure(phone)
        assert (await program.tested())["ok"]
        port = phone.port
    async with raw_phone(snom, tls=SECOND.context, port=port) as phone:
        told = await program.tested()
        assert told["cause"] == "certificate"
        assert told["certificate"] == FIRST.fingerprint
        assert phone.requests == []
        status, out, err = await program.run("trust", "--yes")
        assert status == 0
        assert grouped(FIRST.fingerprint, whole=True) in err
        assert grouped(SECOND.fingerprint, whole=True) in err
        assert phone.requests == []
        assert "desk" in out
        told = await program.tested()
        assert (told["ok"], told["certificate"]) == (True, SECOND.fingerprint)
        status, out, _ = await program.run("trust")
        assert status == 0
        assert "already" in out


class Typed(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("typed", "accepted"), [("y\n", True), ("Ja\n", True), ("n\n", False), ("\n", False), ("", False)]
)
async def test_the_user_is_asked(
    program: Program, monkeypatch: pytest.MonkeyPatch, typed: str, accepted: bool
) -> None:
    monkeypatch.setattr(sys, "stdin", Typed(typed))
    async with raw_phone(snom, tls=FIRST.context) as phone:
        program.configure(phone)
        status, out, err = await program.run("trust")
        assert "[y/N]" in err
        assert (status, bool(out)) == ((0, True) if accepted else (1, False))
        trusted = await program.run("trust", "--yes")
        assert ("already" in trusted[1]) is accepted


async def test_nobody_is_asked_without_a_terminal(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("y\n"))
    async with raw_phone(snom, tls=FIRST.context) as phone:
        program.configure(phone)
        status, _, err = await program.run("trust")
    assert (status, "--yes" in err) == (2, True)


async def test_there_is_nothing_to_trust_by_plain_http(program: Program) -> None:
    async with raw_phone(snom) as phone:
        program.configure(phone, "http")
        status, _, err = await program.run("trust", "--yes")
    assert status == 2
    assert "http" in err


async def test_a_phone_whose_certificate_cannot_be_seen(program: Program) -> None:
    async with raw_phone(snom) as phone:
        phone.talk = _bad_request
        program.configure(phone)
        status, _, err = await program.run("trust", "--yes")
        assert status == 3
        assert "No encrypted connection" in err
    status, _, err = await program.run("trust", "--yes")
    assert status == 3
    assert "cannot be reached" in err


async def _bad_request(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read(100)
    writer.write(reply("400 Bad Request"))
    await writer.drain()


async def test_a_certificate_that_cannot_be_kept_is_not_said_to_be(program: Program) -> None:
    async with raw_phone(snom, tls=FIRST.context) as phone:
        program.configure(phone)
        await program.run("test")
        pins = program.folder / "data" / "phones.json"
        pins.unlink()
        pins.mkdir()  # nothing can be written in its place
        status, _, err = await program.run("trust", "--yes")
    assert status == 1
    assert "could not be kept" in err


async def test_a_refused_password_is_tried_again_by_a_test_only(program: Program) -> None:
    """Whoever tests wants an answer; all else would lock the phone, try by try."""
    async with desk("snom", typed="Falsch8") as at:
        program.address(at.config.host)
        assert "refused the user name or password" in (await program.run("test"))[1]
        for words in (("status",), ("dnd", "on"), ("install-urls",), ("status",)):
            _, out, err = await program.run(*words)
            assert "Nothing was sent to desk" in out + err, words
            assert "durchwahl phone test --phone desk" in out + err
        assert at.judged == 1
        assert "refused the user name or password" in (await program.run("test"))[1]
        assert at.judged == 2


async def test_how_long_a_locked_phone_stays_locked(program: Program) -> None:
    async with desk("snom", typed="Falsch8") as at:
        program.address(at.config.host)
        for _ in range(3):
            await program.run("test")
        status, out, _ = await program.run("test")
        told = await program.tested()
    assert (status, told["cause"], told["wait"]) == (3, "locked", 60)
    assert out.endswith("It stays locked for at least 60 s more.\n")
