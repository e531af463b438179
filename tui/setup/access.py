"""Steps 11 to 14: address, user and password of the device, and the test of them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from tui.config.model import PhoneConfig
from tui.i18n import say
from tui.phones.address import parse_address
from tui.setup.device import title
from tui.setup.filling import filled, keep
from tui.setup.model import Choice, Field, Finding, Kind, Tell, Told, Values, attention, done, still_open
from tui.untrusted import clean

if TYPE_CHECKING:
    from tui.phones.driver import Probe
    from tui.setup.workshop import Workshop

Ask = Callable[[], Awaitable["Probe"]]

_SECONDS: Final = 2.0  # for a connection
_CONSENT_SECONDS: Final = 120.0
_MOMENTARY: Final = frozenset({"unreachable", "timeout"})  # it may just have had another visitor
_BREATH: Final = 1.0  # … after which it is asked once more
_AGAIN: Final = 2.0  # … between two questions whether OK was pressed


def _first(workshop: Workshop) -> Finding:
    return still_open(say("setup_device_new" if workshop.address else "setup_choose_device_first"))


# step 11


def address_fields(workshop: Workshop) -> tuple[Field, ...]:
    """The address; where the device was seen at another one, that stands to choose."""
    choices = tuple(
        Choice(one.url or one.address, f"{title(one.vendor)} {one.model}".strip(), one.mac)
        for one in (workshop.found.found if workshop.found is not None else ())
    )
    return (filled(workshop, "host", workshop.address, Kind.CHOICE, choices, free=True),)


async def reachable(workshop: Workshop) -> Finding:
    """Whether somebody takes a connection at the address; where not, whether the device has moved."""
    from tui.phones.doors import Door, doors
    from tui.phones.moved import new_address

    if not workshop.address:
        return _first(workshop)
    address = parse_address(workshop.address, workshop.name or say("setup_the_device"))
    state = (await doors(address.host, (address.port,), _SECONDS))[address.port]
    memory = await workshop.memory()
    mac = memory.mac(workshop.name) or workshop.draft.mac
    lines = (say("setup_mac_kept", mac=mac),) if mac else ()
    if state is Door.OPEN:
        return done(say("setup_answers_at", url=address.base), *lines, say("setup_static_advised"))
    moved = await new_address(mac, address.host)
    if moved:
        return attention(
            say("setup_moved", url=address.base, other=moved), say("setup_take_new_address"), *lines
        )
    key = {Door.REFUSED: "refused", Door.NO_NAME: "no_name", Door.NO_WAY: "no_way"}.get(state, "silent")
    return attention(say(f"setup_door_{key}", url=address.base), say(f"setup_door_{key}_remedy"), *lines)


async def keep_address(workshop: Workshop, values: Values, tell: Tell) -> Finding:
    """Keeps the address and knocks at it."""
    if workshop.phone is None:
        return _first(workshop)
    before = workshop.address
    await keep(workshop, values, "host")
    if workshop.address != before:
        workshop.probes.pop(workshop.name, None)
    tell(Told(say("setup_knocking", host=workshop.address)))
    return await reachable(workshop)


# step 12


def user_fields(workshop: Workshop) -> tuple[Field, ...]:
    """The user of the device's web pages; "admin" is that of either make as delivered."""
    phone = workshop.phone
    return (filled(workshop, "user", (phone.user if phone is not None else "") or "admin"),)


async def user(workshop: Workshop) -> Finding:
    """Whether one is configured, or none needed."""
    phone = workshop.phone
    if phone is None:
        return _first(workshop)
    if phone.user:
        return done(say("setup_user", user=phone.user))
    probe = _tested(workshop)
    return (
        done(say("setup_no_login")) if probe is not None and probe.ok else still_open(say("setup_user_open"))
    )


async def keep_user(workshop: Workshop, values: Values, tell: Tell) -> Finding:
    """Keeps the user's name."""
    if workshop.phone is None:
        return _first(workshop)
    before = workshop.phone.user
    await keep(workshop, values, "user")
    if workshop.phone.user != before:
        workshop.probes.pop(workshop.name, None)
    found = await user(workshop)
    return done(say("setup_no_user")) if not workshop.phone.user else found


# step 13


def password_fields(workshop: Workshop) -> tuple[Field, ...]:
    """The password; it is never shown, and an empty field keeps the one that there is."""
    return (Field("password", Kind.SECRET),)


async def password(workshop: Workshop) -> Finding:
    """Whether one is kept, and where; what it may be."""
    phone = workshop.phone
    if phone is None:
        return _first(workshop)
    hints = (say("setup_password_admin"), say("setup_password_adminpass"), say("setup_password_own"))
    if phone.password:
        return done(say("setup_password_in_config"), say("setup_password_in_config_advice"))
    if await _secret(workshop, phone):
        return done(say("setup_password_kept"))
    probe = _tested(workshop)
    if probe is not None and probe.ok:
        return done(say("setup_no_login"))
    return still_open(say("setup_password_open"), "", *hints)


