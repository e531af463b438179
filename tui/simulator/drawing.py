"""The time in which a phone draws its next screen: keys that are pressed meanwhile are lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Drawing:
    """`now` is monotonic time, `takes` how long one screen takes; both in seconds."""

    now: Callable[[], float]
    takes: float
    _until: float = field(default=float("-inf"))

    @property
    def busy(self) -> bool:
        return self.now() < self._until

    def begin(self) -> None:
        """A key has called up another screen."""
        self._until = self.now() + self.takes
