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
    card_stranger: str
    card_note: str
    card_more: str
    card_ambiguous: str
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
    "dial_emergency": "Did you mean the emergency number {number}? Clear the field and type {number}.",
    "note_title": "Note to the call with {party}",
    "note_placeholder": "what was it about?",
    "note_saved": "Note saved.",
    "note_keys": "enter save   esc back",
    "help_title": "Keys",
    "help_call_keys": "F5 to F10 work everywhere, also while you type.",
    "help_close": "esc closes",
    "palette_placeholder": "Find a command …",
    "palette_none": "There is no such command.",
    "palette_keys": "enter run   up/down choose   esc back",
    "card_incoming": "Incoming call",
    "card_outgoing": "Outgoing call",
    "card_line": "on {own} ({phone})",
    "card_last_calls": "Last calls",
    "card_no_calls": "first call with this number",
    "card_unknown": "not in the phone book",
    "card_stranger": "not in the phone book: N makes a contact",
    "card_note": "Note",
    "card_more": "+{count} more",
    "card_ambiguous": "{names}: the number belongs to several; y chooses",
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
    "status_dnd_on": "DND ein",
    "status_dnd_off": "DND aus",
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
    "dial_emergency": "Meinten Sie den Notruf {number}? Leeren Sie das Feld und tippen Sie {number}.",
    "note_title": "Notiz zum Anruf mit {party}",
    "note_placeholder": "Worum ging es?",
    "note_saved": "Notiz gespeichert.",
    "note_keys": "Enter speichern   Esc zurück",
    "help_title": "Tasten",
    "help_call_keys": "F5 bis F10 wirken überall, auch während Sie tippen.",
    "help_close": "Esc schließt",
    "palette_placeholder": "Befehl suchen …",
    "palette_none": "Einen solchen Befehl gibt es nicht.",
    "palette_keys": "Enter ausführen   Auf/Ab aussuchen   Esc zurück",
    "card_incoming": "Eingehender Anruf",
    "card_outgoing": "Ausgehender Anruf",
    "card_line": "auf {own} ({phone})",
    "card_last_calls": "Letzte Anrufe",
    "card_no_calls": "erster Anruf mit dieser Nummer",
    "card_unknown": "nicht im Telefonbuch",
    "card_stranger": "nicht im Telefonbuch: N legt einen Kontakt an",
    "card_note": "Notiz",
    "card_more": "+{count} weitere",
    "card_ambiguous": "{names}: die Nummer gehört mehreren; y wählt aus",
    "title_ringing": "Anruf: {party}",
    "title_idle": "Durchwahl",
}
