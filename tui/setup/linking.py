"""Steps 24 to 27: the device once more, with which line it dials, the PBX, and the outside prefix."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Final

from tui.config.model import CodesConfig
from tui.dialing.number import DialPlan
from tui.errors import DurchwahlError
from tui.i18n import say
from tui.setup import evidence
from tui.setup.access import tested
from tui.setup.answers import unfit
from tui.setup.filling import filled, keep
from tui.setup.model import Choice, Field, Finding, Kind, State, Tell, Values, attention, done, still_open

if TYPE_CHECKING:
    from tui.calls.facts import Identity
    from tui.setup.workshop import Workshop

CLOUD, OTHER, OWN = "cloud", "other", "own"  # the provider's codes, none, those of the file
_EXAMPLE: Final = "030 23125-110"  # kept free for films


# step 24


async def linked(workshop: Workshop) -> Finding:
    """The device as it stands by now: its test, and its reports."""
    phone = workshop.phone
    if phone is None:
        return still_open(
            say("setup_no_device"), say("setup_see_step", number=8, text=say("setup_choose_device"))
        )
    test = await tested(workshop)
    if test.state is not State.DONE:
        return Finding(test.state, say("setup_see_step", number=14, text=test.detail), test.remedy)
    reported = await evidence.last_report(workshop)
    said = (
        say("setup_phone_reported", phone=phone.name, at=evidence.clock(reported))
        if reported
        else say("setup_phone_not_reported", phone=phone.name)
    )
    return done(say("setup_linked", phone=phone.name), *test.lines, said)


# step 25


def dial_fields(workshop: Workshop) -> tuple[Field, ...]:
    """With which of the device's lines to dial."""
    phone = workshop.phone
    if phone is None:
        return ()
    own = Choice("", say("setup_identity_own"))
    lines = tuple(Choice(one.address, one.address, one.label) for one in _identities(workshop))
    return (filled(workshop, "identity", phone.identity, Kind.CHOICE, (own, *lines), free=True),)


def _identities(workshop: Workshop) -> tuple[Identity, ...]:
    probe = workshop.probes.get(workshop.name)
    if probe is not None and probe.facts.identities:
        return probe.facts.identities
    core = workshop.host.core
    return core.board.phone(workshop.name).identities if core is not None and workshop.name else ()


async def dialling(workshop: Workshop) -> Finding:
    """Whether the line is one that the device has."""
    phone = workshop.phone
    if phone is None:
        return still_open(say("setup_choose_device_first"))
    known = {one.address for one in _identities(workshop)}
    if not phone.identity:
        return done(say("setup_identity_phone", count=len(known)))
    if known and phone.identity not in known:
        return attention(say("setup_identity_unknown", identity=phone.identity), say("setup_choose_line"))
    return done(say("setup_identity", identity=phone.identity))


async def keep_dialling(workshop: Workshop, values: Values, tell: Tell) -> Finding:
    if workshop.phone is not None:
        await keep(workshop, values, "identity")
    return await dialling(workshop)


# step 26


def pbx_fields(workshop: Workshop) -> tuple[Field, ...]:
    """Whose feature codes are meant, and where the mailbox is."""
    kinds = [CLOUD, OTHER]
    if _pbx(workshop.config.codes) == OWN:
        kinds.append(OWN)
    choices = tuple(Choice(one, say(f"setup_pbx_{one}")) for one in kinds)
    return (
        filled(workshop, "pbx", _pbx(workshop.config.codes), Kind.CHOICE, choices),
        filled(workshop, "voicemail", workshop.config.codes.voicemail),
    )


def _pbx(codes: CodesConfig) -> str:
    given = {**asdict(codes), "voicemail": ""}
    if given == {**asdict(CodesConfig()), "voicemail": ""}:
        return CLOUD
    return OWN if any(given.values()) else OTHER


async def pbx(workshop: Workshop) -> Finding:
    """Which codes are in force."""
    codes = workshop.config.codes
    lines = (say("setup_pbx_example", park=codes.park or "–", always=codes.always or "–"),)
    return done(say(f"setup_pbx_is_{_pbx(codes)}"), *lines)


async def keep_pbx(workshop: Workshop, values: Values, tell: Tell) -> Finding:
    """The provider's codes are those of the program: then nothing stands in the file."""
    wanted = values.get("pbx", CLOUD)
    names = [name for name in asdict(CodesConfig()) if name != "voicemail"]
    changes: dict[tuple[str, ...], object | None] = {}
    if wanted != OWN and wanted != _pbx(workshop.config.codes):
        changes = {("codes", name): None if wanted == CLOUD else "" for name in names}
    if "voicemail" in values and values["voicemail"].strip() != workshop.config.codes.voicemail:
        changes["codes", "voicemail"] = values["voicemail"].strip()
    await workshop.keep(changes, "pbx", "voicemail")
    return await pbx(workshop)


# step 27


def prefix_fields(workshop: Workshop) -> tuple[Field, ...]:
    """The outside prefix; "0" is what most have."""
    plan = workshop.config.dialing
    known = workshop.says("dialing", "outside_prefix")
    return (filled(workshop, "outside_prefix", plan.outside_prefix if known else "0"),)


def example(workshop: Workshop, values: Values) -> str:
    """What will be dialled, as the field stands."""
    text = values.get("outside_prefix", "").strip()
    if unfit("outside_prefix", text):
        return ""
    return will_dial(workshop, text)


def will_dial(workshop: Workshop, prefix: str) -> str:
    """A number as it is written, and as the device is told."""
    from dataclasses import replace

    from tui.dialing.plan import dial_string
    from tui.dialing.reading import read_typed

    plan: DialPlan = replace(workshop.config.dialing, outside_prefix=prefix)
    try:
        dialled = dial_string(read_typed(_EXAMPLE, plan), plan)
    except DurchwahlError as error:
        return str(error)
    return say("setup_will_dial", number=_EXAMPLE, dialled=dialled)


async def prefix(workshop: Workshop) -> Finding:
    """Whether it was told, and what will be dialled."""
    if not workshop.says("dialing", "outside_prefix"):
        return still_open(say("setup_prefix_open"))
    plan = workshop.config.dialing
    key = "setup_prefix" if plan.outside_prefix else "setup_no_prefix"
    return done(say(key, prefix=plan.outside_prefix), will_dial(workshop, plan.outside_prefix))


async def keep_prefix(workshop: Workshop, values: Values, tell: Tell) -> Finding:
    await keep(workshop, values, "outside_prefix")
    return await prefix(workshop)
