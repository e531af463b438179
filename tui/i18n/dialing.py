"""Texts of the area: dialing."""

from __future__ import annotations

from typing import Final

from tui.i18n.catalogue import TypedDict


class DialingTexts(TypedDict):
    """Every key of this area, once."""

    dial_nothing: str
    dial_what: str
    dial_no_number: str
    dial_withheld: str
    dial_emergency_meant: str


EN: Final[DialingTexts] = {
    "dial_nothing": "There is no number to dial. Type a number or a name.",
    "dial_what": "Whom to call? `durchwahl dial NUMBER`, a name, --selection for the marked text, or - for standard input.",
    "dial_no_number": "“{text}” is not a telephone number. "
    "Type one number, such as 0221 4710-000 or +49 221 4710000.",
    "dial_withheld": "The caller withheld the number, so it cannot be called back.",
    "dial_emergency_meant": "“{text}” cannot be dialled. For the emergency services, dial {number}.",
}

DE: Final[DialingTexts] = {
    "dial_nothing": "Es gibt keine Nummer zum Wählen. Geben Sie eine Nummer oder einen Namen ein.",
    "dial_what": "Wen anrufen? `durchwahl dial NUMMER`, einen Namen, --selection für markierten Text, - für die Standardeingabe.",
    "dial_no_number": "„{text}“ ist keine Telefonnummer. Geben Sie eine einzelne Nummer ein, "
    "zum Beispiel 0221 4710-000 oder +49 221 4710000.",
    "dial_withheld": "Der Anrufer hat seine Nummer unterdrückt, deshalb ist ein Rückruf nicht möglich.",
    "dial_emergency_meant": "„{text}“ lässt sich nicht wählen. Den Notruf erreichen Sie unter {number}.",
}
