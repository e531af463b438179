"""Texts of the area: calling."""

from __future__ import annotations

from typing import Final

from tui.i18n.catalogue import TypedDict


class CallingTexts(TypedDict):
    """Every key of this area, once. `phone` is the phone's name, `way` the key that would be pressed on it."""

    # why an order cannot be done now
    no_call_to_answer: str
    no_call_to_reject: str
    no_call_to_hangup: str
    no_call_to_hold: str
    no_call_to_resume: str
    no_call_to_swap: str
    no_call_to_mute: str
    no_call_to_unmute: str
    no_call_to_transfer: str
    no_call_to_consult: str
    no_call_to_complete: str
    no_call_to_return: str
    no_call_to_deflect: str
    no_call_to_conference: str
    no_call_to_dtmf: str
    no_call_to_louder: str
    no_call_to_quieter: str
    no_call_to_redial: str
    order_under_way: str
    order_no_way: str
    order_hits_ringing: str
    order_hits_dialing: str
    order_hits_talking: str
    order_hits_held: str
    dtmf_form: str
    # what is said where the phone reports nothing
    order_unseen: str
    order_too_late: str
    dial_unseen: str
    unseen_conference: str
    unseen_redial: str
    unseen_mute: str
    by_hand_answer: str
    by_hand_reject: str
    by_hand_hangup: str
    by_hand_hold: str
    by_hand_resume: str
    by_hand_swap: str
    by_hand_mute: str
    by_hand_transfer: str
    by_hand_consult: str
    by_hand_complete: str
    by_hand_return: str
    by_hand_deflect: str
    # other ways of dialling
    dial_by_hand: str
    code_missing: str
    code_slot: str
    confer_waits: str
    confer_not_answered: str
    # the phone asks its user
    consent_asked: str
    consent_perhaps: str
    consent_given_up: str
    consent_overtaken: str
    consent_needless: str
    # the command line
    call_wants_instance: str
    hangup_alone: str
    cli_call_answer: str
    cli_call_reject: str
    cli_call_hangup: str
    cli_call_hold: str
    cli_call_resume: str
    cli_call_swap: str
    cli_call_mute: str
    cli_call_unmute: str
    cli_call_transfer: str
    cli_call_complete: str
    cli_call_return: str
    cli_call_deflect: str
    cli_call_conference: str
    cli_call_dtmf: str
    cli_call_louder: str
    cli_call_quieter: str
    cli_call_redial: str
    cli_call_park: str
    cli_call_retrieve: str
    cli_call_pickup: str
    cli_attended: str
    cli_identity: str
    cli_target: str
    cli_digits: str
    cli_slot: str


