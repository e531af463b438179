"""Steps 18 and 19: whether this computer's firewall lets the device in, and how it is made to."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING

from tui.firewall import elevation, looking, plans, running
from tui.firewall.elevation import Way
from tui.firewall.model import Access, Door, Firewall, FirewallError, Look, Outcome, Plan
from tui.i18n import say
from tui.setup.events import unwanted
from tui.setup.filling import filled
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

if TYPE_CHECKING:
    from tui.setup.workshop import Workshop

OPEN, LEAVE, CLOSE = "open", "leave", "close"


async def door(workshop: Workshop) -> Door:
    """The port for the configured devices, or for the local network while there are none."""
    from tui.server.addresses import host_of

    hosts = [host_of(phone.host) for phone in workshop.config.phones.values()]
    return await looking.door_for(workshop.config.events.port, hosts)


async def look(workshop: Workshop) -> Finding:
    """Step 18: which firewall there is, and whether it lets the device in."""
    if (none := unwanted(workshop)) is not None:
        return none
    return _seen(workshop, await _look(workshop, await door(workshop)))


async def _look(workshop: Workshop, wanted: Door) -> Look:
    """What there is to be seen now; what was read with privileges before counts where we have none."""
    now = await looking.look(wanted)
    before = workshop.look
    if before is None or before.unread or not now.unread or before.firewall is not now.firewall:
        workshop.look = now
    return workshop.look or now


def _seen(workshop: Workshop, seen: Look) -> Finding:
    name = say(f"fw_name_{seen.firewall.value}")
    why = say(seen.why.key, **seen.why.values)
    port = workshop.config.events.port
    if seen.access is Access.OPEN:
        return done(say("setup_door_is_open", port=port), why)
    if seen.access is Access.CLOSED:
        return attention(say("setup_door_is_closed", name=name, port=port), say("setup_open_next"), why)
    return still_open(say("setup_door_unknown", name=name, port=port), say("setup_door_unknown_next"), why)


# step 19


def fields(workshop: Workshop) -> tuple[Field, ...]:
    """Whether it may be done, where there is something to do."""
    seen = workshop.look
    if not workshop.config.events.receive or seen is None:
        return ()
    if seen.access is Access.OPEN:
        if not seen.ours:
            return ()
        choices = (Choice(OPEN, say("setup_firewall_keep")), Choice(CLOSE, say("setup_firewall_close")))
        return (filled(workshop, "firewall", OPEN, Kind.CHOICE, choices),)
    declined = "firewall" in workshop.draft.declined
    choices = (Choice(OPEN, say("setup_firewall_open")), Choice(LEAVE, say("setup_firewall_leave")))
    return (filled(workshop, "firewall", LEAVE if declined else OPEN, Kind.CHOICE, choices),)


async def opened(workshop: Workshop) -> Finding:
    """The exact command and what it leads to, or that nothing is to be done."""
    if (none := unwanted(workshop)) is not None:
        return none
    wanted = await door(workshop)
    seen = await _look(workshop, wanted)
    return _planned(workshop, seen, wanted)


def _planned(workshop: Workshop, seen: Look, wanted: Door) -> Finding:
    port = workshop.config.events.port
    if seen.access is Access.OPEN:
        undo = plans.closing(seen) if seen.ours else None
        lines = _commands(undo, seen.firewall) if undo is not None else ()
        ours = (say("setup_firewall_ours"), *lines) if lines else ()
        return done(say("setup_door_is_open", port=port), *ours)
    if "firewall" in workshop.draft.declined:
        return skipped(say("setup_firewall_left"))
    if seen.access is Access.UNKNOWN and seen.unread:
        return still_open(say("setup_firewall_unread"), say("setup_firewall_read"))
    plan = plans.opening(seen, wanted)
    commands = _commands(plan, seen.firewall)
    notes = tuple(say(note.key, **note.values) for note in plan.notes)
    return still_open(say("setup_firewall_command"), "", *commands, *notes, copy="\n".join(commands))


def _commands(plan: Plan, firewall: Firewall) -> tuple[str, ...]:
    return tuple(elevation.copyable(plan.steps, firewall).splitlines())


async def open_up(workshop: Workshop, values: Values, tell: Tell) -> Finding:
    """Runs the command that is shown, with the system's own question for a password, and looks again."""
    if (none := unwanted(workshop)) is not None:
        return none
    choice = values.get("firewall", OPEN)
    await workshop.decline("firewall", really=choice != OPEN)
    wanted = await door(workshop)
    seen = await _look(workshop, wanted)
    if (
        choice == LEAVE
        or (choice == OPEN and seen.access is Access.OPEN)
        or (choice == CLOSE and not seen.ours)
    ):
        return await opened(workshop)
    act = _taken_out if choice == CLOSE else _by
    for way in await elevation.ways():
        try:
            return await act(way, workshop, seen, wanted, tell)
        except FirewallError as error:
            if error.outcome is not Outcome.NO_PROMPT:
                return _failed(workshop, str(error), seen, wanted)
    return _failed(workshop, say("setup_firewall_no_way"), seen, wanted)


async def _by(way: Way, workshop: Workshop, seen: Look, wanted: Door, tell: Tell) -> Finding:
    tell(Told(say(f"fw_way_{way.value}")))
    if seen.unread and seen.access is not Access.OPEN:
        with workshop.suspend() if elevation.needs_terminal(way) else _stay():
            seen = workshop.look = await looking.look(wanted, way)
        return _planned(workshop, seen, wanted)
    plan = plans.opening(seen, wanted)
    with workshop.suspend() if elevation.needs_terminal(way) else _stay():
        await running.carry_out(plan.steps, way)
        workshop.look = await looking.look(wanted, way)
    found = _planned(workshop, workshop.look, wanted)
    if plan.persist and not plan.survives:
        return Finding(
            found.state, found.detail, say("setup_firewall_persist"), (plan.persist,), plan.persist
        )
    return found


async def _taken_out(way: Way, workshop: Workshop, seen: Look, wanted: Door, tell: Tell) -> Finding:
    """Takes our rule out of the firewall again, and nothing else."""
    tell(Told(say(f"fw_way_{way.value}")))
    with workshop.suspend() if elevation.needs_terminal(way) else _stay():
        await running.carry_out(plans.closing(seen).steps, way)
        workshop.look = await looking.look(wanted, way)
    return _planned(workshop, workshop.look, wanted)


def _failed(workshop: Workshop, why: str, seen: Look, wanted: Door) -> Finding:
    commands = _commands(plans.opening(seen, wanted), seen.firewall)
    return attention(why, say("setup_firewall_by_hand"), *commands, copy="\n".join(commands))


def _stay() -> AbstractContextManager[None]:
    return nullcontext()
