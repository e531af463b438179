"""Texts of the area: the set-up's fields."""

from __future__ import annotations

from typing import Final

from tui.i18n.catalogue import TypedDict


class SetupFieldsTexts(TypedDict):
    """Every key of this area, once."""

    setup_field_look_newer: str
    setup_field_lang: str
    setup_hint_lang: str
    setup_field_country: str
    setup_hint_country: str
    setup_field_area_code: str
    setup_hint_area_code: str
    setup_field_company_number: str
    setup_hint_company_number: str
    setup_field_extension_digits: str
    setup_hint_extension_digits: str
    setup_field_contact_files: str
    setup_hint_contact_files: str
    setup_field_links: str
    setup_field_hotkey: str
    setup_field_autostart: str
    setup_field_phone: str
    setup_hint_phone: str
    setup_field_device: str
    setup_hint_device: str
    setup_field_vendor: str
    setup_hint_vendor: str
    setup_field_name: str
    setup_hint_name: str
    setup_field_host: str
    setup_hint_host: str
    setup_field_user: str
    setup_hint_user: str
    setup_field_password: str
    setup_hint_password: str
    setup_field_receive: str
    setup_field_address: str
    setup_hint_address: str
    setup_field_port: str
    setup_hint_port: str
    setup_field_firewall: str
    setup_hint_firewall: str
    setup_field_urls: str
    setup_hint_urls: str
    setup_field_identity: str
    setup_hint_identity: str
    setup_field_pbx: str
    setup_hint_pbx: str
    setup_field_voicemail: str
    setup_hint_voicemail: str
    setup_field_outside_prefix: str
    setup_hint_outside_prefix: str
    setup_field_test_number: str
    setup_hint_test_number: str
    setup_needed: str
    setup_name_taken: str
    setup_lang_de: str
    setup_lang_en: str
    setup_country_de: str
    setup_country_at: str
    setup_country_ch: str
    setup_country_li: str
    setup_country_lu: str
    setup_country_be: str
    setup_country_nl: str
    setup_country_fr: str
    setup_country_dk: str
    setup_country_pl: str
    setup_country_cz: str
    setup_country_it: str
    setup_country_gb: str


EN: Final[SetupFieldsTexts] = {
    "setup_field_look_newer": "Ask for a newer version",
    "setup_field_lang": "Language",
    "setup_hint_lang": "de or en",
    "setup_field_country": "Country",
    "setup_hint_country": "two letters, such as DE",
    "setup_field_area_code": "Area code",
    "setup_hint_area_code": "digits, such as 0221",
    "setup_field_company_number": "Company number",
    "setup_hint_company_number": "digits, such as 4710 of 0221 4710-22; empty: none",
    "setup_field_extension_digits": "Extension length",
    "setup_hint_extension_digits": "digits of internal numbers, such as 2, 3 (1 to 6)",
    "setup_field_contact_files": "Contacts (files)",
    "setup_hint_contact_files": "vCard or CSV files, apart by ;",
    "setup_field_links": "Telephone links",
    "setup_field_hotkey": "Pause key dials",
    "setup_field_autostart": "Start with the session",
    "setup_field_phone": "Device",
    "setup_hint_phone": "one of the list",
    "setup_field_device": "Device",
    "setup_hint_device": "address, such as 192.168.1.50",
    "setup_field_vendor": "Make",
    "setup_hint_vendor": "one of the list",
    "setup_field_name": "Name",
    "setup_hint_name": "a short one, such as desk",
    "setup_field_host": "Address",
    "setup_hint_host": "address or name, such as 192.168.1.50 or https://192.168.1.50:8443",
    "setup_field_user": "User",
    "setup_hint_user": "admin, or empty if the phone asks for none",
    "setup_field_password": "Password",
    "setup_hint_password": "empty: as it is",
    "setup_field_receive": "Receive call events from the phone",
    "setup_field_address": "Address of this computer",
    "setup_hint_address": "an own address without port, as 192.168.1.20",
    "setup_field_port": "Port",
    "setup_hint_port": "a number from 1 to 65535; usual is 8080",
    "setup_field_firewall": "Firewall",
    "setup_hint_firewall": "one of the list",
    "setup_field_urls": "Action URLs",
    "setup_hint_urls": "one of the list",
    "setup_field_identity": "Line",
    "setup_hint_identity": "user@host, or empty for the phone's own choice",
    "setup_field_pbx": "PBX",
    "setup_hint_pbx": "one of the list",
    "setup_field_voicemail": "Mailbox number",
    "setup_hint_voicemail": "digits, * and #, such as 2000; empty if there is none",
    "setup_field_outside_prefix": "Outside prefix",
    "setup_hint_outside_prefix": "up to 4 digits, such as 0; empty for none",
    "setup_field_test_number": "Number to call",
    "setup_hint_test_number": "such as your mobile phone's; never 110 or 112",
    "setup_needed": "{label} must be filled in.",
    "setup_name_taken": "There is a device “{name}” already.",
    "setup_lang_de": "Deutsch",
    "setup_lang_en": "English",
    "setup_country_de": "Germany",
    "setup_country_at": "Austria",
    "setup_country_ch": "Switzerland",
    "setup_country_li": "Liechtenstein",
    "setup_country_lu": "Luxembourg",
    "setup_country_be": "Belgium",
    "setup_country_nl": "Netherlands",
    "setup_country_fr": "France",
    "setup_country_dk": "Denmark",
    "setup_country_pl": "Poland",
    "setup_country_cz": "Czechia",
    "setup_country_it": "Italy",
    "setup_country_gb": "United Kingdom",
}


