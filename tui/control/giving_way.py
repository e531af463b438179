"""One instance at a time: a `serve` in the background steps aside for the app, and goes on when the app has
left."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Final

from tui.control.client import ControlClient
from tui.control.protocol import RemoteError
from tui.control.server import ControlServer
from tui.errors import DurchwahlError

_HANDOVER: Final = 15.0  # seconds in which the other one has to have stopped, or to have come
_LOOK: Final = 0.05  # … between two looks whether it has


async def take_over(control: ControlServer, path: Path) -> None:
    """Starts `control`; an instance that is ready to step aside is asked to. Raises `DurchwahlError` where
    another one runs that is not."""
    try:
        await control.start()
    except DurchwahlError as error:
        if error.key != "already_running" or not await steps_aside(path):
            raise
        await _start_soon(control)


async def steps_aside(path: Path) -> bool:
    """Asks the instance that runs to step aside; whether it does."""
    client = await ControlClient.connect(path)
    if client is None:
        return True  # it has just gone by itself
    try:
        await client.ask("give_way")
    except RemoteError:
        return False
    finally:
        await client.close()
    return True


async def _start_soon(control: ControlServer) -> None:
    loop = asyncio.get_running_loop()
    until = loop.time() + _HANDOVER
    while True:
        try:
            await control.start()
        except DurchwahlError as error:
            if error.key != "already_running" or loop.time() > until:
                raise
            await asyncio.sleep(_LOOK)
        else:
            return


async def until_alone(path: Path) -> None:
    """Returns when the instance for which way was made has come and gone, or does not come."""
    loop = asyncio.get_running_loop()
    until = loop.time() + _HANDOVER
    while (client := await _connected(path)) is None:
        if loop.time() > until:
            return
        await asyncio.sleep(_LOOK)
    try:
        await client.gone()
    finally:
        await client.close()


async def _connected(path: Path) -> ControlClient | None:
    try:
        return await ControlClient.connect(path)
    except DurchwahlError:  # of another version, or it does not answer yet: it is there
        return None
