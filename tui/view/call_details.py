"""Everything that is known of one call, in words."""

from __future__ import annotations

from collections.abc import Sequence

from tui.calls.events import RawEvent
from tui.dialing.number import DialPlan
from tui.i18n import say
from tui.i18n.formats import duration, local
from tui.journal.record import CallRecord
from tui.untrusted import clean
from tui.view.wording import direction, number_shown, party, state

_QUERY = 300


def details(record: CallRecord, plan: DialPlan, now: float) -> list[tuple[str, str]]:
    """(name, text) of each line; what is not known or did not happen has none."""
    call = record.call
    follow_up = record.follow_up
    due = ""
    if follow_up is not None:
        due = say("page_due" if follow_up.open else "page_called_back", day=follow_up.due)
    lines = [
        (say("column_when"), f"{local(call.started):%Y-%m-%d %H:%M:%S}"),
        (say("column_way"), direction(call)),
        (say("column_party"), party(record, plan)),
        (say("column_number"), number_shown(record, plan)),
        (say("column_own"), call.own_number),
        (say("column_phone"), call.phone),
        (say("column_state"), state(call, now)),
        (say("details_ringing"), duration(call.ringing_seconds(now))),
        (say("details_talk"), duration(call.talk_seconds(now)) if call.answered is not None else ""),
        (say("details_hold"), duration(call.held_seconds(now)) if call.held_seconds(now) else ""),
        (say("details_forwarded"), call.forwarded_to),
        (say("details_transferred"), call.transferred_to),
        (say("details_inferred"), say("details_inferred_text") if call.inferred else ""),
        (say("column_note"), record.note),
        (say("details_tags"), ", ".join(record.tags)),
        (say("details_reference"), record.reference),
        (say("details_follow_up"), due),
    ]
    return [(name, clean(text, 2000)) for name, text in lines if text]


def reports(events: Sequence[tuple[int, RawEvent]]) -> list[str]:
    """A line for each report of the phone, as it came."""
    return [
        f"{local(raw.at):%H:%M:%S} {clean(raw.source, 20)} {clean(raw.name, 40)} "
        f"{clean(raw.query.decode('utf-8', 'replace'), _QUERY)}".rstrip()
        for _, raw in events
    ]
