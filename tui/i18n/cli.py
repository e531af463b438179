"""Texts of the area: cli."""

from __future__ import annotations

from typing import Final

from tui.i18n.catalogue import TypedDict


class CliTexts(TypedDict):
    """Every key of this area, once."""

    cli_usage: str
    cli_arguments: str
    cli_options: str
    cli_help: str
    cli_version: str
    cli_see_help: str
    cli_not_written: str
    cli_wrong_unknown: str
    cli_wrong_required: str
    cli_wrong_choice: str
    cli_wrong_int: str
    cli_wrong_number: str
    cli_wrong_value_missing: str
    cli_wrong_value_needless: str
    cli_wrong_together: str
    cli_wrong_ambiguous: str
    cli_description: str
    cli_command: str
    cli_commands: str
    cli_example: str
    cli_everywhere: str
    cli_config: str
    cli_data_dir: str
    cli_lang: str
    cli_verbose: str
    cli_json: str
    cli_csv: str
    cli_ascii: str
    cli_app: str
    cli_demo: str
    cli_serve: str
    cli_watch: str
    cli_dial: str
    cli_call: str
    cli_calls: str
    cli_rebuild: str
    cli_calls_note: str
    cli_phone: str
    cli_phone_list: str
    cli_phone_test: str
    cli_phone_urls: str
    cli_lookup: str
    cli_contacts: str
    cli_contacts_search: str
    cli_contacts_show: str
    cli_simulate: str
    cli_number: str
    cli_number_or_name: str
    cli_time: str
    cli_phone_name: str
    cli_phone_all: str
    cli_dry_run: str
    cli_suppress: str
    cli_call_id: str
    cli_since: str
    cli_until: str
    cli_missed: str
    cli_in: str
    cli_out: str
    cli_calls_number: str
    cli_search: str
    cli_limit: str
    cli_vendor: str
    cli_format: str
    cli_no_terminal: str
    cli_negative: str
    cli_more_problems: str
    cli_moment: str
    cli_dialling: str
    cli_dial_alone: str
    cli_order_alone: str
    cli_would_dial: str
    call_needs_instance: str
    calls_rebuilt: str
    serve_ready: str
    serve_steps_aside: str
    watch_nothing: str
    urls_other_vendor: str
    urls_other_format: str
    urls_no_address: str
    no_such_contact: str
    column_id: str
    column_when: str
    column_way: str
    column_party: str
    column_own: str
    column_state: str
    column_note: str
    column_phone: str
    column_vendor: str
    column_host: str
    column_model: str
    column_company: str
    column_number: str
    kind_fixed_line: str
    kind_mobile: str
    kind_toll_free: str
    kind_premium: str
    kind_shared_cost: str
    kind_voip: str
    kind_service: str
    kind_emergency: str
    kind_extension: str
    kind_anonymous: str
    kind_invalid: str
    kind_unknown: str
    match_exact: str
    match_extension: str
    match_ambiguous: str
    match_none: str


