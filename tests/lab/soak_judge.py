"""Compares the program's journal with the SIP side, call for call.

What the journal may say of a call is defined here, and nowhere else:

* A call of which one report told that it was there is in the journal once; one that was never reported is not.
* What a report told that was taken (answered 200) the journal has to know: who, which way, whether it was
  answered, how it ended, and times within `TOLERANCE` of SIP's and of the way that the report took.
* Where every report that could have told something was lost, the journal may know less (`LESS`), and must not claim
  the contrary, with one exception: it may believe what a phone of that maker without any fault would have meant by
  exactly those reports (`SIGNATURES`). A Snom of which only "incoming" is heard has rejected the call, as far as
  anybody can tell. And it may believe that a phone did what it was told to (`_ORDERED`), and that
  whoever was answered at one phone did not ring for nothing at another (`_taken`).
* Which way a call went has no third value: where nothing told, it is not judged.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from tests.lab.soak_truth import Leg, Report

Allowed = tuple[frozenset[str], frozenset[str], frozenset[str]]  # the truth, less of it, what was meant alike
Find = Callable[[str], None]

TOLERANCE: Final = 0.5  # seconds
_FIRST_ID: Final = 32768  # a Yealink counts its calls from here
_YOUNG: Final = 3.0  # seconds
_LIFE: Final = 15.0  # seconds; the first report of a call is not later than this, whatever the faults

_OPENS: Final = frozenset({"incoming", "outgoing", "connected", "hold", "resume", "missed", "rejected",
                           "remote-cancelled", "cancelled", "remote-busy"})  # fmt: skip
_DIRECTS: Final = _OPENS - {"connected", "hold", "resume"}
_PROVES: Final = frozenset({"connected", "hold", "resume"})  # that somebody answered
_ENDS: Final = ("ended", "missed", "rejected", "remote-cancelled", "cancelled", "remote-busy", "forwarded")
_MEANS: Final = frozenset({"incoming", "outgoing", "connected", *_ENDS, "transfer", "blind", "attended", "transfer-ok",
                           "transfer-failed"})  # fmt: skip

# What knows less than the truth without contradicting it. "cancelled" stands for every call of ours that
# nobody answered: on most phones no report says why.
LESS: Final[dict[str, frozenset[str]]] = {
    "answered": frozenset({"unknown"}),
    "transferred": frozenset({"answered", "unknown"}),
    "deflected": frozenset({"unknown"}),
    "missed": frozenset({"unknown"}),
    "rejected": frozenset({"unknown"}),
    "cancelled": frozenset({"unknown"}),
    "busy": frozenset({"cancelled", "failed", "unknown"}),
    "failed": frozenset({"cancelled", "unknown"}),
}
# What the program told the phone to do with the call, and how the call then ends for it, if nothing says otherwise.
_ORDERED: Final = {
    "reject-sent": frozenset({"rejected"}),
    "hangup-sent": frozenset({"rejected", "cancelled"}),
    "transfer-sent": frozenset({"transferred"}),
}
_ELSEWHERE: Final = "taken elsewhere"
# By which name the journal has a ringing call that was sent on: the one who was told from here to do so has
# transferred it, whatever the phone calls that; what was done at the phone is as the phone says.
_SENT_ON_HERE: Final = "sent on from here"
_SENT_ON_THERE: Final = {"snom": "transferred", "yealink": "forwarded"}

_ANSWERED: Final = ({"incoming", "connected", "ended"}, {"outgoing", "connected", "ended"})
# What a phone without faults reports of a call that ended so.
SIGNATURES: Final[dict[str, tuple[tuple[str, frozenset[str]], ...]]] = {
    maker: tuple((outcome, frozenset(words)) for outcome, words in found)
    for maker, found in {
        "snom": (
            ("missed", {"incoming", "missed"}),
            ("rejected", {"incoming"}),
            ("deflected", {"incoming", "transfer", "ended"}),
            ("cancelled", {"outgoing", "ended"}),
            ("busy", {"outgoing", "ended"}),
            ("failed", {"outgoing", "ended"}),
            *(("answered", words) for words in _ANSWERED),
            *(("transferred", words | {"transfer", "blind"}) for words in _ANSWERED),
            *(("transferred", words | {"transfer", "attended"}) for words in _ANSWERED),
        ),
        "yealink": (
            ("missed", {"incoming", "remote-cancelled", "missed"}),
            ("missed", {"incoming", "missed"}),  # older firmware
            ("rejected", {"incoming", "rejected"}),
            ("deflected", {"incoming", "forwarded"}),
            ("cancelled", {"outgoing", "cancelled"}),
            ("busy", {"outgoing", "remote-busy"}),
            ("failed", {"outgoing", "ended"}),
            ("cancelled", {"outgoing", "ended"}),  # older firmware
            ("cancelled", {"outgoing"}),  # older firmware, after which only "idle" is heard
            *(("answered", words) for words in _ANSWERED),
            *(
                ("answered", words | {kind, "transfer-failed"})
                for words in _ANSWERED
                for kind in ("blind", "attended")
            ),
            *(
                ("transferred", words | {kind, "transfer-ok"})
                for words in _ANSWERED
                for kind in ("blind", "attended")
            ),
            # Older firmware does not say how a transfer went.
            *(("transferred", words | {kind}) for words in _ANSWERED for kind in ("blind", "attended")),
        ),
    }.items()
}


@dataclass(frozen=True, slots=True)
class Sent:
    """What the program noted of its own doing: "reject-sent" and the like, for the call with the phone's id.

    `at` is the program's own time of it.
    """

    at: float
    phone: str
    what: str
    call_id: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in the journal that is not as it must be. `at`: when the call began, in epoch seconds."""

    phone: str
    at: float
    what: str


