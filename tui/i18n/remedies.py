"""Texts of the area: remedies."""

from __future__ import annotations

from typing import Final

from tui.i18n.catalogue import TypedDict


class RemediesTexts(TypedDict):
    """Every key of this area, once. `phone` is the phone's name in the configuration."""

    phone_certificate: str
    # the login
    phone_wrong_password: str
    phone_login_missing: str
    phone_login_unknown: str
    phone_login_page: str
    phone_password_paused: str
    # why a phone was not reached
    remedy_nobody: str
    remedy_no_way: str
    remedy_no_name: str
    remedy_web_off: str
    remedy_wrong_port: str
    remedy_wrong_scheme: str
    remedy_other_maker: str
    remedy_stranger: str
    remedy_mute: str
    remedy_moved: str
    remedy_own_address: str
    # the commands
    cli_phone_trust: str
    test_certificate: str
    test_certificate_new: str
    test_certificate_lost: str
    test_locked_for: str
    trust_plain: str
    trust_already: str
    trust_old: str
    trust_new: str
    trust_question: str
    trust_kept: str
    trust_done: str
    trust_not_kept: str
    trust_nobody_asked: str


EN: Final[RemediesTexts] = {
    "phone_certificate": (
        "{phone} shows another certificate than before ({seen}, before {pinned}), so nothing was sent to it. If"
        " the phone was reset, replaced or updated, accept the new one with `durchwahl phone trust --phone"
        " {phone}`; otherwise another device stands in its place."
    ),
    "phone_wrong_password": (
        "{phone} refused the user name or password. It was tried once only, as phones lock themselves after"
        " a few wrong ones: correct the login in the configuration or the keyring. A Durchwahl that is running"
        " has to be started again then."
    ),
    "phone_login_missing": (
        "{phone} wants a login, and no password is configured. Enter the user name and password of the"
        " phone's web page."
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
        "Nothing was sent to {phone}: it refused this login before, and more wrong tries would lock it. "
        "Correct the user name and password, then start Durchwahl again. Should the phone take them by now, "
        "have them tried once more: `durchwahl phone test --phone {phone}`, in the app p."
    ),
    "remedy_nobody": (
        "Nobody answers at {host}: {phone} is off, in another network, or has another address by now. Compare"
        " the address on its display (under Status or Info), or look for it with `durchwahl phone discover`."
    ),
    "remedy_no_way": (
        "This computer is in no network that leads to {host}, so {phone} cannot be asked. Connect it to the"
        " network of the phones (cable, Wi-Fi, VPN), and check the address."
    ),
    "remedy_no_name": (
        "The name {host} stands for no address here, so {phone} cannot be found by it. Check the spelling, or"
        " write the address that the phone shows on its display under host."
    ),
    "remedy_web_off": (
        "Something is there at {host}, but no web server: neither at {url} nor at the ports 80, 443 and 3112."
        " Switch on the web server of {phone} on the phone itself, or have whoever administers the PBX do it;"
        " without it the phone cannot be controlled."
    ),
    "remedy_wrong_port": (
        "{phone} does not answer at {url}, but its web server does at {other}. Set host to {other}."
    ),
    "remedy_wrong_scheme": (
        "{phone} does not take commands at {url}, because its web server wants the other one of http and"
        " https. Set host to {other}."
    ),
    "remedy_other_maker": (
        "At {url} answers a {title} phone, while {phone} is configured as one of {wanted}. Set vendor to"
        " {vendor} and host to {url}, or correct the address."
    ),
    "remedy_stranger": (
        "Nothing answers at {url}, and what answers at {other} does not look like a {title} phone. Check the"
        " address of {phone}; if it is the phone's, set host to {other}."
    ),
    "remedy_mute": (
        "{phone} takes the connection at {url} but gives no answer: it is starting, or its web server hangs."
        " Wait a minute and test again; if nothing changes, restart the phone."
    ),
    "remedy_own_address": "{remedy} The phone sees this computer as {address}.",
    "cli_phone_trust": "accept the certificate that a phone shows now",
    "test_certificate": "certificate {certificate}",
    "test_certificate_new": "certificate {certificate} (seen for the first time; kept from now on)",
    "test_certificate_lost": "certificate {certificate} (seen for the first time, and not kept: make the data folder writable)",
    "test_locked_for": "It stays locked for at least {seconds} s more.",
    "trust_plain": (
        "{phone} is spoken to by plain http at {url}, which knows no certificates. If the phone can do https,"
        " set host to https:// and its address."
    ),
    "trust_already": "{phone} shows the certificate that is trusted already: {certificate}",
    "trust_old": "trusted so far: {certificate}",
    "trust_new": "shown now:      {certificate}",
    "trust_question": (
        "Trust the new certificate? Only if you know why {phone} has another one (reset, replaced, updated)."
        " [y/N]"
    ),
    "trust_kept": "Nothing was changed: commands to {phone} go on being refused.",
    "trust_done": "From now on {phone} is trusted with its new certificate.",
    "trust_not_kept": (
        "The certificate of {phone} could not be kept in {file}; the log says why. Make the folder writable,"
        " then accept it again."
    ),
    "trust_nobody_asked": (
        "Nobody can be asked here, because the input is no terminal. Run it in a terminal, or with --yes."
    ),
    "remedy_moved": (
        "{phone} is not at {url} any more: the device with its MAC address was seen at {other}. Write that as its"
        " host, or run `durchwahl setup`, step 11."
    ),
}


