"""Texts of the area: config. Files of the program: configuration, passwords, tokens, data directory."""

from __future__ import annotations

from typing import Final

from tui.i18n.catalogue import TypedDict


class ConfigTexts(TypedDict):
    """Every key of this area, once. Texts of a setting begin after its name: "events.port must be …"."""

    config_problems: str
    config_at_line: str
    config_and_more: str
    config_and_so_on: str
    config_missing: str
    config_is_directory: str
    config_unreadable: str
    config_too_large: str
    config_not_utf8: str
    config_absurd: str
    config_syntax: str
    config_hint_twice: str
    config_hint_backslash: str
    config_hint_quote_end: str
    config_hint_quotes: str
    config_hint_bracket: str
    config_hint_none: str
    config_unknown: str
    config_unknown_near: str
    config_unfit_shown: str
    config_unfit_near: str
    config_missing_key: str
    config_too_long: str
    config_control_character: str
    config_advertise_unspecified: str
    config_login_in_host: str
    config_colon_in_user: str
    config_no_such_home: str
    config_phone_without_name: str
    config_phone_name: str
    config_phone_twin: str
    config_want_table: str
    config_want_text: str
    config_want_boolean: str
    config_want_lang: str
    config_want_theme: str
    config_want_vendor: str
    config_want_address: str
    config_want_advertise: str
    config_want_port: str
    config_want_country: str
    config_want_area_code: str
    config_want_company_number: str
    config_want_extension_digits: str
    config_want_outside_prefix: str
    config_want_suppress_code: str
    config_want_files: str
    config_want_days: str
    config_want_numbers: str
    config_want_private_calls: str
    config_want_templates: str
    config_want_page: str
    config_want_page_open: str
    config_login_in_page: str
    config_want_phone_host: str
    config_want_identity: str
    config_want_seconds: str
    config_want_action_urls: str
    config_want_link_dial: str
    config_want_hotkey: str
    config_want_hotkey_modifier: str
    config_want_code: str
    config_want_code_slot: str
    config_want_code_target: str
    config_want_code_seconds: str
    config_would_not_load: str
    config_cannot_edit: str
    file_not_written: str
    file_busy: str
    dir_not_made: str
    dir_of_another: str
    dir_shared: str
    tokens_set_aside: str
    tokens_unreadable: str


