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
}
