"""The page about a caller, in the browser: on a key, or by itself for an incoming call."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.ui.scenes import KNOWN, UNKNOWN
from tests.ui.stage import Stage
from tui.config.model import ContactsConfig

URL = "https://crm.example/?n={e164}&who={name}"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the browser was given."""
    pages: list[str] = []

    def browse(url: str) -> bool:
        pages.append(url)
        return True

    monkeypatch.setattr("tui.setup.browsing.browse", browse)
    return pages


def configure(on: Stage, opens: str = "key", url: str = URL) -> None:
    on.switchboard.config = replace(on.switchboard.config, contacts=ContactsConfig(url=url, open=opens))


async def test_w_opens_the_page_of_the_caller(on: Stage, opened: list[str]) -> None:
    configure(on)
    await on.desk.ring(KNOWN)
    await on.settle()
    assert opened == []
    await on.press("w")
    assert opened == ["https://crm.example/?n=%2B492214710501&who=J%C3%BCrgen%20Lindner"]


async def test_a_ringing_call_opens_it_by_itself_and_only_once(on: Stage, opened: list[str]) -> None:
    configure(on, "ringing")
    await on.desk.ring(UNKNOWN, "A&B #1")
    await on.side.ring(UNKNOWN, "A&B #1")
    await on.settle()
    assert opened == ["https://crm.example/?n=%2B498999998717&who=A%26B%20%231"]


async def test_a_call_of_ones_own_and_a_withheld_one_open_nothing(on: Stage, opened: list[str]) -> None:
    configure(on, "ringing")
    await on.desk.call(UNKNOWN)
    await on.side.ring("", "anonymous")
    await on.settle()
    assert opened == []


async def test_w_says_why_there_is_no_page(on: Stage, opened: list[str]) -> None:
    await on.press("w")
    configure(on)
    await on.desk.ring("", "anonymous")
    await on.settle()
    await on.press("w")
    assert "names no page" in on.told[0]
    assert "withheld" in on.told[1]
    assert opened == []


async def test_without_a_browser_the_address_is_shown(on: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.setup.browsing.browse", lambda url: False)
    configure(on)
    await on.desk.ring(KNOWN)
    await on.press("w")
    assert "https://crm.example/?n=%2B492214710501" in on.told[0]


async def test_w_in_a_contact_opens_its_page(on: Stage, opened: list[str]) -> None:
    configure(on)
    await on.press("slash")
    await on.type("käthe")
    await on.press("ctrl+o", "w")
    assert opened == ["https://crm.example/?n=%2B493023125110&who=K%C3%A4the%20M%C3%BChlenbach"]
