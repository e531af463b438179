"""Passwords, challenges and locks of the simulated phones."""

from __future__ import annotations

import httpx
import pytest

from tests.simulator.clock import Clock
from tests.simulator.conftest import OfficeMaker
from tui.simulator.auth import Admission, Gate, SnomLock

KEY = {"s": "/command.htm?key=F1", "y": "/servlet?key=F1"}
SECRET = {"password": "geheim"}
AUTH = {"basic": httpx.BasicAuth, "digest": httpx.DigestAuth}


@pytest.mark.parametrize("phone", ["s", "y"])
@pytest.mark.parametrize("scheme", ["basic", "digest"])
async def test_right_and_wrong_passwords(
    make_office: OfficeMaker, http: httpx.AsyncClient, phone: str, scheme: str
) -> None:
    office = await make_office(**{phone: {**SECRET, "auth": scheme}})
    url = office.phone(phone).url + KEY[phone]
    without = await http.get(url)
    assert without.status_code == 401
    assert without.headers["www-authenticate"].lower().startswith(scheme)
    right = AUTH[scheme]("admin", "geheim")
    for _ in range(3):
        assert (await http.get(url, auth=right)).status_code == 200
    assert (await http.get(url, auth=AUTH[scheme]("admin", "falsch"))).status_code == 401
    assert (await http.get(url, auth=AUTH[scheme]("anna", "geheim"))).status_code == 401
    assert office.phone(phone).requests[-3].auth == scheme


@pytest.mark.parametrize(("asked", "given"), [("basic", "digest"), ("digest", "basic")])
async def test_the_other_scheme_is_challenged_and_not_counted(
    make_office: OfficeMaker, http: httpx.AsyncClient, asked: str, given: str
) -> None:
    office = await make_office(s={**SECRET, "auth": asked})
    url = office.phone("s").url + KEY["s"]
    for _ in range(5):
        assert (await http.get(url, auth=AUTH[given]("admin", "geheim"))).status_code == 401
    assert (await http.get(url, auth=AUTH[asked]("admin", "geheim"))).status_code == 200


async def test_snom_blocks_for_a_doubling_time(make_office: OfficeMaker, http: httpx.AsyncClient) -> None:
    clock = Clock()
    office = await make_office(now=clock, s={**SECRET, "auth": "basic"})
    url = office.phone("s").url + KEY["s"]

    async def status(password: str) -> int:
        return (await http.get(url, auth=("admin", password))).status_code

    for wait in (60, 120, 240):
        assert [await status("x") for _ in range(3)] == [401, 401, 401]
        blocked = await http.get(url, auth=("admin", "geheim"))
        assert blocked.status_code == 403
        assert "<TITLE>snom VoIP phone: Error</TITLE>" in blocked.text
        clock.time += wait - 1
        assert await status("geheim") == 403
        clock.time += 1
    assert await status("geheim") == 200
    assert [await status("x") for _ in range(3)] == [401, 401, 401]
    clock.time += 60  # a success began the count anew
    assert await status("geheim") == 200


async def test_yealink_lock_restarts_with_each_try(make_office: OfficeMaker, http: httpx.AsyncClient) -> None:
    clock = Clock()
    office = await make_office(now=clock, y=SECRET)
    url = office.phone("y").url + KEY["y"]

    async def status(password: str) -> int:
        return (await http.get(url, auth=("admin", password))).status_code

    assert [await status("x") for _ in range(5)] == [401] * 5
    clock.time += 179
    assert await status("geheim") == 401
    clock.time += 179
    assert await status("geheim") == 401
    clock.time += 180
    assert await status("geheim") == 200


async def test_yealink_lock_is_cleared_by_power(make_office: OfficeMaker, http: httpx.AsyncClient) -> None:
    office = await make_office(now=Clock(), y=SECRET)
    phone = office.phone("y")
    url = phone.url + KEY["y"]
    for _ in range(5):
        await http.get(url, auth=("admin", "x"))
    assert (await http.get(url, auth=("admin", "geheim"))).status_code == 401
    phone.reboot()
    await phone.wait_for_event("setup_completed")
    assert (await http.get(url, auth=("admin", "geheim"))).status_code == 200


