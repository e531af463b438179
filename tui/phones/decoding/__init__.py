"""From a report as it arrived to an event understood. Pure: no clock, no network."""

from __future__ import annotations

from tui.calls.events import EventKind, PhoneEvent, RawEvent
from tui.phones.decoding import own, snom, yealink

# source → event name → kind
_KINDS: dict[str, dict[str, EventKind]] = {
    "snom": snom.KINDS,
    "yealink": yealink.KINDS,
    "durchwahl": own.KINDS,
}
_DECODERS = {"snom": snom.decode, "yealink": yealink.decode, "durchwahl": own.decode}


def knows(source: str, name: str) -> bool:
    """Whether `source` ("snom", "yealink", "durchwahl") has an event called `name`."""
    return name in _KINDS.get(source, {})


def decode(raw: RawEvent, seq: int) -> PhoneEvent | None:
    """`raw` understood, as number `seq` of the journal; None for an event that nobody knows.

    Never raises, whatever the bytes: what cannot be read is empty in the result.
    """
    kind = _KINDS.get(raw.source, {}).get(raw.name)
    if kind is None:
        return None
    return _DECODERS[raw.source](raw, seq, kind)
