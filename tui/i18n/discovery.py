"""Texts of the area: discovery."""

from __future__ import annotations

from typing import Final

from tui.i18n.catalogue import TypedDict


class DiscoveryTexts(TypedDict):
    """Every key of this area, once."""


EN: Final[DiscoveryTexts] = {}

DE: Final[DiscoveryTexts] = {}