@dataclass(slots=True)
class Verdict:
    """`exact`: told in full and known in full; `less`: the journal knows less, as it may; `alike`: it believes what
    the same reports of another phone would have meant; `unseen`: calls that nobody reported."""

    legs: int = 0
    calls: int = 0
    exact: int = 0
    less: int = 0
    alike: int = 0
    unseen: int = 0
    guessed: int = 0  # which way it went
    durations: int = 0  # compared
    worst: float = 0.0  # seconds by which a duration differs, beyond what the reports took
    outcomes: Counter[str] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)


def judge(
    legs: Sequence[Leg],
    journal: Sequence[dict[str, Any]],
    makers: dict[str, str],
    sent: Sequence[Sent] = (),
) -> Verdict:
    """`journal` as `calls --json` gives it; `makers` maps the phones' names."""
    verdict = Verdict(legs=len(legs), calls=len(journal))
    found: dict[int, list[dict[str, Any]]] = {}
    for call in journal:
        fitting = [leg for leg in legs if is_of(leg, call, makers[leg.phone])]
        if not fitting:
            verdict.findings.append(
                Finding(call["phone"], _at(call["started"]), f"call {call['id']} was never there")
            )
            continue
        started = _at(call["started"])
        leg = min(fitting, key=lambda leg: abs(leg.begun - started))
        found.setdefault(id(leg), []).append(call)
    for leg in legs:
        maker = makers[leg.phone]
        notes = [one for one in sent if _is_named(leg, maker, one.phone, one.call_id, one.at)]
        believed = {one.what for one in notes}
        if _taken(leg, legs):
            believed.add(_ELSEWHERE)
        if _sent_on_here(leg, notes):
            believed.add(_SENT_ON_HERE)
        _judge(verdict, leg, found.get(id(leg), []), maker, believed)
    return verdict


def is_of(leg: Leg, call: dict[str, Any], maker: str) -> bool:
    """Whether the program's `call` (a Call object) is that one."""
    return _is_named(leg, maker, call["phone"], call["call_id"], _at(call["started"]))


def _is_named(leg: Leg, maker: str, phone: str, call_id: str, at: float) -> bool:
    """Whether the phone's `call_id` meant that call at that time. A Yealink counts anew when it is started again."""
    if phone != leg.phone:
        return False
    if maker == "snom":
        return bool(leg.call_id) and leg.call_id.partition("@")[0] == call_id
    return call_id == str(_FIRST_ID + leg.number) and leg.begun - 1.0 <= at <= (leg.ended or at) + _LIFE


