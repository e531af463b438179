"""Texts of the area: steps. What the screen of the set-up says itself, whichever step is shown."""

from __future__ import annotations

from typing import Final

from tui.i18n.catalogue import TypedDict


class StepsTexts(TypedDict):
    """Every key of this area, once."""

    steps_place: str
    steps_looking: str
    steps_working: str
    steps_on: str
    steps_off: str
    steps_key_next: str
    steps_key_finish: str
    steps_key_back: str
    steps_key_leave: str
    steps_key_cancel: str
    steps_key_field: str
    steps_key_switch: str
    steps_key_open: str
    steps_key_copy: str
    steps_key_later: str
    steps_key_again: str
    steps_copied: str
    steps_config_broken: str
    steps_config_mend: str
    exchange_call: str


EN: Final[StepsTexts] = {
    "steps_place": "Step {number} of {count}",
    "steps_looking": "looking …",
    "steps_working": "working …",
    "steps_on": "yes",
    "steps_off": "no",
    "steps_key_next": "next",
    "steps_key_finish": "finish",
    "steps_key_back": "back",
    "steps_key_leave": "leave",
    "steps_key_cancel": "cancel",
    "steps_key_field": "field",
    "steps_key_switch": "change",
    "steps_key_open": "steps",
    "steps_key_copy": "copy",
    "steps_key_later": "later",
    "steps_key_again": "check anew",
    "steps_copied": "Copied, if the terminal lets programs use the clipboard.",
    "steps_config_broken": "The configuration cannot be used as it is. Until it is corrected, nothing can be kept.",
    "steps_config_mend": "Correct it in an editor, then ^r reads it again.",
    "exchange_call": (
        "A call is going on: the new settings come into force when it has ended. Then press Enter once more."
    ),
}

DE: Final[StepsTexts] = {
    "steps_place": "Schritt {number} von {count}",
    "steps_looking": "wird geprüft …",
    "steps_working": "läuft …",
    "steps_on": "ja",
    "steps_off": "nein",
    "steps_key_next": "weiter",
    "steps_key_finish": "fertig",
    "steps_key_back": "zurück",
    "steps_key_leave": "verlassen",
    "steps_key_cancel": "abbrechen",
    "steps_key_field": "Feld",
    "steps_key_switch": "umschalten",
    "steps_key_open": "Schritte",
    "steps_key_copy": "kopieren",
    "steps_key_later": "später",
    "steps_key_again": "neu prüfen",
    "steps_copied": "Kopiert, sofern das Terminal Programmen die Zwischenablage überlässt.",
    "steps_config_broken": (
        "Die Konfiguration ist so nicht verwendbar. Solange sie nicht berichtigt ist, kann nichts gespeichert werden."
    ),
    "steps_config_mend": "Berichtigen Sie sie in einem Editor; ^r liest sie dann neu ein.",
    "exchange_call": (
        "Es läuft ein Gespräch: Die neuen Einstellungen gelten erst, wenn es beendet ist."
        " Drücken Sie dann noch einmal Enter."
    ),
}
