"""Notes that are written again and again: the caller calls back, or wants to be called back."""

from __future__ import annotations

import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tui.dialing.number import DialPlan
from tui.errors import NotFoundError
from tui.i18n import say
from tui.journal.record import CallRecord
from tui.untrusted import clean
from tui.view.wording import number_shown


@dataclass(frozen=True, slots=True)
class NoteTemplate:
    """`text` may hold {name}, {company}, {number}, {concern}, {urgency} and {until}."""

    name: str
    text: str


def note_templates(own: Sequence[tuple[str, str]] = ()) -> list[NoteTemplate]:
    """The user's own and the built-in ones; an own one hides a built-in of its name."""
    found = [NoteTemplate(name, text) for name, text in own]
    known = {template.name.casefold() for template in found}
    built_in = (
        NoteTemplate(say("template_calls_back"), say("template_calls_back_text")),
        NoteTemplate(say("template_call_back"), say("template_call_back_text")),
    )
    return found + [template for template in built_in if template.name.casefold() not in known]


def find_template(name: str, own: Sequence[tuple[str, str]] = ()) -> NoteTemplate:
    """The template of that name, or the one whose name begins so. Raises `NotFoundError`."""
    templates = note_templates(own)
    wanted = name.strip().casefold()
    exact = [one for one in templates if one.name.casefold() == wanted]
    begun = [one for one in templates if wanted and one.name.casefold().startswith(wanted)]
    if exact or len(begun) == 1:
        return (exact or begun)[0]
    known = ", ".join(template.name for template in templates)
    raise NotFoundError("no_such_template", name=clean(name, 40), known=known)


def filled(
    template: NoteTemplate, record: CallRecord, plan: DialPlan, more: Mapping[str, str] | None = None
) -> str:
    """The note, with what is known of the call. `more`: concern, urgency, until. Braces that mean nothing
    here stay as they are."""
    contact = record.contact
    values = {
        "name": contact.name if contact is not None else record.call.display_name,
        "company": contact.company if contact is not None else "",
        "number": number_shown(record, plan),
        "concern": "",
        "urgency": "",
        "until": "",
        **(more or {}),
    }
    parts = []
    try:
        for before, name, _, _ in string.Formatter().parse(template.text):
            parts.append(before)
            if name is not None:
                parts.append(values.get(name, f"{{{name}}}"))
    except ValueError:  # a lone brace: taken literally
        return template.text
    return "\n".join(line.rstrip() for line in "".join(parts).splitlines())
