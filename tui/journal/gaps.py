"""When nothing could be heard of calls: they are not in the journal, and the list says so."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Why nothing was heard. The values are stored."""

    NOT_RUNNING = "not-running"  # the program was off
    PHONE_AWAY = "phone-away"  # the phone did not answer


@dataclass(frozen=True, slots=True)
class Gap:
    """A time of which the journal may know nothing. Epoch seconds; `ended` is None while it lasts.

    `phone` "" means all of them.
    """

    id: int
    began: float
    ended: float | None
    phone: str
    reason: str
