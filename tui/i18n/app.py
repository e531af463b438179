"""Texts of the area: app."""

from __future__ import annotations

from typing import Final

from tui.i18n.catalogue import TypedDict


class AppTexts(TypedDict):
    """Every key of this area, once."""

    anonymous: str
    state_ringing: str
    state_dialing: str
    state_talking: str
    state_held: str
    state_ending: str
    outcome_answered: str
    outcome_missed: str
    outcome_rejected: str
    outcome_busy: str
    outcome_cancelled: str
    outcome_forwarded: str
    outcome_transferred: str
    outcome_failed: str
    outcome_unknown: str
    outcome_elsewhere: str
    direction_in: str
    direction_out: str
    cmd_answer: str
    cmd_answer_help: str
    cmd_end: str
    cmd_end_help: str
    cmd_reject: str
    cmd_resume: str
    cmd_hold: str
    cmd_hold_help: str
    cmd_dial: str
    cmd_dial_help: str
    cmd_redial: str
    cmd_redial_help: str
    cmd_call_back: str
    cmd_call_back_help: str
    cmd_search: str
    cmd_search_help: str
    cmd_note: str
    cmd_note_help: str
    cmd_missed: str
    cmd_missed_help: str
    cmd_next_filter: str
    cmd_next_filter_help: str
    cmd_previous_filter: str
    cmd_previous_filter_help: str
    cmd_next_pane: str
    cmd_next_pane_help: str
    cmd_lower_card: str
    cmd_lower_card_help: str
    cmd_raise_card: str
    cmd_raise_card_help: str
    cmd_check_phones: str
    cmd_check_phones_help: str
    cmd_theme: str
    cmd_theme_help: str
    cmd_help: str
    cmd_help_help: str
    cmd_palette: str
    cmd_palette_help: str
    cmd_quit: str
    cmd_quit_help: str
    key_space: str
    key_enter: str
    key_escape: str
    key_tab: str
    why_no_phone: str
    why_no_row: str
    why_no_redial: str
    why_withheld: str
    card_displayed: str
    dial_suppressed: str
    dial_or: str
    pane_calls: str
    pane_contacts: str
    pane_phone: str
    filter_all: str
    filter_missed: str
    filter_in: str
    filter_out: str
    status_starting: str
    status_events: str
    status_events_failed: str
    status_registered: str
    status_not_registered: str
    status_online: str
    status_unreachable: str
    status_no_phone: str
    status_problem: str
    status_dnd_on: str
    status_dnd_off: str
    status_forward_on: str
    phone_idle: str
    log_empty: str
    log_empty_filter: str
    contacts_hint: str
    contacts_none: str
    contacts_empty: str
    contacts_loading: str
    contacts_problems: str
    dial_title: str
    dial_placeholder: str
    dial_will: str
    dial_on: str
    dial_keys: str
    dial_keys_phones: str
    dial_emergency: str
    note_title: str
    note_placeholder: str
    note_saved: str
    note_keys: str
    help_title: str
    help_call_keys: str
    help_close: str
    palette_placeholder: str
    palette_none: str
    palette_keys: str
    card_incoming: str
    card_outgoing: str
    card_line: str
    card_last_calls: str
    card_no_calls: str
    card_unknown: str
    card_note: str
    card_more: str
    card_ambiguous: str
    card_keys_ringing: str
    card_keys_talking: str
    card_keys_held: str
    card_keys_dialing: str
    order_unconfirmed: str
    dial_unconfirmed: str
    title_ringing: str
    title_idle: str


