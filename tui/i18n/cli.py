"""Texts of the area: cli."""

from __future__ import annotations

from typing import Final, TypedDict


class CliTexts(TypedDict):
    """Every key of this area, once."""


EN: Final[CliTexts] = {}

DE: Final[CliTexts] = {}
