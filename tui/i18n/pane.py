"""Texts of the area: pane. The phone pane, the dialogs for calls and phones, and the help."""

from __future__ import annotations

from typing import Final

from tui.i18n.catalogue import TypedDict


class PaneTexts(TypedDict):
    """Every key of this area, once."""

    pane_line: str
    pane_no_code: str
    pane_certificate: str
    pane_away: str
    pane_refused: str
    pane_next_try: str
    pane_registration_unknown: str
    pane_after: str
    pane_told: str
    pane_forwards_phone: str
    pane_forwards_pbx: str
    pane_keys: str
    pane_more: str
    wait_seconds: str
    wait_minutes: str
    wait_hours: str
    divert_always: str
    divert_busy: str
    divert_no_answer: str
    divert_not_registered: str
    divert_some: str
    keys_back: str
    keys_cancel: str
    keys_choose: str
    keys_dial: str
    keys_identity: str
    keys_phone: str
    keys_suppress: str
    keys_kind: str
    keys_consult: str
    keys_transfer: str
    keys_deflect: str
    keys_pick_up: str
    keys_park: str
    keys_retrieve: str
    keys_tones: str
    keys_copy_again: str
    keys_forward: str
    keys_seconds: str
    keys_voicemail: str
    keys_switch: str
    keys_target: str
    keys_again: str
    keys_listen: str
    keys_refresh: str
    keys_save: str
    keys_save_now: str
    dial_as: str
    offer_title: str
    offer_copied: str
    transfer_title: str
    transfer_placeholder: str
    transfer_over: str
    transfer_kind_consult: str
    transfer_kind_transfer: str
    transfer_kind_deflect: str
    transfer_how_consult: str
    transfer_how_transfer: str
    transfer_how_deflect: str
    transfer_will_consult: str
    transfer_will_transfer: str
    transfer_will_deflect: str
    divert_title: str
    divert_placeholder: str
    divert_seconds: str
    divert_usual: str
    divert_untold: str
    divert_impossible: str
    divert_unknown_phone: str
    divert_unknown_pbx: str
    divert_to: str
    divert_asked: str
    divert_how: str
    divert_will: str
    pick_up_title: str
    pick_up_placeholder: str
    pick_up_how: str
    pick_up_will: str
    park_title: str
    retrieve_title: str
    keypad_title: str
    keypad_nothing: str
    keypad_sent: str
    picture_title: str
    picture_loading: str
    picture_taken: str
    picture_path: str
    picture_saved: str
    picture_exists: str
    picture_not_saved: str
    picture_failed: str
    finding_title: str
    finding_done: str
    finding_cancelled: str
    finding_networks: str
    finding_known: str
    finding_copied: str
    card_away: str
    help_section_phone: str
    help_section_calls: str
    help_section_contacts: str
    help_section_program: str
    help_rows: str
    help_rows_keys: str
    help_pages: str
    help_pages_keys: str
    help_contact: str
    help_contact_keys: str
    help_functions: str
    help_functions_keys: str
    help_run: str
    help_run_keys: str
    finding_write: str
    keys_copy: str
    deflect_title: str
    slot_how: str
    slot_at: str
    banner_give_up: str
    status_lines: str


