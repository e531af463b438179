"""Step 6: the program is started, and its services are shown."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from tui.i18n import say
from tui.setup.model import Finding, Tell, Told, Values, attention, done, still_open
from tui.switchboard.notices import Service, ServiceNotice, ServiceState

if TYPE_CHECKING:
    from tui.setup.workshop import Workshop
    from tui.switchboard.switchboard import Switchboard

_SECONDS: Final = 30.0  # for a large phone book


async def check(workshop: Workshop) -> Finding:
    """Whether the program runs, here or as a service, and what of it."""
    core = workshop.host.core
    if core is not None and core.has_journal:
        return _of(core)
    if workshop.elsewhere is not None:
        return done(say("setup_runs_elsewhere", url=str(workshop.elsewhere.get("url", ""))))
    return still_open(say("setup_not_running"))


async def start(workshop: Workshop, values: Values, tell: Tell) -> Finding:
    """Starts it with the configuration as it is."""
    tell(Told(say("setup_starting")))
    core = await workshop.core()
    settled = asyncio.Event()

    def look(_: object) -> None:
        if all(one.state is not ServiceState.STARTING for one in core.services.values()):
            settled.set()

    leave = core.subscribe(look)
    try:
        look(None)
        async with asyncio.timeout(_SECONDS):
            await settled.wait()
    except TimeoutError:
        pass
    finally:
        leave()
    return _of(core)


def _of(core: Switchboard) -> Finding:
    lines = tuple(_line(core.services[service]) for service in Service)
    # The event server has a step of its own: that it does not run is no fault of this one.
    failed = [
        core.services[one].detail
        for one in (Service.JOURNAL, Service.CONTACTS)
        if core.services[one].state is ServiceState.FAILED
    ]
    if failed:
        return attention(failed[0], "", *lines)
    return done(say("setup_running"), *lines)


def _line(notice: ServiceNotice) -> str:
    name, state = say(f"setup_service_{notice.service}"), say(f"setup_service_{notice.state}")
    return f"{name}: {state} {notice.detail}".rstrip()