EN: Final[CliTexts] = {
    "cli_usage": "usage",
    "cli_arguments": "arguments",
    "cli_options": "options",
    "cli_help": "show this help and exit",
    "cli_version": "show the version and exit",
    "cli_see_help": "`{command} --help` shows how.",
    "cli_not_written": "The output could not be written: {reason}. Make room, or write it elsewhere.",
    "cli_wrong_unknown": "There is no option or word “{words}” here.",
    "cli_wrong_required": "{names} is missing.",
    "cli_wrong_choice": "“{value}” is none of {choices}.",
    "cli_wrong_int": "{name} wants a whole number, not “{value}”.",
    "cli_wrong_number": "{name} wants a number, not “{value}”.",
    "cli_wrong_value_missing": "{name} wants a value.",
    "cli_wrong_value_needless": "{name} takes no value, and “{value}” stands there.",
    "cli_wrong_together": "{first} and {second} exclude each other.",
    "cli_wrong_ambiguous": "{name} may mean {choices}.",
    "cli_description": "Durchwahl: the desk phone, from the terminal. Without a command the app opens.",
    "cli_command": "COMMAND",
    "cli_commands": "commands",
    "cli_example": "Example",
    "cli_everywhere": "options of every command",
    "cli_config": "the configuration file",
    "cli_data_dir": "where journal, contacts and state live",
    "cli_lang": "the language",
    "cli_verbose": "tell more, on stderr",
    "cli_json": "print JSON",
    "cli_csv": "print CSV",
    "cli_ascii": "plain glyphs, for a terminal without Unicode",
    "cli_app": "the app (the same as no command)",
    "cli_demo": "the app against simulated phones, in a throw-away folder",
    "cli_serve": "headless: event server and journal; ends on SIGTERM",
    "cli_watch": "follow the running instance",
    "cli_dial": "dial a number or a contact",
    "cli_call": "control the current call",
    "cli_calls": "the journal, newest first",
    "cli_rebuild": "derive all calls anew from the kept events",
    "cli_calls_note": "write the note of a call",
    "cli_phone": "the configured phones",
    "cli_phone_list": "list them",
    "cli_phone_test": "ask each phone once: reachable, password, model",
    "cli_phone_urls": "the action URL for every event, ready to paste",
    "cli_lookup": "who a number belongs to",
    "cli_contacts": "the phone book",
    "cli_contacts_search": "find contacts",
    "cli_contacts_show": "show one contact",
    "cli_simulate": "a simulated phone, for tests and training",
    "cli_number": "NUMBER",
    "cli_number_or_name": "NUMBER|NAME",
    "cli_time": "TIME",
    "cli_phone_name": "which phone (default: the first)",
    "cli_phone_all": "only this phone (default: all of them)",
    "cli_dry_run": "only say what would be dialled, and by which request",
    "cli_suppress": "hide the own number for this call",
    "cli_call_id": "which call (default: the one that fits)",
    "cli_since": "from then on: 2026-11-01, 2026-11-01T14:00, 7d, 12h, 30m",
    "cli_until": "before then",
    "cli_missed": "only missed ones",
    "cli_in": "only incoming ones",
    "cli_out": "only outgoing ones",
    "cli_calls_number": "only with this number",
    "cli_search": "words in names, numbers, notes",
    "cli_limit": "at most so many (0: all)",
    "cli_vendor": "for a phone that is not configured yet",
    "cli_format": "how it is written; file: as this maker provisions, and so does the name of that format, such as xml or cfg",
    "cli_no_terminal": "The app needs a terminal. Without one: `durchwahl serve`, or any other command.",
    "cli_negative": "{option} wants 0 or a positive number.",
    "cli_more_problems": "Further problems of the contact files: {count}.",
    "cli_moment": "“{text}” is no time. Write 2026-11-01, 2026-11-01T14:00, or 7d, 12h, 30m for so long ago.",
    "cli_dialling": "{phone} dials {number}.",
    "cli_dial_alone": "{phone} took {number}. No Durchwahl is running that could confirm the call.",
    "cli_order_alone": "{phone} took the command. No Durchwahl is running that could confirm it.",
    "cli_would_dial": "{phone} would dial {number}: {request}",
    "call_needs_instance": "Calls have ids only while Durchwahl runs: start the app or `durchwahl serve`, then name call {id}.",
    "calls_rebuilt": "{count} calls derived anew.",
    "serve_ready": "Events are received at {url}. Ctrl-C ends it.",
    "serve_steps_aside": "Another Durchwahl takes over; this one goes on when that one has ended.",
    "watch_nothing": "No Durchwahl is running here. Start the app or `durchwahl serve`.",
    "urls_other_vendor": "The vendor of {phone} is {vendor}, not {asked}. Leave --vendor out, or --phone.",
    "urls_other_format": "{vendor} phones do not read {format} files. Choose --format {own}.",
    "urls_no_address": "This computer has no address that a phone could reach. Connect it to the network, or set advertise under [events].",
    "no_such_contact": "There is no contact with the id {id}. `durchwahl contacts search` lists them.",
    "column_id": "id",
    "column_when": "when",
    "column_way": "way",
    "column_party": "party",
    "column_own": "own",
    "column_state": "state",
    "column_note": "note",
    "column_phone": "phone",
    "column_vendor": "vendor",
    "column_host": "host",
    "column_model": "model",
    "column_company": "company",
    "column_number": "number",
    "kind_fixed_line": "fixed line",
    "kind_mobile": "mobile",
    "kind_toll_free": "toll-free",
    "kind_premium": "premium rate",
    "kind_shared_cost": "shared cost",
    "kind_voip": "voice over IP",
    "kind_service": "service number",
    "kind_emergency": "emergency",
    "kind_extension": "extension",
    "kind_anonymous": "withheld",
    "kind_invalid": "not a number",
    "kind_unknown": "unknown kind",
    "match_exact": "exact",
    "match_extension": "company, extension {extension}",
    "match_ambiguous": "one of several",
    "match_none": "nobody",
}

