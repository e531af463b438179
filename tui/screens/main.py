"""The main screen: call log, contacts, phones. Below 100 columns its panes become tabs."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.content import Content
from textual.events import DescendantFocus, Key
from textual.screen import Screen
from textual.widgets import Input, Static
from textual.worker import Worker

from tui.calls.states import Direction
from tui.contacts.model import Contact
from tui.errors import DurchwahlError
from tui.i18n import say
from tui.journal.filter import EVERY_CALL, Filter
from tui.journal.record import CallRecord
from tui.screens.entries import contact_entries
from tui.screens.live import follow, over, tell_app
from tui.switchboard.notices import CallNotice, ContactsNotice, Notice, Service, ServiceNotice, ServiceState
from tui.view.columns import Cell
from tui.view.commands import COMMANDS
from tui.view.face import Face
from tui.view.frame import View, log_row
from tui.widgets.call_log import PAGE, CallLog
from tui.widgets.caller_card import CallerCard
from tui.widgets.contact_list import ContactList
from tui.widgets.hint_line import HintLine
from tui.widgets.key_links import key_links
from tui.widgets.phone_pane import LiveLines, PhonePane
from tui.widgets.status_bar import StatusBar

FILTERS: dict[str, Filter] = {
    "all": EVERY_CALL,
    "missed": Filter(missed=True),
    "in": Filter(direction=Direction.IN),
    "out": Filter(direction=Direction.OUT),
}
PANES = ("calls", "contacts", "phone")
_FOCUS = {"calls": "#log", "contacts": "#query", "phone": "#lines"}
_READINGS = 5  # of the log while calls keep changing; then what was read has to do
_CONTACT_KEYS = (
    ("keys_dial", "call_back"),
    ("keys_show", "contact"),
    ("keys_new", "new_contact"),
    ("keys_groups", "groups"),
)
_SEARCHED = 2000  # contacts that are found before those of a group are taken
_DIALLED = frozenset("0123456789+*#")


class MainScreen(Screen[None]):
    """Owns layout and wiring; what it shows comes from the app's view and from the journal."""

    CSS_PATH = "main.tcss"
    AUTO_FOCUS = "#log"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(command.letter, f"app.command('{command.id}')", show=False)
            for command in COMMANDS
            if command.letter and command.letter != "tab"
        ),
        Binding("tab", "app.command('next_pane')", show=False, priority=True),
        Binding("shift+tab", "previous_pane", show=False, priority=True),
    ]

    def __init__(self, *, wide: bool) -> None:
        super().__init__(classes=f"{'-wide' if wide else '-narrow'} -show-calls")
        self._filter = "all"
        self._pane = "calls"
        self._missed = 0
        self._overtaken = False  # a call changed while the log was being read
        self._today = 0.0  # when it began
        self.group = ""  # whose members alone are shown

    @property
    def _app(self) -> Face:
        return cast("Face", self.app)

    def compose(self) -> ComposeResult:
        yield StatusBar()
        yield from over()
        yield LiveLines(id="live")
        yield Static(id="tabs")
        with Container(id="panes"):
            with Vertical(id="left", classes="-pane"):
                yield CallLog(id="log")
            with Vertical(id="right"):
                with Vertical(id="contacts", classes="-pane"):
                    yield Input(id="query", select_on_focus=False)
                    yield ContactList(id="found")
                with Vertical(id="phone", classes="-pane"):
                    yield PhonePane(id="lines")
        yield HintLine()

    def on_mount(self) -> None:
        log = self.query_one(CallLog)
        log.draw_with(self._row)
        self.query_one(ContactList).separator = self._app.office.glyphs.separator
        self.relabel()
        follow(self)
        self.watch(self.app, "view", self._show)

    def relabel(self) -> None:
        """Its own words, in the language of now."""
        self.query_one("#query", Input).placeholder = say("contacts_hint")
        self._name_group()
        self.query_one("#phone").border_title = say("pane_phone")
        log = self.query_one(CallLog)
        log.empty_text = self._why_empty()
        log.refresh()
        self._titles()
        self._search(self.query_one("#query", Input).value)
        self._open_phones()

    # data in

    def _show(self, view: View) -> None:
        self.query_one("#lines", PhonePane).show(view.phones)
        self.query_one("#live", LiveLines).show(view.live)
        self.set_class(bool(view.live) and view.card is None, "-live")
        self._new_day()

    def _new_day(self) -> None:
        """At midnight the times of the rows become dates, and nothing has been missed today yet."""
        before, self._today = self._today, self._app.switchboard.midnight()
        if before not in (0.0, self._today):
            self.query_one(CallLog).refresh()
            self._count_missed()

    def noticed(self, notice: Notice) -> None:
        """What the lists need to know of a notice."""
        if not self.is_mounted or not self.query(CallLog):  # coming up, or being taken down
            return
        match notice:
            case ServiceNotice(service=Service.JOURNAL, state=ServiceState.READY):
                self._reload()
            case ContactsNotice():
                self._search(self.query_one("#query", Input).value)
                self.query_one(CallLog).refresh()
            case CallNotice():
                self._called(notice)
            case _:
                pass

    def _called(self, notice: CallNotice) -> None:
        record = notice.record
        self._overtaken = True
        log = self.query_one(CallLog)
        if self._filter == "all":
            log.put(record, new=notice.change.before is None)
        elif notice.change.before is None or notice.change.ended:
            self._reload(keep=True)
        else:
            log.put(record, new=False)
        if notice.change.ended:
            self._count_missed()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        tell_app(self, event)

    def tick(self) -> None:
        for log in self.query(CallLog):  # none while the screen is being taken down
            log.tick()

    def _row(self, record: CallRecord, width: int) -> tuple[Cell, ...]:
        app = self._app
        if record.contact is None and record.number is not None:
            record = app.switchboard.callers.with_contact(record)
        return log_row(record, width, app.switchboard.now(), app.office)

    def _why_empty(self) -> str:
        if self._filter != "all":
            return say("log_empty_filter")
        return say("log_empty" if self._app.switchboard.config.phones else "why_no_phone")

    # the journal

    def _reload(self, *, keep: bool = False) -> None:
        count: Callable[[], Awaitable[None]] = partial(self._count, keep)
        self.run_worker(count, group="log", exclusive=True, exit_on_error=False)
        self._count_missed()

    async def _count(self, keep: bool) -> None:
        journal = self._app.switchboard.journal
        wanted = FILTERS[self._filter]
        for _ in range(_READINGS):
            self._overtaken = False
            total = await journal.count(wanted)
            rows = await journal.page(wanted, 0, PAGE)
            if not self._overtaken:
                break
        log = self.query_one(CallLog)
        cursor = log.cursor if keep else 0
        selected = log.selected.call.id if cursor and log.selected else None
        log.empty_text = self._why_empty()
        log.reset(total)
        self._fill(0, rows)
        log.cursor = next((at for at, row in enumerate(rows) if row.call.id == selected), cursor)

    @on(CallLog.Wanted)
    def _fetch(self, message: CallLog.Wanted) -> None:
        self.run_worker(self._page(message.offset), group=f"page-{message.offset}", exit_on_error=False)

    async def _page(self, offset: int) -> None:
        wanted = self._filter
        rows = await self._app.switchboard.journal.page(FILTERS[wanted], offset, PAGE)
        if wanted == self._filter:
            self._fill(offset, rows)

    def _fill(self, offset: int, rows: list[CallRecord]) -> None:
        self.query_one(CallLog).fill(offset, rows)
        self.run_worker(self._towns(rows), group="towns", exit_on_error=False)

    async def _towns(self, rows: list[CallRecord]) -> None:
        """An unknown number shows its town: found in the background, since the tables are large."""
        if await self._app.live.learn_places(rows):
            self.query_one(CallLog).refresh()

    def _count_missed(self) -> None:
        count: Callable[[], Awaitable[None]] = self._missed_today  # called only if it is not replaced before
        self.run_worker(count, group="missed", exclusive=True, exit_on_error=False)

    async def _missed_today(self) -> None:
        core = self._app.switchboard
        self._missed = await core.journal.count(Filter(missed=True, since=core.midnight()))
        self._titles()

    # the contacts

    @on(Input.Changed, "#query")
    def _typed(self, message: Input.Changed) -> None:
        self._search(message.value)

    def _search(self, query: str) -> None:
        find: Callable[[], Awaitable[None]] = partial(self._find, query)  # called only if it is not replaced
        self.run_worker(find, group="contacts", exclusive=True, exit_on_error=False)

    async def _find(self, query: str) -> None:
        core = self._app.switchboard
        found = self.query_one(ContactList)
        try:
            contacts = await (self._members(query) if self.group else core.callers.find(query))
        except DurchwahlError as error:
            found.show([], str(error))
            return
        entries = contact_entries(contacts, core.config.dialing, self._app.office.glyphs)
        loading = (
            not core.directory.complete and core.services[Service.CONTACTS].state is ServiceState.STARTING
        )
        nobody = "group_empty" if self.group else "contacts_none" if query else "contacts_empty"
        empty = "contacts_loading" if loading else nobody
        found.show(entries, say(empty))

    async def _members(self, query: str) -> list[Contact]:
        """Those of the group that is shown."""
        book, group = self._app.switchboard.book, self.group
        if not query.strip():
            return await book.ask(lambda reader: reader.members(group))
        return [contact for contact in await book.find(query, _SEARCHED) if group in contact.groups]

    def show_group(self, name: str | None) -> None:
        """Only the members of a group; "" for everybody, None for no change."""
        if name is not None:
            self.group = name
            self._name_group()
            self._go("contacts")
            self._search(self.query_one("#query", Input).value)

    def _name_group(self) -> None:
        title = say("pane_contacts")
        separator = self._app.office.glyphs.separator
        shown = Content(f"{title} {separator} {self.group}" if self.group else title)
        self.query_one("#contacts").border_title = shown

    def on_key(self, event: Key) -> None:
        """Up and down move the list while the query is typed; a digit elsewhere begins to dial."""
        typing = isinstance(self.focused, Input)
        if typing and event.key in ("up", "down"):
            found = self.query_one(ContactList)
            found.action_cursor_up() if event.key == "up" else found.action_cursor_down()
            event.stop()
        elif not typing and event.character and event.character in _DIALLED:
            event.stop()
            self._app.begin_dialling(event.character)

    @on(Input.Submitted, "#query")
    def _submitted(self) -> None:
        self.do_call_back()

    @on(ContactList.OptionSelected)
    def _picked(self) -> None:
        self.do_call_back()

    @on(CallLog.Opened)
    def _opened(self) -> None:
        self.do_call_back()

    @on(CallLog.Moved)
    def _moved(self, message: CallLog.Moved) -> None:
        self._app.select(message.record)

    # commands

    def do_call_back(self) -> None:
        """Opens the dial field with what is selected: a contact's number, or the other side of a call."""
        if self._pane == "contacts":
            entry = self.query_one(ContactList).chosen
            if entry is not None:
                self._app.do_dial(entry.dial)
            return
        record = self.query_one(CallLog).selected
        if record is not None and record.number:
            self._app.do_dial(record.number)
        elif record is not None:
            self.notify(say("why_withheld"), severity="warning", markup=False)

    def do_search(self) -> None:
        self._go("contacts")

    def do_missed(self) -> None:
        self._choose("all" if self._filter == "missed" else "missed")

    def do_next_filter(self) -> None:
        self._step_filter(1)

    def do_previous_filter(self) -> None:
        self._step_filter(-1)

    def do_next_pane(self) -> None:
        self._step_pane(1)

    def action_previous_pane(self) -> None:
        self._step_pane(-1)

    def do_lower_card(self) -> None:
        """Escape: what waits at a phone is given up first, then out of the query, then the card away."""
        query = self.query_one("#query", Input)
        if self._app.operator.give_up():
            return
        if self.focused is query and query.value:
            query.value = ""
        elif self._pane == "contacts" and self.group:
            self.show_group("")
        elif self._pane != "calls":
            self._go("calls")
        else:
            self._app.do_lower_card()

    @on(CallerCard.Clicked)
    def _card_clicked(self) -> None:
        self._app.do_lower_card()

    def _step_filter(self, step: int) -> None:
        names = list(FILTERS)
        self._choose(names[(names.index(self._filter) + step) % len(names)])

    def _choose(self, name: str) -> None:
        self._filter = name
        self._titles()
        self._reload()

    def _step_pane(self, step: int) -> None:
        self._go(PANES[(PANES.index(self._pane) + step) % len(PANES)])

    def _go(self, pane: str) -> None:
        self._show_pane(pane)
        self.query_one(_FOCUS[pane]).focus()

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        for pane in PANES:
            holder = self.query_one("#left" if pane == "calls" else f"#{pane}")
            if holder in event.widget.ancestors:
                self._show_pane(pane)
        self.call_after_refresh(self._open_phones)

    @property
    def pane(self) -> str:
        """The pane that the keys are for."""
        return self._pane

    @property
    def chosen_contact(self) -> int | None:
        """The highlighted contact while the keys are for the contacts."""
        entry = self.query_one(ContactList).chosen
        return entry.contact if entry is not None and self._pane == "contacts" else None

    @property
    def query_typed(self) -> str | None:
        """What is looked for while the keys are for the contacts: nothing, where somebody was found."""
        if self._pane != "contacts":
            return None
        return "" if self.query_one(ContactList).chosen else self.query_one("#query", Input).value

    def on_resize(self) -> None:
        self.call_after_refresh(self._open_phones)

    def _open_phones(self) -> None:
        """As a tab of its own the phone pane is the whole list. It is calm where it stands beside the others,
        until it gets the focus."""
        for pane in self.query(PhonePane):
            pane.show_whole(self.has_class("-narrow"))
            keys = say("pane_keys" if pane.open else "pane_more")
            frame = self.query_one("#phone")
            if self._app.switchboard.config.phones and frame.border_subtitle != keys:
                frame.border_subtitle = keys  # only then: it is a reason to lay out anew

    def _show_pane(self, pane: str) -> None:
        if pane == self._pane:
            return
        self._pane = pane
        self._open_phones()
        for name in PANES:
            self.set_class(name == pane, f"-show-{name}")
        keys = ((say(key), f"app.command('{id}')") for key, id in _CONTACT_KEYS)
        self.query_one("#contacts").border_subtitle = key_links(keys, 3) if pane == "contacts" else ""
        self._titles()

    def _titles(self) -> None:
        """The names of the filters on the log's frame, and of the panes where they are tabs."""
        parts: list[str | tuple[str, str]] = [f"{say('pane_calls')} "]
        for name in FILTERS:
            label = say(f"filter_{name}")
            if name == "missed" and self._missed:
                label = f"{label} {self._missed}"
            parts += [" ", (f" {label} ", "reverse" if name == self._filter else "")]
        self.query_one("#left").border_title = Content.assemble(*parts)
        tabs: list[str | tuple[str, str]] = []
        for name in PANES:
            tabs += [(f" {say(f'pane_{name}')} ", "reverse bold" if name == self._pane else ""), " "]
        self.query_one("#tabs", Static).update(Content.assemble(*tabs))
