"""Snom's reports: the URLs that ask for them, and what comes back.

Source of the variables: Snom wiki, "Action URLs/Runtime Variables".
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final

from tui.calls.events import EventKind, PhoneEvent, RawEvent
from tui.phones.decoding.party import display_name, user_part
from tui.phones.decoding.query import count, exact, free, split
from tui.phones.maker import ActionUrl

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

# Snom wiki, "Features/Action URL". Eight settings have no "_url" at the end: they are spelled out here
# because a name that looks right and is wrong is swallowed by the phone without a word.
SETTINGS: Final[dict[str, str]] = {
    "incoming": "action_incoming_url",
    "outgoing": "action_outgoing_url",
    "connected": "action_connected_url",
    "disconnected": "action_disconnected_url",
    "missed": "action_missed_url",
    "offhook": "action_offhook_url",
    "onhook": "action_onhook_url",
    "hold": "action_hold",
    "unhold": "action_unhold",
    "transfer": "action_transfer",
    "blind_transfer": "action_blind_transfer",
    "attended_transfer": "action_attended_transfer",
    "received_attended_transfer": "action_received_attended_transfer",
    "dnd_on": "action_dnd_on_url",
    "dnd_off": "action_dnd_off_url",
    "redirection_on": "action_redirection_on_url",
    "redirection_off": "action_redirection_off_url",
    "setup": "action_setup_url",
    "log_on": "action_log_on_url",
    "log_off": "action_log_off_url",
    "reg_failed": "action_reg_failed",
}
# What the phone itself makes up comes first, what the other party can write comes last. A phone fills
# the variables in as they are, so a display name may hold "&remote=110": the first "remote" counts.
_CALL = (
    "mac=$mac",
    "ongoing=$nr_ongoing_calls",
    "local=$local",
    "call_id=$call-id",
    "remote=$remote",
    "reason=$cancel_reason",
    "name=$display_remote",
)
# Snom fills the variables of a call only where there is one ("Action URLs/Runtime Variables"); any
# setting's name may stand as a variable, and redirect_number is the one for where calls go.
_OTHER: Final[dict[str, tuple[str, ...]]] = {
    "setup": ("mac=$mac",),
    "dnd_on": ("mac=$mac",),
    "dnd_off": ("mac=$mac",),
    "redirection_on": ("mac=$mac", "target=$redirect_number"),
    "redirection_off": ("mac=$mac",),
    "log_on": ("mac=$mac", "context=$context_url"),
    "log_off": ("mac=$mac", "context=$context_url"),
    "reg_failed": ("mac=$mac", "context=$context_url"),
}


def action_urls(base: str) -> list[ActionUrl]:
    """The URL of every event that we use. `base` is `http://host:port/<token>`."""
    root = base.rstrip("/")
    return [
        ActionUrl(event, setting, f"{root}/{event}?{'&'.join(_OTHER.get(event, _CALL))}")
        for event, setting in SETTINGS.items()
    ]


def provisioning_file(urls: Sequence[ActionUrl]) -> str:
    """Snom's provisioning file. `perm=""` leaves the user free to change the setting at the phone."""
    lines = [f'  <{url.setting} perm="">{escape(url.url, quote=False)}</{url.setting}>' for url in urls]
    return "\n".join(
        (
            '<?xml version="1.0" encoding="utf-8"?>',
            '<settings><phone-settings e="2">',
            *lines,
            "</phone-settings></settings>",
            "",
        )
    )


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
