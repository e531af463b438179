"""Texts of the area: remedies."""

from __future__ import annotations

from typing import Final

from tui.i18n.catalogue import TypedDict


class RemediesTexts(TypedDict):
    """Every key of this area, once. `phone` is the phone's name in the configuration."""

    phone_certificate: str


EN: Final[RemediesTexts] = {
    "phone_certificate": (
        "{phone} shows another certificate than before ({seen}, before {pinned}), so nothing was sent to it. If"
        " the phone was reset, replaced or updated, accept the new one with `durchwahl phone trust --phone"
        " {phone}`; otherwise another device stands in its place."
    ),
}

DE: Final[RemediesTexts] = {
    "phone_certificate": (
        "{phone} zeigt ein anderes Zertifikat als bisher ({seen}, bisher {pinned}), deshalb wurde nichts an das"
        " Telefon gesendet. Wurde es zurückgesetzt, ausgetauscht oder aktualisiert, nehmen Sie das neue mit"
        " `durchwahl phone trust --phone {phone}` an; sonst steht ein anderes Gerät an seiner Stelle."
    ),
}
