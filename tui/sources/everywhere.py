"""Several sources at once: none waits for another, and what fails of one is told beside what others know."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass

from tui.contacts.model import Contact
from tui.dialing.number import Number
from tui.errors import DurchwahlError
from tui.sources.asking import Asking
from tui.sources.errors import SourceError
from tui.sources.fetching import Fetching


@dataclass(frozen=True, slots=True)
class Found:
    """Who has a number, in the order of the sources; and a sentence for each that could not say."""

    contacts: tuple[Contact, ...] = ()
    problems: tuple[str, ...] = ()


async def ask_all(sources: Iterable[Asking], number: Number) -> Found:
    """Asks all of them for the number."""
    answers = await asyncio.gather(*(_one(source, number) for source in sources))
    contacts = tuple(contact for found in answers for contact in found.contacts)
    return Found(contacts, tuple(text for found in answers for text in found.problems))


async def try_all(sources: Iterable[Asking | Fetching], number: Number) -> None:
    """Uses each once: fetches what is fetched, asks the others for the number. Their states tell the rest."""
    await asyncio.gather(*(_used(source, number) for source in sources))


async def close_all(sources: Iterable[Asking | Fetching]) -> None:
    """Closes them."""
    await asyncio.gather(*(source.aclose() for source in sources))


async def _one(source: Asking, number: Number) -> Found:
    try:
        return Found(await source.look_up(number))
    except DurchwahlError as error:
        return Found(problems=(str(error),))


async def _used(source: Asking | Fetching, number: Number) -> None:
    try:
        if isinstance(source, Fetching):
            await source.fetch()
        else:
            await source.look_up(number)
    except SourceError:
        return
