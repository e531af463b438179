"""Texts of the area: features."""

from __future__ import annotations

from typing import Final

from tui.i18n.catalogue import TypedDict


class FeaturesTexts(TypedDict):
    """Every key of this area, once. `phone` is the phone's name in the configuration."""

    presence_garbled: str
    forward_no_target: str
    forward_no_voicemail: str
    forward_emergency: str
    forward_target_form: str
    forward_seconds: str
    feature_dnd_no_code: str
    feature_no_code: str
    feature_unknown: str
    feature_unseen: str
    feature_rounded: str
    feature_code_unreported: str
    feature_code_refused: str
    feature_code_unanswered: str
    feature_unchanged: str
    feature_dnd: str
    feature_always: str
    feature_busy: str
    feature_no_answer: str
    feature_not_registered: str
    feature_on: str
    feature_off: str
    feature_to: str
    feature_to_after: str
    feature_not_known: str
    feature_not_told: str
    feature_told_at: str
    feature_in_phone: str
    feature_in_pbx: str
    feature_elsewhere: str
    label_state: str
    label_address: str
    label_firmware: str
    label_mac: str
    label_certificate: str
    label_line: str
    label_call: str
    label_reported: str
    status_again: str
    status_not_asked: str
    picture_too_large: str
    picture_broken: str
    screen_no_terminal: str
    screen_file_kind: str
    screen_no_folder: str
    screen_saved: str
    cli_phone_status: str
    cli_phone_dnd: str
    cli_phone_forward: str
    cli_phone_screen: str
    cli_forward_target: str
    cli_seconds: str
    cli_off: str
    cli_in_phone: str
    cli_pbx: str
    cli_save: str
    cli_forward_off: str
    cli_forward_seconds: str
    feature_code_alone: str
    feature_code_by_hand: str
    feature_none_told: str
    feature_code_in_call: str


EN: Final[FeaturesTexts] = {
    "presence_garbled": "{phone} answered something that no phone of its maker should answer; the log has the details. Check its address and vendor, and restart the phone if both are right.",
    "forward_no_target": "Name where to forward: a number, a contact, or “voicemail”.",
    "forward_no_voicemail": "The configuration names no number for the voicemail box. Enter it as voicemail under [codes], or name a number.",
    "forward_emergency": "Calls are never forwarded to an emergency number: whoever calls you would reach it. Name another target.",
    "forward_target_form": "“{target}” cannot stand in a feature code: there a target is digits only. Name a plain number, or set the forward in the phone.",
    "forward_seconds": "The time before a forward is 1 to {most} seconds.",
    "feature_dnd_no_code": "The PBX has no feature code for do not disturb. Switch it on in the phone, or forward always.",
    "feature_no_code": "The configuration has no feature code for this forward. If your PBX has one, enter it under [codes]; else set the forward in the phone or in the provider's portal.",
    "feature_unknown": "{phone} can only be told to switch this over, and does not say whether it is on or off now. Switch it on the phone itself.",
    "feature_unseen": "{phone} took the command ({tried}) but does not confirm the change. Look at its display, and switch it there if it is not as you want it.",
    "feature_rounded": "{phone} counts {counts} s, not {wanted} s: it only takes certain times.",
    "feature_code_unreported": "{phone} took the code {code} but reported no call, so nobody knows whether the PBX heard it. Listen at the phone; if nothing was dialled, check the action URLs with `durchwahl phone test`.",
    "feature_code_refused": "The PBX refused the code {code} that {phone} dialled: nothing was changed. Check the codes under [codes] in the configuration.",
    "feature_code_unanswered": "{phone} dialled {code}, and the PBX has not answered it so far. Listen to its announcement at the phone to be sure.",
    "feature_unchanged": "{phone} took the command ({tried}), but says that nothing has changed. Switch it on the phone itself, or ask the provider whether the phone's settings are locked.",
    "feature_dnd": "do not disturb",
    "feature_always": "forward always",
    "feature_busy": "forward when busy",
    "feature_no_answer": "forward when not answered",
    "feature_not_registered": "forward when not registered",
    "feature_on": "on",
    "feature_off": "off",
    "feature_to": "to {target}",
    "feature_to_after": "to {target} after {seconds} s",
    "feature_not_known": "unknown",
    "feature_not_told": "not told from here",
    "feature_told_at": "{stands} (told from here: {at})",
    "feature_in_phone": "in the phone",
    "feature_in_pbx": "in the PBX",
    "feature_elsewhere": "Still on {place}: {state}. Phone and PBX do not know each other's forwards.",
    "label_state": "state",
    "label_address": "address",
    "label_firmware": "firmware",
    "label_mac": "MAC",
    "label_certificate": "certificate",
    "label_line": "line",
    "label_call": "call",
    "label_reported": "last report",
    "status_again": "Tried again at {at}.",
    "status_not_asked": "not asked yet",
    "picture_too_large": "What the phone sent as the picture of its screen is larger than any phone's screen, so it was not opened. Try again; if it stays so, check the phone's address.",
    "picture_broken": "What the phone sent is no picture that can be read (BMP, JPEG or PNG). Try again; if it stays so, the firmware sends another format.",
    "screen_no_terminal": "The picture can only be shown in a terminal. Write it into a file with --save FILE.png.",
    "screen_file_kind": "A picture is saved as one of: {known}. Choose a file name that ends so.",
    "screen_no_folder": "There is no folder {folder}. Make it first, or choose another place.",
    "screen_saved": "Saved in {file}: {width} × {height} dots.",
    "cli_phone_status": "show how each phone stands: registration, features, calls, whether it obeys",
    "cli_phone_dnd": "switch do not disturb on or off in the phone",
    "cli_phone_forward": "forward calls, in the phone or in the PBX; “off” ends every forward of that place",
    "cli_phone_screen": "show the phone's screen here, or save it as a picture",
    "cli_forward_target": "where to: a number, a name from the contacts, or “voicemail”",
    "cli_seconds": "with no-answer: how long it rings before",
    "cli_off": "end this forward",
    "cli_in_phone": "in the phone (the rule, but for not-registered)",
    "cli_pbx": "in the PBX, by its feature code",
    "cli_save": "write the picture into this file (.bmp, .png or .jpg) instead of showing it",
    "cli_forward_off": "Whoever ends a forward names neither a target nor seconds. Leave them out.",
    "cli_forward_seconds": "--seconds belongs to the forward no-answer only. Leave it out.",
    "feature_code_alone": "{phone} has been told to dial {code}. No Durchwahl runs here that the phone could report to: listen at the phone whether the PBX confirms it.",
    "feature_code_by_hand": "{reason} To set it in the PBX, dial {code} on {phone} yourself.",
    "feature_none_told": "nothing told from here",
    "feature_code_in_call": "{phone} has a call. A feature code is dialled like a number, which would put that call on hold: set the forward when the call is over.",
}

