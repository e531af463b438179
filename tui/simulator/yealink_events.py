"""A Yealink's action URLs: their keys, their variables, and when they are sent (administrator's guide)."""

from __future__ import annotations

import re
from typing import Final

from tui.simulator.call import EndReason, Leg
from tui.simulator.happening import Happening
from tui.simulator.profile import PhoneProfile
from tui.simulator.unit import Unit

EVENTS: Final = str.split(
    "setup_completed registered unregistered register_failed off_hook on_hook incoming_call outgoing_call "
    "call_established call_terminated missed_call reject_incoming_call answer_new_incoming_call "
    "forward_incoming_call cancel_callout remote_busy call_remote_canceled hold unhold held unheld mute "
    "unmute transfer_call blind_transfer_call attended_transfer_call transfer_finished transfer_failed "
    "idle_to_busy busy_to_idle dnd_on dnd_off always_fwd_on always_fwd_off busy_fwd_on "
    "busy_fwd_off no_answer_fwd_on no_answer_fwd_off "
    "call_waiting_on call_waiting_off headset handfree ip_change setup_autop_finish"
)
OLD_NAMES: Final = {"registered": "log_on", "unregistered": "log_off"}
_NOT_OLD: Final = frozenset(
    str.split(
        "held unheld headset handfree call_waiting_on call_waiting_off remote_busy cancel_callout "
        "call_remote_canceled setup_autop_finish"
    )
)
MAX_URL: Final = 511
QUERY: Final = (
    "mac=$mac&call_id=$call_id&local=$local&remote=$remote"
    "&user=$active_user&called=$calledNumber&name=$display_remote"
)
_VARIABLES: Final = str.split(
    "remote local display_remote display_local callerID calledNumber call_id active_url active_user "
    "active_host exp_number ehs_number udisk_number usbheadset_number wifi_number bluetooth_number vpn_ip"
)
_PLAIN: Final = {
    Happening.BUSY: "idle_to_busy",
    Happening.IDLE: "busy_to_idle",
    Happening.RINGING: "incoming_call",
    Happening.DIALLED: "outgoing_call",
    Happening.TAKEN: "answer_new_incoming_call",
    Happening.CONNECTED: "call_established",
    Happening.DIVERTED: "forward_incoming_call",
    Happening.HOLD: "hold",
    Happening.RESUME: "unhold",
    Happening.HELD: "held",
    Happening.UNHELD: "unheld",
    Happening.OFF_HOOK: "off_hook",
    Happening.ON_HOOK: "on_hook",
    Happening.MUTED: "mute",
    Happening.UNMUTED: "unmute",
    Happening.DND_ON: "dnd_on",
    Happening.DND_OFF: "dnd_off",
    Happening.WAITING_ON: "call_waiting_on",
    Happening.WAITING_OFF: "call_waiting_off",
    Happening.BLIND: "blind_transfer_call",
    Happening.ATTENDED: "attended_transfer_call",
    Happening.TRANSFER_DONE: "transfer_finished",
    Happening.TRANSFER_FAILED: "transfer_failed",
    Happening.HEADSET: "headset",
    Happening.SPEAKER: "handfree",
    Happening.BOOTED: "setup_completed",
    Happening.PROVISIONED: "setup_autop_finish",
    Happening.REGISTERED: "registered",
    Happening.UNREGISTERED: "unregistered",
    Happening.REGISTER_FAILED: "register_failed",
}
_ENDS: Final = {
    EndReason.REJECTED: ("reject_incoming_call",),
    EndReason.CANCELLED: ("cancel_callout",),
    EndReason.BUSY: ("remote_busy",),
    EndReason.UNKNOWN: ("remote_busy",),
    EndReason.MISSED: ("call_remote_canceled", "missed_call"),
    EndReason.ELSEWHERE: ("call_remote_canceled",),
    EndReason.FORWARDED: (),
}


