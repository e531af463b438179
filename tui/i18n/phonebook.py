"""Texts of the area: the phone book."""

from __future__ import annotations

from typing import Final

from tui.i18n.catalogue import TypedDict


class PhonebookTexts(TypedDict):
    """Every key of this area, once."""

    book_foreign: str
    book_newer: str
    book_damaged: str
    book_full: str
    book_no_access: str
    book_locked: str
    book_failed: str
    cli_contacts_import: str
    cli_contacts_sync: str
    cli_contacts_export: str
    cli_contacts_format: str
    cli_contacts_columns: str
    cli_contacts_only: str
    contacts_exported: str
    contacts_columns_were: str
    contacts_not_exported: str
    contacts_format_unclear: str
    cli_contacts_add: str
    cli_contacts_edit: str
    cli_contacts_delete: str
    cli_contacts_merge: str
    cli_contacts_duplicates: str
    cli_contacts_source: str
    cli_contacts_restore: str
    cli_contacts_number: str
    contacts_imported: str
    contacts_import_cancelled: str
    contacts_in_step: str
    contacts_own_kept: str
    contacts_deleted: str
    contacts_no_duplicates: str
    book_not_open: str
    book_closed: str
    book_no_such_slot: str
    book_no_such_number: str
    book_contact_empty: str


EN: Final[PhonebookTexts] = {
    "book_foreign": (
        "“{path}” is not a phone book of Durchwahl and was left untouched. Move the file away, or "
        "choose another folder with --data-dir."
    ),
    "book_newer": (
        "The phone book “{path}” was written by a newer version of Durchwahl and was left untouched. "
        "Update Durchwahl to open it."
    ),
    "book_damaged": (
        "The phone book “{path}” is damaged and was left as it is. Put a backup in its place, or "
        "move it away and import your contacts again."
    ),
    "book_full": (
        "The phone book “{path}” could not be written because the disk is full. Free some space and "
        "try again; what was saved before is safe."
    ),
    "book_no_access": (
        "The phone book “{path}” cannot be opened or written: {reason}. Check the permissions of the "
        "file and its folder."
    ),
    "book_locked": (
        "The phone book “{path}” is in use by another program for too long. End other running "
        "commands of Durchwahl and try again."
    ),
    "book_failed": (
        "The phone book “{path}” could not be read or written: {reason}. Check the disk and the "
        "file; what was saved before is safe."
    ),
    "cli_contacts_import": "take address books into the phone book: vCard, CSV and others, recognised by what is in them",
    "cli_contacts_sync": "bring the phone book in step with the files of the configuration",
    "cli_contacts_export": "write the phone book, or the contacts that --search finds, into a file; - is standard output",
    "cli_contacts_format": "its format; without, the end of its name tells",
    "cli_contacts_columns": "what the columns of a CSV file are: 'Firma=company,Tel 1=phone:work,3=ignore'",
    "cli_contacts_only": "only what a search for this finds",
    "contacts_exported": "{count} contacts written to {file}.",
    "contacts_columns_were": "{file}: columns taken as {columns}; correct them with --columns",
    "contacts_not_exported": "“{file}” cannot be written: {reason}. Check the folder and its permissions.",
    "contacts_format_unclear": "“{file}” does not tell the format. Name it with --format: {known}.",
    "cli_contacts_add": "add a contact",
    "cli_contacts_edit": "change a contact: what is named is replaced, everything else stays",
    "cli_contacts_delete": "delete contacts; importing their files again does not bring them back",
    "cli_contacts_merge": "make one contact of several; the first keeps its id",
    "cli_contacts_duplicates": "contacts that are probably one and the same",
    "cli_contacts_source": "what the file is called in the book, where its name changes from export to export",
    "cli_contacts_restore": "bring back what was deleted in the phone book",
    "cli_contacts_number": "a number, with its type if need be: mobile:0171 …; may be repeated; replaces all",
    "contacts_imported": "{file} ({format}): {read} read, {added} added, {updated} updated, {skipped} skipped",
    "contacts_import_cancelled": "Broken off. {count} contacts are in the phone book; import again to go on.",
    "contacts_in_step": "The phone book is in step with the files of the configuration.",
    "contacts_own_kept": "your own changes were kept: {fields}",
    "contacts_deleted": "Deleted contacts: {count}.",
    "contacts_no_duplicates": "There are no contacts that look like one and the same.",
    "book_not_open": (
        "The phone book is not open. Restart Durchwahl; if that does not help, check the folder of "
        "--data-dir."
    ),
    "book_closed": "The phone book is closed because Durchwahl is shutting down. Start Durchwahl again.",
    "book_no_such_slot": "There is no speed dial {slot}: they go from 1 to 9.",
    "book_no_such_number": "{name} has no number “{number}” to put on a speed dial.",
    "book_contact_empty": "A contact needs a name, a company, a number or an e-mail address. Give at least one of them.",
}


