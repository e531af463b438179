"""Texts of the area: desktop."""

from __future__ import annotations

from typing import Final

from tui.i18n.catalogue import TypedDict


class DesktopTexts(TypedDict):
    """Every key of this area, once."""

    cli_handler: str
    cli_handler_install: str
    cli_handler_remove: str
    cli_handler_status: str
    cli_component_links: str
    cli_component_hotkey: str
    cli_component_autostart: str
    handler_line: str
    desktop_links: str
    desktop_hotkey: str
    desktop_autostart: str
    desktop_links_for: str
    desktop_hotkey_for: str
    desktop_autostart_for: str
    desktop_links_here: str
    desktop_links_absent: str
    desktop_links_taken: str
    desktop_links_choose_macos: str
    desktop_links_choose_windows: str
    desktop_list_unreadable: str
    desktop_stale: str
    desktop_autostart_here: str
    desktop_autostart_running: str
    desktop_autostart_absent: str
    desktop_autostart_disabled: str
    desktop_hotkey_here: str
    desktop_hotkey_running: str
    desktop_hotkey_absent: str
    desktop_hotkey_not_up: str
    desktop_bind_gnome: str
    desktop_bind_kde: str
    desktop_bind_sway: str
    desktop_bind_hyprland: str
    desktop_bind_other: str
    desktop_bind_macos: str
    desktop_key_unknown: str
    desktop_key_bare: str
    desktop_key_missing: str
    desktop_key_taken: str
    desktop_no_session: str
    desktop_no_display: str
    desktop_display_gone: str
    desktop_no_xcb: str
    desktop_no_bus: str
    desktop_bus_silent: str
    desktop_no_buttons: str
    desktop_portal_refused: str
    desktop_marked_too_much: str
    desktop_clipboard_busy: str
    desktop_needs: str
    desktop_command_failed: str
    desktop_not_started: str
    desktop_not_written: str
    desktop_registry: str
    hotkey_running: str
    cli_selection: str
    cli_dial_dash: str
    cli_open_link: str
    cli_hotkey: str
    cli_extract: str
    extract_written: str
    extract_kind: str
    extract_none: str
    dial_marked_or_typed: str
    marked_nothing: str
    marked_no_number: str
    hotkey_waits: str
    hotkey_words: str
    link_foreign: str
    link_no_number: str
    link_code: str
    offer_in_app: str
    offer_failed_title: str
    offer_link_title: str
    offer_marked_title: str
    offer_dial: str
    offer_which: str
    offer_this: str
    offer_declined: str
    offer_nobody: str
    offer_waits: str
    offer_title_link: str
    offer_title_marked: str
    offer_look: str
    dial_premium: str


