"""What goes to a phone for what a user types: codes of the PBX for parking and picking up, and tones."""

from __future__ import annotations

import re
from typing import Final

from tui.config.model import CodesConfig
from tui.dialing.number import DialPlan, Number
from tui.errors import UsageError
from tui.phones.driver import Order
from tui.untrusted import clean

TO_SOMEBODY: Final = frozenset({Order.TRANSFER, Order.CONSULT, Order.DEFLECT})  # these take a target
_SLOT: Final = re.compile(r"[0-9]{1,8}")
_MOST_SOUNDS: Final = 32
_SOUNDS: Final = re.compile(rf"[0-9*#]{{1,{_MOST_SOUNDS}}}")


def parking(codes: CodesConfig, slot: str) -> str:
    """What a call is transferred to, to be parked in `slot`. Raises `UsageError`."""
    return _code("park", codes.park).replace("{slot}", _slot(slot))


def fetching(codes: CodesConfig, slot: str) -> str:
    """What is dialled to get the call that is parked in `slot`. Raises `UsageError`."""
    return _code("retrieve", codes.retrieve).replace("{slot}", _slot(slot))


def picking_up(codes: CodesConfig, number: Number, plan: DialPlan) -> str:
    """What is dialled to take the call that rings at `number`, a colleague's. Raises `UsageError`.

    A colleague written in full, as a contact has it, is meant by the extension: that is where it rings.
    """
    from tui.dialing.plan import dial_string  # with the first number, not with the first frame
    from tui.dialing.trunk import extension_of

    target = extension_of(number, plan) or dial_string(number, plan)
    return _code("pickup", codes.pickup).replace("{target}", target)


def sounds(text: str) -> str:
    """The tones that are sent in a call. Raises `UsageError` for what is none."""
    tones = "".join(text.split())
    if not _SOUNDS.fullmatch(tones):
        raise UsageError("dtmf_form", most=_MOST_SOUNDS)
    return tones


def _code(name: str, code: str) -> str:
    if not code:
        raise UsageError("code_missing", name=name)
    return code


def _slot(text: str) -> str:
    slot = text.strip()
    if not _SLOT.fullmatch(slot):
        raise UsageError("code_slot", text=clean(text, 40))
    return slot
