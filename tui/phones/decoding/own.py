"""What the program itself did, written to the journal among the phone's reports."""

from __future__ import annotations

from typing import Final
from urllib.parse import parse_qsl, urlencode

from tui.calls.events import EventKind, PhoneEvent, RawEvent
from tui.untrusted import clean

KINDS: Final[dict[str, EventKind]] = {
    kind.value: kind
    for kind in (
        EventKind.REJECT_SENT,
        EventKind.HANGUP_SENT,
        EventKind.DIAL_SENT,
        EventKind.TRANSFER_SENT,
        EventKind.WITHDRAWN,
        EventKind.STARTED,
    )
}


def query(call_id: str = "", remote: str = "", target: str = "") -> bytes:
    """The query of such a record, as `decode` reads it back."""
    return urlencode({"call_id": call_id, "remote": remote, "target": target}).encode()


def decode(raw: RawEvent, seq: int, kind: EventKind) -> PhoneEvent:
    """An ordinary urlencoded query: we wrote it ourselves."""
    fields = dict(parse_qsl(raw.query[:8192].decode("utf-8", "replace")))
    remote = clean(fields.get("remote", ""), 128)
    return PhoneEvent(
        seq=seq,
        at=raw.at,
        phone=raw.phone,
        kind=kind,
        call_id=clean(fields.get("call_id", ""), 128),
        remote=remote,
        remote_raw=remote,
        target=clean(fields.get("target", ""), 128),
    )