EN: Final[DesktopTexts] = {
    "cli_handler": "telephone links, the hotkey and starting by itself: put in place, take out, look",
    "cli_handler_install": "put them in place; without an option, links and hotkey",
    "cli_handler_remove": "take them out and put back what was there before; without an option, all",
    "cli_handler_status": "how each of them stands",
    "cli_component_links": "tel:, callto: and sip: links open with Durchwahl",
    "cli_component_hotkey": "a key that dials the marked text in any program (Pause, or [hotkey] key)",
    "cli_component_autostart": "`durchwahl serve` starts when you log in",
    "handler_line": "{component}: {state}",
    "desktop_links": "Telephone links",
    "desktop_hotkey": "Hotkey",
    "desktop_autostart": "Start at log-in",
    "desktop_links_for": "A click on a telephone number in the browser or in a mail offers it here.",
    "desktop_hotkey_for": "Mark a number in any program and press the key: the phone dials it.",
    "desktop_autostart_for": "Calls are recorded from log-in on, also while no window is open.",
    "desktop_links_here": "tel:, callto: and sip: links open with Durchwahl.",
    "desktop_links_absent": "Telephone links do not open with Durchwahl.",
    "desktop_links_taken": "{scheme}: links open with {program}. Installing gives them to Durchwahl; removing gives them back.",
    "desktop_links_choose_macos": (
        "Durchwahl is offered for telephone links. To make it the default, open FaceTime, Settings, "
        "“Default for calls”, and choose Durchwahl."
    ),
    "desktop_links_choose_windows": (
        "Durchwahl is offered for telephone links. To make it the default, open Settings, Apps, "
        "Default apps, and choose Durchwahl for TEL, CALLTO and SIP."
    ),
    "desktop_list_unreadable": (
        "“{file}” is too large or not UTF-8, and was left untouched. Repair it, then try again."
    ),
    "desktop_stale": "Installed, but not as this copy of Durchwahl would have it. Install it again to put it right.",
    "desktop_autostart_here": "Durchwahl starts when you log in.",
    "desktop_autostart_running": "Durchwahl starts when you log in, and is running.",
    "desktop_autostart_absent": "Durchwahl does not start by itself.",
    "desktop_autostart_disabled": "Durchwahl's start at log-in is there, but switched off. Install it again to switch it on.",
    "desktop_hotkey_here": "{hotkey} dials the marked text from the next log-in on; just now nothing waits for the key.",
    "desktop_hotkey_running": "{hotkey} dials the marked text.",
    "desktop_hotkey_absent": "No key dials the marked text.",
    "desktop_hotkey_not_up": "The hotkey did not come up. Start “{command}” in a terminal to see why.",
    "desktop_bind_gnome": "This desktop lets no program take a key. To bind {hotkey}, put this line into a terminal once:",
    "desktop_bind_kde": (
        "This desktop lets no program take a key. Open System Settings, Shortcuts, Add Command, "
        "give it the key {hotkey} and this command:"
    ),
    "desktop_bind_sway": "Sway lets no program take a key. To bind {hotkey}, add this line to ~/.config/sway/config and reload:",
    "desktop_bind_hyprland": (
        "Hyprland lets no program take a key. To bind {hotkey}, add this line to ~/.config/hypr/hyprland.conf:"
    ),
    "desktop_bind_other": "This desktop lets no program take a key. Bind {hotkey} to this command in its settings:",
    "desktop_bind_macos": (
        "In Shortcuts, make a Quick Action that receives text, with “Run Shell Script”, input “to stdin”, and "
        "this command; then give it a key under System Settings, Keyboard, Keyboard Shortcuts, Services:"
    ),
    "desktop_key_unknown": "“{text}” is no key. Examples: Pause, F12, Ctrl+Alt+D.",
    "desktop_key_bare": "“{text}” would be lost to every other program. Add Ctrl, Alt or Super, such as Ctrl+Alt+D.",
    "desktop_key_missing": "This keyboard has no key {hotkey}. Choose another one under [hotkey] key in the configuration.",
    "desktop_key_taken": (
        "Another program, or the desktop itself, has the key {hotkey}. Free it there, or choose another one under "
        "[hotkey] key in the configuration, such as Ctrl+Alt+D."
    ),
    "desktop_no_session": "There is no desktop here. Do this in a terminal of the desktop's own.",
    "desktop_no_display": "The X server “{display}” does not answer. Do this in a terminal of the desktop's own.",
    "desktop_display_gone": "The X server has gone, and the hotkey with it.",
    "desktop_no_xcb": "X11 needs the library libxcb, which is missing here (on Debian and Ubuntu: libxcb1).",
    "desktop_no_bus": "There is no session bus (D-Bus) here. Do this in a terminal of the desktop's own.",
    "desktop_bus_silent": "“{program}” does not answer on the session bus. Log out and in again, then try again.",
    "desktop_no_buttons": "This desktop's notifications have no buttons.",
    "desktop_portal_refused": "The desktop was asked for the hotkey and gave none. Allow it in the desktop's settings for shortcuts.",
    "desktop_marked_too_much": "Too much text is marked. Mark only the number.",
    "desktop_clipboard_busy": "Another program holds the clipboard. Try again.",
    "desktop_needs": "The program “{program}” is needed for this and missing. Install it, then try again.",
    "desktop_command_failed": "“{program}” could not do it: {said}",
    "desktop_not_started": "It could not be started: {reason}.",
    "desktop_not_written": "It could not be written: {reason}. Check the permissions of the folder.",
    "desktop_registry": "The registry could not be written: {reason}.",
    "hotkey_running": "The hotkey is being waited for already.",
    "cli_selection": "dial the text that is marked with the mouse anywhere; on macOS and Windows the copied one",
    "cli_dial_dash": "“-” looks for the number in the text on standard input",
    "cli_open_link": "offer the number of a tel:, callto: or sip: link; what the desktop starts for one",
    "cli_hotkey": "wait for the hotkey and dial the marked text; what `handler install` starts",
    "cli_extract": "find the telephone numbers in the text on standard input",
    "extract_written": "written",
    "extract_kind": "kind",
    "extract_none": "There is no telephone number in the text.",
    "dial_marked_or_typed": "Either a number or --selection, not both.",
    "marked_nothing": "No text is marked. Mark a number with the mouse, then try again.",
    "marked_no_number": "There is no telephone number in the marked text.",
    "hotkey_waits": "{hotkey} dials the marked text, until this is ended.",
    "hotkey_words": "Dial the marked text",
    "link_foreign": "“{link}” is no telephone link. Links begin with tel:, callto: or sip:.",
    "link_no_number": "There is no number in the link “{link}” that could be dialled.",
    "link_code": "The link asks for “{link}”, a code that can change settings of the phone system. Links may not do that; dial it by hand if you mean it.",
    "offer_in_app": "The number is shown in Durchwahl; Enter dials it there.",
    "offer_failed_title": "Nothing was dialled",
    "offer_link_title": "A link wants to dial",
    "offer_marked_title": "Which number?",
    "offer_dial": "Dial",
    "offer_which": "Which one, 1 to {count}? Enter alone dials none:",
    "offer_this": "1 and Enter dials it, Enter alone does not:",
    "offer_declined": "Nothing was dialled.",
    "offer_nobody": "Nobody could be asked whether to dial {numbers}. Open Durchwahl in a terminal, then try again.",
    "offer_waits": "A number is offered: {number}. Press d on the main screen to see it.",
    "offer_title_link": "A link offers",
    "offer_title_marked": "Dial what is marked",
    "offer_look": "Look at the number first: enter dials in a moment.",
    "dial_premium": "A premium number: this call costs extra.",
}

