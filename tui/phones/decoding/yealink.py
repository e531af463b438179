"""Yealink's reports: the URLs that ask for them, what comes back, and the phone's status when asked for it.

Source: "Yealink administrator's guide", Action URL and Action URI, V72 to V86.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from tui.calls.events import EventKind, PhoneEvent, RawEvent
from tui.calls.facts import Forwarding, Identity, PhoneFacts
from tui.errors import UsageError
from tui.phones.answer import mac_digits
from tui.phones.decoding.party import display_name, is_address, user_part, withheld
from tui.phones.decoding.query import exact, free, split
from tui.phones.maker import ActionUrl, Fetching
from tui.untrusted import clean

KINDS: Final[dict[str, EventKind]] = {
    "setup_completed": EventKind.BOOTED,
    "registered": EventKind.REGISTERED,
    "unregistered": EventKind.UNREGISTERED,
    "register_failed": EventKind.REGISTER_FAILED,
    "log_on": EventKind.REGISTERED,  # V7x
    "log_off": EventKind.UNREGISTERED,  # V7x
    "off_hook": EventKind.OFF_HOOK,
    "on_hook": EventKind.ON_HOOK,
    "incoming_call": EventKind.INCOMING,
    "outgoing_call": EventKind.OUTGOING,
    "call_established": EventKind.CONNECTED,
    # A waiting call was taken. It may be the only word of that, and a second "connected" does no harm.
    "answer_new_incoming_call": EventKind.CONNECTED,
    "call_terminated": EventKind.ENDED,
    "missed_call": EventKind.MISSED,
    "reject_incoming_call": EventKind.REJECTED,
    "forward_incoming_call": EventKind.FORWARDED,
    "cancel_callout": EventKind.CANCELLED,
    "remote_busy": EventKind.REMOTE_BUSY,
    "call_remote_canceled": EventKind.REMOTE_CANCELLED,
    "hold": EventKind.HOLD,
    "unhold": EventKind.RESUME,
    "held": EventKind.REMOTE_HOLD,
    "unheld": EventKind.REMOTE_RESUME,
    "mute": EventKind.MUTE,
    "unmute": EventKind.UNMUTE,
    "transfer_call": EventKind.TRANSFER,
    "blind_transfer_call": EventKind.BLIND_TRANSFER,
    "attended_transfer_call": EventKind.ATTENDED_TRANSFER,
    "transfer_finished": EventKind.TRANSFER_FINISHED,
    "transfer_failed": EventKind.TRANSFER_FAILED,
    "idle_to_busy": EventKind.BUSY,
    "busy_to_idle": EventKind.IDLE,
    "dnd_on": EventKind.DND_ON,
    "dnd_off": EventKind.DND_OFF,
    "always_fwd_on": EventKind.FORWARD_ON,
    "always_fwd_off": EventKind.FORWARD_OFF,
    "busy_fwd_on": EventKind.FORWARD_ON,
    "busy_fwd_off": EventKind.FORWARD_OFF,
    "no_answer_fwd_on": EventKind.FORWARD_ON,
    "no_answer_fwd_off": EventKind.FORWARD_OFF,
    "call_waiting_on": EventKind.OTHER,
    "call_waiting_off": EventKind.OTHER,
    "headset": EventKind.OTHER,
    "handfree": EventKind.OTHER,
    "ip_change": EventKind.OTHER,
    "vpn_ip": EventKind.OTHER,
    "setup_autop_finish": EventKind.OTHER,
    "peripheral_information": EventKind.OTHER,
}
_FEATURES: Final[dict[str, str]] = {"always_fwd": "always", "busy_fwd": "busy", "no_answer_fwd": "no-answer"}

# A longer value is cut off ("Yealink administrator's guide", action_url.*).
MAX_URL: Final = 511
# "Yealink administrator's guide", Action URL; those of V80 and later are ignored by older firmware.
EVENTS: Final = (
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
    "setup_autop_finish",
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
_PARAMETERS = (
    "mac=$mac",
    "call_id=$call_id",
    "user=$active_user",
    "local=$local",
    "remote=$remote",
    "called=$calledNumber",
    "name=$display_remote",
)
# Left out one after the other when the address is so long that Yealink would cut the URL.
_SPARE = ("mac=$mac", "called=$calledNumber", "local=$local", "user=$active_user")


def action_urls(base: str) -> list[ActionUrl]:
    """The URL of every event that we use. `base` is `http://host:port/<token>`.

    Raises `UsageError` when the address is so long that the phone would cut the URL.
    """
    root = base.rstrip("/")
    return [ActionUrl(event, f"action_url.{event}", _url(root, event)) for event in EVENTS]


def _url(root: str, event: str) -> str:
    parameters = list(_PARAMETERS)
    for spare in ("", *_SPARE):
        if spare:
            parameters.remove(spare)
        url = f"{root}/{event}?{'&'.join(parameters)}"
        if len(url) <= MAX_URL:
            return url
    raise UsageError("action_url_too_long", limit=MAX_URL)


def provisioning_file(urls: Sequence[ActionUrl]) -> str:
    """Yealink's provisioning file; without its first line the phone ignores the rest."""
    return "\n".join(("#!version:1.0.0.1", *(f"{url.setting} = {url.url}" for url in urls), ""))


