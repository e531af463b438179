"""Texts of the area: features."""

from __future__ import annotations

from typing import Final

from tui.i18n.catalogue import TypedDict


class FeaturesTexts(TypedDict):
    """Every key of this area, once."""


EN: Final[FeaturesTexts] = {}

DE: Final[FeaturesTexts] = {}