EN: Final[CallingTexts] = {
    "no_call_to_answer": "No call is ringing that could be answered.",
    "no_call_to_reject": "No call is ringing that could be rejected.",
    "no_call_to_hangup": "There is no call that could be ended.",
    "no_call_to_hold": "There is no running call that could be held.",
    "no_call_to_resume": "No call is on hold.",
    "no_call_to_swap": "Switching takes two calls: one that is running and one on hold.",
    "no_call_to_mute": "There is no running call whose microphone is on.",
    "no_call_to_unmute": "There is no running call whose microphone is off.",
    "no_call_to_transfer": "There is no call that could be transferred.",
    "no_call_to_consult": "No call is running that could wait during a consultation. Take one off hold first.",
    "no_call_to_complete": "There is no consultation: hold a call and call somebody else, then they can be joined.",
    "no_call_to_return": "There is no consultation that could be dropped. If the other call is the active one, switch first.",
    "no_call_to_deflect": "No call is ringing that could be passed on.",
    "no_call_to_conference": "A conference takes two calls: one that is running and one on hold.",
    "no_call_to_dtmf": "Tones can only be sent in a running call.",
    "no_call_to_louder": "There is no call whose volume could be changed.",
    "no_call_to_quieter": "There is no call whose volume could be changed.",
    "no_call_to_redial": "The phone has a call. It redials when that is over.",
    "order_under_way": "The phone {phone} has been told already and has not reported it yet. Wait a moment.",
    "order_no_way": "The phone {phone} offers no way to do this for this call. Do it on the phone itself.",
    "order_hits_ringing": "Another call is ringing at {phone} ({party}), and the key {way} would reach that one. Answer or reject it first, or do it on the phone itself.",
    "order_hits_dialing": "{phone} is calling {party}, and the key {way} would reach that call. End it first, or do it on the phone itself.",
    "order_hits_talking": "A call is running at {phone} ({party}), and the key {way} would reach that one. Switch to the other call first, or do it on the phone itself.",
    "order_hits_held": "Several calls are on hold at {phone}, and the key {way} could reach the one with {party}. Choose the call on the phone itself.",
    "dtmf_form": "Tones are the digits 0 to 9, * and #, at most {most} at once.",
    "order_unseen": "The phone {phone} took the command ({tried}) but has not reported that it did it.",
    "order_too_late": "The call was over before the phone {phone} did it.",
    "dial_unseen": "The phone {phone} took {number} but reports no call. Look at its display; if it never reports anything, check its action URLs.",
    "unseen_conference": "The phone {phone} does not report conferences. If nobody was joined, press its conference key.",
    "unseen_redial": "The phone {phone} reports no new call. If it shows its list, choose there and confirm.",
    "unseen_mute": "The phone {phone} does not report whether its microphone is off: its mute key shows it.",
    "by_hand_answer": "Lift the handset or press the answer key.",
    "by_hand_reject": "Press the reject key (X).",
    "by_hand_hangup": "Hang up on the phone itself.",
    "by_hand_hold": "Press the hold key on the phone.",
    "by_hand_resume": "Press the hold key on the phone once more.",
    "by_hand_swap": "Choose the held call on the phone and press the hold key.",
    "by_hand_mute": "Press the mute key on the phone.",
    "by_hand_transfer": "Press the transfer key on the phone and dial the target there.",
    "by_hand_consult": "Press the hold key on the phone and dial there.",
    "by_hand_complete": "Press the transfer key on the phone and confirm.",
    "by_hand_return": "End the second call on the phone and take the first one off hold.",
    "by_hand_deflect": "Press the transfer or forward key on the phone while it rings.",
    "dial_by_hand": "{reason} To call now, dial {number} on {phone} yourself, or open {link} in another telephone program.",
    "code_missing": "The PBX has no code for this: {name} is empty under [codes] in the configuration.",
    "code_slot": "“{text}” is no parking slot: it is a number of 1 to 8 digits.",
    "confer_waits": "The conference begins once {party} answers.",
    "confer_not_answered": "There was no answer, so no conference. The first call is on hold at {phone}.",
    "consent_asked": "The phone {phone} asks whether it may be controlled from here: press OK on it now. The command then follows by itself.",
    "consent_perhaps": "The phone {phone} refuses to be controlled from here. If its display asks about it, press OK there now: the command then follows by itself.",
    "consent_given_up": "The command for {phone} was given up.",
    "consent_overtaken": "A newer command for {phone} took the place of this one.",
    "consent_needless": "The call was over before anybody pressed OK on {phone}.",
    "call_wants_instance": "This takes several steps of which the next waits for the phone's report. Start the app or `durchwahl serve`, then try again.",
    "hangup_alone": "{phone} was told to end whatever call it has selected; if one is ringing, it was rejected. No Durchwahl is running that knows the calls and could confirm it.",
    "cli_call_answer": "answer the call that rings",
    "cli_call_reject": "reject the call that rings",
    "cli_call_hangup": "end the call",
    "cli_call_hold": "put the running call on hold",
    "cli_call_resume": "take the call off hold",
    "cli_call_swap": "switch between the running call and the held one",
    "cli_call_mute": "switch the microphone off",
    "cli_call_unmute": "switch the microphone on",
    "cli_call_transfer": "pass the call on to a number or a contact",
    "cli_call_complete": "after `transfer --attended`: pass the waiting call on",
    "cli_call_return": "after `transfer --attended`: drop the second call",
    "cli_call_deflect": "pass the ringing call on without answering it",
    "cli_call_conference": "make a conference of the running call and the held one, or of the running call and TARGET",
    "cli_call_dtmf": "send tones",
    "cli_call_louder": "turn the volume up",
    "cli_call_quieter": "turn the volume down",
    "cli_call_redial": "press the phone's redial key",
    "cli_call_park": "park the call in the PBX",
    "cli_call_retrieve": "fetch a parked call",
    "cli_call_pickup": "take the call that rings at a colleague's",
    "cli_attended": "talk to the target first, then `complete` or `return`",
    "cli_identity": "dial with this line of the phone: user@host",
    "cli_target": "TARGET",
    "cli_digits": "DIGITS",
    "cli_slot": "SLOT",
}

