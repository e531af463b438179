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
from textual.widgets import Input
from textual.worker import Worker, WorkerState

from tui.app.clerk import Clerk
from tui.app.exchange import Exchange
from tui.app.telephony import Telephony
from tui.app.themes import THEMES
from tui.calls.states import CallState
from tui.errors import DurchwahlError
from tui.i18n import say
from tui.journal.record import CallRecord
from tui.switchboard.notices import (
    CallNotice,
    ConsentNotice,
    ContactsNotice,
    Notice,
    PhoneNotice,
    ServiceNotice,
    ServiceState,
    WarningNotice,
)
from tui.switchboard.offers import Offer
from tui.switchboard.switchboard import Switchboard
from tui.view.commands import BY_ID, COMMANDS
from tui.view.face import Noticing
from tui.view.frame import Office, View
from tui.view.glyphs import ASCII, UNICODE
from tui.view.live_calls import LiveCalls
from tui.view.situation import Situation, situation
from tui.view.whole import whole_view
from tui.view.wording import party
from tui.widgets.hint_line import HintLine
from tui.widgets.phone_pane import PhonePane

if TYPE_CHECKING:
    from tui.screens.main import MainScreen
    from tui.setup.workshop import Workshop

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
        adopted: Callable[[Switchboard], None] | None = None,
        setup: bool = False,
    ) -> None:
        """`before` runs ahead of the switchboard's start and `after` behind its stop (the demo's phones);
        `adopted` is told of a switchboard that takes the place of the one before. With `setup` the set-up
        opens by itself."""
        super().__init__()
        self.fatal: DurchwahlError | None = None
        self.leave_when_ready = False
        self.up = asyncio.Event()  # the first start is over, whatever came of it
        self.exchange = Exchange(self)
        self._stale = False
        self._before = before
        self._after = after
        self._adopted = adopted
        self._setup = setup
        self._glyphs = ASCII if ascii_only else UNICODE
        self._deaf: Callable[[], None] | None = None  # ends the subscription
        self._take(switchboard)
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = THEMES[switchboard.config.app.theme].name
        self.title = say("title_idle")

    def _take(self, switchboard: Switchboard) -> None:
        """Everything that is known of the running state begins with the switchboard."""
        self.switchboard = switchboard
        self.live = LiveCalls(switchboard)
        self.selected: CallRecord | None = None
        self._problems: dict[str, str] = {}  # phone → what was told of it
        self._consents: dict[str, str] = {}  # phone → what its user is asked to press
        self.office = Office(switchboard.config.dialing, self._glyphs, self.live.places)
        self.operator = Telephony(self)
        self.clerk = Clerk(self)
        self.offered: Offer | None = None  # a number from outside that nobody has looked at yet
        switchboard.offers.attend(self._show_offer)

    def adopt(self, switchboard: Switchboard) -> None:
        """Shows another switchboard from now on. Starting and stopping them is somebody else's work."""
        if self._deaf is not None:
            self._deaf()
        theme = self.switchboard.config.app.theme
        self._take(switchboard)
        self._deaf = switchboard.subscribe(self._noticed)
        if switchboard.config.app.theme != theme:
            self.theme = THEMES[switchboard.config.app.theme].name
        if self._adopted is not None:
            self._adopted(switchboard)
        self.relabel()

    def relabel(self) -> None:
        """Another language is spoken, or another switchboard shown: the main screen says all anew."""
        from tui.screens.main import MainScreen

        for screen in self.screen_stack:
            if isinstance(screen, MainScreen) and screen.is_mounted:
                screen.relabel()
        self.renew()

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """For the moment before the theme is ours."""
        return {"cursor-row": "#1d2f43", "field": "#232933"}

    # coming up

    def get_default_screen(self) -> MainScreen:
        """The first screen that is drawn is ours: nothing is laid out and drawn twice."""
        from tui.screens.main import MainScreen

        return MainScreen(wide=self.size.width >= WIDE)

    def on_mount(self) -> None:
        self._deaf = self.switchboard.subscribe(self._noticed)
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
        if self._setup and not self.leave_when_ready:
            self.do_setup()

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
        finally:
            self.up.set()
        if self.leave_when_ready:
            self.exit()

    async def shut_down(self) -> None:
        """Stops the services; called once the screen is given back."""
        await self.exchange.settle()
        await self.switchboard.stop()
        if self._after is not None:
            await self._after()

    # what the switchboard says

    def _noticed(self, notice: Notice) -> None:
        match notice:
            case CallNotice():
                self._called(notice)
            case ServiceNotice(state=ServiceState.FAILED) if not self._being_set_up:
                self.notify(notice.detail, severity="error", timeout=20, markup=False)
            case WarningNotice():
                self.notify(notice.text, severity="warning", timeout=20, markup=False)
            case PhoneNotice(status=status) if status.problem and self.size.width < WIDE:
                if self._problems.get(status.name) != status.problem:  # the pane that says it is not seen
                    self.notify(status.problem, severity="error", timeout=15, markup=False)
                self._problems[status.name] = status.problem
            case ConsentNotice(phone=phone, text=text, waiting=waiting):
                if waiting:
                    self._consents[phone] = text
                else:
                    self._consents.pop(phone, None)
            case ContactsNotice(problems=(first, *more)):
                told = say("contacts_problems", problem=first, count=len(more)) if more else first
                self.notify(told, severity="warning", timeout=20, markup=False)
            case _:
                pass
        self.post_to_main(notice)
        self.touch()

    @property
    def main(self) -> MainScreen:
        """The main screen, whatever lies on it."""
        from tui.screens.main import MainScreen

        return next(screen for screen in self.screen_stack if isinstance(screen, MainScreen))

    def post_to_main(self, notice: Notice) -> None:
        """Screens with lists keep them up to date even while another one lies on top."""
        for screen in self.screen_stack:
            if isinstance(screen, Noticing):
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
        if rings:
            self.clerk.rings(record)

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
        row = self.selected is not None or bool(self.live)
        asked = tuple(self._consents.values())
        self.view = whole_view(self.switchboard, self.live, self.office, row_selected=row, asked=asked)
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

    def situation(self, phone: str | None = None) -> Situation:
        """What decides which commands are possible now, for `phone` or for any."""
        row = self.selected is not None or bool(self.live)
        return situation(self.switchboard, self.live, row_selected=row, phone=phone)

    def action_command(self, id: str, phone: str = "") -> None:
        """Runs a command, or says why it cannot run now. The screen on top may have its own way of it."""
        command = BY_ID[id]
        reason = command.why_not(self.situation(phone or None))
        if reason:
            self.notify(reason, severity="warning", markup=False)
        elif command.of_phone:
            getattr(self.operator, f"do_{id}")(phone or None)
        else:
            owners = (self.screen, self.clerk, self)
            handler = next((found for one in owners if (found := getattr(one, f"do_{id}", None))), None)
            if handler is not None:
                handler()

    def on_hint_line_chosen(self, message: HintLine.Chosen) -> None:
        self.action_command(message.id)

    def on_phone_pane_chosen(self, message: PhonePane.Chosen) -> None:
        self.action_command(message.id, message.phone)

    def select(self, record: CallRecord | None) -> None:
        """The row that the call log's cursor is on."""
        self.selected = record
        self.touch()

    def begin_dialling(self, first: str) -> None:
        """A digit was typed where no text is being typed."""
        reason = BY_ID["dial"].why_not(self.situation())
        if reason:
            self.notify(reason, severity="warning", markup=False)
        else:
            self.do_dial(first)

    def do_dial(self, text: str = "") -> None:
        """Opens the dial field with `text` in it, else with what was offered from outside."""
        self.operator.do_dial(None, text)

    def take_offer(self) -> Offer | None:
        """What was offered and not looked at yet; it is looked at now."""
        offer, self.offered = self.offered, None
        return offer

    def _show_offer(self, offer: Offer) -> bool:
        """Opens the dial field with it; whoever is typing, or looks at something else, is told only."""
        from tui.screens.main import MainScreen

        if not self.switchboard.config.phones:
            return False
        self.offered = offer
        if self.switchboard.config.app.bell:
            self.bell()
        if isinstance(self.screen, MainScreen) and not isinstance(self.focused, Input):
            self.operator.do_dial()
        else:
            numbers = ", ".join(offer.numbers[:3])
            self.notify(say("offer_waits", number=numbers), timeout=30, markup=False)
        return True

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

    def do_check_phones(self) -> None:
        for name in self.switchboard.config.phones:
            self.run_worker(self.switchboard.check(name), group="check", exit_on_error=False)

    def do_discover(self) -> None:
        from tui.screens.discovery import DiscoveryScreen

        if not isinstance(self.screen, DiscoveryScreen):
            self.push_screen(DiscoveryScreen())

    def do_setup(self) -> None:
        """Opens the set-up, which works on the configuration file and on whatever runs."""
        from tui.screens.setup import SetupScreen
        from tui.setup.answers import problem
        from tui.setup.steps import STEPS
        from tui.setup.workshop import Workshop

        if not any(isinstance(screen, SetupScreen) for screen in self.screen_stack):
            workshop = Workshop(self.switchboard.paths, self.exchange, suspend=self.suspend)
            self.push_screen(SetupScreen(workshop, STEPS, problem))

    @property
    def _being_set_up(self) -> bool:
        """The set-up itself says what does not run, in the step that mends it."""
        return any(screen.has_class("-set-up") for screen in self.screen_stack)

    def leave_setup(self, workshop: Workshop) -> None:
        """What was set up comes into force; with a file that cannot be read all stays as it is."""
        if workshop.problem is None:
            self.run_worker(self._come_into_force(workshop), group="setup", exit_on_error=False)

    async def _come_into_force(self, workshop: Workshop) -> None:
        await workshop.core()

    def do_lower_card(self) -> None:
        """Escape: what waits for an OK on the phone is given up first, then the card is put away."""
        if not self.operator.give_up():
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
            self.push_screen(HelpScreen(getattr(self.screen, "pane", "")))

    def do_palette(self) -> None:
        from tui.screens.palette import PaletteScreen

        if not isinstance(self.screen, PaletteScreen):
            self.push_screen(PaletteScreen())

    def do_quit(self) -> None:
        self.exit()

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
