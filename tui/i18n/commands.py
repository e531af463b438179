"""Texts of the area: commands. What each does, its keys, and why it cannot run."""

from __future__ import annotations

from typing import Final

from tui.i18n.catalogue import TypedDict


class CommandsTexts(TypedDict):
    """Every key of this area, once."""

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
    cmd_setup: str
    cmd_setup_help: str
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
    cmd_deflect: str
    cmd_complete: str
    cmd_transfer: str
    cmd_transfer_help: str
    cmd_merge: str
    cmd_conference: str
    cmd_conference_help: str
    cmd_dnd: str
    cmd_dnd_help: str
    cmd_forward: str
    cmd_forward_help: str
    cmd_mute: str
    cmd_mute_help: str
    cmd_unmute: str
    cmd_swap: str
    cmd_swap_help: str
    cmd_return: str
    cmd_return_help: str
    cmd_keypad: str
    cmd_keypad_help: str
    cmd_park: str
    cmd_park_help: str
    cmd_retrieve: str
    cmd_retrieve_help: str
    cmd_pick_up: str
    cmd_pick_up_help: str
    cmd_louder: str
    cmd_louder_help: str
    cmd_quieter: str
    cmd_quieter_help: str
    cmd_picture: str
    cmd_picture_help: str
    cmd_discover: str
    cmd_discover_help: str
    cmd_contact: str
    cmd_contact_help: str
    cmd_new_contact: str
    cmd_new_contact_help: str
    why_no_book: str
    why_no_page: str
    cmd_whose: str
    cmd_whose_help: str
    cmd_page: str
    cmd_page_help: str
    cmd_speed_dials: str
    cmd_speed_dials_help: str
    cmd_groups: str
    cmd_groups_help: str
    cmd_duplicates: str
    cmd_duplicates_help: str


EN: Final[CommandsTexts] = {
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
    "cmd_setup": "set-up",
    "cmd_setup_help": "Set up phone, events, firewall and dialling, step by step",
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
    "why_no_phone": "No phone is set up yet: e opens the set-up.",
    "why_no_row": "Select a call in the list first.",
    "why_no_redial": "Nothing has been dialled yet.",
    "why_withheld": "This caller withheld the number: there is nothing to dial.",
    "cmd_deflect": "pass on",
    "cmd_complete": "connect both",
    "cmd_transfer": "transfer",
    "cmd_transfer_help": "Transfer the call; pass a ringing one on; connect a consultation",
    "cmd_merge": "merge",
    "cmd_conference": "conference",
    "cmd_conference_help": "Join the running and the held call in a conference of three",
    "cmd_dnd": "DND",
    "cmd_dnd_help": "Switch do not disturb on or off",
    "cmd_forward": "forward",
    "cmd_forward_help": "Forward calls: always, busy, unanswered, not registered",
    "cmd_mute": "mute",
    "cmd_mute_help": "Mute your microphone, or switch it on again",
    "cmd_unmute": "unmute",
    "cmd_swap": "swap",
    "cmd_swap_help": "Swap between the running and the held call",
    "cmd_return": "back",
    "cmd_return_help": "Drop the consultation and go back to the first call",
    "cmd_keypad": "keypad",
    "cmd_keypad_help": "Send tones (DTMF), as voice menus want them",
    "cmd_park": "park",
    "cmd_park_help": "Park the call in one of the PBX’s slots",
    "cmd_retrieve": "unpark",
    "cmd_retrieve_help": "Take a parked call back, whoever parked it",
    "cmd_pick_up": "pick up",
    "cmd_pick_up_help": "Pick up a call that is ringing at another extension",
    "cmd_louder": "louder",
    "cmd_louder_help": "Turn the phone’s volume up",
    "cmd_quieter": "quieter",
    "cmd_quieter_help": "Turn the phone’s volume down",
    "cmd_picture": "screen",
    "cmd_picture_help": "Show the phone’s screen as a picture",
    "cmd_discover": "find phones",
    "cmd_discover_help": "Look for phones on this network",
    "cmd_contact": "contact",
    "cmd_contact_help": "Show the contact: all numbers, notes, last calls; edit, delete",
    "cmd_new_contact": "new contact",
    "cmd_new_contact_help": "Make a contact, of an unknown caller with what is known",
    "why_no_book": "The phone book is not open yet.",
    "why_no_page": 'The configuration names no page about callers: [contacts] url = "https://…{{e164}}".',
    "cmd_whose": "whose",
    "cmd_whose_help": "Choose whose number it is where several have it",
    "cmd_page": "page",
    "cmd_page_help": "Open the page about the caller in the browser",
    "cmd_speed_dials": "speed dials",
    "cmd_speed_dials_help": "Dial one of the speed dials 1 to 9",
    "cmd_groups": "groups",
    "cmd_groups_help": "Show the contacts of one group only",
    "cmd_duplicates": "duplicates",
    "cmd_duplicates_help": "Find contacts that are the same, and merge them",
}

