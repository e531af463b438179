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
    phone_identity_form: str
    # the login
    phone_wrong_password: str
    phone_login_missing: str
    phone_login_unknown: str
    phone_login_page: str
    phone_password_paused: str
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
    # what one maker's phones refuse
    phone_cannot: str
    snom_locked: str
    snom_hidden_tags: str
    snom_no_remote_control: str
    yealink_forbidden: str
    yealink_no_remote_control: str


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
    "phone_identity_form": (
        "“{value}” is not an identity of {phone}: one is written user@server, without sip: in front. Copy "
        "it from the account page of the phone, or leave it out for the phone's own choice."
    ),
    "phone_wrong_password": (
        "{phone} refused the user name or password. It was tried once only, as phones lock themselves after"
        " a few wrong ones: correct the login, then start Durchwahl again."
    ),
    "phone_login_missing": (
        "{phone} wants a login, and none is configured. Enter the user name and password of the phone's web"
        " page."
    ),
    "phone_login_unknown": (
        "{phone} wants a kind of login that this program does not speak; Basic and Digest are known. Set "
        "the authentication on the phone's web page to one of them."
    ),
    "phone_login_page": (
        "{phone} sent its login page instead of doing the command, so it did not accept the login with the "
        "request. Check the user name and password, and whether the phone's firmware allows remote control."
    ),
    "phone_password_paused": (
        "Nothing was sent to {phone}: it refused the login before, and more wrong tries would lock it. "
        "Correct the user name and password, then start Durchwahl again."
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
    "phone_cannot": "{phone} cannot do that by remote control. Do it on the phone itself.",
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
        "password. Dial on the phone itself, or use a D3xx or D7xx."
    ),
    "yealink_forbidden": (
        "{phone} forbade the command. If its display asks “Allow remote control?”, press OK there and press"
        " the key here again. Otherwise Action URI is switched off, or this PC is missing in its allow "
        "list, which is empty at first and then means nobody (web page: Features > Remote Control)."
    ),
    "yealink_no_remote_control": (
        "{phone} does not know the page for remote control: the firmware is too old, or a special one such "
        "as for Teams or Zoom. Update the firmware, and check that the address is the phone's."
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
    "phone_identity_form": (
        "„{value}“ ist keine Identität von {phone}: Sie wird benutzer@server geschrieben, ohne sip: davor. "
        "Übernehmen Sie sie von der Konto-Seite des Telefons, oder lassen Sie sie weg, dann wählt das "
        "Telefon."
    ),
    "phone_wrong_password": (
        "{phone} hat Benutzernamen oder Kennwort abgelehnt. Es wurde nur einmal versucht, denn nach wenigen"
        " falschen sperren sich Telefone: Berichtigen Sie die Zugangsdaten, und starten Sie Durchwahl "
        "dann neu."
    ),
    "phone_login_missing": (
        "{phone} verlangt Zugangsdaten, es sind aber keine eingetragen. Geben Sie Benutzernamen und "
        "Kennwort der Webseite des Telefons ein."
    ),
    "phone_login_unknown": (
        "{phone} verlangt eine Art der Anmeldung, die dieses Programm nicht beherrscht; bekannt sind Basic "
        "und Digest. Stellen Sie die Anmeldung auf der Webseite des Telefons auf eine davon."
    ),
    "phone_login_page": (
        "{phone} hat statt des Befehls seine Anmeldeseite geschickt, die Zugangsdaten der Anfrage also "
        "nicht anerkannt. Prüfen Sie Benutzernamen und Kennwort und ob die Firmware Fernsteuerung erlaubt."
    ),
    "phone_password_paused": (
        "An {phone} wurde nichts gesendet: Es hat die Zugangsdaten schon abgelehnt, und weitere falsche "
        "Versuche würden es sperren. Berichtigen Sie Benutzernamen und Kennwort und starten Sie Durchwahl dann "
        "neu."
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
    "phone_cannot": "{phone} kann das nicht per Fernsteuerung. Tun Sie es am Telefon selbst.",
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
        "Kennwort liegt es nicht. Wählen Sie am Telefon selbst, oder verwenden Sie ein D3xx oder D7xx."
    ),
    "yealink_forbidden": (
        "{phone} hat den Befehl verboten. Fragt sein Display „Fernsteuerung zulassen?“, drücken Sie dort OK"
        " und hier die Taste noch einmal. Sonst ist Action URI ausgeschaltet, oder dieser PC fehlt in der "
        "Liste der erlaubten Adressen, die anfangs leer ist und dann niemanden zulässt (Webseite: "
        "Funktionen > Fernsteuerung)."
    ),
    "yealink_no_remote_control": (
        "{phone} kennt die Seite für die Fernsteuerung nicht: Die Firmware ist zu alt oder eine besondere, "
        "etwa für Teams oder Zoom. Bringen Sie sie auf den neuesten Stand und prüfen Sie, ob die Adresse "
        "die des Telefons ist."
    ),
}
