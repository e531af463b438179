"""Texts of the area: discovery."""

from __future__ import annotations

from typing import Final

from tui.i18n.catalogue import TypedDict


class DiscoveryTexts(TypedDict):
    """Every key of this area, once."""

    # the command
    cli_phone_discover: str
    cli_network: str
    cli_listen: str
    discover_address: str
    discover_mac: str
    discover_how: str
    discover_listen_form: str
    # the ways, as they stand in the list of phones
    how_neighbours: str
    how_http: str
    how_multicast: str
    # progress
    discover_progress: str
    discover_listening: str
    # what was tried
    tried_neighbours: str
    tried_http: str
    tried_multicast: str
    # why a way brought nothing, or not all
    discovery_table_unread: str
    discovery_no_network: str
    discovery_part: str
    discovery_public: str
    discovery_cancelled: str
    discovery_port_taken: str
    discovery_no_multicast: str
    # a network that the user named
    discovery_network_form: str
    discovery_network_large: str
    discovery_network_public: str
    # why nothing was found
    discovery_nobody: str
    discovery_no_phone: str


EN: Final[DiscoveryTexts] = {
    "cli_phone_discover": "look for phones in the local network (logs in nowhere)",
    "cli_network": "search this network instead of the own ones (may stand several times)",
    "cli_listen": "listen at least so many seconds for phones that start meanwhile",
    "discover_address": "address",
    "discover_mac": "MAC address",
    "discover_how": "seen by",
    "discover_listen_form": "--listen wants 0 to 600 seconds.",
    "how_neighbours": "MAC address",
    "how_http": "web server",
    "how_multicast": "plug and play",
    "discover_progress": "{done} of {total} addresses, phones: {found}",
    "discover_listening": "listening for phones that start, phones: {found}",
    "tried_neighbours": "neighbour table: devices {looked}, phones {found}.",
    "tried_http": "web servers: addresses asked {looked}, phones {found}.",
    "tried_multicast": "plug and play: devices that start {looked}, phones {found}.",
    "discovery_table_unread": "The system's neighbour table could not be read.",
    "discovery_no_network": (
        "This computer has no address in a local network. Connect it to the network of the phones, or name"
        " that network with --network."
    ),
    "discovery_part": (
        "{networks}: too large to be searched as a whole; {count} addresses around this computer's own were"
        " asked."
    ),
    "discovery_public": (
        "{networks}: a network with public addresses is not searched, as its devices may be anybody's."
    ),
    "discovery_cancelled": "Stopped after {done} of {total} addresses.",
    "discovery_port_taken": (
        "Another program, probably a softphone, has UDP port 5060 for itself. Close it to hear phones that"
        " start."
    ),
    "discovery_no_multicast": "No network here takes part in multicast ({reason}).",
    "discovery_network_form": "“{value}” is not an IPv4 network. Write it as 192.168.1.0/24.",
    "discovery_network_large": (
        "{value} has more than {most} addresses. Name a smaller one, such as 192.168.1.0/24; --network may"
        " stand several times."
    ),
    "discovery_network_public": (
        "{value} is in the public internet, where nobody's devices may be searched through. Name a private"
        " network."
    ),
    "discovery_nobody": (
        "None of {looked} addresses answered. The phones may be in another network (a voice VLAN: name it with"
        " --network), or a guest Wi-Fi keeps devices apart."
    ),
    "discovery_no_phone": (
        "Addresses that answered: {answered}; none of them is that of a phone that Durchwahl knows. Perhaps"
        " the phones' web server is off, or they are in another network: name it with --network, or restart a"
        " phone and listen meanwhile with --listen 120."
    ),
}

DE: Final[DiscoveryTexts] = {
    "cli_phone_discover": "Telefone im lokalen Netz suchen (meldet sich nirgends an)",
    "cli_network": "dieses Netz statt der eigenen durchsuchen (mehrfach möglich)",
    "cli_listen": "mindestens so viele Sekunden auf Telefone horchen, die gerade starten",
    "discover_address": "IP-Adresse",
    "discover_mac": "MAC-Adresse",
    "discover_how": "erkannt an",
    "discover_listen_form": "--listen erwartet 0 bis 600 Sekunden.",
    "how_neighbours": "MAC-Adresse",
    "how_http": "Webserver",
    "how_multicast": "Plug and Play",
    "discover_progress": "{done} von {total} Adressen, Telefone: {found}",
    "discover_listening": "horcht auf startende Telefone, Telefone: {found}",
    "tried_neighbours": "Nachbartabelle: Geräte {looked}, Telefone {found}.",
    "tried_http": "Webserver: gefragte Adressen {looked}, Telefone {found}.",
    "tried_multicast": "Plug and Play: startende Geräte {looked}, Telefone {found}.",
    "discovery_table_unread": "Die Nachbartabelle des Systems ließ sich nicht lesen.",
    "discovery_no_network": (
        "Dieser Rechner hat keine Adresse in einem lokalen Netz. Verbinden Sie ihn mit dem Netz der Telefone,"
        " oder nennen Sie dieses mit --network."
    ),
    "discovery_part": (
        "{networks}: zu groß, um ganz durchsucht zu werden; gefragt wurden {count} Adressen um die eigene"
        " herum."
    ),
    "discovery_public": (
        "{networks}: Ein Netz mit öffentlichen Adressen wird nicht durchsucht, denn seine Geräte können jedem"
        " gehören."
    ),
    "discovery_cancelled": "Nach {done} von {total} Adressen abgebrochen.",
    "discovery_port_taken": (
        "Ein anderes Programm, wohl ein Softphone, hat den UDP-Port 5060 für sich. Beenden Sie es, um startende"
        " Telefone zu hören."
    ),
    "discovery_no_multicast": "Kein Netz hier nimmt an Multicast teil ({reason}).",
    "discovery_network_form": "„{value}“ ist kein IPv4-Netz. Schreiben Sie es als 192.168.1.0/24.",
    "discovery_network_large": (
        "{value} hat mehr als {most} Adressen. Nennen Sie ein kleineres, etwa 192.168.1.0/24; --network darf"
        " mehrfach stehen."
    ),
    "discovery_network_public": (
        "{value} liegt im öffentlichen Internet, wo niemandes Geräte durchsucht werden dürfen. Nennen Sie ein"
        " privates Netz."
    ),
    "discovery_nobody": (
        "Keine von {looked} Adressen hat geantwortet. Vielleicht sind die Telefone in einem anderen Netz (einem"
        " Sprach-VLAN: Nennen Sie es mit --network), oder ein Gäste-WLAN hält die Geräte auseinander."
    ),
    "discovery_no_phone": (
        "Adressen, die geantwortet haben: {answered}; keine davon ist die eines Telefons, das Durchwahl"
        " kennt. Vielleicht ist der Webserver der Telefone aus, oder sie sind in einem anderen Netz: Nennen Sie"
        " es mit --network, oder starten Sie ein Telefon neu und horchen Sie derweil mit --listen 120."
    ),
}
