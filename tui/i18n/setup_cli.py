"""Texts of the area: the commands setup and doctor."""

from __future__ import annotations

from typing import Final

from tui.i18n.catalogue import TypedDict


class SetupCliTexts(TypedDict):
    """Every key of this area, once."""

    cli_setup: str
    cli_setup_status: str
    cli_setup_answers: str
    cli_doctor: str
    setup_json_alone: str
    setup_not_held: str
    setup_instance_runs: str
    answers_missing: str
    answers_problems: str
    answers_unknown: str
    answers_unknown_near: str
    answers_required: str
    answers_want_text: str
    answers_want_flag: str
    answers_want_number: str
    answers_want_numbers: str
    answers_want_files: str
    answers_want_choice: str
    doctor_ok: str
    doctor_warning: str
    doctor_failed: str
    doctor_failed_count: str
    doctor_well: str


EN: Final[SetupCliTexts] = {
    "cli_setup": "set up phone and computer in 28 steps",
    "cli_setup_status": "print the state of each step",
    "cli_setup_answers": "do all steps unattended with what this TOML file says",
    "cli_doctor": "check the whole chain and say what to do about each fault",
    "setup_json_alone": "--json goes with --status or --answers.",
    "setup_not_held": "not all checks hold; see steps {steps}.",
    "setup_instance_runs": (
        "Durchwahl is running already and would not hear of the changes: end it, then run the set-up,"
        " then start it again."
    ),
    "answers_missing": "There is no answers file {file}.",
    "answers_problems": "{file}: {count} mistakes",
    "answers_unknown": "“{word}” is no answer. There are: {valid}",
    "answers_unknown_near": "“{word}” is no answer; “{near}” is meant?",
    "answers_required": "{word} is missing",
    "answers_want_text": "{word} must be a text in quotation marks",
    "answers_want_flag": "{word} must be true or false",
    "answers_want_number": "{word} must be a whole number",
    "answers_want_numbers": "{word} must be a list of numbers, such as [2, 3]",
    "answers_want_files": "{word} must be a list of file names",
    "answers_want_choice": "{word} must be one of: {choices}",
    "doctor_ok": "ok",
    "doctor_warning": "open",
    "doctor_failed": "failed",
    "doctor_failed_count": "Failed: {count}. The first is the likeliest cause of the others.",
    "doctor_well": "Nothing failed.",
}


DE: Final[SetupCliTexts] = {
    "cli_setup": "Telefon und Rechner in 28 Schritten einrichten",
    "cli_setup_status": "den Stand jedes Schritts ausgeben",
    "cli_setup_answers": "alle Schritte ohne Rückfragen mit den Angaben dieser TOML-Datei ausführen",
    "cli_doctor": "die ganze Kette prüfen und zu jedem Fehler sagen, was zu tun ist",
    "setup_json_alone": "--json gehört zu --status oder --answers.",
    "setup_not_held": "nicht alle Prüfungen sind erfüllt; siehe Schritte {steps}.",
    "setup_instance_runs": (
        "Durchwahl läuft schon und würde von den Änderungen nichts erfahren: Beenden Sie es, richten Sie"
        " ein, starten Sie es wieder."
    ),
    "answers_missing": "Eine Antwortdatei {file} gibt es nicht.",
    "answers_problems": "{file}: {count} Fehler",
    "answers_unknown": "„{word}“ ist keine Antwort. Es gibt: {valid}",
    "answers_unknown_near": "„{word}“ ist keine Antwort; gemeint ist „{near}“?",
    "answers_required": "{word} fehlt",
    "answers_want_text": "{word} muss ein Text in Anführungszeichen sein",
    "answers_want_flag": "{word} muss true oder false sein",
    "answers_want_number": "{word} muss eine ganze Zahl sein",
    "answers_want_numbers": "{word} muss eine Liste von Zahlen sein, etwa [2, 3]",
    "answers_want_files": "{word} muss eine Liste von Dateinamen sein",
    "answers_want_choice": "{word} muss eines von diesen sein: {choices}",
    "doctor_ok": "gut",
    "doctor_warning": "offen",
    "doctor_failed": "fehlt",
    "doctor_failed_count": "Fehlgeschlagen: {count}. Das erste ist die wahrscheinlichste Ursache der anderen.",
    "doctor_well": "Nichts ist fehlgeschlagen.",
}
