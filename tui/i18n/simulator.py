"""Texts of the area: simulator."""

from __future__ import annotations

from typing import Final

from tui.i18n.catalogue import TypedDict


class SimulatorTexts(TypedDict):
    """Every key of this area, once."""

    simulator_port_in_use: str
    simulator_which: str
    simulator_both: str
    simulator_unknown_vendor: str
    simulator_no_file: str
    simulator_bad_toml: str
    simulator_unknown_key: str
    simulator_bad_value: str
    simulator_missing_key: str
    simulator_unknown_event: str
    simulator_unknown_phone: str
    simulator_no_phones: str
    simulator_bad_url: str
    simulator_same_name: str
    simulator_help_vendor: str
    simulator_help_port: str
    simulator_help_events: str
    simulator_help_user: str
    simulator_help_password: str
    simulator_help_number: str
    simulator_help_name: str
    simulator_help_auth: str
    simulator_help_model: str
    simulator_help_control: str
    simulator_help_unknown: str
    simulator_help_office: str
    simulator_help_seed: str
    simulator_help_hands: str
    simulator_help_epilog: str
    simulator_help_certificate: str
    simulator_help_https_port: str
    simulator_help_https_only: str
    simulator_help_no_web: str
    simulator_help_pnp: str
    simulator_help_set: str
    simulator_help_keys: str
    simulator_help_people: str
    simulator_bad_certificate: str


EN: Final[SimulatorTexts] = {
    "simulator_port_in_use": (
        "The simulated phone {phone} cannot listen on port {port}, because another program uses it: "
        "choose another port, or 0 for any free one."
    ),
    "simulator_which": "Say which phone to simulate, snom or yealink, or give an office with --office FILE.",
    "simulator_both": "Give either a vendor or --office FILE, not both: the file names the vendors itself.",
    "simulator_unknown_vendor": "There is no simulated phone {vendor!r}; choose snom or yealink.",
    "simulator_no_file": "The office file {file} cannot be read ({reason}): check the path.",
    "simulator_bad_toml": "The office file {file} is not valid TOML ({reason}): correct that place.",
    "simulator_unknown_key": "{file}: the key {setting} is unknown; the nearest valid one is {nearest}.",
    "simulator_bad_value": "{setting} = {value} does not work; expected: {expected}.",
    "simulator_missing_key": "{file}: {setting} is missing; every simulated phone needs it.",
    "simulator_unknown_event": "{setting}: a {vendor} has no event {event}; the nearest one is {nearest}.",
    "simulator_unknown_phone": "{setting}: there is no phone {phone} in this office; known: {known}.",
    "simulator_no_phones": "{file} has no phone: add a section [phone.a] with vendor and number.",
    "simulator_bad_url": "{setting}: {url!r} is not a URL that starts with http:// or https://.",
    "simulator_same_name": "The port {port} is given to both {first} and {second}: give each its own, or 0.",
    "simulator_help_vendor": "snom or yealink",
    "simulator_help_port": "port of the phone's web server; 0 for any free one",
    "simulator_help_events": "send every action URL below this address, e.g. http://127.0.0.1:8080/TOKEN",
    "simulator_help_user": "user name of the phone's web login",
    "simulator_help_password": "password of the phone's web login; empty for none",
    "simulator_help_number": "own number of the phone",
    "simulator_help_name": "display name of the phone",
    "simulator_help_auth": "basic or digest; default: what the vendor usually has",
    "simulator_help_model": "model, e.g. D785, 370, T46U, T53W",
    "simulator_help_control": "allowed; snom also hidden-tags; yealink also prompt or denied",
    "simulator_help_unknown": "what an unknown number does: answers, busy, never, rejects or nobody",
    "simulator_help_office": "several phones that can call each other, from a TOML file",
    "simulator_help_seed": "seed of all chance",
    "simulator_help_hands": 'read from standard input what people do, e.g. "snom answer"',
    "simulator_help_epilog": (
        "Example: durchwahl simulate snom --port 9001 --number 22 --events http://127.0.0.1:8080/TOKEN"
    ),
    "simulator_help_certificate": "PEM file with a key and its certificate: the phone also speaks https",
    "simulator_help_https_port": "port for https; 0 for any free one",
    "simulator_help_https_only": "no plain http: a Snom answers 307, a Yealink has the port closed",
    "simulator_help_no_web": "the web interface is switched off; events are still sent",
    "simulator_help_pnp": (
        "ask there for a configuration at each start, as SIP plug-and-play does at 224.0.1.75:5060"
    ),
    "simulator_help_set": "any key of a phone in an office file, as often as needed; see below",
    "simulator_help_keys": (
        "Keys of a phone in an office file, and of --set. Both makers: vendor, number, lines (further own "
        "numbers), display_name, model, firmware, mac, port, https_port, https_only, certificate, web, user, "
        "password, auth, lock_seconds (the first lock after wrong passwords), remote_control, events (event = "
        "URL), events_base, encoding (utf-8, latin-1), percent_encode, event_timeout, settings and "
        "provisioned_settings (name = value; the latter overwrite at each boot), locked_settings (never "
        "written), announce_boot, announce_pnp, pnp_oem, boot_seconds, think_seconds, draw_seconds (keys are "
        "lost so long while the screen changes), max_calls, call_waiting, redial_list (the redial key opens "
        "a list first), attended_outside (false: no attended transfer to an outside number), old_firmware, "
        "faults (lose, repeat, reorder, delay, lose_next, lose_events, hang, drop, slow, drop_next, "
        "fail_next). Snom: keep_alive_only, firmware_keys, numbered_settings (DND and forwards once per "
        "identity), hidden_tags_status, disconnected_after_missed. "
        "Yealink: prompt_after (someone presses OK), forbidden_status, phonecfg (false: 404), old_paths_only, "
        "feature_mode (account: no DND and forwards by remote control), dnd_allowed, local_conference, "
        "terminated_after_reject."
    ),
    "simulator_help_people": (
        "A line is a phone and answer, reject, hang-up, pick-up, put-down, hold, resume, swap, "
        "dial N, press KEY, transfer N, deflect N, mute, dnd, allow, deny, reboot, log-off, log-on, "
        "reg-failed, unplug, plug-in, web-on or web-off, or an outside number and call N, anonymous N, answer, "
        "hang-up, hold, resume or dtmf N."
    ),
    "simulator_bad_certificate": (
        "{file} is not a PEM file with a key and its certificate ({reason}): name one, or leave it out."
    ),
}

