"""Texts of the area: switchboard."""

from __future__ import annotations

from typing import Final

from tui.i18n.catalogue import TypedDict


class SwitchboardTexts(TypedDict):
    """Every key of this area, once."""

    no_phone_configured: str
    no_such_phone: str
    dial_nobody: str
    dial_several: str
    no_such_open_call: str
    phone_not_ready: str
    phones_set_aside: str
    journal_not_open: str
    contacts_loaded: str
    already_running: str
    control_lost: str
    control_refused: str
    control_silent: str
    control_unknown: str
    control_form: str
    control_not_made: str
    unexpected: str


EN: Final[SwitchboardTexts] = {
    "phones_set_aside": (
        "What had been learnt of the phones was damaged and is kept as {file}: the certificates that were "
        "accepted, and what stood in the phones before our action URLs. A new certificate is accepted once more."
    ),
    "no_phone_configured": "No phone is configured. Name one in the configuration under [phone.desk].",
    "no_such_phone": "There is no phone “{name}” in the configuration; it knows: {known}.",
    "dial_nobody": "“{text}” is neither a number nor the name of a contact with a number.",
    "dial_several": "“{text}” fits several contacts: {names}. Type more of the name.",
    "no_such_open_call": "There is no open call with the id {id}. `durchwahl calls --limit 5` lists the last ones.",
    "phone_not_ready": "The phone {phone} is not ready yet. Try again in a moment; `durchwahl phone test` says what is in the way.",
    "journal_not_open": "The journal is not open yet. Try again in a moment.",
    "contacts_loaded": "{count} contacts",
    "already_running": "Durchwahl already runs here (process {pid}). Use that one, or end it first.",
    "control_lost": "The running Durchwahl broke the connection off. Start it again.",
    "control_refused": "The running Durchwahl is version {theirs}, this is {ours}. Restart the older one.",
    "control_silent": "A Durchwahl runs here but does not answer. End it and start it again.",
    "control_unknown": "The running Durchwahl does not know the command “{word}”.",
    "control_form": "The running Durchwahl cannot read “{word}” in this command.",
    "control_not_made": "The socket {path} for the commands cannot be made: {reason}. Choose a folder on a local disk with --data-dir.",
    "unexpected": "Something unexpected went wrong; the log has the details. Please report it.",
}

DE: Final[SwitchboardTexts] = {
    "phones_set_aside": (
        "Was über die Telefone bekannt war, ist beschädigt und liegt nun in {file}: die angenommenen Zertifikate "
        "und was vor unseren Action-URLs in den Telefonen stand. Ein neues Zertifikat wird noch einmal angenommen."
    ),
    "no_phone_configured": "Es ist kein Telefon eingerichtet. Tragen Sie eines in der Konfiguration unter [phone.desk] ein.",
    "no_such_phone": "Ein Telefon „{name}“ gibt es in der Konfiguration nicht; eingerichtet sind: {known}.",
    "dial_nobody": "„{text}“ ist weder eine Rufnummer noch der Name eines Kontakts mit Rufnummer.",
    "dial_several": "„{text}“ passt auf mehrere Kontakte: {names}. Bitte geben Sie mehr vom Namen ein.",
    "no_such_open_call": "Ein laufendes Gespräch mit der Nummer {id} gibt es nicht. `durchwahl calls --limit 5` zeigt die letzten.",
    "phone_not_ready": "Das Telefon {phone} ist noch nicht bereit. Bitte versuchen Sie es gleich noch einmal; `durchwahl phone test` sagt, was im Weg steht.",
    "journal_not_open": "Das Journal ist noch nicht geöffnet. Bitte versuchen Sie es gleich noch einmal.",
    "contacts_loaded": "{count} Kontakte",
    "already_running": "Durchwahl läuft hier bereits (Prozess {pid}). Benutzen Sie es dort oder beenden Sie es zuerst.",
    "control_lost": "Das laufende Durchwahl hat die Verbindung abgebrochen. Bitte starten Sie es neu.",
    "control_refused": "Das laufende Durchwahl hat Version {theirs}, dieses hier {ours}. Bitte starten Sie das ältere neu.",
    "control_silent": "Hier läuft ein Durchwahl, das nicht antwortet. Beenden Sie es und starten Sie es neu.",
    "control_unknown": "Das laufende Durchwahl kennt den Befehl „{word}“ nicht.",
    "control_form": "Das laufende Durchwahl kann in diesem Befehl „{word}“ nicht lesen.",
    "control_not_made": "Der Socket {path} für die Befehle lässt sich nicht anlegen: {reason}. Wählen Sie mit --data-dir einen Ordner auf einem lokalen Datenträger.",
    "unexpected": "Etwas Unerwartetes ist schiefgegangen; Näheres steht im Protokoll. Bitte melden Sie es.",
}
