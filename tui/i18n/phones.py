"""Texts of the area: phones."""

from __future__ import annotations

from typing import Final

from tui.i18n.catalogue import TypedDict


class PhonesTexts(TypedDict):
    """Every key of this area, once. `phone` is the phone's name in the configuration."""

    # the configuration
    phone_vendor_unknown: str
    phone_host_form: str
    phone_host_login: str
    phone_login_form: str
    phone_number_form: str
    phone_digits_form: str
    phone_seconds_form: str
    phone_identity_form: str
    # the way to the phone
    phone_unreachable: str
    phone_timeout: str
    phone_dropped: str
    phone_tls: str
    phone_wrong_scheme: str
    phone_garbage: str
    phone_unexpected: str
    phone_not_recognised: str
    phone_queue_full: str
    phone_closed: str
    phone_late: str
    # what one maker's phones refuse
    phone_cannot: str
    phone_not_registered_in_pbx: str
    phone_picture_broken: str
    snom_locked: str
    snom_hidden_tags: str
    snom_no_remote_control: str
    snom_dect: str
    snom_no_blind_transfer: str
    snom_no_provision: str
    snom_no_settings: str
    snom_settings_login: str
    snom_no_picture: str
    yealink_wrong_password: str
    yealink_consent: str
    yealink_forbidden: str
    yealink_no_remote_control: str
    yealink_no_such_key: str
    yealink_dect: str
    yealink_no_settings: str
    yealink_no_writing: str
    yealink_setting_form: str
    yealink_no_picture: str


