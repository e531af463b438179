"""Where the web interface is found: http, https, both, or nowhere."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from tests.simulator.certificates import fingerprint_source, trusting, write_certificate
from tests.simulator.conftest import OfficeMaker
from tui.errors import UsageError
from tui.simulator.config import parse_office

COMMAND = {"s": "/command.htm?key=F1", "y": "/servlet?key=F1"}


@pytest.fixture
def pem(tmp_path: Path) -> str:
    return str(write_certificate(tmp_path / "phone.pem"))


@pytest.fixture
async def https() -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(trust_env=False, timeout=5.0, verify=trusting()) as client:
        yield client


@pytest.mark.parametrize("name", ["s", "y"])
async def test_http_and_https_on_two_ports(
    make_office: OfficeMaker, https: httpx.AsyncClient, pem: str, name: str
) -> None:
    office = await make_office(**{name: {"certificate": pem, "password": "x", "auth": "basic"}})
    phone = office.phone(name)
    assert phone.url.startswith("http://")
    assert phone.secure_url.startswith("https://")
    for base in (phone.url, phone.secure_url):
        assert (await https.get(base + COMMAND[name])).status_code == 401
        assert (await https.get(base + COMMAND[name], auth=("admin", "x"))).status_code == 200


async def test_a_snom_with_https_only_sends_http_there(
    make_office: OfficeMaker, https: httpx.AsyncClient, pem: str
) -> None:
    office = await make_office(s={"certificate": pem, "https_only": True})
    phone = office.phone("s")
    answer = await https.get(f"http://127.0.0.1:{phone.port}/command.htm?number=23")
    assert (answer.status_code, phone.calls) == (307, [])
    assert answer.headers["location"] == f"{phone.url}/command.htm?number=23"
    assert (await https.get(answer.headers["location"])).status_code == 302


async def test_a_yealink_with_https_only_closes_http(
    make_office: OfficeMaker, https: httpx.AsyncClient, pem: str
) -> None:
    office = await make_office(y={"certificate": pem, "https_only": True})
    phone = office.phone("y")
    assert phone.url == phone.secure_url
    assert (await https.get(f"{phone.url}/servlet?key=F1")).status_code == 200
    with pytest.raises(httpx.ConnectError):
        await https.get(f"http://127.0.0.1:{phone.port}/servlet?key=F1")


async def test_another_certificate_at_the_same_port(
    make_office: OfficeMaker, tmp_path: Path, pem: str
) -> None:
    office = await make_office(s={"certificate": pem})
    phone = office.phone("s")
    port = int(phone.secure_url.rpartition(":")[2])
    before = await asyncio.to_thread(fingerprint_source, port)
    assert await asyncio.to_thread(fingerprint_source, port) == before
    await phone.use_certificate(str(write_certificate(tmp_path / "other.pem")))
    assert await asyncio.to_thread(fingerprint_source, port) != before


@pytest.mark.parametrize("name", ["s", "y"])
async def test_without_its_web_interface_a_phone_still_tells(
    make_office: OfficeMaker, http: httpx.AsyncClient, name: str
) -> None:
    office = await make_office(**{name: {"web": False}})
    phone = office.phone(name)
    with pytest.raises(httpx.ConnectError):
        await http.get(phone.url + COMMAND[name])
    phone.dial("02214710001")
    await phone.wait_until_sent()
    assert phone.sent[-1].status == 200
    url = phone.url
    await phone.switch_web(on=True)
    assert phone.url == url
    assert (await http.get(url + COMMAND[name])).status_code == 200
    await phone.switch_web(on=False)
    with pytest.raises(httpx.ConnectError):
        await http.get(url)


async def test_a_given_port_is_kept_for_https(
    make_office: OfficeMaker, https: httpx.AsyncClient, pem: str
) -> None:
    first = await make_office(y={"certificate": pem, "https_only": True})
    port = int(first.phone("y").url.rpartition(":")[2])
    await first.stop()
    office = await make_office(y={"certificate": pem, "https_only": True, "port": port})
    assert office.phone("y").url == f"https://127.0.0.1:{port}"


def test_a_file_that_is_no_certificate_is_named(tmp_path: Path) -> None:
    phone = '[phone.a]\nvendor = "yealink"\nnumber = "22"\n'
    (tmp_path / "bad.pem").write_text("no key")
    for name in ("bad.pem", "none.pem"):
        with pytest.raises(UsageError, match=name):
            parse_office(f'{phone}certificate = "{name}"\n', str(tmp_path / "office.toml"))
    with pytest.raises(UsageError, match="certificate"):
        parse_office(f"{phone}https_only = true\n")
    write_certificate(tmp_path / "good.pem")
    text = f'{phone}certificate = "good.pem"\nhttps_only = true\n'
    assert parse_office(text, str(tmp_path / "office.toml")).phones["a"].https_only
