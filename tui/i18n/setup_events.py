"""Texts of the area: what the set-up's steps 15 to 23 find."""

from __future__ import annotations

from typing import Final

from tui.i18n.catalogue import TypedDict


class SetupEventsTexts(TypedDict):
    """Every key of this area, once."""

    setup_receive_on: str
    setup_receive_off: str
    setup_address_automatic: str
    setup_address_leading: str
    setup_no_address: str
    setup_no_address_remedy: str
    setup_address_found: str
    setup_address_other: str
    setup_choose_leading: str
    setup_address_fixed: str
    setup_address_foreign: str
    setup_choose_address: str
    setup_address_name: str
    setup_active: str
    setup_inactive: str
    setup_other_port: str
    setup_starting_server: str
    setup_door_is_open: str
    setup_door_is_closed: str
    setup_open_next: str
    setup_door_unknown: str
    setup_door_unknown_next: str
    setup_firewall_open: str
    setup_firewall_leave: str
    setup_firewall_ours: str
    setup_firewall_left: str
    setup_firewall_unread: str
    setup_firewall_read: str
    setup_firewall_command: str
    setup_firewall_persist: str
    setup_firewall_no_way: str
    setup_firewall_by_hand: str
    setup_url_other: str
    setup_url_silent: str
    setup_start_first: str
    setup_url_answers: str
    setup_url_elsewhere: str
    setup_no_browser: str
    setup_phone_reported: str
    setup_phone_not_reported: str
    setup_request_open: str
    setup_request_own: str
    setup_request_own_more: str
    setup_request_from: str
    setup_waiting_request: str
    setup_request_none: str
    setup_request_again: str
    setup_see_step: str
    setup_confirmed: str
    setup_clock: str
    setup_clock_day: str
    setup_urls_write: str
    setup_urls_provider: str
    setup_urls_by_hand: str
    setup_urls_are_provided: str
    setup_urls_open: str
    setup_urls_fetched: str
    setup_urls_file_open: str
    setup_urls_menu: str
    setup_urls_right: str
    setup_urls_foreign: str
    setup_urls_missing: str
    setup_urls_by_hand_open: str
    setup_urls_hand_advice: str
    setup_urls_refused: str
    setup_urls_not_fetched: str
    setup_urls_not_fetched_remedy: str
    setup_writing_urls: str
    setup_url_another: str
    setup_firewall_keep: str
    setup_firewall_close: str