EN: Final[ConfigTexts] = {
    "config_problems": "{file} has {count} problems:",
    "config_at_line": "line {line}: {sentence}",
    "config_and_more": "{first} … and {count} more",
    "config_and_so_on": "… and {count} more",
    "config_missing": "There is no file {file}. Check the name after --config, or in DURCHWAHL_CONFIG.",
    "config_is_directory": "{file} is a directory. Name the file itself, such as config.toml in it.",
    "config_unreadable": "{file} cannot be read ({reason}). Check its name and permissions.",
    "config_too_large": "{file} is larger than {limit} KiB and so not a configuration. Check the name.",
    "config_not_utf8": "{file} is not UTF-8 text (first seen in line {line}). Save it again as UTF-8.",
    "config_absurd": (
        "{file} holds a number or a nesting beyond all bounds. Check whether it is the right file."
    ),
    "config_syntax": "not valid TOML at column {column}{hint}.",
    "config_hint_twice": "; this key or table is there twice",
    "config_hint_backslash": "; a backslash must be doubled between \"…\", or use '…' instead",
    "config_hint_quote_end": "; a closing quotation mark seems to be missing",
    "config_hint_quotes": '; texts and addresses stand in quotation marks, as in host = "192.168.1.50"',
    "config_hint_bracket": "; a closing bracket is missing",
    "config_hint_none": "; expected is a line such as name = value or [table]",
    "config_unknown": "is not a known key. Known here: {valid}",
    "config_unknown_near": "is not a known key. Did you mean {near}?",
    "config_unfit_shown": "{want}, not {value}",
    "config_unfit_near": "{want}, not {value}. Did you mean {near}?",
    "config_missing_key": "is missing; it {want}",
    "config_too_long": "is too long",
    "config_control_character": "holds a control character; remove it",
    "config_advertise_unspecified": (
        "must be an address at which the phones reach this computer, or be left out"
    ),
    "config_login_in_host": "must not hold a login; user and password have settings of their own",
    "config_colon_in_user": "must not hold a colon; the password has a setting of its own",
    "config_no_such_home": "names the home directory of a user who does not exist",
    "config_phone_without_name": "needs a name for each phone, as in [phone.desk]",
    "config_phone_name": "must be named with 1 to 32 letters A-Z, digits, - or _",
    "config_phone_twin": "differs from {twin} in capitals only; give one of the two another name",
    "config_want_table": "must be a table that begins with the line [{name}]",
    "config_want_text": "must be a text in quotation marks",
    "config_want_boolean": "must be true or false",
    "config_want_lang": 'must be "de" or "en"',
    "config_want_theme": 'must be "dark", "light" or "contrast"',
    "config_want_vendor": "must be one of: {choices}",
    "config_want_address": 'must be an address or host name without port, such as "0.0.0.0"',
    "config_want_advertise": 'must be an address or host name without port, such as "192.168.1.20"',
    "config_want_port": "must be a whole number from 0 to 65535",
    "config_want_country": 'must be the two letters of a country (ISO 3166), such as "DE"',
    "config_want_area_code": 'must be the digits of the area code in quotation marks, such as "221"',
    "config_want_company_number": 'must be digits in quotation marks, such as "4711" for 0221 4711-…',
    "config_want_extension_digits": "must be a list of lengths from 1 to 6, such as [2, 3]",
    "config_want_outside_prefix": 'must be up to 4 digits in quotation marks, such as "0"; "" for none',
    "config_want_suppress_code": 'must be digits, * and # in quotation marks, such as "*31*"; "" for none',
    "config_want_page": "must be an http or https address in which only {{e164}}, {{number}}, {{name}} and {{company}} are filled in, such as https://crm.example/?n={{e164}}",
    "config_want_page_open": "must be one of: key (when you press it), ringing (with every incoming call)",
    "config_login_in_page": "must not hold a login: log in within the browser",
    "config_want_files": 'must be a list of file names, such as ["contacts.vcf"]',
    "config_want_days": "must be a whole number of days from 1 to 36500",
    "config_want_numbers": 'must be a list of telephone numbers, such as ["0221 4710-123", "22"]',
    "config_want_private_calls": "must be “shorten” or “never”",
    "config_want_templates": "must be a table of notes by name, each a text",
    "config_want_phone_host": 'must be an address or name, such as "192.168.1.50" or "https://phone:8443"',
    "config_want_identity": 'must have the form "user@host"; "" for the phone\'s own choice',
    "config_want_action_urls": "must be one of: ours (Durchwahl may write them into the phone), provider (they are in it already)",
    "config_want_link_dial": "must be one of: ask (a link only offers its number), always (it dials)",
    "config_want_hotkey": 'must be a key, such as "Pause", "F12" or "Ctrl+Alt+D"',
    "config_want_hotkey_modifier": 'must hold Ctrl, Alt or Super, such as "Ctrl+Alt+D": the key alone would be lost to other programs',
    "config_want_code": 'must be digits, * and #, or "" where the PBX has no such code',
    "config_want_code_slot": 'must be digits, * and # with {{slot}} in it once, or ""',
    "config_want_code_target": 'must be digits, * and # with {{target}} in it once, or ""',
    "config_want_code_seconds": 'must be digits, * and # with {{seconds}} and {{target}} in it once each, or ""',
    "config_want_seconds": "must be a number of seconds above 0, at most 60",
    "config_would_not_load": "Nothing was changed, since the result would not be valid: {problem}",
    "config_cannot_edit": (
        "{file} is laid out in a way that cannot be changed safely. Please edit it by hand."
    ),
    "file_not_written": "{file} could not be written ({reason}). Check its permissions and the free space.",
    "file_busy": "{file} is in use by another durchwahl that does not answer. End that one and try again.",
    "dir_not_made": (
        "The directory {directory} cannot be used ({reason}). Choose another one with --data-dir."
    ),
    "dir_of_another": (
        "The directory {directory} belongs to another user. Choose another one with --data-dir."
    ),
    "dir_shared": "The directory {directory} is there for everyone. Name one of your own with --data-dir.",
    "tokens_set_aside": (
        "The phones' keys were damaged and are now in {file}. Write the action URLs into the phones again."
    ),
    "tokens_unreadable": "The phones' keys in {file} cannot be read ({reason}). Check its permissions.",
}

