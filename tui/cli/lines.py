"""Stream lines for people: one plain line for what matters, fit for a screen reader."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from tui.i18n import say
from tui.i18n.formats import duration


def spoken(message: dict[str, Any]) -> str:
    """The line of a stream object; "" for what nobody wants to hear."""
    if message.get("type") not in ("call", "warning"):
        return ""
    at = datetime.fromisoformat(str(message["at"]))
    if message["type"] == "warning":
        return f"{at:%H:%M:%S} {message['text']}"
    call: dict[str, Any] = message["call"]
    contact = call.get("contact") or {}
    who = contact.get("name") or call.get("display_name") or call.get("number") or say("anonymous")
    way = say("card_incoming" if call["direction"] == "in" else "card_outgoing")
    return f"{at:%H:%M:%S} {way}: {who}, {_state(call)}"


def _state(call: dict[str, Any]) -> str:
    if call["state"] != "ended":
        return say(f"state_{call['state']}")
    if call.get("answered_elsewhere"):
        return say("outcome_elsewhere")
    outcome = say(f"outcome_{call['outcome']}")
    return f"{outcome} {duration(call['talk_seconds'])}" if call["talk_seconds"] else outcome