DE: Final[CliTexts] = {
    "cli_usage": "Aufruf",
    "cli_arguments": "Angaben",
    "cli_options": "Optionen",
    "cli_help": "diese Hilfe zeigen",
    "cli_version": "die Version zeigen",
    "cli_see_help": "`{command} --help` zeigt, wie es geht.",
    "cli_not_written": "Die Ausgabe ließ sich nicht schreiben: {reason}. Schaffen Sie Platz, oder schreiben Sie sie woandershin.",
    "cli_wrong_unknown": "Eine Option oder ein Wort „{words}“ gibt es hier nicht.",
    "cli_wrong_required": "{names} fehlt.",
    "cli_wrong_choice": "„{value}“ gehört nicht zu {choices}.",
    "cli_wrong_int": "{name} verlangt eine ganze Zahl, nicht „{value}“.",
    "cli_wrong_number": "{name} verlangt eine Zahl, nicht „{value}“.",
    "cli_wrong_value_missing": "{name} verlangt einen Wert.",
    "cli_wrong_value_needless": "{name} nimmt keinen Wert, dort steht aber „{value}“.",
    "cli_wrong_together": "{first} und {second} schließen einander aus.",
    "cli_wrong_ambiguous": "{name} kann {choices} bedeuten.",
    "cli_description": "Durchwahl: das Tischtelefon im Terminal. Ohne Befehl öffnet sich die Anwendung.",
    "cli_command": "BEFEHL",
    "cli_commands": "Befehle",
    "cli_example": "Beispiel",
    "cli_everywhere": "Optionen aller Befehle",
    "cli_config": "die Konfigurationsdatei",
    "cli_data_dir": "wo Journal, Kontakte und Zustand liegen",
    "cli_lang": "die Sprache",
    "cli_verbose": "mehr erzählen, auf stderr",
    "cli_json": "JSON ausgeben",
    "cli_csv": "CSV ausgeben",
    "cli_ascii": "einfache Zeichen, für ein Terminal ohne Unicode",
    "cli_app": "die Anwendung (wie ganz ohne Befehl)",
    "cli_demo": "die Anwendung mit simulierten Telefonen, in einem Wegwerfordner",
    "cli_serve": "ohne Bildschirm: Ereignisserver und Journal; endet bei SIGTERM",
    "cli_watch": "dem laufenden Programm zusehen",
    "cli_dial": "eine Rufnummer oder einen Kontakt wählen",
    "cli_call": "das laufende Gespräch steuern",
    "cli_calls": "das Journal, das Neueste zuerst",
    "cli_rebuild": "alle Anrufe aus den aufbewahrten Ereignissen neu ableiten",
    "cli_calls_note": "die Notiz eines Anrufs schreiben",
    "cli_phone": "die eingerichteten Telefone",
    "cli_phone_list": "sie auflisten",
    "cli_phone_test": "jedes Telefon einmal fragen: erreichbar, Kennwort, Modell",
    "cli_phone_urls": "die Action-URL für jedes Ereignis, fertig zum Einfügen",
    "cli_lookup": "wem eine Rufnummer gehört",
    "cli_contacts": "das Telefonbuch",
    "cli_contacts_search": "Kontakte finden",
    "cli_contacts_show": "einen Kontakt zeigen",
    "cli_simulate": "ein simuliertes Telefon, zum Testen und Üben",
    "cli_number": "RUFNUMMER",
    "cli_number_or_name": "RUFNUMMER|NAME",
    "cli_time": "ZEIT",
    "cli_phone_name": "welches Telefon (sonst: das erste)",
    "cli_phone_all": "nur dieses Telefon (sonst: alle)",
    "cli_dry_run": "nur sagen, was womit gewählt würde",
    "cli_suppress": "die eigene Rufnummer für diesen Anruf unterdrücken",
    "cli_call_id": "welches Gespräch (sonst: das passende)",
    "cli_since": "ab dann: 2026-11-01, 2026-11-01T14:00, 7d, 12h, 30m",
    "cli_until": "vor dann",
    "cli_missed": "nur verpasste",
    "cli_in": "nur eingehende",
    "cli_out": "nur ausgehende",
    "cli_calls_number": "nur mit dieser Rufnummer",
    "cli_search": "Wörter in Namen, Rufnummern, Notizen",
    "cli_limit": "höchstens so viele (0: alle)",
    "cli_vendor": "für ein noch nicht eingerichtetes Telefon",
    "cli_format": "Schreibweise; file: wie dieser Hersteller provisioniert, ebenso der Name dieses Formats, etwa xml oder cfg",
    "cli_no_terminal": "Die Anwendung braucht ein Terminal. Ohne: `durchwahl serve` oder ein anderer Befehl.",
    "cli_negative": "{option} verlangt 0 oder eine positive Zahl.",
    "cli_more_problems": "Weitere Probleme der Kontaktdateien: {count}.",
    "cli_moment": "„{text}“ ist keine Zeitangabe. Schreiben Sie 2026-11-01, 2026-11-01T14:00 oder 7d, 12h, 30m für so lange her.",
    "cli_dialling": "{phone} wählt {number}.",
    "cli_dial_alone": "{phone} hat {number} angenommen. Es läuft kein Durchwahl, das den Anruf bestätigen könnte.",
    "cli_order_alone": "{phone} hat den Befehl angenommen. Es läuft kein Durchwahl, das ihn bestätigen könnte.",
    "cli_would_dial": "{phone} würde {number} wählen: {request}",
    "call_needs_instance": "Gespräche haben nur eine Nummer, solange Durchwahl läuft: Starten Sie die Anwendung oder `durchwahl serve`, dann nennen Sie Gespräch {id}.",
    "calls_rebuilt": "{count} Anrufe neu abgeleitet.",
    "serve_ready": "Ereignisse werden unter {url} empfangen. Strg-C beendet.",
    "serve_steps_aside": "Ein anderes Durchwahl übernimmt; dieses macht weiter, wenn jenes beendet ist.",
    "watch_nothing": "Hier läuft kein Durchwahl. Starten Sie die Anwendung oder `durchwahl serve`.",
    "urls_other_vendor": "Der Hersteller von {phone} ist {vendor}, nicht {asked}. Lassen Sie --vendor oder --phone weg.",
    "urls_other_format": "Telefone von {vendor} lesen keine Dateien im Format {format}. Wählen Sie --format {own}.",
    "urls_no_address": "Dieser Rechner hat keine Adresse, unter der ein Telefon ihn erreicht. Verbinden Sie ihn mit dem Netz, oder tragen Sie unter [events] advertise ein.",
    "no_such_contact": "Einen Kontakt mit der Nummer {id} gibt es nicht. `durchwahl contacts search` listet sie auf.",
    "column_id": "Nr.",
    "column_when": "wann",
    "column_way": "Weg",
    "column_party": "mit",
    "column_own": "eigene",
    "column_state": "Zustand",
    "column_note": "Notiz",
    "column_phone": "Telefon",
    "column_vendor": "Hersteller",
    "column_host": "Adresse",
    "column_model": "Modell",
    "column_company": "Firma",
    "column_number": "Rufnummer",
    "kind_fixed_line": "Festnetz",
    "kind_mobile": "Mobilfunk",
    "kind_toll_free": "gebührenfrei",
    "kind_premium": "Premiumdienst",
    "kind_shared_cost": "Servicenummer mit geteilten Kosten",
    "kind_voip": "Internettelefonie",
    "kind_service": "Dienstnummer",
    "kind_emergency": "Notruf",
    "kind_extension": "Durchwahl",
    "kind_anonymous": "unterdrückt",
    "kind_invalid": "keine Rufnummer",
    "kind_unknown": "unbekannte Art",
    "match_exact": "genau",
    "match_extension": "Firma, Durchwahl {extension}",
    "match_ambiguous": "einer von mehreren",
    "match_none": "niemand",
}
