"""Texts of the area: contacts."""

from __future__ import annotations

from typing import Final

from tui.i18n.catalogue import TypedDict


class ContactsTexts(TypedDict):
    """Every key of this area, once."""

    contacts_number_kept: str
    contacts_card_empty: str
    contacts_card_unclosed: str
    contacts_card_too_long: str
    contacts_line_unreadable: str
    contacts_outside_card: str
    contacts_row_empty: str
    contacts_row_quotes: str
    contacts_row_too_long: str
    contacts_row_columns: str
    contacts_columns_guessed: str
    contacts_too_many: str
    contacts_more_problems: str
    contacts_format_unknown: str
    contacts_file_empty: str
    contacts_file_missing: str
    contacts_file_not_regular: str
    contacts_file_too_big: str
    contacts_file_unreadable: str


EN: Final[ContactsTexts] = {
    "contacts_number_kept": "unreadable number '{number}' kept as text",
    "contacts_card_empty": "card without a name, number or e-mail address left out",
    "contacts_card_unclosed": "card does not end with END:VCARD; taken as far as it goes",
    "contacts_card_too_long": "card with more than {limit} lines; the rest of it was left out",
    "contacts_line_unreadable": "unreadable line left out: '{text}'",
    "contacts_outside_card": "text outside of a card left out: '{text}'",
    "contacts_row_empty": "row without a name, number or e-mail address left out",
    "contacts_row_quotes": "row with a quotation mark that is not closed; check its fields",
    "contacts_row_too_long": "row with a field of more than {limit} characters left out",
    "contacts_row_columns": "row has {count} fields where the heading has {expected}; check its fields",
    "contacts_columns_guessed": "the first row names no known columns; they were guessed from what they hold",
    "contacts_too_many": "the file holds more than {limit} contacts; the rest was left out. Split the file.",
    "contacts_more_problems": "{count} more problems in this file are not listed",
    "contacts_format_unknown": (
        "'{name}' is neither a vCard nor a CSV file. "
        "Export the contacts as vCard (.vcf) or CSV and name that file."
    ),
    "contacts_file_empty": "'{name}' is empty. Export the contacts again.",
    "contacts_file_missing": "'{name}' does not exist. Correct the path under [contacts] files.",
    "contacts_file_not_regular": "'{name}' is not a file. Name the vCard or CSV files themselves.",
    "contacts_file_too_big": "'{name}' is larger than {limit} MB and was not read. Split the file.",
    "contacts_file_unreadable": "'{name}' cannot be read: {reason}. Check the file's permissions.",
}

DE: Final[ContactsTexts] = {
    "contacts_number_kept": "unlesbare Nummer „{number}“ als Text übernommen",
    "contacts_card_empty": "Karte ohne Namen, Nummer und E-Mail-Adresse ausgelassen",
    "contacts_card_unclosed": "Karte endet nicht mit END:VCARD; übernommen, so weit sie reicht",
    "contacts_card_too_long": "Karte mit mehr als {limit} Zeilen; der Rest der Karte wurde ausgelassen",
    "contacts_line_unreadable": "unlesbare Zeile ausgelassen: „{text}“",
    "contacts_outside_card": "Text außerhalb einer Karte ausgelassen: „{text}“",
    "contacts_row_empty": "Zeile ohne Namen, Nummer und E-Mail-Adresse ausgelassen",
    "contacts_row_quotes": "Zeile mit offenem Anführungszeichen; bitte prüfen Sie ihre Felder",
    "contacts_row_too_long": "Zeile mit einem Feld von mehr als {limit} Zeichen ausgelassen",
    "contacts_row_columns": (
        "Zeile hat {count} Felder, die Kopfzeile aber {expected}; bitte prüfen Sie ihre Felder"
    ),
    "contacts_columns_guessed": (
        "die erste Zeile nennt keine bekannten Spalten; sie wurden aus ihrem Inhalt erschlossen"
    ),
    "contacts_too_many": (
        "Die Datei enthält mehr als {limit} Kontakte; der Rest wurde ausgelassen. Bitte teilen Sie die Datei."
    ),
    "contacts_more_problems": "{count} weitere Probleme in dieser Datei sind nicht aufgeführt",
    "contacts_format_unknown": (
        "„{name}“ ist weder eine vCard- noch eine CSV-Datei. "
        "Exportieren Sie die Kontakte als vCard (.vcf) oder CSV und geben Sie diese Datei an."
    ),
    "contacts_file_empty": "„{name}“ ist leer. Bitte exportieren Sie die Kontakte noch einmal.",
    "contacts_file_missing": "„{name}“ gibt es nicht. Bitte berichtigen Sie den Pfad unter [contacts] files.",
    "contacts_file_not_regular": "„{name}“ ist keine Datei. Geben Sie die vCard- oder CSV-Dateien selbst an.",
    "contacts_file_too_big": (
        "„{name}“ ist größer als {limit} MB und wurde nicht gelesen. Bitte teilen Sie die Datei."
    ),
    "contacts_file_unreadable": (
        "„{name}“ kann nicht gelesen werden: {reason}. Bitte prüfen Sie die Zugriffsrechte der Datei."
    ),
}