def _taken(leg: Leg, legs: Sequence[Leg]) -> bool:
    """Whether the same caller was answered at another phone meanwhile. One call that rings at two phones and two calls
    of one caller look alike: many telephone systems give each branch a Call-ID of its own."""
    return leg.incoming and leg.connected is None and any(
        other.phone != leg.phone and other.incoming and other.connected is not None and other.remotes & leg.remotes
        and leg.begun - 2.5 <= other.connected <= (leg.ended or leg.begun) + 2.5
        for other in legs
    )  # fmt: skip


def _sent_on_here(leg: Leg, notes: Iterable[Sent]) -> bool:
    """Whether it was the program that had the call sent on, and not somebody at the phone after it had been refused.

    The note may be a little later than what it is about: while a phone asks its user it is written last.
    """
    end = leg.ended or 0.0
    found = [
        one.what
        for one in sorted(notes, key=lambda one: one.at)
        if (one.what == "transfer-sent" and one.at <= end + TOLERANCE)
        or (one.what == "withdrawn" and one.at < end)
    ]
    return bool(found) and found[-1] == "transfer-sent"


def ends_told(leg: Leg, others: Sequence[Leg] = (), *, ghosts: bool = False) -> bool:
    """Whether a report said that the call is over: its own, or that the phone has no call left.

    That a phone has no call left may be said of an earlier one, if the call is younger than `_YOUNG` and another of
    the `others` ended shortly before it began, or is one of the `ghosts` of which the end was lost.
    """
    if leg.ended is None:
        return False
    if any(report.told for report in leg.reports if report.word in _ENDS):
        return True
    for net in leg.nets:
        before = any(
            other.ended is not None and net.posted - _YOUNG - 1.0 <= other.ended <= leg.begun + 1.5
            for other in others
        )
        if net.told and (net.posted - leg.begun > _YOUNG + 0.5 or not (before or ghosts)):
            return True
    return False


def outcome_of(leg: Leg) -> frozenset[str]:
    """How it ended, as far as SIP can say: a transfer may end without a word of whether it came about."""
    if leg.connected is not None:
        return {
            "": frozenset({"answered"}),
            "failed": frozenset({"answered"}),
            "done": frozenset({"transferred"}),
        }.get(leg.transfer, frozenset({"answered", "transferred"}))
    if leg.cut:
        return frozenset({"unknown", "missed"} if leg.incoming else {"unknown", "cancelled", "failed"})
    if leg.incoming:
        found = {302: "deflected", 486: "rejected", 603: "rejected"}.get(leg.code)
        return frozenset({found or "missed"})
    if leg.code in (486, 600, 603):
        return frozenset({"busy"})
    return frozenset({"cancelled" if leg.given_up else "failed"})


def allowed(leg: Leg, maker: str, believed: Collection[str] = ()) -> Allowed:
    """The outcomes that the journal may have: the truth, what knows less, what the same reports could have meant."""
    true = outcome_of(leg)
    less: set[str] = set()
    if leg.lost or leg.cut:
        less = {known for truth in true if truth in LESS for known in LESS[truth]}
    told = frozenset("connected" if word in _PROVES else word for word in leg.told) & _MEANS
    alike: set[str] = set()
    for outcome, words in SIGNATURES[maker]:
        if words == told:
            alike |= {outcome, *(LESS[outcome] if leg.lost else ())}
    if _ELSEWHERE in believed:
        alike.add("answered")
    if leg.lost and not leg.told & _PROVES:
        alike |= {outcome for what in believed for outcome in _ORDERED.get(what, ())}
    sent_on = "transferred" if _SENT_ON_HERE in believed else _SENT_ON_THERE[maker]
    return _shown(true, sent_on), _shown(less, sent_on), _shown(alike, sent_on)


def _shown(outcomes: Iterable[str], sent_on: str) -> frozenset[str]:
    return frozenset(sent_on if outcome == "deflected" else outcome for outcome in outcomes)


def _judge(
    verdict: Verdict, leg: Leg, calls: list[dict[str, Any]], maker: str, believed: Collection[str]
) -> None:
    def find(what: str) -> None:
        verdict.findings.append(Finding(leg.phone, leg.begun, f"{leg}: {what}; {reported(leg)}"))

    if len(calls) > 1:
        find(f"is in the journal {len(calls)} times: {[call['id'] for call in calls]}")
        return
    if not calls:
        verdict.unseen += 1
        if leg.told & _OPENS:
            find("is not in the journal")
        return
    if not leg.told and not any(report.maybe for report in leg.reports):
        find("is in the journal, and no report of it was taken")
        return
    (call,) = calls
    if call["state"] != "ended" or call["outcome"] is None:
        find(f"call {call['id']} is {call['state']} for ever")
        return
    _judge_party(verdict, leg, call, find)
    _judge_outcome(verdict, leg, call, allowed(leg, maker, believed), find)
    _judge_times(verdict, leg, call, find)


