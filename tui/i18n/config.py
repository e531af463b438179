"""Texts of the area: config."""

from __future__ import annotations

from typing import Final, TypedDict


class ConfigTexts(TypedDict):
    """Every key of this area, once."""


EN: Final[ConfigTexts] = {}

DE: Final[ConfigTexts] = {}
