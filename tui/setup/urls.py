"""Step 23: the action URLs come into the phone, or are handed out."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from tui.errors import DurchwahlError, PhoneError
from tui.i18n import say
from tui.phones.installing import Installed, Means, Outcome, Standing
from tui.setup import evidence
from tui.setup.events import unwanted
from tui.setup.filling import filled
from tui.setup.model import Choice, Field, Finding, Kind, Tell, Told, Values, attention, done, still_open

if TYPE_CHECKING:
    from tui.config.model import PhoneConfig
    from tui.phones.driver import PhoneDriver
    from tui.phones.maker import Maker
    from tui.setup.workshop import Workshop
    from tui.switchboard.switchboard import Switchboard

WRITE, PROVIDER, BY_HAND = "write", "provider", "by-hand"
_PATIENCE: Final = 30.0  # seconds for a phone to fetch its file


def fields(workshop: Workshop) -> tuple[Field, ...]:
    """Written by us, in the phone by its provider already, or brought in by hand."""
    if workshop.phone is None or not workshop.config.events.receive:
        return ()
    choices = tuple(
        Choice(one, say(f"setup_urls_{one.replace('-', '_')}")) for one in (WRITE, PROVIDER, BY_HAND)
    )
    current = PROVIDER if workshop.phone.action_urls == "provider" else WRITE
    if "urls" in workshop.draft.declined:
        current = BY_HAND
    return (filled(workshop, "urls", current, Kind.CHOICE, choices),)


async def check(workshop: Workshop) -> Finding:
    """Whether they are in the phone: read back where it can be asked, else by what it fetched or reported."""
    if (none := unwanted(workshop)) is not None:
        return none
    phone = workshop.phone
    if phone is None:
        return still_open(say("setup_choose_device_first"))
    reported = await evidence.last_report(workshop)
    reports = (
        (say("setup_phone_reported", phone=phone.name, at=evidence.clock(reported)),) if reported else ()
    )
    if phone.action_urls == "provider":
        return done(say("setup_urls_are_provided"), *reports)
    if "urls" in workshop.draft.declined:
        return await _by_hand(workshop, phone, reports)
    core = workshop.host.core
    driver = (
        core.drivers.get(phone.name)
        if core is not None and core.config.phones.get(phone.name) == phone
        else None
    )
    if core is None or driver is None:
        return done(reports[0]) if reports else still_open(say("setup_urls_open"))
    return await _found(workshop, core, driver, reports)


async def _found(
    workshop: Workshop, core: Switchboard, driver: PhoneDriver, reports: tuple[str, ...]
) -> Finding:
    from tui.phones import installing

    assert core.memory is not None  # it was read before the first driver was made
    phone = driver.name
    try:
        means = installing.means_of(driver)
        wanted = await core.installing.wanted(phone)
        if means is Means.FILE:
            placed = core.memory.placed(phone)
            if placed is not None and not placed.out:
                return done(say("setup_urls_fetched"), *reports)
            return still_open(
                say("setup_urls_file_open"), "", *_menu(wanted.maker, f"{wanted.origin}/{wanted.token}")
            )
        urls = {url.setting: url.url for url in wanted.urls}
        found = await driver.settings(urls)
    except PhoneError as error:
        return attention(str(error), say("setup_urls_hand_advice"), *reports)
    standing = installing.compare(found, urls, core.memory.before(phone) or {}, wanted.token).values()
    right = sum(one is Standing.RIGHT for one in standing)
    if right == len(urls):
        return done(say("setup_urls_right", count=right), *reports)
    foreign = sum(one in (Standing.FOREIGN, Standing.BEFORE) for one in standing)
    lines = (say("setup_urls_foreign", count=foreign),) if foreign else ()
    return still_open(say("setup_urls_missing", right=right, count=len(urls)), "", *lines, *reports)


def _menu(maker: Maker, base: str) -> tuple[str, ...]:
    from tui.phones.provisioning import server_url

    if maker.fetching is None:
        return ()
    return (say("setup_urls_menu", menu=maker.fetching.menu), server_url(base))


async def _by_hand(workshop: Workshop, phone: PhoneConfig, reports: tuple[str, ...]) -> Finding:
    maker, base = await asyncio.to_thread(_made, workshop, phone)
    urls = maker.action_urls(base)
    file = maker.as_file(urls)
    if reports:
        return done(reports[0], copy=file)
    return still_open(
        say("setup_urls_by_hand_open"), "", *(f"{url.setting} = {url.url}" for url in urls), copy=file
    )


def _made(workshop: Workshop, phone: PhoneConfig) -> tuple[Maker, str]:
    from tui.phones.action_urls import origin, token_of
    from tui.phones.registry import maker

    made_by = maker(phone.vendor)
    assert made_by is not None  # the configuration knows no other
    return made_by, f"{origin(workshop.config.events, phone.host)}/{token_of(phone, workshop.paths)}"


async def act(workshop: Workshop, values: Values, tell: Tell) -> Finding:
    """Does what was chosen; what it writes it reads back."""
    if (none := unwanted(workshop)) is not None:
        return none
    phone = workshop.phone
    if phone is None:
        return still_open(say("setup_choose_device_first"))
    how = values.get("urls", WRITE)
    await workshop.decline("urls", really=how == BY_HAND)
    wanted = "provider" if how == PROVIDER else None
    if (phone.action_urls == "provider") is not (how == PROVIDER):
        await workshop.keep({("phone", phone.name, "action_urls"): wanted}, "urls")
    if how != WRITE:
        return await check(workshop)
    core = await workshop.core()
    tell(Told(say("setup_writing_urls", phone=phone.name)))
    try:
        installed = await core.installing.install(phone.name, patience=_PATIENCE)
    except DurchwahlError as error:
        return attention(str(error), say("setup_urls_hand_advice"))
    return await _told(workshop, installed)


async def _told(workshop: Workshop, installed: Installed) -> Finding:
    refused = installed.count(Outcome.REFUSED)
    if refused:
        names = [one.setting for one in installed.entries if one.outcome is Outcome.REFUSED]
        return attention(
            say("setup_urls_refused", count=refused), say("setup_urls_hand_advice"), ", ".join(names[:8])
        )
    if installed.means is Means.FILE and not installed.fetched:
        found = await check(workshop)
        return attention(say("setup_urls_not_fetched"), say("setup_urls_not_fetched_remedy"), *found.lines)
    written = installed.count(Outcome.WRITTEN) + installed.count(Outcome.KEPT)
    if installed.means is Means.SETTINGS:
        return done(say("setup_urls_right", count=written))
    return done(say("setup_urls_fetched"))
