"""The search for phones as a whole: three ways at once, with progress, a cancel, and a report."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from tui.discovery.found import Progress, Report

OnProgress = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Options:
    """`networks` to search instead of this computer's own ("192.168.7.0/24"); `listen` for at least so many
    seconds to phones that start meanwhile."""

    networks: tuple[str, ...] = ()
    listen: float = 0.0


_PLAIN: Final = Options()


async def search(
    options: Options = _PLAIN,
    *,
    on_progress: OnProgress | None = None,
    cancelled: asyncio.Event | None = None,
) -> Report:
    """Looks for phones without ever logging in. Once `cancelled` is set it ends at once with what it has."""
    raise NotImplementedError