DE: Final[SetupFieldsTexts] = {
    "setup_field_look_newer": "Nach neuerer Version fragen",
    "setup_field_lang": "Sprache",
    "setup_hint_lang": "de oder en",
    "setup_field_country": "Land",
    "setup_hint_country": "zwei Buchstaben, etwa DE",
    "setup_field_area_code": "Ortsvorwahl",
    "setup_hint_area_code": "Ziffern, etwa 0221",
    "setup_field_company_number": "Firmenrufnummer",
    "setup_hint_company_number": "Ziffern, etwa 4710 von 0221 4710-22; leer: keine",
    "setup_field_extension_digits": "Länge der Durchwahlen",
    "setup_hint_extension_digits": "Ziffern interner Nummern, etwa 2, 3 (1 bis 6)",
    "setup_field_contact_files": "Kontakte (Dateien)",
    "setup_hint_contact_files": "vCard- oder CSV-Dateien, mit ; getrennt",
    "setup_field_links": "Telefon-Links",
    "setup_field_hotkey": "Taste Pause wählt",
    "setup_field_autostart": "Mit der Sitzung starten",
    "setup_field_phone": "Gerät",
    "setup_hint_phone": "eines aus der Liste",
    "setup_field_device": "Gerät",
    "setup_hint_device": "Adresse, etwa 192.168.1.50",
    "setup_field_vendor": "Marke",
    "setup_hint_vendor": "eine aus der Liste",
    "setup_field_name": "Name",
    "setup_hint_name": "ein kurzer, etwa tisch",
    "setup_field_host": "Adresse",
    "setup_hint_host": "Adresse oder Name, etwa 192.168.1.50 oder https://192.168.1.50:8443",
    "setup_field_user": "Nutzername",
    "setup_hint_user": "admin, oder leer, wenn das Telefon keinen verlangt",
    "setup_field_password": "Passwort",
    "setup_hint_password": "leer: wie bisher",
    "setup_field_receive": "Anruf-Ereignisse vom Telefon empfangen",
    "setup_field_address": "Adresse dieses Rechners",
    "setup_hint_address": "eigene Adresse ohne Port, etwa 192.168.1.20",
    "setup_field_port": "Port",
    "setup_hint_port": "eine Zahl von 1 bis 65535; üblich ist 8080",
    "setup_field_firewall": "Firewall",
    "setup_hint_firewall": "eines aus der Liste",
    "setup_field_urls": "Aktions-URLs",
    "setup_hint_urls": "eines aus der Liste",
    "setup_field_identity": "Leitung",
    "setup_hint_identity": "nutzer@rechner, oder leer für die Wahl des Telefons",
    "setup_field_pbx": "Telefonanlage",
    "setup_hint_pbx": "eine aus der Liste",
    "setup_field_voicemail": "Nummer der Mailbox",
    "setup_hint_voicemail": "Ziffern, * und #, etwa 2000; leer, wenn es keine gibt",
    "setup_field_outside_prefix": "Amtskennziffer",
    "setup_hint_outside_prefix": "bis zu 4 Ziffern, etwa 0; leer für keine",
    "setup_field_test_number": "Anzurufende Nummer",
    "setup_hint_test_number": "etwa Ihr Handy; niemals 110 oder 112",
    "setup_needed": "{label} muss ausgefüllt sein.",
    "setup_name_taken": "Ein Gerät „{name}“ gibt es schon.",
    "setup_lang_de": "Deutsch",
    "setup_lang_en": "English",
    "setup_country_de": "Deutschland",
    "setup_country_at": "Österreich",
    "setup_country_ch": "Schweiz",
    "setup_country_li": "Liechtenstein",
    "setup_country_lu": "Luxemburg",
    "setup_country_be": "Belgien",
    "setup_country_nl": "Niederlande",
    "setup_country_fr": "Frankreich",
    "setup_country_dk": "Dänemark",
    "setup_country_pl": "Polen",
    "setup_country_cz": "Tschechien",
    "setup_country_it": "Italien",
    "setup_country_gb": "Vereinigtes Königreich",
}
