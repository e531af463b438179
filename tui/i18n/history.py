"""Texts of the area: history, what is kept of calls and what is done with it."""

from __future__ import annotations

from typing import Final

from tui.i18n.catalogue import TypedDict


class HistoryTexts(TypedDict):
    """Every key of this area, once."""

    cli_report: str
    cli_forget: str
    cli_calls_show: str
    cli_calls_tag: str
    cli_calls_reference: str
    cli_calls_followup: str
    cli_calls_followups: str
    cli_calls_purge: str
    cli_calls_access: str
    cli_calls_backup: str
    cli_calls_restore: str
    cli_calls_check: str
    cli_calls_export: str
    cli_only_call: str
    cli_template: str
    cli_concern: str
    cli_urgency: str
    cli_note_until: str
    cli_edit: str
    cli_tag_remove: str
    cli_date: str
    cli_date_help: str
    cli_done: str
    cli_follow_up_remove: str
    cli_older_than: str
    cli_report_html: str
    cli_answered: str
    cli_calls_contact: str
    cli_line: str
    cli_tag: str
    cli_reference: str
    cli_with_note: str
    cli_with_follow_up: str
    cli_unseen: str
    cli_note_what: str
    editor_failed: str
    cli_follow_up_what: str
    no_follow_up: str
    no_follow_ups: str
    cli_day: str
    cli_export_format: str
    calls_exported: str
    cli_age: str
    calls_purged: str
    forgotten: str
    access_written: str
    calls_backed_up: str
    restore_while_running: str
    calls_restored: str
    calls_restored_kept: str
    journal_whole: str
    journal_not_whole: str
    no_number: str
    journal_nothing_there: str
    journal_no_backup: str
    no_such_template: str
    template_calls_back: str
    template_calls_back_text: str
    template_call_back: str
    template_call_back_text: str
    details_ringing: str
    details_talk: str
    details_hold: str
    details_forwarded: str
    details_transferred: str
    details_inferred: str
    details_inferred_text: str
    details_tags: str
    details_reference: str
    details_follow_up: str
    details_no_events: str
    page_calls: str
    page_made: str
    page_due: str
    page_called_back: str
    column_length: str
    column_outcome: str
    column_due: str
    calendar_call_back: str
    report_title: str
    report_period: str
    report_calls: str
    report_incoming: str
    report_outgoing: str
    report_answered: str
    report_missed: str
    report_missed_rate: str
    report_answer_time: str
    report_talk_time: str
    report_open: str
    report_by_day: str
    report_by_hour: str
    report_by_weekday: str
    report_by_line: str
    report_by_outcome: str
    report_by_contact: str
    report_running: str
    journal_spooling: str
    journal_caught_up: str
    spool_failed: str


