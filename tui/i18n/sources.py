"""Texts of the area: sources. Live contact sources, and their part of the configuration."""

from __future__ import annotations

from typing import Final

from tui.i18n.catalogue import TypedDict


class SourceTexts(TypedDict):
    """Every key of this area, once."""

    source_timeout: str
    source_hangs: str
    source_paused: str
    source_password: str
    source_no_password: str
    source_unreachable: str
    source_status: str
    source_redirects: str
    source_elsewhere: str
    source_certificate: str
    source_certificate_changed: str
    source_too_large: str
    source_too_many: str
    source_no_json: str
    source_no_dav: str
    source_no_books: str
    source_command_not_run: str
    source_command_failed: str
    source_needs_extra: str
    source_needs_driver: str
    source_sql_url: str
    source_no_file: str
    source_query: str
    source_columns: str
    source_ldap_tls: str
    config_source_without_name: str
    config_want_source_kind: str
    config_want_source_url: str
    config_want_http_url: str
    config_want_ldap_url: str
    config_want_ldap_base: str
    config_want_ldap_filter: str
    config_want_sql_url: str
    config_want_sql_query: str
    config_want_command: str
    config_want_columns: str
    config_want_source_fields: str
    config_want_fingerprint: str
    config_want_minutes: str
    config_want_cache: str
    config_source_braces: str
    config_source_no_number: str
    config_source_field: str
    cli_contacts_sources: str
    cli_contacts_password: str
    cli_contacts_try: str
    cli_contacts_forget: str
    column_source: str
    column_kind: str
    source_is_fetched: str
    source_is_asked: str
    source_health_waiting: str
    source_health_busy: str
    source_health_ready: str
    source_health_failed: str
    source_none: str
    source_not_there: str
    source_password_ask: str
    source_password_empty: str
    source_password_ring: str
    source_password_file: str
    source_taken: str


EN: Final[SourceTexts] = {
    "source_timeout": "{source} did not answer within {seconds} s. Check the network and the server, or give it more time with timeout.",
    "source_hangs": "{source} still hangs over an earlier question. It is asked again when that has ended.",
    "source_paused": "{source} has failed and is left alone for a while.",
    "source_password": "{source} refused the login. Check the user in the configuration, and store the password anew with: durchwahl contacts password {name}",
    "source_no_password": "{source} asks for a login. Set the user in the configuration, and store the password with: durchwahl contacts password {name}",
    "source_unreachable": "{source} cannot be reached ({reason}). Check the address and the network.",
    "source_status": "{source} answered with status {status}. Check its address; if that is right, the server has a fault.",
    "source_redirects": "{source} sends every request on in a circle. Check its address.",
    "source_elsewhere": "{source} sends on to another server, {host}, which does not get the login. If that is right, set it as the address.",
    "source_certificate": 'No authority vouches for the certificate of {source} ({reason}). If it is the right one, write certificate = "{seen}" into its table of the configuration.',
    "source_certificate_changed": '{source} shows another certificate than the configuration says ({pinned}). Nothing was sent. If it was renewed, write certificate = "{seen}".',
    "source_too_large": "{source} answered with more than {limit}, which is not taken. Make the question narrower.",
    "source_too_many": "{source} has more than {limit} contacts. Nothing was taken; choose fewer.",
    "source_no_json": "What {source} answered is no JSON. Check its address.",
    "source_no_dav": "What {source} answered is not CardDAV. Check its address.",
    "source_no_books": "{source} names no address book. Set the address of the CardDAV server or of one address book.",
    "source_command_not_run": "{source} could not run {program} ({reason}). Check the command in the configuration.",
    "source_command_failed": "The command of {source} failed with status {status}: {said}",
    "source_needs_extra": '{source} needs a library that is not installed: pip install "durchwahl[{extra}]"',
    "source_needs_driver": "{source} needs the database driver {driver}: pip install {driver}",
    "source_sql_url": "The address of {source} is none that SQLAlchemy knows, such as postgresql+psycopg://server/database.",
    "source_no_file": "{source}: there is no database {file}. Check the path in its address.",
    "source_query": "{source} did not carry out the query: {reason}",
    "source_columns": "{source}: none of the columns {names} is named like a field of a contact (name, company, phone, phone_mobile, email …).",
    "source_ldap_tls": "{source} could not be spoken to in private ({reason}). Name the file of certificates that vouch for it with ca; starttls = false goes without encryption.",
    "config_source_without_name": "needs a name for each contact source, as in [source.crm]",
    "config_want_source_kind": "must be one of these: {choices}",
    "config_want_source_url": 'must be an address such as "https://cloud.example.org"',
    "config_want_http_url": 'must be an address with the number in it, such as "https://crm.example.org/who?n={{e164}}"',
    "config_want_ldap_url": 'must be an address such as "ldap://server" or "ldaps://server"',
    "config_want_ldap_base": 'must be where the search begins, such as "dc=example,dc=org"',
    "config_want_ldap_filter": 'must be a filter in brackets, such as "(telephoneNumber={{e164}})"',
    "config_want_sql_url": 'must be an address of SQLAlchemy, such as "postgresql+psycopg://server/database"',
    "config_want_sql_query": 'must be a query, such as "SELECT name, phone FROM people"',
    "config_want_command": 'must be a list of words, such as ["who-calls", "{{e164}}"]',
    "config_want_columns": 'must be a list of fields, such as ["name", "company", "phone:mobile"]',
    "config_want_source_fields": 'must name where each field stands, such as {{ name = "person.name" }}',
    "config_want_fingerprint": "must be a SHA-256 fingerprint: 64 hexadecimal digits",
    "config_want_minutes": "must be a whole number of minutes from 1 to 10080",
    "config_want_cache": "must be a whole number of minutes from 0 to 1440",
    "config_source_braces": "may have nothing in braces but a spelling of the number: {{e164}}, {{national}}, {{digits}}, {{extension}}",
    "config_source_no_number": "must have the number in it, as {{e164}}, {{national}}, {{digits}} or {{extension}}",
    "config_source_field": "names a field that no contact has. Known are name, given, family, company, department, title, phone, phone:mobile, email, address, url, note, groups, uid",
    "cli_contacts_sources": "the live contact sources and how they are",
    "cli_contacts_password": "keep the password of a contact source, asked for or piped in",
    "cli_contacts_try": "use each once: ask for this number, fetch what is fetched whole",
    "cli_contacts_forget": "forget the password instead",
    "column_source": "source",
    "column_kind": "kind",
    "source_is_fetched": "fetched whole",
    "source_is_asked": "asked by number",
    "source_health_waiting": "not used yet",
    "source_health_busy": "at work",
    "source_health_ready": "well, {count} contacts",
    "source_health_failed": "failed",
    "source_none": "No contact sources are configured. They stand in tables such as [source.crm].",
    "source_not_there": "There is no contact source {source}. Known: {known}",
    "source_password_ask": "Password of {source}: ",
    "source_password_empty": "No password was given, and nothing was changed.",
    "source_password_ring": "The password is in the system's keyring.",
    "source_password_file": "The password is in a private file of the data directory.",
    "source_taken": "{source}: {read} read, {added} added, {updated} updated, {deleted} deleted",
}


