"""Snom's reports. Source of the variables: Snom wiki, "Action URLs/Runtime Variables"."""

from __future__ import annotations

from typing import Final

from tui.calls.events import EventKind, PhoneEvent, RawEvent
from tui.phones.decoding.party import display_name, user_part
from tui.phones.decoding.query import count, exact, free, split

KINDS: Final[dict[str, EventKind]] = {
    "incoming": EventKind.INCOMING,
    "outgoing": EventKind.OUTGOING,
    "connected": EventKind.CONNECTED,
    "disconnected": EventKind.ENDED,
    "missed": EventKind.MISSED,
    "offhook": EventKind.OFF_HOOK,
    "onhook": EventKind.ON_HOOK,
    "hold": EventKind.HOLD,
    "unhold": EventKind.RESUME,
    "transfer": EventKind.TRANSFER,
    "blind_transfer": EventKind.BLIND_TRANSFER,
    "attended_transfer": EventKind.ATTENDED_TRANSFER,
    "received_attended_transfer": EventKind.TRANSFER_RECEIVED,
    "dnd_on": EventKind.DND_ON,
    "dnd_off": EventKind.DND_OFF,
    "redirection_on": EventKind.FORWARD_ON,
    "redirection_off": EventKind.FORWARD_OFF,
    "setup": EventKind.BOOTED,
    "log_on": EventKind.REGISTERED,
    "log_off": EventKind.UNREGISTERED,
    "reg_failed": EventKind.REGISTER_FAILED,
    "longpress": EventKind.OTHER,
    "blacklist": EventKind.OTHER,
    "received_subscr_notify": EventKind.OTHER,
    "firewall_test": EventKind.OTHER,
    "vision": EventKind.OTHER,
}


def decode(raw: RawEvent, seq: int, kind: EventKind) -> PhoneEvent:
    """`$remote` and `$local` are user@host in practice; `$call-id` is SIP's, now with, now without host."""
    fields = split(raw.query)
    remote = exact(fields.get("remote", b"")) or exact(fields.get("caller", b""))
    local = exact(fields.get("local", b"")) or exact(fields.get("user", b"") or fields.get("context", b""))
    return PhoneEvent(
        seq=seq,
        at=raw.at,
        phone=raw.phone,
        kind=kind,
        call_id=exact(fields.get("call_id", b"")).partition("@")[0],
        remote=user_part(remote),
        remote_raw=remote,
        display_name=display_name(free(fields.get("name", b""))),
        local=user_part(local),
        ongoing=count(fields.get("ongoing", b"")),
        reason=free(fields.get("reason", b"")),
        target=user_part(exact(fields.get("target", b""))),
    )