@pytest.mark.parametrize(("phone", "tries"), [("s", 3), ("y", 5)])
async def test_the_lock_can_be_shortened(
    make_office: OfficeMaker, http: httpx.AsyncClient, phone: str, tries: int
) -> None:
    clock = Clock()
    office = await make_office(now=clock, **{phone: {**SECRET, "auth": "basic", "lock_seconds": 2.0}})
    url = office.phone(phone).url + KEY[phone]
    for _ in range(tries):
        await http.get(url, auth=("admin", "x"))
    refused = (await http.get(url)).status_code  # not a try: it does not prolong the lock
    clock.time += 1.9
    assert (await http.get(url)).status_code == refused == (403 if phone == "s" else 401)
    clock.time += 0.1
    assert (await http.get(url, auth=("admin", "geheim"))).status_code == 200


async def test_the_realm_of_a_snom_begins_with_its_name(
    make_office: OfficeMaker, http: httpx.AsyncClient
) -> None:
    office = await make_office(s={**SECRET, "auth": "basic"})
    challenge = (await http.get(office.phone("s").url)).headers["www-authenticate"]
    assert challenge == 'Basic realm="snom D785"'


async def test_old_login_in_front_of_the_key(make_office: OfficeMaker, http: httpx.AsyncClient) -> None:
    office = await make_office(y=SECRET)
    phone = office.phone("y")
    login = f"{phone.url}/servlet?p=login&q=login&username=admin&pwd="
    assert (await http.get(f"{login}geheim&jumpto=URI&key=F1")).status_code == 200
    assert (await http.get(f"{login}falsch&jumpto=URI&key=F1")).status_code == 401
    assert "geheim" not in "".join(one.target + one.query for one in phone.requests)
    assert "geheim" not in str(office.journal.entries)


async def test_password_can_be_changed_by_setting(make_office: OfficeMaker, http: httpx.AsyncClient) -> None:
    office = await make_office(s={"auth": "digest"})
    url = office.phone("s").url
    await http.get(f"{url}/dummy.htm?settings=save&http_user=anna&http_pass=neu&http_scheme=off")
    assert (await http.get(url + KEY["s"])).headers["www-authenticate"].startswith("Basic")
    assert (await http.get(url + KEY["s"], auth=("anna", "neu"))).status_code == 200
    page = (await http.get(f"{url}/settings.htm", auth=("anna", "neu"))).text
    assert "http_pass!: \n" in page


def test_digest_replay_is_challenged_and_foreign_target_refused() -> None:
    """RFC 7616: a nonce count must grow; the response covers the request target."""
    gate = Gate("digest", "admin", "geheim", "snom", SnomLock(lambda: 0.0), lambda: "abc")
    gate.challenge()
    # Made with the formula of RFC 7616 section 3.4.1 by hand: MD5, qop=auth.
    header = _digest_header("abc", "/command.htm?key=F1", "00000001")
    assert gate.check("GET", "/command.htm?key=F1", header) is Admission.OK
    assert gate.check("GET", "/command.htm?key=F1", header) is Admission.CHALLENGE
    other = _digest_header("abc", "/command.htm?key=F1", "00000002")
    assert gate.check("GET", "/command.htm?key=F2", other) is Admission.WRONG
    assert gate.check("GET", "/x", _digest_header("unheard-of", "/x", "00000001")) is Admission.CHALLENGE


def _digest_header(nonce: str, target: str, count: str) -> str:
    from hashlib import md5

    def digest(text: str) -> str:
        return md5(text.encode(), usedforsecurity=False).hexdigest()

    secret, request = digest("admin:snom:geheim"), digest(f"GET:{target}")
    response = digest(f"{secret}:{nonce}:{count}:cn:auth:{request}")
    return (
        f'Digest username="admin", realm="snom", nonce="{nonce}", uri="{target}", '
        f'qop=auth, nc={count}, cnonce="cn", response="{response}"'
    )
