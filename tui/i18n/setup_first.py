"""Texts of the area: what the set-up's steps 1 to 6 find."""

from __future__ import annotations

from typing import Final

from tui.i18n.catalogue import TypedDict


class SetupFirstTexts(TypedDict):
    """Every key of this area, once."""

    setup_only_looks: str
    setup_python: str
    setup_version: str
    setup_terminal: str
    setup_unicode: str
    setup_ascii: str
    setup_colour: str
    setup_no_colour: str
    setup_terminal_small: str
    setup_data_folder: str
    setup_data_not_writable: str
    setup_foreign_firewall: str
    setup_no_foreign_firewall: str
    setup_fit: str
    setup_fit_anyway: str
    setup_looking_newer: str
    setup_newer: str
    setup_newest: str
    setup_newer_unknown: str
    setup_folders_missing: str
    setup_folder_open: str
    setup_enter_mends: str
    setup_folders_there: str
    setup_place_config: str
    setup_place_data: str
    setup_making_folders: str
    setup_making_journal: str
    setup_mend_config: str
    setup_site_open: str
    setup_no_area_code: str
    setup_area_code_needed: str
    setup_site: str
    setup_components_open: str
    setup_outlook: str
    setup_notes: str
    setup_files_chosen: str
    setup_chosen: str
    setup_none_chosen: str
    setup_no_such_file: str
    setup_choose_first: str
    setup_reading_contacts: str
    setup_component_later: str
    setup_installed: str
    setup_nothing_to_install: str
    setup_contacts_read: str
    setup_runs_elsewhere: str
    setup_not_running: str
    setup_starting: str
    setup_running: str
    setup_service_journal: str
    setup_service_events: str
    setup_service_contacts: str
    setup_service_starting: str
    setup_service_ready: str
    setup_service_failed: str
    setup_service_off: str


EN: Final[SetupFirstTexts] = {
    "setup_only_looks": "This only looks: nothing is changed.",
    "setup_python": "Python {version} on {system}",
    "setup_version": "Durchwahl {version}",
    "setup_terminal": "Terminal {columns}×{lines}: {can}",
    "setup_unicode": "Unicode",
    "setup_ascii": "ASCII only",
    "setup_colour": "colours",
    "setup_no_colour": "no colours",
    "setup_terminal_small": "The terminal has {columns}×{lines} characters; Durchwahl wants 80×24.",
    "setup_data_folder": "Data folder: {folder}",
    "setup_data_not_writable": (
        "The data folder {folder} cannot be written. Give it to yourself, or name another with --data-dir."
    ),
    "setup_foreign_firewall": (
        "A firewall that is not the system's own is active: {names}. It has to be opened by its own means."
    ),
    "setup_no_foreign_firewall": "No foreign firewall",
    "setup_fit": "This computer is fit for Durchwahl.",
    "setup_fit_anyway": "The set-up can go on; later steps may fail because of it.",
    "setup_looking_newer": "Asking the package index …",
    "setup_newer": "There is a newer version in the package index: {version}",
    "setup_newest": "This is the newest version in the package index.",
    "setup_newer_unknown": "The package index knows no version of Durchwahl, or cannot be reached.",
    "setup_folders_missing": "Folders and journal are not there yet.",
    "setup_folder_open": "Others can enter the folder {folder}.",
    "setup_enter_mends": "Enter closes it to them.",
    "setup_folders_there": "Folders and journal are there, for you alone. Events in the journal: {count}.",
    "setup_place_config": "Settings: {path}",
    "setup_place_data": "Data: {path}",
    "setup_making_folders": "Making the folders …",
    "setup_making_journal": "Making the journal …",
    "setup_mend_config": (
        "Mend that line in an editor, then come back. Nothing is written into a file that is not understood."
    ),
    "setup_site_open": "Your site has not been told yet.",
    "setup_no_area_code": "Without the area code, numbers that are written without it are not recognised.",
    "setup_area_code_needed": "Fill in the area code of your site.",
    "setup_site": "{country}, {trunk}, internal numbers of {lengths} digits.",
    "setup_components_open": "Nothing has been chosen yet.",
    "setup_outlook": "Outlook: File > Open & Export > Import/Export > Export to a file (CSV), then name the file here.",
    "setup_notes": "Lotus Notes: Contacts > More > Export Contacts (vCard), then name the file here.",
    "setup_files_chosen": "contact files: {count}",
    "setup_chosen": "Chosen: {names}.",
    "setup_none_chosen": "Chosen: nothing besides the program itself.",
    "setup_no_such_file": "There is no file “{file}”.",
    "setup_choose_first": "Choose in step 4 first.",
    "setup_reading_contacts": "Reading the contacts …",
    "setup_component_later": "The set-up can go on; come back to this step whenever you like.",
    "setup_installed": "All that was chosen is installed.",
    "setup_nothing_to_install": "There is nothing to install.",
    "setup_contacts_read": "{file}: contacts {count}, problems {problems}",
    "setup_runs_elsewhere": "Durchwahl runs as a service: {url}",
    "setup_not_running": "The program is not running yet.",
    "setup_starting": "Starting …",
    "setup_running": "Durchwahl is running.",
    "setup_service_journal": "Journal",
    "setup_service_events": "Event server",
    "setup_service_contacts": "Phone book",
    "setup_service_starting": "starting",
    "setup_service_ready": "ready",
    "setup_service_failed": "failed:",
    "setup_service_off": "switched off",
}


