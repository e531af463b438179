"""The seam between the components and the systems: what every part of the desktop can be asked."""

from __future__ import annotations

from typing import Protocol

from tui.desktop.component import Standing
from tui.discovery.found import Remark


class Part(Protocol):
    """One component on one system. `put` and `take` may be repeated, and raise `DesktopError`."""

    async def possible(self) -> Remark | None:
        """Why it cannot be put in place here; None where it can."""

    async def look(self) -> Standing:
        """How it stands. Changes nothing and raises nothing."""

    async def put(self, *, now: bool) -> None:
        """Puts it in place; with `now` what starts by itself is started at once as well."""

    async def take(self) -> None:
        """Takes out what `put` has put, and puts back what was there before."""