EN: Final[PaneTexts] = {
    "pane_line": "line",
    "pane_no_code": "The configuration has no feature code for this: enter the PBX’s code under [codes].",
    "pane_certificate": "certificate {fingerprint}",
    "pane_away": "away",
    "pane_refused": "does not obey",
    "pane_next_try": "next try in {wait}",
    "pane_registration_unknown": "registration not told",
    "pane_after": "after {seconds} s",
    "pane_told": "told at {at}",
    "pane_forwards_phone": "forwards, phone",
    "pane_forwards_pbx": "forwards, PBX",
    "pane_keys": "up/down choose   enter run",
    "pane_more": "tab all functions",
    "wait_seconds": "{count} s",
    "wait_minutes": "{count} min",
    "wait_hours": "{count} h",
    "divert_always": "always",
    "divert_busy": "when busy",
    "divert_no_answer": "no answer",
    "divert_not_registered": "not registered",
    "divert_some": "forwarded",
    "keys_back": "esc back",
    "keys_cancel": "esc end the search",
    "keys_choose": "up/down choose",
    "keys_dial": "enter dial",
    "keys_identity": "F2 line",
    "keys_phone": "F3 phone",
    "keys_suppress": "F4 hide number",
    "keys_kind": "F4 other kind",
    "keys_consult": "enter call there first",
    "keys_transfer": "enter transfer",
    "keys_deflect": "enter pass on",
    "keys_pick_up": "enter pick up",
    "keys_park": "1 to 9 park there",
    "keys_retrieve": "1 to 9 take it back",
    "keys_tones": "0 to 9 * # send",
    "keys_copy_again": "enter copy again",
    "keys_forward": "enter forward",
    "keys_seconds": "tab seconds",
    "keys_voicemail": "F2 mailbox",
    "keys_switch": "space on/off",
    "keys_target": "enter target",
    "keys_again": "r again",
    "keys_listen": "l listen 2 min",
    "keys_refresh": "r again",
    "keys_save": "s save",
    "keys_save_now": "enter save",
    "dial_as": "by line {line}",
    "offer_title": "Dial by hand",
    "offer_copied": "The number is on the clipboard, if your terminal allows that; the link opens another telephone program.",
    "transfer_title": "Transfer {party}",
    "transfer_placeholder": "to whom: number or name",
    "transfer_over": "The call has ended: there is nothing left to transfer.",
    "transfer_kind_consult": "with consultation",
    "transfer_kind_transfer": "blind",
    "transfer_kind_deflect": "pass on, unanswered",
    "transfer_how_consult": "You speak with them first; then t connects both.",
    "transfer_how_transfer": "The call goes there at once.",
    "transfer_how_deflect": "The caller rings there instead of here.",
    "transfer_will_consult": "calls {number} first",
    "transfer_will_transfer": "transfers to {number}",
    "transfer_will_deflect": "passes on to {number}",
    "divert_title": "Forward · {phone}",
    "divert_placeholder": "to: number or name",
    "divert_seconds": "after so many seconds:",
    "divert_usual": "as usual",
    "divert_untold": "not told",
    "divert_impossible": "not possible",
    "divert_unknown_phone": "The phone has not said whether this is on.",
    "divert_unknown_pbx": "The PBX cannot be asked; what you switch from here is remembered.",
    "divert_to": "to {target}",
    "divert_asked": "{kind}, {place}",
    "divert_how": "Number as you would dial it, or a contact.",
    "divert_will": "forwards to {number}",
    "pick_up_title": "Pick up with {phone}",
    "pick_up_placeholder": "extension or name of the ringing phone",
    "pick_up_how": "Whose phone is ringing?",
    "pick_up_will": "picks up what rings at {number}",
    "park_title": "Park {party}",
    "retrieve_title": "Take a parked call back on {phone}",
    "keypad_title": "Tones to {party}",
    "keypad_nothing": "type what the other end asks for",
    "keypad_sent": "sent",
    "picture_title": "Screen of {phone}",
    "picture_loading": "The phone draws its screen …",
    "picture_taken": "as of {at}",
    "picture_path": "file",
    "picture_saved": "Saved: {file}",
    "picture_exists": "{file} is there already. Choose another name.",
    "picture_not_saved": "{file} could not be written: {reason}. Choose another place.",
    "picture_failed": "There is no picture to save yet; r asks the phone again.",
    "finding_title": "Phones on this network",
    "finding_done": "Phones found: {count}. Addresses that answered: {answered}.",
    "finding_cancelled": "Ended early. Phones found: {count}. Addresses that answered: {answered}.",
    "finding_networks": "Searched",
    "finding_known": "configured: {name}",
    "finding_copied": "The lines are on the clipboard, if your terminal allows that.",
    "card_away": "put away",
    "help_section_phone": "Calls and phones",
    "help_section_calls": "In the list of calls",
    "help_section_contacts": "In the contacts",
    "help_section_program": "Everywhere",
    "help_rows": "Choose a line",
    "help_rows_keys": "up down",
    "help_pages": "Page by page, to the newest, to the oldest",
    "help_pages_keys": "pgup home",
    "help_contact": "Dial the chosen contact’s number",
    "help_contact_keys": "enter",
    "help_functions": "Choose a function of a phone",
    "help_functions_keys": "up down",
    "help_run": "Run it for this phone",
    "help_run_keys": "enter",
    "finding_write": "Add to the configuration:",
    "keys_copy": "enter copy",
    "deflect_title": "Pass on {party}",
    "slot_how": "Calls that others have parked are not known here.",
    "slot_at": "since {at}",
    "banner_give_up": "esc gives up",
    "status_lines": "{count} of {total} registered",
}

