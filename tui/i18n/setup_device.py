"""Texts of the area: what the set-up's steps 7 to 14 find."""

from __future__ import annotations

from typing import Final

from tui.i18n.catalogue import TypedDict


class SetupDeviceTexts(TypedDict):
    """Every key of this area, once."""

    setup_new_device: str
    setup_no_device: str
    setup_no_device_next: str
    setup_devices: str
    setup_device_answers: str
    setup_the_device: str
    setup_searching: str
    setup_device_at: str
    setup_device_open: str
    setup_found_none: str
    setup_found: str
    setup_choose_device: str
    setup_choose_device_first: str
    setup_recognised: str
    setup_make_open: str
    setup_make_differs: str
    setup_make_overruled: str
    setup_make_seen: str
    setup_make: str
    setup_desk: str
    setup_device_new: str
    setup_device_named: str
    setup_writing_config: str
    setup_mac_kept: str
    setup_answers_at: str
    setup_static_advised: str
    setup_moved: str
    setup_take_new_address: str
    setup_door_refused: str
    setup_door_refused_remedy: str
    setup_door_no_name: str
    setup_door_no_name_remedy: str
    setup_door_no_way: str
    setup_door_no_way_remedy: str
    setup_door_silent: str
    setup_door_silent_remedy: str
    setup_knocking: str
    setup_user: str
    setup_no_login: str
    setup_user_open: str
    setup_no_user: str
    setup_password_admin: str
    setup_password_adminpass: str
    setup_password_own: str
    setup_password_in_config: str
    setup_password_in_config_advice: str
    setup_password_kept: str
    setup_password_open: str
    setup_password_none: str
    setup_password_keyring: str
    setup_password_file: str
    setup_test_ok: str
    setup_certificate_kept: str
    setup_events_only: str
    setup_test_open: str
    setup_refused_remedy: str
    setup_testing: str
    setup_press_ok: str


EN: Final[SetupDeviceTexts] = {
    "setup_new_device": "a new device",
    "setup_no_device": "There is no device yet.",
    "setup_no_device_next": "The next step looks for it.",
    "setup_devices": "Devices: {count}",
    "setup_device_answers": "{model} answers",
    "setup_the_device": "the device",
    "setup_searching": "Searching the network …",
    "setup_device_at": "The device is at {address}.",
    "setup_device_open": "No device has been chosen yet.",
    "setup_found_none": "No phone was found.",
    "setup_found": "Phones found: {count}.",
    "setup_choose_device": "Choose yours, or type its address.",
    "setup_choose_device_first": "Choose the device in step 8 first.",
    "setup_recognised": "recognised",
    "setup_make_open": "It is not known yet whether it is a Snom or a Yealink.",
    "setup_make_differs": "{title} is set, but the device says that it is a {seen}.",
    "setup_make_overruled": "Keep it only if you are sure.",
    "setup_make_seen": "{title}, recognised by its web server.",
    "setup_make": "{title}. The device itself has not said so.",
    "setup_desk": "desk",
    "setup_device_new": "The device is not in the settings yet: give it a name in step 10.",
    "setup_device_named": "The device “{name}” stands in the settings.",
    "setup_writing_config": "Writing the settings …",
    "setup_mac_kept": "MAC address {mac}: by it the phone is found again",
    "setup_answers_at": "A web server answers at {url}.",
    "setup_static_advised": "A fixed address in the router is still advised.",
    "setup_moved": "The phone is not at {url} any more; it was seen at {other}.",
    "setup_take_new_address": "Choose or type the new address.",
    "setup_door_refused": "At {url} there is a device, but no web server at that port.",
    "setup_door_refused_remedy": "Try https://, another port such as 3112, or switch on the web interface in the phone.",
    "setup_door_no_name": "The name in {url} is not known here.",
    "setup_door_no_name_remedy": "Use the address in digits; the phone shows it in its menu.",
    "setup_door_no_way": "This computer is in no network that leads to {url}.",
    "setup_door_no_way_remedy": "Connect it to the network of the phones.",
    "setup_door_silent": "Nobody answers at {url}.",
    "setup_door_silent_remedy": "Is the phone on, and is this its address? It shows it in its menu; step 8 searches the network.",
    "setup_knocking": "Knocking at {host} …",
    "setup_user": "User: {user}",
    "setup_no_login": "The phone wants no login.",
    "setup_user_open": "No user has been told yet.",
    "setup_no_user": "No user: the phone is asked without a login.",
    "setup_password_admin": "As delivered: admin. Nothing is tried by itself.",
    "setup_password_adminpass": "Provisioned by the Cloud PBX portal: adminpass.",
    "setup_password_own": "Set up by the provider: no standard password; ask its business support.",
    "setup_password_in_config": "The password stands in the settings file.",
    "setup_password_in_config_advice": "Type it here once to have it moved to a safer place.",
    "setup_password_kept": "A password is kept.",
    "setup_password_open": "No password is kept yet.",
    "setup_password_none": "No password: the phone is asked without one.",
    "setup_password_keyring": "The password is in the system's keyring.",
    "setup_password_file": "The password is in a file that only you can read.",
    "setup_test_ok": "OK",
    "setup_certificate_kept": "The phone's certificate is kept; another one later is an error.",
    "setup_events_only": (
        "Its calls can still be shown, and dialling offers the number on the clipboard. Go on with ctrl+s."
    ),
    "setup_test_open": "Not tested yet.",
    "setup_refused_remedy": (
        "Correct user or password in steps 12 and 13. To have the same password tried once more, type it"
        " there again."
    ),
    "setup_testing": "Asking {host} …",
    "setup_press_ok": "The phone asks whether remote control is allowed: press OK on the phone now.",
}