EN: Final[HistoryTexts] = {
    "cli_report": "figures and charts of a period",
    "cli_forget": "delete everything that is kept of a number",
    "cli_calls_show": "show one call with all that is known of it",
    "cli_calls_tag": "add tags to a call, or take them off",
    "cli_calls_reference": 'set the project or case of a call ("" takes it away)',
    "cli_calls_followup": "by which day somebody is to be called back",
    "cli_calls_followups": "who is still to be called back",
    "cli_calls_purge": "delete what is older",
    "cli_calls_access": "write what is kept of somebody into one file",
    "cli_calls_backup": "copy the journal to a file, also while Durchwahl runs",
    "cli_calls_restore": "put a backup in the journal's place",
    "cli_calls_check": "read the whole journal and say whether it is intact",
    "cli_calls_export": "write calls to a file",
    "cli_only_call": "only this call; may be given several times",
    "cli_template": "a note from a template",
    "cli_concern": "what it is about, for the template",
    "cli_urgency": "how urgent it is, for the template",
    "cli_note_until": "until when, for the template",
    "cli_edit": "open $VISUAL or $EDITOR",
    "cli_tag_remove": "take this tag off; may be given several times",
    "cli_date": "DATE",
    "cli_date_help": "2026-12-01, today, tomorrow, or 3d for in three days",
    "cli_done": "it is done",
    "cli_follow_up_remove": "it is not wanted any more",
    "cli_older_than": "so many days (180d) or weeks (26w)",
    "cli_report_html": "write a printable page instead",
    "cli_answered": "only answered ones",
    "cli_calls_contact": "only with this contact, by its id or any of its numbers",
    "cli_line": "only on this own number",
    "cli_tag": "only with this tag",
    "cli_reference": "only of this project or case",
    "cli_with_note": "only with a note, tags, a reference or a follow-up",
    "cli_with_follow_up": "only those still to be called back",
    "cli_unseen": "only missed ones that nobody has looked at",
    "cli_note_what": "What is to be noted? Give a text, --template NAME or --edit.",
    "editor_failed": "The editor “{editor}” failed ({reason}) and the note was left as it was. Set EDITOR to one that works.",
    "cli_follow_up_what": "By when? Give a date such as 2026-12-01, or --done, or --remove.",
    "no_follow_up": "Call {id} has no open call-back. “durchwahl calls followups” lists them.",
    "no_follow_ups": "Nobody is waiting to be called back.",
    "cli_day": "“{text}” is no date. Write 2026-12-01, today, tomorrow, or 3d for in three days.",
    "cli_export_format": "“{file}” ends in no known format. Let it end in one of: {known}.",
    "calls_exported": "{count} calls written to “{file}”.",
    "cli_age": "“{text}” is no age. Write 180d for days or 26w for weeks.",
    "calls_purged": "{calls} calls and {events} events deleted.",
    "forgotten": "{calls} calls, {events} events and {lines} lines of the log deleted. Files that you exported or backed up are yours to delete.",
    "access_written": "{calls} calls and {events} events written to “{file}”.",
    "calls_backed_up": "The journal was copied to “{file}” ({size} MB) and the copy is intact.",
    "restore_while_running": "A Durchwahl is running (process {pid}) and writes to the journal. End it, then restore.",
    "calls_restored": "The journal was restored: {count} calls.",
    "calls_restored_kept": "The journal was restored: {count} calls. What was there before is in “{kept}”; delete it when you do not need it.",
    "journal_whole": "The journal is intact.",
    "journal_not_whole": "The journal is damaged ({count} faults; the first: {first}). Export what can be read, then restore a backup, or move it away to begin a new one.",
    "no_number": "“{text}” is no telephone number. Write it as you would dial it.",
    "journal_nothing_there": "There is no journal at “{path}” yet.",
    "journal_no_backup": "There is no file “{path}”. Name the backup that is to be restored.",
    "no_such_template": "There is no template “{name}”. Known are: {known}.",
    "template_calls_back": "calls back",
    "template_calls_back_text": "{{name}} {{company}} calls back\nNumber: {{number}}\nConcern: {{concern}}\nUrgency: {{urgency}}\nUntil: {{until}}",
    "template_call_back": "asks to be called back",
    "template_call_back_text": "{{name}} {{company}} asks to be called back\nNumber: {{number}}\nConcern: {{concern}}\nUrgency: {{urgency}}\nUntil: {{until}}",
    "details_ringing": "ringing",
    "details_talk": "talking",
    "details_hold": "on hold",
    "details_forwarded": "forwarded to",
    "details_transferred": "transferred to",
    "details_inferred": "end",
    "details_inferred_text": "not reported by the phone but inferred",
    "details_tags": "tags",
    "details_reference": "reference",
    "details_follow_up": "call-back",
    "details_no_events": "The phone's reports of this call are not kept any more.",
    "page_calls": "Calls",
    "page_made": "Written on {when}",
    "page_due": "to be called back by {day}",
    "page_called_back": "called back (was due on {day})",
    "column_length": "length",
    "column_outcome": "outcome",
    "column_due": "due",
    "calendar_call_back": "Call back: {party}",
    "report_title": "Report of calls",
    "report_period": "From {since} to {until}",
    "report_calls": "calls",
    "report_incoming": "incoming",
    "report_outgoing": "outgoing",
    "report_answered": "answered",
    "report_missed": "missed",
    "report_missed_rate": "missed, of the incoming",
    "report_answer_time": "time to answer, median",
    "report_talk_time": "talk time",
    "report_open": "call-backs open",
    "report_by_day": "Calls per day",
    "report_by_hour": "Calls per hour",
    "report_by_weekday": "Calls per weekday",
    "report_by_line": "Calls per line",
    "report_by_outcome": "Calls by outcome",
    "report_by_contact": "Calls by contact",
    "report_running": "running",
    "journal_spooling": "The journal cannot be written ({reason}) New calls are kept in “{file}” and taken in as soon as it can.",
    "journal_caught_up": "The journal can be written again; {count} events that were kept beside it are in it now.",
    "spool_failed": "Neither the journal nor “{path}” beside it can be written ({reason}). The phone was told so and nothing is lost that it was told is safe. Make room or correct the permissions.",
}