_OWN_FILE = re.compile(r"([0-9a-f]{12})\.cfg", re.IGNORECASE)
_OTHER_FILE = re.compile(r"[0-9a-f]{12}\.boot|y[0-9a-f]{12}\.(?:boot|cfg)", re.IGNORECASE)


def _asks(name: str) -> str | None:
    """A phone asks for <mac>.boot, then y000000000000.boot; where it finds neither, for its model's
    y0000000000xx.cfg and its own <mac>.cfg ("Yealink auto provisioning guide", V81)."""
    own = _OWN_FILE.fullmatch(name)
    if own is not None:
        return own[1].lower()
    return "" if _OTHER_FILE.fullmatch(name) else None


FETCHING: Final = Fetching(asks=_asks, menu="Settings > Auto Provision > Server URL", comment="#")


def decode(raw: RawEvent, seq: int, kind: EventKind) -> PhoneEvent:
    """`$remote` and `$local` are sip:user@host; `$call_id` is a small number of the phone's own."""
    fields = split(raw.query)
    local = user_part(exact(fields.get("local", b""))) or user_part(exact(fields.get("user", b"")))
    remote = _remote(fields, local, kind)
    return PhoneEvent(
        seq=seq,
        at=raw.at,
        phone=raw.phone,
        kind=kind,
        call_id=exact(fields.get("call_id", b"")),
        remote=user_part(remote),
        remote_raw=remote,
        display_name=display_name(free(fields.get("name", b"")))
        or display_name(free(fields.get("caller", b""))),
        local=local,
        reason=free(fields.get("reason", b"")),
        target=user_part(exact(fields.get("target", b""))),
        feature=_FEATURES.get(raw.name.rpartition("_")[0], ""),
    )


def _remote(fields: dict[str, bytes], local: str, kind: EventKind) -> str:
    """`$remote`; where that is empty, the number in `$callerID` or `$calledNumber`.

    The guide has `$callerID` as the caller's name, but phones write the number or "anonymous" there, too.
    It has `$calledNumber` for outgoing calls only, but programs read the other party of an incoming
    one there: believed when it is not our own number.
    """
    remote = exact(fields.get("remote", b""))
    caller = "" if kind is EventKind.OUTGOING else exact(fields.get("caller", b""))
    if remote:
        return remote
    if caller and (is_address(caller) or withheld(caller)):
        return caller
    called = exact(fields.get("called", b""))
    return called if user_part(called) != local else ""