DE: Final[CallingTexts] = {
    "no_call_to_answer": "Es klingelt kein Anruf, der angenommen werden könnte.",
    "no_call_to_reject": "Es klingelt kein Anruf, der abgewiesen werden könnte.",
    "no_call_to_hangup": "Es gibt kein Gespräch, das beendet werden könnte.",
    "no_call_to_hold": "Es gibt kein laufendes Gespräch, das gehalten werden könnte.",
    "no_call_to_resume": "Es wird kein Gespräch gehalten.",
    "no_call_to_swap": "Zum Makeln gehören zwei Gespräche: ein laufendes und ein gehaltenes.",
    "no_call_to_mute": "Es gibt kein laufendes Gespräch mit eingeschaltetem Mikrofon.",
    "no_call_to_unmute": "Es gibt kein laufendes Gespräch mit stummem Mikrofon.",
    "no_call_to_transfer": "Es gibt kein Gespräch, das vermittelt werden könnte.",
    "no_call_to_consult": "Es läuft kein Gespräch, das während einer Rückfrage warten könnte. Holen Sie zuerst eines zurück.",
    "no_call_to_complete": "Es läuft keine Rückfrage: Halten Sie ein Gespräch und rufen Sie jemanden an, dann lassen sich beide verbinden.",
    "no_call_to_return": "Es läuft keine Rückfrage, die beendet werden könnte. Ist das andere Gespräch aktiv, makeln Sie zuerst.",
    "no_call_to_deflect": "Es klingelt kein Anruf, der weitergeleitet werden könnte.",
    "no_call_to_conference": "Zu einer Konferenz gehören zwei Gespräche: ein laufendes und ein gehaltenes.",
    "no_call_to_dtmf": "Töne lassen sich nur in einem laufenden Gespräch senden.",
    "no_call_to_louder": "Es gibt kein Gespräch, dessen Lautstärke sich ändern ließe.",
    "no_call_to_quieter": "Es gibt kein Gespräch, dessen Lautstärke sich ändern ließe.",
    "no_call_to_redial": "Am Telefon läuft ein Anruf. Die Wahlwiederholung geht, wenn er beendet ist.",
    "order_under_way": "Das Telefon {phone} hat diesen Befehl schon und noch nichts gemeldet. Bitte warten Sie einen Moment.",
    "order_no_way": "Das Telefon {phone} bietet für dieses Gespräch keinen Weg dazu. Bitte erledigen Sie es am Telefon selbst.",
    "order_hits_ringing": "An {phone} klingelt ein anderer Anruf ({party}), und die Taste {way} würde diesen treffen. Nehmen Sie ihn zuerst an oder weisen Sie ihn ab, oder erledigen Sie es am Telefon selbst.",
    "order_hits_dialing": "{phone} ruft gerade {party}, und die Taste {way} würde diesen Anruf treffen. Beenden Sie ihn zuerst, oder erledigen Sie es am Telefon selbst.",
    "order_hits_talking": "An {phone} läuft ein Gespräch ({party}), und die Taste {way} würde dieses treffen. Makeln Sie zuerst zum anderen, oder erledigen Sie es am Telefon selbst.",
    "order_hits_held": "An {phone} werden mehrere Gespräche gehalten, und die Taste {way} könnte das mit {party} treffen. Bitte wählen Sie das Gespräch am Telefon selbst aus.",
    "dtmf_form": "Töne sind die Ziffern 0 bis 9, * und #, höchstens {most} auf einmal.",
    "order_unseen": "Das Telefon {phone} hat den Befehl angenommen ({tried}), aber nicht gemeldet, dass er ausgeführt ist.",
    "order_too_late": "Das Gespräch war zu Ende, bevor das Telefon {phone} den Befehl ausgeführt hat.",
    "dial_unseen": "Das Telefon {phone} hat {number} angenommen, meldet aber kein Gespräch. Sehen Sie auf sein Display; meldet es nie etwas, prüfen Sie seine Action-URLs.",
    "unseen_conference": "Das Telefon {phone} meldet Konferenzen nicht. Ist niemand dazugekommen, drücken Sie seine Konferenztaste.",
    "unseen_redial": "Das Telefon {phone} meldet keinen neuen Anruf. Zeigt es seine Liste, wählen Sie dort aus und bestätigen Sie.",
    "unseen_mute": "Das Telefon {phone} meldet nicht, ob sein Mikrofon stumm ist: Seine Stummtaste zeigt es.",
    "by_hand_answer": "Nehmen Sie den Hörer ab oder drücken Sie die Annahmetaste.",
    "by_hand_reject": "Drücken Sie die Abweisen-Taste (X).",
    "by_hand_hangup": "Legen Sie am Telefon selbst auf.",
    "by_hand_hold": "Drücken Sie am Telefon die Haltetaste.",
    "by_hand_resume": "Drücken Sie am Telefon die Haltetaste noch einmal.",
    "by_hand_swap": "Wählen Sie am Telefon das gehaltene Gespräch aus und drücken Sie die Haltetaste.",
    "by_hand_mute": "Drücken Sie am Telefon die Stummtaste.",
    "by_hand_transfer": "Drücken Sie am Telefon die Transfertaste und wählen Sie das Ziel dort.",
    "by_hand_consult": "Drücken Sie am Telefon die Haltetaste und wählen Sie dort.",
    "by_hand_complete": "Drücken Sie am Telefon die Transfertaste und bestätigen Sie.",
    "by_hand_return": "Beenden Sie das zweite Gespräch am Telefon und holen Sie das erste zurück.",
    "by_hand_deflect": "Drücken Sie am Telefon die Transfer- oder Weiterleitungstaste, solange es klingelt.",
    "dial_by_hand": "{reason} Um jetzt anzurufen, wählen Sie {number} an {phone} selbst, oder öffnen Sie {link} in einem anderen Telefonprogramm.",
    "code_missing": "Die Telefonanlage hat dafür keinen Code: {name} ist in der Konfiguration unter [codes] leer.",
    "code_slot": "„{text}“ ist kein Parkplatz: Er ist eine Zahl mit 1 bis 8 Ziffern.",
    "confer_waits": "Die Konferenz beginnt, sobald {party} abhebt.",
    "confer_not_answered": "Es hat niemand abgehoben, also keine Konferenz. Das erste Gespräch wird an {phone} gehalten.",
    "consent_asked": "Das Telefon {phone} fragt, ob es von hier aus gesteuert werden darf: Drücken Sie dort jetzt OK. Der Befehl folgt dann von selbst.",
    "consent_perhaps": "Das Telefon {phone} lässt sich von hier aus nicht steuern. Fragt sein Display danach, drücken Sie dort jetzt OK: Der Befehl folgt dann von selbst.",
    "consent_given_up": "Der Befehl für {phone} wurde aufgegeben.",
    "consent_overtaken": "Ein neuerer Befehl für {phone} ist an die Stelle von diesem getreten.",
    "consent_needless": "Das Gespräch war zu Ende, bevor jemand an {phone} OK gedrückt hat.",
    "call_wants_instance": "Dazu gehören mehrere Schritte, von denen der nächste auf die Meldung des Telefons wartet. Starten Sie die Anwendung oder `durchwahl serve` und versuchen Sie es noch einmal.",
    "hangup_alone": "{phone} sollte das Gespräch beenden, das es gerade ausgewählt hat; klingelte ein Anruf, wurde er abgewiesen. Es läuft kein Durchwahl, das die Gespräche kennt und es bestätigen könnte.",
    "cli_call_answer": "den klingelnden Anruf annehmen",
    "cli_call_reject": "den klingelnden Anruf abweisen",
    "cli_call_hangup": "das Gespräch beenden",
    "cli_call_hold": "das laufende Gespräch halten",
    "cli_call_resume": "das gehaltene Gespräch zurückholen",
    "cli_call_swap": "makeln: zwischen laufendem und gehaltenem Gespräch wechseln",
    "cli_call_mute": "das Mikrofon stummschalten",
    "cli_call_unmute": "das Mikrofon wieder einschalten",
    "cli_call_transfer": "das Gespräch an eine Rufnummer oder einen Kontakt vermitteln",
    "cli_call_complete": "nach `transfer --attended`: das wartende Gespräch übergeben",
    "cli_call_return": "nach `transfer --attended`: das zweite Gespräch beenden",
    "cli_call_deflect": "den klingelnden Anruf unbeantwortet weiterleiten",
    "cli_call_conference": "eine Konferenz aus laufendem und gehaltenem Gespräch, oder aus laufendem und ZIEL",
    "cli_call_dtmf": "Töne senden",
    "cli_call_louder": "lauter stellen",
    "cli_call_quieter": "leiser stellen",
    "cli_call_redial": "die Wahlwiederholung des Telefons drücken",
    "cli_call_park": "das Gespräch in der Telefonanlage parken",
    "cli_call_retrieve": "ein geparktes Gespräch holen",
    "cli_call_pickup": "den Anruf annehmen, der bei einem Kollegen klingelt",
    "cli_attended": "erst mit dem Ziel sprechen, dann `complete` oder `return`",
    "cli_identity": "mit dieser Leitung des Telefons wählen: benutzer@server",
    "cli_target": "ZIEL",
    "cli_digits": "ZIFFERN",
    "cli_slot": "PLATZ",
}