EN: Final[AppTexts] = {
    "anonymous": "number withheld",
    "state_ringing": "ringing",
    "state_dialing": "dialling",
    "state_talking": "talking",
    "state_held": "on hold",
    "state_ending": "ending …",
    "outcome_answered": "answered",
    "outcome_missed": "missed",
    "outcome_rejected": "rejected",
    "outcome_busy": "busy",
    "outcome_cancelled": "no answer",
    "outcome_forwarded": "forwarded",
    "outcome_transferred": "transferred",
    "outcome_failed": "failed",
    "outcome_unknown": "unknown end",
    "outcome_elsewhere": "answered elsewhere",
    "direction_in": "in",
    "direction_out": "out",
    "cmd_answer": "answer",
    "cmd_answer_help": "Answer the ringing call on the phone",
    "cmd_end": "hang up",
    "cmd_end_help": "Hang up the call, or reject the ringing one",
    "cmd_reject": "reject",
    "cmd_resume": "resume",
    "cmd_hold": "hold",
    "cmd_hold_help": "Put the call on hold, or take it back",
    "cmd_dial": "dial",
    "cmd_dial_help": "Dial a number or a contact",
    "cmd_redial": "redial",
    "cmd_redial_help": "Dial the last number once more",
    "cmd_call_back": "call back",
    "cmd_call_back_help": "Dial the selected call’s or contact’s number",
    "cmd_search": "search",
    "cmd_search_help": "Search the contacts",
    "cmd_note": "note",
    "cmd_note_help": "Write a note to the running or the selected call",
    "cmd_missed": "missed",
    "cmd_missed_help": "Show the missed calls only, or all again",
    "cmd_next_filter": "next filter",
    "cmd_next_filter_help": "Show other calls: all, missed, incoming, outgoing",
    "cmd_previous_filter": "previous filter",
    "cmd_previous_filter_help": "Show other calls, the other way round",
    "cmd_next_pane": "next pane",
    "cmd_next_pane_help": "Go to the next pane",
    "cmd_lower_card": "back",
    "cmd_lower_card_help": "Leave what is open; put the caller card away",
    "cmd_raise_card": "card",
    "cmd_raise_card_help": "Show the caller card of the running call again",
    "cmd_check_phones": "ask phones",
    "cmd_check_phones_help": "Ask the phones again whether they can be reached and let us in",
    "cmd_theme": "theme",
    "cmd_theme_help": "Change to the next theme: dark, light, high contrast",
    "cmd_help": "help",
    "cmd_help_help": "Show all keys",
    "cmd_palette": "commands",
    "cmd_palette_help": "Find a command by its name",
    "cmd_quit": "quit",
    "cmd_quit_help": "Leave Durchwahl; calls on the phone go on",
    "key_space": "space",
    "key_enter": "enter",
    "key_escape": "esc",
    "key_tab": "tab",
    "why_no_phone": "No phone is configured yet: name one in the configuration under [phone.desk].",
    "why_no_row": "Select a call in the list first.",
    "why_no_redial": "Nothing has been dialled yet.",
    "why_withheld": "This caller withheld the number: there is nothing to dial.",
    "card_displayed": "“{name}”",
    "dial_suppressed": "own number hidden",
    "dial_or": "or is {number} meant? Then type it that way.",
    "pane_calls": "Calls",
    "pane_contacts": "Contacts",
    "pane_phone": "Phone",
    "filter_all": "all",
    "filter_missed": "missed",
    "filter_in": "in",
    "filter_out": "out",
    "status_starting": "starting …",
    "status_events": "events active :{port}",
    "status_events_failed": "events off",
    "status_registered": "registered",
    "status_not_registered": "not registered",
    "status_online": "online",
    "status_unreachable": "not reachable",
    "status_no_phone": "no phone configured",
    "status_problem": "see phone pane",
    "status_dnd_on": "DND on",
    "status_dnd_off": "DND off",
    "status_forward_on": "forward {target}",
    "phone_idle": "idle",
    "log_empty": "No calls yet. A call appears here as soon as the phone reports it.",
    "log_empty_filter": "No such calls.",
    "contacts_hint": "/ name, company or number",
    "contacts_none": "Nobody found.",
    "contacts_empty": "No contacts. Name a vCard or CSV file in the configuration: [contacts] files = […]",
    "contacts_loading": "Loading contacts …",
    "contacts_problems": "{problem} Further problems of the contact files are in the log: {count}.",
    "dial_title": "Dial",
    "dial_placeholder": "number or name",
    "dial_will": "dials {number}",
    "dial_on": "on {phone}",
    "dial_keys": "enter dial   up/down choose   F4 hide own number   esc back",
    "dial_keys_phones": "enter dial   up/down choose   F3 phone   F4 hide own number   esc back",
    "dial_emergency": "Did you mean the emergency number {number}? Clear the field and type {number}.",
    "note_title": "Note to the call with {party}",
    "note_placeholder": "what was it about?",
    "note_saved": "Note saved.",
    "note_keys": "enter save   esc back",
    "help_title": "Keys",
    "help_call_keys": "F5, F6 and F7 work everywhere, also while you type.",
    "help_close": "esc closes",
    "palette_placeholder": "Find a command …",
    "palette_none": "No such command can run now.",
    "palette_keys": "enter run   up/down choose   esc back",
    "card_incoming": "Incoming call",
    "card_outgoing": "Outgoing call",
    "card_line": "on {own} ({phone})",
    "card_last_calls": "Last calls",
    "card_no_calls": "first call with this number",
    "card_unknown": "not in the phone book",
    "card_note": "Note",
    "card_more": "+{count} more",
    "card_ambiguous": "{names}: the number belongs to several",
    "card_keys_ringing": "a answer   x reject   esc put away",
    "card_keys_talking": "space hold   x hang up   n note   esc put away",
    "card_keys_held": "space resume   x hang up   n note   esc put away",
    "card_keys_dialing": "x give up   esc put away",
    "order_unconfirmed": "The phone {phone} took the command but has not reported that it did it. Look at its display; if nothing is ever reported, check its action URLs.",
    "dial_unconfirmed": "The phone {phone} took {number} but reports no call. Look at its display; if nothing is ever reported, check its action URLs.",
    "title_ringing": "call: {party}",
    "title_idle": "Durchwahl",
}