DE: Final[ConfigTexts] = {
    "config_problems": "{file} enthält {count} Fehler:",
    "config_at_line": "Zeile {line}: {sentence}",
    "config_and_more": "{first} … und noch {count}",
    "config_and_so_on": "… und noch {count}",
    "config_missing": (
        "Die Datei {file} gibt es nicht. Prüfen Sie den Namen nach --config oder in DURCHWAHL_CONFIG."
    ),
    "config_is_directory": "{file} ist ein Verzeichnis. Nennen Sie die Datei selbst, etwa config.toml darin.",
    "config_unreadable": "{file} lässt sich nicht lesen ({reason}). Prüfen Sie Namen und Zugriffsrechte.",
    "config_too_large": "{file} ist größer als {limit} KiB, also keine Konfiguration. Prüfen Sie den Namen.",
    "config_not_utf8": (
        "{file} ist kein Text in UTF-8 (zuerst in Zeile {line}). Speichern Sie die Datei neu als UTF-8."
    ),
    "config_absurd": (
        "{file} enthält eine maßlos lange Zahl oder Schachtelung. Prüfen Sie, ob es die richtige Datei ist."
    ),
    "config_syntax": "kein gültiges TOML in Spalte {column}{hint}.",
    "config_hint_twice": "; dieser Schlüssel oder diese Tabelle steht doppelt da",
    "config_hint_backslash": "; ein Backslash muss zwischen \"…\" verdoppelt werden, oder nehmen Sie '…'",
    "config_hint_quote_end": "; vermutlich fehlt ein schließendes Anführungszeichen",
    "config_hint_quotes": '; Texte und Adressen stehen in Anführungszeichen, etwa host = "192.168.1.50"',
    "config_hint_bracket": "; es fehlt eine schließende Klammer",
    "config_hint_none": "; erwartet wird eine Zeile wie name = wert oder [tabelle]",
    "config_unknown": "ist kein bekannter Schlüssel. Bekannt sind hier: {valid}",
    "config_unknown_near": "ist kein bekannter Schlüssel. Meinten Sie {near}?",
    "config_unfit_shown": "{want}, nicht {value}",
    "config_unfit_near": "{want}, nicht {value}. Meinten Sie {near}?",
    "config_missing_key": "fehlt; der Wert {want}",
    "config_too_long": "ist zu lang",
    "config_control_character": "enthält ein Steuerzeichen; bitte entfernen Sie es",
    "config_advertise_unspecified": (
        "muss eine Adresse sein, unter der die Telefone diesen Rechner erreichen, oder entfallen"
    ),
    "config_login_in_host": "darf keine Anmeldung enthalten; Benutzer und Kennwort haben eigene Einträge",
    "config_colon_in_user": "darf keinen Doppelpunkt enthalten; das Kennwort hat einen eigenen Eintrag",
    "config_no_such_home": "nennt das Heimatverzeichnis eines Benutzers, den es nicht gibt",
    "config_phone_without_name": "braucht für jedes Telefon einen Namen, etwa [phone.desk]",
    "config_phone_name": "muss mit 1 bis 32 Buchstaben A-Z, Ziffern, - oder _ benannt sein",
    "config_phone_twin": (
        "unterscheidet sich von {twin} nur in der Großschreibung; nennen Sie eines der beiden anders"
    ),
    "config_want_table": "muss eine Tabelle sein, die mit der Zeile [{name}] beginnt",
    "config_want_text": "muss ein Text in Anführungszeichen sein",
    "config_want_boolean": "muss true oder false sein",
    "config_want_lang": 'muss "de" oder "en" sein',
    "config_want_theme": 'muss "dark", "light" oder "contrast" sein',
    "config_want_vendor": "muss eines von diesen sein: {choices}",
    "config_want_address": 'muss eine Adresse oder ein Rechnername ohne Port sein, etwa "0.0.0.0"',
    "config_want_advertise": 'muss eine Adresse oder ein Rechnername ohne Port sein, etwa "192.168.1.20"',
    "config_want_port": "muss eine ganze Zahl von 0 bis 65535 sein",
    "config_want_country": 'muss aus den zwei Buchstaben eines Landes bestehen (ISO 3166), etwa "DE"',
    "config_want_area_code": 'muss aus den Ziffern der Ortsvorwahl in Anführungszeichen bestehen, etwa "221"',
    "config_want_company_number": (
        'muss aus Ziffern in Anführungszeichen bestehen, etwa "4711" bei 0221 4711-…'
    ),
    "config_want_extension_digits": "muss eine Liste von Längen von 1 bis 6 sein, etwa [2, 3]",
    "config_want_outside_prefix": (
        'muss aus höchstens 4 Ziffern in Anführungszeichen bestehen, etwa "0"; "" für keine'
    ),
    "config_want_suppress_code": (
        'muss aus Ziffern, * und # in Anführungszeichen bestehen, etwa "*31*"; "" für keinen'
    ),
    "config_want_page": "muss eine http- oder https-Adresse sein, in der nur {{e164}}, {{number}}, {{name}} und {{company}} ausgefüllt werden, etwa https://crm.example/?n={{e164}}",
    "config_want_page_open": "muss eines von diesen sein: key (auf Tastendruck), ringing (bei jedem eingehenden Anruf)",
    "config_login_in_page": "darf keine Anmeldung enthalten: Melden Sie sich im Browser an",
    "config_want_files": 'muss eine Liste von Dateinamen sein, etwa ["kontakte.vcf"]',
    "config_want_days": "muss eine ganze Zahl von Tagen zwischen 1 und 36500 sein",
    "config_want_numbers": 'muss eine Liste von Rufnummern sein, etwa ["0221 4710-123", "22"]',
    "config_want_private_calls": "muss „shorten“ oder „never“ sein",
    "config_want_templates": "muss eine Tabelle von Notizen mit Namen sein, jede ein Text",
    "config_want_phone_host": (
        'muss eine Adresse oder ein Name sein, etwa "192.168.1.50" oder "https://telefon:8443"'
    ),
    "config_want_identity": 'muss die Form "benutzer@rechner" haben; "" überlässt die Wahl dem Telefon',
    "config_want_action_urls": "muss eines von diesen sein: ours (Durchwahl darf sie ins Telefon schreiben), provider (sie stehen schon darin)",
    "config_want_link_dial": "muss eines von diesen sein: ask (ein Link bietet seine Nummer nur an), always (er wählt)",
    "config_want_hotkey": 'muss eine Taste sein, etwa "Pause", "F12" oder "Ctrl+Alt+D"',
    "config_want_hotkey_modifier": 'muss Ctrl, Alt oder Super enthalten, etwa "Ctrl+Alt+D": Die Taste allein ginge anderen Programmen verloren',
    "config_want_code": 'muss aus Ziffern, * und # bestehen, oder "" sein, wenn die Anlage keinen solchen Code hat',
    "config_want_code_slot": 'muss aus Ziffern, * und # bestehen und einmal {{slot}} enthalten, oder "" sein',
    "config_want_code_target": 'muss aus Ziffern, * und # bestehen und einmal {{target}} enthalten, oder "" sein',
    "config_want_code_seconds": 'muss aus Ziffern, * und # bestehen und je einmal {{seconds}} und {{target}} enthalten, oder "" sein',
    "config_want_seconds": "muss eine Zahl von Sekunden über 0 und höchstens 60 sein",
    "config_would_not_load": "Nichts wurde geändert, denn das Ergebnis wäre ungültig: {problem}",
    "config_cannot_edit": (
        "{file} ist so aufgebaut, dass sie sich nicht sicher ändern lässt. Bitte ändern Sie sie von Hand."
    ),
    "file_not_written": (
        "{file} ließ sich nicht schreiben ({reason}). Prüfen Sie Zugriffsrechte und freien Speicherplatz."
    ),
    "file_busy": (
        "{file} wird von einem anderen durchwahl benutzt, das nicht antwortet. Beenden Sie es und "
        "versuchen Sie es erneut."
    ),
    "dir_not_made": (
        "Das Verzeichnis {directory} ist nicht benutzbar ({reason}). Wählen Sie mit --data-dir ein anderes."
    ),
    "dir_of_another": (
        "Das Verzeichnis {directory} gehört einem anderen Benutzer. Wählen Sie mit --data-dir ein anderes."
    ),
    "dir_shared": "Das Verzeichnis {directory} ist für alle da. Nennen Sie mit --data-dir ein eigenes.",
    "tokens_set_aside": (
        "Die Schlüssel der Telefone waren beschädigt und liegen jetzt in {file}. Schreiben Sie die "
        "Action-URLs neu in die Telefone."
    ),
    "tokens_unreadable": (
        "Die Schlüssel der Telefone in {file} sind nicht lesbar ({reason}). Prüfen Sie die Zugriffsrechte."
    ),
}