DE: Final[SetupFirstTexts] = {
    "setup_only_looks": "Hier wird nur nachgesehen, nichts geändert.",
    "setup_python": "Python {version} unter {system}",
    "setup_version": "Durchwahl {version}",
    "setup_terminal": "Terminal {columns}×{lines}: {can}",
    "setup_unicode": "Unicode",
    "setup_ascii": "nur ASCII",
    "setup_colour": "Farben",
    "setup_no_colour": "keine Farben",
    "setup_terminal_small": "Das Terminal hat {columns}×{lines} Zeichen; Durchwahl braucht 80×24.",
    "setup_data_folder": "Datenordner: {folder}",
    "setup_data_not_writable": (
        "In den Datenordner {folder} kann nicht geschrieben werden. Geben Sie sich das Recht dazu, oder"
        " nennen Sie mit --data-dir einen anderen."
    ),
    "setup_foreign_firewall": (
        "Eine systemfremde Firewall ist aktiv: {names}. Sie muss mit ihren eigenen Mitteln geöffnet werden."
    ),
    "setup_no_foreign_firewall": "Keine systemfremde Firewall",
    "setup_fit": "Dieser Rechner taugt für Durchwahl.",
    "setup_fit_anyway": "Die Einrichtung kann weitergehen; spätere Schritte können daran scheitern.",
    "setup_looking_newer": "Der Paketindex wird gefragt …",
    "setup_newer": "Im Paketindex gibt es eine neuere Version: {version}",
    "setup_newest": "Dies ist die neueste Version im Paketindex.",
    "setup_newer_unknown": "Der Paketindex kennt keine Version von Durchwahl oder ist nicht erreichbar.",
    "setup_folders_missing": "Ordner und Journal gibt es noch nicht.",
    "setup_folder_open": "Andere können den Ordner {folder} betreten.",
    "setup_enter_mends": "Enter verschließt ihn.",
    "setup_folders_there": "Ordner und Journal sind da, nur für Sie. Ereignisse im Journal: {count}.",
    "setup_place_config": "Einstellungen: {path}",
    "setup_place_data": "Daten: {path}",
    "setup_making_folders": "Die Ordner werden angelegt …",
    "setup_making_journal": "Das Journal wird angelegt …",
    "setup_mend_config": (
        "Berichtigen Sie diese Zeile in einem Editor und kommen Sie zurück. In eine unverständliche Datei"
        " wird nichts geschrieben."
    ),
    "setup_site_open": "Ihr Standort ist noch nicht angegeben.",
    "setup_no_area_code": "Ohne Ortsvorwahl werden Nummern, die ohne sie geschrieben sind, nicht erkannt.",
    "setup_area_code_needed": "Tragen Sie die Vorwahl Ihres Standorts ein.",
    "setup_site": "{country}, {trunk}, interne Nummern mit {lengths} Ziffern.",
    "setup_components_open": "Noch ist nichts ausgewählt.",
    "setup_outlook": (
        "Outlook: Datei > Öffnen und exportieren > Importieren/Exportieren > In Datei exportieren (CSV),"
        " dann die Datei hier nennen."
    ),
    "setup_notes": "Lotus Notes: Kontakte > Mehr > Kontakte exportieren (vCard), dann die Datei hier nennen.",
    "setup_files_chosen": "Kontaktdateien: {count}",
    "setup_chosen": "Ausgewählt: {names}.",
    "setup_none_chosen": "Ausgewählt: nichts außer dem Programm selbst.",
    "setup_no_such_file": "Eine Datei „{file}“ gibt es nicht.",
    "setup_choose_first": "Wählen Sie zuerst in Schritt 4 aus.",
    "setup_reading_contacts": "Die Kontakte werden gelesen …",
    "setup_component_later": "Die Einrichtung kann weitergehen; Sie können jederzeit zu diesem Schritt zurück.",
    "setup_installed": "Alles Ausgewählte ist installiert.",
    "setup_nothing_to_install": "Es ist nichts zu installieren.",
    "setup_contacts_read": "{file}: Kontakte {count}, Probleme {problems}",
    "setup_runs_elsewhere": "Durchwahl läuft als Dienst: {url}",
    "setup_not_running": "Das Programm läuft noch nicht.",
    "setup_starting": "Startet …",
    "setup_running": "Durchwahl läuft.",
    "setup_service_journal": "Journal",
    "setup_service_events": "Ereignis-Server",
    "setup_service_contacts": "Telefonbuch",
    "setup_service_starting": "startet",
    "setup_service_ready": "bereit",
    "setup_service_failed": "gescheitert:",
    "setup_service_off": "ausgeschaltet",
}