DE: Final[PaneTexts] = {
    "pane_line": "Leitung",
    "pane_no_code": "Dafür kennt die Konfiguration keinen Steuercode: Tragen Sie den Ihrer Telefonanlage unter [codes] ein.",
    "pane_certificate": "Zertifikat {fingerprint}",
    "pane_away": "nicht da",
    "pane_refused": "gehorcht nicht",
    "pane_next_try": "nächster Versuch in {wait}",
    "pane_registration_unknown": "Anmeldung nicht gemeldet",
    "pane_after": "nach {seconds} s",
    "pane_told": "mitgeteilt {at}",
    "pane_forwards_phone": "Umleiten, Telefon",
    "pane_forwards_pbx": "Umleiten, Anlage",
    "pane_keys": "Auf/Ab aussuchen   Enter ausführen",
    "pane_more": "Tab alle Funktionen",
    "wait_seconds": "{count} s",
    "wait_minutes": "{count} min",
    "wait_hours": "{count} Std.",
    "divert_always": "immer",
    "divert_busy": "bei besetzt",
    "divert_no_answer": "bei Nichtmelden",
    "divert_not_registered": "nicht angemeldet",
    "divert_some": "umgeleitet",
    "keys_back": "Esc zurück",
    "keys_cancel": "Esc Suche beenden",
    "keys_choose": "Auf/Ab aussuchen",
    "keys_dial": "Enter wählen",
    "keys_identity": "F2 Leitung",
    "keys_phone": "F3 Telefon",
    "keys_suppress": "F4 Nr. unterdrücken",
    "keys_kind": "F4 andere Art",
    "keys_consult": "Enter erst rückfragen",
    "keys_transfer": "Enter vermitteln",
    "keys_deflect": "Enter weiterleiten",
    "keys_pick_up": "Enter heranholen",
    "keys_park": "1 bis 9 dort parken",
    "keys_retrieve": "1 bis 9 von dort holen",
    "keys_tones": "0 bis 9 * # senden",
    "keys_copy_again": "Enter noch einmal kopieren",
    "keys_forward": "Enter umleiten",
    "keys_seconds": "Tab Sekunden",
    "keys_voicemail": "F2 Mailbox",
    "keys_switch": "Leer ein/aus",
    "keys_target": "Enter Ziel",
    "keys_again": "r noch einmal",
    "keys_listen": "l 2 min lauschen",
    "keys_refresh": "r neu holen",
    "keys_save": "s speichern",
    "keys_save_now": "Enter speichern",
    "dial_as": "mit Leitung {line}",
    "offer_title": "Von Hand wählen",
    "offer_copied": "Die Nummer liegt in der Zwischenablage, sofern Ihr Terminal das zulässt; der Link öffnet ein anderes Telefonprogramm.",
    "transfer_title": "{party} vermitteln",
    "transfer_placeholder": "an wen: Rufnummer oder Name",
    "transfer_over": "Das Gespräch ist beendet: Es gibt nichts mehr zu vermitteln.",
    "transfer_kind_consult": "mit Rückfrage",
    "transfer_kind_transfer": "blind",
    "transfer_kind_deflect": "unangenommen weiterleiten",
    "transfer_how_consult": "Sie sprechen zuerst dort; dann verbindet t beide.",
    "transfer_how_transfer": "Das Gespräch geht sofort dorthin.",
    "transfer_how_deflect": "Der Anrufer klingelt dort statt hier.",
    "transfer_will_consult": "ruft zuerst {number} an",
    "transfer_will_transfer": "vermittelt an {number}",
    "transfer_will_deflect": "leitet weiter an {number}",
    "divert_title": "Umleiten · {phone}",
    "divert_placeholder": "wohin: Rufnummer oder Name",
    "divert_seconds": "nach so vielen Sekunden:",
    "divert_usual": "wie üblich",
    "divert_untold": "nicht mitgeteilt",
    "divert_impossible": "nicht möglich",
    "divert_unknown_phone": "Das Telefon hat nicht gemeldet, ob das eingeschaltet ist.",
    "divert_unknown_pbx": "Die Telefonanlage lässt sich nicht fragen; was Sie von hier aus schalten, wird gemerkt.",
    "divert_to": "an {target}",
    "divert_asked": "{kind}, {place}",
    "divert_how": "Rufnummer, wie Sie sie wählen würden, oder ein Kontakt.",
    "divert_will": "leitet um an {number}",
    "pick_up_title": "Heranholen mit {phone}",
    "pick_up_placeholder": "Durchwahl oder Name des klingelnden Telefons",
    "pick_up_how": "Wessen Telefon klingelt?",
    "pick_up_will": "holt heran, was bei {number} klingelt",
    "park_title": "{party} parken",
    "retrieve_title": "Geparktes Gespräch auf {phone} holen",
    "keypad_title": "Töne an {party}",
    "keypad_nothing": "tippen Sie, was die Gegenstelle verlangt",
    "keypad_sent": "gesendet",
    "picture_title": "Display von {phone}",
    "picture_loading": "Das Telefon zeichnet sein Display …",
    "picture_taken": "Stand {at}",
    "picture_path": "Datei",
    "picture_saved": "Gespeichert: {file}",
    "picture_exists": "{file} gibt es schon. Wählen Sie einen anderen Namen.",
    "picture_not_saved": "{file} konnte nicht geschrieben werden: {reason}. Wählen Sie einen anderen Ort.",
    "picture_failed": "Es gibt noch kein Bild zu speichern; mit r wird das Telefon noch einmal gefragt.",
    "finding_title": "Telefone in diesem Netzwerk",
    "finding_done": "Gefundene Telefone: {count}. Adressen, die antworteten: {answered}.",
    "finding_cancelled": "Vorzeitig beendet. Gefundene Telefone: {count}. Adressen, die antworteten: {answered}.",
    "finding_networks": "Durchsucht",
    "finding_known": "eingerichtet: {name}",
    "finding_copied": "Die Zeilen liegen in der Zwischenablage, sofern Ihr Terminal das zulässt.",
    "card_away": "weglegen",
    "help_section_phone": "Gespräche und Telefone",
    "help_section_calls": "In der Anrufliste",
    "help_section_contacts": "In den Kontakten",
    "help_section_program": "Überall",
    "help_rows": "Eine Zeile aussuchen",
    "help_rows_keys": "Auf Ab",
    "help_pages": "Seitenweise, zum neuesten, zum ältesten",
    "help_pages_keys": "Bild Pos1",
    "help_contact": "Die Nummer des ausgesuchten Kontakts wählen",
    "help_contact_keys": "Enter",
    "help_functions": "Eine Funktion eines Telefons aussuchen",
    "help_functions_keys": "Auf Ab",
    "help_run": "Für dieses Telefon ausführen",
    "help_run_keys": "Enter",
    "finding_write": "Für die Konfiguration:",
    "keys_copy": "Enter kopieren",
    "deflect_title": "{party} weiterleiten",
    "slot_how": "Was andere geparkt haben, ist hier nicht bekannt.",
    "slot_at": "seit {at}",
    "banner_give_up": "Esc bricht ab",
    "status_lines": "{count} von {total} angemeldet",
}
