"""A call and a phone as the board knows them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from tui.calls.facts import Identity


class Direction(StrEnum):
    """Which way a call goes, seen from our phone."""

    IN = "in"
    OUT = "out"


class CallState(StrEnum):
    """Where a call stands now."""

    RINGING = "ringing"
    DIALING = "dialing"
    TALKING = "talking"
    HELD = "held"
    ENDED = "ended"


class Outcome(StrEnum):
    """How a call ended."""

    ANSWERED = "answered"
    MISSED = "missed"
    REJECTED = "rejected"
    BUSY = "busy"
    CANCELLED = "cancelled"
    FORWARDED = "forwarded"
    TRANSFERRED = "transferred"
    FAILED = "failed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Call:
    """One call of one phone. Times are seconds since the epoch.

    `id` is the sequence number of the event that opened it, so that a rebuild gives it the same id.
    `call_id` is the phone's own and not unique over time. `elsewhere`: it was answered, but not here.
    `giving_up`: we told the phone to reject or end it.
    `inferred`: no event said that it ended; a safety net or a time-out closed it.
    """

    id: int
    phone: str
    direction: Direction
    state: CallState
    started: float
    last_event: float
    call_id: str = ""
    remote: str = ""
    remote_raw: str = ""
    display_name: str = ""
    own_number: str = ""
    answered: float | None = None
    ended: float | None = None
    outcome: Outcome | None = None
    held_since: float | None = None
    hold_seconds: float = 0.0
    remote_held: bool = False
    muted: bool = False
    giving_up: bool = False
    transferring: bool = False
    elsewhere: bool = False
    inferred: bool = False
    forwarded_to: str = ""
    transferred_to: str = ""

    @property
    def open(self) -> bool:
        return self.state is not CallState.ENDED

    def ringing_seconds(self, now: float) -> float:
        """From the first event to the answer, or to the end, or until now."""
        until = self.answered if self.answered is not None else self.ended if self.ended is not None else now
        return max(0.0, until - self.started)

    def talk_seconds(self, now: float) -> float:
        """From the answer to the end, holds included; 0 for a call that nobody answered here."""
        if self.answered is None:
            return 0.0
        return max(0.0, (self.ended if self.ended is not None else now) - self.answered)

    def held_seconds(self, now: float) -> float:
        """All holds of the call, the running one included."""
        running = 0.0 if self.held_since is None else max(0.0, now - self.held_since)
        return self.hold_seconds + running


@dataclass(frozen=True, slots=True)
class PhoneState:
    """What the phone last said about itself. None: it has not said.

    `forwards` maps "always", "busy", "no-answer" or "" (the phone did not say which) to the target.
    `told` are the forwards of which it has said that they are on or off: what is in neither is unknown.
    `no_answer_seconds` belongs to "no-answer". `features_at` is when one of dnd and forwards last changed.
    """

    name: str
    registered: bool | None = None
    dnd: bool | None = None
    forwards: dict[str, str] = field(default_factory=dict)
    told: frozenset[str] = frozenset()
    no_answer_seconds: int | None = None
    identities: tuple[Identity, ...] = ()
    features_at: float = 0.0
    off_hook: bool = False
    booted: float | None = None
    last_event: float | None = None


@dataclass(frozen=True, slots=True)
class CallChange:
    """A call was opened (`before` is None), changed or ended."""

    call: Call
    before: Call | None

    @property
    def ended(self) -> bool:
        return not self.call.open and (self.before is None or self.before.open)


@dataclass(frozen=True, slots=True)
class PhoneChange:
    """What is known of a phone itself changed: registration, forwards, do not disturb."""

    phone: PhoneState
    before: PhoneState


Change = CallChange | PhoneChange
