"""The phone pane: each phone with its lines, calls, features and all that it can do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tui.calls.facts import Identity
from tui.i18n import say
from tui.i18n.formats import moment
from tui.journal.record import CallRecord
from tui.phones.driver import Feature
from tui.switchboard.feature_state import FeatureState, Where
from tui.switchboard.notices import PhoneStatus
from tui.untrusted import clean
from tui.view.commands import BY_ID, COMMANDS, Group, key_shown
from tui.view.frame import Office, call_line
from tui.view.hints import hint, label
from tui.view.live_calls import LiveCalls
from tui.view.parts import Hint, Line
from tui.view.situation import Situation
from tui.view.wording import dialled, divert_name, place_name, wait

# Named in the calm pane, beside the keys of the footer.
_CALM = ("mute", "swap", "return", "keypad", "park", "retrieve", "pick_up", "picture")
_RANKS = {"picture": 2, "return": 4, "swap": 3}
# Not repeated among a phone's functions: they have rows of their own, or belong to no phone.
_ELSEWHERE = ("dnd", "forward")


@dataclass(frozen=True, slots=True)
class PhoneView:
    """All that the pane says of one phone. `now` says what it can do, and why it cannot do the rest."""

    status: PhoneStatus
    calls: tuple[CallRecord, ...]
    features: tuple[FeatureState, ...]
    now: Situation


def calm_rows(phones: Sequence[PhoneView], at: float, office: Office) -> tuple[Line, ...]:
    """What has to be seen without asking: each phone, its calls, what is switched on, what is wrong."""
    rows: list[Line] = []
    for phone in phones:
        rows.append(_head(phone, office, calm=True))
        rows += _trouble(phone, at, office)
        identities = phone.status.state.identities
        rows += _lines(phone, identities if len(identities) > 1 else (), at, office)
        rows += _switched_on(phone, at, office)
    return tuple(rows) or _no_phone(office)


def all_rows(phones: Sequence[PhoneView], live: LiveCalls, at: float, office: Office) -> tuple[Line, ...]:
    """The whole list, to move about in: everything of the calm one, and every function with its key."""
    rows: list[Line] = []
    for phone in phones:
        if rows:
            rows.append(Line("", "", "", ""))
        rows.append(_head(phone, office, calm=False))
        rows += _details(phone, office)
        rows += _trouble(phone, at, office)
        rows += _lines(phone, phone.status.state.identities, at, office)
        rows += _features(phone, at, office)
        rows += _functions(phone, live)
    return tuple(rows) or _no_phone(office)


def calm_hints(now: Situation, live: LiveCalls) -> tuple[Hint, ...]:
    """The keys that the footer has no room for, on one line."""
    return tuple(
        Hint(one.id, one.key, one.label, one.possible, _RANKS.get(one.id, 0))
        for one in (hint(BY_ID[id], now, live) for id in _CALM)
    )


def _no_phone(office: Office) -> tuple[Line, ...]:
    return (Line(office.glyphs.separator, "", say("why_no_phone"), "", "$warning"),)


# a phone


def _head(phone: PhoneView, office: Office, *, calm: bool) -> Line:
    status = phone.status
    well = status.reachable and not status.problem
    what = clean(f"{status.vendor.capitalize()} {status.model}", 60)
    if calm and len(status.state.identities) == 1:
        what = f"{what} {office.glyphs.separator} {_registration(status.state.identities[0])}"
    idle = "" if phone.calls or status.problem else say("phone_idle")
    return Line(office.glyphs.dot if well else office.glyphs.ring, status.name, what, idle, "bold")


def _details(phone: PhoneView, office: Office) -> Iterator[Line]:
    status = phone.status
    told = [clean(status.firmware, 60)]
    if status.mac:
        told.append(":".join(status.mac[at : at + 2] for at in range(0, len(status.mac), 2)).upper())
    if status.certificate:
        told.append(say("pane_certificate", fingerprint=status.certificate[:16]))
    text = f" {office.glyphs.separator} ".join(part for part in told if part)
    if text:
        yield Line("", "", text, "", "$text-muted")


def _trouble(phone: PhoneView, at: float, office: Office) -> Iterator[Line]:
    """Why it does not obey and what to do, in as many lines as that takes, and when it is tried again."""
    status = phone.status
    if not status.problem:
        return
    yield Line(office.glyphs.warning, "", status.problem, "", "$error")
    if status.retry_at is not None and status.retry_at > at:
        away = say("pane_away" if status.reachable is False else "pane_refused")
        again = say("pane_next_try", wait=wait(status.retry_at - at))
        yield Line("", "", f"{away}, {again}", "", "$text-muted")


# its lines and calls


def _lines(phone: PhoneView, identities: Sequence[Identity], at: float, office: Office) -> Iterator[Line]:
    """Each identity with the calls on it, then the calls that belong to none of them."""
    rest = list(phone.calls)
    for one in identities:
        yield _identity(one, office)
        mine = [record for record in rest if record.call.own_number == one.number]
        rest = [record for record in rest if record not in mine]
        yield from (call_line(record, at, office) for record in mine)
    yield from (call_line(record, at, office) for record in rest)


def _identity(one: Identity, office: Office) -> Line:
    sign = office.glyphs.dot if one.registered else office.glyphs.ring
    style = "$error" if one.registered is False else "$success" if one.registered else "$text-muted"
    number, label = clean(one.number, 40), clean(one.label, 60)
    named = label if label != number else ""
    return Line(sign, f"{say('pane_line')} {number}", named, _registered(one.registered), style)


def _registration(one: Identity) -> str:
    number = clean(one.number, 40)
    return number if one.registered is None else f"{number} {_registered(one.registered)}"


def _registered(registered: bool | None) -> str:
    if registered is None:
        return say("pane_registration_unknown")
    return say("status_registered" if registered else "status_not_registered")


# its features


def _features(phone: PhoneView, at: float, office: Office) -> Iterator[Line]:
    """Do not disturb, then the forwards in the phone and those in the PBX, which do not know each other."""
    for where in Where:
        for state in phone.features:
            if state.feature is Feature.DND and state.where is where and _counts(state):
                yield _dnd(phone, state, at)
    for where in Where:
        states = [one for one in phone.features if one.where is where and one.feature is not Feature.DND]
        if not states:
            continue
        active = [state for state in states if state.on]
        place = say("pane_forwards_phone" if where is Where.PHONE else "pane_forwards_pbx")
        reason = phone.now.feature(states[0].feature, where) if not active else ""
        known = any(state.on is not None for state in states)
        said = "" if active else reason if reason and not known else _all_off(states, at)
        yield _function_row(phone, "forward", place, said, possible=not reason, part=where.value)
        yield from (_forward(state, at, office) for state in active)


def _counts(state: FeatureState) -> bool:
    """The PBX's own do not disturb is only spoken of once it was switched."""
    return state.where is Where.PHONE or state.on is not None


