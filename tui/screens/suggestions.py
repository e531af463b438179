"""What a number field offers while one types, and what would be dialled for what is typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content

from tui.calls.states import Direction
from tui.dialing.display import shown
from tui.dialing.emergency import emergency_hint
from tui.dialing.extract import numbers_in
from tui.dialing.number import NumberKind
from tui.dialing.plan import dial_string, is_inside
from tui.dialing.reading import readings
from tui.errors import DurchwahlError
from tui.i18n import say
from tui.journal.filter import Filter
from tui.journal.record import CallRecord
from tui.screens.entries import call_entries, contact_entries, number_entries
from tui.view.face import Face
from tui.view.parts import Entry

_HISTORY = 60
_OFFERED = 30


class Suggestions:
    """Contacts, then the numbers that were dialled."""

    def __init__(self, app: Face) -> None:
        self._app = app
        self._history: list[CallRecord] = []

    async def load(self) -> None:
        """Reads the numbers that were dialled."""
        wanted = Filter(direction=Direction.OUT)
        self._history = await self._app.switchboard.journal.page(wanted, 0, _HISTORY)

    async def entries(self, text: str) -> Sequence[Entry]:
        """The entries for what is typed, the best first; for nothing, the last numbers."""
        callers, office = self._app.switchboard.callers, self._app.office
        found = await callers.find(text, 20) if text else []
        entries = contact_entries(found, office.plan, office.glyphs, every_number=True)
        known = {entry.dial for entry in entries}
        past = [callers.with_contact(record) for record in self._history]
        named = any(char.isalpha() for char in text)  # the digits in "Büro 12" are nobody's number
        digits = "" if named else "".join(char for char in text if char.isdigit())
        entries += [
            entry
            for entry in call_entries(past, office.plan, office.glyphs)
            if entry.dial not in known and _fits(entry, text, digits)
        ]
        return entries[:_OFFERED]

    def numbers(self, text: str) -> Sequence[Entry]:
        """The numbers in a text of any kind."""
        plan = self._app.office.plan
        return number_entries(numbers_in(text, plan), plan)

    def is_number(self, text: str) -> bool:
        return self._app.switchboard.callers.typed(text).kind is not NumberKind.INVALID


@dataclass(frozen=True, slots=True)
class Target:
    """What a text means as a number: `digits` as dialled ("" with the `problem` in a sentence), `written` for
    people ("" where that says no more), `inside` the PBX, and the `hint` (text, style) below it."""

    digits: str
    problem: str = ""
    written: str = ""
    inside: bool = False
    hint: tuple[str, str] = ("", "")


def target(app: Face, text: str, *, suppress: bool = False) -> Target:
    """Reads `text` as the dial plan does."""
    plan = app.office.plan
    number = app.switchboard.callers.typed(text)
    try:
        digits = dial_string(number, plan, suppress)
    except DurchwahlError as error:
        return Target("", str(error))
    meant = emergency_hint(number, plan)
    others = [shown(other, plan) for other in readings(text, plan)[1:2]]
    hint = ("", "")
    if meant:
        hint = (say("dial_emergency", number=meant), "$error")
    elif number.kind is NumberKind.PREMIUM:
        hint = (say("dial_premium"), "$warning")
    elif others:
        hint = (say("dial_or", number=others[0]), "$text-muted")
    return Target(digits, "", shown(number, plan) if number.e164 else "", is_inside(number, plan), hint)


def preview(app: Face, found: Target, will: str, *more: str) -> Content:
    """The line under a number field: `will` says what Enter does, the rest what that number is."""
    if found.problem:
        return Content.styled(found.problem, "$warning")
    glyphs = app.office.glyphs
    parts = [part for part in (f"{glyphs.arrow} {will}", found.written, *more) if part]
    line = f" {glyphs.separator} ".join(parts)
    return Content.assemble(line, "\n", found.hint) if found.hint[0] else Content(line)


def _fits(entry: Entry, text: str, digits: str) -> bool:
    """Whether a dialled number is worth offering for what is typed."""
    if not text:
        return True
    written = "".join(char for char in entry.number + " " + entry.dial if char.isdigit())
    return (bool(digits) and digits in written) or text.lower() in f"{entry.name} {entry.company}".lower()
