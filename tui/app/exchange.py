"""One core gives way to another while the app runs: the set-up has changed the configuration."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from tui.errors import DurchwahlError
from tui.switchboard.switchboard import Switchboard

if TYPE_CHECKING:
    from tui.app.app import DurchwahlApp
    from tui.config.model import Config
    from tui.phones.memory import Memory


class Exchange:
    """The app as the set-up knows it. An exchange that has begun is carried through, whoever asked for it."""

    def __init__(self, app: DurchwahlApp) -> None:
        self._app = app
        self._turn = asyncio.Lock()
        self._under_way: set[asyncio.Task[Switchboard]] = set()

    @property
    def core(self) -> Switchboard:
        """The one that runs, or comes up."""
        return self._app.switchboard

    async def renew(self, config: Config, memory: Memory, *, anew: bool = False) -> Switchboard:
        """The core running with `config`, and with what is known of the phones; the same one where nothing is
        different, unless it is to be made `anew` all the same: a password is in no configuration.

        Raises `DurchwahlError` while a call is going on, and where it cannot be started; the app runs on with
        the configuration that it had.
        """
        task = asyncio.get_running_loop().create_task(self._renew(config, memory, anew), name="exchange")
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        return await asyncio.shield(task)

    async def settle(self) -> None:
        """Until none is under way."""
        await asyncio.gather(*self._under_way, return_exceptions=True)

    async def _renew(self, config: Config, memory: Memory, anew: bool) -> Switchboard:
        async with self._turn:
            await self._app.up.wait()
            old = self._app.switchboard
            if config == old.config and not anew:
                return old
            if old.board.calls():
                raise DurchwahlError("exchange_call")
            new = self._other(old, config, memory)
            self._app.adopt(new)
            await old.stop()
            try:
                await new.start()
            except DurchwahlError:
                await new.stop()
                back = self._other(old, old.config, memory)
                self._app.adopt(back)
                await back.start()
                raise
            return new

    @staticmethod
    def _other(core: Switchboard, config: Config, memory: Memory) -> Switchboard:
        other = Switchboard(config, core.paths, core.now)
        other.memory = memory
        other.recorder = core.recorder
        return other
