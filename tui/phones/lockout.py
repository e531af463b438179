"""How long a phone that locked its web server stays locked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

_FIRST: Final = 60.0  # seconds
_LONGEST: Final = 3600.0


class Lockout:
    """Counts from the moment in which the lock was seen, as nobody tells when it began.

    A Snom locks for one minute after three wrong passwords, and twice as long after each three more
    (blog.snom.com, 14 August 2009). One that is still locked when the time is over is taken to be in the
    next, longer turn.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        """`clock` gives seconds that never run backwards."""
        self._clock = clock
        self._length = 0.0
        self._until = 0.0

    @property
    def left(self) -> float:
        """Seconds; 0 if the phone is not known to be locked."""
        return max(0.0, self._until - self._clock()) if self._length else 0.0

    def found(self) -> None:
        """The phone says that it is locked."""
        if not self.left:
            self._length = min(self._length * 2 or _FIRST, _LONGEST)
            self._until = self._clock() + self._length

    def over(self) -> None:
        """It takes requests, or the user knows better."""
        self._length = 0.0
