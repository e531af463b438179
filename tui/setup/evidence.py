"""What shows that reports arrive: the test URL was opened, or a phone has reported."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import TYPE_CHECKING

from tui.calls.states import Direction
from tui.errors import DurchwahlError
from tui.i18n import say
from tui.journal.filter import Filter

if TYPE_CHECKING:
    from tui.setup.draft import Greeted
    from tui.setup.workshop import Workshop


async def url(workshop: Workshop) -> str:
    """`http://address:port` as the device is told, "" where there is no address."""
    from tui.setup.events import advertised

    host = await advertised(workshop)
    core = workshop.host.core
    port = core.port if core is not None and core.port else workshop.config.events.port
    return f"http://{host}:{port}" if host else ""


async def greeted(workshop: Workshop) -> Greeted | None:
    """Who opened the test URL as it is now; who opened an earlier one does not count."""
    seen = workshop.draft.greeted
    return seen if seen is not None and seen.url == await url(workshop) else None


async def last_report(workshop: Workshop) -> float | None:
    """When the device reported last (epoch seconds)."""
    return await asyncio.to_thread(_last_report, workshop)


def _last_report(workshop: Workshop) -> float | None:
    from tui.journal.reading import read

    if not workshop.name or not workshop.paths.journal.exists():
        return None
    try:
        with read(workshop.paths.journal) as reader:
            return reader.last_report(workshop.name)
    except DurchwahlError:
        return None  # the step of the journal says so


async def called_out(workshop: Workshop) -> float | None:
    """When the device was last seen calling somebody."""
    return await asyncio.to_thread(_called_out, workshop)


def _called_out(workshop: Workshop) -> float | None:
    from tui.journal.reading import read

    if not workshop.name or not workshop.paths.journal.exists():
        return None
    try:
        with read(workshop.paths.journal) as reader:
            newest = reader.page(Filter(direction=Direction.OUT, phone=workshop.name), 0, 1)
    except DurchwahlError:
        return None
    return newest[0].call.started if newest else None


def clock(at: float) -> str:
    """A moment for people, the day where it is not today."""
    moment = datetime.fromtimestamp(at).astimezone()
    today = moment.date() == datetime.now().astimezone().date()
    return moment.strftime(say("setup_clock") if today else say("setup_clock_day"))
