"""Texts of the area: simulator."""

from __future__ import annotations

from typing import Final, TypedDict


class SimulatorTexts(TypedDict):
    """Every key of this area, once."""


EN: Final[SimulatorTexts] = {}

DE: Final[SimulatorTexts] = {}