EN: Final[PhonesTexts] = {
    "phone_vendor_unknown": (
        "Phone {phone}: there is no driver for the maker “{value}”. Set vendor to one of: {known}."
    ),
    "phone_host_form": (
        "Phone {phone}: “{value}” is not the address of a phone. Write host as 192.168.1.50, "
        "192.168.1.50:8080, https://192.168.1.50 or http://[fd00::50]."
    ),
    "phone_host_login": (
        "Phone {phone}: host contains an “@”, so probably a login. An address is shown and logged, a "
        "password must not be: write the address alone, the user name under user and the password where "
        "setup asks for it."
    ),
    "phone_login_form": (
        "Phone {phone}: the user name contains a colon, or the user name or password a control character; "
        "neither can be sent to a phone. Type them again, or change them on the phone's web page."
    ),
    "phone_number_form": (
        "“{value}” cannot be dialled on {phone}: a phone takes digits, * and #, and one + in front. Correct"
        " the number and dial again."
    ),
    "phone_digits_form": (
        "“{value}” cannot be sent as tones on {phone}: there are tones for the digits, * and #, at most 32 at"
        " a time. Correct them and send them again."
    ),
    "phone_seconds_form": (
        "{phone} cannot ring for {value} seconds before it forwards: choose up to {known}, or 0 for what is "
        "set in the phone."
    ),
    "phone_identity_form": (
        "“{value}” is not an identity of {phone}: one is written user@server, without sip: in front. Copy "
        "it from the account page of the phone, or leave it out for the phone's own choice."
    ),
    "phone_unreachable": (
        "{phone} cannot be reached at {url}: nothing there takes the connection. Check that the phone is on"
        " and in this network, its address (on its display under Status or Info), and whether its web "
        "server is on."
    ),
    "phone_timeout": (
        "{phone} did not answer within {seconds} s: it is off, restarting or busy. Look at its display "
        "before you repeat, as it may have acted nevertheless."
    ),
    "phone_dropped": (
        "{phone} hung up the connection without an answer; perhaps it restarts, or its web server expects "
        "http in place of https or the reverse. Look at its display before you repeat, as it may have "
        "acted."
    ),
    "phone_tls": (
        "No encrypted connection to {phone} at {url} came about: it speaks plain HTTP there, or an "
        "encryption too old to be accepted. Try host with http:// in front, or update the phone's firmware."
    ),
    "phone_wrong_scheme": (
        "{phone} does not take commands at {url}: its web server is set to the other one of http and https."
        " Set host to {other}."
    ),
    "phone_garbage": (
        "What answers for {phone} at {url} does not speak HTTP, so it is another device or another service."
        " Check the address and the port; if the port belongs to https, write https:// in front."
    ),
    "phone_unexpected": (
        "{phone} answered with status {status}, which means neither done nor refused for a {vendor} phone. "
        "Check that the address is the phone's and that vendor is right; if both are, restart the phone."
    ),
    "phone_not_recognised": (
        "At {url} something answers that does not look like a {vendor} phone. Check the address of {phone} "
        "and its vendor."
    ),
    "phone_queue_full": (
        "{waiting} commands already wait for {phone}, so this one was not sent. Wait until the phone has "
        "caught up; if it does not, restart it."
    ),
    "phone_closed": "The connection to {phone} was closed before the command was sent. Send it again.",
    "phone_late": (
        "The calls at {phone} changed before it was the command's turn, so it was not sent. Look what goes on "
        "there now, and repeat it if you still want it."
    ),
    "phone_cannot": "{phone} cannot do that by remote control. Do it on the phone itself.",
    "phone_not_registered_in_pbx": (
        "{phone} cannot forward while it is not registered, because no call gets to it then. Set this forward"
        " in the PBX."
    ),
    "phone_picture_broken": (
        "{phone} sent only a part of its picture. Ask for it again; if it stays so, restart the phone."
    ),
    "snom_locked": (
        "{phone} has locked its web server, which Snom phones do after three wrong passwords: for a minute,"
        " then longer each time. Wait, log in once with a browser to be sure of the password, then try "
        "again."
    ),
    "snom_hidden_tags": (
        "{phone} lets nobody control it by URL: use_hidden_tags or restrict_uri_queries is on. Switch both "
        "off on the phone's web page, or ask the provider who configures the phone."
    ),
    "snom_no_remote_control": (
        "{phone} has no remote control over HTTP: Snom left it out of the D8xx models, whatever the "
        "password. Use the phone itself, or a D3xx or D7xx instead."
    ),
    "snom_dect": (
        "{phone} is one of Snom's DECT phones, which do not know the remote control of the desk phones. Dial "
        "on the handset, or use a desk phone of the series D3xx or D7xx."
    ),
    "snom_no_blind_transfer": (
        "{phone} is a D715, which cannot transfer without consultation. Consult first, then transfer; to a "
        "number outside the company neither works with this model."
    ),
    "snom_no_provision": (
        "{phone} cannot be told to fetch its configuration, for Snom has no command for it. Restart the phone:"
        " it fetches the configuration then."
    ),
    "snom_no_settings": (
        "{phone} does not show its settings on its web server, or not in a form that this program can read. "
        "Look at them on the phone's web page."
    ),
    "snom_settings_login": (
        "{phone} takes commands with this login but does not show its settings to it. Enter the login of the "
        "phone's administrator, or look at the settings on the phone's web page."
    ),
    "snom_no_picture": (
        "{phone} offers no picture of its screen: not every model and firmware does. Look at the phone itself."
    ),
    "yealink_wrong_password": (
        "{phone} refused the user name or password. It was tried once only, for a Yealink locks its login for "
        "about three minutes after some five wrong ones and seems to refuse the right one, too, meanwhile; each "
        "try begins the time anew. Correct the login, or wait three minutes without a try, then test again."
    ),
    "yealink_consent": (
        "{phone} does not obey yet: press OK on the phone now, where its display asks “Allow remote control?”. "
        "If it asks nothing, Action URI is switched off, or this computer is missing in the list of allowed "
        "addresses (web page: Features > Remote Control)."
    ),
    "yealink_forbidden": (
        "{phone} forbade the command. Either its display asks “Allow remote control?” (press OK there), or "
        "Action URI is switched off, or this computer is not in its list of allowed addresses, which is empty "
        "at first and then means nobody: enter it on the phone's web page under Features > Remote Control, or "
        "have the provider set features.action_uri_limit_ip."
    ),
    "yealink_no_remote_control": (
        "{phone} does not know the page for remote control: the firmware is too old, or a special one such "
        "as for Teams or Zoom. Update the firmware, and check that the address is the phone's."
    ),
    "yealink_no_such_key": (
        "{phone} takes commands, but not this one: its model or firmware does not have the key. Do it on the "
        "phone itself."
    ),
    "yealink_dect": (
        "{phone} is a Yealink DECT base, and it is not known that its handsets could be controlled over HTTP. "
        "Do it on the handset, or use a desk phone."
    ),
    "yealink_no_settings": (
        "{phone} does not tell its settings: Yealink has no documented way to read them. Look at them on the "
        "phone's web page."
    ),
    "yealink_no_writing": (
        "{phone} does not take settings in this way, which Yealink has not documented. Use the provisioning "
        "file, or enter them on the phone's web page."
    ),
    "yealink_setting_form": (
        "“{value}” cannot be written into {phone}: the name is not that of a Yealink setting, or the value "
        "contains a line break or another control character. Correct it."
    ),
    "yealink_no_picture": (
        "{phone} offers no picture of its screen: its model or firmware does not have it. Look at the phone."
    ),
}

