"""From what the switchboard knows to what the widgets show. Pure: the same state gives the same view."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tui.calls.states import CallState, Direction, PhoneState
from tui.contacts.model import Match, MatchKind
from tui.dialing.number import DialPlan
from tui.i18n import say
from tui.i18n.formats import clock, moment
from tui.journal.record import CallRecord
from tui.switchboard.notices import PhoneStatus, Service, ServiceNotice, ServiceState
from tui.view.columns import Cell
from tui.view.glyphs import Glyphs
from tui.view.parts import Card, Hint, Line, Panel, Part
from tui.view.wording import dialled, direction, number_shown, party, state

_CARD_ORDER = (CallState.RINGING, CallState.DIALING, CallState.TALKING, CallState.HELD)


@dataclass(frozen=True, slots=True)
class View:
    """What every screen shows of the running state."""

    status: tuple[Part, ...] = ()
    card: Card | None = None
    consent: str = ""
    phones: Panel = field(default_factory=Panel)
    live: tuple[Line, ...] = ()
    hints: tuple[Hint, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """What was looked up about a call's party. None: not asked yet."""

    match: Match
    place: str = ""
    history: tuple[CallRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class Office:
    """The constants of one run."""

    plan: DialPlan
    glyphs: Glyphs
    places: Mapping[str, str] = field(default_factory=dict)


def log_row(record: CallRecord, width: int, now: float, office: Office) -> tuple[Cell, ...]:
    """A row of the call log: sign, time, direction, who, own number, how it ended."""
    call, glyphs = record.call, office.glyphs
    place = office.places.get(record.number or "", "")
    who = party(record, office.plan, glyphs.separator, place)
    if record.note:  # the sign first: what stands behind the name is cut off where it is narrow
        who = f"{glyphs.note} {who}  {' '.join(record.note.split())}"
    cells = [
        Cell(glyphs.of(call), 1),
        Cell(moment(call.started, now), 9),
        Cell(direction(call), 3),
        Cell(who, 0, grows=True),
    ]
    if width >= 56:
        cells.append(Cell(call.own_number, 3, right=True))
    cells.append(Cell(state(call, now), 19 if width >= 76 else 14, right=True))
    return (Cell("", 0), *cells, Cell("", 0))


def status_parts(
    phones: Sequence[PhoneStatus],
    services: Mapping[Service, ServiceNotice],
    port: int,
    now: float,
    office: Office,
) -> tuple[Part, ...]:
    """The line at the top, from left to right."""
    glyphs, plan = office.glyphs, office.plan
    parts = [Part("Durchwahl", "bold", 5)]
    for rank, phone in enumerate(phones[:3]):
        parts.append(_phone_part(phone, glyphs, rank * 3))
    if not phones:
        parts.append(Part(f"{glyphs.ring} {say('status_no_phone')}", "$warning", 1))
    parts.append(_events_part(services, port, glyphs))
    if phones:
        parts += _feature_parts([phone.state for phone in phones], plan)
    parts.append(Part(clock(now), "$text-muted", 4))
    return tuple(parts)


def _phone_part(phone: PhoneStatus, glyphs: Glyphs, rank: int) -> Part:
    name = f"{phone.name} {phone.model}".strip()
    if phone.problem:
        why = say("status_unreachable" if phone.reachable is False else "status_problem")
        return Part(f"{glyphs.ring} {name} {why}", "$error", rank)
    lines = [one.registered for one in phone.state.identities if one.registered is not None]
    if 0 < sum(lines) < len(lines):
        some = say("status_lines", count=sum(lines), total=len(lines))
        return Part(f"{glyphs.ring} {name} {some}", "$warning", rank)
    if phone.state.registered is False:
        return Part(f"{glyphs.ring} {name} {say('status_not_registered')}", "$error", rank)
    if phone.state.registered:
        return Part(f"{glyphs.dot} {name} {say('status_registered')}", "$success", rank)
    if phone.reachable:
        return Part(f"{glyphs.dot} {name} {say('status_online')}", "$success", rank)
    return Part(f"{glyphs.ring} {name}", "$text-muted", rank)


def _events_part(services: Mapping[Service, ServiceNotice], port: int, glyphs: Glyphs) -> Part:
    for service in (Service.JOURNAL, Service.EVENTS):
        if services[service].state is ServiceState.FAILED:
            return Part(f"{glyphs.events} {say('status_events_failed')}", "$error", 0)
    if services[Service.EVENTS].state is ServiceState.READY:
        return Part(f"{glyphs.events} {say('status_events', port=port)}", "", 2)
    return Part(f"{glyphs.events} {say('status_starting')}", "$text-muted", 2)


def _feature_parts(states: Sequence[PhoneState], plan: DialPlan) -> list[Part]:
    parts = []
    told = [state.dnd for state in states if state.dnd is not None]
    if told:
        on = any(told)
        parts.append(
            Part(say("status_dnd_on" if on else "status_dnd_off"), "$warning" if on else "", 1 if on else 6)
        )
    targets = [target for state in states for target in state.forwards.values()]
    if targets:
        target = dialled(targets[0], plan) if targets[0] else ""
        parts.append(Part(say("status_forward_on", target=target).strip(), "$warning", 1))
    return parts


def call_line(record: CallRecord, now: float, office: Office) -> Line:
    """An open call on one line."""
    call = record.call
    style = "$text-muted" if call.state is CallState.HELD else "$accent"
    left = f"{direction(call)} {call.own_number}".strip()
    who = party(record, office.plan, office.glyphs.separator)
    return Line(office.glyphs.of(call), left, who, state(call, now), style)


def card_call(records: Sequence[CallRecord], put_away: frozenset[int]) -> CallRecord | None:
    """The call that the card is for: ringing, dialling, talking, held, in this order.

    Of several that ring the first: a second caller must not slip under the finger that is about to answer.
    Of the others the newest.
    """
    for wanted in _CARD_ORDER:
        oldest_first = wanted is CallState.RINGING
        for record in sorted(records, key=lambda one: one.call.id, reverse=not oldest_first):
            if record.call.state is wanted and record.call.id not in put_away:
                return record
    return None


def card(
    record: CallRecord,
    facts: Facts | None,
    others: int,
    keys: tuple[Hint, ...],
    now: float,
    office: Office,
) -> Card:
    """The caller card, with as much as is known by now."""
    call = record.call
    incoming = call.direction is Direction.IN
    title = say("card_incoming" if incoming else "card_outgoing")
    if call.own_number:
        title += " " + say("card_line", own=call.own_number, phone=call.phone)
    if others:
        title += "  " + say("card_more", count=others)
    return Card(
        title=title,
        headline=party(record, office.plan, office.glyphs.separator, facts.place if facts else ""),
        state=state(call, now),
        lines=tuple(_card_lines(record, facts, now, office)),
        keys=keys,
        ringing=call.state is CallState.RINGING,
    )


def _card_lines(record: CallRecord, facts: Facts | None, now: float, office: Office) -> list[tuple[str, str]]:
    number = number_shown(record, office.plan)
    place = facts.place if facts else ""
    told = [number, place if record.contact else "", _told_name(record)]
    lines = [("   ".join(text for text in told if text), "")]
    if facts is None or not number:
        return [line for line in lines if line[0]]
    if facts.match.kind is MatchKind.AMBIGUOUS:
        names = ", ".join(contact.name or contact.company for contact in facts.match.contacts[:3])
        lines.append((say("card_ambiguous", names=names), "$warning"))
    elif record.contact is None:
        lines.append((say("card_stranger"), "$text-muted"))
    elif details := _details(facts.match):
        lines.append((details, ""))
    note = next((past.note for past in (record, *facts.history) if past.note), "")
    if note:
        lines.append((f"{say('card_note')}: {' '.join(note.split())}", "$accent"))
    if facts.history:
        lines.append((f"{say('card_last_calls')}:", "$text-muted"))
        lines += [(_past(past, now, office), "$text-muted") for past in facts.history[:3]]
    else:
        lines.append((say("card_no_calls"), "$text-muted"))
    return [line for line in lines if line[0]]


def _told_name(record: CallRecord) -> str:
    """The name that the phone displays, where the phone book has another one."""
    name = record.call.display_name
    known = record.contact
    if known is None or not name or name in (known.name, known.company, record.number, record.call.remote):
        return ""
    return say("card_displayed", name=name)


def _details(match: Match) -> str:
    contact = match.contacts[0] if match.contacts else None
    if contact is None:
        return ""
    parts = (contact.title, contact.department, ", ".join(contact.groups), contact.note)
    return "   ".join(" ".join(part.split()) for part in parts if part)


def _past(record: CallRecord, now: float, office: Office) -> str:
    call = record.call
    note = f"  {' '.join(record.note.split())}" if record.note else ""
    return (
        f"  {office.glyphs.of(call)} {moment(call.started, now)} {direction(call)} {state(call, now)}{note}"
    )
