"""Everything that is shown of the running state, made from what the switchboard knows now."""

from __future__ import annotations

from collections.abc import Sequence

from tui.i18n import say
from tui.switchboard.notices import PhoneStatus
from tui.switchboard.switchboard import Switchboard
from tui.view import frame
from tui.view.frame import Office, View
from tui.view.hints import card_hints, hints
from tui.view.live_calls import LiveCalls
from tui.view.parts import Card, Panel
from tui.view.phone_rows import PhoneView, all_rows, calm_hints, calm_rows
from tui.view.situation import Situation, situation


def whole_view(
    core: Switchboard, live: LiveCalls, office: Office, *, row_selected: bool, asked: Sequence[str]
) -> View:
    """`asked` is what users are to press on their phones, so that a command that waits goes on."""
    now = core.now()
    here = situation(core, live, row_selected=row_selected)
    phones = [core.status(name) for name in core.config.phones]
    return View(
        status=frame.status_parts(phones, core.services, core.port, now, office),
        card=_card(live, here, now, office),
        consent="\n".join([*asked, say("banner_give_up")]) if asked else "",
        phones=_panel(core, live, phones, here, office),
        live=tuple(frame.call_line(record, now, office) for record in live.records),
        hints=hints(here, live),
    )


def _card(live: LiveCalls, here: Situation, now: float, office: Office) -> Card | None:
    raised = live.raised()
    if raised is None:
        return None
    keys = card_hints(raised.call.state, here, live)
    return frame.card(raised, live.facts(raised), len(live.records) - 1, keys, now, office)


def _panel(
    core: Switchboard, live: LiveCalls, phones: Sequence[PhoneStatus], here: Situation, office: Office
) -> Panel:
    views = [
        PhoneView(
            status,
            tuple(record for record in live.records if record.call.phone == status.name),
            core.features.states(status.name) if core.able else (),
            situation(core, live, row_selected=here.row_selected, phone=status.name),
        )
        for status in phones
    ]
    now = core.now()
    return Panel(
        calm_rows(views, now, office),
        calm_hints(here, live) if views else (),
        all_rows(views, live, now, office),
    )
