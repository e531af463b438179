"""A clock that only moves when it is told to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

BERLIN: Final = ZoneInfo("Europe/Berlin")
NOW: Final = datetime(2026, 11, 23, 14, 3, tzinfo=BERLIN)
AFTER_MIDNIGHT: Final = datetime(2026, 11, 24, 0, 2, tzinfo=BERLIN)


@dataclass
class Clock:
    """Epoch seconds. The machine's time zone is set to Berlin's by whoever uses it."""

    at: float

    def __call__(self) -> float:
        return self.at

    def forward(self, seconds: float) -> None:
        self.at += seconds
