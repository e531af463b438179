"""Texts of the area: recording."""

from __future__ import annotations

from typing import Final

from tui.i18n.catalogue import TypedDict


class RecordingTexts(TypedDict):
    """Every key of this area, once."""

    cli_record: str
    cli_mask: str
    cli_no_mask: str
    cli_replay: str
    cli_speed: str
    record_begun: str
    record_begun_open: str
    record_exists: str
    record_not_made: str
    record_mask_alone: str
    record_disk_full: str
    record_broken: str
    record_slow: str
    record_too_long: str
    trace_is_none: str
    trace_not_read: str
    replay_speed: str
    replay_damaged: str
    replay_done: str


EN: Final[RecordingTexts] = {
    "cli_record": "write what phones and program say to each other into a new file, to look at or to send in",
    "cli_mask": "in the recording, replace numbers, names and addresses by made-up ones (the default)",
    "cli_no_mask": "record numbers, names and addresses as they are; passwords and tokens never get in",
    "cli_replay": "show the calls that a recorded trace leads to",
    "cli_speed": "as fast as it happened (1), or X times as fast; without it, all at once",
    "record_begun": "Recording into {file}. Numbers, names and addresses are replaced by made-up ones.",
    "record_begun_open": "Recording into {file} with the real numbers and names: do not hand it on.",
    "record_exists": "{file} is there already and is not overwritten. Name another file, or delete that one first.",
    "record_not_made": "The recording {file} cannot be made: {reason}. Name a file where you may write.",
    "record_mask_alone": "--no-mask says how to record, and --record is missing. Name a file: --record FILE.",
    "record_disk_full": "The recording {file} ends here because the disk is full; calls go on as before. Make room, then begin a new one.",
    "record_broken": "The recording {file} ends here because it cannot be written ({reason}); calls go on as before.",
    "record_slow": "The recording {file} ends here because the disk does not keep up; calls go on as before. Record onto another disk.",
    "record_too_long": "The recording {file} ends here because it is as long as one may be; calls go on as before. Begin a new one where more is needed.",
    "trace_is_none": "{file} is no trace that this program can read. One is made by `durchwahl serve --record FILE`.",
    "trace_not_read": "{file} cannot be read: {reason}. Look at its name and at who may read it.",
    "replay_speed": "--speed wants a number above 0, such as 1 or 10.",
    "replay_damaged": "These lines are damaged and were left out: {numbers}. The calls may lack what they told.",
    "replay_done": "Events: {events}, calls: {calls}.",
}

DE: Final[RecordingTexts] = {
    "cli_record": "schreibt in eine neue Datei, was Telefone und Programm einander sagen, zum Ansehen oder Einsenden",
    "cli_mask": "ersetzt in der Aufzeichnung Rufnummern, Namen und Adressen durch erfundene (so ist es voreingestellt)",
    "cli_no_mask": "zeichnet Rufnummern, Namen und Adressen auf, wie sie sind; Passwörter und Token kommen nie hinein",
    "cli_replay": "zeigt die Anrufe, die sich aus einer Aufzeichnung ergeben",
    "cli_speed": "so schnell, wie es geschah (1), oder X-mal so schnell; ohne diese Angabe alles auf einmal",
    "record_begun": "Aufzeichnung in {file}. Rufnummern, Namen und Adressen werden durch erfundene ersetzt.",
    "record_begun_open": "Aufzeichnung in {file} mit den echten Rufnummern und Namen: Geben Sie die Datei nicht weiter.",
    "record_exists": "{file} gibt es schon und wird nicht überschrieben. Nennen Sie eine andere Datei, oder löschen Sie diese vorher.",
    "record_not_made": "Die Aufzeichnung {file} lässt sich nicht anlegen: {reason}. Nennen Sie eine Datei an einem Ort, an dem Sie schreiben dürfen.",
    "record_mask_alone": "--no-mask sagt, wie aufgezeichnet wird, aber --record fehlt. Nennen Sie eine Datei: --record DATEI.",
    "record_disk_full": "Die Aufzeichnung {file} endet hier, weil der Datenträger voll ist; Anrufe laufen weiter wie bisher. Schaffen Sie Platz, und beginnen Sie dann eine neue.",
    "record_broken": "Die Aufzeichnung {file} endet hier, weil sie sich nicht schreiben lässt ({reason}); Anrufe laufen weiter wie bisher.",
    "record_slow": "Die Aufzeichnung {file} endet hier, weil der Datenträger nicht nachkommt; Anrufe laufen weiter wie bisher. Zeichnen Sie auf einen anderen Datenträger auf.",
    "record_too_long": "Die Aufzeichnung {file} endet hier, weil sie nicht länger werden darf; Anrufe laufen weiter wie bisher. Beginnen Sie eine neue, falls Sie mehr brauchen.",
    "trace_is_none": "{file} ist keine Aufzeichnung, die dieses Programm lesen kann. Eine solche schreibt `durchwahl serve --record DATEI`.",
    "trace_not_read": "{file} lässt sich nicht lesen: {reason}. Prüfen Sie den Namen und die Leserechte.",
    "replay_speed": "--speed verlangt eine Zahl über 0, etwa 1 oder 10.",
    "replay_damaged": "Diese Zeilen sind beschädigt und wurden ausgelassen: {numbers}. Den Anrufen kann fehlen, was darin stand.",
    "replay_done": "Ereignisse: {events}, Anrufe: {calls}.",
}