EN: Final[SetupEventsTexts] = {
    "setup_receive_on": "The phone is to report its calls.",
    "setup_receive_off": "Reports are not wanted: nobody is shown who calls. Steps 16 to 23 are left out.",
    "setup_address_automatic": "by itself, also when it changes",
    "setup_address_leading": "leads to the phone",
    "setup_no_address": "This computer has no address that a phone could use.",
    "setup_no_address_remedy": "Connect it to the network of the phones.",
    "setup_address_found": "The phone is told {address}, which leads to it.",
    "setup_address_other": "The phone is told {address}, but this computer speaks to it from {leading}.",
    "setup_choose_leading": "Choose the first of the list.",
    "setup_address_fixed": "The phone is told {address}, one of this computer's.",
    "setup_address_foreign": "The phone is told {address}, which is none of this computer's addresses now.",
    "setup_choose_address": "Choose one of the list.",
    "setup_address_name": "The phone is told the name {address}.",
    "setup_active": "Active: {url}",
    "setup_inactive": "Inactive.",
    "setup_other_port": "End the other program, or choose another port here.",
    "setup_starting_server": "Starting the server …",
    "setup_door_is_open": "Port {port} is open for the phone.",
    "setup_door_is_closed": "{name} keeps port {port} closed.",
    "setup_open_next": "The next step opens it.",
    "setup_door_unknown": "Whether {name} lets the phone in at port {port} cannot be told without privileges.",
    "setup_door_unknown_next": "The next step can look with privileges; the test URL shows it, too.",
    "setup_firewall_open": "open it",
    "setup_firewall_leave": "leave it as it is",
    "setup_firewall_ours": "Our rule is in it; it is taken out again with:",
    "setup_firewall_left": "The firewall is left as it is.",
    "setup_firewall_unread": "Its rules can only be read with privileges.",
    "setup_firewall_read": "Enter reads them; the system asks for your password.",
    "setup_firewall_command": "This is what will be run:",
    "setup_firewall_persist": (
        "It is open until the next start of this computer. To keep it so, add this line to the firewall's"
        " own file:"
    ),
    "setup_firewall_no_way": "The system cannot ask for privileges here.",
    "setup_firewall_by_hand": "Run the commands yourself as an administrator; c copies them.",
    "setup_url_other": "Something answers at {url}, but not Durchwahl.",
    "setup_url_silent": "Nobody answers at {url}.",
    "setup_start_first": "Look at steps 16 and 17 again.",
    "setup_url_answers": "The test URL answers.",
    "setup_url_elsewhere": "Open it on another computer or mobile phone of the same network, too: c copies it.",
    "setup_no_browser": "No browser could be opened here: open the test URL on another computer of the network.",
    "setup_phone_reported": "“{phone}” itself has reported, last at {at}.",
    "setup_phone_not_reported": "“{phone}” has not reported anything yet.",
    "setup_request_open": "No request has come yet.",
    "setup_request_own": "The request came from this computer itself, at {at}.",
    "setup_request_own_more": "The server answers. Whether others are let in shows with a request from another device.",
    "setup_request_from": "The request came from {peer}, at {at}: other devices are let in.",
    "setup_waiting_request": "Waiting for the browser's request …",
    "setup_request_none": "No request came.",
    "setup_request_again": "Look at these steps again, the likeliest first:",
    "setup_see_step": "Step {number}: {text}",
    "setup_confirmed": "Reports are received.",
    "setup_clock": "%H:%M",
    "setup_clock_day": "%d %b, %H:%M",
    "setup_urls_write": "write them into the phone",
    "setup_urls_provider": "the provider has configured them already",
    "setup_urls_by_hand": "I paste or provision them myself",
    "setup_urls_are_provided": "The provider has configured them: nothing is written.",
    "setup_urls_open": "Not written yet.",
    "setup_urls_fetched": "The phone has fetched its file with the action URLs.",
    "setup_urls_file_open": "A Yealink fetches them from a file. Enter this address in the phone once, then press Enter here:",
    "setup_urls_menu": "In the phone's web pages: {menu}",
    "setup_urls_right": "All {count} action URLs are in the phone, as read back.",
    "setup_urls_foreign": "Settings with URLs of somebody else, which will be kept for later: {count}",
    "setup_urls_missing": "{right} of {count} action URLs are in the phone.",
    "setup_urls_by_hand_open": "Paste these into the phone (c copies them as a file); it is done once the phone reports.",
    "setup_urls_hand_advice": "They can also be pasted or provisioned: choose that above.",
    "setup_urls_refused": "The phone kept its own value for {count} settings; its provisioning may have locked them.",
    "setup_urls_not_fetched": "The phone did not come for its file.",
    "setup_urls_not_fetched_remedy": "Is the address entered in the phone? Then press Enter once more.",
    "setup_writing_urls": "Writing the action URLs into “{phone}” …",
    "setup_url_another": "Another Durchwahl, of another user or folder, answers at {url}.",
    "setup_firewall_keep": "leave our rule in it",
    "setup_firewall_close": "take our rule out again",
}


