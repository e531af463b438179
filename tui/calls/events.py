"""What happened at a phone, in words that hold for every maker."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class EventKind(StrEnum):
    """The kinds of event. The values are stored and streamed: they never change once released."""

    # one call
    INCOMING = "incoming"
    OUTGOING = "outgoing"
    CONNECTED = "connected"
    ENDED = "ended"
    MISSED = "missed"
    REJECTED = "rejected"
    FORWARDED = "forwarded"
    CANCELLED = "cancelled"  # we gave up our own call
    REMOTE_BUSY = "remote-busy"
    REMOTE_CANCELLED = "remote-cancelled"  # the caller gave up
    HOLD = "hold"
    RESUME = "resume"
    REMOTE_HOLD = "remote-hold"
    REMOTE_RESUME = "remote-resume"
    MUTE = "mute"
    UNMUTE = "unmute"
    TRANSFER = "transfer"
    BLIND_TRANSFER = "blind-transfer"
    ATTENDED_TRANSFER = "attended-transfer"
    TRANSFER_RECEIVED = "transfer-received"
    TRANSFER_FINISHED = "transfer-finished"
    TRANSFER_FAILED = "transfer-failed"
    # the whole phone
    OFF_HOOK = "off-hook"
    ON_HOOK = "on-hook"
    BUSY = "busy"
    IDLE = "idle"
    DND_ON = "dnd-on"
    DND_OFF = "dnd-off"
    FORWARD_ON = "forward-on"
    FORWARD_OFF = "forward-off"
    REGISTERED = "registered"
    UNREGISTERED = "unregistered"
    REGISTER_FAILED = "register-failed"
    BOOTED = "booted"
    OTHER = "other"  # known to the maker, of no meaning to us
    # our own doing, recorded like an event so that a rebuild sees it
    REJECT_SENT = "reject-sent"
    HANGUP_SENT = "hangup-sent"
    DIAL_SENT = "dial-sent"
    TRANSFER_SENT = "transfer-sent"  # `target` is where to
    WITHDRAWN = "withdrawn"  # what we sent last to this call did not happen: the phone refused it
    STARTED = "started"  # the program came up: what it did not see before is over


_PHONE = {
    EventKind.OFF_HOOK,
    EventKind.ON_HOOK,
    EventKind.BUSY,
    EventKind.IDLE,
    EventKind.DND_ON,
    EventKind.DND_OFF,
    EventKind.FORWARD_ON,
    EventKind.FORWARD_OFF,
    EventKind.REGISTERED,
    EventKind.UNREGISTERED,
    EventKind.REGISTER_FAILED,
    EventKind.BOOTED,
    EventKind.OTHER,
}
OURS = frozenset(
    {
        EventKind.REJECT_SENT,
        EventKind.HANGUP_SENT,
        EventKind.DIAL_SENT,
        EventKind.TRANSFER_SENT,
        EventKind.WITHDRAWN,
        EventKind.STARTED,
    }
)
OF_A_CALL = frozenset(EventKind) - _PHONE - {EventKind.DIAL_SENT, EventKind.STARTED}


@dataclass(frozen=True, slots=True)
class RawEvent:
    """One report as it arrived, before anyone understood it: what the journal keeps for ever.

    `at` is in seconds since the epoch. `source` is the maker ("snom", "yealink") or "durchwahl" for our
    own doing; `name` is the event's name in the URL path; `query` the bytes after the "?", untouched;
    `peer` the address that sent it.
    """

    at: float
    phone: str
    source: str
    name: str
    query: bytes = b""
    peer: str = ""


@dataclass(frozen=True, slots=True)
class PhoneEvent:
    """One report, understood. Texts are cleaned; a variable that the phone left unfilled is empty.

    `seq` is the event's place in the journal and the id of the call that it opens. `call_id` is the
    phone's own, for Snom without the part after "@". `remote` and `local` are the user parts of the
    parties ("" when withheld or unknown), `remote_raw` the other party as the phone wrote it.
    `ongoing` is Snom's `$nr_ongoing_calls`, `reason` its `$cancel_reason`, `target` where a
    forward or transfer goes, `feature` which forward was switched ("always", "busy", "no-answer" or "").
    """

    seq: int
    at: float
    phone: str
    kind: EventKind
    call_id: str = ""
    remote: str = ""
    remote_raw: str = ""
    display_name: str = ""
    local: str = ""
    ongoing: int | None = None
    reason: str = ""
    target: str = ""
    feature: str = ""
