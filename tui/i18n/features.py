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
}
