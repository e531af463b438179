"""The URLs that a phone is told to fetch when something happens, with the maker's variables in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from tui.errors import UsageError

# Yealink cuts a longer value off ("Yealink administrator's guide", action_url.*). Snom names no limit.
YEALINK_MAX: Final = 511


@dataclass(frozen=True, slots=True)
class ActionUrl:
    """`event` is the last segment of our path, `setting` the phone's name for the place of this URL."""

    event: str
    setting: str
    url: str


# Snom wiki, "Features/Action URL". Eight settings have no "_url" at the end: they are spelled out here
# because a name that looks right and is wrong is swallowed by the phone without a word.
SNOM_SETTINGS: Final[dict[str, str]] = {
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

# "Yealink administrator's guide", Action URL; those of V80 and later are ignored by older firmware.
YEALINK_EVENTS: Final = (
    "setup_completed",
    "registered",
    "unregistered",
    "register_failed",
    "off_hook",
    "on_hook",
    "incoming_call",
    "outgoing_call",
    "call_established",
    "call_terminated",
    "missed_call",
    "reject_incoming_call",
    "answer_new_incoming_call",
    "forward_incoming_call",
    "cancel_callout",
    "remote_busy",
    "call_remote_canceled",
    "hold",
    "unhold",
    "held",
    "unheld",
    "mute",
    "unmute",
    "transfer_call",
    "blind_transfer_call",
    "attended_transfer_call",
    "transfer_finished",
    "transfer_failed",
    "idle_to_busy",
    "busy_to_idle",
    "dnd_on",
    "dnd_off",
    "always_fwd_on",
    "always_fwd_off",
    "busy_fwd_on",
    "busy_fwd_off",
    "no_answer_fwd_on",
    "no_answer_fwd_off",
)

# What the phone itself makes up comes first, what the other party can write comes last. A phone fills
# the variables in as they are, so a display name may hold "&remote=110": the first "remote" counts.
_SNOM_CALL = (
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
_SNOM_OTHER: Final[dict[str, tuple[str, ...]]] = {
    "setup": ("mac=$mac",),
    "dnd_on": ("mac=$mac",),
    "dnd_off": ("mac=$mac",),
    "redirection_on": ("mac=$mac", "target=$redirect_number"),
    "redirection_off": ("mac=$mac",),
    "log_on": ("mac=$mac", "context=$context_url"),
    "log_off": ("mac=$mac", "context=$context_url"),
    "reg_failed": ("mac=$mac", "context=$context_url"),
}
_YEALINK = (
    "mac=$mac",
    "call_id=$call_id",
    "user=$active_user",
    "local=$local",
    "remote=$remote",
    "called=$calledNumber",
    "name=$display_remote",
)
# Left out one after the other when the address is so long that Yealink would cut the URL.
_YEALINK_SPARE = ("mac=$mac", "called=$calledNumber", "local=$local", "user=$active_user")


def action_urls(vendor: str, base: str) -> list[ActionUrl]:
    """The URL of every event that we use, for a phone of `vendor` ("snom" or "yealink").

    `base` is `http://host:port/<token>`. Raises `UsageError` when the address is so long that the phone
    would cut the URL, `ValueError` for another vendor.
    """
    root = base.rstrip("/")
    if vendor == "snom":
        return [
            ActionUrl(event, setting, f"{root}/{event}?{'&'.join(_SNOM_OTHER.get(event, _SNOM_CALL))}")
            for event, setting in SNOM_SETTINGS.items()
        ]
    if vendor == "yealink":
        return [ActionUrl(event, f"action_url.{event}", _yealink(root, event)) for event in YEALINK_EVENTS]
    raise ValueError(vendor)


def _yealink(root: str, event: str) -> str:
    parameters = list(_YEALINK)
    for spare in ("", *_YEALINK_SPARE):
        if spare:
            parameters.remove(spare)
        url = f"{root}/{event}?{'&'.join(parameters)}"
        if len(url) <= YEALINK_MAX:
            return url
    raise UsageError("action_url_too_long", limit=YEALINK_MAX)


def as_xml(urls: Sequence[ActionUrl]) -> str:
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


def as_cfg(urls: Sequence[ActionUrl]) -> str:
    """Yealink's provisioning file; without its first line the phone ignores the rest."""
    return "\n".join(("#!version:1.0.0.1", *(f"{url.setting} = {url.url}" for url in urls), ""))


def as_json(phone: str, vendor: str, urls: Sequence[ActionUrl]) -> dict[str, object]:
    """What `durchwahl phone urls --format json` prints."""
    return {
        "phone": phone,
        "vendor": vendor,
        "urls": [{"event": url.event, "setting": url.setting, "url": url.url} for url in urls],
    }
