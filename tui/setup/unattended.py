"""The whole set-up from an answers file: every step in its order, with what the file says."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from tui.config import secrets
from tui.errors import DurchwahlError
from tui.phones.driver import Order
from tui.setup.model import Field, Finding, State, Step, Told, attention
from tui.setup.steps import STEPS
from tui.setup.workshop import NEW

if TYPE_CHECKING:
    from tui.setup.workshop import Workshop

# A browser is not opened, nobody waits for its request, and a number is only called where one is given.
_NOT_ACTED: Final = frozenset({"test_url", "request", "firewall", "confirmed", "linked"})
# What is proved by the phone's own reports alone; a roll-out does not wait for them.
_MAY_BE_OPEN: Final = frozenset({"request", "confirmed"})

Said = Callable[[Step, Finding], None]


async def run(workshop: Workshop, answers: Mapping[str, str], said: Said) -> dict[int, Finding]:
    """Does every step and says what came of it. A step that fails does not stop the later ones."""
    await _begin(workshop, answers)
    found: dict[int, Finding] = {}
    for step in STEPS:
        try:
            found[step.number] = await _do(workshop, step, answers)
        except DurchwahlError as error:
            found[step.number] = attention(str(error))
        said(step, found[step.number])
    return found


def held(found: Mapping[int, Finding]) -> bool:
    """Whether all checks hold, but for those that only a phone's own report can settle."""
    numbers = {step.number for step in STEPS if step.id in _MAY_BE_OPEN}
    return all(
        one.state in (State.DONE, State.SKIPPED) or (number in numbers and one.state is State.OPEN)
        for number, one in found.items()
    )


async def _begin(workshop: Workshop, answers: Mapping[str, str]) -> None:
    """The device that the file means: one of that name, else of that address, else a new one."""
    phones = workshop.config.phones
    name = answers.get("name", "")
    if not name:
        name = next((one for one, phone in phones.items() if phone.host == answers["host"]), "")
    device = name if name in phones else NEW
    vendor, host = ("", "") if name in phones else (answers["vendor"], answers["host"])
    await workshop.remember(replace(workshop.draft, phone=device, vendor=vendor, host=host, typed={}))


async def _do(workshop: Workshop, step: Step, answers: Mapping[str, str]) -> Finding:
    if step.act is None or step.id in _NOT_ACTED:
        return await step.check(workshop)
    fields = step.fields(workshop)
    values = {field.id: _value(workshop, field, answers) for field in fields}
    if values.get("password") and workshop.phone is not None:
        kept = await asyncio.to_thread(secrets.password, workshop.phone, workshop.paths)
        if values["password"] == kept:  # nothing new: one that was refused is not to be tried again
            values["password"] = ""
    found = await step.act(workshop, values, _silent)
    if step.id == "finish" and found.state is State.DONE and values.get("test_number"):
        await _hang_up(workshop)
    if step.id == "open_port" and found.state is State.OPEN and values.get("firewall") == "open":
        found = await step.act(workshop, values, _silent)  # the rules have been read: now they are changed
    return found


async def _hang_up(workshop: Workshop) -> None:
    """Nobody is there to talk."""
    core = workshop.host.core
    if core is not None:
        with suppress(DurchwahlError):
            await core.orders.order(Order.HANGUP, None, workshop.name)


def _value(workshop: Workshop, field: Field, answers: Mapping[str, str]) -> str:
    match field.id:
        case "device":
            return answers["host"]
        case "phone":
            return workshop.name or NEW
        case "firewall":
            return answers.get("firewall", "leave")
        case _:
            return answers.get(field.id, field.value)


def _silent(told: Told) -> None:
    """Nobody looks."""