DE: Final[SetupEventsTexts] = {
    "setup_receive_on": "Das Telefon soll seine Anrufe melden.",
    "setup_receive_off": (
        "Meldungen sind nicht gewünscht: Anrufer werden nicht angezeigt. Die Schritte 16 bis 23 entfallen."
    ),
    "setup_address_automatic": "von selbst, auch wenn sie sich ändert",
    "setup_address_leading": "führt zum Telefon",
    "setup_no_address": "Dieser Rechner hat keine Adresse, die ein Telefon nutzen könnte.",
    "setup_no_address_remedy": "Verbinden Sie ihn mit dem Netz der Telefone.",
    "setup_address_found": "Dem Telefon wird {address} genannt; diese Adresse führt zu ihm.",
    "setup_address_other": "Dem Telefon wird {address} genannt, dieser Rechner spricht aber von {leading} aus mit ihm.",
    "setup_choose_leading": "Wählen Sie die erste der Liste.",
    "setup_address_fixed": "Dem Telefon wird {address} genannt, eine Adresse dieses Rechners.",
    "setup_address_foreign": "Dem Telefon wird {address} genannt; das ist jetzt keine Adresse dieses Rechners.",
    "setup_choose_address": "Wählen Sie eine der Liste.",
    "setup_address_name": "Dem Telefon wird der Name {address} genannt.",
    "setup_active": "Aktiv: {url}",
    "setup_inactive": "Inaktiv.",
    "setup_other_port": "Beenden Sie das andere Programm, oder wählen Sie hier einen anderen Port.",
    "setup_starting_server": "Der Server wird gestartet …",
    "setup_door_is_open": "Port {port} ist für das Telefon offen.",
    "setup_door_is_closed": "{name} hält Port {port} geschlossen.",
    "setup_open_next": "Der nächste Schritt öffnet ihn.",
    "setup_door_unknown": "Ob {name} das Telefon an Port {port} einlässt, ist ohne besondere Rechte nicht zu sehen.",
    "setup_door_unknown_next": "Der nächste Schritt kann mit Rechten nachsehen; auch die Test-URL zeigt es.",
    "setup_firewall_open": "öffnen",
    "setup_firewall_leave": "so lassen",
    "setup_firewall_ours": "Unsere Regel steht darin; wieder entfernt wird sie mit:",
    "setup_firewall_left": "Die Firewall bleibt, wie sie ist.",
    "setup_firewall_unread": "Ihre Regeln sind nur mit besonderen Rechten zu lesen.",
    "setup_firewall_read": "Enter liest sie; das System fragt nach Ihrem Passwort.",
    "setup_firewall_command": "Dies wird ausgeführt:",
    "setup_firewall_persist": (
        "Offen bis zum nächsten Start des Rechners. Damit es so bleibt, gehört diese Zeile in die Datei"
        " der Firewall:"
    ),
    "setup_firewall_no_way": "Das System kann hier nicht nach Rechten fragen.",
    "setup_firewall_by_hand": "Führen Sie die Befehle selbst als Administrator aus; c kopiert sie.",
    "setup_url_other": "Unter {url} antwortet etwas, aber nicht Durchwahl.",
    "setup_url_silent": "Unter {url} antwortet niemand.",
    "setup_start_first": "Sehen Sie die Schritte 16 und 17 noch einmal an.",
    "setup_url_answers": "Die Test-URL antwortet.",
    "setup_url_elsewhere": "Öffnen Sie sie auch auf einem anderen Rechner oder Handy im selben Netz: c kopiert sie.",
    "setup_no_browser": "Hier ließ sich kein Browser öffnen: Öffnen Sie die Test-URL auf einem anderen Rechner im Netz.",
    "setup_phone_reported": "„{phone}“ selbst hat sich gemeldet, zuletzt {at}.",
    "setup_phone_not_reported": "„{phone}“ hat noch nichts gemeldet.",
    "setup_request_open": "Noch ist keine Anfrage gekommen.",
    "setup_request_own": "Die Anfrage kam von diesem Rechner selbst, {at}.",
    "setup_request_own_more": "Der Server antwortet. Ob andere eingelassen werden, zeigt eine Anfrage von einem anderen Gerät.",
    "setup_request_from": "Die Anfrage kam von {peer}, {at}: Andere Geräte werden eingelassen.",
    "setup_waiting_request": "Warten auf die Anfrage des Browsers …",
    "setup_request_none": "Es kam keine Anfrage.",
    "setup_request_again": "Sehen Sie diese Schritte noch einmal an, den wahrscheinlichsten zuerst:",
    "setup_see_step": "Schritt {number}: {text}",
    "setup_confirmed": "Meldungen werden empfangen.",
    "setup_clock": "%H:%M Uhr",
    "setup_clock_day": "%d.%m., %H:%M Uhr",
    "setup_urls_write": "ins Telefon schreiben",
    "setup_urls_provider": "der Anbieter hat sie schon eingetragen",
    "setup_urls_by_hand": "ich trage oder provisioniere sie selbst ein",
    "setup_urls_are_provided": "Der Anbieter hat sie eingetragen: Es wird nichts geschrieben.",
    "setup_urls_open": "Noch nicht geschrieben.",
    "setup_urls_fetched": "Das Telefon hat seine Datei mit den Aktions-URLs geholt.",
    "setup_urls_file_open": (
        "Ein Yealink holt sie aus einer Datei. Tragen Sie diese Adresse einmal im Telefon ein und drücken"
        " Sie dann hier Enter:"
    ),
    "setup_urls_menu": "In der Weboberfläche des Telefons: {menu}",
    "setup_urls_right": "Alle {count} Aktions-URLs stehen im Telefon, wie zurückgelesen.",
    "setup_urls_foreign": "Einstellungen mit URLs von jemand anderem, die für später aufgehoben werden: {count}",
    "setup_urls_missing": "{right} von {count} Aktions-URLs stehen im Telefon.",
    "setup_urls_by_hand_open": (
        "Tragen Sie diese im Telefon ein (c kopiert sie als Datei); erledigt ist es, sobald das Telefon"
        " sich meldet."
    ),
    "setup_urls_hand_advice": "Sie lassen sich auch von Hand eintragen oder provisionieren: Wählen Sie das oben.",
    "setup_urls_refused": (
        "Bei {count} Einstellungen behielt das Telefon seinen Wert; seine Provisionierung hat sie wohl"
        " gesperrt."
    ),
    "setup_urls_not_fetched": "Das Telefon hat seine Datei nicht geholt.",
    "setup_urls_not_fetched_remedy": "Ist die Adresse im Telefon eingetragen? Dann drücken Sie noch einmal Enter.",
    "setup_writing_urls": "Die Aktions-URLs werden in „{phone}“ geschrieben …",
    "setup_url_another": "Unter {url} antwortet ein anderes Durchwahl, von einem anderen Nutzer oder Ordner.",
    "setup_firewall_keep": "unsere Regel darin lassen",
    "setup_firewall_close": "unsere Regel wieder entfernen",
}
