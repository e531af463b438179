"""Texts of the area: features."""

from __future__ import annotations

from typing import Final

from tui.i18n.catalogue import TypedDict


class FeaturesTexts(TypedDict):
    """Every key of this area, once."""

    presence_garbled: str


EN: Final[FeaturesTexts] = {
    "presence_garbled": (
        "{phone} answered something that no phone of its maker should answer; the log has the details. Check "
        "its address and vendor, and restart the phone if both are right."
    ),
}

DE: Final[FeaturesTexts] = {
    "presence_garbled": (
        "{phone} hat etwas geantwortet, was kein Telefon dieses Herstellers antworten sollte; Näheres steht im "
        "Protokoll. Prüfen Sie Adresse und Hersteller; stimmt beides, starten Sie das Telefon neu."
    ),
}
