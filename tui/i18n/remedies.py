"""Texts of the area: remedies."""

from __future__ import annotations

from typing import Final

from tui.i18n.catalogue import TypedDict


class RemediesTexts(TypedDict):
    """Every key of this area, once."""


EN: Final[RemediesTexts] = {}

DE: Final[RemediesTexts] = {}
