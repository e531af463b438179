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
    contacts_number_rounded: str
    contacts_zero_lost: str
    contacts_column_missing: str
    contacts_columns_form: str
    contacts_columns_field: str
    contacts_outside_record: str
    contacts_url_refused: str
    contacts_change_skipped: str
    contacts_record_empty: str
    contacts_xml_broken: str
    contacts_xml_record: str
    contacts_xml_entities: str
    contacts_folder_empty: str
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
    "contacts_number_rounded": "a spreadsheet has rounded the number '{number}'; format the column as text and export it again",
    "contacts_zero_lost": "a spreadsheet has dropped the leading zeros of a column of numbers; they were kept as written and not completed",
    "contacts_column_missing": "the file has no column '{name}'; name it by its heading or its number",
    "contacts_columns_form": "'{text}' does not say what a column is. Write it like this: \"Firma=company,Tel 1=phone:work,3=ignore\".",
    "contacts_columns_field": "there is no field '{field}'. Use one of: {known}.",
    "contacts_outside_record": "text outside of an entry left out: '{text}'",
    "contacts_url_refused": "attribute '{attribute}' refers to another file, which was not opened",
    "contacts_change_skipped": "change of the kind '{change}' left out: the entry itself is not in the file",
    "contacts_record_empty": "entry without a name, number or e-mail address left out",
    "contacts_xml_broken": "the XML is damaged from here on; the entries were read one by one",
    "contacts_xml_record": "damaged entry left out",
    "contacts_xml_entities": "the file declares XML entities, which can do harm, and was not read. Export the phone book again.",
    "contacts_folder_empty": "the folder '{name}' holds no contact files. Name the folder in which the vCards lie.",
    "contacts_more_problems": "{count} more problems in this file are not listed",
    "contacts_format_unknown": (
        "'{name}' is no address book that can be read: vCard, CSV, LDIF, or the XML phone book of a FRITZ!Box, "
        "Snom or Yealink. Export the contacts as one of these."
    ),
    "contacts_file_empty": "'{name}' is empty. Export the contacts again.",
    "contacts_file_missing": "'{name}' does not exist. Correct the path.",
    "contacts_file_not_regular": "'{name}' is neither a file nor a folder. Name the contact file itself.",
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
    "contacts_number_rounded": "eine Tabellenkalkulation hat die Nummer „{number}“ gerundet; bitte formatieren Sie die Spalte als Text und exportieren sie neu",
    "contacts_zero_lost": "eine Tabellenkalkulation hat die führenden Nullen einer Spalte mit Nummern entfernt; sie wurden so übernommen und nicht ergänzt",
    "contacts_column_missing": "die Datei hat keine Spalte „{name}“; bitte nennen Sie ihre Überschrift oder ihre Nummer",
    "contacts_columns_form": "„{text}“ sagt nicht, was eine Spalte ist. Schreiben Sie es so: „Firma=company,Tel 1=phone:work,3=ignore“.",
    "contacts_columns_field": "Das Feld „{field}“ gibt es nicht. Möglich sind: {known}.",
    "contacts_outside_record": "Text außerhalb eines Eintrags ausgelassen: „{text}“",
    "contacts_url_refused": "Das Attribut „{attribute}“ verweist auf eine andere Datei; sie wurde nicht geöffnet",
    "contacts_change_skipped": "Änderung der Art „{change}“ ausgelassen: der Eintrag selbst steht nicht in der Datei",
    "contacts_record_empty": "Eintrag ohne Namen, Nummer und E-Mail-Adresse ausgelassen",
    "contacts_xml_broken": "das XML ist ab hier beschädigt; die Einträge wurden einzeln gelesen",
    "contacts_xml_record": "beschädigter Eintrag ausgelassen",
    "contacts_xml_entities": "Die Datei vereinbart XML-Entities, die schaden können, und wurde nicht gelesen. Bitte exportieren Sie das Telefonbuch neu.",
    "contacts_folder_empty": "Der Ordner „{name}“ enthält keine Kontaktdateien. Bitte nennen Sie den Ordner, in dem die vCards liegen.",
    "contacts_more_problems": "{count} weitere Probleme in dieser Datei sind nicht aufgeführt",
    "contacts_format_unknown": (
        "„{name}“ ist kein lesbares Adressbuch: vCard, CSV, LDIF oder das XML-Telefonbuch einer FRITZ!Box, "
        "von Snom oder Yealink. Bitte exportieren Sie die Kontakte in einem dieser Formate."
    ),
    "contacts_file_empty": "„{name}“ ist leer. Bitte exportieren Sie die Kontakte noch einmal.",
    "contacts_file_missing": "„{name}“ gibt es nicht. Bitte berichtigen Sie den Pfad.",
    "contacts_file_not_regular": "„{name}“ ist weder eine Datei noch ein Ordner. Bitte nennen Sie die Kontaktdatei selbst.",
    "contacts_file_too_big": (
        "„{name}“ ist größer als {limit} MB und wurde nicht gelesen. Bitte teilen Sie die Datei."
    ),
    "contacts_file_unreadable": (
        "„{name}“ kann nicht gelesen werden: {reason}. Bitte prüfen Sie die Zugriffsrechte der Datei."
    ),
}