class YealinkEvents:
    """Turns what happened into action URLs and numbers the calls from 32769 on."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit
        self._ids: dict[Leg, int] = {}
        self._last = 32768

    def reset(self) -> None:
        """A reboot: the numbers of calls begin again."""
        self._ids.clear()
        self._last = 32768

    def id_of(self, leg: Leg) -> int:
        """The phone's own number of a call."""
        if leg not in self._ids:
            self._last += 1
            self._ids[leg] = self._last
            for old in [one for one in self._ids if not one.alive and one is not leg][:-32]:
                del self._ids[old]
        return self._ids[leg]

    def leg_of(self, number: int) -> Leg | None:
        """The open call with that number."""
        return next((leg for leg, own in self._ids.items() if own == number and leg.alive), None)

    def report(self, what: Happening, leg: Leg | None, detail: str) -> None:
        """Send the events of one happening, in the vendor's order; old firmware lacks some."""
        old = self._unit.profile.old_firmware
        if what in (Happening.BUSY, Happening.IDLE):
            leg = None  # they are about the whole phone
        for event in self._events(what, leg, detail):
            if old and event in _NOT_OLD:
                continue
            name = OLD_NAMES.get(event, event) if old else event
            self._unit.emit(name, f"action_url.{name}", self._values(leg, detail))

    def _events(self, what: Happening, leg: Leg | None, detail: str) -> tuple[str, ...]:
        if what in (Happening.FORWARD_ON, Happening.FORWARD_OFF):
            kind = detail.replace("-", "_")
            return (f"{kind}_fwd_{'on' if what is Happening.FORWARD_ON else 'off'}",)
        if what is Happening.ENDED and leg is not None and leg.reason is not None:
            events = _ENDS.get(leg.reason, ("call_terminated",))
            if leg.reason is EndReason.REJECTED and self._unit.profile.terminated_after_reject:
                return (*events, "call_terminated")
            return events
        return (_PLAIN[what],) if what in _PLAIN else ()

    def _values(self, leg: Leg | None, detail: str) -> dict[str, str | None]:
        profile = self._unit.profile
        values: dict[str, str | None] = dict.fromkeys(_VARIABLES)
        values.update(
            mac=profile.mac_address,
            ip=profile.host,
            model=f"SIP-{profile.model_name}",
            firmware=firmware_of(profile),
        )
        if leg is None:
            return values
        host = self._unit.device.exchange.host
        remote = leg.remote
        values.update(
            {
                "remote": f"sip:{remote.number}@{remote.host or host}",
                "local": f"sip:{leg.local}@{host}",
                "display_remote": remote.name or remote.number,
                "display_local": self._unit.device.display_name,
                "call_id": str(self.id_of(leg)),
                "active_url": f"sip:{leg.local}@{host}",
                "active_user": leg.local,
                "active_host": host,
            }
        )
        if leg.incoming:
            values["callerID"] = remote.name or remote.number
        else:
            values["calledNumber"] = leg.dialled
        return values


# The first number of a firmware stands for the hardware. First match counts.
_HARDWARE: Final = (
    (re.compile(r"T5\d.*"), "96.86.0.70"),
    (re.compile(r"T4\d+U.*"), "108.86.0.90"),
    (re.compile(r"T4\d+S.*"), "66.86.0.15"),
    (re.compile(r"T46G"), "28.83.0.130"),
    (re.compile(r"T42G"), "29.83.0.130"),
    (re.compile(r"T4[89]G"), "35.83.0.130"),
    (re.compile(r"T41P"), "36.83.0.130"),
    (re.compile(r"T40P"), "54.84.0.125"),
    (re.compile(r"T3[0-3].*"), "124.86.0.40"),
    (re.compile(r"T27P"), "45.83.0.160"),
    (re.compile(r"T23G"), "44.84.0.140"),
    (re.compile(r"T21P.*"), "52.84.0.125"),
    (re.compile(r"T19P.*"), "53.84.0.125"),
    (re.compile(r"T20P"), "9.72.0.30"),
    (re.compile(r"T2\d.*"), "2.71.14.4"),
    (re.compile(r"CP9\d.*"), "78.86.0.15"),
    (re.compile(r"W7\d.*"), "146.85.0.20"),
)


def firmware_of(profile: PhoneProfile) -> str:
    """The firmware that a phone of this model may have; an old one if the profile says so."""
    if profile.firmware:
        return profile.firmware
    found = next((said for form, said in _HARDWARE if form.fullmatch(profile.model_name)), "108.86.0.90")
    return f"{found.partition('.')[0]}.73.0.50" if profile.old_firmware else found


def urls_below(base: str, *, old_firmware: bool = False) -> dict[str, str]:
    """Configuration key → URL for every documented event, below `base`."""
    names = [OLD_NAMES.get(event, event) if old_firmware else event for event in EVENTS]
    return {f"action_url.{name}": f"{base.rstrip('/')}/{name}?{QUERY}" for name in names}
