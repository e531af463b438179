"""The inside of one simulated phone that its web server, its keys and its events share."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tui.simulator.activity import Journal
from tui.simulator.auth import Gate
from tui.simulator.device import Device
from tui.simulator.faults import Faults
from tui.simulator.profile import PhoneProfile
from tui.simulator.sender import Sender, Sent, parse_url
from tui.simulator.variables import fill

_KEPT = 10_000  # events remembered; a demo may run for days


@dataclass(slots=True)
class Settings:
    """What is in force and what survives a reboot. `custom`: set by hand or over the web, not provisioned."""

    running: dict[str, str]
    flash: dict[str, str] = field(init=False)
    custom: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.flash = dict(self.running)

    def get(self, name: str, default: str = "") -> str:
        return self.running.get(name, default)

    def put(self, name: str, value: str, *, store: bool) -> None:
        self.running[name] = value
        if store:
            self.flash[name] = value

    def reboot(self) -> None:
        self.running = dict(self.flash)


@dataclass(slots=True)
class Unit:
    """`device` is set right after construction; `reboot` restarts the phone."""

    profile: PhoneProfile
    journal: Journal
    rng: random.Random
    faults: Faults
    settings: Settings
    gate: Gate
    sender: Sender
    reboot: Callable[[], None]
    device: Device = field(init=False)
    port: int = 0
    tls_port: int = 0
    happened: list[str] = field(default_factory=list)
    sent: list[Sent] = field(default_factory=list)

    def note(self, type_: str, **details: object) -> None:
        self.journal.note(type_, self.profile.name, **details)

    def emit(self, event: str, setting: str, values: Mapping[str, str | None]) -> None:
        """An event by its vendor's name: remembered, and sent if a URL is set for it."""
        self.happened.append(event)
        del self.happened[:-_KEPT]
        template = self.settings.get(setting)
        target = parse_url(template) if template else None
        if target is None:
            self.note("event", event=event, sent=False, problem="URL unreadable" if template else "no URL")
            return
        path = fill(target.path, values, percent_encode=self.profile.percent_encode)
        self.sender.send(event, target, path)

    def posted(self, sent: Sent) -> None:
        """The sender is done with one event."""
        self.sent.append(sent)
        del self.sent[:-_KEPT]
        details: dict[str, object] = {"event": sent.event, "sent": sent.status > 0, "status": sent.status}
        if sent.problem:
            details["problem"] = sent.problem
        self.note("event", **details)
