"""What became of an order, and what the user does at the phone where it reported nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from tui.calls.states import Call
from tui.dialing.number import DialPlan, Number
from tui.errors import PhoneError
from tui.i18n import say
from tui.phones.driver import Order

_AT_THE_PHONE: Final = {
    Order.ANSWER: "by_hand_answer",
    Order.REJECT: "by_hand_reject",
    Order.HANGUP: "by_hand_hangup",
    Order.HOLD: "by_hand_hold",
    Order.RESUME: "by_hand_resume",
    Order.SWAP: "by_hand_swap",
    Order.MUTE: "by_hand_mute",
    Order.UNMUTE: "by_hand_mute",
    Order.TRANSFER: "by_hand_transfer",
    Order.CONSULT: "by_hand_consult",
    Order.COMPLETE: "by_hand_complete",
    Order.RETURN: "by_hand_return",
    Order.DEFLECT: "by_hand_deflect",
}
# Most phones do these and report nothing: no reason to be alarmed.
_UNSEEN: Final = {
    Order.CONFERENCE: "unseen_conference",
    Order.REDIAL: "unseen_redial",
    Order.MUTE: "unseen_mute",
    Order.UNMUTE: "unseen_mute",
}


@dataclass(frozen=True, slots=True)
class Hint:
    """A sentence that is made when it is shown, in the language of whoever reads it.

    `then` is the text of its last part; `also` is what is to be said besides.
    """

    key: str
    values: Mapping[str, object] = field(default_factory=dict)
    then: str = ""
    also: Hint | None = None

    def __str__(self) -> str:
        parts = (say(self.key, **self.values), say(self.then) if self.then else "", self.also or "")
        return " ".join(str(part) for part in parts if part)


@dataclass(frozen=True, slots=True)
class Done:
    """What became of an order. `confirmed`: the phone reported it; else it only took the request.

    `tried` are the names of the ways that the phone took, in turn.
    """

    phone: str
    call: Call | None
    confirmed: bool
    tried: tuple[str, ...] = ()
    hint: Hint | None = None

    @property
    def advice(self) -> str:
        """The sentence for the user where no report came: what was tried, and what to do at the phone. It is
        "" where there is nothing to do, as after the volume."""
        return "" if self.hint is None else str(self.hint)


def hint(order: Order, phone: str, tried: tuple[str, ...], *, ended: bool, reports: bool) -> Hint | None:
    """The advice for an order that was not reported. `ended`: the call was over before the phone did it.

    `reports`: the phone would have reported it if its action URLs are in order.
    """
    if ended:
        return Hint("order_too_late", {"phone": phone})
    if order in _UNSEEN and not reports:
        return Hint(_UNSEEN[order], {"phone": phone})
    if order not in _AT_THE_PHONE:
        return None
    return Hint("order_unseen", {"phone": phone, "tried": ", ".join(tried)}, _AT_THE_PHONE[order])


def dial_hint(phone: str, dialled: str) -> Hint:
    """The advice for a number that the phone took without reporting a call."""
    return Hint("dial_unseen", {"phone": phone, "number": dialled})


def by_hand(phone: str, dialled: str, number: Number, plan: DialPlan, why: str | PhoneError) -> PhoneError:
    """For a phone that cannot be told to dial. `why` is what it lacks, or what it has said.

    Its values are for whoever shows it: `number` as it would be dialled, and `link`, a tel: link for another
    program.
    """
    from tui.dialing.link import tel_link

    link, cause = tel_link(number, plan), "no-remote-control"
    reason = PhoneError(why, cause=cause, phone=phone) if isinstance(why, str) else why
    return PhoneError("dial_by_hand", cause=cause, reason=reason, phone=phone, number=dialled, link=link)
