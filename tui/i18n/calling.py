"""Texts of the area: calling."""

from __future__ import annotations

from typing import Final

from tui.i18n.catalogue import TypedDict


class CallingTexts(TypedDict):
    """Every key of this area, once."""


EN: Final[CallingTexts] = {}

DE: Final[CallingTexts] = {}
