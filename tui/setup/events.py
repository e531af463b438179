"""Steps 15 to 17: whether calls are to be reported, at which address of this computer, and the server for
them."""

from __future__ import annotations

import asyncio
import ipaddress
from typing import TYPE_CHECKING

from tui.i18n import say
from tui.setup.filling import filled, keep, switch
from tui.setup.model import (
    Choice,
    Field,
    Finding,
    Kind,
    Tell,
    Told,
    Values,
    attention,
    done,
    skipped,
    still_open,
)
from tui.switchboard.notices import Service, ServiceState

if TYPE_CHECKING:
    from tui.setup.workshop import Workshop


# step 15


def receive_fields(workshop: Workshop) -> tuple[Field, ...]:
    """The switch."""
    return (switch(workshop, "receive", workshop.config.events.receive),)


async def receiving(workshop: Workshop) -> Finding:
    """Whether they are wanted: without them nobody is shown who calls."""
    if workshop.config.events.receive:
        return done(say("setup_receive_on"))
    return skipped(say("setup_receive_off"))


async def keep_receive(workshop: Workshop, values: Values, tell: Tell) -> Finding:
    await keep(workshop, values, "receive")
    return await receiving(workshop)


def unwanted(workshop: Workshop) -> Finding | None:
    """The steps about reports have nothing to do where none are wanted."""
    return None if workshop.config.events.receive else skipped(say("setup_receive_off"))


# step 16


def address_fields(workshop: Workshop) -> tuple[Field, ...]:
    """The addresses of this computer, the one that leads to the device first; found out anew by itself, or
    fixed."""
    automatic = Choice("", say("setup_address_automatic"), workshop.own[0] if workshop.own else "")
    leading = say("setup_address_leading")
    choices = tuple(Choice(one, one, leading if at == 0 else "") for at, one in enumerate(workshop.own))
    current = workshop.config.events.advertise
    return (filled(workshop, "address", current, Kind.CHOICE, (automatic, *choices), free=True),)


async def look_around(workshop: Workshop, values: Values, tell: Tell) -> Finding:
    """Finds this computer's addresses."""
    workshop.own = await own_addresses(workshop.address)
    return await own_address(workshop)


async def own_addresses(peer: str) -> tuple[str, ...]:
    """This computer's addresses without 169.254.x.x; first the one from which it would speak to `peer`."""
    from tui.discovery import networks
    from tui.server.addresses import host_of, source_address

    leading = await asyncio.to_thread(source_address, host_of(peer)) if peer else ""
    found = [leading, *map(str, await networks.own_addresses())]
    return tuple(dict.fromkeys(one for one in found if one and not _nowhere(one)))


def _nowhere(address: str) -> bool:
    """An address that means that there is none."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    return ip.is_link_local or ip.is_unspecified


async def advertised(workshop: Workshop) -> str:
    """The address that the device is told, "" where there is none."""
    from tui.server.addresses import advertised as found_out

    events = workshop.config.events
    return await asyncio.to_thread(found_out, events.advertise or events.host, workshop.address)


async def own_address(workshop: Workshop) -> Finding:
    """Whether the address that the device is told is one of this computer's, and leads to the device."""
    if (none := unwanted(workshop)) is not None:
        return none
    workshop.own = await own_addresses(workshop.address)
    told = await advertised(workshop)
    if not told:
        return attention(say("setup_no_address"), say("setup_no_address_remedy"))
    if not workshop.config.events.advertise:
        return done(say("setup_address_found", address=told))
    if told in workshop.own and told != workshop.own[0]:
        return attention(
            say("setup_address_other", address=told, leading=workshop.own[0]), say("setup_choose_leading")
        )
    if told in workshop.own:
        return done(say("setup_address_fixed", address=told))
    if _is_ip(told):
        return attention(say("setup_address_foreign", address=told), say("setup_choose_address"))
    return done(say("setup_address_name", address=told))


def _is_ip(text: str) -> bool:
    try:
        ipaddress.ip_address(text.strip("[]"))
    except ValueError:
        return False
    return True


async def keep_address(workshop: Workshop, values: Values, tell: Tell) -> Finding:
    await keep(workshop, values, "address")
    return await own_address(workshop)


# step 17


def start_fields(workshop: Workshop) -> tuple[Field, ...]:
    """The port, for the case that another program has it."""
    if not workshop.config.events.receive or listens_at(workshop):
        return ()
    return (filled(workshop, "port", str(workshop.config.events.port)),)


def listens_at(workshop: Workshop) -> str:
    """The URL at which reports are taken now, "" where they are not."""
    core = workshop.host.core
    if core is not None:
        return core.url if core.port and core.config.events == workshop.config.events else ""
    return str((workshop.elsewhere or {}).get("url") or "")


async def active(workshop: Workshop) -> Finding:
    """Inactive or active."""
    if (none := unwanted(workshop)) is not None:
        return none
    url = listens_at(workshop)
    if url:
        return done(say("setup_active", url=url))
    core = workshop.host.core
    if core is not None and core.services[Service.EVENTS].state is ServiceState.FAILED:
        return attention(core.services[Service.EVENTS].detail, say("setup_other_port"))
    return still_open(say("setup_inactive"))


async def start(workshop: Workshop, values: Values, tell: Tell) -> Finding:
    """Starts the server, again where it could not be started before."""
    if "port" in values:
        await keep(workshop, values, "port")
    if (none := unwanted(workshop)) is not None:
        return none
    tell(Told(say("setup_starting_server")))
    core = workshop.host.core
    if core is not None and core.services[Service.EVENTS].state is ServiceState.FAILED:
        workshop.stale = True
    await workshop.core()
    return await active(workshop)
