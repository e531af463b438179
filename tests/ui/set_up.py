"""The real set-up on the stage: its 28 steps with their own words, of which those that would look at this
machine find what they are told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from tests.ui.stage import Stage
from tui.i18n import say
from tui.screens.setup import SetupScreen
from tui.setup.answers import problem
from tui.setup.model import Check, Choice, Field, Fields, Finding, Kind, Step, done, skipped, still_open
from tui.setup.steps import STEPS
from tui.setup.workshop import NEW, Workshop
from tui.widgets.step_list import Opened

COMMAND: Final = 'sudo ufw allow proto tcp from 192.168.1.50 to any port 8080 comment "durchwahl"'


async def set_up(
    on: Stage, number: int, found: Mapping[int, Finding], fields: Mapping[int, Fields] | None = None
) -> SetupScreen:
    """Opens it at the step of that number. `found` is what the checks of steps find; those before it without
    an entry are done, those behind it open."""
    steps = [
        replace(
            step,
            check=step.check if number == step.number not in found else _finds(step, number, found),
            fields=(fields or {}).get(step.number, step.fields),
        )
        for step in STEPS
    ]
    workshop = Workshop(on.paths, on.app.exchange, browse=lambda _: False)
    screen = SetupScreen(workshop, steps, problem)
    on.app.push_screen(screen)
    await on.settle()
    await workshop.remember(replace(workshop.draft, phone=NEW))
    screen.post_message(Opened(number))
    await on.settle()
    return screen


def _finds(step: Step, number: int, found: Mapping[int, Finding]) -> Check:
    async def check(workshop: Workshop) -> Finding:
        if step.number in found:
            return found[step.number]
        return done(step.title) if step.number < number else still_open(step.title)

    return check


SKIPPED: Final = {5: skipped("-")}


def command_fields(workshop: Workshop) -> tuple[Field, ...]:
    """As step 19 asks where the firewall is closed."""
    choices = (
        Choice("open", say("setup_firewall_open")),
        Choice("leave", say("setup_firewall_leave")),
    )
    return (Field("firewall", Kind.CHOICE, "open", choices),)
