"""Step 28: a real call, and the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.dialing.number import NumberKind
from tui.errors import DurchwahlError
from tui.i18n import say
from tui.setup import evidence
from tui.setup.filling import filled
from tui.setup.model import Field, Finding, Tell, Told, Values, attention, done, skipped, still_open
from tui.switchboard.notices import ConsentNotice, Notice

if TYPE_CHECKING:
    from tui.setup.workshop import Workshop

STEP = "finish"


def refusal(workshop: Workshop, text: str) -> str:
    """Why that number is not called for a test, "" if it may be: nobody is to be alarmed, and nothing
    switched."""
    from tui.dialing.emergency import emergency_hint
    from tui.dialing.reading import read_typed

    plan = workshop.config.dialing
    number = read_typed(text, plan)
    if number.kind is NumberKind.EMERGENCY or emergency_hint(number, plan):
        return say("setup_test_emergency")
    if number.digits[:1] in ("*", "#"):
        return say("setup_test_code")
    if number.kind is NumberKind.PREMIUM:
        return say("setup_test_premium")
    if number.kind in (NumberKind.INVALID, NumberKind.ANONYMOUS):
        return say("setup_test_no_number")
    return ""


def fields(workshop: Workshop) -> tuple[Field, ...]:
    """The number to be called."""
    return () if workshop.phone is None else (filled(workshop, "test_number", ""),)


async def check(workshop: Workshop) -> Finding:
    """Whether the device was ever seen calling somebody."""
    phone = workshop.phone
    if phone is None:
        return still_open(say("setup_choose_device_first"))
    at = await evidence.called_out(workshop)
    if at is not None:
        return done(say("setup_called", phone=phone.name, at=evidence.clock(at)))
    if STEP in workshop.draft.declined:
        return skipped(say("setup_call_declined"))
    return still_open(say("setup_call_open"), say("setup_remote_question"))


async def act(workshop: Workshop, values: Values, tell: Tell) -> Finding:
    """Calls the number that was given; without one, the set-up ends without a call."""
    phone = workshop.phone
    if phone is None:
        return still_open(say("setup_choose_device_first"))
    text = values.get("test_number", "").strip()
    core = await workshop.core()
    if not text:
        await workshop.decline(STEP)
        return await check(workshop)
    await workshop.decline(STEP, really=False)
    wrong = refusal(workshop, text)
    if wrong:
        return attention(wrong)

    def heard(notice: Notice) -> None:
        if isinstance(notice, ConsentNotice) and notice.phone == phone.name and notice.waiting:
            tell(Told(notice.text))

    tell(Told(say("setup_calling", number=text)))
    leave = core.subscribe(heard)
    try:
        result = await core.orders.dial(text, phone.name)
    except DurchwahlError as error:
        return attention(str(error))
    finally:
        leave()
    if not result.confirmed:
        return attention(result.advice or say("setup_call_unseen"))
    return done(say("setup_call_seen", number=text))
