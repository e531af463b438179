"""A number from a link or from marked text: dialled where that is safe, else shown to somebody first."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Sequence
from typing import Final

from tui.cli.dial import dial
from tui.cli.session import instance, tell
from tui.config.model import Config
from tui.control.client import ControlClient
from tui.control.protocol import RemoteError
from tui.desktop.component import DesktopError
from tui.desktop.components import start_service
from tui.desktop.machine import Machine
from tui.desktop.notification import choose, show
from tui.dialing.display import shown
from tui.dialing.links import marked_at_once
from tui.dialing.number import Number, NumberKind
from tui.errors import DurchwahlError
from tui.i18n import say
from tui.paths import Paths
from tui.switchboard.offers import Source

_COMING: Final = 10.0  # seconds for the service to come up
_STEP: Final = 0.05


async def dial_marked(args: argparse.Namespace, text: str, config: Config, paths: Paths) -> int:
    """Dials the number in `text`; several are offered. Raises `DurchwahlError` where there is none."""
    from tui.dialing.extract import numbers_in

    numbers = numbers_in(text, config.dialing)
    if not text.strip():
        raise DurchwahlError("marked_nothing")
    if not numbers:
        raise DurchwahlError("marked_no_number")
    if marked_at_once(numbers, text):
        if numbers[0].kind is not NumberKind.EMERGENCY:  # that waits for nothing
            await wake(paths)
        return await dial(args, written(numbers[0]), config, paths)
    return await offer(args, numbers, Source.MARKED, config, paths)


async def offer(
    args: argparse.Namespace, numbers: Sequence[Number], source: Source, config: Config, paths: Paths
) -> int:
    """Lets somebody choose: in this terminal, in the running app, by a notification.

    A link goes to the app first: whoever clicks has no terminal before him. Raises `DurchwahlError` where
    nobody can be asked.
    """
    if source is Source.MARKED and in_terminal():
        return await _ask(args, numbers, config, paths)
    if await _in_app(numbers, source, paths):
        tell(say("offer_in_app"))
        return 0
    if in_terminal():
        return await _ask(args, numbers, config, paths)
    return await _notify(args, numbers, source, config, paths)


async def say_aloud(paths: Paths, error: DurchwahlError) -> None:
    """Tells it by a notification where no terminal would: a key was pressed or a link clicked."""
    if not in_terminal():
        await show(Machine.here(paths), say("offer_failed_title"), str(error))


async def wake(paths: Paths) -> None:
    """Starts the service where nothing runs and it is installed, and waits until it can dial."""
    async with instance(paths) as client:
        if client is not None:
            return
    if not await start_service(Machine.here(paths)):
        return
    deadline = asyncio.get_running_loop().time() + _COMING
    while asyncio.get_running_loop().time() < deadline:
        async with instance(paths) as client:
            if client is not None and (await client.ask("state")).get("able"):
                return
        await asyncio.sleep(_STEP)


def written(number: Number) -> str:
    """A number as it can be typed anywhere here."""
    return number.e164 or number.digits


def in_terminal() -> bool:
    """Whether somebody sits before a terminal and can answer."""
    streams = (sys.stdin, sys.stdout)
    return all(stream is not None and stream.isatty() for stream in streams)


async def _in_app(numbers: Sequence[Number], source: Source, paths: Paths) -> bool:
    """Whether the running instance shows them. An older one does not know how."""
    async with instance(paths) as client:
        return client is not None and await _shown(client, numbers, source)


async def _shown(client: ControlClient, numbers: Sequence[Number], source: Source) -> bool:
    try:
        texts = [written(number) for number in numbers[:20]]
        return bool((await client.ask("offer", numbers=texts, source=source.value)).get("shown"))
    except RemoteError:
        return False


async def _ask(args: argparse.Namespace, numbers: Sequence[Number], config: Config, paths: Paths) -> int:
    """A numbered list; Enter alone, and whatever is none of its numbers, dials nothing."""
    for at, number in enumerate(numbers, 1):
        tell(f"{at:>3}  {_named(number, config)}")
    question = say("offer_which", count=len(numbers)) if len(numbers) > 1 else say("offer_this")
    answer = (await asyncio.to_thread(_line, f"{question} ")).strip()
    if not (answer.isdecimal() and 1 <= int(answer) <= len(numbers)):
        raise DurchwahlError("offer_declined")
    return await dial(args, written(numbers[int(answer) - 1]), config, paths)


def _line(question: str) -> str:
    print(question, end="", file=sys.stderr, flush=True)
    return sys.stdin.readline(200)


async def _notify(
    args: argparse.Namespace, numbers: Sequence[Number], source: Source, config: Config, paths: Paths
) -> int:
    title = say("offer_link_title") if source is Source.LINK else say("offer_marked_title")
    names = [_named(number, config) for number in numbers]
    buttons = [say("offer_dial")] if len(names) == 1 else names
    try:
        chosen = await choose(Machine.here(paths), title, ", ".join(names), buttons)
    except DesktopError as error:
        raise DurchwahlError("offer_nobody", numbers=", ".join(names[:5])) from error
    if chosen is None:
        return 0
    await wake(paths)
    return await dial(args, written(numbers[chosen]), config, paths)


def _named(number: Number, config: Config) -> str:
    return f"{shown(number, config.dialing)} ({say(f'kind_{number.kind.value}')})"
