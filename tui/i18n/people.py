"""Texts of the area: people. Contacts in the app: their screens, their form, and what cannot be done."""

from __future__ import annotations

from typing import Final

from tui.i18n.catalogue import TypedDict


class PeopleTexts(TypedDict):
    """Every key of this area, once."""

    number_work: str
    number_mobile: str
    number_home: str
    number_fax: str
    number_main: str
    number_pager: str
    number_car: str
    number_assistant: str
    number_other: str
    field_name: str
    field_company: str
    field_title: str
    field_department: str
    field_number: str
    field_emails: str
    field_groups: str
    field_address: str
    field_url: str
    field_note: str
    field_several: str
    field_new_number: str
    form_new: str
    form_edit: str
    form_no_number: str
    form_drop_title: str
    form_drop: str
    form_drop_verb: str
    keys_form: str
    keys_edit: str
    keys_favourite: str
    keys_delete: str
    keys_confirm: str
    confirm_no: str
    delete_title: str
    delete_question: str
    delete_verb: str
    contact_deleted: str
    contact_saved: str
    contact_no_number: str
    contact_no_calls: str
    contact_slot: str
    contact_nobody: str
    contact_withheld: str
    contact_unknown: str
    contact_gone: str
    contact_known: str
    keys_slot: str
    slot_title: str
    slot_off: str
    slot_other: str
    slot_off_verb: str
    slot_other_verb: str
    slot_is_on: str
    slot_is_off: str
    field_source: str
    whose_title: str
    whose_how: str
    whose_chosen: str
    keys_whose: str
    keys_forget: str
    whose_remembered: str
    whose_forgotten: str
    whose_nothing: str
    speed_title: str
    keys_speed: str
    speed_how: str
    speed_free: str
    groups_title: str
    groups_all: str
    keys_group: str
    groups_none: str
    group_empty: str
    merge_title: str
    keys_merge: str
    keys_kept: str
    keys_next: str
    merge_ask: str
    merge_question: str
    merge_lost: str
    merge_nothing_lost: str
    merge_verb: str
    merge_done: str
    page_no_number: str
    page_no_browser: str
    page_opened: str
    keys_show: str
    keys_new: str
    keys_groups: str


