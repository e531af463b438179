"""Texts of the area: app."""

from __future__ import annotations

from typing import Final, TypedDict


class AppTexts(TypedDict):
    """Every key of this area, once."""


EN: Final[AppTexts] = {}

DE: Final[AppTexts] = {}