DE: Final[PhonesTexts] = {
    "phone_vendor_unknown": (
        "Telefon {phone}: Für den Hersteller „{value}“ gibt es keinen Treiber. Tragen Sie bei vendor einen "
        "von diesen ein: {known}."
    ),
    "phone_host_form": (
        "Telefon {phone}: „{value}“ ist keine Adresse eines Telefons. Schreiben Sie host als 192.168.1.50, "
        "192.168.1.50:8080, https://192.168.1.50 oder http://[fd00::50]."
    ),
    "phone_host_login": (
        "Telefon {phone}: In host steht ein „@“, also vermutlich Zugangsdaten. Eine Adresse wird angezeigt "
        "und protokolliert, ein Kennwort darf das nicht: Tragen Sie dort nur die Adresse ein, den "
        "Benutzernamen unter user und das Kennwort da, wo die Einrichtung danach fragt."
    ),
    "phone_login_form": (
        "Telefon {phone}: Der Benutzername enthält einen Doppelpunkt, oder Benutzername oder Kennwort ein "
        "Steuerzeichen; beides lässt sich nicht an ein Telefon senden. Geben Sie die Zugangsdaten neu ein "
        "oder ändern Sie sie auf der Webseite des Telefons."
    ),
    "phone_number_form": (
        "„{value}“ lässt sich auf {phone} nicht wählen: Ein Telefon nimmt Ziffern, * und # und ein + am "
        "Anfang. Berichtigen Sie die Nummer und wählen Sie erneut."
    ),
    "phone_digits_form": (
        "„{value}“ lässt sich auf {phone} nicht als Töne senden: Töne gibt es für die Ziffern, * und #, "
        "höchstens 32 auf einmal. Berichtigen Sie die Eingabe und senden Sie sie erneut."
    ),
    "phone_seconds_form": (
        "{phone} kann nicht {value} Sekunden lang klingeln, bevor es umleitet: Wählen Sie höchstens "
        "{known} oder 0 für das, was im Telefon eingestellt ist."
    ),
    "phone_identity_form": (
        "„{value}“ ist keine Identität von {phone}: Sie wird benutzer@server geschrieben, ohne sip: davor. "
        "Übernehmen Sie sie von der Konto-Seite des Telefons, oder lassen Sie sie weg, dann wählt das "
        "Telefon."
    ),
    "phone_unreachable": (
        "{phone} ist unter {url} nicht zu erreichen: Dort nimmt nichts die Verbindung an. Prüfen Sie, ob "
        "das Telefon an und in diesem Netz ist, ob die Adresse stimmt (am Telefon unter Status oder Info) "
        "und ob sein Webserver eingeschaltet ist."
    ),
    "phone_timeout": (
        "{phone} hat nicht innerhalb von {seconds} s geantwortet: Es ist aus, startet gerade oder ist "
        "überlastet. Sehen Sie vor dem Wiederholen auf sein Display, vielleicht hat es den Befehl doch "
        "ausgeführt."
    ),
    "phone_dropped": (
        "{phone} hat die Verbindung ohne Antwort getrennt; vielleicht startet es neu, oder sein Webserver "
        "erwartet http statt https oder umgekehrt. Sehen Sie vor dem Wiederholen auf sein Display, "
        "vielleicht hat es den Befehl ausgeführt."
    ),
    "phone_tls": (
        "Zu {phone} kam unter {url} keine verschlüsselte Verbindung zustande: Es spricht dort "
        "unverschlüsseltes HTTP oder eine zu alte Verschlüsselung. Versuchen Sie host mit http:// davor, "
        "oder bringen Sie die Firmware auf den neuesten Stand."
    ),
    "phone_wrong_scheme": (
        "{phone} nimmt unter {url} keine Befehle an: Sein Webserver ist auf das andere von http und https "
        "eingestellt. Tragen Sie bei host {other} ein."
    ),
    "phone_garbage": (
        "Was unter {url} für {phone} antwortet, spricht kein HTTP, ist also ein anderes Gerät oder ein "
        "anderer Dienst. Prüfen Sie Adresse und Port; gehört der Port zu https, schreiben Sie https:// "
        "davor."
    ),
    "phone_unexpected": (
        "{phone} hat mit Status {status} geantwortet, was bei einem Telefon von {vendor} weder ausgeführt "
        "noch abgelehnt bedeutet. Prüfen Sie, ob die Adresse die des Telefons ist und vendor stimmt; wenn "
        "ja, starten Sie das Telefon neu."
    ),
    "phone_not_recognised": (
        "Unter {url} antwortet etwas, das nicht nach einem Telefon von {vendor} aussieht. Prüfen Sie die "
        "Adresse von {phone} und den Hersteller (vendor)."
    ),
    "phone_queue_full": (
        "Es warten schon {waiting} Befehle auf {phone}, dieser wurde deshalb nicht gesendet. Warten Sie, "
        "bis das Telefon nachgekommen ist; kommt es nicht nach, starten Sie es neu."
    ),
    "phone_closed": (
        "Die Verbindung zu {phone} wurde geschlossen, bevor der Befehl gesendet war. Senden Sie ihn erneut."
    ),
    "phone_late": (
        "Die Anrufe an {phone} haben sich geändert, bevor der Befehl an der Reihe war; er wurde nicht gesendet. "
        "Sehen Sie nach, was dort jetzt läuft, und wiederholen Sie ihn, falls Sie ihn noch brauchen."
    ),
    "phone_cannot": "{phone} kann das nicht per Fernsteuerung. Tun Sie es am Telefon selbst.",
    "phone_not_registered_in_pbx": (
        "{phone} kann nicht umleiten, während es nicht registriert ist, denn dann erreicht es kein Anruf. "
        "Richten Sie diese Umleitung in der Telefonanlage ein."
    ),
    "phone_picture_broken": (
        "{phone} hat nur einen Teil seines Bildes geschickt. Fordern Sie es noch einmal an; bleibt es dabei, "
        "starten Sie das Telefon neu."
    ),
    "snom_locked": (
        "{phone} hat seinen Webserver gesperrt, wie es Snom-Telefone nach drei falschen Kennwörtern tun: "
        "erst eine Minute, dann jedes Mal länger. Warten Sie, melden Sie sich einmal im Browser an, um des "
        "Kennworts sicher zu sein, und versuchen Sie es dann erneut."
    ),
    "snom_hidden_tags": (
        "{phone} lässt sich von niemandem per URL steuern: use_hidden_tags oder restrict_uri_queries ist "
        "eingeschaltet. Schalten Sie beide auf der Webseite des Telefons aus, oder bitten Sie den Anbieter "
        "darum, der das Telefon einrichtet."
    ),
    "snom_no_remote_control": (
        "{phone} hat keine Fernsteuerung über HTTP: Snom hat sie bei den Modellen D8xx weggelassen, am "
        "Kennwort liegt es nicht. Bedienen Sie das Telefon selbst, oder verwenden Sie ein D3xx oder D7xx."
    ),
    "snom_dect": (
        "{phone} ist eines der DECT-Telefone von Snom, und diese kennen die Fernsteuerung der Tischtelefone "
        "nicht. Wählen Sie am Mobilteil, oder verwenden Sie ein Tischtelefon der Reihen D3xx oder D7xx."
    ),
    "snom_no_blind_transfer": (
        "{phone} ist ein D715 und kann nicht ohne Rückfrage vermitteln. Halten Sie erst Rückfrage und "
        "vermitteln Sie dann; nach außen gelingt mit diesem Modell beides nicht."
    ),
    "snom_no_provision": (
        "{phone} lässt sich nicht anweisen, seine Konfiguration zu holen, denn Snom hat keinen Befehl dafür. "
        "Starten Sie das Telefon neu, dabei holt es sie."
    ),
    "snom_no_settings": (
        "{phone} zeigt seine Einstellungen auf seinem Webserver nicht oder in einer Form, die dieses Programm "
        "nicht lesen kann. Sehen Sie auf der Webseite des Telefons nach."
    ),
    "snom_settings_login": (
        "{phone} nimmt mit diesen Zugangsdaten zwar Befehle an, zeigt ihnen aber seine Einstellungen nicht. "
        "Tragen Sie die Zugangsdaten des Telefon-Administrators ein, oder sehen Sie auf der Webseite nach."
    ),
    "snom_no_picture": (
        "{phone} bietet kein Bild seines Displays an: Nicht jedes Modell und jede Firmware tut das. Sehen Sie "
        "auf das Telefon selbst."
    ),
    "yealink_wrong_password": (
        "{phone} hat Benutzernamen oder Kennwort abgelehnt. Versucht wurde es nur einmal: Nach etwa fünf falschen "
        "sperrt ein Yealink die Anmeldung für rund drei Minuten, lehnt dann wohl auch das richtige ab, und jeder "
        "Versuch beginnt die Zeit neu. Berichtigen Sie die Zugangsdaten, oder warten Sie drei Minuten ohne "
        "Versuch, und testen Sie erneut."
    ),
    "yealink_consent": (
        "{phone} gehorcht noch nicht: Drücken Sie jetzt OK am Telefon, wo das Display „Fernsteuerung zulassen?“ "
        "fragt. Fragt es nichts, ist Action URI ausgeschaltet, oder dieser Rechner fehlt in der Liste der erlaubten "
        "Adressen (Webseite: Funktionen > Fernsteuerung)."
    ),
    "yealink_forbidden": (
        "{phone} hat den Befehl verboten. Entweder fragt das Display „Fernsteuerung zulassen?“ (dann dort OK "
        "drücken), oder Action URI ist ausgeschaltet, oder dieser Rechner fehlt in der Liste der erlaubten Adressen, "
        "die anfangs leer ist und dann niemanden zulässt: Tragen Sie ihn auf der Webseite unter Funktionen > "
        "Fernsteuerung ein, oder der Anbieter setzt features.action_uri_limit_ip."
    ),
    "yealink_no_remote_control": (
        "{phone} kennt die Seite für die Fernsteuerung nicht: Die Firmware ist zu alt oder eine besondere, "
        "etwa für Teams oder Zoom. Bringen Sie sie auf den neuesten Stand und prüfen Sie, ob die Adresse "
        "die des Telefons ist."
    ),
    "yealink_no_such_key": (
        "{phone} nimmt Befehle an, aber nicht diesen: Das Modell oder die Firmware hat die Taste nicht. Tun Sie "
        "es am Telefon selbst."
    ),
    "yealink_dect": (
        "{phone} ist eine DECT-Basis von Yealink; dass sich ihre Mobilteile über HTTP steuern ließen, ist nicht "
        "bekannt. Tun Sie es am Mobilteil, oder verwenden Sie ein Tischtelefon."
    ),
    "yealink_no_settings": (
        "{phone} verrät seine Einstellungen nicht: Yealink nennt keinen Weg, sie auszulesen. Sehen Sie auf der "
        "Webseite des Telefons nach."
    ),
    "yealink_no_writing": (
        "{phone} nimmt Einstellungen auf diesem Weg nicht an, den Yealink auch nirgends beschreibt. Verwenden "
        "Sie die Konfigurationsdatei, oder tragen Sie sie auf der Webseite des Telefons ein."
    ),
    "yealink_setting_form": (
        "„{value}“ lässt sich nicht in {phone} schreiben: Der Name ist nicht der einer Einstellung von Yealink, "
        "oder der Wert enthält einen Zeilenumbruch oder ein anderes Steuerzeichen. Berichtigen Sie das."
    ),
    "yealink_no_picture": (
        "{phone} bietet kein Bild seines Displays an: Modell oder Firmware haben das nicht. Sehen Sie am Telefon "
        "selbst nach."
    ),
}
