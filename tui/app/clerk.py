"""Who keeps the phone book: opens its screens for the contact or the call that is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.calls.states import Call
from tui.contacts.model import Contact, MatchKind, PhoneNumber
from tui.dialing.number import NumberKind
from tui.i18n import say
from tui.journal.filter import Filter
from tui.journal.record import CallRecord
from tui.untrusted import clean
from tui.view.contact_words import number_text

if TYPE_CHECKING:
    from tui.app.app import DurchwahlApp

_PAST = 50  # calls with an unknown number that may tell who it is


class Clerk:
    """The contact chosen in the pane comes first, then whoever is on the phone, then the selected call."""

    def __init__(self, app: DurchwahlApp) -> None:
        self._app = app

    # who is meant

    @property
    def _record(self) -> CallRecord | None:
        return self._app.live.meant() or self._app.selected

    def _chosen(self) -> int | None:
        """The contact that is highlighted in the pane, while that is the pane that is used."""
        from tui.screens.main import MainScreen

        screen = self._app.screen
        return screen.chosen_contact if isinstance(screen, MainScreen) else None

    def _lies_on_top(self) -> bool:
        """Whether one of these screens is open: they do not pile up."""
        return any(getattr(screen, "of_contacts", False) for screen in self._app.screen_stack)

    # commands

    def do_contact(self) -> None:
        """Everything about the contact that is meant."""
        chosen = self._chosen()
        if chosen is not None:
            self.open(chosen)
            return
        record = self._record
        if record is None:
            self._tell(say("contact_nobody"))
        elif record.number is None:
            self._tell(say("contact_withheld"))
        else:
            found = self._app.switchboard.callers.match_key(record.number)
            if found.contacts:
                self.open(found.contacts[0].id)
            else:
                self._tell(say("contact_unknown"))

    def open(self, contact: int) -> None:
        """The screen of one contact."""
        from tui.screens.contact import ContactScreen

        if not self._lies_on_top():
            self._app.push_screen(ContactScreen(contact))

    def do_new_contact(self) -> None:
        """A form with what is known of the unknown caller; in the pane with what was looked for."""
        if self._lies_on_top():
            return
        record, query = self._app.live.meant(), self._query()
        if record is None and query is not None:
            self._fill_in(_from_query(query, self._app.switchboard.callers.typed(query).kind))
            return
        record = record or self._app.selected
        if record is None or record.number is None:
            self._fill_in(Contact(0, ""))
            return
        match = self._app.switchboard.callers.match_key(record.number)
        if match.kind in (MatchKind.EXACT, MatchKind.AMBIGUOUS):
            known = match.contacts[0]
            self._tell(say("contact_known", name=known.name or known.company))
            return
        self._app.run_worker(self._from_call(record), group="new-contact", exit_on_error=False)

    def _query(self) -> str | None:
        """What was typed into the contact pane; None where another one is used."""
        from tui.screens.main import MainScreen

        screen = self._app.screen
        return screen.query_typed if isinstance(screen, MainScreen) else None

    async def _from_call(self, record: CallRecord) -> None:
        """What the card and the journal know about the number: name, company, town, note."""
        core = self._app.switchboard
        number = core.callers.number(record.call)
        match = core.callers.match(number)
        past = await core.journal.page(Filter(number=record.number), 0, _PAST)
        calls = [record, *past]
        name = next((told for one in calls if (told := _told_name(one.call))), "")
        place = ""
        if number.e164 and number.kind is NumberKind.FIXED_LINE:
            place = self._app.live.places.get(record.number or "", "")
        raw = number_text(PhoneNumber(number.digits, number.e164), self._app.office.plan)
        kind = "mobile" if number.kind is NumberKind.MOBILE else "work"
        self._fill_in(
            Contact(
                0,
                name,
                company=match.contacts[0].company or match.contacts[0].name if match.contacts else "",
                numbers=(PhoneNumber(raw, type=kind),),
                address=place,
                note=next((one.note for one in calls if one.note), ""),
            )
        )

    def _fill_in(self, contact: Contact) -> None:
        from tui.screens.contact_form import ContactForm

        if not self._lies_on_top():
            self._app.push_screen(ContactForm(contact))

    def _tell(self, why: str) -> None:
        self._app.notify(why, severity="warning", markup=False)


def _told_name(call: Call) -> str:
    """What the phone called the other party, where that is not just the number."""
    name = clean(call.display_name, 80)
    return "" if not any(char.isalpha() for char in name) or name == call.remote else name


def _from_query(query: str, kind: NumberKind) -> Contact:
    """What was looked for and not found: a number or a name."""
    text = clean(query, 100)
    if kind is NumberKind.INVALID or not text:
        return Contact(0, text)
    return Contact(0, "", numbers=(PhoneNumber(text, type="work"),))