DE: Final[SourceTexts] = {
    "source_timeout": "{source} hat nicht innerhalb von {seconds} s geantwortet. Prüfen Sie Netz und Server, oder geben Sie ihr mit timeout mehr Zeit.",
    "source_hangs": "{source} hängt noch an einer früheren Frage. Sie wird wieder gefragt, sobald diese beendet ist.",
    "source_paused": "{source} ist ausgefallen und wird eine Weile nicht gefragt.",
    "source_password": "{source} hat die Anmeldung abgelehnt. Prüfen Sie den Benutzer in der Konfiguration, und hinterlegen Sie das Kennwort neu mit: durchwahl contacts password {name}",
    "source_no_password": "{source} verlangt eine Anmeldung. Tragen Sie den Benutzer in die Konfiguration ein, und hinterlegen Sie das Kennwort mit: durchwahl contacts password {name}",
    "source_unreachable": "{source} ist nicht erreichbar ({reason}). Prüfen Sie die Adresse und das Netz.",
    "source_status": "{source} hat mit dem Status {status} geantwortet. Prüfen Sie die Adresse; stimmt sie, ist der Server gestört.",
    "source_redirects": "{source} schickt jede Anfrage im Kreis weiter. Prüfen Sie die Adresse.",
    "source_elsewhere": "{source} verweist auf einen anderen Server, {host}, der die Anmeldung nicht bekommt. Ist das richtig, tragen Sie ihn als Adresse ein.",
    "source_certificate": 'Für das Zertifikat von {source} bürgt keine Stelle ({reason}). Ist es das richtige, schreiben Sie certificate = "{seen}" in ihre Tabelle der Konfiguration.',
    "source_certificate_changed": '{source} zeigt ein anderes Zertifikat als in der Konfiguration ({pinned}). Nichts wurde gesendet. Wurde es erneuert, schreiben Sie certificate = "{seen}".',
    "source_too_large": "{source} hat mit mehr als {limit} geantwortet, was nicht angenommen wird. Stellen Sie die Frage enger.",
    "source_too_many": "{source} hat mehr als {limit} Kontakte. Nichts wurde übernommen; wählen Sie weniger aus.",
    "source_no_json": "Was {source} geantwortet hat, ist kein JSON. Prüfen Sie die Adresse.",
    "source_no_dav": "Was {source} geantwortet hat, ist kein CardDAV. Prüfen Sie die Adresse.",
    "source_no_books": "{source} nennt kein Adressbuch. Tragen Sie die Adresse des CardDAV-Servers oder eines Adressbuchs ein.",
    "source_command_not_run": "{source} konnte {program} nicht ausführen ({reason}). Prüfen Sie den Befehl in der Konfiguration.",
    "source_command_failed": "Der Befehl von {source} ist mit Status {status} gescheitert: {said}",
    "source_needs_extra": '{source} braucht eine Bibliothek, die nicht installiert ist: pip install "durchwahl[{extra}]"',
    "source_needs_driver": "{source} braucht den Datenbanktreiber {driver}: pip install {driver}",
    "source_sql_url": "Die Adresse von {source} ist keine, die SQLAlchemy kennt, etwa postgresql+psycopg://server/datenbank.",
    "source_no_file": "{source}: Es gibt keine Datenbank {file}. Prüfen Sie den Pfad in der Adresse.",
    "source_query": "{source} hat die Abfrage nicht ausgeführt: {reason}",
    "source_columns": "{source}: Keine der Spalten {names} heißt wie ein Feld eines Kontakts (name, company, phone, phone_mobile, email …).",
    "source_ldap_tls": "Mit {source} war keine verschlüsselte Verbindung möglich ({reason}). Nennen Sie mit ca die Datei der Zertifikate, die für sie bürgen; starttls = false verzichtet auf Verschlüsselung.",
    "config_source_without_name": "braucht für jede Kontaktquelle einen Namen, etwa [source.crm]",
    "config_want_source_kind": "muss eines von diesen sein: {choices}",
    "config_want_source_url": 'muss eine Adresse sein, etwa "https://cloud.example.org"',
    "config_want_http_url": 'muss eine Adresse mit der Nummer darin sein, etwa "https://crm.example.org/wer?n={{e164}}"',
    "config_want_ldap_url": 'muss eine Adresse sein, etwa "ldap://server" oder "ldaps://server"',
    "config_want_ldap_base": 'muss angeben, wo die Suche beginnt, etwa "dc=example,dc=org"',
    "config_want_ldap_filter": 'muss ein Filter in Klammern sein, etwa "(telephoneNumber={{e164}})"',
    "config_want_sql_url": 'muss eine Adresse für SQLAlchemy sein, etwa "postgresql+psycopg://server/datenbank"',
    "config_want_sql_query": 'muss eine Abfrage sein, etwa "SELECT name, phone FROM people"',
    "config_want_command": 'muss eine Liste von Wörtern sein, etwa ["wer-ruft", "{{e164}}"]',
    "config_want_columns": 'muss eine Liste von Feldern sein, etwa ["name", "company", "phone:mobile"]',
    "config_want_source_fields": 'muss angeben, wo jedes Feld steht, etwa {{ name = "person.name" }}',
    "config_want_fingerprint": "muss ein SHA-256-Fingerabdruck sein: 64 hexadezimale Ziffern",
    "config_want_minutes": "muss eine ganze Zahl von Minuten von 1 bis 10080 sein",
    "config_want_cache": "muss eine ganze Zahl von Minuten von 0 bis 1440 sein",
    "config_source_braces": "darf in geschweiften Klammern nur eine Schreibweise der Nummer haben: {{e164}}, {{national}}, {{digits}}, {{extension}}",
    "config_source_no_number": "muss die Nummer enthalten, als {{e164}}, {{national}}, {{digits}} oder {{extension}}",
    "config_source_field": "nennt ein Feld, das kein Kontakt hat. Bekannt sind name, given, family, company, department, title, phone, phone:mobile, email, address, url, note, groups, uid",
    "cli_contacts_sources": "die Kontaktquellen und ihr Zustand",
    "cli_contacts_password": "das Kennwort einer Kontaktquelle hinterlegen, auf Nachfrage oder über die Standardeingabe",
    "cli_contacts_try": "jede einmal benutzen: nach dieser Nummer fragen, ganze Adressbücher holen",
    "cli_contacts_forget": "das Kennwort stattdessen vergessen",
    "column_source": "Quelle",
    "column_kind": "Art",
    "source_is_fetched": "ganz geholt",
    "source_is_asked": "je Nummer gefragt",
    "source_health_waiting": "noch nicht benutzt",
    "source_health_busy": "bei der Arbeit",
    "source_health_ready": "in Ordnung, {count} Kontakte",
    "source_health_failed": "ausgefallen",
    "source_none": "Es sind keine Kontaktquellen eingerichtet. Sie stehen in Tabellen wie [source.crm].",
    "source_not_there": "Es gibt keine Kontaktquelle {source}. Bekannt: {known}",
    "source_password_ask": "Kennwort von {source}: ",
    "source_password_empty": "Es wurde kein Kennwort angegeben und nichts geändert.",
    "source_password_ring": "Das Kennwort liegt im Schlüsselbund des Systems.",
    "source_password_file": "Das Kennwort liegt in einer privaten Datei des Datenverzeichnisses.",
    "source_taken": "{source}: {read} gelesen, {added} neu, {updated} aktualisiert, {deleted} gelöscht",
}
