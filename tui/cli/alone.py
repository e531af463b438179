"""Phones without a running instance: asked and told by the command itself, which nobody reports to."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

from tui.calls.board import Board
from tui.cli.setting import has_phone_book, phone_book
from tui.config.model import Config
from tui.config.secrets import password
from tui.dialing.number import Number
from tui.errors import DurchwahlError
from tui.paths import Paths
from tui.phones.driver import PhoneDriver, Probe
from tui.phones.memory import Memory
from tui.phones.probing import examine
from tui.phones.registry import make_driver
from tui.switchboard.callers import Callers, is_name
from tui.switchboard.feature_means import straight
from tui.switchboard.features import Features, Patience
from tui.switchboard.presence import Presence

# No report can come; a phone needs a moment for a setting all the same.
_PATIENCE = Patience(report=0.5, settle=1.0, answer=0.0)


@dataclass(frozen=True, slots=True)
class Alone:
    """Some phones, as far as they say something when they are asked."""

    drivers: dict[str, PhoneDriver]
    faults: dict[str, DurchwahlError]  # why a phone has no driver
    presence: Presence
    features: Features


@asynccontextmanager
async def alone(config: Config, paths: Paths, names: Sequence[str]) -> AsyncIterator[Alone]:
    """Those phones' drivers, closed at the end. Why a phone can have none is in `faults`."""
    board, memory = Board(), Memory.load(paths)
    drivers: dict[str, PhoneDriver] = {}
    faults: dict[str, DurchwahlError] = {}

    async def ask(driver: PhoneDriver) -> Probe:
        return await examine(driver, config.phones[driver.name], memory)

    presence = Presence(config, board, drivers, lambda _: None, lambda _: None, time.time, ask)
    means = straight(config, drivers, presence.ask, reader(config, paths), memory)
    try:
        for name in names:
            try:
                phone = config.phones[name]
                drivers[name] = make_driver(replace(phone, password=password(phone, paths)), memory)
            except DurchwahlError as error:
                faults[name] = error
                presence.broken(name, str(error))
        yield Alone(drivers, faults, presence, Features(config, board, drivers, means, time.time, _PATIENCE))
    finally:
        await asyncio.gather(*(driver.aclose() for driver in drivers.values()))
        await asyncio.to_thread(memory.flush)


def reader(config: Config, paths: Paths) -> Callable[[str], Number]:
    """Reads a number, or the first number of the one contact of that name; the contacts only where needed."""
    callers = Callers(config.dialing)

    def read(text: str) -> Number:
        number = callers.typed(text)
        if not is_name(number, config.dialing) or not has_phone_book(config, paths):
            return number
        callers.book = callers.book or phone_book(config, paths)
        return callers.named(text)

    return read