EN: Final[PeopleTexts] = {
    "number_work": "work",
    "number_mobile": "mobile",
    "number_home": "home",
    "number_fax": "fax",
    "number_main": "switchboard",
    "number_pager": "pager",
    "number_car": "car",
    "number_assistant": "assistant",
    "number_other": "other",
    "field_name": "Name",
    "field_company": "Company",
    "field_title": "Title",
    "field_department": "Department",
    "field_number": "Number",
    "field_emails": "E-mail",
    "field_groups": "Groups",
    "field_address": "Address",
    "field_url": "Web page",
    "field_note": "Note",
    "field_several": "several with a comma between them",
    "field_new_number": "one more number",
    "form_new": "New contact",
    "form_edit": "Edit {name}",
    "form_no_number": "“{number}” is no telephone number. Correct it, or empty the field.",
    "form_drop_title": "Leave without saving",
    "form_drop": "What you have typed is not saved yet.",
    "form_drop_verb": "drop it",
    "keys_form": "enter save   tab next field",
    "keys_edit": "e edit",
    "keys_favourite": "* favourite",
    "keys_delete": "del delete",
    "keys_confirm": "enter {verb}",
    "confirm_no": "back",
    "delete_title": "Delete the contact",
    "delete_question": "{name} is deleted for good: importing the same file again does not bring the contact back. The calls stay in the list.",
    "delete_verb": "delete",
    "contact_deleted": "Contact deleted.",
    "contact_saved": "Contact saved.",
    "contact_no_number": "no number",
    "contact_no_calls": "no calls with them yet",
    "contact_slot": "speed dial",
    "contact_nobody": "Select a contact or a call first.",
    "contact_withheld": "This caller withheld the number: nobody knows who it was.",
    "contact_unknown": "This number is not in the phone book: N makes a contact of it.",
    "contact_gone": "This contact is not in the phone book any more.",
    "contact_known": "{name} has this number already: o shows the contact.",
    "keys_slot": "1-9 speed dial",
    "slot_title": "Speed dial {slot}",
    "slot_off": "Speed dial {slot} is {who}. It will be free again.",
    "slot_other": "Speed dial {slot} belongs to {who}. It will dial the chosen number instead.",
    "slot_off_verb": "free it",
    "slot_other_verb": "replace",
    "slot_is_on": "Speed dial {slot} dials {number}.",
    "slot_is_off": "Speed dial {slot} is free.",
    "field_source": "Source",
    "whose_title": "Whose number is {number}?",
    "whose_how": "The choice is remembered for this number.",
    "whose_chosen": "Chosen before; delete forgets that.",
    "keys_whose": "enter remember",
    "keys_forget": "del forget",
    "whose_remembered": "Remembered.",
    "whose_forgotten": "Forgotten: the number belongs to several again.",
    "whose_nothing": "There is nothing to choose: not several contacts have this number.",
    "speed_title": "Speed dials",
    "keys_speed": "1 to 9 dial",
    "speed_how": "Open a contact with o, choose a number and press a digit.",
    "speed_free": "Speed dial {slot} is free: open a contact with o and press {slot}.",
    "groups_title": "Show a group",
    "groups_all": "everybody",
    "keys_group": "enter show",
    "groups_none": "No contact is in a group yet: e in a contact gives it groups.",
    "group_empty": "Nobody in this group is called that.",
    "merge_title": "Probably the same: {at} of {count}",
    "keys_merge": "enter merge",
    "keys_kept": "up/down who stays",
    "keys_next": "←→ others",
    "merge_ask": "Merge",
    "merge_question": "{count} contacts become one: {name}. Numbers, addresses, groups and notes of all of them are kept.",
    "merge_lost": "Only one of each can stay; this is dropped:",
    "merge_nothing_lost": "Nothing is lost.",
    "merge_verb": "merge",
    "merge_done": "Merged: {name}.",
    "page_no_number": "This caller withheld the number: there is no page to open.",
    "page_no_browser": "No browser could be started here. The page is {url}",
    "page_opened": "Opened in the browser: {number}",
    "keys_show": "^o show",
    "keys_new": "^n new",
    "keys_groups": "^g groups",
}