DE: Final[SimulatorTexts] = {
    "simulator_port_in_use": (
        "Das simulierte Telefon {phone} kann Port {port} nicht öffnen, weil ein anderes Programm "
        "ihn benutzt: Wählen Sie einen anderen Port oder 0 für einen beliebigen freien."
    ),
    "simulator_which": (
        "Geben Sie an, welches Telefon simuliert werden soll, snom oder yealink, "
        "oder mit --office DATEI ein ganzes Büro."
    ),
    "simulator_both": (
        "Geben Sie entweder einen Hersteller oder --office DATEI an, nicht beides: "
        "Die Datei nennt die Hersteller selbst."
    ),
    "simulator_unknown_vendor": (
        "Ein simuliertes Telefon {vendor!r} gibt es nicht; wählen Sie snom oder yealink."
    ),
    "simulator_no_file": "Die Bürodatei {file} ist nicht lesbar ({reason}): Prüfen Sie den Pfad.",
    "simulator_bad_toml": (
        "Die Bürodatei {file} ist kein gültiges TOML ({reason}): Korrigieren Sie diese Stelle."
    ),
    "simulator_unknown_key": "{file}: Den Schlüssel {setting} gibt es nicht; am nächsten kommt {nearest}.",
    "simulator_bad_value": "{setting} = {value} geht nicht; erwartet wird: {expected}.",
    "simulator_missing_key": "{file}: {setting} fehlt; jedes simulierte Telefon braucht diese Angabe.",
    "simulator_unknown_event": (
        "{setting}: Ein {vendor} kennt kein Ereignis {event}; am nächsten kommt {nearest}."
    ),
    "simulator_unknown_phone": (
        "{setting}: In diesem Büro gibt es kein Telefon {phone}; bekannt sind: {known}."
    ),
    "simulator_no_phones": (
        "{file} enthält kein Telefon: Ergänzen Sie einen Abschnitt [phone.a] mit vendor und number."
    ),
    "simulator_bad_url": "{setting}: {url!r} ist keine Adresse, die mit http:// oder https:// beginnt.",
    "simulator_same_name": (
        "Port {port} ist sowohl für {first} als auch für {second} angegeben: "
        "Geben Sie jedem einen eigenen oder 0 an."
    ),
    "simulator_help_vendor": "snom oder yealink",
    "simulator_help_port": "Port der Weboberfläche des Telefons; 0 für einen beliebigen freien",
    "simulator_help_events": (
        "alle Action-URLs unter dieser Adresse senden, z. B. http://127.0.0.1:8080/TOKEN"
    ),
    "simulator_help_user": "Benutzername der Weboberfläche des Telefons",
    "simulator_help_password": "Kennwort der Weboberfläche des Telefons; leer für keines",
    "simulator_help_number": "eigene Rufnummer des Telefons",
    "simulator_help_name": "angezeigter Name des Telefons",
    "simulator_help_auth": "basic oder digest; ohne Angabe wie beim Hersteller üblich",
    "simulator_help_model": "Modell, z. B. D785, 370, T46U, T53W",
    "simulator_help_control": "allowed; snom auch hidden-tags; yealink auch prompt oder denied",
    "simulator_help_unknown": "was eine unbekannte Nummer tut: answers, busy, never, rejects oder nobody",
    "simulator_help_office": "mehrere Telefone, die einander anrufen können, aus einer TOML-Datei",
    "simulator_help_seed": "Startwert für alles Zufällige",
    "simulator_help_hands": "von der Standardeingabe lesen, was Menschen tun, z. B. „snom answer“",
    "simulator_help_epilog": (
        "Beispiel: durchwahl simulate snom --port 9001 --number 22 --events http://127.0.0.1:8080/TOKEN"
    ),
    "simulator_help_certificate": "PEM-Datei mit Schlüssel und Zertifikat: Das Telefon spricht auch https",
    "simulator_help_https_port": "Port für https; 0 für einen beliebigen freien",
    "simulator_help_https_only": (
        "kein einfaches http: Ein Snom antwortet 307, bei einem Yealink ist der Port geschlossen"
    ),
    "simulator_help_no_web": "die Weboberfläche ist abgeschaltet; Ereignisse werden weiter gesendet",
    "simulator_help_pnp": (
        "dort bei jedem Start nach einer Konfiguration fragen, wie SIP-Plug-and-Play bei 224.0.1.75:5060"
    ),
    "simulator_help_set": "ein Schlüssel eines Telefons aus einer Bürodatei, beliebig oft; siehe unten",
    "simulator_help_keys": (
        "Schlüssel eines Telefons in einer Bürodatei und von --set. Beide Hersteller: vendor, number, lines "
        "(weitere eigene Nummern), display_name, model, firmware, mac, port, https_port, https_only, "
        "certificate, web, user, password, auth, lock_seconds (erste Sperre nach falschen Kennwörtern), "
        "remote_control, events (Ereignis = URL), events_base, encoding (utf-8, latin-1), percent_encode, "
        "event_timeout, settings und provisioned_settings (Name = Wert; letztere überschreiben bei jedem "
        "Start), locked_settings (nie geschrieben), announce_boot, announce_pnp, pnp_oem, boot_seconds, "
        "think_seconds, draw_seconds (so lange gehen Tasten verloren, während die Anzeige wechselt), "
        "max_calls, call_waiting, redial_list (die Wahlwiederholung öffnet erst eine Liste), "
        "attended_outside (false: kein Vermitteln mit Rückfrage nach draußen), old_firmware, faults (lose, "
        "repeat, reorder, delay, lose_next, lose_events, hang, drop, slow, drop_next, fail_next). Snom: "
        "keep_alive_only, firmware_keys, numbered_settings (Ruhe und Umleitungen je Identität), "
        "hidden_tags_status, disconnected_after_missed. Yealink: "
        "prompt_after (jemand drückt OK), forbidden_status, phonecfg (false: 404), old_paths_only, "
        "feature_mode (account: weder Ruhe noch Umleitungen per Fernsteuerung), dnd_allowed, "
        "local_conference, terminated_after_reject."
    ),
    "simulator_help_people": (
        "Eine Zeile ist ein Telefon und answer, reject, hang-up, pick-up, put-down, hold, resume, swap, "
        "dial N, press TASTE, transfer N, deflect N, mute, dnd, allow, deny, reboot, log-off, log-on, "
        "reg-failed, unplug, plug-in, web-on oder web-off, oder eine Nummer draußen und call N, anonymous N, "
        "answer, hang-up, hold, resume oder dtmf N."
    ),
    "simulator_bad_certificate": (
        "{file} ist keine PEM-Datei mit Schlüssel und Zertifikat ({reason}): "
        "Nennen Sie eine solche Datei oder lassen Sie die Angabe weg."
    ),
}
