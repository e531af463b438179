"""A Snom's action URLs: their settings, their variables, and when they are sent (Snom wiki)."""

from __future__ import annotations

from typing import Final

from tui.simulator.call import EndReason, Leg
from tui.simulator.happening import Happening
from tui.simulator.unit import Unit

# Event as our URLs name it → setting. Eight settings have no `_url` at the end.
SETTINGS: Final = {
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
# Settings that exist but whose occasion never comes here.
SILENT: Final = frozenset(
    {
        "action_longpress_url",
        "action_blacklist_url",
        "action_received_subscr_notify_url",
        "action_firewall_test",
        "action_vision_url",
    }
)
QUERY: Final = (
    "mac=$mac&call_id=$call-id&local=$local&remote=$remote"
    "&ongoing=$nr_ongoing_calls&reason=$cancel_reason&name=$display_remote"
)
_RUNTIME: Final = str.split(
    "local remote display_local display_remote call-id csta_id active_url active_user active_host "
    "active_key longpress_key expansion_module phone_ip nr_ongoing_calls context_url cancel_reason"
)
_PLAIN: Final = {
    Happening.RINGING: ("incoming",),
    Happening.DIALLED: ("outgoing",),
    Happening.CONNECTED: ("connected",),
    Happening.HOLD: ("hold",),
    Happening.RESUME: ("unhold",),
    Happening.BLIND: ("transfer", "blind_transfer"),
    Happening.ATTENDED: ("transfer", "attended_transfer"),
    Happening.TRANSFER_RECEIVED: ("received_attended_transfer",),
    Happening.DND_ON: ("dnd_on",),
    Happening.DND_OFF: ("dnd_off",),
    Happening.FORWARD_ON: ("redirection_on",),
    Happening.FORWARD_OFF: ("redirection_off",),
    Happening.BOOTED: ("setup",),
    Happening.REGISTERED: ("log_on",),
    Happening.UNREGISTERED: ("log_off",),
    Happening.REGISTER_FAILED: ("reg_failed",),
}
# Runtime variables are not filled in for these.
_BARE: Final = frozenset({"setup", "dnd_on", "dnd_off", "redirection_on", "redirection_off"})
_REGISTRATION: Final = frozenset({"log_on", "log_off", "reg_failed"})


class SnomEvents:
    """Turns what happened into action URLs."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    def report(self, what: Happening, leg: Leg | None, detail: str) -> None:
        """Send the events of one happening, in the vendor's order."""
        for event in self._events(what, leg, detail):
            self._unit.emit(event, SETTINGS[event], self._values(event, leg, detail))

    def _events(self, what: Happening, leg: Leg | None, detail: str) -> tuple[str, ...]:
        if what is Happening.RINGING and detail == "diverted":
            return ()
        if what is Happening.OFF_HOOK:
            return ("offhook",) if detail == "handset" else ()
        if what is Happening.ON_HOOK:
            return ("onhook",) if detail == "handset" else ()
        if what is Happening.ENDED and leg is not None:
            return self._ended(leg)
        return _PLAIN.get(what, ())

    def _ended(self, leg: Leg) -> tuple[str, ...]:
        if leg.reason is EndReason.REJECTED:
            return ()  # firmware 8.7: a refused call gives no further event
        if leg.reason in (EndReason.MISSED, EndReason.ELSEWHERE):
            twice = self._unit.profile.disconnected_after_missed
            return ("missed", "disconnected") if twice else ("missed",)
        return ("disconnected",)

    def _values(self, event: str, leg: Leg | None, detail: str) -> dict[str, str | None]:
        unit = self._unit
        values: dict[str, str | None] = {
            name: "" if "pass" in name else value for name, value in unit.settings.running.items()
        }
        values.update(dict.fromkeys(_RUNTIME))
        values["mac"] = unit.profile.mac_address
        values["local_ip"] = unit.profile.host
        if event in _BARE:
            return values
        values["phone_ip"] = unit.profile.host
        if event in _REGISTRATION:
            values["context_url"] = f"sip:{detail}@{unit.device.exchange.host}"
            return values
        values["nr_ongoing_calls"] = str(len(unit.device.legs))
        values["csta_id"] = "1"
        if leg is not None:
            self._fill_call(values, leg)
        return values

    def _fill_call(self, values: dict[str, str | None], leg: Leg) -> None:
        unit = self._unit
        host = unit.device.exchange.host
        remote = leg.remote
        values.update(
            {
                "local": f"{leg.local}@{host}",
                "remote": f"{remote.number}@{remote.host or host}",
                "display_local": unit.device.display_name,
                "display_remote": remote.name,
                "call-id": self._call_id(leg),
                "active_url": f"sip:{leg.local}@{host}",
                "active_user": leg.local,
                "active_host": host,
                "active_key": f"P{unit.device.numbers.index(leg.local) + 1}"
                if leg.local in unit.device.numbers
                else "P1",
                "cancel_reason": leg.sip_reason or None,
            }
        )

    def _call_id(self, leg: Leg) -> str:
        """The same call comes with and without its host; the seed says when."""
        bare = self._unit.profile.old_firmware or self._unit.rng.random() < 0.5
        return leg.call_id if bare else f"{leg.call_id}@{self._unit.profile.host}"


def urls_below(base: str) -> dict[str, str]:
    """Setting → URL for every documented event, below `base`."""
    return {setting: f"{base.rstrip('/')}/{event}?{QUERY}" for event, setting in SETTINGS.items()}