DE: Final[CommandsTexts] = {
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
    "cmd_setup": "Einrichtung",
    "cmd_setup_help": "Telefon, Ereignisse, Firewall und Wählen Schritt für Schritt einrichten",
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
    "why_no_phone": "Es ist noch kein Telefon eingerichtet: e öffnet die Einrichtung.",
    "why_no_row": "Markieren Sie zuerst einen Anruf in der Liste.",
    "why_no_redial": "Es wurde noch nichts gewählt.",
    "why_withheld": "Dieser Anrufer hat seine Nummer unterdrückt: Es gibt nichts zu wählen.",
    "cmd_deflect": "weiterleiten",
    "cmd_complete": "verbinden",
    "cmd_transfer": "vermitteln",
    "cmd_transfer_help": "Vermitteln; Klingelndes weiterleiten; eine Rückfrage verbinden",
    "cmd_merge": "zu dritt",
    "cmd_conference": "Konferenz",
    "cmd_conference_help": "Das laufende und das gehaltene Gespräch zu einer Dreierkonferenz verbinden",
    "cmd_dnd": "DND",
    "cmd_dnd_help": "„Nicht stören“ (DND) ein- oder ausschalten",
    "cmd_forward": "umleiten",
    "cmd_forward_help": "Umleiten: immer, bei besetzt, bei Nichtmelden, unangemeldet",
    "cmd_mute": "stumm",
    "cmd_mute_help": "Das eigene Mikrofon stummschalten oder wieder einschalten",
    "cmd_unmute": "Mikrofon an",
    "cmd_swap": "makeln",
    "cmd_swap_help": "Zwischen dem laufenden und dem gehaltenen Gespräch makeln",
    "cmd_return": "zurück",
    "cmd_return_help": "Die Rückfrage beenden und zum ersten Gespräch zurückkehren",
    "cmd_keypad": "Töne",
    "cmd_keypad_help": "Töne (Mehrfrequenzwahl) senden, wie Sprachmenüs sie verlangen",
    "cmd_park": "parken",
    "cmd_park_help": "Das Gespräch auf einem Platz der Telefonanlage parken",
    "cmd_retrieve": "entparken",
    "cmd_retrieve_help": "Ein geparktes Gespräch holen, wer auch immer es geparkt hat",
    "cmd_pick_up": "heranholen",
    "cmd_pick_up_help": "Einen Anruf heranholen, der an einer anderen Nebenstelle klingelt",
    "cmd_louder": "lauter",
    "cmd_louder_help": "Das Telefon lauter stellen",
    "cmd_quieter": "leiser",
    "cmd_quieter_help": "Das Telefon leiser stellen",
    "cmd_picture": "Display",
    "cmd_picture_help": "Das Display des Telefons als Bild zeigen",
    "cmd_discover": "Telefone suchen",
    "cmd_discover_help": "In diesem Netzwerk nach Telefonen suchen",
    "cmd_contact": "Kontakt",
    "cmd_contact_help": "Den Kontakt zeigen: Nummern, Notizen, Anrufe; bearbeiten, löschen",
    "cmd_new_contact": "neuer Kontakt",
    "cmd_new_contact_help": "Kontakt anlegen, bei unbekannten Anrufern mit allem Bekannten",
    "why_no_book": "Das Telefonbuch ist noch nicht geöffnet.",
    "why_no_page": 'Die Konfiguration nennt keine Seite zum Anrufer: [contacts] url = "https://…{{e164}}".',
    "cmd_whose": "wessen",
    "cmd_whose_help": "Aussuchen, wem eine Nummer gehört, die mehrere haben",
    "cmd_page": "Seite",
    "cmd_page_help": "Die Seite zum Anrufer im Browser öffnen",
    "cmd_speed_dials": "Kurzwahl",
    "cmd_speed_dials_help": "Eine der Kurzwahlen 1 bis 9 wählen",
    "cmd_groups": "Gruppen",
    "cmd_groups_help": "Nur die Kontakte einer Gruppe zeigen",
    "cmd_duplicates": "Dubletten",
    "cmd_duplicates_help": "Kontakte finden, die derselbe sind, und zusammenführen",
}
