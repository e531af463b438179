"""What a phone notices about itself and its calls, before a vendor gives it a name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from tui.simulator.call import Leg


class Happening(StrEnum):
    """What a phone notices about itself and its calls; each vendor has its own events for them."""

    BUSY = "idle-to-busy"  # first call
    IDLE = "busy-to-idle"  # last call over
    RINGING = "ringing"
    DIALLED = "dialled"
    TAKEN = "taken"  # answered here
    CONNECTED = "connected"
    ENDED = "ended"  # leg.reason says why
    DIVERTED = "diverted"  # an incoming call was forwarded by this phone
    HOLD = "hold"
    RESUME = "resume"
    HELD = "held"
    UNHELD = "unheld"
    OFF_HOOK = "off-hook"
    ON_HOOK = "on-hook"
    MUTED = "muted"
    UNMUTED = "unmuted"
    DND_ON = "dnd-on"
    DND_OFF = "dnd-off"
    FORWARD_ON = "forward-on"
    FORWARD_OFF = "forward-off"
    WAITING_ON = "call-waiting-on"
    WAITING_OFF = "call-waiting-off"
    BLIND = "blind-transfer"
    ATTENDED = "attended-transfer"
    TRANSFER_DONE = "transfer-done"
    TRANSFER_FAILED = "transfer-failed"
    TRANSFER_RECEIVED = "transfer-received"
    HEADSET = "headset"
    SPEAKER = "speaker"
    BOOTED = "booted"
    PROVISIONED = "provisioned"
    REGISTERED = "registered"
    UNREGISTERED = "unregistered"
    REGISTER_FAILED = "register-failed"


Report = Callable[[Happening, Leg | None, str], None]


@dataclass(slots=True)
class Forward:
    """A forward of the phone itself. `seconds` only counts for "no-answer"."""

    target: str = ""
    on: bool = False
    seconds: float = 24.0


FORWARDS = ("always", "busy", "no-answer")
