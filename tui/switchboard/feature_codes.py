"""The PBX's feature codes for forwards: what is dialled to switch one on or off, and where it may lead."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from tui.config.model import CodesConfig
from tui.dialing.number import DialPlan, Number, NumberKind
from tui.errors import UsageError
from tui.phones.driver import Feature, Wish

VOICEMAIL: Final = frozenset({"voicemail", "mailbox"})  # what a user may type for the own voicemail box
MOST_SECONDS: Final = 300
PBX_SECONDS: Final = (
    20  # where the user leaves it open: the PBX's code has a place for it that must be filled
)
_NAMES: Final = {
    Feature.ALWAYS: "always",
    Feature.BUSY: "busy",
    Feature.NO_ANSWER: "no_answer",
    Feature.NOT_REGISTERED: "not_registered",
}


def codes_of(codes: CodesConfig, feature: Feature) -> tuple[str, str]:
    """The codes with their places still open, on and off; "" where the PBX has none."""
    name = _NAMES.get(feature)
    if name is None:
        return "", ""
    return str(getattr(codes, name)), str(getattr(codes, f"{name}_off"))


def code(codes: CodesConfig, wish: Wish) -> str:
    """What is dialled for `wish`, whose target is digits; "" where the PBX has no code for it."""
    on, off = codes_of(codes, wish.feature)
    if not wish.on:
        return off
    return on.replace("{seconds}", str(wish.seconds or PBX_SECONDS)).replace("{target}", wish.target)


def target(
    text: str, codes: CodesConfig, plan: DialPlan, read: Callable[[str], Number], *, digits: bool
) -> str:
    """Where to forward, as one dials it, from what the user typed: a number, a name, or "voicemail".

    `digits`: only digits will do, because it becomes part of a code. Raises `UsageError` for what cannot be
    dialled, and for an emergency number: every caller would be put through to it.
    """
    from tui.dialing.emergency import emergency_hint
    from tui.dialing.plan import dial_string  # with the first number, not with the first frame

    word = text.strip()
    if not word:
        raise UsageError("forward_no_target")
    if word.casefold() in VOICEMAIL:
        if not codes.voicemail:
            raise UsageError("forward_no_voicemail")
        return codes.voicemail
    number = read(word)
    if number.kind is NumberKind.EMERGENCY or emergency_hint(number, plan):
        raise UsageError("forward_emergency")
    dialled = dial_string(number, plan)
    if digits and not (dialled.isascii() and dialled.isdigit()):
        raise UsageError("forward_target_form", target=dialled)
    return dialled
