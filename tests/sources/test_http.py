"""An address that answers with JSON: real HTTP, its faults included."""

from __future__ import annotations

import base64
import json
import logging

import pytest

from tests.sources.conftest import PLAN, number
from tests.sources.server import reply, serving
from tui.config.source_model import HttpConfig
from tui.sources.errors import SourceError
from tui.sources.http_json import HttpSource
from tui.sources.web import Access

CALLER = number("0221 998877")
SECRET = "sehr-geheim-42"


def _json(value: object) -> bytes:
    return reply(200, json.dumps(value).encode())


async def test_its_answer_becomes_contacts() -> None:
    async with serving() as site:
        site.answer = lambda asked: _json(
            {
                "data": {
                    "hits": [
                        {
                            "who": {"display": "Anna Müller"},
                            "firm": "Muster GmbH",
                            "tel": ["0221 998877", "0171 3920001"],
                            "id": 7,
                        },
                        "x",
                        {},
                    ]
                }
            }
        )
        fields = (("name", "who.display"), ("company", "firm"), ("phone:work", "tel"), ("uid", "id"))
        config = HttpConfig(
            name="crm", url=f"{site.url}/who/{{national}}?n={{e164}}", items="data.hits", fields=fields
        )
        source = HttpSource(config, PLAN)
        (anna,) = await source.look_up(CALLER)
        await source.aclose()
    assert (anna.name, anna.company, anna.uid) == ("Anna Müller", "Muster GmbH", "7")
    assert [one.raw for one in anna.numbers] == ["0221 998877", "0171 3920001"]
    assert site.asked[0].target == "/who/0221998877?n=%2B49221998877"


async def test_fields_have_their_own_names_unless_told_otherwise() -> None:
    async with serving() as site:
        site.answer = lambda asked: _json({"name": "Anna", "company": "Muster", "unknown": {"a": []}})
        (anna,) = await HttpSource(HttpConfig(name="crm", url=f"{site.url}/{{digits}}"), PLAN).look_up(CALLER)
    assert (anna.name, anna.numbers[0].e164) == ("Anna", "+49221998877")


@pytest.mark.parametrize("status", [404, 204])
async def test_nobody_is_no_error(status: int) -> None:
    async with serving() as site:
        site.answer = lambda asked: reply(status)
        assert (
            await HttpSource(HttpConfig(name="crm", url=f"{site.url}/{{e164}}"), PLAN).look_up(CALLER) == ()
        )


@pytest.mark.parametrize(
    ("user", "sent"),
    [("anna", "Basic " + base64.b64encode(f"anna:{SECRET}".encode()).decode()), ("", f"Bearer {SECRET}")],
)
async def test_the_login_is_sent_and_never_told(
    user: str, sent: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "tui")  # what the log file takes
    async with serving() as site:
        site.answer = lambda asked: reply(401)
        source = HttpSource(
            HttpConfig(name="crm", url=f"{site.url}/{{e164}}", user=user, password=SECRET), PLAN
        )
        with pytest.raises(SourceError) as refused:
            await source.look_up(CALLER)
    assert site.asked[0].headers["authorization"] == sent
    assert refused.value.cause == "password"
    assert "durchwahl contacts password crm" in str(refused.value)
    assert SECRET not in caplog.text + str(refused.value) + repr(Access("crm", user, SECRET))
    assert "998877" not in caplog.text


@pytest.mark.parametrize(
    ("answer", "cause"),
    [
        (reply(500), "unreachable"),
        (reply(200, b"<html>"), "garbage"),
        (reply(200, b"[" * 100_000), "garbage"),
        (reply(200, b'"' + b"x" * 300_000 + b'"'), "too-large"),
        (b"\x00\x01garbage\r\n\r\n", "unreachable"),
        (b"HTTP/1.1 200 Fine\r\nContent-Length: 99\r\n\r\n[", "unreachable"),
        (reply(302, Location="/other"), "setting"),
        (reply(302, Location="http://203.0.113.9/steal"), "setting"),
        (reply(302, Location="http://[bad/"), "setting"),
        (b"", "timeout"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
async def test_a_fault_is_one_sentence(answer: bytes, cause: str) -> None:
    async with serving() as site:
        site.answer = lambda asked: answer
        timeout = 1.0 if cause == "timeout" else 20.0
        source = HttpSource(
            HttpConfig(name="crm", url=f"{site.url}/{{e164}}", password=SECRET, timeout=timeout), PLAN
        )
        with pytest.raises(SourceError) as failed:
            await source.look_up(CALLER)
        await source.aclose()
    assert failed.value.cause == cause
    assert str(failed.value).startswith(("crm ", "What crm"))


async def test_a_dead_server() -> None:
    async with serving() as site:
        dead = site.url
    source = HttpSource(HttpConfig(name="crm", url=f"{dead}/{{e164}}", timeout=20.0), PLAN)
    with pytest.raises(SourceError) as failed:
        await source.look_up(CALLER)
    assert failed.value.cause == "unreachable"


async def test_a_certificate_that_nobody_vouches_for_is_shown_and_may_be_pinned() -> None:
    async with serving(secure=True) as site:
        plain = HttpConfig(name="crm", url=f"{site.url}/{{e164}}", password=SECRET, timeout=20.0)
        with pytest.raises(SourceError) as refused:
            await HttpSource(plain, PLAN).look_up(CALLER)
        assert refused.value.cause == "certificate"
        assert site.fingerprint in str(refused.value).replace(":", "").lower()
        assert not site.asked
        pinned = HttpConfig(name="crm", url=plain.url, certificate=site.fingerprint, timeout=20.0)
        assert await HttpSource(pinned, PLAN).look_up(CALLER) == []
        changed = HttpConfig(name="crm", url=plain.url, password=SECRET, certificate="ab" * 32, timeout=20.0)
        with pytest.raises(SourceError) as other:
            await HttpSource(changed, PLAN).look_up(CALLER)
        assert other.value.key == "source_certificate_changed"
        assert len(site.asked) == 1
