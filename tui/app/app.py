"""The app: one of the switchboard's three faces. It shows what is published and passes orders on."""

from __future__ import annotations

import asyncio
import gc
import logging
import signal
from collections.abc import Awaitable, Callable, Coroutine
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.binding import Binding
from textual.reactive import reactive
from textual.worker import Worker, WorkerState

from tui.app.themes import THEMES
from tui.calls.states import CallState
from tui.errors import DurchwahlError
from tui.i18n import say
from tui.journal.record import CallRecord
from tui.phones.driver import Order
from tui.switchboard.notices import (
    CallNotice,
    ContactsNotice,
    Notice,
    PhoneNotice,
    ServiceNotice,
    ServiceState,
    WarningNotice,
)
from tui.switchboard.orders import APPLICABLE, Done, choose
from tui.switchboard.switchboard import Switchboard
from tui.view import frame
from tui.view.commands import BY_ID, COMMANDS, Situation
from tui.view.frame import Office, View
from tui.view.glyphs import ASCII, UNICODE
from tui.view.hints import hints
from tui.view.live_calls import LiveCalls
from tui.view.wording import party
from tui.widgets.hint_line import HintLine

if TYPE_CHECKING:
    from tui.screens.main import MainScreen

WIDE = 100  # columns from which the panes stand side by side

_log = logging.getLogger(__name__)