DE: Final[DesktopTexts] = {
    "cli_handler": "Telefon-Links, Taste und Start bei der Anmeldung: einrichten, entfernen, nachsehen",
    "cli_handler_install": "richtet sie ein; ohne Angabe Links und Taste",
    "cli_handler_remove": "entfernt sie und stellt her, was vorher da war; ohne Angabe alle",
    "cli_handler_status": "zeigt, wie es um jedes davon steht",
    "cli_component_links": "tel:-, callto:- und sip:-Links öffnen sich mit Durchwahl",
    "cli_component_hotkey": "eine Taste wählt den markierten Text in jedem Programm (Pause, oder [hotkey] key)",
    "cli_component_autostart": "„durchwahl serve“ startet bei der Anmeldung",
    "handler_line": "{component}: {state}",
    "desktop_links": "Telefon-Links",
    "desktop_hotkey": "Taste",
    "desktop_autostart": "Start bei der Anmeldung",
    "desktop_links_for": "Ein Klick auf eine Telefonnummer im Browser oder in einer Mail bietet sie hier an.",
    "desktop_hotkey_for": "Markieren Sie eine Nummer in einem beliebigen Programm und drücken Sie die Taste: Das Telefon wählt.",
    "desktop_autostart_for": "Anrufe werden ab der Anmeldung aufgezeichnet, auch wenn kein Fenster offen ist.",
    "desktop_links_here": "tel:-, callto:- und sip:-Links öffnen sich mit Durchwahl.",
    "desktop_links_absent": "Telefon-Links öffnen sich nicht mit Durchwahl.",
    "desktop_links_taken": "{scheme}:-Links öffnen sich mit {program}. Das Einrichten gibt sie Durchwahl, das Entfernen gibt sie zurück.",
    "desktop_links_choose_macos": (
        "Durchwahl steht für Telefon-Links zur Wahl. Zum Standard machen Sie es in FaceTime unter Einstellungen, "
        "„Standard für Anrufe“."
    ),
    "desktop_links_choose_windows": (
        "Durchwahl steht für Telefon-Links zur Wahl. Zum Standard machen Sie es in den Einstellungen unter Apps, "
        "Standard-Apps für TEL, CALLTO und SIP."
    ),
    "desktop_list_unreadable": (
        "„{file}“ ist zu groß oder kein UTF-8 und blieb unverändert. Reparieren Sie die Datei, dann noch einmal."
    ),
    "desktop_stale": "Eingerichtet, aber nicht so, wie dieses Durchwahl es hätte. Richten Sie es noch einmal ein.",
    "desktop_autostart_here": "Durchwahl startet bei der Anmeldung.",
    "desktop_autostart_running": "Durchwahl startet bei der Anmeldung und läuft.",
    "desktop_autostart_absent": "Durchwahl startet nicht von selbst.",
    "desktop_autostart_disabled": "Der Start bei der Anmeldung ist da, aber abgeschaltet. Richten Sie ihn noch einmal ein.",
    "desktop_hotkey_here": "{hotkey} wählt ab der nächsten Anmeldung den markierten Text; gerade wartet nichts auf die Taste.",
    "desktop_hotkey_running": "{hotkey} wählt den markierten Text.",
    "desktop_hotkey_absent": "Keine Taste wählt den markierten Text.",
    "desktop_hotkey_not_up": "Die Taste ist nicht bereit geworden. Starten Sie „{command}“ in einem Terminal, um den Grund zu sehen.",
    "desktop_bind_gnome": "Dieser Desktop gibt keinem Programm eine Taste. Für {hotkey} geben Sie diese Zeile einmal in ein Terminal ein:",
    "desktop_bind_kde": (
        "Dieser Desktop gibt keinem Programm eine Taste. Öffnen Sie Systemeinstellungen, Kurzbefehle, Befehl "
        "hinzufügen, und geben Sie ihm die Taste {hotkey} und diesen Befehl:"
    ),
    "desktop_bind_sway": "Sway gibt keinem Programm eine Taste. Für {hotkey} fügen Sie diese Zeile in ~/.config/sway/config ein:",
    "desktop_bind_hyprland": (
        "Hyprland gibt keinem Programm eine Taste. Für {hotkey} fügen Sie diese Zeile in ~/.config/hypr/hyprland.conf ein:"
    ),
    "desktop_bind_other": "Dieser Desktop gibt keinem Programm eine Taste. Belegen Sie {hotkey} in seinen Einstellungen mit diesem Befehl:",
    "desktop_bind_macos": (
        "Legen Sie in „Kurzbefehle“ eine Schnellaktion an, die Text empfängt, mit „Shell-Skript ausführen“, Eingabe „an "
        "stdin“, und diesem Befehl; geben Sie ihr eine Taste unter Systemeinstellungen, Tastatur, Tastaturkurzbefehle, "
        "Dienste:"
    ),
    "desktop_key_unknown": "„{text}“ ist keine Taste. Beispiele: Pause, F12, Strg+Alt+D.",
    "desktop_key_bare": "„{text}“ ginge jedem anderen Programm verloren. Nehmen Sie Strg, Alt oder Super dazu, etwa Strg+Alt+D.",
    "desktop_key_missing": "Diese Tastatur hat keine Taste {hotkey}. Wählen Sie unter [hotkey] key in der Konfiguration eine andere.",
    "desktop_key_taken": (
        "Ein anderes Programm oder der Desktop selbst hat die Taste {hotkey}. Geben Sie sie dort frei, oder wählen Sie "
        "unter [hotkey] key in der Konfiguration eine andere, etwa Ctrl+Alt+D."
    ),
    "desktop_no_session": "Hier ist kein Desktop. Tun Sie das in einem Terminal des Desktops.",
    "desktop_no_display": "Der X-Server „{display}“ antwortet nicht. Tun Sie das in einem Terminal des Desktops.",
    "desktop_display_gone": "Der X-Server ist weg, und mit ihm die Taste.",
    "desktop_no_xcb": "X11 braucht die Bibliothek libxcb, die hier fehlt (bei Debian und Ubuntu: libxcb1).",
    "desktop_no_bus": "Hier ist kein Sitzungsbus (D-Bus). Tun Sie das in einem Terminal des Desktops.",
    "desktop_bus_silent": "„{program}“ antwortet auf dem Sitzungsbus nicht. Melden Sie sich ab und wieder an, dann noch einmal.",
    "desktop_no_buttons": "Die Benachrichtigungen dieses Desktops haben keine Knöpfe.",
    "desktop_portal_refused": "Der Desktop wurde um die Taste gebeten und gab keine. Erlauben Sie sie in seinen Einstellungen für Kurzbefehle.",
    "desktop_marked_too_much": "Es ist zu viel Text markiert. Markieren Sie nur die Nummer.",
    "desktop_clipboard_busy": "Ein anderes Programm hält die Zwischenablage. Versuchen Sie es noch einmal.",
    "desktop_needs": "Dafür wird das Programm „{program}“ gebraucht, und es fehlt. Installieren Sie es, dann noch einmal.",
    "desktop_command_failed": "„{program}“ konnte es nicht: {said}",
    "desktop_not_started": "Es ließ sich nicht starten: {reason}.",
    "desktop_not_written": "Es ließ sich nicht schreiben: {reason}. Prüfen Sie die Rechte des Ordners.",
    "desktop_registry": "Die Registrierung ließ sich nicht schreiben: {reason}.",
    "hotkey_running": "Auf die Taste wird schon gewartet.",
    "cli_selection": "den mit der Maus irgendwo markierten Text wählen; unter macOS und Windows den kopierten",
    "cli_dial_dash": "„-“ sucht die Nummer im Text der Standardeingabe",
    "cli_open_link": "die Nummer eines tel:-, callto:- oder sip:-Links anbieten; das startet der Desktop dafür",
    "cli_hotkey": "auf die Taste warten und den markierten Text wählen; das startet „handler install“",
    "cli_extract": "die Telefonnummern im Text der Standardeingabe finden",
    "extract_written": "geschrieben",
    "extract_kind": "Art",
    "extract_none": "Im Text steht keine Telefonnummer.",
    "dial_marked_or_typed": "Entweder eine Nummer oder --selection, nicht beides.",
    "marked_nothing": "Es ist kein Text markiert. Markieren Sie eine Nummer mit der Maus, dann noch einmal.",
    "marked_no_number": "Im markierten Text steht keine Telefonnummer.",
    "hotkey_waits": "{hotkey} wählt den markierten Text, bis dies beendet wird.",
    "hotkey_words": "Markierten Text wählen",
    "link_foreign": "„{link}“ ist kein Telefon-Link. Solche Links beginnen mit tel:, callto: oder sip:.",
    "link_no_number": "Im Link „{link}“ steht keine Nummer, die sich wählen lässt.",
    "link_code": "Der Link verlangt „{link}“, einen Code, der Einstellungen der Telefonanlage ändern kann. Das dürfen Links nicht; wählen Sie ihn von Hand, wenn Sie ihn meinen.",
    "offer_in_app": "Die Nummer steht in Durchwahl; die Eingabetaste wählt sie dort.",
    "offer_failed_title": "Es wurde nicht gewählt",
    "offer_link_title": "Ein Link möchte wählen",
    "offer_marked_title": "Welche Nummer?",
    "offer_dial": "Wählen",
    "offer_which": "Welche, 1 bis {count}? Die Eingabetaste allein wählt keine:",
    "offer_this": "1 und die Eingabetaste wählt sie, die Eingabetaste allein nicht:",
    "offer_declined": "Es wurde nicht gewählt.",
    "offer_nobody": "Niemand konnte gefragt werden, ob {numbers} gewählt werden soll. Öffnen Sie Durchwahl in einem Terminal, dann noch einmal.",
    "offer_waits": "Eine Nummer wird angeboten: {number}. d auf dem Hauptbildschirm zeigt sie.",
    "offer_title_link": "Ein Link bietet an",
    "offer_title_marked": "Markiertes wählen",
    "offer_look": "Sehen Sie die Nummer erst an: Gleich wählt die Eingabetaste.",
    "dial_premium": "Eine Premium-Nummer: Dieser Anruf kostet extra.",
}