DE: Final[SetupDeviceTexts] = {
    "setup_new_device": "ein neues Gerät",
    "setup_no_device": "Es gibt noch kein Gerät.",
    "setup_no_device_next": "Der nächste Schritt sucht es.",
    "setup_devices": "Geräte: {count}",
    "setup_device_answers": "{model} antwortet",
    "setup_the_device": "das Gerät",
    "setup_searching": "Das Netz wird durchsucht …",
    "setup_device_at": "Das Gerät ist unter {address}.",
    "setup_device_open": "Noch ist kein Gerät gewählt.",
    "setup_found_none": "Es wurde kein Telefon gefunden.",
    "setup_found": "Gefundene Telefone: {count}.",
    "setup_choose_device": "Wählen Sie Ihres, oder tippen Sie seine Adresse.",
    "setup_choose_device_first": "Wählen Sie zuerst in Schritt 8 das Gerät.",
    "setup_recognised": "erkannt",
    "setup_make_open": "Noch ist nicht bekannt, ob es ein Snom oder ein Yealink ist.",
    "setup_make_differs": "Eingestellt ist {title}, das Gerät meldet sich aber als {seen}.",
    "setup_make_overruled": "Lassen Sie es nur so, wenn Sie sicher sind.",
    "setup_make_seen": "{title}, erkannt an seinem Webserver.",
    "setup_make": "{title}. Das Gerät selbst hat das nicht bestätigt.",
    "setup_desk": "tisch",
    "setup_device_new": "Das Gerät steht noch nicht in den Einstellungen: Geben Sie ihm in Schritt 10 einen Namen.",
    "setup_device_named": "Das Gerät „{name}“ steht in den Einstellungen.",
    "setup_writing_config": "Die Einstellungen werden geschrieben …",
    "setup_mac_kept": "MAC-Adresse {mac}: An ihr wird das Telefon wiedererkannt",
    "setup_answers_at": "Unter {url} antwortet ein Webserver.",
    "setup_static_advised": "Eine feste Adresse im Router ist dennoch ratsam.",
    "setup_moved": "Das Telefon ist nicht mehr unter {url}; gesehen wurde es unter {other}.",
    "setup_take_new_address": "Wählen oder tippen Sie die neue Adresse.",
    "setup_door_refused": "Unter {url} ist ein Gerät, aber kein Webserver an diesem Port.",
    "setup_door_refused_remedy": (
        "Versuchen Sie https://, einen anderen Port wie 3112, oder schalten Sie die Weboberfläche im"
        " Telefon ein."
    ),
    "setup_door_no_name": "Der Name in {url} ist hier nicht bekannt.",
    "setup_door_no_name_remedy": "Nehmen Sie die Adresse in Ziffern; das Telefon zeigt sie in seinem Menü.",
    "setup_door_no_way": "Dieser Rechner ist in keinem Netz, das zu {url} führt.",
    "setup_door_no_way_remedy": "Verbinden Sie ihn mit dem Netz der Telefone.",
    "setup_door_silent": "Unter {url} antwortet niemand.",
    "setup_door_silent_remedy": (
        "Ist das Telefon an, und ist dies seine Adresse? Es zeigt sie in seinem Menü; Schritt 8"
        " durchsucht das Netz."
    ),
    "setup_knocking": "Es wird bei {host} angeklopft …",
    "setup_user": "Nutzer: {user}",
    "setup_no_login": "Das Telefon verlangt keine Anmeldung.",
    "setup_user_open": "Noch ist kein Nutzer angegeben.",
    "setup_no_user": "Kein Nutzer: Das Telefon wird ohne Anmeldung gefragt.",
    "setup_password_admin": "Im Auslieferungszustand: admin. Von selbst wird nichts ausprobiert.",
    "setup_password_adminpass": "Über das Portal der Cloud PBX provisioniert: adminpass.",
    "setup_password_own": "Vom Anbieter eingerichtet: kein Standardpasswort; fragen Sie dessen Geschäftskunden-Support.",
    "setup_password_in_config": "Das Passwort steht in der Einstellungsdatei.",
    "setup_password_in_config_advice": "Tippen Sie es hier einmal ein, dann kommt es an einen sichereren Ort.",
    "setup_password_kept": "Ein Passwort ist hinterlegt.",
    "setup_password_open": "Noch ist kein Passwort hinterlegt.",
    "setup_password_none": "Kein Passwort: Das Telefon wird ohne gefragt.",
    "setup_password_keyring": "Das Passwort ist im Schlüsselbund des Systems.",
    "setup_password_file": "Das Passwort ist in einer Datei, die nur Sie lesen können.",
    "setup_test_ok": "OK",
    "setup_certificate_kept": "Das Zertifikat des Telefons ist gemerkt; ein anderes wäre später ein Fehler.",
    "setup_events_only": (
        "Seine Anrufe können trotzdem angezeigt werden, und gewählt wird über die Zwischenablage. Weiter"
        " mit Strg+S."
    ),
    "setup_test_open": "Noch nicht getestet.",
    "setup_refused_remedy": (
        "Berichtigen Sie Nutzer oder Passwort in den Schritten 12 und 13. Soll dasselbe Passwort noch"
        " einmal versucht werden, tippen Sie es dort neu."
    ),
    "setup_testing": "{host} wird gefragt …",
    "setup_press_ok": "Das Telefon fragt, ob der Remote-Zugriff zugelassen ist: Drücken Sie jetzt am Telefon OK.",
}
