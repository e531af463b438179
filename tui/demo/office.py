"""The demo: the real app, simulated phones, a throw-away folder. Nothing of the user's is read or written."""

from __future__ import annotations

import asyncio
import shutil
import socket
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tui.config.model import AppConfig, Config, ContactsConfig, EventsConfig, PhoneConfig
from tui.config.tokens import Tokens
from tui.demo.history import HISTORY, past_events
from tui.dialing.number import DialPlan
from tui.journal.filter import EVERY_CALL
from tui.paths import Paths
from tui.switchboard.switchboard import Switchboard

if TYPE_CHECKING:
    from tui.simulator.office import Office

_LOOPBACK = "127.0.0.1"


class Demo:
    """Makes folder, configuration and switchboard at once, and the phones when `before` is called."""

    def __init__(self, theme: str = "dark") -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="durchwahl-demo-"))
        self.paths = Paths(self.folder / "config.toml", self.folder / "data", True, True)
        events, desk, side = _free_ports(3)
        self._ports = {"desk": desk, "side": side}
        cards = self.folder / "contacts.vcf"
        from tui.simulator.people import sample_vcards
        from tui.simulator.scenes import PASSWORD, USER

        cards.write_text(sample_vcards(), encoding="utf-8", newline="")
        phones = {
            name: PhoneConfig(name, vendor, f"{_LOOPBACK}:{port}", USER, PASSWORD)
            for name, vendor, port in (("desk", "snom", desk), ("side", "yealink", side))
        }
        self.config = Config(
            events=EventsConfig(_LOOPBACK, events, _LOOPBACK),
            dialing=DialPlan("DE", "221", "", (2, 3), "0"),  # no trunk: its numbers belong to customers
            contacts=ContactsConfig((cards,)),
            app=AppConfig(theme=theme),
            phones=phones,
        )
        self.switchboard = Switchboard(self.config, self.paths)
        self.office: Office | None = None
        self._traffic: asyncio.Task[None] | None = None

    async def before(self) -> None:
        """Fills the journal with the last days and switches the phones on. Calls come in from now on."""
        from tui.simulator.scenes import demo_office, demo_traffic

        await self._fill_journal()
        tokens = await asyncio.to_thread(Tokens.load, self.paths)
        bases = {
            name: f"http://{_LOOPBACK}:{self.config.events.port}/{tokens.of(name)}" for name in self._ports
        }
        self.office = demo_office(bases, ports=self._ports)
        await self.office.start()
        self._traffic = asyncio.get_running_loop().create_task(demo_traffic(self.office), name="demo traffic")

    async def after(self) -> None:
        """Switches the phones off and removes the folder."""
        if self._traffic is not None:
            self._traffic.cancel()
            await asyncio.gather(self._traffic, return_exceptions=True)
        if self.office is not None:
            await self.office.stop()
        await asyncio.to_thread(shutil.rmtree, self.folder, ignore_errors=True)

    async def _fill_journal(self) -> None:
        from tui.calls.board import Board
        from tui.journal.rebuild import rebuild
        from tui.journal.store import Journal
        from tui.phones.decoding import decode

        now = time.time()
        journal = await Journal.open(self.paths.journal)
        await asyncio.gather(*(journal.append(raw) for raw in past_events(now)))
        await rebuild(journal, decode, Board(), self.switchboard.callers.record, now)
        calls = await journal.page(EVERY_CALL, 0, len(HISTORY))
        for record, past in zip(reversed(calls), HISTORY, strict=True):
            if past.note:
                await journal.set_note(record.call.id, past.note)
        await journal.close()


def _free_ports(count: int) -> list[int]:
    """Ports that nobody listens on right now, all different."""
    sockets = [socket.socket() for _ in range(count)]
    try:
        for one in sockets:
            one.bind((_LOOPBACK, 0))
        return [int(one.getsockname()[1]) for one in sockets]
    finally:
        for one in sockets:
            one.close()
