"""The values of a call inside the exchange: its ends, their states, and why they ended."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, Protocol

ELSEWHERE: Final = 'SIP;cause=200;text="Call completed elsewhere"'  # RFC 3326


class LegState(StrEnum):
    """Where one end of a call stands."""

    DIALING = "dialing"
    RINGING = "ringing"
    TALKING = "talking"
    ENDED = "ended"


class EndReason(StrEnum):
    """Why this end of the call is over, seen from this end."""

    LOCAL = "hung-up"  # we hung up
    REMOTE = "remote-hung-up"
    REJECTED = "rejected"  # we refused while it rang here
    CANCELLED = "cancelled"  # we gave up while it rang there
    BUSY = "remote-busy"  # the other side was busy or refused
    NO_ANSWER = "no-answer"  # the exchange gave up
    UNKNOWN = "unknown-number"
    MISSED = "missed"  # the caller gave up while it rang here
    ELSEWHERE = "elsewhere"  # another member of the group took it
    FORWARDED = "forwarded"  # this phone sent it on
    TRANSFERRED = "transferred"  # we connected the others
    LOST = "lost"  # the phone rebooted


class Notice(StrEnum):
    """What the exchange tells an endpoint about one of its legs."""

    RINGS_THERE = "rings-there"
    ANSWERED = "answered"
    ENDED = "ended"
    HELD = "held"
    UNHELD = "unheld"
    REMOTE_CHANGED = "remote-changed"
    TRANSFER_RECEIVED = "transfer-received"
    TRANSFER_DONE = "transfer-done"
    TRANSFER_FAILED = "transfer-failed"
    DTMF = "dtmf"


class Answer(StrEnum):
    """What an endpoint says to an offered call."""

    RING = "ring"
    BUSY = "busy"
    REDIRECT = "redirect"
    ABSENT = "absent"  # not registered


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an endpoint does with a call that it is offered; `target` is where it sends it on to."""

    answer: Answer
    target: str = ""


RING = Verdict(Answer.RING)
ENGAGED = Verdict(Answer.BUSY)
ABSENT = Verdict(Answer.ABSENT)


@dataclass(frozen=True, slots=True)
class Identity:
    """How a party shows itself: number as it is sent, display name, and the SIP host."""

    number: str
    name: str = ""
    host: str = ""


@dataclass(eq=False, slots=True)
class Leg:
    """One end of a call. `local` is the own number used, `dialled` what the caller typed."""

    owner: Endpoint
    incoming: bool
    local: str
    remote: Identity
    call_id: str
    state: LegState
    dialled: str = ""
    on_hold: bool = False
    remote_hold: bool = False
    conference: bool = False
    answered: bool = False
    peer: Leg | None = None
    attempt: Attempt | None = None
    reason: EndReason | None = None
    sip_reason: str = ""  # the Reason header of a CANCEL (RFC 3326), "" if there was none
    digits: str = ""  # tones heard from the other side

    @property
    def alive(self) -> bool:
        return self.state is not LegState.ENDED


@dataclass(eq=False, slots=True)
class Attempt:
    """A call on its way to someone: who calls, where it rings."""

    caller: Leg
    dialled: str
    shown: Identity
    ringing: list[Leg] = field(default_factory=list)
    hops: int = 0
    refused: bool = False
    late: str = ""  # where the exchange sends it when nobody answers
    transferor: Leg | None = None  # set while a blind transfer is not yet accepted
    done: bool = False


class Endpoint(Protocol):
    """A phone or a party, as the exchange sees it."""

    @property
    def number(self) -> str: ...

    @property
    def display_name(self) -> str: ...

    def offer(self, leg: Leg) -> Verdict:
        """A call for you. RING keeps the leg; the others drop it."""
        ...

    def notice(self, leg: Leg, what: Notice) -> None:
        """Something happened to your leg."""
        ...