_MAX_STATUS: Final = 64 * 1024  # characters; sixteen accounts come to two thousand
_SECTION: Final = re.compile(r"\s*\[([\w -]{1,40})\]\s*", re.ASCII)
_SETTING: Final = re.compile(r"[ \t]*([A-Za-z]\w{0,40})[ \t]*=[ \t]*(.{0,400})", re.ASCII)
_ACCOUNT: Final = re.compile(r"account([0-9]{1,3})")
_ADDRESS: Final = re.compile(r"(?:sip:)?([^\s@|]{1,64}@[^\s@|]{1,128})")
_ON: Final = frozenset({"on", "1", "enabled", "enable"})
_OFF: Final = frozenset({"off", "0", "disabled", "disable"})
_FORWARDS: Final = {"forwardalways": "always", "forwardbusy": "busy", "forwardnoanswer": "no-answer"}
_LONGEST_RING: Final = 3600  # seconds; more is no time that a phone rings


def status(text: str) -> PhoneFacts | None:
    """The answer to `phonecfg=get`; None if it is none. The model is not in it.

    It is written in sections, of which a phone sends those that it was asked for and knows (the sample in
    antirek/yealink-ws-demo is of firmware 2.71). `identities` are the accounts that are switched on, with
    `registered` None, for the phone only says that they are switched on. That `Ringtimes` are seconds is
    inferred: the command that sets them takes seconds, in multiples of 6 as they are found there.
    """
    sections = _sections(text)
    general = sections.get("", {}) | sections.get("status", {})
    firmware = clean(general.get("firmwareversion", ""), 60)
    accounts = sections.get("accounts")
    if not firmware and accounts is None:
        return None
    forwards = {kind: sections[name] for name, kind in _FORWARDS.items() if name in sections}
    return PhoneFacts(
        firmware=firmware,
        mac=mac_digits(general.get("macaddress", "")),
        identities=None if accounts is None else _identities(accounts),
        dnd=_switch(sections.get("dnd", {})),
        forwards=_forwards(forwards) if forwards else None,
    )


def _sections(text: str) -> dict[str, dict[str, str]]:
    """Section → name → value, the names in lower case; of a name that comes twice the first counts."""
    sections: dict[str, dict[str, str]] = {}
    inside = ""
    for line in re.split(r"[\r\n]+", text[:_MAX_STATUS]):
        if heading := _SECTION.fullmatch(line):
            inside = re.sub(r"[ _-]", "", heading[1]).lower()
            sections.setdefault(inside, {})
        elif setting := _SETTING.match(line):
            sections.setdefault(inside, {}).setdefault(setting[1].lower(), setting[2].strip())
    return sections


def _identities(accounts: Mapping[str, str]) -> tuple[Identity, ...]:
    """Accounts are `on|label|register name|display name|?|user@server|…`, count from 0 and come unordered.

    One that is on but has no user@server cannot be dialled with and is left out.
    """
    found: dict[int, Identity] = {}
    for name, value in accounts.items():
        number = _ACCOUNT.fullmatch(name)
        state, label, *rest = (clean(field, 200) for field in f"{value}|".split("|"))
        addresses = [told[1] for field in rest[2:] if (told := _ADDRESS.fullmatch(field))]
        if number and addresses and state and state.lower() not in _OFF:
            index = int(number[1]) + 1
            found.setdefault(index, Identity(index, addresses[0], clean(label, 80)))
    return tuple(found[index] for index in sorted(found))


def _switch(section: Mapping[str, str]) -> bool | None:
    state = section.get("state", "").lower()
    return True if state in _ON else False if state in _OFF else None


def _forwards(sections: Mapping[str, Mapping[str, str]]) -> dict[str, Forwarding]:
    """Forwards that are neither on nor off are left out: the phone did not say."""
    found: dict[str, Forwarding] = {}
    for kind, section in sections.items():
        on = _switch(section)
        if on is not None:
            target = user_part(clean(section.get("target", ""), 80))
            ringing = re.fullmatch(r"[0-9]{1,4}", section.get("ringtimes", ""))
            seconds = int(ringing[0]) if ringing and kind == "no-answer" else 0
            found[kind] = Forwarding(on, target, seconds if 0 < seconds <= _LONGEST_RING else None)
    return found
