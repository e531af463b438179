"""Texts of the area: what the set-up's steps 24 to 28 find."""

from __future__ import annotations

from typing import Final

from tui.i18n.catalogue import TypedDict


class SetupLinkingTexts(TypedDict):
    """Every key of this area, once."""

    setup_linked: str
    setup_identity_own: str
    setup_identity_phone: str
    setup_identity_unknown: str
    setup_choose_line: str
    setup_identity: str
    setup_pbx_cloud: str
    setup_pbx_other: str
    setup_pbx_own: str
    setup_pbx_is_cloud: str
    setup_pbx_is_other: str
    setup_pbx_is_own: str
    setup_pbx_example: str
    setup_will_dial: str
    setup_prefix_open: str
    setup_prefix: str
    setup_no_prefix: str
    setup_test_emergency: str
    setup_test_code: str
    setup_test_premium: str
    setup_test_no_number: str
    setup_called: str
    setup_call_declined: str
    setup_call_open: str
    setup_remote_question: str
    setup_calling: str
    setup_call_unseen: str
    setup_call_seen: str


EN: Final[SetupLinkingTexts] = {
    "setup_linked": "“{phone}” is linked.",
    "setup_identity_own": "the phone's own choice",
    "setup_identity_phone": "The phone chooses the line; it has {count}.",
    "setup_identity_unknown": "The phone has no line {identity}.",
    "setup_choose_line": "Choose one of the list.",
    "setup_identity": "Dialled with {identity}.",
    "setup_pbx_cloud": "NetCologne Cloud PBX",
    "setup_pbx_other": "another one: no feature codes",
    "setup_pbx_own": "as the settings file says",
    "setup_pbx_is_cloud": "The feature codes of NetCologne's Cloud PBX.",
    "setup_pbx_is_other": "No feature codes: forwards are set in the phone alone.",
    "setup_pbx_is_own": "The feature codes of the settings file.",
    "setup_pbx_example": "Parking: {park}   Forward always: {always}",
    "setup_will_dial": "{number} will be dialled as {dialled}",
    "setup_prefix_open": "It has not been told yet.",
    "setup_prefix": "Before outside numbers a {prefix} is dialled.",
    "setup_no_prefix": "Nothing is dialled before outside numbers.",
    "setup_test_emergency": "Emergency numbers are never called for a test.",
    "setup_test_code": "That is a code of the PBX and not a number that rings.",
    "setup_test_premium": "That number costs more; take another one for the test.",
    "setup_test_no_number": "That is not a telephone number.",
    "setup_called": "“{phone}” was seen calling, last at {at}.",
    "setup_call_declined": "The set-up ended without a test call.",
    "setup_call_open": "No call from here has been seen yet.",
    "setup_remote_question": (
        "The phone may ask whether remote control is allowed: then press OK on it. The call goes on by"
        " itself."
    ),
    "setup_calling": "Calling {number} …",
    "setup_call_unseen": "The phone took the number and reported no call. Look at step 23 again.",
    "setup_call_seen": "The phone is calling {number}. Everything works: Durchwahl is linked with your phone.",
}


DE: Final[SetupLinkingTexts] = {
    "setup_linked": "„{phone}“ ist verknüpft.",
    "setup_identity_own": "die Wahl des Telefons",
    "setup_identity_phone": "Das Telefon wählt die Leitung; es hat {count}.",
    "setup_identity_unknown": "Eine Leitung {identity} hat das Telefon nicht.",
    "setup_choose_line": "Wählen Sie eine der Liste.",
    "setup_identity": "Gewählt wird mit {identity}.",
    "setup_pbx_cloud": "NetCologne Cloud PBX",
    "setup_pbx_other": "eine andere: keine Steuercodes",
    "setup_pbx_own": "wie in der Einstellungsdatei",
    "setup_pbx_is_cloud": "Die Steuercodes der Cloud PBX von NetCologne.",
    "setup_pbx_is_other": "Keine Steuercodes: Weiterleitungen nur im Telefon.",
    "setup_pbx_is_own": "Die Steuercodes der Einstellungsdatei.",
    "setup_pbx_example": "Parken: {park}   Immer weiterleiten: {always}",
    "setup_will_dial": "{number} wird gewählt als {dialled}",
    "setup_prefix_open": "Noch ist sie nicht angegeben.",
    "setup_prefix": "Vor Nummern nach draußen wird eine {prefix} gewählt.",
    "setup_no_prefix": "Vor Nummern nach draußen wird nichts gewählt.",
    "setup_test_emergency": "Notrufnummern werden nie zum Test angerufen.",
    "setup_test_code": "Das ist ein Steuercode der Telefonanlage und keine Nummer, die klingelt.",
    "setup_test_premium": "Diese Nummer kostet mehr; nehmen Sie für den Test eine andere.",
    "setup_test_no_number": "Das ist keine Rufnummer.",
    "setup_called": "„{phone}“ hat schon angerufen, zuletzt {at}.",
    "setup_call_declined": "Die Einrichtung endete ohne Testanruf.",
    "setup_call_open": "Noch war kein Anruf von hier zu sehen.",
    "setup_remote_question": (
        "Das Telefon fragt vielleicht „Remote-Zugriff zulassen?“: Drücken Sie dann dort OK. Der Anruf"
        " geht von selbst weiter."
    ),
    "setup_calling": "{number} wird angerufen …",
    "setup_call_unseen": (
        "Das Telefon hat die Nummer angenommen, aber keinen Anruf gemeldet. Sehen Sie Schritt 23 noch"
        " einmal an."
    ),
    "setup_call_seen": "Das Telefon ruft {number} an. Alles geht: Durchwahl ist mit Ihrem Telefon verknüpft.",
}