DE: Final[RemediesTexts] = {
    "phone_certificate": (
        "{phone} zeigt ein anderes Zertifikat als bisher ({seen}, bisher {pinned}), deshalb wurde nichts an das"
        " Telefon gesendet. Wurde es zurückgesetzt, ausgetauscht oder aktualisiert, nehmen Sie das neue mit"
        " `durchwahl phone trust --phone {phone}` an; sonst steht ein anderes Gerät an seiner Stelle."
    ),
    "phone_wrong_password": (
        "{phone} hat Benutzernamen oder Kennwort abgelehnt. Es wurde nur einmal versucht, denn nach wenigen"
        " falschen sperren sich Telefone: Berichtigen Sie die Zugangsdaten in der Konfiguration oder im "
        "Schlüsselbund. Läuft Durchwahl gerade, starten Sie es dann neu."
    ),
    "phone_login_missing": (
        "{phone} verlangt Zugangsdaten, es ist aber kein Kennwort eingetragen. Tragen Sie Benutzernamen und "
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
        "An {phone} wurde nichts gesendet: Es hat diese Zugangsdaten schon abgelehnt, und weitere falsche "
        "Versuche würden es sperren. Berichtigen Sie Benutzernamen und Kennwort und starten Sie Durchwahl dann "
        "neu. Nimmt das Telefon sie inzwischen an, lassen Sie sie noch einmal versuchen: "
        "`durchwahl phone test --phone {phone}`, in der App p."
    ),
    "remedy_nobody": (
        "Unter {host} antwortet niemand: {phone} ist aus, in einem anderen Netz oder hat inzwischen eine andere"
        " Adresse. Vergleichen Sie die Adresse auf seinem Display (unter Status oder Info), oder suchen Sie es"
        " mit `durchwahl phone discover`."
    ),
    "remedy_no_way": (
        "Dieser Rechner ist in keinem Netz, das zu {host} führt, {phone} lässt sich also nicht fragen."
        " Verbinden Sie ihn mit dem Netz der Telefone (Kabel, WLAN, VPN), und prüfen Sie die Adresse."
    ),
    "remedy_no_name": (
        "Der Name {host} steht hier für keine Adresse, {phone} ist darunter also nicht zu finden. Prüfen Sie"
        " die Schreibweise, oder tragen Sie bei host die Adresse ein, die das Telefon auf dem Display zeigt."
    ),
    "remedy_web_off": (
        "Unter {host} ist etwas da, aber kein Webserver: weder unter {url} noch an den Ports 80, 443 und 3112."
        " Schalten Sie den Webserver von {phone} am Telefon selbst ein, oder bitten Sie die Verwaltung der"
        " Telefonanlage darum; ohne ihn lässt sich das Telefon nicht steuern."
    ),
    "remedy_wrong_port": (
        "{phone} antwortet nicht unter {url}, sein Webserver aber unter {other}. Tragen Sie bei host {other}"
        " ein."
    ),
    "remedy_wrong_scheme": (
        "{phone} nimmt unter {url} keine Befehle an, denn sein Webserver will das andere von http und https."
        " Tragen Sie bei host {other} ein."
    ),
    "remedy_other_maker": (
        "Unter {url} antwortet ein Telefon von {title}, {phone} ist aber als eines von {wanted} eingetragen."
        " Tragen Sie bei vendor {vendor} und bei host {url} ein, oder berichtigen Sie die Adresse."
    ),
    "remedy_stranger": (
        "Unter {url} antwortet nichts, und was unter {other} antwortet, sieht nicht nach einem Telefon von"
        " {title} aus. Prüfen Sie die Adresse von {phone}; ist es die des Telefons, tragen Sie bei host"
        " {other} ein."
    ),
    "remedy_mute": (
        "{phone} nimmt unter {url} die Verbindung an, antwortet aber nicht: Es startet gerade, oder sein"
        " Webserver hängt. Warten Sie eine Minute und testen Sie noch einmal; ändert sich nichts, starten Sie"
        " das Telefon neu."
    ),
    "remedy_own_address": "{remedy} Das Telefon sieht diesen Rechner als {address}.",
    "cli_phone_trust": "das Zertifikat annehmen, das ein Telefon jetzt zeigt",
    "test_certificate": "Zertifikat {certificate}",
    "test_certificate_new": "Zertifikat {certificate} (zum ersten Mal gesehen; gilt von nun an)",
    "test_certificate_lost": "Zertifikat {certificate} (zum ersten Mal gesehen und nicht aufgehoben: Machen Sie den Datenordner beschreibbar)",
    "test_locked_for": "Gesperrt bleibt es mindestens noch {seconds} s.",
    "trust_plain": (
        "{phone} wird unter {url} mit einfachem http angesprochen, das keine Zertifikate kennt. Beherrscht das"
        " Telefon https, tragen Sie bei host https:// und seine Adresse ein."
    ),
    "trust_already": "{phone} zeigt das Zertifikat, dem schon vertraut wird: {certificate}",
    "trust_old": "bisher vertraut: {certificate}",
    "trust_new": "jetzt gezeigt:   {certificate}",
    "trust_question": (
        "Dem neuen Zertifikat vertrauen? Nur wenn Sie wissen, warum {phone} ein anderes hat (zurückgesetzt,"
        " ausgetauscht, aktualisiert). [j/N]"
    ),
    "trust_kept": "Es wurde nichts geändert: Befehle an {phone} werden weiterhin verweigert.",
    "trust_done": "Von nun an wird {phone} mit dem neuen Zertifikat vertraut.",
    "trust_not_kept": (
        "Das Zertifikat von {phone} konnte in {file} nicht festgehalten werden; warum, steht im Protokoll."
        " Sorgen Sie dafür, dass der Ordner beschreibbar ist, und nehmen Sie es dann noch einmal an."
    ),
    "trust_nobody_asked": (
        "Hier lässt sich niemand fragen, denn die Eingabe ist kein Terminal. Führen Sie den Befehl in einem"
        " Terminal aus oder mit --yes."
    ),
    "remedy_moved": (
        "{phone} ist nicht mehr unter {url}: Das Gerät mit seiner MAC-Adresse wurde unter {other} gesehen. Tragen"
        " Sie das als host ein, oder rufen Sie `durchwahl setup` auf, Schritt 11."
    ),
}
