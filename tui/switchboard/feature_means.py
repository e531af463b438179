"""How features reach phone and PBX: through the switchboard, or straight from the command line."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.calls.states import Call
from tui.config.model import Config
from tui.dialing.number import Number
from tui.phones.driver import PhoneDriver, Probe
from tui.switchboard.notices import PhoneNotice

if TYPE_CHECKING:
    from tui.phones.memory import Memory
    from tui.switchboard.switchboard import Switchboard


@dataclass(frozen=True, slots=True)
class Means:
    """`ask` asks the phone and puts the answer on the board; `send` sends a command to a phone and raises its
    `PhoneError`; `dial` dials digits and gives the call where the phone reports one; `read` reads a number
    or a name; `told` hears of the phone of which more is known. `heard`: the phones report here. `dialling`:
    a number is on its way to the phone, which has not reported the call yet.
    """

    ask: Callable[[str], Awaitable[Probe]]
    send: Callable[[str, Callable[[], Awaitable[None]]], Awaitable[None]]
    dial: Callable[[str, str], Awaitable[Call | None]]
    read: Callable[[str], Number]
    memory: Callable[[], Memory | None]
    told: Callable[[str], None] = lambda phone: None
    heard: bool = True
    dialling: Callable[[str], bool] = lambda phone: False


def through(core: Switchboard) -> Means:
    """With the phones' reports, and with a command that is repeated while a phone asks its user."""

    async def dial(code: str, phone: str) -> Call | None:
        return (await core.orders.dial(code, phone)).call

    return Means(
        core.presence.ask,
        lambda phone, send: core.desk.insist(phone, send, lambda: True),
        dial,
        core.orders.read,
        lambda: core.memory,
        lambda phone: core.publish(PhoneNotice(core.status(phone))),
        dialling=core.orders.dialling,
    )


def straight(
    config: Config,
    drivers: Mapping[str, PhoneDriver],
    ask: Callable[[str], Awaitable[Probe]],
    read: Callable[[str], Number],
    memory: Memory,
) -> Means:
    """Without anybody whom the phones report to: what they say when they are asked is all there is."""

    async def send(phone: str, act: Callable[[], Awaitable[None]]) -> None:
        await act()

    async def dial(code: str, phone: str) -> Call | None:
        await drivers[phone].dial(code, config.phones[phone].identity)
        return None

    return Means(ask, send, dial, read, lambda: memory, heard=False)
