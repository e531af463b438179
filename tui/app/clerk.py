"""Who keeps the phone book: opens its screens for the contact or the call that is meant."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from tui.calls.states import Call
from tui.contacts.model import Contact, MatchKind, PhoneNumber
from tui.contacts.page import page_url
from tui.dialing.number import NumberKind
from tui.i18n import say
from tui.journal.filter import Filter
from tui.journal.record import CallRecord
from tui.untrusted import clean
from tui.view.contact_words import number_text
from tui.view.wording import written

if TYPE_CHECKING:
    from tui.app.app import DurchwahlApp

_GROUPS = 200  # of duplicates
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
        """The contact that is shown, or highlighted in the pane while that is the pane that is used."""
        chosen: int | None = getattr(self._app.screen, "chosen_contact", None)
        return chosen

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
            if found.kind is MatchKind.AMBIGUOUS:
                self._app.run_worker(self._ask(record, self.open), group="whose", exit_on_error=False)
            elif found.contacts:
                self.open(found.contacts[0].id)
            else:
                self._tell(say("contact_unknown"))

    def open(self, contact: int) -> None:
        """The screen of one contact."""
        from tui.screens.contact import ContactScreen

        if not self._lies_on_top():
            self._app.push_screen(ContactScreen(contact))

    def do_whose(self) -> None:
        """Of several with the same number the one that is meant."""
        record = self._record
        if record is None:
            self._tell(say("why_no_row"))
        elif record.number is None:
            self._tell(say("contact_withheld"))
        else:
            self._app.run_worker(self._ask(record), group="whose", exit_on_error=False)

    async def _ask(self, record: CallRecord, after: Callable[[int], None] | None = None) -> None:
        from tui.screens.whose import WhoseScreen

        core = self._app.switchboard
        number = core.callers.number(record.call)
        found, now = await core.book.candidates(number), core.callers.match(number)
        if found.kind is not MatchKind.AMBIGUOUS:
            self._tell(say("whose_nothing"))
        elif not self._lies_on_top():
            chosen = None if now.kind is MatchKind.AMBIGUOUS else now.contacts[0].id
            self._app.push_screen(WhoseScreen(number, found.contacts, chosen, after))

    def do_speed_dials(self) -> None:
        from tui.screens.speed_dials import SpeedDialScreen

        if not self._lies_on_top():
            self._app.push_screen(SpeedDialScreen())

    def do_duplicates(self) -> None:
        self._app.run_worker(self._duplicates(), group="duplicates", exclusive=True, exit_on_error=False)

    async def _duplicates(self) -> None:
        from tui.screens.duplicates import DuplicatesScreen

        groups = await self._app.switchboard.book.ask(lambda reader: reader.duplicates(_GROUPS))
        if not groups:
            self._app.notify(say("contacts_no_duplicates"), markup=False)
        elif not self._lies_on_top():
            self._app.push_screen(DuplicatesScreen(groups))

    def do_groups(self) -> None:
        self._app.run_worker(self._groups(), group="groups", exclusive=True, exit_on_error=False)

    async def _groups(self) -> None:
        from tui.screens.groups import GroupsScreen

        groups = await self._app.switchboard.book.ask(lambda reader: reader.groups())
        main = self._app.main
        if not groups:
            self._tell(say("groups_none"))
        elif not self._lies_on_top():
            self._app.push_screen(GroupsScreen(groups, main.group), main.show_group)

    # the page about a caller

    def do_page(self) -> None:
        """Opens it for the contact or the call that is meant."""
        chosen, record = self._chosen(), self._record
        if chosen is not None:
            self._app.run_worker(self._page_of(chosen), group="page", exit_on_error=False)
        elif record is None:
            self._tell(say("contact_nobody"))
        elif record.number is None:
            self._tell(say("page_no_number"))
        else:
            self._app.run_worker(self._page(record), group="page", exit_on_error=False)

    def rings(self, record: CallRecord) -> None:
        """A call comes in. The page opens once, also where several phones ring for the same call."""
        contacts = self._app.switchboard.config.contacts
        others = [one for one in self._app.live.records if one.call.id != record.call.id]
        again = any(one.number == record.number for one in others)
        if contacts.url and contacts.open == "ringing" and record.number and not again:
            self._app.run_worker(self._page(record), group="page", exit_on_error=False)

    async def _page(self, record: CallRecord) -> None:
        known = self._app.switchboard.callers.with_contact(record).contact
        name = known.name if known else _told_name(record.call)
        await self._browse(record.number or "", name, known.company if known else "")

    async def _page_of(self, id: int) -> None:
        contact = await self._app.switchboard.book.get(id)
        if contact is None or not contact.numbers:
            self._tell(say("contact_no_number"))
            return
        number = contact.numbers[0]
        await self._browse(number.e164 or number.raw, contact.name, contact.company)

    async def _browse(self, number: str, name: str, company: str) -> None:
        from tui.setup.browsing import browse

        shown = written(number, self._app.office.plan)
        values = {"e164": number, "number": shown, "name": name, "company": company}
        url = page_url(self._app.switchboard.config.contacts.url, values)
        if await asyncio.to_thread(browse, url):
            self._app.notify(say("page_opened", number=shown), timeout=4, markup=False)
        else:
            self._tell(say("page_no_browser", url=url))

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
