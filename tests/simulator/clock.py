"""A clock that only moves when it is told to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Clock:
    """Monotonic seconds."""

    time: float = 1000.0

    def __call__(self) -> float:
        return self.time
