"""The app in a real terminal, on phones of the lab: what one sees, what the keys do, and what SIP saw of it."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.e2e.program import environment
from tests.e2e.terminal import TMUX, Terminal, terminal
from tests.lab.baresip import FarEnd
from tests.lab.conftest import OUTSIDE
from tests.lab.desk_phone import DeskPhone
from tests.lab.laboratory import Laboratory
from tests.lab.product import Product

pytestmark = [
    pytest.mark.skipif(TMUX is None, reason="tmux is not installed"),
    pytest.mark.timeout(120),
]

NUMBER = "0221 471101"


class Screen:
    """The terminal, without keeping the lab waiting."""

    def __init__(self, at: Terminal) -> None:
        self.at = at

    async def shows(self, *texts: str) -> str:
        """Waits until all of these are on the screen."""

        def fits(screen: str) -> bool:
            return all(text in screen for text in texts)

        return await asyncio.to_thread(self.at.wait, fits, " and ".join(texts))

    async def card(self, title: str, state: str) -> str:
        return await asyncio.to_thread(self.at.card, title, state)

    async def no_card(self) -> str:
        return await asyncio.to_thread(self.at.no_card)

    async def press(self, *keys: str) -> None:
        await asyncio.to_thread(self.at.press, *keys)

    async def type(self, text: str) -> None:
        await asyncio.to_thread(self.at.type, text)

    async def left(self) -> None:
        await asyncio.to_thread(self.at.left)


@asynccontextmanager
async def app(home: Path, lab: Laboratory, **phones: DeskPhone) -> AsyncIterator[tuple[Screen, Product]]:
    """The app on these phones, and the stream of what happens in it beside it. It is left by its own key."""
    product = Product(home, lab.computer, phones)
    await product.prepare()
    with terminal(120, 36, product.environment, home / "tmp") as at:
        await asyncio.to_thread(at.start, "--lang", "en")
        screen = Screen(at)
        await screen.shows(f"events active :{product.port}")
        await product.watch()
        try:
            yield screen, product
            await screen.press("q")
            await screen.left()
            await product.finished()
        finally:
            await product.kill()


async def test_a_call_by_the_keys(tmp_path: Path, lab: Laboratory, vendor: str) -> None:
    """Answered, held, taken back and hung up; then one is dialled."""
    phone, far = await asyncio.gather(lab.phone(vendor, "22"), lab.far_end(OUTSIDE))
    async with app(tmp_path, lab, desk=phone) as (screen, program):
        await far.dial("22")
        assert NUMBER in await screen.card("Incoming call on 22", "ringing")
        await screen.press("a")
        await screen.card("Incoming call", "talking")
        await far.wait_for("CALL_ESTABLISHED")
        await screen.press("Space")
        await screen.card("Incoming call", "on hold")
        await lab.server.sip.reinvite(phone.address, "sendonly")
        await screen.press("Space")
        await screen.card("Incoming call", "talking")
        since = far.mark()
        await screen.press("x")
        await screen.no_card()
        await far.wait_for("CALL_CLOSED", since)
        await _dials(screen, far)
        await lab.server.sip.request("CANCEL")
        journal = {call["direction"]: call["outcome"] for call in await program.journal()}
        assert journal == {"in": "answered", "out": "cancelled"}


async def _dials(screen: Screen, far: FarEnd) -> None:
    """Dials the far end, and gives up before it answers."""
    since = far.mark()
    await screen.press("d")
    await screen.shows("enter dial")
    await screen.type("0221 471101")
    await screen.shows("dials 0221471101")
    await screen.press("Enter")
    await screen.card("Outgoing call", "dialling")
    await far.wait_for("CALL_INCOMING", since)
    await screen.press("x")
    await screen.no_card()


async def test_registration_and_power_on_the_screen(tmp_path: Path, lab: Laboratory, vendor: str) -> None:
    """That the telephone system is gone, that the phone is gone, and that both are back."""
    phone, far = await asyncio.gather(lab.phone(vendor, "22", tcp=True), lab.phone("yealink", "23", tcp=True))
    async with app(tmp_path, lab, desk=phone) as (screen, _):
        online = await screen.shows("● desk")
        assert "not registered" not in online
        since = phone.mark()
        await lab.server.stop()
        await phone.word("register-failed", since)
        await screen.shows("not registered")
        since, gone = phone.mark(), far.mark()
        await lab.server.start()
        await asyncio.gather(phone.word("registered", since), far.word("registered", gone))
        await asyncio.to_thread(screen.at.wait, lambda text: "not registered" not in text, "registered again")
        far.user("dial", "22")
        await screen.card("Incoming call on 22", "ringing")
        await screen.press("a")
        await screen.card("Incoming call", "talking")
        await phone.power_cut()
        since = phone.mark()
        await phone.start()
        await phone.word("registered", since)
        await screen.no_card()
        await screen.shows("● desk")


async def test_a_transfer_by_the_keys(tmp_path: Path, lab: Laboratory, vendor: str) -> None:
    """The caller is passed on to a colleague without consultation."""
    phone, colleague, far = await asyncio.gather(
        lab.phone(vendor, "22"), lab.phone("snom", "24"), lab.far_end(OUTSIDE)
    )
    async with app(tmp_path, lab, desk=phone) as (screen, program):
        await far.dial("22")
        await screen.card("Incoming call", "ringing")
        await screen.press("F5")
        await screen.card("Incoming call", "talking")
        await screen.press("t")
        await screen.shows("● with consultation", "F4")
        await screen.press("F4")
        await screen.shows("● blind")
        await screen.type("24")
        await screen.shows("transfers to 24")
        await screen.press("Enter")
        refer = await lab.server.sip.request("REFER")
        assert "sip:24@" in refer.refer_to
        await colleague.word("incoming")
        colleague.user("answer")
        await screen.no_card()
        await phone.has_calls(0)
        (call,) = await program.journal()
        assert (call["outcome"], call["transferred_to"]) == ("transferred", "24")


async def test_the_demo_on_lab_phones(tmp_path: Path) -> None:
    """`make lab-demo`: somebody calls by himself, is answered, and a colleague answers when she is called."""
    with terminal(120, 36, environment(tmp_path), tmp_path / "tmp") as at:
        screen = Screen(at)
        await screen.shows("ready>")
        await screen.type(f"clear; {sys.executable} -m tests.lab.demo --lang en; echo status=$?")
        await screen.press("Enter")
        await screen.card("Incoming call", "ringing")
        await screen.press("a")
        await screen.card("Incoming call", "talking")
        await screen.press("x")
        await screen.no_card()
        await screen.press("q")
        await screen.left()
    assert list((tmp_path / "tmp").iterdir()) == []