def _dnd(phone: PhoneView, state: FeatureState, at: float) -> Line:
    reason = phone.now.feature(Feature.DND, state.where) if state.on is None else ""
    said = reason or on_off(state, at)
    row = _function_row(phone, "dnd", BY_ID["dnd"].label, said, possible=not reason)
    return replace(row, style="$warning") if state.on else row


def _switched_on(phone: PhoneView, at: float, office: Office) -> Iterator[Line]:
    """What keeps calls from ringing here, each with its place."""
    for state in phone.features:
        if not state.on:
            continue
        if state.feature is Feature.DND:
            yield Line(office.glyphs.warning, BY_ID["dnd"].label, say("feature_on"), "", "$warning")
            continue
        row = _forward(state, at, office)
        right = place_name(state.where) + (f" {moment(state.at, at)}" if state.at else "")
        yield replace(row, glyph=office.glyphs.warning, right=right)
    unnamed = phone.status.state.forwards.get("")
    if unnamed is not None:  # the phone did not say which
        where = f"{office.glyphs.arrow} {dialled(unnamed, office.plan)}" if unnamed else say("feature_on")
        yield Line(office.glyphs.warning, say("divert_some"), where, "", "$warning")


def _forward(state: FeatureState, at: float, office: Office) -> Line:
    kind = divert_name(state.feature)
    target = dialled(state.target, office.plan) if state.target else ""
    what = f"{office.glyphs.arrow} {target}" if target else say("feature_on")
    if state.seconds:
        what += " " + say("pane_after", seconds=state.seconds)
    told = say("pane_told", at=moment(state.at, at)) if state.where is Where.PBX and state.at else ""
    return Line("", kind, what, told, "$warning")


def _all_off(states: Sequence[FeatureState], at: float) -> str:
    """What the forwards of one place are while none is known to be on."""
    told = [state for state in states if state.on is False]
    if not told:
        return unknown(states[0].where)
    times = [state.at for state in told if state.at]
    if told[0].where is Where.PBX and times:
        return f"{say('feature_off')}, {say('pane_told', at=moment(max(times), at))}"
    return say("feature_off")


def unknown(where: Where) -> str:
    """The phone has not said, or the PBX was not told from here, and cannot be asked."""
    return say("feature_not_known" if where is Where.PHONE else "feature_not_told")


def on_off(state: FeatureState, at: float) -> str:
    """On, off or not known; of the PBX, which cannot be asked, when it was told."""
    if state.on is None:
        return unknown(state.where)
    word = say("feature_on" if state.on else "feature_off")
    if state.where is Where.PBX and state.at:
        return f"{word}, {say('pane_told', at=moment(state.at, at))}"
    return word


# its functions


def _functions(phone: PhoneView, live: LiveCalls) -> Iterator[Line]:
    for group in (Group.CALL, Group.PHONE):
        for command in COMMANDS:
            if command.group is group and command.id not in _ELSEWHERE:
                reason = command.why_not(phone.now)
                name = label(command, phone.now, live, phone.status.name)
                yield _function_row(phone, command.id, name, reason, possible=not reason)


def _function_row(phone: PhoneView, id: str, name: str, said: str, *, possible: bool, part: str = "") -> Line:
    key = key_shown(BY_ID[id].keys[0])
    style = "" if possible else "$text-disabled"
    return Line(key, name, said, "", style, id, phone.status.name, part, possible)
