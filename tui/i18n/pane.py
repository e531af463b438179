"""Texts of the area: pane."""

from __future__ import annotations

from typing import Final

from tui.i18n.catalogue import TypedDict


class PaneTexts(TypedDict):
    """Every key of this area, once."""


EN: Final[PaneTexts] = {}

DE: Final[PaneTexts] = {}
