"""Texts of the area: server."""

from __future__ import annotations

from typing import Final, TypedDict


class ServerTexts(TypedDict):
    """Every key of this area, once."""

    action_url_too_long: str


EN: Final[ServerTexts] = {
    "action_url_too_long": "The phone would cut the action URL off after {limit} characters because this "
    "computer's address is so long. Set a short one, best its IP address, as advertise under [events].",
}

DE: Final[ServerTexts] = {
    "action_url_too_long": "Das Telefon würde die Action-URL nach {limit} Zeichen abschneiden, weil die "
    "Adresse dieses Rechners so lang ist. Tragen Sie unter [events] bei advertise eine kurze Adresse ein, "
    "am besten die IP-Adresse.",
}
