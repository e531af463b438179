"""Steps 7 to 10: which device, whose make it is, and what it is called here."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from tui.errors import PhoneError
from tui.i18n import say
from tui.phones.address import parse_address
from tui.phones.registry import maker, makers
from tui.setup.answers import SentenceError, unfit
from tui.setup.filling import filled
from tui.setup.model import Choice, Field, Finding, Kind, Tell, Told, Values, attention, done, still_open
from tui.setup.workshop import NEW

if TYPE_CHECKING:
    from tui.discovery.found import Found, Progress, Report
    from tui.setup.workshop import Workshop

_SECONDS: Final = 3.0  # for the front page


# step 7: the devices that there are


def which(workshop: Workshop) -> tuple[Field, ...]:
    """Where there are devices: one of them, or a new one."""
    phones = workshop.config.phones
    if not phones:
        return ()
    known = tuple(Choice(name, name, f"{title(one.vendor)} {one.host}") for name, one in phones.items())
    choices = (*known, Choice(NEW, say("setup_new_device")))
    return (filled(workshop, "phone", workshop.name or NEW, Kind.CHOICE, choices),)


async def overview(workshop: Workshop) -> Finding:
    """The configured devices and how each stands."""
    if not workshop.config.phones:
        return still_open(say("setup_no_device"), say("setup_no_device_next"))
    lines = tuple(_standing(workshop, name) for name in workshop.config.phones)
    return done(say("setup_devices", count=len(lines)), *lines)


def _standing(workshop: Workshop, name: str) -> str:
    phone, core = workshop.config.phones[name], workshop.host.core
    told = f"{name}: {title(phone.vendor)}, {phone.host}"
    if core is None or name not in core.config.phones:
        return told
    status = core.status(name)
    if status.reachable is None:
        return told
    return (
        f"{told}, {status.problem or say('setup_device_answers', model=status.model or title(phone.vendor))}"
    )


async def choose(workshop: Workshop, values: Values, tell: Tell) -> Finding:
    """From now on it is about that device."""
    wanted = values.get("phone", NEW)
    if wanted != (workshop.name or NEW) or not workshop.config.phones:
        fresh = replace(workshop.draft, phone=wanted, host="", vendor="", mac="")
        await workshop.remember(
            fresh if workshop.config.phones or not workshop.draft.host else workshop.draft
        )
    found = await overview(workshop)
    return found if workshop.config.phones else done(found.detail)


# step 8: found in the network, or typed


def candidates(workshop: Workshop) -> tuple[Field, ...]:
    """What the search has found; an address may be typed instead."""
    found = workshop.found.found if workshop.found is not None else ()
    choices = tuple(Choice(one.url or one.address, _described(one), one.mac) for one in found)
    device = workshop.device
    current = (device.url or device.address) if device else workshop.address
    if not current and len(choices) == 1:
        current = choices[0].value
    return (filled(workshop, "device", current, Kind.CHOICE, choices, free=True),)


async def search(workshop: Workshop, values: Values, tell: Tell) -> Finding:
    """Looks for phones in the network, without logging in anywhere; once in a sitting, unless it is wanted
    again."""
    from tui.discovery.search import Options
    from tui.discovery.search import search as look_around

    def progress(now: Progress) -> None:
        text = say("discover_progress", done=now.done, total=now.total, found=len(now.found))
        tell(Told(text, now.done, now.total))

    tell(Told(say("setup_searching")))
    workshop.found = await look_around(Options(), on_progress=progress)
    return await chosen(workshop)


async def chosen(workshop: Workshop) -> Finding:
    """Whether it is known where the device is."""
    lines = _told(workshop.found)
    if workshop.address:
        return done(say("setup_device_at", address=workshop.address), *lines)
    if workshop.found is None:
        return still_open(say("setup_device_open"))
    why = workshop.found.why
    if why is not None:
        return attention(say("setup_found_none"), say(why.key, **why.values), *lines)
    return still_open(say("setup_found", count=len(workshop.found.found)), say("setup_choose_device"), *lines)


def _told(report: Report | None) -> tuple[str, ...]:
    return tuple(_described(one) for one in report.found) if report is not None else ()


def _described(found: Found) -> str:
    return f"{title(found.vendor)} {found.model}".strip() + f" {found.address}"


async def take(workshop: Workshop, values: Values, tell: Tell) -> Finding:
    """Takes the device: into the configuration if it is one that is there, else into the draft."""
    text = values.get("device", "").strip()
    wrong = unfit("host", text)
    if wrong:
        raise SentenceError(wrong)
    found = None if workshop.found is None else next(
        (one for one in workshop.found.found if text in (one.url, one.address)), None
    )  # fmt: skip
    vendor = found.vendor if found is not None else await recognised(workshop, text)
    vendor = vendor if maker(vendor) is not None else ""
    if workshop.phone is not None:
        changes: dict[tuple[str, ...], object | None] = {("phone", workshop.name, "host"): text}
        if vendor:
            changes["phone", workshop.name, "vendor"] = vendor
        if text != workshop.address:
            workshop.probes.pop(workshop.name, None)
        await workshop.keep(changes, "device", "host", "vendor")
    else:
        mac = found.mac if found is not None else ""
        draft = replace(workshop.draft, phone=NEW, host=text, vendor=vendor or workshop.draft.vendor, mac=mac)
        await workshop.remember(draft)
        await workshop.leave({})
    return await chosen(workshop)


async def recognised(workshop: Workshop, host: str) -> str:
    """The maker whose phone answers at `host` without a login, "" where none is recognised."""
    from tui.net import greet

    if (known := _spoken_to(workshop, host)) is not None:
        return known
    if host not in workshop.recognised:
        try:
            greeting = await greet(parse_address(host, say("setup_the_device")), _SECONDS)
        except PhoneError:
            return ""  # it may come
        fitting = (one.vendor for one in makers() if one.recognise(greeting) is not None)
        workshop.recognised[host] = next(fitting, "")
    return workshop.recognised[host]


def _spoken_to(workshop: Workshop, host: str) -> str | None:
    """The make of a device that answers the core already: a phone drops one of two requests at once."""
    phone, core = workshop.phone, workshop.host.core
    if phone is None or phone.host != host or core is None or core.config.phones.get(phone.name) != phone:
        return None
    return phone.vendor if core.status(phone.name).reachable else None


# step 9: Snom or Yealink


def makes(workshop: Workshop) -> tuple[Field, ...]:
    """The makers; what was recognised is chosen already and can be overruled."""
    seen = workshop.recognised.get(workshop.address, "")
    told = say("setup_recognised")
    choices = tuple(Choice(one.vendor, one.title, told if one.vendor == seen else "") for one in makers())
    return (filled(workshop, "vendor", workshop.vendor or seen, Kind.CHOICE, choices),)


async def make(workshop: Workshop) -> Finding:
    """Whether the make is known, and the device seems to be of it."""
    vendor = workshop.vendor
    if not workshop.address:
        return still_open(say("setup_choose_device_first"))
    device = workshop.device
    seen = device.vendor if device is not None else await recognised(workshop, workshop.address)
    if not vendor:
        return still_open(say("setup_make_open"))
    if seen and seen != vendor:
        detail = say("setup_make_differs", title=title(vendor), seen=title(seen))
        return attention(detail, say("setup_make_overruled"))
    return done(say("setup_make_seen" if seen else "setup_make", title=title(vendor)))


async def keep_make(workshop: Workshop, values: Values, tell: Tell) -> Finding:
    """Keeps the make, also against what was recognised."""
    vendor = values.get("vendor", "")
    if maker(vendor) is None:
        return still_open(say("setup_make_open"))
    if workshop.phone is not None:
        await workshop.keep({("phone", workshop.name, "vendor"): vendor}, "vendor")
    else:
        await workshop.remember(replace(workshop.draft, vendor=vendor))
    found = await make(workshop)
    return done(found.detail, found.remedy) if vendor == workshop.vendor else found


# step 10: the device's own table in the configuration


def naming(workshop: Workshop) -> tuple[Field, ...]:
    """A name for a new one; one that is there keeps its own."""
    if workshop.phone is not None:
        return ()
    return (filled(workshop, "name", _proposed(workshop)),)


def _proposed(workshop: Workshop) -> str:
    names = (say("setup_desk"), *(f"{say('setup_desk')}{number}" for number in range(2, 100)))
    return next(name for name in names if name not in workshop.config.phones)


async def configured(workshop: Workshop) -> Finding:
    """Whether it stands in the configuration."""
    phone = workshop.phone
    if phone is None:
        return still_open(say("setup_device_new" if workshop.address else "setup_choose_device_first"))
    lines = (
        f"{say('setup_field_vendor')}: {title(phone.vendor)}",
        f"{say('setup_field_host')}: {phone.host}",
    )
    return done(say("setup_device_named", name=phone.name), *lines)


async def enter(workshop: Workshop, values: Values, tell: Tell) -> Finding:
    """Writes a new device into the configuration."""
    if workshop.phone is None:
        draft = workshop.draft
        name = values.get("name", "").strip()
        if not draft.host or not draft.vendor:
            return attention(say("setup_choose_device_first"))
        wrong = unfit("name", name)
        if wrong:
            raise SentenceError(wrong)
        tell(Told(say("setup_writing_config")))
        changes: dict[tuple[str, ...], object | None] = {
            ("phone", name, "vendor"): draft.vendor,
            ("phone", name, "host"): draft.host,
        }
        await workshop.keep(changes, "name", "device", "vendor")
        await workshop.remember(replace(workshop.draft, phone=name, host="", vendor=""))
    return await configured(workshop)


def title(vendor: str) -> str:
    """A maker's name for people."""
    known = maker(vendor)
    return known.title if known is not None else vendor.capitalize()
