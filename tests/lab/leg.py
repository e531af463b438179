"""The words for what happens at a desk phone, and what it knows of one call."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from tests.lab.linphone import SipCall

_RINGING_OUT = ("OutgoingInit", "OutgoingProgress", "OutgoingRinging", "OutgoingEarlyMedia")


class Word(StrEnum):
    """What happened at the phone."""

    BOOTED = "booted"
    REGISTERED = "registered"
    UNREGISTERED = "unregistered"
    REGISTER_FAILED = "register-failed"
    OFF_HOOK = "off-hook"
    ON_HOOK = "on-hook"
    BUSY = "busy"
    IDLE = "idle"
    INCOMING = "incoming"
    OUTGOING = "outgoing"
    WAITING_TAKEN = "waiting-taken"  # a second call was answered; "connected" follows
    CONNECTED = "connected"
    ENDED = "ended"
    MISSED = "missed"
    REJECTED = "rejected"
    FORWARDED = "forwarded"
    CANCELLED = "cancelled"
    REMOTE_BUSY = "remote-busy"
    REMOTE_CANCELLED = "remote-cancelled"
    HOLD = "hold"
    RESUME = "resume"
    REMOTE_HOLD = "remote-hold"
    REMOTE_RESUME = "remote-resume"
    MUTE = "mute"
    UNMUTE = "unmute"
    TRANSFER = "transfer"  # of any kind; a call that still rings is sent on
    BLIND = "blind"
    ATTENDED = "attended"
    TRANSFER_OK = "transfer-ok"
    TRANSFER_FAILED = "transfer-failed"
    TRANSFER_RECEIVED = "transfer-received"
    DND_ON = "dnd-on"
    DND_OFF = "dnd-off"
    FORWARD_ON = "forward-on"
    FORWARD_OFF = "forward-off"
    PROVISIONED = "provisioned"


@dataclass(slots=True)
class Leg:
    """One call with what the phone remembers of it."""

    sip: SipCall
    connected: bool = False
    held: bool = False
    held_by_them: bool = False
    refused: bool = False  # by the user at this phone
    silent: bool = False  # turned away, or sent on before it was answered
    given_up: bool = False
    transferred: bool = False
    muted: bool = False
    told_end: bool = False

    @property
    def number(self) -> str:
        return user_of(self.sip.remote)

    @property
    def ringing(self) -> bool:
        return self.sip.incoming and not self.connected and self.sip.state in ("IncomingReceived", "Idle")

    @property
    def dialling(self) -> bool:
        return not self.sip.incoming and self.sip.state in _RINGING_OUT


@dataclass(slots=True)
class Forward:
    """`seconds` only means something for the one on no answer."""

    on: bool = False
    target: str = ""
    seconds: float = 30.0


def user_of(uri: str) -> str:
    """The user part of `"Name" <sip:user@host>`."""
    found = re.search(r"sips?:([^@;>]+)", uri)
    return found[1] if found else uri


def name_of(uri: str) -> str:
    """The display name; "" where there is none."""
    found = re.match(r'\s*"?([^"<]*?)"?\s*<', uri)
    return found[1] if found else ""


def address_of(uri: str) -> str:
    """`user@host` without parameters."""
    found = re.search(r"sips?:([^;>?]+)", uri)
    return found[1] if found else uri