async def keep_password(workshop: Workshop, values: Values, tell: Tell) -> Finding:
    """Keeps the password in the keyring, else in a file for this user alone. It is not tried here."""
    from tui.config.secrets import Place, store_password

    phone = workshop.phone
    if phone is None:
        return _first(workshop)
    secret = values.get("password", "")
    if not secret:
        found = await password(workshop)
        return found if found.detail == say("setup_password_kept") else done(say("setup_password_none"))
    place = await asyncio.to_thread(store_password, phone.name, secret, workshop.paths)
    if phone.password:
        await workshop.keep({("phone", phone.name, "password"): None})
    workshop.probes.pop(phone.name, None)
    workshop.stale = True  # the program that runs has the old one
    # Typed anew, it may be tried once more even if it is the one that was refused.
    (await workshop.memory()).keep_refused(parse_address(phone.host, phone.name).authority, "")
    return done(say("setup_password_keyring" if place is Place.KEYRING else "setup_password_file"))


async def _secret(workshop: Workshop, phone: PhoneConfig) -> str:
    from tui.config import secrets

    return await asyncio.to_thread(secrets.password, phone, workshop.paths)


# step 14


def _tested(workshop: Workshop) -> Probe | None:
    """The last test of the device as it is configured now."""
    return workshop.probes.get(workshop.name)


async def tested(workshop: Workshop) -> Finding:
    """What the last test said; without one in this sitting, what the program that runs knows of the
    device."""
    phone = workshop.phone
    if phone is None:
        return _first(workshop)
    probe = _tested(workshop)
    if probe is not None:
        return judged(probe, phone)
    core = workshop.host.core
    if core is not None and core.config.phones.get(phone.name) == phone:
        status = core.status(phone.name)
        if status.reachable and not status.problem:
            return done(say("setup_test_ok"), *_who(status.model, status.firmware, status.mac))
        if status.problem:
            return attention(status.problem)
    for told in (workshop.elsewhere or {}).get("phones", ()):
        if told.get("phone") == phone.name and told.get("reachable") is not None:
            problem = clean(str(told.get("problem") or ""), 600)
            return attention(problem) if problem else done(say("setup_test_ok"))
    return still_open(say("setup_test_open"))


def judged(probe: Probe, phone: PhoneConfig) -> Finding:
    """OK, or the one cause and its remedy."""
    who = _who(probe.model, probe.firmware, probe.mac)
    if probe.ok:
        lines = (*who, say("setup_certificate_kept")) if probe.certificate else who
        return done(say("setup_test_ok"), *lines)
    if probe.cause == "password":
        return attention(probe.text, say("setup_refused_remedy"), *who)
    if probe.cause == "no-remote-control":
        return attention(probe.text, say("setup_events_only"), *who)
    return attention(probe.text, "", *who)


def _who(model: str, firmware: str, mac: str) -> tuple[str, ...]:
    words = " ".join(word for word in (model, firmware, mac) if word)
    return (words,) if words else ()


async def test(workshop: Workshop, values: Values, tell: Tell) -> Finding:
    """Logs in once. While the phone asks its user, it is asked again; a refused password is never tried
    twice."""

    phone = workshop.phone
    if phone is None:
        return _first(workshop)
    tell(Told(say("setup_testing", host=phone.host)))
    async with _asking(workshop, phone) as ask:
        probe = await ask()
        if probe.cause in _MOMENTARY:
            await asyncio.sleep(_BREATH)
            probe = await ask()
        loop = asyncio.get_running_loop()
        until = loop.time() + _CONSENT_SECONDS
        while probe.cause == "consent" and loop.time() < until:
            tell(Told(say("setup_press_ok")))
            await asyncio.sleep(_AGAIN)
            probe = await ask()
    workshop.probes[phone.name] = probe
    return judged(probe, phone)


@asynccontextmanager
async def _asking(workshop: Workshop, phone: PhoneConfig) -> AsyncIterator[Ask]:
    """Asks the device: by the driver that the core has of it, as a phone drops one of two requests at once;
    else by one of its own."""
    from tui.phones.probing import examine
    from tui.phones.registry import make_driver

    core = workshop.host.core
    known = core is not None and core.config.phones.get(phone.name) == phone and not workshop.stale
    if core is not None and known and phone.name in core.drivers:
        yield partial(core.presence.ask, phone.name)
        return
    secret = await _secret(workshop, phone)
    memory = await workshop.memory()
    driver = make_driver(replace(phone, password=secret), memory)

    async def ask() -> Probe:
        probe = await examine(driver, phone, memory)
        if probe.mac:
            memory.learn_mac(phone.name, probe.mac)
        return probe

    try:
        yield ask
    finally:
        await driver.aclose()
        await asyncio.to_thread(memory.flush)
