"""Misbehaviour on command, the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Faults:
    """Probabilities are 0…1, times are seconds. Everything may be changed while the phone runs.

    Events: `lose`, `repeat`, `reorder` (sent after its successor), `delay` (up to so long each),
    `lose_events` (these by name, always), `lose_next` (the next n).
    Requests: `hang` (accepted, never answered), `drop` (connection closed without an answer),
    `slow` (so long before each answer), `drop_next`, `fail_next` (500) the next n.
    """

    lose: float = 0.0
    repeat: float = 0.0
    reorder: float = 0.0
    delay: float = 0.0
    lose_next: int = 0
    lose_events: set[str] = field(default_factory=set)
    hang: bool = False
    drop: bool = False
    slow: float = 0.0
    drop_next: int = 0
    fail_next: int = 0


def faults_from(given: Mapping[str, Any]) -> Faults:
    """Faults from checked settings, with the right types."""
    faults = Faults()
    for name, value in given.items():
        kind = type(getattr(faults, name))
        setattr(faults, name, kind(value))
    return faults


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of one event: how often it is sent, how late, and whether its successor overtakes."""

    times: int
    delay: float
    held_back: bool


def decide(faults: Faults, event: str, rng: random.Random) -> Fate:
    """Draw the fate of one event. Always draws four numbers, so that one knob does not move the others."""
    lose, repeat, reorder, delay = (rng.random() for _ in range(4))
    times = 1
    if faults.lose_next > 0:
        faults.lose_next -= 1
        times = 0
    elif event in faults.lose_events or lose < faults.lose:
        times = 0
    elif repeat < faults.repeat:
        times = 2
    return Fate(times, delay * faults.delay, reorder < faults.reorder)
