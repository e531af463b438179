"""Texts of the area: installing."""

from __future__ import annotations

from typing import Final

from tui.i18n.catalogue import TypedDict


class InstallingTexts(TypedDict):
    """Every key of this area, once."""


EN: Final[InstallingTexts] = {}

DE: Final[InstallingTexts] = {}
