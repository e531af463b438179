"""The SIP side: what a lab phone's lines say of each call it had, and of each report it made of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

_RUNNING: Final = "StreamsRunning"
# What each maker's report says, in one word for both: by the last part of the URL's path.
_SAYS: Final = {
    "incoming": "incoming", "outgoing": "outgoing", "connected": "connected", "disconnected": "ended", "missed": "missed",
    "unhold": "resume", "transfer": "transfer", "blind_transfer": "blind", "attended_transfer": "attended",
    "onhook": "on-hook", "offhook": "off-hook",
    "incoming_call": "incoming", "outgoing_call": "outgoing", "call_established": "connected", "call_terminated": "ended",
    "missed_call": "missed", "reject_incoming_call": "rejected", "cancel_callout": "cancelled",
    "remote_busy": "remote-busy", "call_remote_canceled": "remote-cancelled", "forward_incoming_call": "forwarded",
    "blind_transfer_call": "blind", "attended_transfer_call": "attended", "transfer_finished": "transfer-ok",
    "transfer_failed": "transfer-failed", "busy_to_idle": "idle", "on_hook": "on-hook", "off_hook": "off-hook",
}  # fmt: skip
# By these a phone says that it has no call left. A Yealink's "on_hook" only says where the handset is.
_NETS: Final = ("onhook", "busy_to_idle")


@dataclass(slots=True)
class Report:
    """An action URL: what it says (`word`), and what became of it. Times are epoch seconds.

    `sent` are the moments at which it was taken (answered 200), `begun` those at which that began; `maybe`: it was begun and not answered, so
    that nobody knows.
    """

    serial: int
    word: str
    name: str  # as the URL's path ends
    posted: float
    lost: bool = False
    maybe: bool = False
    sent: list[float] = field(default_factory=list)
    begun: list[float] = field(default_factory=list)

    @property
    def told(self) -> bool:
        return bool(self.sent)

    @property
    def over(self) -> bool:
        """Whether it is known what became of it."""
        return self.lost or self.maybe or bool(self.sent)

    @property
    def late(self) -> float:
        """Seconds on the way."""
        return self.sent[0] - self.posted if self.sent else 0.0


@dataclass(slots=True)
class Leg:
    """One SIP call of one phone. `number` is the phone's own count, anew with each of its lives.

    `holds` are the spans in which this phone held it. `transfer` is how a REFER went: "" there was none, "sent",
    "done", "failed". `remotes` are all users that the other party has had. `cut`: the phone lost its power before the
    call was over.
    """

    phone: str
    life: int
    number: int
    incoming: bool
    begun: float
    call_id: str = ""
    remotes: set[str] = field(default_factory=set)
    state: str = ""
    connected: float | None = None
    ended: float | None = None
    code: int = 0
    ended_as: str = ""
    given_up: bool = False
    cut: bool = False
    transfer: str = ""
    joined: bool = False  # the consultation of an attended transfer, not the call that was referred
    target: str = ""
    holds: list[tuple[float, float | None]] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)
    nets: list[Report] = field(default_factory=list)  # that the phone had no call left, after this one

    @property
    def open(self) -> bool:
        return self.ended is None

    @property
    def held(self) -> bool:
        return bool(self.holds) and self.holds[-1][1] is None

    @property
    def ringing(self) -> bool:
        return self.incoming and self.open and self.connected is None

    @property
    def told(self) -> frozenset[str]:
        """The words of which a report was taken."""
        return frozenset(report.word for report in self.reports if report.told)

    @property
    def lost(self) -> list[Report]:
        """Its reports that nobody took, or perhaps nobody."""
        return [report for report in self.reports if not report.told]

    def report(self, *words: str) -> Report | None:
        """The first report of one of these words."""
        return next((report for report in self.reports if report.word in words), None)

    def held_seconds(self) -> float:
        end = self.ended or 0.0
        return sum((until if until is not None else end) - since for since, until in self.holds)

    def __str__(self) -> str:
        way = "from" if self.incoming else "to"
        return f"{self.phone} {way} {'/'.join(sorted(self.remotes))} (life {self.life}, call {self.number})"


@dataclass(slots=True)
class Track:
    """Follows one phone. `feed` takes its lines, each once; `reborn` when it was started again."""

    phone: str
    legs: list[Leg] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)
    life: int = 0
    at: int = 0  # lines taken
    last: float = 0.0
    registered: int = 0  # how often it has said so
    serving: int = 0  # requests of which it has heard
    _now: dict[int, Leg] = field(default_factory=dict)  # of this life, by number
    _serials: dict[int, Report] = field(default_factory=dict)
    _about: int = 0  # the number of the call that it spoke of last

    def feed(self, lines: list[dict[str, Any]]) -> None:
        """`lines` are all that it has said."""
        for line in lines[self.at :]:
            self.last = line["at"]
            match line["what"]:
                case "sip" if line["event"] == "call":
                    self._call(line)
                case "sip" if line["event"] == "transfer":
                    self._transfer(line)
                case "sip" if line["event"] == "registration" and line["detail"] == "ok":
                    self.registered += 1
                case "phone":
                    self._said(line)
                case "report":
                    self._report(line)
        self.at = len(lines)

    def reborn(self, cut_at: float | None) -> None:
        """The phone's process is another one from here on. `cut_at`: it lost its power then."""
        for leg in self.open:
            leg.ended, leg.cut = cut_at if cut_at is not None else self.last, True
        for report in self._serials.values():
            report.lost = report.lost or not report.over
        self.life += 1
        self._now.clear()
        self._serials.clear()

    @property
    def open(self) -> list[Leg]:
        return [leg for leg in self._now.values() if leg.open]

    @property
    def drained(self) -> bool:
        """Whether it is known of every report what became of it."""
        return all(report.over for report in self._serials.values())

    def _call(self, line: dict[str, Any]) -> None:
        number, state, at = line["number"], line["detail"], line["at"]
        leg = self._now.get(number)
        if leg is None:
            leg = self._now[number] = Leg(self.phone, self.life, number, line["incoming"], at)
            self.legs.append(leg)
        if not leg.open:
            return
        leg.state = state
        leg.call_id = line["call_id"] or leg.call_id
        leg.remotes.add(user_of(line["remote"]))
        if state == _RUNNING and leg.connected is None:
            leg.connected = at
        elif state in (_RUNNING, "PausedByRemote") and leg.held:
            leg.holds[-1] = (leg.holds[-1][0], at)
        elif state == "Paused" and not leg.held:
            leg.holds.append((at, None))
        elif state in ("End", "Error"):
            leg.ended, leg.code, leg.ended_as = at, line["code"], line["ended_as"]

    def _transfer(self, line: dict[str, Any]) -> None:
        leg = self._now[line["number"]]
        if line["detail"] in ("Connected", _RUNNING):
            leg.transfer = "done"
        elif line["detail"] == "Error" and leg.transfer != "done":
            leg.transfer = "failed"
        for other in self._now.values():
            if other.joined and other.open:
                other.transfer = leg.transfer

    def _said(self, line: dict[str, Any]) -> None:
        word = line["word"]
        self._about = line["leg"]
        leg = self._now.get(line["leg"])
        if leg is None:
            return
        if word in ("transfer", "blind", "attended"):
            leg.target = line["detail"]
            leg.transfer = leg.transfer or "sent"
        if word == "cancelled":
            leg.given_up = True
        if word == "attended":
            for other in self.open:
                if other is not leg and line["detail"] in other.remotes:
                    other.joined, other.transfer = True, leg.transfer

    def _report(self, line: dict[str, Any]) -> None:
        """What a phone says of a report follows what the report is about."""
        serial = line["serial"]
        if line["fate"] == "posted":
            name = line["url"].partition("?")[0].rpartition("/")[2]
            report = self._serials[serial] = Report(serial, _SAYS.get(name, name), name, line["at"])
            self.reports.append(report)
            leg = self._now.get(self._about)
            if leg is not None and report.word != "off-hook":
                leg.reports.append(report)
            elif report.name in _NETS:
                self._net(report)
            return
        report = self._serials[serial]
        match line["fate"]:
            case "lost":
                report.lost = True
            case "sent" if line["status"] == 200:
                report.sent.append(line["at"])
                report.begun.append(line["begun"])
            case _:
                report.maybe = True

    def _net(self, report: Report) -> None:
        for leg in reversed(self.legs):
            if leg.ended is None or leg.ended < report.posted - 600:
                break
            leg.nets.append(report)


def user_of(uri: str) -> str:
    """The user part of a SIP address, with or without a name."""
    found = re.search(r"sips?:([^@;>?]+)", uri)
    return found[1] if found else uri


def legs_of(tracks: dict[str, Track]) -> Iterator[Leg]:
    """Every call of every phone."""
    for track in tracks.values():
        yield from track.legs