DE: Final[AppTexts] = {
    "anonymous": "Rufnummer unterdrückt",
    "state_ringing": "klingelt",
    "state_dialing": "wählt",
    "state_talking": "spricht",
    "state_held": "gehalten",
    "state_ending": "wird beendet …",
    "outcome_answered": "angenommen",
    "outcome_missed": "verpasst",
    "outcome_rejected": "abgewiesen",
    "outcome_busy": "besetzt",
    "outcome_cancelled": "nicht erreicht",
    "outcome_forwarded": "weitergeleitet",
    "outcome_transferred": "vermittelt",
    "outcome_failed": "fehlgeschlagen",
    "outcome_unknown": "Ende unbekannt",
    "outcome_elsewhere": "anderswo angenommen",
    "direction_in": "ein",
    "direction_out": "aus",
    "cmd_answer": "annehmen",
    "cmd_answer_help": "Den klingelnden Anruf am Telefon annehmen",
    "cmd_end": "auflegen",
    "cmd_end_help": "Das Gespräch beenden oder den klingelnden Anruf abweisen",
    "cmd_reject": "abweisen",
    "cmd_resume": "zurückholen",
    "cmd_hold": "halten",
    "cmd_hold_help": "Das Gespräch halten oder zurückholen",
    "cmd_dial": "wählen",
    "cmd_dial_help": "Eine Rufnummer oder einen Kontakt wählen",
    "cmd_redial": "Wahlwh.",
    "cmd_redial_help": "Die letzte Rufnummer noch einmal wählen",
    "cmd_call_back": "zurückrufen",
    "cmd_call_back_help": "Die Nummer des markierten Anrufs oder Kontakts wählen",
    "cmd_search": "suchen",
    "cmd_search_help": "In den Kontakten suchen",
    "cmd_note": "Notiz",
    "cmd_note_help": "Eine Notiz zum laufenden oder markierten Anruf schreiben",
    "cmd_missed": "verpasst",
    "cmd_missed_help": "Nur die verpassten Anrufe zeigen oder wieder alle",
    "cmd_next_filter": "nächster Filter",
    "cmd_next_filter_help": "Andere Anrufe zeigen: alle, verpasste, ein- und ausgehende",
    "cmd_previous_filter": "voriger Filter",
    "cmd_previous_filter_help": "Andere Anrufe zeigen, andersherum",
    "cmd_next_pane": "nächster Bereich",
    "cmd_next_pane_help": "Zum nächsten Bereich wechseln",
    "cmd_lower_card": "zurück",
    "cmd_lower_card_help": "Das Geöffnete verlassen; die Anruferkarte weglegen",
    "cmd_raise_card": "Karte",
    "cmd_raise_card_help": "Die Anruferkarte des laufenden Gesprächs wieder zeigen",
    "cmd_check_phones": "Telefone fragen",
    "cmd_check_phones_help": "Die Telefone neu fragen, ob sie erreichbar sind und uns zulassen",
    "cmd_theme": "Farben",
    "cmd_theme_help": "Zum nächsten Farbschema wechseln: dunkel, hell, hoher Kontrast",
    "cmd_help": "Hilfe",
    "cmd_help_help": "Alle Tasten zeigen",
    "cmd_palette": "Befehle",
    "cmd_palette_help": "Einen Befehl über seinen Namen finden",
    "cmd_quit": "beenden",
    "cmd_quit_help": "Durchwahl beenden; Gespräche am Telefon laufen weiter",
    "key_space": "Leer",
    "key_enter": "Enter",
    "key_escape": "Esc",
    "key_tab": "Tab",
    "why_no_phone": "Es ist noch kein Telefon eingerichtet: Tragen Sie eines in der Konfiguration unter [phone.desk] ein.",
    "why_no_row": "Markieren Sie zuerst einen Anruf in der Liste.",
    "why_no_redial": "Es wurde noch nichts gewählt.",
    "why_withheld": "Dieser Anrufer hat seine Nummer unterdrückt: Es gibt nichts zu wählen.",
    "card_displayed": "„{name}“",
    "dial_suppressed": "eigene Nummer unterdrückt",
    "dial_or": "oder ist {number} gemeint? Dann tippen Sie es so.",
    "pane_calls": "Anrufe",
    "pane_contacts": "Kontakte",
    "pane_phone": "Telefon",
    "filter_all": "alle",
    "filter_missed": "verpasst",
    "filter_in": "ein",
    "filter_out": "aus",
    "status_starting": "startet …",
    "status_events": "Ereignisse aktiv :{port}",
    "status_events_failed": "Ereignisse aus",
    "status_registered": "angemeldet",
    "status_not_registered": "nicht angemeldet",
    "status_online": "erreichbar",
    "status_unreachable": "nicht erreichbar",
    "status_no_phone": "kein Telefon eingerichtet",
    "status_problem": "siehe Telefon",
    "status_dnd_on": "Ruhe ein",
    "status_dnd_off": "Ruhe aus",
    "status_forward_on": "umgeleitet {target}",
    "phone_idle": "frei",
    "log_empty": "Noch keine Anrufe. Ein Anruf erscheint hier, sobald das Telefon ihn meldet.",
    "log_empty_filter": "Keine solchen Anrufe.",
    "contacts_hint": "/ Name, Firma oder Rufnummer",
    "contacts_none": "Niemand gefunden.",
    "contacts_empty": "Keine Kontakte. Nennen Sie in der Konfiguration eine vCard- oder CSV-Datei: [contacts] files = […]",
    "contacts_loading": "Kontakte werden geladen …",
    "contacts_problems": "{problem} Weitere Meldungen zu den Kontaktdateien stehen im Protokoll: {count}.",
    "dial_title": "Wählen",
    "dial_placeholder": "Rufnummer oder Name",
    "dial_will": "wählt {number}",
    "dial_on": "über {phone}",
    "dial_keys": "Enter wählen   Auf/Ab aussuchen   F4 eigene Nummer aus   Esc zurück",
    "dial_keys_phones": "Enter wählen   Auf/Ab aussuchen   F3 Telefon   F4 eigene Nr. aus   Esc",
    "dial_emergency": "Meinten Sie den Notruf {number}? Leeren Sie das Feld und tippen Sie {number}.",
    "note_title": "Notiz zum Anruf mit {party}",
    "note_placeholder": "Worum ging es?",
    "note_saved": "Notiz gespeichert.",
    "note_keys": "Enter speichern   Esc zurück",
    "help_title": "Tasten",
    "help_call_keys": "F5, F6 und F7 wirken überall, auch während Sie tippen.",
    "help_close": "Esc schließt",
    "palette_placeholder": "Befehl suchen …",
    "palette_none": "Kein solcher Befehl ist jetzt möglich.",
    "palette_keys": "Enter ausführen   Auf/Ab aussuchen   Esc zurück",
    "card_incoming": "Eingehender Anruf",
    "card_outgoing": "Ausgehender Anruf",
    "card_line": "auf {own} ({phone})",
    "card_last_calls": "Letzte Anrufe",
    "card_no_calls": "erster Anruf mit dieser Nummer",
    "card_unknown": "nicht im Telefonbuch",
    "card_note": "Notiz",
    "card_more": "+{count} weitere",
    "card_ambiguous": "{names}: die Nummer gehört mehreren",
    "card_keys_ringing": "a annehmen   x abweisen   Esc weglegen",
    "card_keys_talking": "Leer halten   x auflegen   n Notiz   Esc weglegen",
    "card_keys_held": "Leer zurückholen   x auflegen   n Notiz   Esc weglegen",
    "card_keys_dialing": "x abbrechen   Esc weglegen",
    "order_unconfirmed": "Das Telefon {phone} hat den Befehl angenommen, aber nicht gemeldet, dass er ausgeführt ist. Sehen Sie auf sein Display; meldet es nie etwas, prüfen Sie seine Aktions-URLs.",
    "dial_unconfirmed": "Das Telefon {phone} hat {number} angenommen, meldet aber kein Gespräch. Sehen Sie auf sein Display; meldet es nie etwas, prüfen Sie seine Aktions-URLs.",
    "title_ringing": "Anruf: {party}",
    "title_idle": "Durchwahl",
}
