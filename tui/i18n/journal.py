"""Texts of the area: journal."""

from __future__ import annotations

from typing import Final

from tui.i18n.catalogue import TypedDict


class JournalTexts(TypedDict):
    """Every key of this area, once."""

    journal_foreign: str
    journal_newer: str
    journal_damaged: str
    journal_full: str
    journal_no_access: str
    journal_locked: str
    journal_failed: str
    journal_closed: str
    journal_no_such_call: str
    journal_rebuild_busy: str


EN: Final[JournalTexts] = {
    "journal_foreign": (
        "“{path}” is not a journal of Durchwahl and was left untouched. "
        "Move the file away, or choose another folder with --data-dir."
    ),
    "journal_newer": (
        "The journal “{path}” was written by a newer version of Durchwahl and was left untouched. "
        "Update Durchwahl to open it."
    ),
    "journal_damaged": (
        "The journal “{path}” is damaged and was left as it is. "
        "Put a backup in its place, or move it away to begin a new one."
    ),
    "journal_full": (
        "The journal “{path}” could not be written because the disk is full. "
        "Free some space and try again; what was recorded before is safe."
    ),
    "journal_no_access": (
        "The journal “{path}” cannot be opened or written: {reason}. "
        "Check the permissions of the file and its folder."
    ),
    "journal_locked": (
        "The journal “{path}” is in use by another program for too long. "
        "End other running commands of Durchwahl and try again."
    ),
    "journal_failed": (
        "The journal “{path}” could not be read or written: {reason}. "
        "Check the disk and the file; what was recorded before is safe."
    ),
    "journal_closed": "The journal is closed because Durchwahl is shutting down. Start Durchwahl again.",
    "journal_no_such_call": (
        "There is no call {id} in the journal. “durchwahl calls --json” lists the calls with their ids."
    ),
    "journal_rebuild_busy": (
        "The calls were not rebuilt because new events kept coming in; nothing was changed. "
        "Try again when the phones are quiet."
    ),
}

DE: Final[JournalTexts] = {
    "journal_foreign": (
        "„{path}“ ist kein Journal von Durchwahl und wurde nicht angetastet. "
        "Verschieben Sie die Datei, oder wählen Sie mit --data-dir einen anderen Ordner."
    ),
    "journal_newer": (
        "Das Journal „{path}“ stammt von einer neueren Version von Durchwahl und wurde nicht angetastet. "
        "Aktualisieren Sie Durchwahl, um es zu öffnen."
    ),
    "journal_damaged": (
        "Das Journal „{path}“ ist beschädigt und wurde so gelassen, wie es ist. "
        "Spielen Sie eine Sicherung zurück, oder verschieben Sie die Datei, um ein neues zu beginnen."
    ),
    "journal_full": (
        "Das Journal „{path}“ konnte nicht geschrieben werden, weil der Datenträger voll ist. "
        "Schaffen Sie Platz, und versuchen Sie es erneut; alles zuvor Aufgezeichnete ist sicher."
    ),
    "journal_no_access": (
        "Das Journal „{path}“ lässt sich nicht öffnen oder schreiben: {reason}. "
        "Prüfen Sie die Rechte der Datei und ihres Ordners."
    ),
    "journal_locked": (
        "Das Journal „{path}“ wird zu lange von einem anderen Programm benutzt. "
        "Beenden Sie andere laufende Befehle von Durchwahl, und versuchen Sie es erneut."
    ),
    "journal_failed": (
        "Das Journal „{path}“ konnte nicht gelesen oder geschrieben werden: {reason}. "
        "Prüfen Sie Datenträger und Datei; alles zuvor Aufgezeichnete ist sicher."
    ),
    "journal_closed": (
        "Das Journal ist geschlossen, weil Durchwahl gerade beendet wird. Starten Sie Durchwahl neu."
    ),
    "journal_no_such_call": (
        "Im Journal gibt es keinen Anruf {id}. "
        "„durchwahl calls --json“ listet die Anrufe mit ihren Nummern auf."
    ),
    "journal_rebuild_busy": (
        "Die Anrufe wurden nicht neu aufgebaut, weil immer neue Ereignisse eintrafen; geändert wurde nichts. "
        "Versuchen Sie es erneut, wenn an den Telefonen Ruhe ist."
    ),
}
