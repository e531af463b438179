"""Texts of the area: server."""

from __future__ import annotations

from typing import Final, TypedDict


class ServerTexts(TypedDict):
    """Every key of this area, once."""


EN: Final[ServerTexts] = {}

DE: Final[ServerTexts] = {}
