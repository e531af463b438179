"""How `dial` and `call` reach a phone: through the running instance, which confirms, or straight, alone."""

from __future__ import annotations

import argparse
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from tui.cli.setting import driving, has_phone_book, phone_book
from tui.cli.table import as_document
from tui.config.model import Config, PhoneConfig
from tui.control.client import ControlClient
from tui.dialing.number import Number, NumberKind
from tui.errors import PhoneError
from tui.paths import Paths
from tui.phones.driver import Ability, Order, PhoneDriver

Result = dict[str, Any]  # as the control socket answers: phone, confirmed, tried, advice, call


@asynccontextmanager
async def instance(paths: Paths) -> AsyncIterator[ControlClient | None]:
    """The running instance, None where there is none."""
    client = await ControlClient.connect(paths.socket)
    try:
        yield client
    finally:
        if client is not None:
            await client.close()


@asynccontextmanager
async def alone(phone: PhoneConfig, paths: Paths, config: Config) -> AsyncIterator[Alone]:
    """The phone itself, without anyone who knows its calls."""
    async with driving(phone, paths) as driver:
        yield Alone(driver, phone, config)


class Alone:
    """Sends commands to one phone, the best way only: nobody would hear whether another one is needed."""

    def __init__(self, driver: PhoneDriver, phone: PhoneConfig, config: Config) -> None:
        self.driver = driver
        self._phone = phone
        self._config = config

    async def dial(self, dialled: str, number: Number, identity: str = "") -> Result:
        """Dials. `identity` is user@host of the line, else the configured one. Raises `PhoneError`."""
        from tui.switchboard.advice import by_hand

        name, plan = self._phone.name, self._config.dialing
        if lack := self.driver.lacks(Ability.DIAL):
            raise by_hand(name, dialled, number, plan, lack)
        if number.kind is NumberKind.EMERGENCY:
            self.driver.forgive()
        try:
            await self._insist(lambda: self.driver.dial(dialled, identity or self._phone.identity))
        except PhoneError as error:
            if error.cause == "no-remote-control":
                raise by_hand(name, dialled, number, plan, error) from error
            raise
        return self._taken()

    async def order(self, order: Order, argument: str = "") -> Result:
        """Does it to whichever call the phone has selected. `argument` as the phone takes it."""
        lack = self.driver.lacks(order)
        if lack:
            raise PhoneError(lack, cause="no-remote-control", phone=self._phone.name)
        ways = self.driver.ways(order, "", argument)
        if not ways:
            raise PhoneError("order_no_way", cause="no-remote-control", phone=self._phone.name)
        await self._insist(lambda: self.driver.go(ways[0]))
        return self._taken(ways[0].name)

    def _taken(self, *tried: str) -> Result:
        return {
            "phone": self._phone.name,
            "confirmed": False,
            "tried": list(tried),
            "advice": "",
            "call": None,
        }

    async def _insist(self, send: Callable[[], Awaitable[None]]) -> None:
        """Repeats the command while the phone asks its user, until Ctrl-C."""
        from tui.switchboard.consent import Consents

        consents = Consents(lambda notice: tell(notice.text) if notice.waiting else None)
        await consents.insist(self._phone.name, send, lambda: True)


def read_number(text: str, config: Config, paths: Paths) -> Number:
    """A number; else the first number of the one contact that the words name."""
    from tui.dialing.reading import read_typed

    number = read_typed(text, config.dialing)
    if number.kind is not NumberKind.INVALID or not has_phone_book(config, paths):
        return number
    from tui.switchboard.callers import Callers, is_name

    if not is_name(number, config.dialing):
        return number
    callers = Callers(config.dialing)
    with phone_book(config, paths) as book:
        callers.book = book
        return callers.named(text)


def tell(text: str) -> None:
    """A sentence for the user, beside the result."""
    print(text, file=sys.stderr, flush=True)


def report(args: argparse.Namespace, result: Result, told: str = "") -> None:
    """The result as JSON, or what is to be said of it: `told`, else the advice where nothing confirmed it."""
    if args.json:
        print(as_document(result))
    elif told or result["advice"]:
        tell(told or result["advice"])
