"""Steps 4 and 5: what may be there besides, in the place of the guide's ActiveX, Outlook and TAPI
connector."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tui.desktop import components
from tui.desktop.component import Component, Standing, State
from tui.desktop.machine import Machine
from tui.errors import DurchwahlError
from tui.i18n import say
from tui.setup.filling import filled, switch
from tui.setup.model import YES, Field, Finding, Tell, Told, Values, attention, done, still_open
from tui.untrusted import clean

if TYPE_CHECKING:
    from tui.setup.workshop import Workshop


def paths_of(text: str) -> list[str]:
    """The files and folders named in a field, apart by ";" or by commas."""
    return [part.strip() for part in text.replace(",", ";").split(";") if part.strip()]


def _whole(names: list[str]) -> list[str]:
    return [str(Path(name).expanduser().absolute()) for name in names]


def missing_file(text: str) -> str:
    """A sentence for the first that is not there, "" if all are."""
    for name in paths_of(text):
        try:
            there = Path(name).expanduser().exists()
        except (OSError, RuntimeError, ValueError):
            there = False
        if not there:
            return say("setup_no_such_file", file=name[:200])
    return ""


def fields(workshop: Workshop) -> tuple[Field, ...]:
    """The address books as they are configured; links, hotkey and autostart as they were chosen."""
    files = "; ".join(str(path) for path in workshop.config.contacts.files)
    wanted = workshop.draft.wanted or ()
    return (
        filled(workshop, "contact_files", files),
        *(switch(workshop, one.value, one.value in wanted) for one in Component),
    )


async def check(workshop: Workshop) -> Finding:
    """Whether they have been chosen."""
    if workshop.draft.wanted is None:
        return still_open(say("setup_components_open"), "", say("setup_outlook"), say("setup_notes"))
    names = [say(f"desktop_{one}") for one in workshop.draft.wanted]
    count = len(workshop.config.contacts.files)
    chosen = ([say("setup_files_chosen", count=count)] if count else []) + names
    return done(say("setup_chosen", names=", ".join(chosen)) if chosen else say("setup_none_chosen"))


async def choose(workshop: Workshop, values: Values, tell: Tell) -> Finding:
    """Keeps the choice; nothing is installed yet."""
    if "contact_files" in values:
        files = _whole(paths_of(values["contact_files"]))
        await workshop.keep({("contacts", "files"): files or None}, "contact_files")
    wanted = tuple(one.value for one in Component if values.get(one.value) == YES)
    await workshop.remember(replace(workshop.draft, wanted=wanted))
    return await check(workshop)


# step 5


async def installed(workshop: Workshop) -> Finding:
    """Whether what was chosen is there, and works."""
    if workshop.draft.wanted is None:
        return still_open(say("setup_choose_first"))
    machine = Machine.here(workshop.paths)
    standing = [await components.installed(one, machine) for one in Component]
    return await _judged(workshop, [one for one in standing if one.component in workshop.draft.wanted])


async def install(workshop: Workshop, values: Values, tell: Tell) -> Finding:
    """Installs what was chosen and takes out what was not, one after the other."""
    machine = Machine.here(workshop.paths)
    wanted = workshop.draft.wanted or ()
    standing: list[Standing] = []
    failed: list[str] = []
    for at, one in enumerate(Component):
        tell(Told(say(f"desktop_{one}"), at, len(Component) + 1))
        try:
            now = await components.installed(one, machine)
            if one in wanted:
                standing.append(await components.install(one, machine, workshop.config.hotkey.key))
            elif now.state in (State.INSTALLED, State.STALE):
                await components.remove(one, machine)
        except DurchwahlError as error:
            failed.append(f"{say(f'desktop_{one}')}: {error}")
    tell(Told(say("setup_reading_contacts"), len(Component), len(Component) + 1))
    found = await _judged(workshop, standing)
    if failed:
        return attention(failed[0], say("setup_component_later"), *failed[1:], found.detail, *found.lines)
    return found


async def _judged(workshop: Workshop, standing: list[Standing]) -> Finding:
    lines: list[str] = []
    wrong: list[str] = []
    copy = ""
    for one in standing:
        sentence = f"{say(f'desktop_{one.component}')}: {say(one.why.key, **one.why.values)}"
        good = one.state in (State.INSTALLED, State.BY_HAND)
        (lines if good else wrong).append(sentence)
        if one.copy:
            copy = one.copy
            lines.append(one.copy)
    for path in workshop.config.contacts.files:
        text, good = await asyncio.to_thread(_contacts, path)
        (lines if good else wrong).append(text)
    if wrong:
        return attention(wrong[0], say("setup_component_later"), *wrong[1:], *lines, copy=copy)
    return done(say("setup_installed") if lines else say("setup_nothing_to_install"), *lines, copy=copy)


def _contacts(path: Path) -> tuple[str, bool]:
    """How many contacts a file has, or why it cannot be read."""
    from tui.contacts.files import open_path
    from tui.contacts.formats.problems import Problem

    count, problems = 0, list[Problem]()
    for found in open_path(path):
        if isinstance(found, Problem):
            problems.append(found if found.file else replace(found, file=clean(path.name)))
        else:
            count += 1
    if not count and problems:
        return str(problems[0]), False
    return say("setup_contacts_read", file=path.name, count=count, problems=len(problems)), True