DE: Final[FeaturesTexts] = {
    "presence_garbled": "{phone} hat etwas geantwortet, was kein Telefon dieses Herstellers antworten sollte; Näheres steht im Protokoll. Prüfen Sie Adresse und Hersteller; stimmt beides, starten Sie das Telefon neu.",
    "forward_no_target": "Geben Sie an, wohin umgeleitet werden soll: eine Rufnummer, einen Kontakt oder „voicemail“.",
    "forward_no_voicemail": "In der Konfiguration steht keine Nummer der Sprachbox. Tragen Sie sie unter [codes] als voicemail ein oder geben Sie eine Rufnummer an.",
    "forward_emergency": "Auf eine Notrufnummer wird nie umgeleitet: Jeder, der Sie anruft, käme dort heraus. Geben Sie ein anderes Ziel an.",
    "forward_target_form": "„{target}“ kann nicht in einem Steuercode stehen: Dort besteht ein Ziel nur aus Ziffern. Geben Sie eine einfache Rufnummer an oder leiten Sie im Telefon um.",
    "forward_seconds": "Die Zeit bis zur Umleitung beträgt 1 bis {most} Sekunden.",
    "feature_dnd_no_code": "Für „Nicht stören“ hat die Telefonanlage keinen Steuercode. Schalten Sie es im Telefon ein oder leiten Sie alle Anrufe um.",
    "feature_no_code": "In der Konfiguration steht kein Steuercode für diese Umleitung. Hat Ihre Telefonanlage einen, tragen Sie ihn unter [codes] ein; sonst leiten Sie im Telefon oder im Portal des Anbieters um.",
    "feature_unknown": "{phone} lässt sich das nur umschalten und sagt nicht, ob es gerade ein- oder ausgeschaltet ist. Bitte schalten Sie es am Telefon selbst.",
    "feature_unseen": "{phone} hat den Befehl angenommen ({tried}), bestätigt die Änderung aber nicht. Sehen Sie auf das Display und schalten Sie es dort, falls es nicht stimmt.",
    "feature_rounded": "{phone} rechnet mit {counts} s statt {wanted} s: Es kennt nur bestimmte Zeiten.",
    "feature_code_unreported": "{phone} hat den Code {code} angenommen, aber keinen Anruf gemeldet; ob er die Telefonanlage erreicht hat, weiß niemand. Hören Sie am Telefon nach; wurde nichts gewählt, prüfen Sie die Action-URLs mit `durchwahl phone test`.",
    "feature_code_refused": "Die Telefonanlage hat den Code {code}, den {phone} gewählt hat, abgelehnt: Es wurde nichts geändert. Prüfen Sie die Codes unter [codes] in der Konfiguration.",
    "feature_code_unanswered": "{phone} hat {code} gewählt, und die Telefonanlage hat bisher nicht geantwortet. Hören Sie zur Sicherheit die Ansage am Telefon ab.",
    "feature_unchanged": "{phone} hat den Befehl angenommen ({tried}), sagt aber, dass sich nichts geändert hat. Schalten Sie es am Telefon selbst oder fragen Sie den Anbieter, ob die Einstellungen des Telefons gesperrt sind.",
    "feature_dnd": "Nicht stören",
    "feature_always": "Umleitung immer",
    "feature_busy": "Umleitung bei besetzt",
    "feature_no_answer": "Umleitung bei Nichtmelden",
    "feature_not_registered": "Umleitung bei Nichterreichbarkeit",
    "feature_on": "ein",
    "feature_off": "aus",
    "feature_to": "zu {target}",
    "feature_to_after": "zu {target} nach {seconds} s",
    "feature_not_known": "unbekannt",
    "feature_not_told": "von hier aus nicht eingestellt",
    "feature_told_at": "{stands} (von hier aus eingestellt: {at})",
    "feature_in_phone": "im Telefon",
    "feature_in_pbx": "in der Telefonanlage",
    "feature_elsewhere": "Noch eingeschaltet {place}: {state}. Telefon und Telefonanlage kennen die Umleitungen des anderen nicht.",
    "label_state": "Zustand",
    "label_address": "Adresse",
    "label_firmware": "Firmware",
    "label_mac": "MAC",
    "label_certificate": "Zertifikat",
    "label_line": "Leitung",
    "label_call": "Gespräch",
    "label_reported": "letzte Meldung",
    "status_again": "Nächster Versuch um {at}.",
    "status_not_asked": "noch nicht gefragt",
    "picture_too_large": "Was das Telefon als Bild seines Displays geschickt hat, ist größer als jedes Telefondisplay und wurde deshalb nicht geöffnet. Versuchen Sie es noch einmal; bleibt es dabei, prüfen Sie die Adresse des Telefons.",
    "picture_broken": "Was das Telefon geschickt hat, ist kein lesbares Bild (BMP, JPEG oder PNG). Versuchen Sie es noch einmal; bleibt es dabei, schickt die Firmware ein anderes Format.",
    "screen_no_terminal": "Das Bild lässt sich nur in einem Terminal zeigen. Schreiben Sie es mit --save DATEI.png in eine Datei.",
    "screen_file_kind": "Ein Bild wird gespeichert als: {known}. Wählen Sie einen Dateinamen mit dieser Endung.",
    "screen_no_folder": "Den Ordner {folder} gibt es nicht. Legen Sie ihn zuerst an oder wählen Sie einen anderen Ort.",
    "screen_saved": "Gespeichert in {file}: {width} × {height} Punkte.",
    "cli_phone_status": "zeigen, wie es um jedes Telefon steht: Anmeldung, Funktionen, Gespräche, Erreichbarkeit",
    "cli_phone_dnd": "„Nicht stören“ im Telefon ein- oder ausschalten",
    "cli_phone_forward": "Anrufe umleiten, im Telefon oder in der Telefonanlage; „off“ beendet dort alle Umleitungen",
    "cli_phone_screen": "das Display des Telefons hier zeigen oder als Bild speichern",
    "cli_forward_target": "wohin: eine Rufnummer, ein Name aus den Kontakten oder „voicemail“",
    "cli_seconds": "bei no-answer: wie lange es vorher klingelt",
    "cli_off": "diese Umleitung beenden",
    "cli_in_phone": "im Telefon (der Normalfall außer bei not-registered)",
    "cli_pbx": "in der Telefonanlage, über ihren Steuercode",
    "cli_save": "das Bild in diese Datei schreiben (.bmp, .png oder .jpg), statt es zu zeigen",
    "cli_forward_off": "Wer eine Umleitung beendet, nennt weder Ziel noch Sekunden. Lassen Sie beides weg.",
    "cli_forward_seconds": "--seconds gehört nur zur Umleitung no-answer. Lassen Sie es weg.",
    "feature_code_alone": "{phone} soll {code} wählen. Es läuft kein Durchwahl, dem das Telefon etwas melden könnte: Hören Sie am Telefon, ob die Telefonanlage es bestätigt.",
    "feature_code_by_hand": "{reason} Um es in der Telefonanlage einzustellen, wählen Sie {code} an {phone} selbst.",
    "feature_none_told": "von hier aus nichts eingestellt",
    "feature_code_in_call": "{phone} hat ein Gespräch. Ein Steuercode wird wie eine Rufnummer gewählt und würde es halten: Leiten Sie um, wenn das Gespräch beendet ist.",
}
