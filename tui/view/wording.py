"""What the panes say about calls and phones."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from tui.calls.states import Call, CallState, Direction, Outcome
from tui.dialing.number import DialPlan
from tui.i18n import say
from tui.i18n.formats import duration
from tui.journal.record import CallRecord
from tui.phones.driver import Feature
from tui.switchboard.feature_state import Where
from tui.untrusted import clean

_DIVERTS: Final = {
    Feature.ALWAYS: "divert_always",
    Feature.BUSY: "divert_busy",
    Feature.NO_ANSWER: "divert_no_answer",
    Feature.NOT_REGISTERED: "divert_not_registered",
}


def party(record: CallRecord, plan: DialPlan, separator: str = "·", place: str = "") -> str:
    """Who the call is with: contact and company, else what the phone called them, else number and place."""
    if record.contact is not None:
        name, company = record.contact.name, record.contact.company
        return f"{name} {separator} {company}" if company and company not in name else name or company
    number = number_shown(record, plan)
    name = clean(record.call.display_name, 80)
    if name and name not in (record.number, record.call.remote, number):
        return f"{name} {separator} {number}" if number else name
    if not number:
        return say("anonymous")
    return f"{number} {separator} {place}" if place else number


def number_shown(record: CallRecord, plan: DialPlan) -> str:
    """The number as it is written here; "" when it was withheld."""
    return written(record.number, plan) if record.number else ""


def written(number: str, plan: DialPlan) -> str:
    """A number of journal or phone book as it is written here."""
    from tui.dialing.display import shown  # with the first number, not with the first frame

    return shown(number, plan)


@lru_cache(maxsize=256)  # the status line asks every second
def dialled(digits: str, plan: DialPlan) -> str:
    """A number as it is dialled here, outside prefix and all, written for people; what is none, as it is."""
    from tui.dialing.display import shown
    from tui.dialing.reading import read_dialled

    return shown(read_dialled(digits, plan), plan) or digits


def typed(text: str, plan: DialPlan) -> str:
    """A number as somebody typed it, written as all others are; what is none, as it is."""
    from tui.dialing.display import shown
    from tui.dialing.reading import read_typed

    return shown(read_typed(text, plan), plan) or text


def divert_name(feature: Feature) -> str:
    """On which occasion a forward forwards, in a word or two."""
    return say(_DIVERTS[feature])


def place_name(where: Where) -> str:
    return say("feature_in_phone" if where is Where.PHONE else "feature_in_pbx")


def wait(seconds: float) -> str:
    """How long until something is tried again: 40 s, 3 min, 2 h."""
    left = max(1, round(seconds))
    if left < 90:
        return say("wait_seconds", count=left)
    return (
        say("wait_minutes", count=round(left / 60))
        if left < 5400
        else say("wait_hours", count=round(left / 3600))
    )


def state(call: Call, now: float) -> str:
    """What the call does, with its timer while it does it, or how it ended."""
    match call.state:
        case CallState.RINGING | CallState.DIALING if call.giving_up:
            return say("state_ending")
        case CallState.RINGING:
            return say("state_ringing")
        case CallState.DIALING:
            return say("state_dialing")
        case CallState.TALKING:
            return f"{say('state_talking')} {duration(call.talk_seconds(now))}"
        case CallState.HELD:
            return f"{say('state_held')} {duration(call.talk_seconds(now))}"
        case CallState.ENDED:
            return ended(call)


def ended(call: Call) -> str:
    """How a call ended: its length, or the word for why it has none."""
    if call.elsewhere:
        return say("outcome_elsewhere")
    if call.answered is not None and call.outcome in (Outcome.ANSWERED, Outcome.TRANSFERRED):
        length = duration(call.talk_seconds(call.ended or call.started))
        if call.outcome is Outcome.TRANSFERRED:
            return f"{say('outcome_transferred')} {length}"
        return length
    return say(f"outcome_{(call.outcome or Outcome.UNKNOWN).value}")


def direction(call: Call) -> str:
    return say("direction_in" if call.direction is Direction.IN else "direction_out")