class DurchwahlApp(App[None]):
    """Composes nothing itself: the main screen does. Owns theme, clock, command dispatch and the view."""

    CSS_PATH = ["base.tcss", "../screens/main.tcss"]  # Textual loads none for the default screen
    ENABLE_COMMAND_PALETTE = False  # ours is opened by our own command, with our own words
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]
    BINDINGS = [
        Binding(command.function, f"command('{command.id}')", show=False, priority=True)
        for command in COMMANDS
        if command.function
    ]

    view: reactive[View] = reactive(View(), always_update=False)

    def __init__(
        self,
        switchboard: Switchboard,
        *,
        ascii_only: bool = False,
        before: Callable[[], Coroutine[Any, Any, None]] | None = None,
        after: Callable[[], Coroutine[Any, Any, None]] | None = None,
    ) -> None:
        """`before` runs ahead of the switchboard's start and `after` behind its stop (the demo's phones)."""
        super().__init__()
        self.switchboard = switchboard
        self.live = LiveCalls(switchboard)
        self.selected: CallRecord | None = None
        self.fatal: DurchwahlError | None = None
        self.leave_when_ready = False
        self._stale = False
        self._problems: dict[str, str] = {}  # phone → what was told of it
        self._before = before
        self._after = after
        self.office = Office(switchboard.config.dialing, ASCII if ascii_only else UNICODE, self.live.places)
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = THEMES[switchboard.config.app.theme].name
        self.title = say("title_idle")

    # coming up

    def get_default_screen(self) -> MainScreen:
        """The first screen that is drawn is ours: nothing is laid out and drawn twice."""
        from tui.screens.main import MainScreen

        return MainScreen(wide=self.size.width >= WIDE)

    def on_mount(self) -> None:
        self.switchboard.subscribe(self._noticed)
        self.renew()
        self.call_after_refresh(self._first_frame)

    def _first_frame(self) -> None:
        """Something is on the screen: now the services may come up."""
        if not gc.isenabled():  # put off by tui.cli.app.begin; what is there by now stays
            gc.freeze()
            gc.enable()
        self.set_interval(1.0, self._tick)
        for name in ("SIGTERM", "SIGHUP"):  # told to end, or the terminal's window was closed
            if hasattr(signal, name) and not self.is_headless:
                asyncio.get_running_loop().add_signal_handler(getattr(signal, name), self.exit)
        self.run_worker(self._start(), name="start", group="services", exit_on_error=False)

    async def _start(self) -> None:
        try:
            if self._before is not None:
                await self._before()
            await self.switchboard.start(events_required=self.leave_when_ready)
        except DurchwahlError as error:
            self.fatal = error
            if self.leave_when_ready or not self.switchboard.has_journal:
                self.exit()  # nothing can be shown or kept: the shell says why
            return
        if self.leave_when_ready:
            self.exit()

    async def shut_down(self) -> None:
        """Stops the services; called once the screen is given back."""
        await self.switchboard.stop()
        if self._after is not None:
            await self._after()

    # what the switchboard says

    def _noticed(self, notice: Notice) -> None:
        match notice:
            case CallNotice():
                self._called(notice)
            case ServiceNotice(state=ServiceState.FAILED):
                self.notify(notice.detail, severity="error", timeout=20, markup=False)
            case WarningNotice():
                self.notify(notice.text, severity="warning", timeout=20, markup=False)
            case PhoneNotice(status=status) if status.problem and self.size.width < WIDE:
                if self._problems.get(status.name) != status.problem:  # the pane that says it is not seen
                    self.notify(status.problem, severity="error", timeout=15, markup=False)
                self._problems[status.name] = status.problem
            case ContactsNotice(problems=(first, *more)):
                told = say("contacts_problems", problem=first, count=len(more)) if more else first
                self.notify(told, severity="warning", timeout=20, markup=False)
            case _:
                pass
        self.post_to_main(notice)
        self.touch()

    def post_to_main(self, notice: Notice) -> None:
        """The main screen keeps its lists up to date even while another screen lies on top."""
        from tui.screens.main import MainScreen

        for screen in self.screen_stack:
            if isinstance(screen, MainScreen):
                screen.noticed(notice)

    def _called(self, notice: CallNotice) -> None:
        record = notice.record
        if self.live.take(record):
            looking: Callable[[], Awaitable[None]] = partial(self.live.look_up, record, self.touch)
            group = f"facts-{record.call.id}"
            self.run_worker(looking, group=group, exclusive=True, exit_on_error=False)
        rings = notice.change.before is None and record.call.state is CallState.RINGING
        if rings and self.switchboard.config.app.bell:
            self.bell()

    def _tick(self) -> None:
        self.renew()
        if self.live:
            from tui.screens.main import MainScreen

            for screen in self.screen_stack:
                if isinstance(screen, MainScreen):
                    screen.tick()

    def touch(self) -> None:
        """Something changed: the view is made anew once the notices that belong together are in."""
        if not self._stale:
            self._stale = True
            self.call_later(self.renew)

    def renew(self) -> None:
        """Makes the view anew from what is known now; screens are told only of what changed."""
        self._stale = False
        core = self.switchboard
        now = core.now()
        records, raised = self.live.records, self.live.raised()
        phones = [core.status(name) for name in core.config.phones]
        card = None
        if raised is not None:
            card = frame.card(raised, self.live.facts(raised), len(records) - 1, now, self.office)
        self.view = View(
            status=frame.status_parts(phones, core.services, core.port, now, self.office.glyphs),
            card=card,
            phones=frame.phone_lines(phones, records, now, self.office),
            live=tuple(frame.call_line(record, now, self.office) for record in records),
            hints=hints(self.situation(), self.live),
        )
        ringing = self.live.ringing
        self.title = (
            say("title_idle")
            if ringing is None
            else say("title_ringing", party=party(ringing, self.office.plan, self.office.glyphs.separator))
        )

    def watch_title(self, title: str) -> None:
        """The terminal's own title says who is calling, for a window in the background."""
        if self._driver is not None and not self.is_headless:
            self._driver.write(f"\x1b]2;{title}\x07")

    # what the user wants

    def situation(self) -> Situation:
        """What decides which commands are possible now."""
        core = self.switchboard
        return Situation(
            phones=len(core.config.phones),
            calls=tuple(self.live.calls),
            row_selected=self.selected is not None or bool(self.live),
        )

    def action_command(self, id: str) -> None:
        """Runs a command, or says why it cannot run now. The screen on top may have its own way of it."""
        reason = BY_ID[id].possible(self.situation())
        if reason is not None:
            self.notify(say(reason), severity="warning", markup=False)
            return
        handler = getattr(self.screen, f"do_{id}", None) or getattr(self, f"do_{id}", None)
        if handler is not None:
            handler()

    def on_hint_line_chosen(self, message: HintLine.Chosen) -> None:
        self.action_command(message.id)

    def select(self, record: CallRecord | None) -> None:
        """The row that the call log's cursor is on."""
        self.selected = record
        self.touch()

    def begin_dialling(self, first: str) -> None:
        """A digit was typed where no text is being typed."""
        reason = BY_ID["dial"].possible(self.situation())
        if reason is not None:
            self.notify(say(reason), severity="warning", markup=False)
        else:
            self.do_dial(first)

    def do_answer(self) -> None:
        self._order(Order.ANSWER)

    def do_end(self) -> None:
        """Rejects what rings, hangs up what runs: the call on the card, as the card says."""
        meant = self.live.meant()
        if meant is not None:
            self._order(Order.REJECT if meant.call.state is CallState.RINGING else Order.HANGUP)

    def do_hold(self) -> None:
        """The running call is held; where none runs, the held one is taken back."""
        self._order(self.live.next_hold())

    def do_dial(self, text: str = "") -> None:
        from tui.screens.dial import DialScreen

        if not isinstance(self.screen, DialScreen):
            self.push_screen(DialScreen(text))

    def do_note(self) -> None:
        """The running call first: the note is about whom one is talking to."""
        from tui.screens.note import NoteScreen

        shown = self.live.meant() or self.selected
        if shown is not None and not isinstance(self.screen, NoteScreen):
            self.push_screen(NoteScreen(shown))

    def keep_note(self, call_id: int, text: str) -> None:
        """Saves the note of a call and shows it in the log."""
        self.run_worker(self._keep_note(call_id, text), group="note", exit_on_error=False)

    async def _keep_note(self, call_id: int, text: str) -> None:
        await self.switchboard.note(call_id, text)
        self.notify(say("note_saved"), markup=False)

    def do_redial(self) -> None:
        self.run_worker(self._redial(), name="redial", group="orders", exit_on_error=False)

    def do_check_phones(self) -> None:
        for name in self.switchboard.config.phones:
            self.run_worker(self.switchboard.check(name), group="check", exit_on_error=False)

    def do_lower_card(self) -> None:
        self.live.put_away()
        self.renew()

    def do_raise_card(self) -> None:
        self.live.raise_again()
        self.renew()

    def do_theme(self) -> None:
        names = [theme.name for theme in THEMES.values()]
        self.theme = names[(names.index(self.theme) + 1) % len(names)]

    def do_help(self) -> None:
        from tui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen())

    def do_palette(self) -> None:
        from tui.screens.palette import PaletteScreen

        if not isinstance(self.screen, PaletteScreen):
            self.push_screen(PaletteScreen())

    def do_quit(self) -> None:
        self.exit()

    def _order(self, order: Order) -> None:
        """Orders it for the call on the card where that fits, else for the one that does.

        A key that is pressed once more before the phone has reported means nothing new.
        """
        meant = self.live.meant()
        call = (
            meant.call if meant and meant.call.state in APPLICABLE[order] else choose(self.live.calls, order)
        )
        if call is not None and not self.switchboard.orders.under_way(order, call.id):
            self.run_worker(
                self._carry_out(order, call.id), name=order.value, group="orders", exit_on_error=False
            )

    async def _carry_out(self, order: Order, call_id: int) -> None:
        done = await self.switchboard.orders.order(order, call_id)
        if not done.confirmed:
            self.notify(say("order_unconfirmed", phone=done.phone), severity="warning", markup=False)

    def dial(self, text: str, phone: str, *, suppress: bool = False) -> None:
        """Dials in the background; what goes wrong is told."""
        self.run_worker(self._dial(text, phone, suppress), name="dial", group="orders", exit_on_error=False)

    async def _dial(self, text: str, phone: str, suppress: bool) -> None:
        done: Done = await self.switchboard.orders.dial(text, phone, suppress=suppress)
        if not done.confirmed:
            told = say("dial_unconfirmed", phone=done.phone, number=text)
            self.notify(told, severity="warning", markup=False)

    async def _redial(self) -> None:
        last = await self.switchboard.last_dialled()
        if last is None:
            self.notify(say("why_no_redial"), severity="warning", markup=False)
        else:
            self.do_dial(last)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """The one place where a failed worker becomes words."""
        if event.state is not WorkerState.ERROR or event.worker.error is None:
            return
        error = event.worker.error
        if isinstance(error, DurchwahlError):
            if event.worker.group != "services":  # a service's failure is published and told already
                self.notify(str(error), severity="error", timeout=12, markup=False)
            return
        _log.error("The worker %s failed", event.worker.name, exc_info=error)
        if event.worker.group == "services" and self.leave_when_ready:
            self.fatal = DurchwahlError("unexpected")
            self.exit()
        self.notify(say("unexpected"), severity="error", timeout=12, markup=False)

    def _fatal_error(self) -> None:
        """Textual would print the local variables of every frame, secrets too: the trace goes to the log."""
        _log.critical("The app broke", exc_info=True)
        self.fatal = DurchwahlError("unexpected")
        self._close_messages_no_wait()