def _judge_party(verdict: Verdict, leg: Leg, call: dict[str, Any], find: Find) -> None:
    way = "in" if leg.incoming else "out"
    if call["direction"] != way:
        if leg.told & _DIRECTS:
            find(f"goes {call['direction']} in the journal")
        else:
            verdict.guessed += 1
    numbers = {f"+49{user[1:]}" if user.startswith("0") else user for user in leg.remotes}
    if call["number"] not in numbers:
        find(f"is with {call['number']} in the journal")
    if call["transferred_to"] and leg.target and _digits(call["transferred_to"]) != _digits(leg.target):
        find(f"went to {leg.target}, and to {call['transferred_to']} in the journal")


def _judge_outcome(verdict: Verdict, leg: Leg, call: dict[str, Any], found: Allowed, find: Find) -> None:
    if call["answered"] is not None and leg.connected is None:
        find("was answered in the journal, and nobody did")
    if call["answered"] is None and leg.connected is not None and leg.told & _PROVES:
        find("was answered, and not so in the journal")
    outcome = call["outcome"]
    verdict.outcomes[outcome] += 1
    true, less, alike = found
    if outcome in true:
        verdict.exact += not leg.lost
        verdict.less += bool(leg.lost)
    elif outcome in less:
        verdict.less += 1
    elif outcome in alike:
        verdict.alike += 1
    else:
        find(f"is {'/'.join(sorted(true))}, and {outcome} in the journal (call {call['id']})")


def _judge_times(verdict: Verdict, leg: Leg, call: dict[str, Any], find: Find) -> None:
    """Spans of which both ends were told, each by the first report that could."""
    began, answered = leg.report("incoming", "outgoing"), leg.report("connected")
    ended = leg.report(*_ENDS)
    spans: list[tuple[str, float, float | None, Report | None, Report | None]] = []
    if leg.connected is not None and call["answered"] is not None:
        spans.append(("rang", leg.connected - leg.begun, _span(call, "started", "answered"), began, answered))
        if leg.ended is not None and not leg.cut:
            spans.append(
                ("talked", leg.ended - leg.connected, _span(call, "answered", "ended"), answered, ended)
            )
    elif leg.connected is None and leg.ended is not None and not leg.cut and call["answered"] is None:
        spans.append(("rang", leg.ended - leg.begun, _span(call, "started", "ended"), began, ended))
    if (
        not leg.lost
        and not leg.cut
        and leg.connected is not None
        and ended is not None
        and answered is not None
    ):
        spans.append(("was held", leg.held_seconds(), call["hold_seconds"], answered, ended))
    for what, true, journal, first, last in spans:
        if journal is None or first is None or last is None or not (first.told and last.told):
            continue
        verdict.durations += 1
        way = max((report.late for report in leg.reports), default=0.0)
        verdict.worst = max(verdict.worst, abs(journal - true) - way)
        if abs(journal - true) > TOLERANCE + way:
            find(f"{what} {true:.2f} s, {journal:.2f} in the journal, reports took {way:.2f} s")


def _span(call: dict[str, Any], first: str, last: str) -> float | None:
    if call[first] is None or call[last] is None:
        return None
    return _at(call[last]) - _at(call[first])


def _at(text: str) -> float:
    return datetime.fromisoformat(text).timestamp()


def _digits(number: str) -> str:
    return number.removeprefix("+49").lstrip("0")


def reported(leg: Leg) -> str:
    """What became of its reports, for people."""
    marks = (
        f"{report.word}{'' if report.told else '?' if report.maybe else ' (lost)'} at {report.posted - leg.begun:.1f}"
        for report in (*leg.reports, *leg.nets[:2])
    )
    return f"SIP {leg.state} {leg.code} {leg.ended_as}, reported {', '.join(marks) or 'nothing'}"
