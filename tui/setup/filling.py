"""Fields as they stand: what was typed last, else what the configuration says, else what is proposed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.setup.answers import SETTINGS, value
from tui.setup.model import NO, YES, Choice, Field, Kind, Values

if TYPE_CHECKING:
    from tui.setup.workshop import Workshop


_EMPTY = frozenset({"outside_prefix"})  # "" means that there is none, and that somebody has said so


def filled(
    workshop: Workshop,
    id: str,
    current: str,
    kind: Kind = Kind.TEXT,
    choices: tuple[Choice, ...] = (),
    *,
    free: bool = False,
) -> Field:
    """A field with what was typed and not kept, else `current`."""
    return Field(id, kind, workshop.draft.typed.get(id, current), choices, free)


def switch(workshop: Workshop, id: str, on: bool) -> Field:
    """A field for yes or no."""
    return filled(workshop, id, YES if on else NO, Kind.SWITCH)


def changes(workshop: Workshop, values: Values, *fields: str) -> dict[tuple[str, ...], object | None]:
    """The settings of these fields, for `Workshop.keep`. Raises `UsageError` with the sentence for the
    user. An empty one is left out of the file, unless that it is empty says something."""
    found: dict[tuple[str, ...], object | None] = {}
    for id in fields:
        if id in values:
            read = value(id, values[id])
            found[SETTINGS[id].path(workshop.name)] = None if read == "" and id not in _EMPTY else read
    return found


async def keep(workshop: Workshop, values: Values, *fields: str) -> None:
    """Keeps these fields in the configuration."""
    await workshop.keep(changes(workshop, values, *fields), *fields)
