"""From a report as it arrived to an event understood. Pure: no clock, no network."""

from __future__ import annotations

from tui.calls.events import PhoneEvent, RawEvent
from tui.phones.decoding import own
from tui.phones.registry import maker


def knows(source: str, name: str) -> bool:
    """Whether `source` (a maker's word, or "durchwahl") has an event called `name`."""
    if source == "durchwahl":
        return name in own.KINDS
    found = maker(source)
    return found is not None and name in found.kinds


def decode(raw: RawEvent, seq: int) -> PhoneEvent | None:
    """`raw` understood, as number `seq` of the journal; None for an event that nobody knows.

    Never raises, whatever the bytes: what cannot be read is empty in the result.
    """
    if not knows(raw.source, raw.name):
        return None
    if raw.source == "durchwahl":
        return own.decode(raw, seq, own.KINDS[raw.name])
    found = maker(raw.source)
    return None if found is None else found.decode(raw, seq, found.kinds[raw.name])