DE: Final[PeopleTexts] = {
    "number_work": "Arbeit",
    "number_mobile": "Mobil",
    "number_home": "Privat",
    "number_fax": "Fax",
    "number_main": "Zentrale",
    "number_pager": "Pager",
    "number_car": "Autotelefon",
    "number_assistant": "Assistenz",
    "number_other": "sonstige",
    "field_name": "Name",
    "field_company": "Firma",
    "field_title": "Titel",
    "field_department": "Abteilung",
    "field_number": "Nummer",
    "field_emails": "E-Mail",
    "field_groups": "Gruppen",
    "field_address": "Anschrift",
    "field_url": "Webseite",
    "field_note": "Notiz",
    "field_several": "mehrere durch Komma getrennt",
    "field_new_number": "weitere Nummer",
    "form_new": "Neuer Kontakt",
    "form_edit": "{name} ändern",
    "form_no_number": "„{number}“ ist keine Rufnummer. Berichtigen Sie sie, oder leeren Sie das Feld.",
    "form_drop_title": "Verlassen, ohne zu speichern",
    "form_drop": "Ihre Eingaben sind noch nicht gespeichert.",
    "form_drop_verb": "verwerfen",
    "keys_form": "Enter speichern   Tab nächstes Feld",
    "keys_edit": "e ändern",
    "keys_favourite": "* Favorit",
    "keys_delete": "Entf löschen",
    "keys_confirm": "Enter {verb}",
    "confirm_no": "zurück",
    "delete_title": "Kontakt löschen",
    "delete_question": "{name} wird endgültig gelöscht: Auch ein neuer Import derselben Datei bringt den Kontakt nicht zurück. Die Anrufe bleiben in der Liste.",
    "delete_verb": "löschen",
    "contact_deleted": "Kontakt gelöscht.",
    "contact_saved": "Kontakt gespeichert.",
    "contact_no_number": "keine Nummer",
    "contact_no_calls": "noch keine Anrufe",
    "contact_slot": "Kurzwahl",
    "contact_nobody": "Markieren Sie zuerst einen Kontakt oder einen Anruf.",
    "contact_withheld": "Dieser Anrufer hat seine Nummer unterdrückt: Wer es war, ist nicht bekannt.",
    "contact_unknown": "Diese Nummer steht nicht im Telefonbuch: N legt dafür einen Kontakt an.",
    "contact_gone": "Diesen Kontakt gibt es im Telefonbuch nicht mehr.",
    "contact_known": "{name} hat diese Nummer schon: o zeigt den Kontakt.",
    "keys_slot": "1-9 Kurzwahl",
    "slot_title": "Kurzwahl {slot}",
    "slot_off": "Die Kurzwahl {slot} ist {who}. Sie wird wieder frei.",
    "slot_other": "Die Kurzwahl {slot} gehört {who}. Sie wählt dann die markierte Nummer.",
    "slot_off_verb": "freigeben",
    "slot_other_verb": "ersetzen",
    "slot_is_on": "Die Kurzwahl {slot} wählt {number}.",
    "slot_is_off": "Die Kurzwahl {slot} ist frei.",
    "field_source": "Quelle",
    "whose_title": "Wem gehört {number}?",
    "whose_how": "Die Wahl wird für diese Nummer gemerkt.",
    "whose_chosen": "Schon ausgesucht; Entf vergisst das.",
    "keys_whose": "Enter merken",
    "keys_forget": "Entf vergessen",
    "whose_remembered": "Gemerkt.",
    "whose_forgotten": "Vergessen: Die Nummer gehört wieder mehreren.",
    "whose_nothing": "Es gibt nichts auszusuchen: Diese Nummer haben nicht mehrere Kontakte.",
    "speed_title": "Kurzwahlen",
    "keys_speed": "1 bis 9 wählen",
    "speed_how": "Öffnen Sie mit o einen Kontakt, suchen Sie eine Nummer aus, und drücken Sie eine Ziffer.",
    "speed_free": "Die Kurzwahl {slot} ist frei: Öffnen Sie mit o einen Kontakt, und drücken Sie {slot}.",
    "groups_title": "Eine Gruppe zeigen",
    "groups_all": "alle",
    "keys_group": "Enter zeigen",
    "groups_none": "Noch ist kein Kontakt in einer Gruppe: e in einem Kontakt gibt ihm Gruppen.",
    "group_empty": "Niemand in dieser Gruppe heißt so.",
    "merge_title": "Wahrscheinlich derselbe: {at} von {count}",
    "keys_merge": "Enter zusammenführen",
    "keys_kept": "Auf/Ab wer bleibt",
    "keys_next": "←→ andere",
    "merge_ask": "Zusammenführen",
    "merge_question": "Aus {count} Kontakten wird einer: {name}. Nummern, Adressen, Gruppen und Notizen aller bleiben erhalten.",
    "merge_lost": "Davon kann nur eines bleiben; dies fällt weg:",
    "merge_nothing_lost": "Nichts geht verloren.",
    "merge_verb": "zusammenführen",
    "merge_done": "Zusammengeführt: {name}.",
    "page_no_number": "Dieser Anrufer hat seine Nummer unterdrückt: Es gibt keine Seite zu öffnen.",
    "page_no_browser": "Hier ließ sich kein Browser starten. Die Seite ist {url}",
    "page_opened": "Im Browser geöffnet: {number}",
    "keys_show": "^o zeigen",
    "keys_new": "^n neu",
    "keys_groups": "^g Gruppen",
}
