"""Numbers from outside the program, from a link or from marked text: shown before they are dialled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Source(StrEnum):
    """Where a number comes from."""

    LINK = "link"
    MARKED = "marked"


@dataclass(frozen=True, slots=True)
class Offer:
    """Numbers as they can be typed, at least one."""

    numbers: tuple[str, ...]
    source: Source


class Offers:
    """Whoever has a screen attends; an offer is made to all of them."""

    def __init__(self) -> None:
        self._attending: list[Callable[[Offer], bool]] = []

    def attend(self, show: Callable[[Offer], bool]) -> None:
        """`show` puts an offer on the screen, and says whether somebody can see it there."""
        self._attending.append(show)

    def make(self, offer: Offer) -> bool:
        """Whether it is shown anywhere."""
        shown = [show(offer) for show in self._attending]  # each of them: no screen is left out
        return any(shown)