DE: Final[HistoryTexts] = {
    "cli_report": "Zahlen und Schaubilder eines Zeitraums",
    "cli_forget": "alles löschen, was zu einer Rufnummer aufbewahrt wird",
    "cli_calls_show": "einen Anruf mit allem zeigen, was über ihn bekannt ist",
    "cli_calls_tag": "einem Anruf Schlagwörter geben oder nehmen",
    "cli_calls_reference": 'Projekt oder Vorgang eines Anrufs setzen ("" nimmt es weg)',
    "cli_calls_followup": "bis wann jemand zurückgerufen werden soll",
    "cli_calls_followups": "wer noch zurückgerufen werden muss",
    "cli_calls_purge": "löschen, was älter ist",
    "cli_calls_access": "in eine Datei schreiben, was über jemanden aufbewahrt wird",
    "cli_calls_backup": "das Journal in eine Datei sichern, auch während Durchwahl läuft",
    "cli_calls_restore": "eine Sicherung an die Stelle des Journals setzen",
    "cli_calls_check": "das ganze Journal lesen und sagen, ob es unversehrt ist",
    "cli_calls_export": "Anrufe in eine Datei schreiben",
    "cli_only_call": "nur diesen Anruf; mehrfach möglich",
    "cli_template": "eine Notiz nach Vorlage",
    "cli_concern": "worum es geht, für die Vorlage",
    "cli_urgency": "wie dringend es ist, für die Vorlage",
    "cli_note_until": "bis wann, für die Vorlage",
    "cli_edit": "$VISUAL oder $EDITOR öffnen",
    "cli_tag_remove": "dieses Schlagwort wegnehmen; mehrfach möglich",
    "cli_date": "DATUM",
    "cli_date_help": "2026-12-01, heute, morgen, oder 3d für in drei Tagen",
    "cli_done": "erledigt",
    "cli_follow_up_remove": "nicht mehr gewünscht",
    "cli_older_than": "so viele Tage (180d) oder Wochen (26w)",
    "cli_report_html": "stattdessen eine druckbare Seite schreiben",
    "cli_answered": "nur angenommene",
    "cli_calls_contact": "nur mit diesem Kontakt, nach Kennung oder einer seiner Rufnummern",
    "cli_line": "nur auf dieser eigenen Rufnummer",
    "cli_tag": "nur mit diesem Schlagwort",
    "cli_reference": "nur zu diesem Projekt oder Vorgang",
    "cli_with_note": "nur mit Notiz, Schlagwort, Vorgang oder Wiedervorlage",
    "cli_with_follow_up": "nur noch zurückzurufende",
    "cli_unseen": "nur verpasste, die noch niemand gesehen hat",
    "cli_note_what": "Was soll notiert werden? Geben Sie einen Text, --template NAME oder --edit an.",
    "editor_failed": "Der Editor „{editor}“ scheiterte ({reason}); die Notiz blieb, wie sie war. Setzen Sie EDITOR auf einen, der läuft.",
    "cli_follow_up_what": "Bis wann? Geben Sie ein Datum wie 2026-12-01 an, oder --done, oder --remove.",
    "no_follow_up": "Zu Anruf {id} ist kein Rückruf offen. „durchwahl calls followups“ listet sie auf.",
    "no_follow_ups": "Niemand wartet auf einen Rückruf.",
    "cli_day": "„{text}“ ist kein Datum. Schreiben Sie 2026-12-01, heute, morgen, oder 3d für in drei Tagen.",
    "cli_export_format": "„{file}“ endet auf kein bekanntes Format. Möglich sind: {known}.",
    "calls_exported": "{count} Anrufe nach „{file}“ geschrieben.",
    "cli_age": "„{text}“ ist kein Alter. Schreiben Sie 180d für Tage oder 26w für Wochen.",
    "calls_purged": "{calls} Anrufe und {events} Ereignisse gelöscht.",
    "forgotten": "{calls} Anrufe, {events} Ereignisse und {lines} Zeilen des Protokolls gelöscht. Exportierte Dateien und Sicherungen müssen Sie selbst löschen.",
    "access_written": "{calls} Anrufe und {events} Ereignisse nach „{file}“ geschrieben.",
    "calls_backed_up": "Das Journal wurde nach „{file}“ gesichert ({size} MB), die Sicherung ist unversehrt.",
    "restore_while_running": "Ein Durchwahl läuft (Prozess {pid}) und schreibt ins Journal. Beenden Sie es, und stellen Sie dann wieder her.",
    "calls_restored": "Das Journal wurde wiederhergestellt: {count} Anrufe.",
    "calls_restored_kept": "Das Journal wurde wiederhergestellt: {count} Anrufe. Das bisherige liegt in „{kept}“; löschen Sie es, wenn Sie es nicht brauchen.",
    "journal_whole": "Das Journal ist unversehrt.",
    "journal_not_whole": "Das Journal ist beschädigt ({count} Fehler; der erste: {first}). Exportieren Sie, was lesbar ist, und spielen Sie dann eine Sicherung zurück, oder verschieben Sie es, um ein neues zu beginnen.",
    "no_number": "„{text}“ ist keine Rufnummer. Schreiben Sie sie so, wie Sie wählen würden.",
    "journal_nothing_there": "Unter „{path}“ gibt es noch kein Journal.",
    "journal_no_backup": "Eine Datei „{path}“ gibt es nicht. Nennen Sie die Sicherung, die zurückgespielt werden soll.",
    "no_such_template": "Eine Vorlage „{name}“ gibt es nicht. Bekannt sind: {known}.",
    "template_calls_back": "ruft zurück",
    "template_calls_back_text": "{{name}} {{company}} ruft zurück\nRufnummer: {{number}}\nAnliegen: {{concern}}\nDringlichkeit: {{urgency}}\nBis wann: {{until}}",
    "template_call_back": "bittet um Rückruf",
    "template_call_back_text": "{{name}} {{company}} bittet um Rückruf\nRufnummer: {{number}}\nAnliegen: {{concern}}\nDringlichkeit: {{urgency}}\nBis wann: {{until}}",
    "details_ringing": "Klingeln",
    "details_talk": "Gespräch",
    "details_hold": "gehalten",
    "details_forwarded": "weitergeleitet an",
    "details_transferred": "verbunden mit",
    "details_inferred": "Ende",
    "details_inferred_text": "nicht vom Telefon gemeldet, sondern erschlossen",
    "details_tags": "Schlagwörter",
    "details_reference": "Vorgang",
    "details_follow_up": "Rückruf",
    "details_no_events": "Die Meldungen des Telefons zu diesem Anruf werden nicht mehr aufbewahrt.",
    "page_calls": "Anrufe",
    "page_made": "Erstellt am {when}",
    "page_due": "zurückzurufen bis {day}",
    "page_called_back": "zurückgerufen (fällig war {day})",
    "column_length": "Dauer",
    "column_outcome": "Ausgang",
    "column_due": "fällig",
    "calendar_call_back": "Zurückrufen: {party}",
    "report_title": "Anrufbericht",
    "report_period": "Von {since} bis {until}",
    "report_calls": "Anrufe",
    "report_incoming": "eingehend",
    "report_outgoing": "ausgehend",
    "report_answered": "angenommen",
    "report_missed": "verpasst",
    "report_missed_rate": "verpasst, von den eingehenden",
    "report_answer_time": "Zeit bis zur Annahme, Median",
    "report_talk_time": "Gesprächszeit",
    "report_open": "offene Rückrufe",
    "report_by_day": "Anrufe je Tag",
    "report_by_hour": "Anrufe je Stunde",
    "report_by_weekday": "Anrufe je Wochentag",
    "report_by_line": "Anrufe je Leitung",
    "report_by_outcome": "Anrufe nach Ausgang",
    "report_by_contact": "Anrufe nach Kontakt",
    "report_running": "läuft",
    "journal_spooling": "Das Journal lässt sich nicht schreiben ({reason}) Neue Anrufe werden in „{file}“ aufgehoben und übernommen, sobald es wieder geht.",
    "journal_caught_up": "Das Journal lässt sich wieder schreiben; {count} daneben aufgehobene Ereignisse stehen jetzt darin.",
    "spool_failed": "Weder das Journal noch „{path}“ daneben lassen sich schreiben ({reason}). Dem Telefon wurde das gemeldet; verloren ist nichts, was ihm bestätigt wurde. Schaffen Sie Platz, oder berichtigen Sie die Rechte.",
}
