"""Texts of the area: server."""

from __future__ import annotations

from typing import Final

from tui.i18n.catalogue import TypedDict


class ServerTexts(TypedDict):
    """Every key of this area, once."""

    action_url_too_long: str
    server_port_in_use: str
    server_port_forbidden: str
    server_port_impossible: str
    server_host_not_ours: str
    server_cannot_listen: str


EN: Final[ServerTexts] = {
    "action_url_too_long": "The phone would cut the action URL off after {limit} characters because this "
    "computer's address is so long. Set a short one, best its IP address, as advertise under [events].",
    "server_port_in_use": "Port {port} is taken: another program on this computer listens there, perhaps "
    "another Durchwahl. End that program, or set another port under [events] and give the phones their "
    "URLs anew.",
    "server_port_forbidden": "This computer does not let programs listen on port {port}; ports below 1024 "
    "are often kept for the system. Set one above, such as 8080, as port under [events].",
    "server_port_impossible": "There is no port {port}. Set one between 1024 and 65535 as port under "
    "[events].",
    "server_host_not_ours": "This computer has no address {host} at present, so the phones' reports cannot "
    'be received there. Set host = "0.0.0.0" under [events] to listen on all of its addresses.',
    "server_cannot_listen": "The phones' reports cannot be received on {host}, port {port}: {reason}. "
    "Check host and port under [events].",
}

DE: Final[ServerTexts] = {
    "action_url_too_long": "Das Telefon würde die Action-URL nach {limit} Zeichen abschneiden, weil die "
    "Adresse dieses Rechners so lang ist. Tragen Sie unter [events] bei advertise eine kurze Adresse ein, "
    "am besten die IP-Adresse.",
    "server_port_in_use": "Port {port} ist belegt: Ein anderes Programm auf diesem Rechner nimmt dort "
    "Verbindungen an, vielleicht ein zweites Durchwahl. Beenden Sie es, oder tragen Sie unter [events] "
    "einen anderen port ein und richten Sie die URLs in den Telefonen neu ein.",
    "server_port_forbidden": "Dieser Rechner erlaubt Programmen nicht, auf Port {port} Verbindungen "
    "anzunehmen; Ports unter 1024 sind oft dem System vorbehalten. Tragen Sie unter [events] einen höheren "
    "port ein, etwa 8080.",
    "server_port_impossible": "Einen Port {port} gibt es nicht. Tragen Sie unter [events] einen port "
    "zwischen 1024 und 65535 ein.",
    "server_host_not_ours": "Dieser Rechner hat zurzeit keine Adresse {host} und kann die Meldungen der "
    'Telefone dort nicht annehmen. Mit host = "0.0.0.0" unter [events] gilt jede seiner Adressen.',
    "server_cannot_listen": "Die Meldungen der Telefone können auf {host}, Port {port}, nicht angenommen "
    "werden: {reason}. Prüfen Sie host und port unter [events].",
}
