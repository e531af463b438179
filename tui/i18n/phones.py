"""Texts of the area: phones."""

from __future__ import annotations

from typing import Final, TypedDict


class PhonesTexts(TypedDict):
    """Every key of this area, once."""


EN: Final[PhonesTexts] = {}

DE: Final[PhonesTexts] = {}