DE: Final[PhonebookTexts] = {
    "book_foreign": (
        "„{path}“ ist kein Telefonbuch von Durchwahl und wurde nicht angerührt. Verschieben Sie die "
        "Datei, oder wählen Sie mit --data-dir einen anderen Ordner."
    ),
    "book_newer": (
        "Das Telefonbuch „{path}“ stammt von einer neueren Version von Durchwahl und wurde nicht "
        "angerührt. Aktualisieren Sie Durchwahl, um es zu öffnen."
    ),
    "book_damaged": (
        "Das Telefonbuch „{path}“ ist beschädigt und wurde so belassen. Spielen Sie eine Sicherung "
        "ein, oder verschieben Sie die Datei und importieren Sie Ihre Kontakte noch einmal."
    ),
    "book_full": (
        "Das Telefonbuch „{path}“ konnte nicht gespeichert werden, weil der Datenträger voll ist. "
        "Schaffen Sie Platz und versuchen Sie es noch einmal; was vorher gespeichert wurde, ist "
        "sicher."
    ),
    "book_no_access": (
        "Das Telefonbuch „{path}“ lässt sich nicht öffnen oder speichern: {reason}. Prüfen Sie die "
        "Zugriffsrechte der Datei und ihres Ordners."
    ),
    "book_locked": (
        "Das Telefonbuch „{path}“ wird zu lange von einem anderen Programm benutzt. Beenden Sie "
        "andere laufende Befehle von Durchwahl und versuchen Sie es noch einmal."
    ),
    "book_failed": (
        "Das Telefonbuch „{path}“ konnte nicht gelesen oder gespeichert werden: {reason}. Prüfen Sie "
        "den Datenträger und die Datei; was vorher gespeichert wurde, ist sicher."
    ),
    "cli_contacts_import": "Adressbücher ins Telefonbuch übernehmen: vCard, CSV und andere, am Inhalt erkannt",
    "cli_contacts_sync": "das Telefonbuch mit den Dateien der Konfiguration abgleichen",
    "cli_contacts_export": (
        "das Telefonbuch oder die Kontakte, die --search findet, in eine Datei schreiben; - ist die "
        "Standardausgabe"
    ),
    "cli_contacts_format": "ihr Format; sonst sagt es die Endung ihres Namens",
    "cli_contacts_columns": "was die Spalten einer CSV-Datei sind: 'Firma=company,Tel 1=phone:work,3=ignore'",
    "cli_contacts_only": "nur, was eine Suche danach findet",
    "contacts_exported": "{count} Kontakte nach {file} geschrieben.",
    "contacts_columns_were": "{file}: Spalten gelesen als {columns}; berichtigen Sie sie mit --columns",
    "contacts_not_exported": (
        "„{file}“ kann nicht geschrieben werden: {reason}. Prüfen Sie den Ordner und seine Zugriffsrechte."
    ),
    "contacts_format_unclear": "An „{file}“ ist das Format nicht zu erkennen. Geben Sie es mit --format an: {known}.",
    "cli_contacts_add": "einen Kontakt anlegen",
    "cli_contacts_edit": "einen Kontakt ändern: Genanntes wird ersetzt, alles andere bleibt",
    "cli_contacts_delete": "Kontakte löschen; ein neuer Import ihrer Dateien bringt sie nicht zurück",
    "cli_contacts_merge": "mehrere Kontakte zu einem zusammenführen; der erste behält seine Nummer",
    "cli_contacts_duplicates": "Kontakte, die wahrscheinlich derselbe sind",
    "cli_contacts_source": "wie die Datei im Telefonbuch heißt, wenn ihr Name mit jedem Export wechselt",
    "cli_contacts_restore": "zurückholen, was im Telefonbuch gelöscht wurde",
    "cli_contacts_number": "eine Nummer, bei Bedarf mit ihrer Art: mobile:0171 …; mehrmals möglich; ersetzt alle",
    "contacts_imported": "{file} ({format}): {read} gelesen, {added} neu, {updated} aktualisiert, {skipped} übersprungen",
    "contacts_import_cancelled": (
        "Abgebrochen. {count} Kontakte sind im Telefonbuch; importieren Sie noch einmal, um weiterzumachen."
    ),
    "contacts_in_step": "Das Telefonbuch entspricht den Dateien der Konfiguration.",
    "contacts_own_kept": "Ihre eigenen Änderungen wurden behalten: {fields}",
    "contacts_deleted": "Gelöschte Kontakte: {count}.",
    "contacts_no_duplicates": "Es gibt keine Kontakte, die nach demselben aussehen.",
    "book_not_open": (
        "Das Telefonbuch ist nicht geöffnet. Starten Sie Durchwahl neu; hilft das nicht, prüfen Sie "
        "den Ordner von --data-dir."
    ),
    "book_closed": (
        "Das Telefonbuch ist geschlossen, weil Durchwahl beendet wird. Starten Sie Durchwahl noch einmal."
    ),
    "book_no_such_slot": "Die Kurzwahl {slot} gibt es nicht: Sie gehen von 1 bis 9.",
    "book_no_such_number": "{name} hat keine Nummer „{number}“ für eine Kurzwahl.",
    "book_contact_empty": (
        "Ein Kontakt braucht einen Namen, eine Firma, eine Nummer oder eine E-Mail-Adresse. Geben "
        "Sie mindestens eines davon an."
    ),
}
